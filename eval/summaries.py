"""Sum up scores: each measure of each group of cases, with the interval that resampled stories give it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from eval.cases import Case, groups_of
from eval.measures import MEASURES
from eval.measures.scores import Score
from eval.ranking.bootstrap import (
    Difference,
    Estimate,
    Sums,
    percentile_estimate,
    ratio_differences,
    ratio_estimates,
)

Scores = Mapping[str, Mapping[str, Score]]  # By case and measure.
DIVIDED = tuple(name for name, measure in MEASURES.items() if measure.percentile is None)
BY_ITSELF = ("all", "language ar", "language en")  # Groups that stand side by side.
BY_RANK = tuple(name for name, measure in MEASURES.items() if measure.percentile is not None)


@dataclass(frozen=True, slots=True)
class Row:
    """The measures of a group of cases; those that no case of it has are left out."""

    group: str
    cases: int
    measures: Mapping[str, Estimate]

    @property
    def telling(self) -> list[str]:
        """The measures that have something to say: no tokens where no model was asked."""
        return [name for name, one in self.measures.items() if one.high or name not in ("Tokens", "Cost")]


@dataclass(frozen=True, slots=True)
class Parity:
    """A measure in both languages, and how far Arabic questions are ahead."""

    measure: str
    arabic: float
    english: float
    difference: Difference


def summarise(cases: Sequence[Case], scores: Scores) -> list[Row]:
    """Sum up all cases that were answered, then each language and each tag, like beside like."""
    groups: dict[str, list[Case]] = {"all": []}
    for case in cases:
        if case.id in scores:
            for name in groups_of(case):
                groups.setdefault(name, []).append(case)
    names = [*(name for name in BY_ITSELF if groups.get(name)), *sorted(groups.keys() - set(BY_ITSELF))]
    return [_row(name, groups[name], scores) for name in names]


def sorts_of(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Gather the groups by what sorts them: traps, conflicts, directions; a sort of one group says nothing new."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        sort, _, value = row.group.partition(" ")
        if value and sort != "language":
            found.setdefault(sort, []).append(row)
    return {sort: group for sort, group in found.items() if len(group) > 1}


def parity(cases: Sequence[Case], scores: Scores) -> list[Parity]:
    """Compare Arabic questions with English ones, stories drawn whole."""
    answered = [case for case in cases if case.id in scores]
    stories = stories_of(answered)
    halves = [sums([c for c in answered if c.language == one], scores, stories) for one in ("ar", "en")]
    if not stories:
        return []
    means = [[one and one.mean for one in ratio_estimates(half)] for half in halves]
    differences = ratio_differences(halves[0], halves[1])
    return [
        Parity(name, arabic, english, difference)
        for name, arabic, english, difference in zip(DIVIDED, *means, differences, strict=True)
        if difference and arabic is not None and english is not None
    ]


def sums(cases: Iterable[Case], scores: Scores, stories: Mapping[str, int]) -> Sums:
    """Add up what each story has of each divided measure."""
    gained, out_of = (np.zeros((len(stories), len(DIVIDED))) for _ in range(2))
    for case in cases:
        for column, name in enumerate(DIVIDED):
            if one := scores[case.id].get(name):
                gained[stories[case.story], column] += one.gained
                out_of[stories[case.story], column] += one.out_of
    return Sums(gained, out_of)


def to_rows(rows: Iterable[Row | Parity]) -> list[dict[str, Any]]:
    """Write rows as JSON has them."""
    return [asdict(row) for row in rows]


def _row(group: str, cases: Sequence[Case], scores: Scores) -> Row:
    estimates = dict(zip(DIVIDED, ratio_estimates(sums(cases, scores, stories_of(cases))), strict=True))
    found = {name: one for name, one in estimates.items() if one}
    for name in BY_RANK:
        values = [scores[case.id][name].gained for case in cases]
        found[name] = percentile_estimate(values, MEASURES[name].percentile or 50)
    return Row(group, len(cases), found)


def stories_of(cases: Iterable[Case]) -> dict[str, int]:
    """Number the stories of cases, in order."""
    return {story: at for at, story in enumerate(dict.fromkeys(case.story for case in cases))}
