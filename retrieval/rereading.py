"""Rereading: how well the sentences of the passages that were found answer a question, one by one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.folding import words
from retrieval.model import BilingualTable
from retrieval.records import Passage
from retrieval.stemming import stem
from retrieval.words_index import Group

MOST_REMEMBERED = 30_000  # Words of passages; 30 MB of vectors.

Sentences = list[list[str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a passage says to a question.

    `whole` and `sentence` are the cosines of the passage and of its best sentence; `held` is the largest share of the
    question's weight whose words stand together in one sentence.
    """

    whole: float = 0.0
    sentence: float = 0.0
    held: float = 0.0


class Reader:
    """Reads passages sentence by sentence, and remembers the vectors of the words that it has met."""

    def __init__(self, table: BilingualTable) -> None:
        self._table = table
        self._at: dict[str, int] = {}
        self._vectors: NDArray[np.float32] | None = None

    def read(
        self, passages: Sequence[Passage], vector: NDArray[np.float32] | None, groups: Sequence[Group]
    ) -> list[Reading]:
        """Compare each passage with a question's unit vector, if there is one, and with the words that it asks for."""
        texts = [[words(passage.words_of(sentence)) for sentence in passage.sentences] for passage in passages]
        met = set().union(*(sentence for sentences in texts for sentence in sentences))
        cosines = [(0.0, 0.0)] * len(texts) if vector is None else self._cosines(texts, met, vector)
        asked = _Asked(groups, met)
        return [
            Reading(whole, best, max(map(asked.share, sentences), default=0.0))
            for (whole, best), sentences in zip(cosines, texts, strict=True)
        ]

    def _cosines(
        self, texts: Sequence[Sentences], met: Set[str], vector: NDArray[np.float32]
    ) -> list[tuple[float, float]]:
        """Give the cosine of each text, made of the words `met`, with `vector`, and that of its best sentence."""
        self._learn(met)
        assert self._vectors is not None
        found = []
        for sentences in texts:
            sums = [self._vectors[[self._at[word] for word in sentence]].sum(axis=0) for sentence in sentences]
            near = _cosine(np.stack([*sums, np.sum(sums, axis=0)]), vector) if sums else [0.0]
            found.append((float(near[-1]), float(max(near[:-1], default=0.0))))
        return found

    def _learn(self, met: Set[str]) -> None:
        """Look up the vectors of the words not met before."""
        if self._vectors is None or len(self._at) + len(met) > len(self._vectors):
            self._at.clear()
            self._vectors = np.empty((max(MOST_REMEMBERED, len(met)), self._table.width), np.float32)
        if new := list(met - self._at.keys()):
            self._vectors[len(self._at) : len(self._at) + len(new)] = self._table.word_vectors(new)
            self._at.update(zip(new, range(len(self._at), len(self._at) + len(new)), strict=True))


class _Asked:
    """What a question asks for among the words `met`: tells what share of its weight a sentence holds."""

    def __init__(self, groups: Sequence[Group], met: Set[str]) -> None:
        by_word, by_stem = _places([group.words for group in groups]), _places([group.stems for group in groups])
        found = {word: [*by_word.get(word, ()), *by_stem.get(stem(word), ())] for word in met}
        self._places = {word: places for word, places in found.items() if places}

    def share(self, sentence: Sequence[str]) -> float:
        best: dict[int, float] = {}
        for word in self._places.keys() & sentence:
            for place, weight in self._places[word]:
                best[place] = max(weight, best.get(place, 0.0))
        return float(sum(best.values()))


def _places(alternatives: Sequence[Sequence[tuple[str, float]]]) -> Mapping[str, list[tuple[int, float]]]:
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, pairs in enumerate(alternatives):
        for text, weight in pairs:
            places[text].append((place, weight))
    return places


def _cosine(rows: NDArray[np.float32], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1)
    return (rows @ vector / np.where(lengths, lengths, 1)).astype(np.float32, copy=False)
