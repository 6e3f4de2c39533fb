"""Set two runs side by side, case by case: what got better, what worse, and whether it may be chance."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval.cases import Case
from eval.folders import Run
from eval.measures import MEASURES, Measure
from eval.measures.scores import Score
from eval.ranking.bootstrap import Difference, Estimate, ratio_differences, ratio_estimates
from eval.summaries import DIVIDED, stories_of, sums
from retrieval.errors import InputError
from retrieval.phrases import Phrase

CHANCE = 0.05  # How often one measure at least may be called worse by chance alone.


@dataclass(frozen=True, slots=True)
class Compared:
    """A measure in two runs; `p` is of the paired test, raised for the number of measures tested (Holm 1979)."""

    measure: Measure
    before: Estimate
    after: Estimate
    difference: Difference
    p: float

    @property
    def is_worse(self) -> bool:
        """Whether the second run is worse beyond chance."""
        return self.p < CHANCE and _gain(self.measure, self.difference.mean) < 0


@dataclass(frozen=True, slots=True)
class Change:
    """A case that went otherwise, by which measures, and both reasons of each."""

    case: Case
    measures: Mapping[str, tuple[Score, Score]]

    @property
    def gain(self) -> float:
        """Add up what the case gained, measures that fell taken off."""
        return sum(
            _gain(MEASURES[name], after.gained - before.gained) for name, (before, after) in self.measures.items()
        )


@dataclass(frozen=True)
class Comparison:
    """What two runs come to on the cases that both were asked. `unlike` cases have one id and differ in themselves."""

    before: Run
    after: Run
    cases: tuple[Case, ...]
    unlike: int
    measures: tuple[Compared, ...]
    worse: tuple[Change, ...]
    better: tuple[Change, ...]

    def to_dict(self) -> dict[str, Any]:
        """Write the comparison as JSON has it."""
        return {
            "cases": len(self.cases),
            "unlike": self.unlike,
            "measures": [
                {
                    "measure": one.measure.name,
                    "before": asdict(one.before),
                    "after": asdict(one.after),
                    "difference": asdict(one.difference),
                    "p_adjusted": one.p,
                    "worse": one.is_worse,
                }
                for one in self.measures
            ],
            "went_worse": [self._changed(one) for one in self.worse],
            "went_better": [self._changed(one) for one in self.better],
        }

    def _changed(self, change: Change) -> dict[str, Any]:
        return {
            "id": change.case.id,
            "question": change.case.question,
            "measures": {
                name: [
                    {"gained": one.gained, "reason": {"en": one.reason.english, "ar": one.reason.arabic}}
                    for one in both
                ]
                for name, both in change.measures.items()
            },
            "answers": [run.answers[change.case.id]["text"] for run in (self.before, self.after)],
        }

    def failures(self) -> list[Phrase]:
        """Say which measures got worse beyond chance."""
        return [
            Phrase(
                f"{one.measure.name} got worse: {one.before.mean:.3f}, now {one.after.mean:.3f} (p = {one.p:.4f}).",
                f"ساء {one.measure.name}: كان {one.before.mean:.3f} وصار {one.after.mean:.3f} (p = {one.p:.4f}).",
            )
            for one in self.measures
            if one.is_worse
        ]


def compare(before: Run, after: Run) -> Comparison:
    """Compare two runs on the cases that both answered.

    Each measure is tested by a paired bootstrap over stories; of measures that no two runs repeat, such as seconds, the
    difference is shown and nothing follows from it.

    Raises:
        InputError: the runs share no case.
    """
    known = {case.id: case for case in before.cases if case.id in before.scores}
    both = [case for case in after.cases if case.id in known and case.id in after.scores]
    cases = tuple(case for case in both if known[case.id] == case)
    if not cases:
        raise InputError(
            f"{before.path} and {after.path} share no case: they were asked other questions, or of other seeds.",
            f"لا حالة مشتركة بين {before.path} و{after.path}: فأسئلتهما مختلفة، أو بذرة الاختيار.",
        )
    changes = [change for case in cases if (change := _change(case, before, after))]
    return Comparison(
        before,
        after,
        cases,
        len(both) - len(cases),
        tuple(_compared(cases, before, after)),
        tuple(sorted((one for one in changes if one.gain < 0), key=lambda one: one.gain)),
        tuple(sorted((one for one in changes if one.gain > 0), key=lambda one: -one.gain)),
    )


def _compared(cases: Sequence[Case], before: Run, after: Run) -> Iterable[Compared]:
    stories = stories_of(cases)
    first, second = sums(cases, before.scores, stories), sums(cases, after.scores, stories)
    means = zip(ratio_estimates(first), ratio_estimates(second), ratio_differences(second, first), strict=True)
    found = [
        (MEASURES[name], old, new, difference)
        for name, (old, new, difference) in zip(DIVIDED, means, strict=True)
        if old and new and difference
    ]
    raised = holm({m.name: difference.p for m, _, _, difference in found if is_tested(m)})
    for measure, old, new, difference in found:
        yield Compared(measure, old, new, difference, raised.get(measure.name, 1.0))


def is_tested(measure: Measure) -> bool:
    """Whether a difference in a measure means that a system got better or worse."""
    return measure.steady and measure.better != "neither"


def holm(values: Mapping[str, float]) -> dict[str, float]:
    """Raise the p of several tests so that one at least of them misleads no oftener than a single one would.

    >>> holm({"a": 0.01, "b": 0.04, "c": 0.03})
    {'a': 0.03, 'c': 0.06, 'b': 0.06}
    """
    raised: dict[str, float] = {}
    least = 0.0
    for rank, (name, p) in enumerate(sorted(values.items(), key=lambda one: one[1])):
        least = max(least, min(1.0, p * (len(values) - rank)))
        raised[name] = least
    return raised


def _change(case: Case, before: Run, after: Run) -> Change | None:
    """Find the measures of one case that turned from all to nothing, or the other way; those between say little."""
    old, new = before.scores[case.id], after.scores[case.id]
    turned = {
        name: (old[name], new[name])
        for name, measure in MEASURES.items()
        if is_tested(measure) and name in old and name in new and _turned(old[name], new[name])
    }
    return Change(case, turned) if turned else None


def _turned(old: Score, new: Score) -> bool:
    return old.out_of == new.out_of == 1 and {old.gained, new.gained} == {0, 1}


def _gain(measure: Measure, difference: float) -> float:
    return -difference if measure.better == "less" else difference
