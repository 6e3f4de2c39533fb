"""The page in a real browser: one server and one browser for all tests, a page of its own for each."""

import asyncio
import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from agent import Agent
from retrieval import Library
from tests.conftest import SAMPLE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE_SECONDS = 30
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
LOOPBACK = ("http://127.0.0.1:", "data:", "blob:", "about:")


@contextmanager
def served(library: Library, model: Any = None, accounts: str = "") -> Iterator[str]:
    """Serve the page of a library in a thread while a test runs; give its address."""
    import uvicorn

    from ui.page.served import Served
    from ui.page.server import application
    from ui.page.settings import PageSettings

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = PageSettings.from_environment({"ISNAD_PORT": str(port), "ISNAD_AUTH": accounts})
    running: list[uvicorn.Server] = []

    async def serve() -> None:  # Gradio makes a loop of its own, and leaves it open, where none is running.
        app = application(Served(library, agent, settings))
        config = uvicorn.Config(app, "127.0.0.1", port, log_level="critical", ws="none", timeout_graceful_shutdown=1)
        running.append(uvicorn.Server(config))
        await running[0].serve()

    with Agent(library, model) as agent:
        thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
        thread.start()
        _await(lambda: bool(running) and running[0].started)
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            running[0].should_exit = True
            thread.join(PATIENCE_SECONDS)


def _await(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium without a window; what it asks of the network is seen by `visit`."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        quiet = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(quiet))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page over the sample, which tests leave as it is."""
    with Library.open(tmp_path_factory.mktemp("page")) as library:
        library.add(SAMPLE)
        with served(library) as address:
            yield address


Visit = Callable[..., "Page"]


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Visit]:
    """Open pages as visitors of their own; at the end no request may have left loopback, and no script have failed."""
    contexts, strayed, failed = [], [], []

    def open_page(address: str, language: str = "en", **options: Any) -> "Page":
        context = browser.new_context(locale={"en": "en-GB", "ar": "ar-SY"}[language], **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        page.on("request", lambda request: request.url.startswith(LOOPBACK) or strayed.append(request.url))
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto(address)
        page.locator("html[data-ready], input[type=password]").first.wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert strayed == []
    assert failed == []


def ask(page: "Page", question: str) -> "Page":
    """Type a question, press Enter, and wait for its answer."""
    before = page.locator(".turn").count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    page.wait_for_function("count => document.querySelectorAll('.turn').length > count", arg=before)
    page.locator(".turn").last.locator(".answer, .problem").first.wait_for()
    return page


def answer_data(page: "Page") -> dict[str, Any]:
    """Read the JSON that the last answer is saved as."""
    kept: dict[str, Any] = json.loads(page.locator("[data-kept=json]").last.text_content() or "")
    return kept


def health(address: str) -> dict[str, Any]:
    """Ask the server how it is."""
    said: dict[str, Any] = httpx.get(f"{address}health").json()
    return said


def write(path: Path, text: str) -> Path:
    """Write a file."""
    path.write_text(text, "utf-8")
    return path
