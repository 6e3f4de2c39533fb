"""What a report says, whatever it is written in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.cases import Case
from eval.folders import Json, Run, read_json
from eval.measures.scores import Score
from eval.summaries import Parity, Row, parity, summarise

FEW_STORIES = 10  # Below that an interval drawn from the stories says little.


@dataclass(frozen=True, slots=True)
class Shown:
    """A case as it is shown: what was known, what was answered, and every score with its reason."""

    case: Case
    answer: Json
    scores: Mapping[str, Score]


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a run by group, both languages side by side, where the time went, and the cases that failed."""

    run: Run
    rows: Sequence[Row]
    parities: Sequence[Parity]
    seconds: Mapping[str, float]
    failed: Sequence[Shown]

    @property
    def measures(self) -> list[str]:
        """The measures that have something to say of all cases."""
        return self.rows[0].telling

    def column(self, group: str) -> Row | None:
        """Find the figures of a group."""
        return next((row for row in self.rows if row.group == group), None)


def gather(run: Run) -> Report:
    """Sum a run up, and pick out the cases that are not right as a whole."""
    failed = [
        Shown(case, run.answers[case.id], run.scores[case.id])
        for case in run.cases
        if case.id in run.scores and not _is_right(run.scores[case.id])
    ]
    summary = run.path / "summary.json"
    seconds = read_json(summary)["seconds"] if summary.exists() else {}
    return Report(run, summarise(run.cases, run.scores), parity(run.cases, run.scores), seconds, failed)


def _is_right(scores: Mapping[str, Score]) -> bool:
    return "Right" not in scores or scores["Right"].gained > 0
