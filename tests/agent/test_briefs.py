"""Briefs: laws that hold for each of them, then what an analyst looks for, in both languages."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

import pytest

from agent import Agent, Brief
from agent.brief import open_topic
from agent.brief.phrases import PHRASES
from agent.brief.writing import MOST_BOTTOM, MOST_FACTS, MOST_HOLDERS, MOST_SAYINGS
from retrieval import Library
from retrieval.errors import EmptyLibrary, QuestionError, UnknownSource
from retrieval.folding import words
from retrieval.library import Progress
from retrieval.records import Draft

TOPICS = (
    "Ferry crash at Saroufa",
    "حادث عبّارة النورس",
    "The Maysoun bridge",
    "جسر ميسون",
    "Mosaic found at Tell al-Uqhuwan",
    "معرض ساروفة للكتاب",
)
NOTHING = ("Quantum computing breakthroughs in Peru", "زلازل جزيرة غرينلاند")
VISITS = (
    Draft(
        "october",
        "استقبل وزير النقل سامر الحلو في مدينة زمرين، يوم الخميس 2 تشرين الأول 2025، وفداً تجارياً من فالدريا برئاسة "
        "أوسكار ليندكفست.\n\nوبحث الجانبان بناء رصيف جديد.",
        title="وفد تجاري فالدري في زمرين",
        source="صحيفة الشاطئ",
        published="2025-10-03",
    ),
    Draft(
        "november",
        "استقبل وزير النقل سامر الحلو في مدينة زمرين، يوم الأحد 16 تشرين الثاني 2025، وفداً تجارياً من فالدريا برئاسة "
        "إنغريد هولم.\n\nوبحث الجانبان خط الشحن البحري.",
        title="وفد فالدري ثانٍ في زمرين",
        source="صحيفة الشاطئ",
        published="2025-11-17",
    ),
    Draft(
        "november-too",
        "استقبل وزير النقل سامر الحلو في مدينة زمرين، الأحد 16 تشرين الثاني 2025، وفداً تجارياً من فالدريا برئاسة "
        "إنغريد هولم، في زيارة هي الثانية.\n\nورافق الوفد صحافيون.",
        title="زيارة فالدرية ثانية",
        source="بريد زمرين",
        published="2025-11-17",
    ),
)
SUMMIT = (
    Draft(
        "before",
        "The harbour ministers of Zamrin and Valdria met in Tarbun on Monday 1 September 2025.\n\n"
        "A harbour conference of both is due to open in Rasmin on 20 September 2025.",
        title="Harbour ministers meet in Tarbun",
        source="Tarbun Times",
        published="2025-09-02",
    ),
    Draft(
        "after",
        "The harbour ministers of Zamrin and Valdria met again in Tarbun on 3 November 2025 and signed nothing.",
        title="Harbour ministers of Zamrin and Valdria meet again",
        source="Zamrin Herald",
        published="2025-11-04",
    ),
)


@pytest.fixture(scope="session")
def briefs(sample: Library) -> list[Brief]:
    """Each topic on the sample in its own language, and in the other."""
    agent = Agent(sample)
    own = [agent.brief(topic) for topic in TOPICS]
    return [*own, *(agent.brief(one.topic, "en" if one.language == "ar" else "ar") for one in own)]


@pytest.fixture
def brief_over(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Sequence[Draft], str], Brief]]:
    """Write a brief over these articles, and these alone."""

    def write(drafts: Sequence[Draft], topic: str) -> Brief:
        with Library.open(tmp_path_factory.mktemp("small")) as library:
            library.add_drafts(drafts)
            return Agent(library).brief(topic)

    return write


# Laws


def test_there_are_briefs_in_both_languages_on_articles_in_both(briefs: list[Brief]) -> None:
    assert {one.status for one in briefs} == {"answered"}
    cited = {(one.language, source.language) for one in briefs for source in one.citations}
    assert cited == {("ar", "ar"), ("ar", "en"), ("en", "ar"), ("en", "en")}


def test_every_statement_is_cited(briefs: list[Brief]) -> None:
    for brief in briefs:
        numbers = {one.number for one in brief.citations}
        for statement in brief.statements:
            assert statement.citations, statement.text
            assert set(statement.citations) <= numbers
        for conflict in brief.differences:
            assert all(position.citations and set(position.citations) <= numbers for position in conflict.positions)


def test_every_quote_stands_in_its_article_word_for_word(briefs: list[Brief], sample: Library) -> None:
    for brief in briefs:
        for cited in brief.citations:
            assert sample.article(cited.article_id).text[cited.start : cited.end] == cited.quote
            assert words(cited.quote)


def test_what_a_statement_quotes_stands_in_one_of_its_citations(briefs: list[Brief]) -> None:
    for brief in briefs:
        quotes = {one.number: " ".join(one.quote.split()) for one in brief.citations}
        led = brief.bottom_line[:1] if any(one.verdict == "conflict" for one in brief.differences) else ()
        for statement in brief.statements:
            quotation = re.search("[“«](.*)[”»]", statement.text)
            if statement in led or not quotation:
                assert statement in led
                continue
            shown = quotation.group(1).removeprefix("… ").removesuffix(" …")
            assert any(shown in quotes[number] for number in statement.citations), statement.text


def test_citations_are_numbered_from_one_without_a_gap_article_by_article(briefs: list[Brief]) -> None:
    for brief in briefs:
        assert [one.number for one in brief.citations] == list(range(1, len(brief.citations) + 1))
        articles = [one.article_id for one in brief.citations]
        assert len(set(articles)) == 1 + sum(one != other for one, other in pairwise(articles))


def test_every_citation_is_used(briefs: list[Brief]) -> None:
    for brief in briefs:
        used = {number for statement in brief.statements for number in statement.citations}
        used |= {number for one in brief.differences for position in one.positions for number in position.citations}
        assert used == {one.number for one in brief.citations}


def test_events_stand_in_the_order_of_their_days(briefs: list[Brief]) -> None:
    for brief in briefs:
        days = [(one.first, one.last) for one in brief.timeline]
        assert days == sorted(days)
        assert all(first <= last for first, last in days)


def test_a_brief_is_bounded(briefs: list[Brief]) -> None:
    for brief in briefs:
        assert len(brief.bottom_line) <= MOST_BOTTOM + 1
        assert len(brief.facts) <= MOST_FACTS + MOST_BOTTOM
        assert len(brief.sayings) <= MOST_HOLDERS
        assert all(len(one.statements) <= MOST_SAYINGS for one in brief.sayings)


def test_no_sentence_is_told_twice_as_a_fact(briefs: list[Brief]) -> None:
    for brief in briefs:
        told = [one.text for one in brief.bottom_line] + [one.statement.text for one in brief.facts]
        assert len(told) == len(set(told))


def test_notes_are_in_the_language_of_the_brief(briefs: list[Brief]) -> None:
    single = {language: phrases.single for language, phrases in PHRASES.items()}
    notes = {language: set() for language in PHRASES}
    for brief in briefs:
        notes[brief.language] |= {note for one in brief.facts for note in one.statement.notes}
    assert single["ar"] in notes["ar"] - notes["en"]
    assert single["en"] in notes["en"] - notes["ar"]


def test_a_brief_is_json(briefs: list[Brief]) -> None:
    for brief in briefs:
        written = json.loads(json.dumps(brief.to_dict(), ensure_ascii=False))
        assert written["topic"] == brief.topic
        assert len(written["facts"]) == len(brief.facts)
        assert {"understand", "gather", "write"} == written["seconds"].keys()


def test_the_same_topic_gives_the_same_brief(sample: Library, briefs: list[Brief]) -> None:
    again = Agent(sample).brief(TOPICS[0]).to_dict()
    first = briefs[0].to_dict()
    assert again | {"seconds": {}} == first | {"seconds": {}}


# What an analyst looks for


@pytest.mark.parametrize("topic", NOTHING)
def test_a_topic_that_no_article_speaks_of_is_refused_with_the_reason(topic: str, sample: Library) -> None:
    brief = Agent(sample).brief(topic)
    assert brief.status == "refused"
    assert brief.reason
    assert not list(brief.statements)
    assert not brief.citations


@pytest.mark.parametrize("topic", TOPICS[:2])
def test_a_conflict_leads_and_neither_side_is_stated_flat(topic: str, sample: Library) -> None:
    brief = Agent(sample).brief(topic)
    conflict = next(one for one in brief.differences if one.verdict == "conflict")
    assert {position.value for position in conflict.positions} == {"27", "41"}
    assert {"27", "41"} <= set(re.findall(r"\d+", brief.bottom_line[0].text))
    for statement in brief.bottom_line[1:]:
        assert not re.search("27|[Ff]orty-one", statement.text)
    disputed = [one for one in brief.facts if re.search("27 راكباً|Forty-one", one.statement.text)]
    assert disputed
    assert all(PHRASES[brief.language].disputed in one.statement.notes for one in disputed)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_was_planned_is_marked_and_stands_beside_what_happened(language: str, sample: Library) -> None:
    brief = Agent(sample).brief("The Maysoun bridge", language)
    june = next(one for one in brief.timeline if one.first == date(2025, 6, 1))
    opened = [one for one in brief.timeline if one.first == date(2025, 9, 14)]
    assert june.planned
    assert opened
    assert not any(one.planned for one in opened)
    assert not any("حزيران" in one.instead.text for one in brief.unknown)
    asked = Agent(sample).brief("The Maysoun bridge: when was it opened", language)
    assert any(one.verdict == "plan" for one in asked.differences)


def test_two_events_that_look_alike_stay_apart_and_one_told_twice_is_one(brief_over: Callable[..., Brief]) -> None:
    brief = brief_over(VISITS, "الوفد الفالدري في زمرين")
    by_day: dict[date, set[str]] = {}
    articles = {one.number: one.article_id for one in brief.citations}
    for event in brief.timeline:
        by_day.setdefault(event.first, set()).update(articles[number] for number in event.statement.citations)
    assert by_day[date(2025, 10, 2)] == {"october"}
    assert by_day[date(2025, 11, 16)] == {"november", "november-too"}
    assert not brief.differences
    for statement in brief.bottom_line:
        cited = {articles[number] for number in statement.citations}
        assert cited in ({"october"}, {"november", "november-too"})
    together = [one for one in brief.timeline if len(one.statement.citations) > 1]
    assert [one.first for one in together] == [date(2025, 11, 16)]


def test_near_copies_are_one_article_more_and_no_origin_more(news: Library) -> None:
    brief = Agent(news).brief("نفق السنديان")
    articles = [one.article_id for one in brief.citations]
    assert not {"tunnel", "tunnel-reprint"} <= {
        articles[number - 1] for one in brief.facts for number in one.statement.citations if one.origins > 1
    }


def test_a_plan_that_nobody_followed_up_is_told_as_not_known(brief_over: Callable[..., Brief]) -> None:
    brief = brief_over(SUMMIT, "The harbour ministers of Zamrin and Valdria")
    assert any("due to open in Rasmin on 20 September" in one.text for one in brief.planned)
    gap = next(one for one in brief.unknown if one.asked == PHRASES["en"].took_place)
    assert "Rasmin" in gap.instead.text
    conference = next(one for one in brief.timeline if one.first == date(2025, 9, 20))
    assert conference.planned


def test_what_the_topic_asks_and_no_article_answers_is_told_as_not_known(sample: Library) -> None:
    brief = Agent(sample).brief("The Maysoun bridge: when was it opened, how many lorries crossed it on the first day")
    assert any("lorries" in one.asked for one in brief.unknown)
    assert not any("opened" in one.asked for one in brief.unknown)


def test_a_view_stands_under_the_name_of_its_holder(sample: Library) -> None:
    brief = Agent(sample).brief("Port deal with Nordholm")
    assert all(one.holder and one.statements for one in brief.sayings)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_days_and_outlet_narrow_a_brief(language: str, sample: Library) -> None:
    agent = Agent(sample)
    early = agent.brief("The Maysoun bridge", language, until=date(2025, 2, 1))
    assert {one.article_id for one in early.citations} == {"bridge-plan"}
    gazette = agent.brief("Ferry crash at Saroufa", language, source="The Harbour Gazette")
    assert {one.source for one in gazette.citations} == {"The Harbour Gazette"}
    with pytest.raises(UnknownSource):
        agent.brief("Ferry crash", language, source="Nobody's Paper")


def test_an_empty_topic_and_an_empty_library_are_told(library: Library, sample: Library) -> None:
    with pytest.raises(QuestionError):
        Agent(sample).brief(" … ")
    with pytest.raises(EmptyLibrary):
        Agent(library).brief("anything")


def test_progress_goes_up_to_the_end(sample: Library) -> None:
    told: list[Progress] = []
    Agent(sample).brief("The Maysoun bridge", on_progress=told.append)
    assert {one.stage for one in told} == {"gathering"}
    assert [one.done for one in told] == list(range(1, told[-1].total + 1))


# Topics


@pytest.mark.parametrize(
    ("topic", "head"),
    [
        ("Brief me on the ferry crash", "the ferry crash"),
        ("Write a short summary of the ferry crash.", "the ferry crash"),
        ("Summarize the ferry crash", "the ferry crash"),
        ("لخّص حادث العبّارة", "حادث العبّارة"),
        ("اكتب لي موجزاً عن حادث العبّارة", "حادث العبّارة"),
        ("لخّص تسلسل الزيارات", "الزيارات"),
        ("the ferry crash", "the ferry crash"),
        ("Brief me on", "Brief me on"),
        ("ملخص", "ملخص"),
    ],
)
def test_an_order_round_a_topic_is_no_part_of_it(topic: str, head: str) -> None:
    assert open_topic(topic, None)[0].text == head


@pytest.mark.parametrize(
    ("topic", "asked"),
    [
        ("The ferry crash: who was hurt, why, and who says so", ["who was hurt", "why"]),
        ("حادث العبّارة: من أُصيب، ولماذا، ومن يقول ذلك", ["من أُصيب", "ولماذا"]),
        ("Why did the ferry crash?", ["Why did the ferry crash"]),
        ("لماذا تعطّلت العبّارة؟", ["لماذا تعطّلت العبّارة"]),
        ("The ferry crash: a reckoning", []),
        ("حادث العبّارة", []),
    ],
)
def test_what_a_topic_asks_itself_comes_before_the_usual_questions(topic: str, asked: list[str]) -> None:
    subquestions = open_topic(topic, None)[1]
    assert [one.asked for one in subquestions if one.own] == asked
    usual = [one.asked for one in subquestions if not one.own]
    assert set(usual) <= set(PHRASES[subquestions[0].question.language].asked.values())


def test_the_language_of_a_brief_is_the_topics_unless_another_is_named() -> None:
    assert open_topic("جسر ميسون", None)[0].language == "ar"
    question, asked = open_topic("جسر ميسون", "en")
    assert question.language == "en"
    assert {one.question.language for one in asked} == {"en"}
