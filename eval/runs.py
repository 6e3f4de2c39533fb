"""Run benchmarks: ask a system each question of its articles, and keep each answer as soon as it is there.

One question at a time: on two cores a second process saves a fifth of the time, and makes each answer take half as long
again, so that its seconds say nothing.
"""

import os
import platform
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO
from urllib.parse import quote

from eval.cases import Benchmark, Case
from eval.folders import (
    Json,
    Run,
    begin,
    case_row,
    line_of,
    load_run,
    read_json,
    require_same,
    write_json,
    write_scores,
)
from eval.summaries import parity, summarise, to_rows
from eval.systems import Desk, System, fingerprint
from retrieval.library import OnProgress, Progress, ignore
from retrieval.records import Draft

PACKAGES = ("isnad", "chromadb", "tantivy", "numpy", "tokenizers", "langchain-core", "openai")


@dataclass(frozen=True, slots=True)
class How:
    """How a run is made: all stories of a file in one library, or each alone; which questions, drawn by `seed`.

    `library` is a folder to keep the library in, or the libraries.
    """

    together: bool = True
    questions: int | None = None
    seed: int = 0
    library: Path | None = None
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Pool:
    """Articles that are searched together, and what is asked of them."""

    name: str
    drafts: tuple[Draft, ...]
    cases: tuple[Case, ...]


@dataclass
class Clock:
    """Seconds spent so far: on taking in articles, on answering, and in all."""

    began: float = field(default_factory=time.perf_counter)
    filling: float = 0.0
    answering: float = 0.0
    questions: int = 0

    def spent(self) -> dict[str, float]:
        """Say where the time went; `harness` is what asking, keeping and scoring took beside the system's own work."""
        total = time.perf_counter() - self.began
        harness = total - self.filling - self.answering
        return {
            "questions": self.questions,
            "total": round(total, 3),
            "answering": round(self.answering, 3),
            "filling": round(self.filling, 3),
            "harness": round(harness, 3),
            "share_not_answering": round(1 - self.answering / total, 4),
            "share_harness": round(harness / total, 4),
        }


def run(
    benchmarks: Sequence[Benchmark],
    system: System,
    folder: Path,
    how: How | None = None,
    on_progress: OnProgress = ignore,
) -> Run:
    """Ask a system the questions of benchmarks and score its answers; `folder` holds the run, and is the run.

    Raises:
        InputError: the folder holds a run already, or one of other settings.
    """
    chosen = how or How()
    clock = Clock()
    pools = [pool for one in benchmarks for pool in _pools(drawn(one, chosen.questions, chosen.seed), chosen.together)]
    cases = [case for pool in pools for case in pool.cases]
    drafts = {draft.id: draft for pool in pools for draft in pool.drafts}
    begin(folder, _settings(benchmarks, pools, system, chosen), drafts.values(), cases, chosen.resume)
    _ask_all(pools, system, folder, chosen, clock, on_progress)
    return _finish(folder, clock)


def drawn(benchmark: Benchmark, questions: int | None, seed: int) -> Benchmark:
    """Keep up to so many questions of each direction; the same of each story whatever else it is run with."""
    if questions is None:
        return benchmark
    by_direction: dict[str, list[Case]] = {}
    for case in benchmark.cases:
        by_direction.setdefault(_direction(case), []).append(case)
    kept = {
        case.id
        for cases in by_direction.values()
        for case in sorted(cases, key=lambda one: random.Random(f"{seed} {one.id}").random())[:questions]
    }
    stories = (
        replace(story, cases=tuple(case for case in story.cases if case.id in kept)) for story in benchmark.stories
    )
    return replace(benchmark, stories=tuple(stories))


def _direction(case: Case) -> str:
    return next((tag for tag in case.tags if tag.startswith("direction ")), "")


def _pools(benchmark: Benchmark, together: bool) -> Iterator[Pool]:
    if together:
        yield Pool(benchmark.name, benchmark.drafts, benchmark.cases)
    else:
        yield from (Pool(f"{benchmark.name}/{s.id}", s.drafts, s.cases) for s in benchmark.stories if s.cases)


def _settings(benchmarks: Sequence[Benchmark], pools: Sequence[Pool], system: System, how: How) -> dict[str, Any]:
    """Write what a run depends on; `made` tells besides when, where and by what versions it was made."""
    return {
        "benchmarks": {one.name: fingerprint({d.id: d.text for d in one.drafts}) for one in benchmarks},
        "cases": fingerprint({case.id: line_of(case_row(case)) for pool in pools for case in pool.cases}),
        "stories": "together" if how.together else "apart",
        "questions": how.questions,
        "seed": how.seed,
        "system": {"name": system.name, **system.settings()},
        "made": {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "python": platform.python_version(),
            "platform": platform.platform(),
            "processors": os.cpu_count(),
            "packages": {name: version(name) for name in PACKAGES},
        },
    }


def _ask_all(
    pools: Sequence[Pool], system: System, folder: Path, how: How, clock: Clock, on_progress: OnProgress
) -> None:
    answered = set(load_run(folder).answers)
    total, done = sum(len(pool.cases) for pool in pools), len(answered)
    with TemporaryDirectory() as passing, (folder / "answers.jsonl").open("a", encoding="utf-8") as answers:
        for number, pool in enumerate(pools):
            left = [case for case in pool.cases if case.id not in answered]
            if not left:
                continue
            place = _place(how.library, Path(passing), pool, number, len(pools))
            began = time.perf_counter()
            with system.over(pool.drafts, place, on_progress) as desk:
                _note_library(folder, pool.name, desk.fingerprint)
                clock.filling += time.perf_counter() - began
                for case in left:
                    _ask(case, desk, answers, clock)
                    done += 1
                    on_progress(Progress("asking", done, total))


def _place(library: Path | None, passing: Path, pool: Pool, number: int, count: int) -> Path:
    """Choose the folder of a pool's library: the one that was named, or one below it where there are several."""
    if library is None:
        return passing / str(number)
    return library if count == 1 else library / quote(pool.name, safe="")


def _ask(case: Case, desk: Desk, answers: TextIO, clock: Clock) -> None:
    began = time.perf_counter()
    answer = desk.ask(case.question, case.language)
    took = time.perf_counter() - began
    clock.answering += took
    clock.questions += 1
    timed = answer if answer.seconds else replace(answer, seconds={"answer": took})
    answers.write(line_of({"id": case.id, **timed.to_dict()}))
    answers.flush()


def _note_library(folder: Path, pool: str, found: str) -> None:
    """Keep the fingerprint of a library beside the answers that it gave.

    Raises:
        InputError: the answers that are there already came from another library.
    """
    path = folder / "libraries.json"
    before: Json = read_json(path) if path.exists() else {}
    if pool in before:
        require_same(folder, before, {**before, pool: found})
    write_json(path, {**before, pool: found})


def _finish(folder: Path, clock: Clock) -> Run:
    """Score the answers, and write what they come to."""
    made = load_run(folder)
    write_scores(made)
    rows = summarise(made.cases, made.scores)
    write_json(
        folder / "summary.json",
        {"groups": to_rows(rows), "parity": to_rows(parity(made.cases, made.scores)), "seconds": clock.spent()},
    )
    return made
