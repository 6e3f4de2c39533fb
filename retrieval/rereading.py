"""Rereading: how well the sentences of the passages that were found answer a question, one by one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from retrieval.folding import words_of_each
from retrieval.model import BilingualTable, unit_rows
from retrieval.records import Passage
from retrieval.stemming import stem
from retrieval.words_index import Group


@dataclass(frozen=True, slots=True)
class Reading:
    """What a passage says to a question.

    `whole` and `sentence` are the cosines of the passage and of its best sentence; `held` is the largest share of the
    question's weight whose words stand together in one sentence.
    """

    whole: float = 0.0
    sentence: float = 0.0
    held: float = 0.0


def reread(
    table: BilingualTable, passages: Sequence[Passage], vector: NDArray[np.float32] | None, groups: Sequence[Group]
) -> list[Reading]:
    """Compare each passage with a question's unit vector, if there is one, and with the words that it asks for."""
    sentences = words_of_each([one.words_of(sentence) for one in passages for sentence in one.sentences])
    asked = _Asked(groups, set().union(*sentences))
    held = list(map(asked.share, sentences))
    parts = [slice(*ends) for ends in pairwise(accumulate((len(one.sentences) for one in passages), initial=0))]
    if vector is None:
        return [Reading(held=max(held[part], default=0.0)) for part in parts]
    sums = table.sums(sentences)
    wholes = np.array([sums[part].sum(axis=0) for part in parts], np.float32).reshape(-1, table.width)
    nearest, of_wholes = (unit_rows(rows) @ vector for rows in (sums, wholes))
    return [
        Reading(float(whole), float(max(nearest[part], default=0.0)), max(held[part], default=0.0))
        for whole, part in zip(of_wholes, parts, strict=True)
    ]


class _Asked:
    """What a question asks for among the words `met`: tells what share of its weight a sentence holds."""

    def __init__(self, groups: Sequence[Group], met: Set[str]) -> None:
        by_word, by_stem = _places([group.words for group in groups]), _places([group.stems for group in groups])
        asked = [word for word in met if word in by_word or stem(word) in by_stem]
        self._places = {word: [*by_word.get(word, ()), *by_stem.get(stem(word), ())] for word in asked}

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
