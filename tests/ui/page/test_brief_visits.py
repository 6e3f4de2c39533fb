"""Briefs as people have them written on the page, in a real browser, in both languages."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import docx
import pytest

from agent import Agent
from agent.brief import Brief
from agent.writing.settings import ModelSettings
from retrieval import Library
from retrieval.records import Draft
from tests.agent.model_server import Answers, serving
from tests.conftest import SAMPLE
from tests.ui.page.conftest import Visit, served
from tests.ui.page.test_visits import LANGUAGES, _serious
from ui.page.words import WORDS

pytestmark = pytest.mark.browser
TOPICS = {"en": "The ferry crash at Saroufa", "ar": "جسر ميسون"}


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Brief]:
    """The briefs that the page should show of the sample."""
    with Library.open(tmp_path_factory.mktemp("briefs")) as library:
        library.add(SAMPLE)
        return {language: Agent(library).brief(topic, language) for language, topic in TOPICS.items()}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def write_brief(page, topic: str):
    """Name a topic, press Enter, and wait for its brief."""
    page.locator("#briefs-button").click()
    page.locator("#topic textarea").fill(topic)
    page.locator("#topic textarea").press("Enter")
    page.locator(".brief, #brief-told .problem").first.wait_for()
    return page


@LANGUAGES
def test_a_brief_is_written_and_its_citations_open_at_the_very_words(
    visit: Visit, sample_page: str, briefs: dict[str, Brief], language: str
) -> None:
    page = write_brief(visit(sample_page, language), TOPICS[language])
    assert page.locator(".brief").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.locator(".brief h3").count() >= 5
    for citation in briefs[language].citations[:3]:
        page.locator(f".quoted .cite[data-number='{citation.number}']").click()
        page.locator(f"#source-panel h2:has-text({json.dumps(citation.title, ensure_ascii=False)})").wait_for()
        page.wait_for_function(
            "quote => document.querySelector('#source-panel mark')?.textContent === quote", arg=citation.quote
        )
        page.keyboard.press("Escape")
        page.locator("#source-panel").wait_for(state="hidden")


def test_a_brief_may_be_in_another_language_than_the_page(visit: Visit, sample_page: str) -> None:
    page = visit(sample_page, "en")
    page.locator("#briefs-button").click()
    page.locator("#written-in input").click()
    page.get_by_role("option", name=WORDS["ar"].own_name).click()
    write_brief(page, TOPICS["en"])
    assert page.locator(".brief").get_attribute("lang") == "ar"
    assert page.locator("html").get_attribute("lang") == "en"


@LANGUAGES
def test_a_brief_is_taken_away_as_a_word_file_named_for_its_topic(
    visit: Visit, sample_page: str, briefs: dict[str, Brief], tmp_path: Path, language: str
) -> None:
    page = write_brief(visit(sample_page, language), TOPICS[language])
    for form, name in WORDS[language].save_brief.items():
        with page.expect_download() as awaited:
            page.get_by_role("link", name=name).click()
        file = tmp_path / awaited.value.suggested_filename
        awaited.value.save_as(file)
        assert file.suffix == f".{form}"
        assert file.stem.startswith(f"{WORDS[language].brief_file}-")
        assert TOPICS[language].split()[-1] in file.stem
        first = briefs[language].citations[0].quote
        if form == "docx":
            paragraphs = docx.Document(str(file)).paragraphs
            assert TOPICS[language] == paragraphs[0].text
            assert any(first in one.text.replace("\u200e", "").replace("\u200f", "") for one in paragraphs)
        else:
            assert TOPICS[language] in file.read_text("utf-8")


@LANGUAGES
def test_the_timeline_shows_words_to_the_pointer_and_to_the_keyboard(
    visit: Visit, sample_page: str, briefs: dict[str, Brief], language: str
) -> None:
    page = write_brief(visit(sample_page, language), TOPICS[language])
    spots, cards = page.locator(".timeline .spot"), page.locator(".timeline .card")
    events = briefs[language].timeline
    assert spots.count() > len(events)
    for number in (1, len(events) - 1):
        spots.nth(number).hover()
        assert cards.nth(number).is_visible()
        assert (cards.nth(number).locator(".told").inner_text()).endswith(events[number].statement.text)
        assert page.locator(".timeline .card:visible").count() == 1
    page.mouse.move(0, 0)
    spots.nth(0).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.timeline li:first-child .cite')")
    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.matches('.spot')"):
        page.keyboard.press("Tab")
    assert cards.nth(1).is_visible()
    first, last = (spots.nth(at).bounding_box() for at in (0, len(events) - 1))
    assert first["x"] == last["x"] or (first["x"] < last["x"]) == (language == "en")


def test_the_sides_of_a_difference_stand_face_to_face_above_their_table(visit: Visit, sample_page: str) -> None:
    page = write_brief(visit(sample_page), TOPICS["en"])
    assert sorted(page.locator(".brief .side .value").all_inner_texts()) == ["27", "41"]
    assert page.locator(".brief section:has(.difference) table tbody tr").count() == 1


@LANGUAGES
def test_what_has_no_brief_says_what_to_do(visit: Visit, sample_page: str, language: str) -> None:
    page = write_brief(visit(sample_page, language), "giraffes in the desert of Atacama")
    assert WORDS[language].no_brief_hint in page.locator(".brief .refusal").inner_text()
    page.locator("#topic textarea").fill("…")
    page.locator("#write").click()
    page.locator("#brief-told .problem").wait_for()
    assert page.locator(".brief").count() == 0


@LANGUAGES
def test_the_address_of_a_brief_writes_it_again(visit: Visit, sample_page: str, language: str) -> None:
    page = write_brief(visit(sample_page, language), TOPICS[language])
    shared = page.url
    assert "tab=brief" in shared
    other = visit(shared, "en" if language == "ar" else "ar")
    other.locator(".brief").wait_for()
    assert other.locator(".brief").get_attribute("lang") == language
    assert other.locator("#topic textarea").input_value() == TOPICS[language]
    other.locator("#ask-button").click()
    assert other.locator("#question textarea").input_value() == ""


def test_the_switch_turns_the_tab_and_keeps_the_brief(visit: Visit, sample_page: str) -> None:
    page = write_brief(visit(sample_page, "en"), TOPICS["en"])
    page.locator("#language").click()
    page.wait_for_function("document.documentElement.dir == 'rtl'")
    page.get_by_role("link", name=WORDS["ar"].save_brief["docx"]).wait_for()
    assert page.locator(".brief").get_attribute("lang") == "en"
    assert page.locator("#write").inner_text() == WORDS["ar"].write_brief


def test_writing_can_be_stopped_and_begun_again(visit: Visit, library: Library) -> None:
    library.add_drafts([Draft("bridge", "The bridge was opened on 14 September 2025 by the mayor.", title="Opened")])
    with serving(lambda _: Answers(text="thinking " * 2000, pause_seconds=0.05)) as model:
        settings = ModelSettings.from_environment("slow", {"OPENAI_BASE_URL": model.url, "OPENAI_API_KEY": "k"})
        with served(library, settings) as address:
            page = visit(f"{address}?tab=brief&q={quote('the bridge')}")
            page.locator("#brief-told progress").wait_for()
            page.locator("#stop-writing").click()
            page.get_by_text(WORDS["en"].brief_stopped).wait_for()
            page.locator("#write").wait_for()


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("ar", "light")])
def test_axe_finds_no_serious_fault_in_a_brief(visit: Visit, sample_page: str, language: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = write_brief(visit(sample_page, language, color_scheme=scheme), TOPICS[language])
    assert _serious(axe.run(page)) == []


@LANGUAGES
def test_no_brief_sticks_out_of_a_small_phone(visit: Visit, sample_page: str, language: str) -> None:
    page = visit(sample_page, language, viewport={"width": 360, "height": 740})
    write_brief(page, TOPICS[language])
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
