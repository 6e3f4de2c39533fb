"""Libraries on a Chroma server: each keeps to its own collections, and a server that is down costs nothing but time."""

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest
from chromadb.api import ClientAPI

from retrieval import Library, meaning_index
from retrieval.errors import IndexDamaged, ServerError, SettingError
from retrieval.meaning_index import MeaningIndex, Server
from retrieval.records import Draft
from retrieval.settings import Parts

pytestmark = pytest.mark.slow
LANGUAGES = ("ar", "en")
DRAFTS = [
    Draft("crane", "A crane fell into the harbour of Tarbun. Its driver swam ashore."),
    Draft("snail", "عثر أطفال زمرين على حلزون أزرق في بئر القلعة."),
]
QUESTIONS = ("crane in the harbour", "حلزون أزرق", "blue snail")


def free_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def close(client: ClientAPI) -> None:
    for session in meaning_index._sessions(client):
        session.close()
    client.close()


class Chroma:
    """A real server in a process of its own, which can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        command = Path(sys.executable).with_name("chroma")
        self._process = subprocess.Popen(
            [command, "run", "--host", "127.0.0.1", "--port", str(self._port), "--path", self._folder],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 60
        while not self._answers():
            assert self._process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)

    def collections(self) -> dict[str, int]:
        """The collections on the server with their number of vectors."""
        import chromadb

        client = chromadb.HttpClient(self.url)
        found = {one.name: one.count() for one in client.list_collections()}
        close(client)
        return found

    def _answers(self) -> bool:
        with closing(socket.socket()) as asking:
            return asking.connect_ex(("127.0.0.1", self._port)) == 0


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chroma]:
    server = Chroma(tmp_path_factory.mktemp("chroma"))
    yield server
    server.stop()


@pytest.fixture
def parts(chroma: Chroma) -> Parts:
    return Parts(chroma_url=chroma.url)


def hits(library: Library) -> list[list[tuple[str, float, tuple[str, ...]]]]:
    return [
        [(hit.article_id, round(hit.score, 4), hit.found_by) for hit in library.search(question)]
        for question in QUESTIONS
    ]


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """What a library of `DRAFTS` with its own store finds."""
    with Library.open(tmp_path_factory.mktemp("own")) as library:
        library.add_drafts(DRAFTS)
        return hits(library)


def test_a_library_finds_the_same_by_way_of_a_server_and_keeps_no_store_of_its_own(parts, tmp_path, expected):
    with Library.open(tmp_path / "library", parts=parts) as library:
        library.add_drafts(DRAFTS)
        assert hits(library) == expected
        assert library.search("snail", language="ar")[0].article_id == "snail"
        assert library.verify() == []
    assert not MeaningIndex.is_there(tmp_path / "library")
    with Library.open(tmp_path / "library", parts=parts) as library:
        assert hits(library) == expected


def test_removing_and_rebuilding_touch_only_the_collections_of_their_own_library(chroma, parts, tmp_path):
    before = chroma.collections()
    with Library.open(tmp_path / "one", parts=parts) as one, Library.open(tmp_path / "two", parts=parts) as two:
        for library in (one, two):
            library.add_drafts(DRAFTS)
        both = {name: count for name, count in chroma.collections().items() if name not in before}
        assert sorted(both.values()) == [1, 1, 1, 1]
        one.remove(["crane"])
        assert two.verify() == []
        assert [hit.article_id for hit in two.search("crane in the harbour", 1)] == ["crane"]
        one.rebuild()
        assert one.verify() == two.verify() == []
        after = {name: count for name, count in chroma.collections().items() if name not in before}
        assert len(after) == 4
        assert sorted(after.values()) == [0, 1, 1, 1]
        assert before.items() <= chroma.collections().items()


def test_a_library_moves_to_a_server_and_back_by_itself(parts, tmp_path, expected):
    folder = tmp_path / "library"
    for own in (Parts(), parts, Parts(), parts):
        with Library.open(folder, parts=own) as library:
            if not library.exists:
                library.add_drafts(DRAFTS)
            assert hits(library) == expected
            assert library.verify() == []
            assert MeaningIndex.is_there(folder) == (own == Parts())


def test_a_copy_of_a_library_parts_from_the_first_one_as_soon_as_they_differ(parts, tmp_path):
    with Library.open(tmp_path / "first", parts=parts) as first:
        first.add_drafts(DRAFTS)
        shutil.copytree(tmp_path / "first", tmp_path / "copy")
        with Library.open(tmp_path / "copy", parts=parts) as copy:
            copy.add_drafts([Draft("new", "A new article about bakers in Tarbun.")])
            for _ in range(2):
                assert [hit.article_id for hit in first.search("crane in the harbour", 1)] == ["crane"]
                assert [hit.article_id for hit in copy.search("bakers", 1)] == ["new"]
            assert first.verify() == copy.verify() == []


def test_collections_that_somebody_deleted_on_the_server_are_made_anew(chroma, parts, tmp_path, expected):
    import chromadb

    with Library.open(tmp_path / "library", parts=parts) as library:
        before = chroma.collections()
        library.add_drafts(DRAFTS)
        client = chromadb.HttpClient(chroma.url)
        for name in chroma.collections().keys() - before.keys():
            client.delete_collection(name)
        close(client)
        assert hits(library) == expected
        assert library.verify() == []


def test_a_server_that_is_down_is_named_and_nothing_is_lost_or_made_anew(tmp_path, expected):
    chroma = Chroma(tmp_path / "chroma")
    with Library.open(tmp_path / "library", parts=Parts(chroma_url=chroma.url)) as library:
        library.add_drafts(DRAFTS)
        chroma.stop()
        new = [Draft("new", "A new article about bakers in Tarbun.")]
        for call in (lambda: library.search("crane"), library.verify, library.rebuild, lambda: library.add_drafts(new)):
            with pytest.raises(ServerError) as raised:
                call()
            for language in LANGUAGES:
                assert chroma.url in raised.value.said(language)
                assert "ISNAD_CHROMA_URL" in raised.value.said(language)
        assert [article.id for article in library.articles()] == ["crane", "snail"]
        chroma.start()
        assert hits(library) == expected
        assert library.verify() == []
        chroma.stop()


# The index by itself


WIDTH = 16


def unit_rows(count: int) -> np.ndarray:
    rows = np.random.default_rng(0).normal(size=(count, WIDTH)).astype("f4")
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_vectors_on_a_server_are_written_in_several_calls_found_and_forgotten(chroma, tmp_path, monkeypatch):
    monkeypatch.setattr(meaning_index, "NUMBERS", 3 * WIDTH)
    index = MeaningIndex(tmp_path, Server(chroma.url, "alone"))
    rows = unit_rows(8)
    index.write([], "en", range(8), rows)
    assert index.search(rows[5], "en", 1) == [(5, pytest.approx(1.0, abs=1e-5))]
    assert [at for at, _ in index.search(rows[5], "en", 1, [2, 5, 77])] == [5]
    assert index.vectors("en", [3, 99])[3] == pytest.approx(rows[3])
    index.write([5], "en", [], rows[:0])
    assert sorted(index.passage_ids("en")) == [0, 1, 2, 3, 4, 6, 7]
    assert index.passage_ids("ar") == []
    with pytest.raises(IndexDamaged):
        index.write([], "en", [1], np.ones((1, 3), np.float32))
    index.close()
    MeaningIndex.delete(tmp_path, Server(chroma.url, "alone"))
    assert not [name for name in chroma.collections() if "alone" in name]


@pytest.mark.parametrize("address", ["localhost:8000", "ftp://chroma", "http://", "خادم"])
def test_an_address_that_is_none_is_named_with_its_setting(address):
    with pytest.raises(SettingError) as raised:
        Server(address, "library")
    assert all(address in raised.value.said(language) for language in LANGUAGES)
    assert all("ISNAD_CHROMA_URL" in raised.value.said(language) for language in LANGUAGES)


class Elsewhere(BaseHTTPRequestHandler):
    """A web server that is no Chroma, or one that breaks."""

    status = 404

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("status", [401, 404, 502])
def test_a_server_that_is_no_chroma_or_refuses_is_an_error_without_the_password(tmp_path, status):
    with HTTPServer(("127.0.0.1", 0), type("Refusing", (Elsewhere,), {"status": status})) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        address = f"127.0.0.1:{server.server_address[1]}"
        with pytest.raises(ServerError) as raised:
            MeaningIndex(tmp_path, Server(f"http://user:password@{address}", "library"))
        server.shutdown()
        thread.join()
    for language in LANGUAGES:
        assert f"http://{address}" in raised.value.said(language)
        assert str(status) in raised.value.said(language)
        assert "password" not in raised.value.said(language)


def test_a_server_that_says_nothing_is_left_after_a_while(tmp_path, monkeypatch):
    monkeypatch.setattr(meaning_index, "ANSWER_SECONDS", 0.2)
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(ServerError):
            MeaningIndex(tmp_path, Server(f"http://127.0.0.1:{silent.getsockname()[1]}", "library"))
