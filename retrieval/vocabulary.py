"""The words of the corpus with their vectors, so that a word of a question finds the corpus's words for it.

Two files per script, only ever appended to: a derived cache, cheap to make again. A process killed between the two
leaves one longer than the other; what has no partner is ignored and overwritten.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import IndexDamaged
from retrieval.languages import language_of
from retrieval.model import BilingualTable
from retrieval.records import LANGUAGES, Language

FOLDER_NAME = "vocabulary"
LONGEST_WORD = 40  # Longer strings are addresses and noise, which no question asks for in other words.
CHUNK_ROWS = 16_384


@dataclass(frozen=True, slots=True)
class _Held:
    """What was read of one script, and the state of the files it was read from; `words` grow when more are appended."""

    words: list[str]
    rows: NDArray[np.int8]
    state: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What it takes to append to a script: its words, their size in bytes, and the state of the files."""

    words: set[str]
    size: int
    state: tuple[int, ...]


class Vocabulary:
    """Folded words seen in the corpus, by script, and their unit vectors as int8."""

    def __init__(self, folder: Path, table: BilingualTable) -> None:
        self._folder = folder / FOLDER_NAME
        self._folder.mkdir(exist_ok=True)
        self._table = table
        self._held: dict[Language, _Held] = {}
        self._known: dict[Language, _Known] = {}

    @staticmethod
    def is_there(folder: Path) -> bool:
        """Whether a library folder holds a vocabulary."""
        return any((folder / FOLDER_NAME / f"{script}.txt").exists() for script in LANGUAGES)

    @staticmethod
    def delete(folder: Path) -> None:
        """Delete the vocabulary below a library folder."""
        shutil.rmtree(folder / FOLDER_NAME, ignore_errors=True)

    def learn(self, words: Iterable[str]) -> None:
        """Add the words not seen before."""
        unknown = set(words).difference(*(self._knowing(script).words for script in LANGUAGES))
        by_script: dict[Language, list[str]] = {language: [] for language in LANGUAGES}
        for word in sorted(unknown):
            if len(word) <= LONGEST_WORD and not word.isdigit():
                by_script[language_of(word)].append(word)
        for script, new in by_script.items():
            self._append(script, new)

    def near(
        self, vectors: NDArray[np.float32], script: Language, limit: int, threshold: float
    ) -> list[list[tuple[str, float]]]:
        """For each unit vector (n, width), list up to `limit` words of `script` with their cosine above `threshold`."""
        held = self._read(script)
        words, rows = held.words, held.rows
        if not words:
            return [[] for _ in vectors]
        cosines = np.concatenate(
            [vectors @ _unquantised(rows[start : start + CHUNK_ROWS]).T for start in range(0, len(words), CHUNK_ROWS)],
            axis=1,
        )
        best = np.argsort(-cosines, axis=1)[:, :limit]
        return [
            [(words[i], float(row[i])) for i in order if row[i] > threshold]
            for order, row in zip(best, cosines, strict=True)
        ]

    def _paths(self, script: Language) -> tuple[Path, Path]:
        return self._folder / f"{script}.txt", self._folder / f"{script}.int8"

    def is_whole(self) -> bool:
        """Whether there are words, and a vector for each."""
        held = [self._read(script) for script in LANGUAGES]
        sizes = [
            self._paths(script)[1].stat().st_size if self._paths(script)[1].exists() else 0 for script in LANGUAGES
        ]
        whole = all(len(one.words) * self._table.width == size for one, size in zip(held, sizes, strict=True))
        return whole and any(one.words for one in held)

    def _read(self, script: Language) -> _Held:
        """Read the words and vectors of a script, again only when the files have changed."""
        try:
            state = self._state(script)
            if script not in self._held or self._held[script].state != state:
                words = self._load(script)
                self._held[script] = _Held(words, self._rows(script, len(words)), state)
            return self._held[script]
        except (OSError, ValueError) as error:  # Another process is making it anew at this moment.
            raise IndexDamaged(
                f"The vocabulary in {self._folder} cannot be read: {error}. `isnad library rebuild` makes it anew.",
                f"تعذّرت قراءة المفردات في {self._folder}: {error}. يعيد بناءها الأمر `isnad library rebuild`.",
            ) from error

    def _knowing(self, script: Language) -> _Known:
        held = self._read(script)
        if script not in self._known or self._known[script].state != held.state:
            size = sum(len(word.encode()) + 1 for word in held.words)
            self._known[script] = _Known(set(held.words), size, held.state)
        return self._known[script]

    def _state(self, script: Language) -> tuple[int, ...]:
        stats = [path.stat() for path in self._paths(script) if path.exists()]
        return tuple(value for stat in stats for value in (stat.st_ino, stat.st_size, stat.st_mtime_ns))

    def _load(self, script: Language) -> list[str]:
        words_path, rows_path = self._paths(script)
        if not words_path.exists() or not rows_path.exists():
            return []
        words = words_path.read_text("utf-8", errors="replace").split("\n")[:-1]
        return words[: rows_path.stat().st_size // self._table.width]

    def _rows(self, script: Language, count: int) -> NDArray[np.int8]:
        shape = (count, self._table.width)
        return np.memmap(self._paths(script)[1], dtype="i1", mode="r", shape=shape) if count else np.zeros(shape, "i1")

    def _append(self, script: Language, new: list[str]) -> None:
        if not new:
            return
        words_path, rows_path = self._paths(script)
        held, known = self._read(script), self._knowing(script)
        vectors = self._table.word_vectors(new)
        units = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        added = "".join(f"{word}\n" for word in new).encode()
        _append(rows_path, len(held.words) * self._table.width, np.rint(units * 127).astype("i1").tobytes())
        _append(words_path, known.size, added)
        held.words.extend(new)
        known.words.update(new)
        state = self._state(script)
        self._held[script] = _Held(held.words, self._rows(script, len(held.words)), state)
        self._known[script] = _Known(known.words, known.size + len(added), state)


def _append(path: Path, size: int, added: bytes) -> None:
    """Cut a file down to `size` bytes and write after them."""
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.truncate(size)
        file.seek(0, 2)
        file.write(added)


def _unquantised(rows: NDArray[np.int8]) -> NDArray[np.float32]:
    return rows.astype(np.float32) / np.float32(127)
