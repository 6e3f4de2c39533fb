"""A run as a folder: what was asked of what, with which settings, each answer as soon as it is there, and the scores.

`settings.json` · `articles.jsonl` · `cases.jsonl` · `answers.jsonl` (the interface's object with the case's id) ·
`scores.jsonl` (each with its reason) · `summary.json` (means with intervals, and where the time went).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TextIO

from eval.cases import Case, Disagreement, Evidence
from eval.measures import score
from eval.measures.scores import Answered, Score
from eval.replies import Reply
from retrieval.errors import InputError
from retrieval.records import Draft

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Run:
    """What a folder holds of a run; `answers` are by case, and may yet lack some."""

    path: Path
    settings: Json
    drafts: tuple[Draft, ...]
    cases: tuple[Case, ...]
    answers: Mapping[str, Json]

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of each article by its id."""
        return {draft.id: draft.text for draft in self.drafts}

    @cached_property
    def scores(self) -> dict[str, dict[str, Score]]:
        """The scores of each case that was answered, by case and measure."""
        return {
            case.id: score(Answered(case, Reply.of(self.answers[case.id]), self.texts))
            for case in self.cases
            if case.id in self.answers
        }

    @property
    def name(self) -> str:
        """What the run is called beside others."""
        return str(self.settings["system"]["name"])


def begin(path: Path, settings: Json, drafts: Iterable[Draft], cases: Sequence[Case], resume: bool) -> None:
    """Make a folder for a run, or check that one that was broken off was of the same settings.

    Raises:
        InputError: there is a run already, or one of other settings, articles or cases.
    """
    if not (path / "settings.json").exists():
        path.mkdir(parents=True, exist_ok=True)
        _write_lines(path / "articles.jsonl", (asdict(draft) for draft in drafts))
        _write_lines(path / "cases.jsonl", map(case_row, cases))
        (path / "answers.jsonl").touch()
        write_json(path / "settings.json", settings)
        return
    if not resume:
        raise InputError(
            f"{path} holds a run already. Go on with it by --resume, or name another folder.",
            f"في {path} تجربة سابقة. تابعها بالخيار --resume، أو سمِّ مجلداً آخر.",
        )
    require_same(path, read_json(path / "settings.json"), settings)
    _drop_torn_line(path / "answers.jsonl")


def require_same(path: Path, before: Json, now: Json) -> None:
    """Check that a run goes on as it began; the time and place of it may differ.

    Raises:
        InputError: a setting differs, and which.
    """
    differing = [
        name for name in sorted(before.keys() | now.keys()) if name != "made" and before.get(name) != now.get(name)
    ]
    if differing:
        names = ", ".join(differing)
        raise InputError(
            f"The run in {path} was begun with other settings ({names}). Begin anew in another folder.",
            f"بدأت التجربة في {path} بإعدادات أخرى ({names}). ابدأ من جديد في مجلد آخر.",
        )


def load_run(path: Path) -> Run:
    """Read the folder of a run.

    Raises:
        InputError: it is no such folder.
    """
    try:
        return Run(
            path,
            read_json(path / "settings.json"),
            tuple(Draft(**row) for row in _lines(path / "articles.jsonl")),
            tuple(map(_case, _lines(path / "cases.jsonl"))),
            {row["id"]: row for row in _lines(path / "answers.jsonl")},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} is no folder of a run, as `isnad eval run --out` makes it: {error}",
            f"{path} ليس مجلد تجربة كالذي يصنعه `isnad eval run --out`: {error}",
        ) from error


def write_scores(run: Run) -> None:
    """Write a line for each case, with each score and its reason."""
    _write_lines(
        run.path / "scores.jsonl",
        ({"id": name, "scores": {m: _score_row(one) for m, one in of.items()}} for name, of in run.scores.items()),
    )


def write_answers(run: Run, stream: TextIO) -> None:
    """Write the answers of a run in the order of its cases."""
    stream.writelines(line_of(run.answers[case.id]) for case in run.cases if case.id in run.answers)


def _score_row(one: Score) -> Json:
    return {
        "gained": one.gained,
        "out_of": one.out_of,
        "reason": {"en": one.reason.english, "ar": one.reason.arabic},
    }


def case_row(case: Case) -> Json:
    """Write a case as JSON has it: the same in every process, which sets by themselves are not."""
    row = asdict(case)
    if case.conflict:
        row["conflict"] = {"kind": case.conflict.kind, "positions": [sorted(one) for one in case.conflict.positions]}
    return row


def _case(row: Json) -> Case:
    conflict = row["conflict"]
    known = {
        "evidence": tuple(Evidence(**one) for one in row["evidence"]),
        "tags": tuple(row["tags"]),
        "answers": tuple(row["answers"]),
        "senses": tuple(map(tuple, row["senses"])),
        "wrong": tuple(row["wrong"]),
        "conflict": Disagreement(conflict["kind"], tuple(map(frozenset, conflict["positions"]))) if conflict else None,
    }
    return Case(**{**row, **known})


def read_json(path: Path) -> Json:
    """Read a file of one JSON object."""
    value: Json = json.loads(path.read_text("utf-8"))
    return value


def write_json(path: Path, value: Json) -> None:
    """Write a file of one JSON object, for people to read too."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


def line_of(row: Json) -> str:
    """Write a row of JSONL: Arabic as it is, and nothing that could end the line."""
    return json.dumps(row, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"


def _write_lines(path: Path, rows: Iterable[Json]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(map(line_of, rows))


def _lines(path: Path) -> Iterator[Json]:
    yield from (json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip())


def _drop_torn_line(path: Path) -> None:
    """Cut off what a kill left of a line: all after the last line end."""
    whole = path.read_bytes()
    kept = whole[: whole.rfind(b"\n") + 1]
    if len(kept) < len(whole):
        path.write_bytes(kept)
