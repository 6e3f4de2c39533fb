"""The meaning leg: passage vectors in Chroma, one collection per language. The one module that knows Chroma.

A collection per language gives each language its own k without a filter; Chroma's metadata filters lose recall
(chroma#4089) and are slow, so no metadata is written at all: what passes a filter is asked of the catalogue.
"""

import logging
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import LibraryDamaged
from retrieval.records import LANGUAGES, Language

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

FOLDER_NAME = "meaning"
BATCH = 2_000  # Chroma takes at most 5,461 rows in one call.


class MeaningIndex:
    """Unit vectors of passages on disk, compared by inner product.

    Raises:
        LibraryDamaged: the folder holds no store that can be opened.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER_NAME
        self._folder.mkdir(exist_ok=True)
        self._collections = self._open()

    @staticmethod
    def delete(folder: Path) -> None:
        """Delete the store below a library folder."""
        _forget_clients()
        shutil.rmtree(folder / FOLDER_NAME, ignore_errors=True)

    def close(self) -> None:
        """Let go of the store's files."""
        self._collections = {}
        _forget_clients()

    def write(self, gone: Sequence[int], language: Language, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Forget the passages `gone` of `language`, and hold `vectors`, one unit row for each of `ids`."""
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
        collection = self._collections[language]
        limit = min(limit, collection.count())
        if not limit:
            return []
        found = collection.query(query_embeddings=vector[None, :], n_results=limit, include=["distances"])
        distances = found["distances"]
        assert distances is not None
        return [(int(name), 1.0 - distance) for name, distance in zip(found["ids"][0], distances[0], strict=True)]

    def vectors(self, language: Language, ids: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """Read the vectors of passages; those that are not held are left out."""
        found: dict[int, NDArray[np.float32]] = {}
        for start in range(0, len(ids), BATCH):
            part = [str(passage_id) for passage_id in ids[start : start + BATCH]]
            rows = self._collections[language].get(ids=part, include=["embeddings"])
            held = rows["embeddings"]
            assert held is not None
            found |= {int(name): np.asarray(row, "f4") for name, row in zip(rows["ids"], held, strict=True)}
        return found

    def passage_ids(self, language: Language) -> list[int]:
        """List the passages that the store holds in `language`, for `verify`."""
        return [int(name) for name in self._collections[language].get(include=[])["ids"]]

    def _exact(
        self, vector: NDArray[np.float32], language: Language, limit: int, among: Sequence[int]
    ) -> list[tuple[int, float]]:
        held = self.vectors(language, among)
        cosines = [(passage_id, float(row @ vector)) for passage_id, row in held.items()]
        cosines.sort(key=lambda pair: -pair[1])
        return cosines[:limit]

    def _open(self) -> "dict[Language, Collection]":
        import chromadb
        from chromadb.config import Settings

        logging.getLogger("chromadb").setLevel(logging.ERROR)
        try:
            settings = Settings(anonymized_telemetry=False, is_persistent=True)
            client = chromadb.PersistentClient(str(self._folder), settings=settings)
            return {
                language: client.get_or_create_collection(
                    f"passages_{language}", embedding_function=None, configuration={"hnsw": {"space": "ip"}}
                )
                for language in LANGUAGES
            }
        except BaseException as error:  # A panic in Chroma's core arrives as pyo3's PanicException, a BaseException.
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            raise LibraryDamaged(
                f"The meaning index in {self._folder} cannot be opened: {error}. "
                "`isnad library rebuild` makes it anew.",
                f"تعذّر فتح فهرس المعاني في {self._folder}: {error}. يعيد بناءه الأمر `isnad library rebuild`.",
            ) from error


def _forget_clients() -> None:
    """Drop Chroma's per-process cache of open stores, so that a folder can be deleted and opened anew."""
    with suppress(ImportError):
        from chromadb.api.shared_system_client import SharedSystemClient

        SharedSystemClient.clear_system_cache()
