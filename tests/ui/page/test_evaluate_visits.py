"""Benchmarks as people run and compare them on the page, in a real browser, in both languages."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.writing.settings import ModelSettings
from retrieval import Library
from tests.agent.model_server import Answers, serving
from tests.ui.page.conftest import Visit, served, write
from tests.ui.page.test_visits import EVIL, LANGUAGES, _serious
from ui.messages import MESSAGES
from ui.page.words import WORDS

pytestmark = pytest.mark.browser
STORIES = {
    "en": {
        "id": "mill",
        "articles": [
            {
                "id": "a1",
                "text": "The Corran mill burned down on 3 May 2025, and 12 workers were hurt, the fire service said.",
                "source": "Corran Herald",
                "published": "2025-05-04",
                "title": "Corran mill burns down",
            }
        ],
        "questions": [
            {
                "id": "q1",
                "lang": "en",
                "question": "When did the Corran mill burn down?",
                "answerable": True,
                "answers": ["3 May 2025"],
                "evidence": [{"article": "a1", "quote": "burned down on 3 May 2025"}],
            },
            {
                "id": f"q2 {EVIL}",
                "lang": "en",
                "question": "When did the Corran mill burn down?",
                "answerable": False,
                "evidence": [],
            },
        ],
    },
    "ar": {
        "id": "طاحونة",
        "articles": [
            {
                "id": "a1",
                "text": "احترقت طاحونة زمرين القديمة في 3 آذار 2025، وأُصيب 12 عاملاً في الحريق، وفق الدفاع المدني.",
                "source": "صحيفة الشاطئ",
                "published": "2025-03-04",
                "title": "حريق في طاحونة زمرين",
            }
        ],
        "questions": [
            {
                "id": "q1",
                "lang": "ar",
                "question": "متى احترقت طاحونة زمرين القديمة؟",
                "answerable": True,
                "answers": ["3 آذار 2025"],
                "evidence": [{"article": "a1", "quote": "في 3 آذار 2025"}],
            },
            {
                "id": f"q2 {EVIL}",
                "lang": "ar",
                "question": "متى احترقت طاحونة زمرين القديمة؟",
                "answerable": False,
                "evidence": [],
            },
        ],
    },
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def file_of(folder: Path, language: str) -> Path:
    return write(folder / f"stories-{language}.jsonl", json.dumps(STORIES[language], ensure_ascii=False) + "\n")


def hand_over(page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.locator("#benchmark-files").click()
    chooser.value.set_files(file)
    page.locator("#uploaded p").wait_for()


def run_file(page, file: Path):
    """Hand over a file of stories, run it, and wait for its report."""
    page.locator("#evaluate-button").click()
    hand_over(page, file)
    page.locator("#start-run").click()
    page.locator(".evaluation svg").first.wait_for()
    return page


def spoil(folder: Path) -> None:
    """Copy the one run there is, with its answers made refusals, as a later one."""
    (made,) = folder.iterdir()
    copy = shutil.copytree(made, folder / "later")
    settings = (copy / "settings.json").read_text("utf-8").replace('"at": "20', '"at": "21')
    (copy / "settings.json").write_text(settings, "utf-8")
    rows = [json.loads(line) for line in (copy / "answers.jsonl").read_text("utf-8").splitlines()]
    refused = {"status": "refused", "statements": [], "citations": [], "conflicts": [], "text": "–"}
    (copy / "answers.jsonl").write_text("".join(json.dumps(row | refused) + "\n" for row in rows), "utf-8")


def choose(page, place: str, number: int) -> None:
    page.locator(f"{place} input").click()
    page.get_by_role("option").nth(number).click()


@LANGUAGES
def test_a_benchmark_is_run_read_and_compared(visit: Visit, library: Library, tmp_path: Path, language: str) -> None:
    with served(library) as address:
        page = visit(address, language)
        page.evaluate("() => { window.hacked = () => { throw new Error('hacked'); }; }")
        run_file(page, file_of(tmp_path, language))
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        figures = page.locator(".evaluation .wide").nth(1).inner_text()
        assert "Right" in figures
        assert "0.500" in figures
        failed = page.locator(".evaluation details")
        assert failed.count() == 1
        failed.locator("summary").click()
        told = failed.inner_text()
        assert "2025" in told
        assert "<script>hacked()</script>" in told
        assert page.locator("img[src=x], .evaluation script").count() == 0
        assert page.locator("#runs .opener").count() == 1
        spoil(tmp_path / "library-runs")
        page.locator("#ask-button").click()
        page.locator("#evaluate-button").click()
        page.locator("#runs .opener").nth(1).wait_for()
        page.locator("#comparing > button").click()
        choose(page, "#before", 1)
        choose(page, "#after", 0)
        page.locator("#compare").click()
        page.locator(".evaluation h2", has_text=WORDS[language].compared).wait_for()
        names = MESSAGES[language].evaluation
        assert f"{names['worse']} (1)" in page.locator(".evaluation").inner_text()
        assert f"{names['better']} (1)" in page.locator(".evaluation").inner_text()
        page.locator(".evaluation details summary").first.click()
        assert names["before"] in page.locator(".evaluation details").first.inner_text()
        page.locator("#runs .opener").nth(0).click()
        page.locator(".evaluation svg").first.wait_for()


@LANGUAGES
def test_the_switch_turns_a_report(visit: Visit, library: Library, tmp_path: Path, language: str) -> None:
    other = "en" if language == "ar" else "ar"
    with served(library) as address:
        page = run_file(visit(address, language), file_of(tmp_path, language))
        page.locator("#language").click()
        page.wait_for_function("language => document.documentElement.lang === language", arg=other)
        assert page.locator("#start-run").inner_text() == WORDS[other].start_run
        assert WORDS[other].benchmarks["own"] in page.locator("#benchmark").inner_text()
        page.locator(".evaluation th", has_text=MESSAGES[other].evaluation["measure"]).first.wait_for()


@LANGUAGES
def test_a_bad_file_is_refused_and_nothing_runs_without_one(
    visit: Visit, library: Library, tmp_path: Path, language: str
) -> None:
    with served(library) as address:
        page = visit(address, language)
        page.locator("#evaluate-button").click()
        page.locator("#benchmark").get_by_text(WORDS[language].benchmarks["file"]).click()
        page.locator("#start-run").click()
        page.locator("#run-told .problem").wait_for()
        assert {"en": "Choose files first.", "ar": "اختر ملفات أولاً."}[language] in page.locator(
            "#run-told"
        ).inner_text()
        hand_over(page, write(tmp_path / "bad.jsonl", '{"id": "x"}\n'))
        assert "bad.jsonl" in page.locator("#uploaded .problem").inner_text()
        assert str(tmp_path) not in page.locator("#uploaded").inner_text()


def test_a_run_can_be_stopped(visit: Visit, library: Library, tmp_path: Path) -> None:
    with serving(lambda _: Answers(text="thinking " * 2000, pause_seconds=0.05)) as model:
        settings = ModelSettings.from_environment("slow", {"OPENAI_BASE_URL": model.url, "OPENAI_API_KEY": "k"})
        with served(library, settings) as address:
            page = visit(address)
            page.locator("#evaluate-button").click()
            hand_over(page, file_of(tmp_path, "en"))
            page.locator("#start-run").click()
            page.locator("#run-told progress").wait_for()
            page.locator("#stop-run").click()
            page.get_by_text(WORDS["en"].run_stopped).wait_for()
            page.locator("#start-run").wait_for()


def test_a_reader_reads_runs_and_starts_none(visit: Visit, library: Library) -> None:
    with served(library, accounts="mona:secret:reader,omar:other:editor") as address:
        for name, password, running in (("mona", "secret", False), ("omar", "other", True)):
            page = visit(address)
            page.locator("input").first.fill(name)
            page.locator("input[type=password]").fill(password)
            page.locator("input[type=password]").press("Enter")
            page.wait_for_selector("html[data-ready]")
            page.locator("#evaluate-button").click()
            page.locator("#runs p").wait_for()
            assert page.locator("#start-run").is_visible() == running
            assert page.get_by_text(WORDS["en"].may_not_run).is_visible() != running


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_axe_finds_no_serious_fault_in_a_report_and_nothing_sticks_out(
    visit: Visit, library: Library, tmp_path: Path, language: str, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with served(library) as address:
        page = run_file(visit(address, language, color_scheme=scheme), file_of(tmp_path, language))
        page.locator(".evaluation summary").first.click()
        page.locator("#comparing > button").click()
        assert _serious(axe.run(page)) == []
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        widths = "[...document.querySelectorAll('#evaluate .block, #evaluated')].map((one) => one.clientWidth)"
        assert max(page.evaluate(widths)) <= 360
