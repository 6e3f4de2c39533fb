"""What a person does on the page, in a real browser, in both languages."""

import json
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from agent.writing.settings import ModelSettings
from retrieval import Library
from retrieval.records import Draft
from tests.agent.model_server import Answers, serving
from tests.ui.page.conftest import Visit, answer_data, ask, health, served, write
from ui.page.words import WORDS

pytestmark = pytest.mark.browser

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
FERRY = {
    "en": "How many passengers were injured on the ferry Nawras?",
    "ar": "كم راكباً أُصيب في حادث عبّارة النورس؟",
}
FLOOD = "كم عدد العائلات التي نزحت بسبب فيضان نهر ميسون؟"
MOSAIC = "Who leads the team that found the mosaic at Tell al-Uqhuwan?"
BRIDGE = "When was the Maysoun bridge opened to traffic?"
EVIL = "<img src=x onerror=hacked()><script>hacked()</script>[go](javascript:hacked())\u202e ${hacked()} {{hacked()}}"
SHOWN_EVIL = "<img src=x onerror=hacked()><script>hacked()</script>[go](javascript:hacked()) ${hacked()} {{hacked()}}"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@LANGUAGES
def test_on_a_first_visit_the_sample_leads_to_a_cited_answer(visit: Visit, library: Library, language: str) -> None:
    with served(library) as address:
        page = visit(address, language)
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        page.get_by_role("button", name=WORDS[language].add_sample).first.click()
        page.locator(".suggestion").first.click()
        page.locator(".answer .cite").first.wait_for()
        assert answer_data(page)["language"] == language
        assert health(address)["articles"] == 15


@pytest.mark.parametrize(("question", "asked", "evidence"), [(FLOOD, "ar", "en"), (MOSAIC, "en", "ar")])
def test_a_question_in_one_language_finds_its_evidence_in_the_other(
    visit: Visit, sample_page: str, question: str, asked: str, evidence: str
) -> None:
    page = ask(visit(sample_page, asked), question)
    answer = answer_data(page)
    assert answer["status"] == "answered"
    assert evidence in {citation["language"] for citation in answer["citations"]}
    assert page.locator(".statement p").first.get_attribute("dir") == {"ar": "rtl", "en": "ltr"}[asked]


@LANGUAGES
def test_a_citation_opens_its_article_with_exactly_the_quoted_words_highlighted(
    visit: Visit, sample_page: str, language: str
) -> None:
    page = ask(visit(sample_page, language), FERRY[language])
    for citation in answer_data(page)["citations"]:
        page.locator(f".sources .cite[data-number='{citation['number']}']").click()
        page.locator(f"#source-panel h2:has-text({json.dumps(citation['title'], ensure_ascii=False)})").wait_for()
        assert page.locator("#source-panel mark").all_text_contents() == [citation["quote"]]
        page.keyboard.press("Escape")
        page.locator("#source-panel").wait_for(state="hidden")


def test_a_citation_opens_by_keyboard_and_gives_the_focus_back(visit: Visit, sample_page: str) -> None:
    page = ask(visit(sample_page), BRIDGE)
    page.locator(".cite").first.focus()
    page.keyboard.press("Enter")
    page.locator("#source-panel mark").wait_for()
    page.wait_for_function("document.activeElement.closest('#source-panel') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.cite')")


@LANGUAGES
def test_the_sides_of_a_conflict_stand_face_to_face(visit: Visit, sample_page: str, language: str) -> None:
    page = ask(visit(sample_page, language), FERRY[language])
    sides = page.locator(".difference.conflict .side")
    assert sorted(sides.locator(".value").all_text_contents()) == ["27", "41"]
    assert sides.locator("blockquote").count() == sides.locator(".outlet").count() == 2
    first, second = (box for at in (0, 1) if (box := sides.nth(at).bounding_box()))
    assert first["y"] == second["y"]
    assert (first["x"] < second["x"]) == (language == "en")


def test_what_was_announced_and_what_happened_follow_each_other_in_time(visit: Visit, sample_page: str) -> None:
    page = ask(visit(sample_page), BRIDGE)
    assert page.locator(".difference.plan .side .value").all_text_contents() == ["June 2025", "14 September 2025"]


@LANGUAGES
def test_a_follow_up_is_offered_and_understood(visit: Visit, sample_page: str, language: str) -> None:
    page = ask(visit(sample_page, language), FERRY[language])
    page.locator(".turn .suggestion").first.click()
    page.wait_for_function("document.querySelectorAll('.turn .answer').length == 2")
    assert page.locator(".turn h2 bdi").nth(1).text_content() in WORDS[language].follow_ups.values()
    assert answer_data(page)["status"] == "answered"


@pytest.mark.parametrize(
    ("language", "question"),
    [("en", "How much compensation did the ferry company pay?"), ("ar", "كم بلغ التعويض الذي دفعته شركة العبّارة؟")],
)
def test_a_refusal_offers_a_question_that_is_answered(
    visit: Visit, sample_page: str, language: str, question: str
) -> None:
    page = ask(visit(sample_page, language), question)
    assert answer_data(page)["status"] == "refused"
    page.locator(".turn .suggestion").first.click()
    page.wait_for_function("document.querySelectorAll('.turn .answer').length == 2")
    page.locator(".turn").nth(1).locator(".cite").first.wait_for()


def test_a_conversation_can_be_begun_anew(visit: Visit, sample_page: str) -> None:
    page = ask(visit(sample_page), BRIDGE)
    page.locator("#anew").click()
    page.locator("#welcome .suggestion").first.wait_for()
    assert page.locator(".turn").count() == 0
    assert "q=" not in page.url


@LANGUAGES
def test_files_and_archives_are_added_and_a_bad_one_is_refused_with_its_reason(
    visit: Visit, library: Library, tmp_path: Path, language: str
) -> None:
    good = write(tmp_path / "الجسر.txt", "أغلقت البلدية جسر الورد أمام الشاحنات.\n\nويستمر الإغلاق أسبوعاً.")
    bad = tmp_path / "picture.txt"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01")
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("../../escape.txt", "The baker of Tarbun sings in the morning, his neighbours say.")
    with served(library) as address:
        page = visit(address, language)
        page.locator("#library-button").click()
        page.locator("#adding > button").click()
        with page.expect_file_chooser() as chooser:
            page.locator("#add-files").click()
        chooser.value.set_files([good, bad, tmp_path / "more.zip"])
        page.locator(".report").wait_for()
        assert {article.id for article in library.articles()} == {"الجسر", "escape"}
        assert page.locator(".refusals li").count() == 1
        assert "picture.txt" in (page.locator(".refusals li").text_content() or "")
        assert page.locator("#list .opener").count() == 2
    assert not (tmp_path.parent / "escape.txt").exists()


@LANGUAGES
def test_a_pasted_text_is_added_and_a_date_corrected_by_hand(visit: Visit, library: Library, language: str) -> None:
    with served(library) as address:
        page = visit(address, language)
        page.locator("#library-button").click()
        page.locator("#adding > button").click()
        page.locator("#pasted textarea").fill("The baker of Tarbun sings.\n\nHis neighbours have complained.")
        page.locator("#add-text").click()
        page.locator("#list .opener").first.click()
        page.locator("#article .text").wait_for()
        page.locator("#correcting > button").click()
        page.locator("#correcting").get_by_label(WORDS[language].date).fill("2024-05-06")
        page.locator("#save").click()
        page.locator("#correcting .notice").wait_for()
        (article,) = library.articles()
        assert (str(article.published), article.published.how) == ("2024-05-06", "stated")
        page.locator("#remove").click()
        page.locator("#remove-yes").click()
        page.locator("#list .opener").wait_for(state="detached")
        assert list(library.articles()) == []


def test_the_conflicts_of_the_library_are_found_and_lead_to_their_sources(visit: Visit, sample_page: str) -> None:
    page = visit(sample_page, "ar")
    page.locator("#library-button").click()
    page.locator("#differences > button").click()
    page.locator("#look").click()
    page.locator(".survey .side").first.wait_for()
    assert page.locator(".bars meter").count() >= 1
    page.locator(".survey .cite").first.click()
    page.locator("#source-panel mark").wait_for()


def test_the_switch_changes_every_label_and_the_direction(visit: Visit, sample_page: str) -> None:
    page = ask(visit(sample_page, "en"), BRIDGE)
    page.locator("#filters > button").click()
    page.locator("#library-button").click()
    page.locator("#adding > button").click()
    english = _labels(page)
    page.locator("#language").click()
    page.wait_for_function("document.documentElement.dir == 'rtl'")
    assert page.locator("html").get_attribute("lang") == "ar"
    assert {label for label in _labels(page) if label in english} <= {"English", "id"}
    page.locator("#ask-button").click()
    told = set(page.locator(".kicker, .sources h3, .tools button, .difference h3").all_inner_texts())
    assert all(any("\u0600" <= letter <= "\u06ff" for letter in label) for label in told)


def _labels(page) -> set[str]:
    """What is written on everything that is visible and no article's own word."""
    found = page.evaluate(
        """() => [...document.querySelectorAll('button:not(.opener):not(.cite):not(.suggestion), label > span,'
          + ' [data-testid="block-info"], .hint, th, #name h1, #name p, .holds')]
          .filter((one) => one.checkVisibility()).map((one) => one.innerText.trim()).filter(Boolean)
          .concat([...document.querySelectorAll('[placeholder]')].filter((one) => one.checkVisibility())
          .map((one) => one.placeholder).filter(Boolean))"""
    )
    return {label for label in found if any(map(str.isalpha, label))}


@LANGUAGES
def test_a_shared_address_restores_the_question_and_what_it_was_narrowed_to(
    visit: Visit, sample_page: str, language: str
) -> None:
    page = visit(sample_page, language)
    page.locator("#filters > button").click()
    page.locator("#since input").fill("2025-03-01")
    page.locator("#since input").press("Tab")
    page.get_by_label(WORDS[language].articles_in).click()
    page.get_by_role("option", name=WORDS["en"].own_name).click()
    ask(page, FERRY[language])
    shared = page.url
    assert "since=2025-03-01" in shared
    other = visit(shared, "en" if language == "ar" else "ar")
    other.locator(".answer").wait_for()
    assert other.locator("html").get_attribute("lang") == language
    assert other.locator("#question textarea").input_value() == ""
    assert answer_data(other)["question"] == FERRY[language]
    assert {citation["language"] for citation in answer_data(other)["citations"]} == {"en"}
    other.locator("#filters > button").click()
    assert other.locator("#since input").input_value() == "2025-03-01"


def test_a_day_that_is_none_is_said_and_nothing_is_asked(visit: Visit, sample_page: str) -> None:
    page = visit(f"{sample_page}?q=when&since=soon&lang=en")
    page.locator(".problem").wait_for()
    assert "soon" in (page.locator(".problem").text_content() or "")


def test_a_long_answer_can_be_stopped_and_another_question_asked(visit: Visit, library: Library) -> None:
    library.add_drafts([Draft("bridge", "The bridge was opened on 14 September 2025 by the mayor.", title="Opened")])
    with serving(lambda _: Answers(text="thinking " * 2000, pause_seconds=0.05)) as model:
        settings = ModelSettings.from_environment("slow", {"OPENAI_BASE_URL": model.url, "OPENAI_API_KEY": "k"})
        with served(library, settings) as address:
            page = visit(address)
            page.locator("#question textarea").fill("When was the bridge opened?")
            page.locator("#question textarea").press("Enter")
            page.locator(".steps").wait_for()
            page.locator("#stop").click()
            page.get_by_text(WORDS["en"].stopped).wait_for()
            page.locator("#send").wait_for()


def test_ten_visitors_at_once_get_each_their_own_answer(sample_page: str) -> None:
    gradio_client = pytest.importorskip("gradio_client")
    questions = [FERRY["en"], FERRY["ar"], FLOOD, MOSAIC, BRIDGE] * 2

    def asked(question: str) -> dict:
        client = gradio_client.Client(sample_page, verbose=False, analytics_enabled=False)
        return client.predict(question, "", "", "", "", api_name="/ask")

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(asked, questions))
    assert [answer["question"] for answer in answers] == questions
    assert all(answer["status"] == "answered" for answer in answers)
    assert [answer["text"] for answer in answers[:5]] == [answer["text"] for answer in answers[5:]]


def test_conversations_of_two_visitors_do_not_mix(visit: Visit, sample_page: str) -> None:
    one, other = visit(sample_page), visit(sample_page, "ar")
    ask(one, BRIDGE)
    ask(other, FERRY["ar"])
    assert one.locator(".turn").count() == other.locator(".turn").count() == 1


def test_hostile_articles_are_shown_as_the_text_they_are(visit: Visit, library: Library) -> None:
    told = f"The Corran mill burned down on 3 May 2025, {EVIL} said the miller."
    library.add_drafts(
        [Draft("<b>mill</b>", told, title=f"Mill {EVIL}", source=f"Herald {EVIL}", url="javascript:hacked()")]
    )
    with served(library) as address:
        page = visit(address)
        page.evaluate("() => { window.hacked = () => { throw new Error('hacked'); }; }")
        ask(page, "When did the Corran mill burn down?")
        page.locator(".sources .cite").first.click()
        page.locator("#source-panel mark").wait_for()
        panel = page.locator("#source-panel")
        assert SHOWN_EVIL in (panel.locator("mark").text_content() or "")
        assert SHOWN_EVIL in (panel.locator("h2").text_content() or "")
        page.keyboard.press("Escape")
        assert SHOWN_EVIL in (page.locator(".sources .title").text_content() or "")
        page.locator("#library-button").click()
        page.locator("#list .opener").click()
        page.locator("#article .text").wait_for()
        assert SHOWN_EVIL in (page.locator("#article .text").text_content() or "")
        assert "<b>mill</b>" in (page.locator("#article dl").text_content() or "")
        assert page.locator("img[src=x], #source-panel script, #article script, a[href^=javascript]").count() == 0
        assert "\u202e" not in page.locator("body").inner_text()


def test_a_reader_may_ask_but_not_change_the_library(visit: Visit, library: Library) -> None:
    with served(library, accounts="mona:secret:reader,omar:other:editor") as address:
        assert httpx.get(f"{address}config").status_code == 401
        for name, password, adding in (("mona", "secret", False), ("omar", "other", True)):
            page = visit(address)
            page.locator("input").first.fill(name)
            page.locator("input[type=password]").fill(password)
            page.locator("input[type=password]").press("Enter")
            page.wait_for_selector("html[data-ready]")
            page.locator("#library-button").click()
            page.locator("#holds h2").wait_for()
            assert page.locator("#adding").is_visible() == adding
            assert page.locator("#holds [data-do=sample]").is_visible() == adding


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_axe_finds_no_serious_fault(visit: Visit, sample_page: str, language: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = ask(visit(sample_page, language, color_scheme=scheme), FERRY[language])
    page.locator("#filters > button").click()
    page.locator(".cite").first.click()
    page.locator("#source-panel mark").wait_for()
    found = _serious(axe.run(page))
    page.keyboard.press("Escape")
    page.locator("#library-button").click()
    page.locator("#adding > button").click()
    page.locator(".opener").first.click()
    page.locator("#article .text").wait_for()
    assert found + _serious(axe.run(page)) == []


def _serious(results) -> list[str]:
    return [
        f"{fault['id']}: {[node['html'][:160] for node in fault['nodes'][:4]]}"
        for fault in results.response["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


@LANGUAGES
def test_nothing_sticks_out_of_a_small_phone(visit: Visit, sample_page: str, language: str) -> None:
    page = ask(visit(sample_page, language, viewport={"width": 360, "height": 740}), FERRY[language])
    for tab in ("ask", "library"):
        page.locator(f"#{tab}-button").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
