"""The word stems of the corpus with their vectors, so that a word of a question finds the corpus's words for it.

Two files per script, only ever appended to: a derived cache, cheap to make again. A process killed between the two
leaves one longer than the other; what has no partner is ignored and overwritten.
"""

import shutil
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import IndexDamaged
from retrieval.languages import language_of
from retrieval.model import BilingualTable, unit_rows
from retrieval.nearest import FULL_SCALE, Nearest
from retrieval.records import LANGUAGES, Language
from retrieval.stemming import stem

FOLDER_NAME = "vocabulary"
LONGEST_WORD = 40  # Longer strings are addresses and noise, which no question asks for in other words.
MOST_REMEMBERED = 20_000  # Words asked before; about 40 MB.
MOST_LEARNED = 300_000  # Words; about 40 MB. A later batch of passages is learned in two thirds of the time.

Neighbours = list[tuple[str, float]]


class _FileState(NamedTuple):
    """What tells one state of a file from another; all zeros where there is none."""

    inode: int = 0
    size: int = 0
    changed: int = 0


_State = tuple[_FileState, _FileState]  # Of the stems, and of their vectors.


@dataclass(frozen=True)
class _Held:
    """What was read of one script, the state of the files it was read from, and what was asked of it.

    `stems` grow when more are appended.
    """

    stems: list[str]
    rows: NDArray[np.int8]
    state: _State
    near: dict[tuple[str, int, float], Neighbours] = field(default_factory=dict)

    @cached_property
    def nearest(self) -> Nearest:
        return Nearest(self.rows)


@dataclass(frozen=True, slots=True)
class _Known:
    """What it takes to append to a script: its stems, their size in bytes, and the state of the files."""

    stems: set[str]
    size: int
    state: _State


class Vocabulary:
    """Stems of the words seen in the corpus, by script, and their unit vectors as int8."""

    def __init__(self, folder: Path, table: BilingualTable) -> None:
        self._folder = folder / FOLDER_NAME
        self._folder.mkdir(exist_ok=True)
        self._table = table
        self._paths = {
            script: (self._folder / f"{script}.txt", self._folder / f"{script}.int8") for script in LANGUAGES
        }
        self._held: dict[Language, _Held] = {}
        self._known: dict[Language, _Known] = {}
        self._learned: set[str] = set()  # Words whose stems are in the files, or never will be.

    @staticmethod
    def is_there(folder: Path) -> bool:
        """Whether a library folder holds a vocabulary."""
        return any((folder / FOLDER_NAME / f"{script}.txt").exists() for script in LANGUAGES)

    @staticmethod
    def delete(folder: Path) -> None:
        """Delete the vocabulary below a library folder."""
        shutil.rmtree(folder / FOLDER_NAME, ignore_errors=True)

    def learn(self, words: Iterable[str]) -> None:
        """Add the stems not seen before, each at the mean of the words it now comes in, weighted by their number."""
        counts = Counter(words)
        known = {script: self._knowing(script).stems for script in LANGUAGES}
        unseen = counts.keys() - self._learned
        by_script: dict[Language, dict[str, list[str]]] = {language: defaultdict(list) for language in LANGUAGES}
        for word in sorted(unseen):
            if len(word) <= LONGEST_WORD and not word.isdigit():
                script, its_stem = language_of(word), stem(word)
                if its_stem not in known[script]:
                    by_script[script][its_stem].append(word)
        for script, new in by_script.items():
            self._append(script, new, counts)
        if len(self._learned) <= MOST_LEARNED:
            self._learned |= unseen

    def near(self, words: Sequence[str], script: Language, limit: int, threshold: float) -> list[Neighbours]:
        """For each folded word, list up to `limit` stems of `script` with their cosine above `threshold`."""
        held = self._read(script)
        if len(held.near) > MOST_REMEMBERED:
            held.near.clear()
        new = [word for word in dict.fromkeys(words) if (word, limit, threshold) not in held.near]
        if new:
            found = held.nearest.to(unit_rows(self._table.word_vectors(new)), limit, threshold)
            for word, near in zip(new, found, strict=True):
                held.near[word, limit, threshold] = [(held.stems[at], cosine) for at, cosine in near]
        return [held.near[word, limit, threshold] for word in words]

    def is_whole(self) -> bool:
        """Whether there are stems, and a vector for each."""
        held = [self._read(script) for script in LANGUAGES]
        whole = all(len(one.stems) * self._table.width == one.state[1].size for one in held)
        return whole and any(one.stems for one in held)

    def _read(self, script: Language) -> _Held:
        """Read the stems and vectors of a script, again only when the files have changed."""
        try:
            state = self._state(script)
            if script not in self._held or self._held[script].state != state:
                stems = self._load(script)
                self._held[script] = _Held(stems, self._rows(script, len(stems)), state)
            return self._held[script]
        except (OSError, ValueError) as error:  # Another process is making it anew at this moment.
            raise IndexDamaged(
                f"The vocabulary in {self._folder} cannot be read: {error}. `isnad library rebuild` makes it anew.",
                f"تعذّرت قراءة المفردات في {self._folder}: {error}. يعيد بناءها الأمر `isnad library rebuild`.",
            ) from error

    def _knowing(self, script: Language) -> _Known:
        held = self._read(script)
        if script not in self._known or self._known[script].state != held.state:
            size = sum(len(known.encode()) + 1 for known in held.stems)
            self._known[script] = _Known(set(held.stems), size, held.state)
            self._learned.clear()
        return self._known[script]

    def _state(self, script: Language) -> _State:
        stems, rows = self._paths[script]
        return _state_of(stems), _state_of(rows)

    def _load(self, script: Language) -> list[str]:
        stems_path, rows_path = self._paths[script]
        if not stems_path.exists() or not rows_path.exists():
            return []
        stems = stems_path.read_text("utf-8", errors="replace").split("\n")[:-1]
        return stems[: rows_path.stat().st_size // self._table.width]

    def _rows(self, script: Language, count: int) -> NDArray[np.int8]:
        shape = (count, self._table.width)
        return np.memmap(self._paths[script][1], dtype="i1", mode="r", shape=shape) if count else np.zeros(shape, "i1")

    def _append(self, script: Language, new: Mapping[str, Sequence[str]], counts: Mapping[str, int]) -> None:
        if not new:
            return
        stems_path, rows_path = self._paths[script]
        held, known = self._read(script), self._knowing(script)
        added = "".join(f"{one}\n" for one in new).encode()
        units = unit_rows(self._means(new.values(), counts))
        _append(rows_path, len(held.stems) * self._table.width, np.rint(units * FULL_SCALE).astype("i1").tobytes())
        _append(stems_path, known.size, added)
        held.stems.extend(new)
        known.stems.update(new)
        state = self._state(script)
        self._held[script] = _Held(held.stems, self._rows(script, len(held.stems)), state)
        self._known[script] = _Known(known.stems, known.size + len(added), state)

    def _means(self, groups: Collection[Sequence[str]], counts: Mapping[str, int]) -> NDArray[np.float32]:
        """Add up the vectors of the words in each group, each as often as it is counted, (groups, width)."""
        forms = [word for words in groups for word in words]
        weighted = self._table.word_vectors(forms) * np.array([counts[word] for word in forms], "f4")[:, None]
        ends = np.cumsum([len(words) for words in groups])
        sums: NDArray[np.float32] = np.add.reduceat(weighted, [0, *ends[:-1]])
        return sums


def _state_of(path: Path) -> _FileState:
    try:
        found = path.stat()
    except FileNotFoundError:
        return _FileState()
    return _FileState(found.st_ino, found.st_size, found.st_mtime_ns)


def _append(path: Path, size: int, added: bytes) -> None:
    """Cut a file down to `size` bytes and write after them."""
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.truncate(size)
        file.seek(0, 2)
        file.write(added)
