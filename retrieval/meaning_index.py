"""The meaning leg: passage vectors in Chroma, one collection per language. The one module that knows Chroma.

The store lies in the folder of the library, or on a Chroma server that several libraries share.

A collection per language gives each language its own k without a filter; Chroma's metadata filters lose recall
(chroma#4089) and are slow, so no metadata is written at all: what passes a filter is asked of the catalogue.
"""

import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import IndexDamaged, ServerError, SettingError
from retrieval.records import LANGUAGES, Language

if TYPE_CHECKING:
    import httpx
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection

FOLDER_NAME = "meaning"
FILE_NAME = "chroma.sqlite3"
_opened = count()
BATCH = 5_000  # Chroma takes at most 5,461 rows in one call.
# Chroma's own are 100 and 100, and building with 100 costs half as much again. Of the 40 vectors nearest to a question,
# among 78,000 of news, searching with 500 and 1,000 finds 35 and 37, and of the ten passages that both legs find in the
# end, 2,000 finds .988 and .995 too; 500 saves a third of the meaning leg's time.
CARE_IN_BUILDING = 64
CARE_IN_SEARCHING = 500
# Vectors of a language up to which all are compared: Chroma takes a millisecond and a half to find its way to any, and
# 15 ms to hand these over, once.
FEW = 500
NUMBERS = 4_000_000  # In one call: a server takes 40 MB, and base64 makes 5 bytes of a number.
ANSWER_SECONDS = 10.0  # For a sign of life from a server, before the client is made, which waits for ever.
TIMEOUT_SECONDS = 60.0  # For what is asked of a server then.


@dataclass(frozen=True, slots=True)
class Server:
    """A Chroma server by its address, and the name that keeps the collections of one library apart from others there.

    Raises:
        SettingError: the address is none.
    """

    url: str
    library: str

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingError(
                f"ISNAD_CHROMA_URL is {self.url!r}; write http://HOST:PORT or https://HOST:PORT, or leave it empty.",
                f"قيمة ISNAD_CHROMA_URL هي «{self.url}»؛ اكتب http://HOST:PORT أو https://HOST:PORT، أو اتركها فارغة.",
            )

    @property
    def shown_url(self) -> str:
        """The address without a name and password in it."""
        return self.without_password(self.url)

    def without_password(self, text: str) -> str:
        """Take the name and password of the address out of `text`."""
        name, at, _ = urlsplit(self.url).netloc.rpartition("@")
        return text.replace(name + at, "") if at else text


@dataclass(frozen=True, slots=True)
class _Held:
    """Vectors in memory: the ids of passages, and a unit row for each."""

    ids: Sequence[int]
    rows: NDArray[np.float32]

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[tuple[int, float]]:
        """Compare all of them with a unit vector: (passage id, cosine), best first."""
        cosines = self.rows @ vector
        best = np.argsort(-cosines, kind="stable")[:limit].tolist()
        return [(self.ids[at], float(cosines[at])) for at in best]


class MeaningIndex:
    """Unit vectors of passages, below the folder of a library or on a server, compared by inner product.

    Raises:
        IndexDamaged: the folder holds no store that can be read, or the server's lacks what it held, now or later.
        ServerError: the server does not answer, or refuses, now or at a later call.
    """

    def __init__(self, folder: Path, server: Server | None = None) -> None:
        self._folder = folder / FOLDER_NAME
        self._server = server
        self._few: dict[Language, tuple[object, _Held | None]] = {}  # See `_all_of`.
        with self._guarded():
            self._client = _connected(server) if server else _client(self._folder)
            self._collections = {language: _collection(self._client, language, server) for language in LANGUAGES}

    @staticmethod
    def is_there(folder: Path) -> bool:
        """Whether a library folder holds a store."""
        return (folder / FOLDER_NAME / FILE_NAME).exists()

    @staticmethod
    def delete(folder: Path, server: Server | None = None) -> None:
        """Delete the store below a library folder, which must not be open, and the library's collections on a server.

        Raises:
            ServerError: the server does not answer, or refuses; then nothing is deleted.
        """
        if server:
            index = MeaningIndex(folder, server)
            with index._guarded():
                for collection in index._collections.values():
                    index._client.delete_collection(collection.name)
            index.close()
        shutil.rmtree(folder / FOLDER_NAME, ignore_errors=True)

    def close(self) -> None:
        """Let go of the store's files, or of the connections to the server."""
        self._collections = {}
        self._few.clear()
        with suppress(Exception):  # What is broken cannot be closed in good order either.
            if self._server:
                for session in _sessions(self._client):
                    session.close()
            self._client.close()  # type: ignore[attr-defined]  # Of the class, not of the interface it is typed as.

    def write(self, gone: Sequence[int], language: Language, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Forget the passages `gone` of `language`, and hold `vectors`, one unit row for each of `ids`."""
        self._few.pop(language, None)
        with self._guarded():
            collection = self._collections[language]
            for start in range(0, len(gone), BATCH):
                collection.delete(ids=[str(passage_id) for passage_id in gone[start : start + BATCH]])
            rows = min(BATCH, NUMBERS // max(1, vectors.shape[1]))
            for start in range(0, len(ids), rows):
                part = slice(start, start + rows)
                collection.upsert(ids=[str(passage_id) for passage_id in ids[part]], embeddings=vectors[part])

    def search(
        self, vector: NDArray[np.float32], language: Language, limit: int, among: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Find the passages in `language` nearest to a unit vector, as (passage id, cosine), best first.

        `among` narrows the search to these passage ids; the comparison is then exact.
        """
        if among is not None:
            return self._exact(vector, language, limit, among)
        if limit < 1:
            return []
        if few := self._all_of(language):
            return few.nearest(vector, limit)
        with self._guarded():
            found = self._collections[language].query(
                query_embeddings=vector[None, :], n_results=limit, include=["distances"]
            )
        distances = found["distances"]
        assert distances is not None
        return [(int(name), 1.0 - distance) for name, distance in zip(found["ids"][0], distances[0], strict=True)]

    def vectors(self, language: Language, ids: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """Read the vectors of passages; those that are not held are left out."""
        found: dict[int, NDArray[np.float32]] = {}
        for start in range(0, len(ids), BATCH):
            part = [str(passage_id) for passage_id in ids[start : start + BATCH]]
            with self._guarded():
                rows = self._collections[language].get(ids=part, include=["embeddings"])
            held = rows["embeddings"]
            assert held is not None
            found |= {int(name): np.asarray(row, "f4") for name, row in zip(rows["ids"], held, strict=True)}
        return found

    def count(self, language: Language) -> int:
        """Count the passages that the store holds in `language`."""
        with self._guarded():
            return self._collections[language].count()

    def passage_ids(self, language: Language) -> list[int]:
        """List the passages that the store holds in `language`, for `verify`."""
        with self._guarded():
            return [int(name) for name in self._collections[language].get(include=[])["ids"]]

    def _exact(
        self, vector: NDArray[np.float32], language: Language, limit: int, among: Sequence[int]
    ) -> list[tuple[int, float]]:
        held = self.vectors(language, among)
        return _Held(list(held), np.array(list(held.values()), "f4")).nearest(vector, limit) if held else []

    def _all_of(self, language: Language) -> _Held | None:
        """Read the vectors of a language if they are few, again only when the store's file has changed."""
        state = self._state()
        if language not in self._few or self._few[language][0] != state:
            self._few[language] = state, self._read_all(language) if 0 < self.count(language) <= FEW else None
        return self._few[language][1]

    def _state(self) -> object:
        if self._server:
            return None
        with self._guarded():
            found = (self._folder / FILE_NAME).stat()
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _read_all(self, language: Language) -> _Held:
        with self._guarded():
            rows = self._collections[language].get(include=["embeddings"])
        return _Held(list(map(int, rows["ids"])), np.asarray(rows["embeddings"], "f4"))

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:  # A panic in Chroma's core arrives as pyo3's PanicException, a BaseException.
            if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
                raise
            if self._server and not _is_about_contents(error):
                raise _no_answer(self._server, error) from None
            place = self._server.shown_url if self._server else self._folder
            raise IndexDamaged(
                f"The meaning index in {place} cannot be used: {error}. `isnad library rebuild` makes it anew.",
                f"تعذّر استعمال فهرس المعاني في {place}: {error}. يعيد بناءه الأمر `isnad library rebuild`.",
            ) from error


def _client(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    folder.mkdir(exist_ok=True)
    logging.getLogger("chromadb").setLevel(logging.ERROR)
    path = f"{folder}/{_own_spelling(next(_opened))}"
    return chromadb.PersistentClient(path, settings=Settings(anonymized_telemetry=False, is_persistent=True))


def _connected(server: Server) -> "ClientAPI":
    import chromadb
    import httpx
    from chromadb.config import Settings

    logging.getLogger("chromadb").setLevel(logging.ERROR)
    httpx.get(f"{server.url}/api/v2/heartbeat", timeout=ANSWER_SECONDS).raise_for_status()
    client = chromadb.HttpClient(server.url, settings=Settings(anonymized_telemetry=False))
    for session in _sessions(client):
        session.timeout = TIMEOUT_SECONDS
    return client


def _sessions(client: "ClientAPI") -> "tuple[httpx.Client, httpx.Client]":
    """The connections of a client and of the one inside it, which Chroma neither limits in time nor closes."""
    return client._server._session, client._admin_client._server._session  # type: ignore[attr-defined]


def _is_about_contents(error: BaseException) -> bool:
    """Whether a server says that it lacks a collection, or holds vectors of another width: to be made anew."""
    from chromadb.errors import InvalidArgumentError, InvalidDimensionException, NotFoundError

    return isinstance(error, InvalidArgumentError | InvalidDimensionException | NotFoundError)


def _no_answer(server: Server, error: BaseException) -> ServerError:
    cause = error.__context__ or error  # Chroma's own words leave out why it could not connect.
    reason = server.without_password(next(iter(str(cause).strip().splitlines()), type(cause).__name__))
    return ServerError(
        f"The Chroma server {server.shown_url} does not do what is asked of it: {reason}. Start it, or set another "
        "address, or none, in ISNAD_CHROMA_URL.",
        f"لا يقوم خادم Chroma في {server.shown_url} بما يُطلب منه: {reason}. شغّله، أو ضع في ISNAD_CHROMA_URL عنواناً آخر "
        "أو اتركه فارغاً.",
    )


def _own_spelling(number: int) -> str:
    """Spell "here" differently for each number.

    Chroma keeps one open store per spelling of a path, and never looks again at files that another process, or another
    library of this process, has changed or deleted. A store of one's own can be closed and opened anew.

    >>> _own_spelling(0), _own_spelling(1), _own_spelling(2)
    ('/', './', './/')
    """
    return "".join("./" if bit == "1" else "/" for bit in f"{number:b}")


def _collection(client: "ClientAPI", language: Language, server: Server | None) -> "Collection":
    name = f"isnad-{server.library}-{language}" if server else f"passages_{language}"
    graph: CreateHNSWConfiguration = {
        "space": "ip",
        "ef_construction": CARE_IN_BUILDING,
        "ef_search": CARE_IN_SEARCHING,
    }
    return client.get_or_create_collection(name, embedding_function=None, configuration={"hnsw": graph})
