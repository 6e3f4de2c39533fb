"""The measures of a ranking, under one notation in code, command line, table and prose: `nDCG@10`.

Grades say how well an article answers a question: 0 not at all, 1 it does, more than 1 better still. The values are
those of trec_eval, and so of ir_measures and pytrec_eval. The four are written out because these libraries bring a
compiled extension with scipy, or numba with pandas and matplotlib (ranx), for ten lines each.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.errors import InputError

Grades = Mapping[str, int]


def ndcg(ranking: Sequence[str], grades: Grades, k: int | None = None) -> float:
    """Weigh the grades of the first `k` by their ranks, as a share of what the best order would have.

    Järvelin & Kekäläinen 2002, with the gain and discount of trec_eval: grade / log2(rank + 1).

    >>> round(ndcg(["x", "a"], {"a": 1}), 4)
    0.6309
    >>> ndcg(["a", "b"], {"a": 2, "b": 1}, k=2) > ndcg(["b", "a"], {"a": 2, "b": 1}, k=2)
    True
    """
    best = _gain(sorted((grade for grade in grades.values() if grade > 0), reverse=True)[:k])
    return _gain([max(0, grades.get(article, 0)) for article in ranking[:k]]) / best if best else 0.0


def recall(ranking: Sequence[str], grades: Grades, k: int | None = None) -> float:
    """Give the share of the relevant articles that are among the first `k`.

    >>> recall(["a", "x", "b"], {"a": 1, "b": 1, "c": 0}, k=2)
    0.5
    """
    wanted = _relevant(grades)
    return len(wanted & set(ranking[:k])) / len(wanted) if wanted else 0.0


def reciprocal_rank(ranking: Sequence[str], grades: Grades, k: int | None = None) -> float:
    """Give one over the rank of the first relevant article; the mean over questions is MRR (Voorhees 1999).

    >>> reciprocal_rank(["x", "a", "b"], {"a": 1, "b": 2}), reciprocal_rank(["x", "a"], {"a": 1}, k=1)
    (0.5, 0.0)
    """
    wanted = _relevant(grades)
    return next((1 / rank for rank, article in enumerate(ranking[:k], start=1) if article in wanted), 0.0)


def hit(ranking: Sequence[str], grades: Grades, k: int | None = None) -> float:
    """Say whether a relevant article is among the first `k`, as 1 or 0; Hit@1 is accuracy, and others say Success@k.

    >>> hit(["x", "a"], {"a": 1}, k=2), hit(["x", "a"], {"a": 1}, k=1)
    (1.0, 0.0)
    """
    return float(not _relevant(grades).isdisjoint(ranking[:k]))


FUNCTIONS: Mapping[str, Callable[[Sequence[str], Grades, int | None], float]] = {
    "nDCG": ndcg,
    "Recall": recall,
    "MRR": reciprocal_rank,
    "Hit": hit,
}
# What ir_measures, trec_eval and papers call the same.
OTHER_NAMES = {"r": "Recall", "rr": "MRR", "success": "Hit", "acc": "Hit"}
_NOTATION = re.compile(r"([A-Za-z]+)(?:@([1-9][0-9]{0,5}))?")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure by name, of the first `k` of a ranking, or of all of it."""

    name: str
    k: int | None = None

    @classmethod
    def parse(cls, text: str) -> "Measure":
        """Read the notation, in any case; the names of ir_measures are understood too.

        >>> Measure.parse("nDCG@10"), str(Measure.parse("R@20")), str(Measure.parse("rr"))
        (Measure(name='nDCG', k=10), 'Recall@20', 'MRR')

        Raises:
            InputError: no measure is called that.
        """
        names = {name.lower(): name for name in FUNCTIONS} | OTHER_NAMES
        match = _NOTATION.fullmatch(text.strip())
        if match is None or match[1].lower() not in names:
            known = ", ".join(f"{name}@k" for name in FUNCTIONS)
            raise InputError(
                f"There is no measure {text!r}. Known are {known}, such as nDCG@10.",
                f"لا مقياس باسم «{text}». المقاييس المعروفة: {known}، مثل nDCG@10.",
            )
        return cls(names[match[1].lower()], int(match[2]) if match[2] else None)

    def of(self, ranking: Sequence[str], grades: Grades) -> float:
        """Measure a ranking, best article first, from 0 to 1.

        >>> Measure("Hit", 1).of(["a", "x"], {"a": 1})
        1.0
        """
        return FUNCTIONS[self.name](ranking, grades, self.k)

    def __str__(self) -> str:
        return self.name if self.k is None else f"{self.name}@{self.k}"


def _relevant(grades: Grades) -> set[str]:
    return {article for article, grade in grades.items() if grade > 0}


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))
