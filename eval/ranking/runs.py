"""Rank the articles of each task by each system, and measure the rankings."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from eval.ranking.bm25 import Bm25Ranker, is_installed
from eval.ranking.bootstrap import Difference, Estimate, difference, estimate
from eval.ranking.measures import Measure
from eval.ranking.records import Pool, Task
from eval.ranking.systems import BM25, FUSED, LEGS_OF, LibraryRanker, Ranker
from retrieval.library import Library, OnProgress, Progress, ignore
from retrieval.phrases import Phrase

log = logging.getLogger("isnad")

MEASURES = {  # Of each kind of pool, where none is asked for.
    "separate": ("nDCG@10", "Recall@20", "MRR@10", "Hit@1"),
    "mixed": ("Hit@20", "nDCG@10", "Hit@1"),
}
Values = list[list[float]]  # Of each measure, one a question.
DEPTH = 20  # Articles ranked where no measure looks further.
NO_BM25 = Phrase(
    "The rows of BM25 are left out: `pip install bm25s` brings them.",
    "حُذفت أسطر BM25 من الجدول، ويضيفها الأمر `pip install bm25s`.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """How one system did on one task; `against_bm25` has the same measures, of the fused search only."""

    articles: str
    direction: str
    system: str
    questions: int
    measures: Mapping[str, Estimate]
    against_bm25: Mapping[str, Difference] | None = None


def run(
    tasks: Sequence[Task], measures: Sequence[Measure], folder: Path, on_progress: OnProgress = ignore
) -> list[Row]:
    """Measure every system on every task, each pool in a library of its own below `folder`."""
    if not is_installed():
        log.warning(NO_BM25)
    systems = [*LEGS_OF, *([BM25] if is_installed() else [])]
    count = _Count(on_progress, len(systems) * sum(len(task.cases) for task in tasks))
    rows: list[Row] = []
    for pool, group in groupby(tasks, key=lambda task: task.pool):
        with _rankers(pool, systems, folder / pool.name, on_progress) as rankers:
            for task in group:
                values = {name: _values(task, ranker, measures, count) for name, ranker in rankers.items()}
                rows += _rows(task, measures, values)
    return rows


class _Count:
    """Tells how many questions were asked."""

    def __init__(self, on_progress: OnProgress, total: int) -> None:
        self._on_progress, self._total, self._done = on_progress, total, 0

    def one(self) -> None:
        self._done += 1
        self._on_progress(Progress("asking", self._done, self._total))


@contextmanager
def _rankers(
    pool: Pool, systems: Sequence[str], folder: Path, on_progress: OnProgress
) -> Iterator[Mapping[str, Ranker]]:
    with Library.open(folder) as library:
        library.add_drafts(pool.drafts, on_progress)
        rankers: dict[str, Ranker] = {name: LibraryRanker(library, legs) for name, legs in LEGS_OF.items()}
        if BM25 in systems:
            rankers[BM25] = Bm25Ranker(pool.drafts)
        yield rankers


def _values(task: Task, ranker: Ranker, measures: Sequence[Measure], count: _Count) -> Values:
    depth = max(DEPTH, *(measure.k or 0 for measure in measures))
    values: Values = [[] for _ in measures]
    for case in task.cases:
        ranking = ranker.rank(case.question, case.language, depth)
        for measure, column in zip(measures, values, strict=True):
            column.append(measure.of(ranking, case.grades))
        count.one()
    return values


def _rows(task: Task, measures: Sequence[Measure], values: Mapping[str, Values]) -> Iterator[Row]:
    names = [str(measure) for measure in measures]
    for system, columns in values.items():
        estimates = {name: estimate(column) for name, column in zip(names, columns, strict=True)}
        against = None
        if system == FUSED and BM25 in values:
            pairs = zip(names, columns, values[BM25], strict=True)
            against = {name: difference(ours, theirs) for name, ours, theirs in pairs}
        yield Row(task.pool.name, task.direction, system, len(task.cases), estimates, against)
