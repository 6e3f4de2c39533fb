"""Take the pictures of the page that the README shows: `make screenshots`."""

import sys
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from eval.benchmark import STORIES
from eval.formats import load_all
from eval.runs import How, run
from eval.systems import Isnad
from retrieval import Library
from tests.conftest import SAMPLE
from tests.ui.page.conftest import CHROMIUM, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = {"desktop": {"width": 1280, "height": 860}, "phone": {"width": 360, "height": 740}}
QUESTIONS = {
    "en": "How many passengers were injured on the ferry Nawras?",
    "ar": "كم راكباً أُصيب في حادث عبّارة النورس؟",
}
TOPICS = {"en": "The Maysoun bridge", "ar": "جسر ميسون"}
COLOURS = 96  # Enough for a page of text, and a third of the bytes.


def take(folder: Path) -> None:
    """Take each tab in both languages, light and dark, on a desktop and on a phone."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as passing, sync_playwright() as playwright:
        library = Library.open(Path(passing) / "library")
        library.add(SAMPLE)
        run(load_all([STORIES]), Isnad(), Path(passing) / "library-runs" / "stories", How(questions=40))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        with served(library) as address:
            for language, scheme, size in product(("en", "ar"), ("light", "dark"), SIZES):
                _visit(browser, f"{address}?lang={language}", language, scheme, size, folder)
        browser.close()
        library.close()


def _visit(browser: "Browser", address: str, language: str, scheme: str, size: str, folder: Path) -> None:
    page = browser.new_page(viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce")
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    page.locator("#question textarea").fill(QUESTIONS[language])
    page.locator("#question textarea").press("Enter")
    page.locator(".answer").wait_for()
    if size == "desktop":
        page.locator(".cite").first.click()
        page.locator("#source-panel mark").wait_for()
    _keep(page, folder / f"ask-{language}-{scheme}-{size}.png")
    page.keyboard.press("Escape")
    page.locator("#library-button").click()
    page.locator("#list .opener").first.wait_for()
    page.locator("#adding > button").click()
    _keep(page, folder / f"library-{language}-{scheme}-{size}.png")
    _visit_brief(page, language, folder / f"brief-{language}-{scheme}-{size}.png")
    _visit_runs(page, folder / f"evaluate-{language}-{scheme}-{size}.png")
    page.close()


def _visit_brief(page: "Page", language: str, path: Path) -> None:
    page.locator("#briefs-button").click()
    page.locator("#topic textarea").fill(TOPICS[language])
    page.locator("#topic textarea").press("Enter")
    page.locator(".timeline").wait_for()
    page.locator(".timeline").scroll_into_view_if_needed()
    page.locator(".timeline .spot.happened").first.focus()
    _keep(page, path)


def _visit_runs(page: "Page", path: Path) -> None:
    page.locator("#evaluate-button").click()
    page.locator("#runs .opener").first.click()
    page.locator(".evaluation svg").first.wait_for()
    _keep(page, path)


def _keep(page: "Page", path: Path) -> None:
    from PIL import Image

    page.wait_for_timeout(900)  # What scrolls smoothly has arrived.
    Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    take(Path(sys.argv[1]))
