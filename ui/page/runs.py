"""Runs of benchmarks that are kept beside the library: made one at a time, listed, and opened again."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from eval.cases import Benchmark
from eval.folders import Json, Run, load_run, read_json
from eval.formats import load_all
from eval.runs import How, run
from eval.systems import System
from retrieval.errors import InputError
from retrieval.library import OnProgress

_NO_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is told of a run in a list: of what and when it was made, and how many are right; None of one broken off."""

    name: str
    benchmarks: tuple[str, ...]
    at: datetime
    together: bool
    questions: int
    right: float | None


@dataclass(frozen=True)
class Runs:
    """The runs of one folder."""

    folder: Path
    _one_at_a_time: Lock = field(default_factory=Lock)

    def make(self, benchmarks: Sequence[Benchmark], system: System, how: How, on_progress: OnProgress) -> str:
        """Run benchmarks, and name the run. One that is stopped keeps what was answered by then.

        Raises:
            InputError: another run is being made.
        """
        if not self._one_at_a_time.acquire(blocking=False):
            raise InputError(
                "Another run is under way. Start yours when it has ended.",
                "تجري الآن تجربة أخرى. ابدأ تجربتك حين تنتهي.",
            )
        try:
            named = "-".join(_NO_NAME.sub("-", one.name)[:40] for one in benchmarks[:3])
            path = self.folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{named}"
            run(benchmarks, system, path, how, on_progress)
            return path.name
        finally:
            self._one_at_a_time.release()

    def kept(self) -> list[Kept]:
        """List the runs, the newest first; what is no run is passed over."""
        found = []
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            with suppress(OSError, ValueError, KeyError, TypeError):
                found.append(_kept(path))
        return sorted(found, key=lambda one: (one.at, one.name), reverse=True)

    def open(self, name: str) -> Run:
        """Read a run by its name.

        Raises:
            InputError: none is called so, or nothing in it was answered.
        """
        if name not in {one.name for one in self.kept()}:
            raise InputError(
                "There is no such run any more. Choose another one.", "لم تعد هذه التجربة موجودة. اختر غيرها."
            )
        found = load_run(self.folder / name)
        if not found.answers:
            raise InputError(
                "This run was stopped before its first answer. Choose another one.",
                "أُوقفت هذه التجربة قبل أول جواب. اختر غيرها.",
            )
        return found


def read_benchmarks(paths: Sequence[Path]) -> list[Benchmark]:
    """Read files that were handed over; where one is bad, it is called as its owner calls it.

    Raises:
        InputError: a file is of no known format, or a line of one is not as it should be.
    """
    try:
        return load_all(paths)
    except InputError as error:
        english, arabic = error.phrase.english, error.phrase.arabic
        for path in paths:
            english, arabic = english.replace(str(path), path.name), arabic.replace(str(path), path.name)
        error.phrase = replace(error.phrase, english=english, arabic=arabic)
        raise


def _kept(path: Path) -> Kept:
    settings = read_json(path / "settings.json")
    summary = path / "summary.json"
    groups: Sequence[Json] = read_json(summary)["groups"] if summary.exists() else ()
    whole = next((one for one in groups if one["group"] == "all"), None)
    answered = whole["cases"] if whole else (path / "answers.jsonl").read_bytes().count(b"\n")
    return Kept(
        path.name,
        tuple(settings["benchmarks"]),
        datetime.fromisoformat(settings["made"]["at"]),
        settings["stories"] == "together",
        answered,
        whole["measures"]["Right"]["mean"] if whole and "Right" in whole["measures"] else None,
    )
