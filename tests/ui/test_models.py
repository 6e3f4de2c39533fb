"""The command with a language model that is a script: who writes, what is printed beside it, what is remembered."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from agent.conversation import FOLDER_NAME
from retrieval.records import Language
from tests.agent.model_server import Fails, ModelServer, Request, in_turn, serving, telling
from tests.ui.conftest import COMMAND, surroundings

KEY = "sk-secret-4e71b0"
BRIDGE = {"en": "How much did the Maysoun bridge cost?", "ar": "كم بلغت كلفة جسر ميسون؟"}
FOLLOW_UP = {"en": "And who opened it?", "ar": "ومن افتتحه؟"}
TOLD = {
    "en": ("The bridge cost 85 million dinars.", "The bridge cost 85 million dinars, as budgeted"),
    "ar": ("كلّف جسر ميسون 85 مليون دينار.", "The bridge cost 85 million dinars, as budgeted"),
}
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])

Process = subprocess.CompletedProcess[str]


@pytest.fixture
def library(sample_folder: Path, tmp_path: Path) -> Path:
    """A copy of the sample's library, in which conversations may be kept."""
    return Path(shutil.copytree(sample_folder, tmp_path / "library"))


@pytest.fixture
def ask(isnad: Callable[..., Result], library: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `isnad ask` with a key and the address of a server."""

    def run(*arguments: str, language: Language, server: ModelServer) -> Result:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        return isnad("ask", *arguments, library=library, language=language)

    return run


def right(language: Language) -> Callable[[Request], object]:
    text, quote = TOLD[language]
    return telling((text, [quote]))


@LANGUAGES
def test_a_model_writes_and_the_trace_tells_what_it_took_without_the_key(library: Path, language: Language) -> None:
    """In a process of its own, as people run it."""
    with serving(right(language)) as server:
        process = subprocess.run(
            [sys.executable, "-c", COMMAND, "ask", BRIDGE[language], "--model", "scripted", "--trace", "--json"],
            capture_output=True,
            encoding="utf-8",
            env=surroundings(library, language) | {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": KEY},
            timeout=120,
            check=False,
        )
    assert process.returncode == 0, process.stderr
    answer = json.loads(process.stdout)
    assert answer["writer"] == "scripted"
    assert [one["text"] for one in answer["statements"]] == [TOLD[language][0]]
    assert answer["usage"] == {"prompt_tokens": 100, "completion_tokens": 20, "cost": 0.0}
    notes = [json.loads(line) for line in process.stderr.splitlines() if line.startswith("{")]
    assert [note["step"] for note in notes] == ["understand", "search", "model", "check"]
    assert notes == answer["trace"]
    assert "100" in process.stderr.splitlines()[-2]
    assert KEY not in process.stdout + process.stderr


@LANGUAGES
def test_a_conversation_goes_on_in_the_next_command(
    ask: Callable[..., Result], library: Path, language: Language
) -> None:
    with serving(right(language)) as server:
        options = ("--model", "scripted", "--conversation", "جسر")
        first = ask(BRIDGE[language], *options, language=language, server=server)
        second = ask(FOLLOW_UP[language], *options, language=language, server=server)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert BRIDGE[language] in server.said(1)
    assert TOLD[language][0] in server.said(1)
    (path,) = (library / FOLDER_NAME).iterdir()
    rows = json.loads(path.read_text("utf-8"))["turns"]
    assert [row["question"] for row in rows] == [BRIDGE[language], FOLLOW_UP[language]]
    assert KEY not in path.read_text("utf-8")


@LANGUAGES
def test_the_model_of_the_environment_writes_and_what_it_fails_at_is_told_beside_the_answer(
    ask: Callable[..., Result], language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ISNAD_MODEL", "scripted")
    with serving(in_turn(Fails(401, f"Incorrect API key provided: {KEY}"))) as server:
        process = ask(BRIDGE[language], language=language, server=server)
    assert process.exit_code == 0
    assert len(server.requests) == 1
    assert "85" in process.stdout
    assert {"en": "refuses the key (401)", "ar": "المفتاح (401)"}[language] in process.stderr
    assert KEY not in process.stdout + process.stderr


@LANGUAGES
def test_a_model_without_a_key_or_a_server_is_an_error_that_says_what_to_do(
    isnad_process: Callable[..., Process], library: Path, language: Language
) -> None:
    process = isnad_process("ask", BRIDGE[language], "--model", "scripted", library=library, language=language)
    assert process.returncode != 0
    assert process.stdout == ""
    assert "OPENAI_API_KEY" in process.stderr
    assert "Traceback" not in process.stderr


@LANGUAGES
def test_a_name_that_is_none_of_a_conversation_is_refused_before_any_model_is_asked(
    ask: Callable[..., Result], library: Path, language: Language
) -> None:
    with serving(right(language)) as server:
        options = ("--model", "scripted", "--conversation", "../x")
        process = ask(BRIDGE[language], *options, language=language, server=server)
    assert process.exit_code == 1
    assert {"en": "names no conversation", "ar": "اسماً لمحادثة"}[language] in process.stderr
    assert server.requests == []
    assert not (library / FOLDER_NAME).exists()
