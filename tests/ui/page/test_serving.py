"""What the page is served with: settings, accounts, uploads that lead nowhere, work that is followed, and its API."""

import signal
import socket
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from threading import Event

import httpx
import pytest

from retrieval import Library
from retrieval.errors import EmptyLibrary, InputError, SettingError
from retrieval.library import OnProgress, Progress
from retrieval.records import Draft
from tests.ui.conftest import COMMAND, surroundings
from tests.ui.page.conftest import served, write
from ui.page import uploads
from ui.page.address import Address
from ui.page.settings import PageSettings
from ui.page.uploads import add_files, add_text
from ui.page.work import follow

BAKER = "The baker of Tarbun sings in the morning, and his neighbours have complained."


def zipped(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_settings_are_read_from_the_environment() -> None:
    settings = PageSettings.from_environment(
        {"ISNAD_HOST": "0.0.0.0", "ISNAD_PORT": "80", "ISNAD_AUTH": "mona:a:b:editor, omar:c:reader"}
    )
    assert (settings.host, settings.port) == ("0.0.0.0", 80)
    assert settings.admits("mona", "a:b")
    assert not settings.admits("mona", "c")
    assert settings.may_edit("mona")
    assert not settings.may_edit("omar")
    assert not settings.may_edit(None)
    assert "a:b" not in repr(settings)


def test_without_accounts_everybody_edits() -> None:
    assert PageSettings.from_environment({}).may_edit(None)


@pytest.mark.parametrize(
    "environment",
    [{"ISNAD_PORT": "http"}, {"ISNAD_AUTH": "mona"}, {"ISNAD_AUTH": "mona:a"}, {"ISNAD_AUTH": "m:a:admin"}],
)
def test_settings_that_cannot_be_read_let_nobody_in(environment: dict[str, str]) -> None:
    with pytest.raises(SettingError):
        PageSettings.from_environment(environment)


def test_a_file_that_is_handed_over_again_changes_nothing(library: Library, tmp_path: Path) -> None:
    one = write(tmp_path / "خبر.txt", BAKER)
    (tmp_path / "again").mkdir()
    other = write(tmp_path / "again" / "خبر.txt", BAKER)
    assert [add_files(library, [path]).outcomes[0].what for path in (one, other)] == ["added", "unchanged"]
    assert [article.path for article in library.articles()] == [None]


@pytest.mark.parametrize("name", ["../../out.txt", "/etc/out.txt", "C:\\out.txt", "a/../../../out.txt"])
def test_no_path_in_an_archive_leads_out_of_it(library: Library, tmp_path: Path, name: str) -> None:
    before = set(tmp_path.rglob("*"))
    archive = zipped(tmp_path / "x.zip", **{name: BAKER})
    assert [outcome.article_id for outcome in add_files(library, [archive]).outcomes] == ["out"]
    assert {path for path in tmp_path.rglob("*") if not path.is_relative_to(library.folder)} - before == {archive}


def test_links_folders_and_hidden_files_of_an_archive_are_passed_over(library: Library, tmp_path: Path) -> None:
    archive = zipped(tmp_path / "x.zip", **{"news/": "", "news/baker.txt": BAKER, "__MACOSX/._baker.txt": "x"})
    with zipfile.ZipFile(archive, "a") as more:
        linked = zipfile.ZipInfo("passwd.txt")
        linked.external_attr = (stat.S_IFLNK | 0o777) << 16
        more.writestr(linked, "/etc/passwd")
    report = add_files(library, [archive])
    assert [outcome.article_id for outcome in report.outcomes] == ["baker"]
    assert report.refusals == ()


def test_an_archive_that_swells_is_refused(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_UNPACKED_BYTES", 1_000_000)
    archive = zipped(tmp_path / "bomb.zip", **{"a.txt": "a" * 5_000_000})
    assert archive.stat().st_size < 10_000
    (refusal,) = add_files(library, [archive, write(tmp_path / "baker.txt", BAKER)]).refusals
    assert refusal.path == "bomb.zip"
    assert [article.id for article in library.articles()] == ["baker"]


def test_what_is_no_archive_is_refused_by_its_own_name(library: Library, tmp_path: Path) -> None:
    broken = write(tmp_path / "خبر.zip", "no archive")
    locked = zipped(tmp_path / "inside.zip", **{"rows.jsonl": '{"text": 1}\n', "picture.jpg": "x"})
    refusals = add_files(library, [broken, locked]).refusals
    assert sorted((refusal.path, refusal.row) for refusal in refusals) == [
        ("picture.jpg", None),
        ("rows.jsonl", 1),
        ("خبر.zip", None),
    ]


def test_pasting_the_same_text_again_changes_nothing(library: Library) -> None:
    draft = Draft("", BAKER, title="A baker")
    assert [add_text(library, draft).outcomes[0].what for _ in range(2)] == ["added", "unchanged"]
    with pytest.raises(InputError):
        add_text(library, Draft("", " … "))


def test_work_is_followed_to_its_end_or_to_what_went_wrong() -> None:
    def fails(_: object) -> None:
        raise EmptyLibrary("x", "x")

    seen = Event()

    def reads(on_progress: OnProgress) -> str:
        on_progress(Progress("reading", 1, 2))
        return "done" if seen.wait(30) else "forgotten"

    work = follow(reads)
    assert next(work).done == 1
    seen.set()
    with pytest.raises(StopIteration) as ended:
        next(work)
    assert ended.value.value == "done"
    with pytest.raises(EmptyLibrary):
        next(follow(fails))


@pytest.mark.parametrize("stops", [True, False])
def test_work_that_nobody_waits_for_ends_only_if_it_may(stops: bool) -> None:
    left, ended = Event(), Event()
    did: list[str] = []

    def reads(on_progress: OnProgress) -> None:
        try:
            on_progress(Progress("reading", 1, 2))
            left.wait(30)
            on_progress(Progress("reading", 2, 2))
            did.append("all")
        finally:
            ended.set()

    work = follow(reads, stops=stops)
    next(work)
    work.close()
    left.set()
    assert ended.wait(30)
    assert did == ([] if stops else ["all"])


def test_an_address_leads_to_one_place_of_the_page() -> None:
    address = Address.of({"q": "جسر", "tab": "brief", "lang": "ar"})
    assert address.at("brief") == address
    assert (address.at("ask").question, address.at("ask").language) == ("", "ar")
    assert Address.of({"q": "جسر", "tab": "elsewhere"}).place == "ask"


def test_an_address_is_read_however_odd_it_is() -> None:
    assert Address.of({"q": " متى؟ ", "lang": "xx", "since": "2025-01-02"}) == Address("متى؟", "2025-01-02")
    assert Address.of({"q": "x" * 9_999}).question == "x" * 2_000
    with pytest.raises(InputError, match="soon"):
        _ = Address.of({"since": "soon"}).scope


def test_the_server_tells_its_health_and_offers_only_questions_to_programs(library: Library) -> None:
    with served(library, accounts="mona:secret:reader") as address:
        assert httpx.get(f"{address}health").json() == {"status": "ok", "articles": 0}
        assert httpx.get(f"{address}config").status_code == 401
    library.add_drafts([Draft("baker", BAKER)])
    with served(library) as address:
        assert httpx.get(f"{address}health").json() == {"status": "ok", "articles": 1}
        told = httpx.get(f"{address}gradio_api/info").json()
        assert list(told["named_endpoints"]) == ["/ask"]
        assert told["unnamed_endpoints"] == {}


def test_the_command_serves_says_where_and_names_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-c", COMMAND, "serve", "--port", port]
    environment = surroundings(tmp_path / "library", "en")
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=environment) as serving:
        assert serving.stderr
        try:
            assert f"http://127.0.0.1:{port}/" in serving.stderr.readline()
            assert httpx.get(f"http://127.0.0.1:{port}/health").json()["status"] == "ok"
            second = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
            assert second.returncode == 1
            assert port in second.stderr
            assert "Traceback" not in second.stderr
        finally:
            serving.send_signal(signal.SIGINT)
    assert serving.returncode == 0
