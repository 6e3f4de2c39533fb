"""The meaning leg: passage vectors in Chroma, one collection per language. The one module that knows Chroma.

A collection per language gives each language its own k without a filter; Chroma's metadata filters lose recall
(chroma#4089) and are slow, so no metadata is written at all: what passes a filter is asked of the catalogue.
"""

import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import IndexDamaged
from retrieval.records import LANGUAGES, Language

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection

FOLDER_NAME = "meaning"
_opened = count()
BATCH = 5_000  # Chroma takes at most 5,461 rows in one call.
# Chroma's own are 100 and 100. Of the 60 vectors nearest to a title, among 40,000 of news, this finds 59 instead of 48,
# and building costs a third less.
CARE_IN_BUILDING = 64
CARE_IN_SEARCHING = 2_000


class MeaningIndex:
    """Unit vectors of passages on disk, compared by inner product.

    Raises:
        IndexDamaged: the folder holds no store that can be read, now or at a later call.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER_NAME
        self._folder.mkdir(exist_ok=True)
        with self._guarded():
            self._client = _client(self._folder)
            self._collections = {language: _collection(self._client, language) for language in LANGUAGES}

    @staticmethod
    def is_there(folder: Path) -> bool:
        """Whether a library folder holds a store."""
        return (folder / FOLDER_NAME / "chroma.sqlite3").exists()

    @staticmethod
    def delete(folder: Path) -> None:
        """Delete the store below a library folder; it must not be open."""
        shutil.rmtree(folder / FOLDER_NAME, ignore_errors=True)

    def close(self) -> None:
        """Let go of the store's files."""
        self._collections = {}
        with suppress(Exception):  # What is broken cannot be closed in good order either.
            self._client.close()  # type: ignore[attr-defined]  # Of the class, not of the interface it is typed as.

    def write(self, gone: Sequence[int], language: Language, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Forget the passages `gone` of `language`, and hold `vectors`, one unit row for each of `ids`."""
        with self._guarded():
            collection = self._collections[language]
            for start in range(0, len(gone), BATCH):
                collection.delete(ids=[str(passage_id) for passage_id in gone[start : start + BATCH]])
            for start in range(0, len(ids), BATCH):
                part = slice(start, start + BATCH)
                collection.upsert(ids=[str(passage_id) for passage_id in ids[part]], embeddings=vectors[part])

    def search(
        self, vector: NDArray[np.float32], language: Language, limit: int, among: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Find the passages in `language` nearest to a unit vector, as (passage id, cosine), best first.

        `among` narrows the search to these passage ids; the comparison is then exact.
        """
        if among is not None:
            return self._exact(vector, language, limit, among)
        limit = min(limit, self.count(language))
        if not limit:
            return []
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
        cosines = [(passage_id, float(row @ vector)) for passage_id, row in held.items()]
        cosines.sort(key=lambda pair: -pair[1])
        return cosines[:limit]

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:  # A panic in Chroma's core arrives as pyo3's PanicException, a BaseException.
            if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
                raise
            raise IndexDamaged(
                f"The meaning index in {self._folder} cannot be used: {error}. `isnad library rebuild` makes it anew.",
                f"تعذّر استعمال فهرس المعاني في {self._folder}: {error}. يعيد بناءه الأمر `isnad library rebuild`.",
            ) from error


def _client(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    logging.getLogger("chromadb").setLevel(logging.ERROR)
    path = f"{folder}/{_own_spelling(next(_opened))}"
    return chromadb.PersistentClient(path, settings=Settings(anonymized_telemetry=False, is_persistent=True))


def _own_spelling(number: int) -> str:
    """Spell "here" differently for each number.

    Chroma keeps one open store per spelling of a path, and never looks again at files that another process, or another
    library of this process, has changed or deleted. A store of one's own can be closed and opened anew.

    >>> _own_spelling(0), _own_spelling(1), _own_spelling(2)
    ('/', './', './/')
    """
    return "".join("./" if bit == "1" else "/" for bit in f"{number:b}")


def _collection(client: "ClientAPI", language: Language) -> "Collection":
    graph: CreateHNSWConfiguration = {
        "space": "ip",
        "ef_construction": CARE_IN_BUILDING,
        "ef_search": CARE_IN_SEARCHING,
    }
    return client.get_or_create_collection(
        f"passages_{language}", embedding_function=None, configuration={"hnsw": graph}
    )
