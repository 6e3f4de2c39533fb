"""The command, run as people run it where a process of its own matters, and inside this one where it does not."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from ui.cli import app

ROOT = Path(__file__).parents[2]
COMMAND = "from ui.cli import main; main()"

Process = subprocess.CompletedProcess[str]


def surroundings(library: Path, language: str) -> dict[str, str]:
    """The environment of a command: nothing of the tester's own that could change what it says."""
    named = {"ISNAD_LIBRARY": str(library), "ISNAD_LANGUAGE": language, "PYTHONPATH": str(ROOT)}
    kept = ("PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ} | named


@pytest.fixture(scope="session")
def isnad_process() -> Callable[..., Process]:
    """Run the command in a process of its own, both its outputs into pipes; it takes two seconds."""

    def run(*arguments: str, library: Path, language: str = "en", code: str = COMMAND) -> Process:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            encoding="utf-8",
            env=surroundings(library, language),
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def isnad_screen() -> Callable[..., str]:
    """Run the command in a process of its own on a terminal, and return what the screen got."""

    def run(*arguments: str, library: Path, language: str = "en") -> str:
        keyboard, screen = pty.openpty()
        environment = surroundings(library, language) | {"TERM": "xterm-256color", "COLUMNS": "200"}
        with subprocess.Popen(
            [sys.executable, "-c", COMMAND, *arguments], stdin=screen, stdout=screen, stderr=screen, env=environment
        ):
            os.close(screen)
            return b"".join(_read(keyboard)).decode("utf-8")

    return run


def _read(keyboard: int) -> Iterator[bytes]:
    """Read a terminal until its other end is closed, which Linux tells by an input/output error."""
    with suppress(OSError):
        while piece := os.read(keyboard, 65536):
            yield piece
    os.close(keyboard)


@pytest.fixture(scope="session")
def isnad() -> Iterator[Callable[..., Result]]:
    """Run the command inside this process, its outputs caught as if they were pipes."""
    runner = CliRunner()

    def run(*arguments: str, library: Path, language: str = "en") -> Result:
        environment = {"ISNAD_LIBRARY": str(library), "ISNAD_LANGUAGE": language}
        return runner.invoke(app, list(arguments), env=environment, prog_name="isnad")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "NO_COLOR"):
            patch.delenv(name, raising=False)
        yield run


@pytest.fixture(scope="session")
def sample_added(tmp_path_factory: pytest.TempPathFactory, isnad: Callable[..., Result]) -> tuple[Path, Result]:
    """A library that the command itself filled with the sample, and what it said; only read it."""
    folder = tmp_path_factory.mktemp("command") / "library"
    return folder, isnad("add", "--sample", library=folder)


@pytest.fixture(scope="session")
def sample_folder(sample_added: tuple[Path, Result]) -> Path:
    """The folder of a library of the sample; only read it."""
    return sample_added[0]
