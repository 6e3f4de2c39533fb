"""What the page shows: words stay words whatever is in them, and what is marked is what was quoted."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent import Agent, Answer
from agent.wording import clean
from retrieval import Library
from retrieval.library import AddReport, Progress
from retrieval.phrases import Phrase
from retrieval.reading import Refusal
from retrieval.records import Draft, Span
from ui.page.answers import turns
from ui.page.examples import EXAMPLES
from ui.page.exports import as_json, as_text
from ui.page.isolating import isolated
from ui.page.marking import Mark, marked, round_about
from ui.page.markup import Html, exact, is_web, link, tag, words
from ui.page.session import Session, Turn
from ui.page.shelves import article_shown, listing, progress_shown, report_shown
from ui.page.sources import source_panel
from ui.page.words import WORDS, Words

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
EVIL = "<img src=x onerror=hacked()><script>hacked()</script>[go](javascript:hacked())\u202e"
ARABIC = re.compile("[\u0621-\u064a]")
QUESTIONS = [question for of in EXAMPLES.values() for question in of.values()]
ALLOWED = {"a", "article", "bdi", "blockquote", "button", "dd", "div", "dl", "dt", "em", "h2", "h3", "header", "li"}
ALLOWED |= {"mark", "meter", "ol", "p", "pre", "progress", "s", "section", "small", "span", "strong", "table", "tbody"}
ALLOWED |= {"td", "th", "thead", "tr", "ul"}


class Seen(HTMLParser):
    """The elements and attributes that a browser would see, and the text."""

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(shown)

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(name)
        self.attributes |= {attribute for attribute, _ in attributes}

    def handle_data(self, data: str) -> None:
        self.text += data


def safe(shown: str) -> bool:
    seen = Seen(shown)
    return seen.tags <= ALLOWED and not any(name.startswith(("on", "style", "src")) for name in seen.attributes)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    told = f"The Corran mill burned down on 3 May 2025, {EVIL} said the miller."
    with Library.open(tmp_path_factory.mktemp("hostile")) as library:
        library.add_drafts([Draft(f"mill{EVIL}", told, f"Mill {EVIL}", f"Herald {EVIL}", "javascript:hacked()")])
        yield library


@given(st.text())
def test_text_is_shown_as_it_is_but_for_what_would_steer_the_screen(text: str) -> None:
    assert html.unescape(words(text)) == clean(text)
    assert not set(words(text)) & set("<>\"'\u202e\u2066")


@given(st.text())
def test_what_is_kept_for_copying_is_kept_exactly(text: str) -> None:
    assert html.unescape(exact(text)) == text
    assert "<" not in exact(text)


@given(st.text(), st.text())
def test_no_child_and_no_attribute_breaks_out_of_its_element(child: str, value: str) -> None:
    seen = Seen(tag("p", child, title=value))
    assert (seen.tags, seen.attributes) == ({"p"}, {"title"})


@pytest.mark.parametrize(
    "url",
    ["javascript:hacked()", "data:text/html,x", "//site", "http:", "JAVASCRIPT:x", "", None, "http://[", "\u202ejs:"],
)
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert not is_web(url)
    assert link(url, "there") == "there"


@given(st.text(alphabet="ab <&\n\u0627", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_marking_changes_no_word_of_a_text(text: str, pairs: list[tuple[int, int]]) -> None:
    marks = [Mark(Span(min(pair), max(pair)), "mark") for pair in pairs]
    assert Seen(marked(text, marks)).text == text


def test_what_is_marked_is_what_was_meant() -> None:
    assert marked("12 <b>dead</b>", [Mark(Span(3, 10), "mark")]) == "12 <mark>&lt;b&gt;dead</mark>&lt;/b&gt;"


def test_of_a_very_long_article_the_part_round_the_quotation_is_shown() -> None:
    text = "x" * 1_000_000
    shown = round_about(Span(500_000, 500_100), text)
    assert shown.start < 500_000
    assert shown.end > 500_100
    assert len(shown) < 50_000


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("27 (صحيفة المرفأ, 11 March)", "en", "27 (<bdi>صحيفة المرفأ</bdi>, 11 March)"),
        ("41 (The Harbour Gazette، 11 مارس)", "ar", "41 (<bdi>The Harbour Gazette</bdi>، 11 مارس)"),
        ("no foreign word", "en", "no foreign word"),
    ],
)
def test_words_of_the_other_script_do_not_steer_the_rest(text: str, language: str, shown: str) -> None:
    assert isolated(text, language) == shown


def test_a_quotation_keeps_its_numbers_in_its_own_order() -> None:
    quote = "أُصيب 27 راكباً"
    apart = f'<bdi class="foreign" lang="ar" dir="rtl">«{quote}»</bdi>'
    assert isolated(f"Marfa: “{quote}”", "en", [quote]) == f"Marfa: {apart}"
    assert isolated(f"المرفأ: «{quote}»", "ar", [quote]) == f"المرفأ: <bdi>«{quote}»</bdi>"


@pytest.fixture(scope="module")
def answers(sample: Library) -> list[tuple[Library, Answer]]:
    agent = Agent(sample)
    return [(sample, agent.ask(question)) for question in (*QUESTIONS, "What is the boiling point of tungsten?")]


@LANGUAGES
def test_every_answer_is_shown_safely_with_a_mark_for_each_citation(
    answers: list[tuple[Library, Answer]], language: str
) -> None:
    for library, answer in answers:
        shown = turns([Turn(answer.question, answer=answer, next_questions=("?",))], language)
        assert safe(shown)
        for citation in answer.citations:
            assert f'data-number="{citation.number}"' in shown
            panel = source_panel(citation, library.article(citation.article_id), language)
            assert safe(panel)
            assert f"<mark>{words(citation.quote)}</mark>" in panel


@LANGUAGES
def test_an_article_that_is_gone_or_changed_still_shows_the_quotation(
    answers: list[tuple[Library, Answer]], language: str
) -> None:
    library, answer = next((library, one) for library, one in answers if one.citations)
    citation = answer.citations[0]
    article = library.article(citation.article_id)
    for now in (None, replace(article, text="Other words now.")):
        panel = source_panel(citation, now, language)
        assert words(WORDS[language].gone) in panel
        assert "<mark>" not in panel


@LANGUAGES
def test_hostile_words_stay_words_wherever_they_are_shown(hostile: Library, language: str) -> None:
    answer = Agent(hostile).ask("When did the Corran mill burn down?")
    (article,) = hostile.articles()
    listed, total = hostile.listed()
    refusal = Refusal(EVIL, 3, "row", Phrase(EVIL, EVIL))
    shown = [
        turns([Turn(EVIL, answer=answer), Turn(EVIL), Turn(EVIL, error=Phrase(EVIL, EVIL))], language),
        source_panel(answer.citations[0], article, language),
        article_shown(article, language),
        listing(listed, 0, total, 25, language),
        report_shown(AddReport((), (refusal,)), language),
    ]
    for one in shown:
        assert safe(one)
        assert "\u202e" not in one
        assert clean(EVIL) in Seen(one).text


def test_the_json_that_is_saved_is_the_answer_itself(hostile: Library, answers: list[tuple[Library, Answer]]) -> None:
    for answer in (Agent(hostile).ask("When did the Corran mill burn down?"), *(one for _, one in answers)):
        written = as_json(answer)
        assert json.loads(written) == json.loads(json.dumps(answer.to_dict()))
        assert "\u202e" not in written


def test_the_text_that_is_copied_names_every_source(answers: list[tuple[Library, Answer]]) -> None:
    for _, answer in answers:
        copied = as_text(answer)
        assert answer.question in copied
        assert all(f"[{citation.number}] " in copied for citation in answer.citations)


@LANGUAGES
def test_progress_never_passes_its_end(language: str) -> None:
    assert "100%" in progress_shown(Progress("indexing", 12, 10), language)
    assert "%" not in progress_shown(Progress("writing", 0, 0), language)


def test_a_turn_that_is_stopped_takes_no_more() -> None:
    session = Session().asking("one").stopped().asking("two")
    assert [turn.stopped for turn in session.turns] == [True, False]
    assert session.asking("three").turns[1].stopped
    assert session.cited(7) == ()


def test_each_phrase_of_the_page_has_its_twin_with_the_same_fields() -> None:
    for one in fields(Words):
        english, arabic = (getattr(WORDS[language], one.name) for language in ("en", "ar"))
        pairs = [(english, arabic)] if isinstance(english, str) else [(english[key], arabic[key]) for key in english]
        for told, twin in pairs:
            assert set(re.findall(r"{.*?}", told)) == set(re.findall(r"{.*?}", twin)), one.name
            if one.name not in ("date_hint", "other_language", "own_name", "page", "progress"):
                assert ARABIC.search(twin), one.name
                assert not ARABIC.search(told), one.name


def test_markup_is_made_of_markup_only() -> None:
    assert tag("p", Html("<b>x</b>")) == "<p><b>x</b></p>"
    with pytest.raises(AssertionError):
        tag("p onclick", "x")
    with pytest.raises(AssertionError):
        tag("p", "x", onclick="y")
