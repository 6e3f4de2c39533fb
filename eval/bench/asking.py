"""Measure how a library is searched, and where the time goes, without a word of it in the search itself."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from threading import get_ident
from typing import Any

import numpy as np

from eval.bench.measuring import Spent, Stopwatch
from retrieval import searching
from retrieval.catalogue import Catalogue
from retrieval.library import Library
from retrieval.vocabulary import Vocabulary
from retrieval.words_index import WordsIndex

# What is timed as which step. Time inside a step that another one calls counts for the inner one alone.
STEPS: dict[str, tuple[tuple[Any, str], ...]] = {
    "upkeep": ((Library, "_put_in_order"),),
    "expand": ((Vocabulary, "near"),),
    "words": ((WordsIndex, "search"),),
    "waiting": (
        (Future, "result"),
    ),  # For the meaning leg and the words of a language, which go on in a second thread.
    "read": ((Catalogue, "cards"), (Catalogue, "passages"), (Catalogue, "articles"), (Catalogue, "passage_ids")),
    "sentences": ((searching, "reread"),),
    "spread": ((searching, "_collapse"), (searching, "_spread")),
}
REST = "rest"
LIMIT = 10


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of a search: half of them take up to `p50`, 95 in 100 up to `p95`."""

    p50: float
    p95: float
    mean: float


@dataclass(frozen=True, slots=True)
class Asking:
    """What `questions` searches took one after another, in all and by step, after a `first_ms` one that opens all.

    `cpu_ms` is the processor time of one, on average: what other work on the machine hardly moves.
    """

    questions: int
    first_ms: float
    cpu_ms: float
    all: Latency
    steps: dict[str, Latency]


class Clock:
    """Charges the time that passes to the step that its own thread is doing."""

    def __init__(self) -> None:
        self._thread = get_ident()
        self._doing = [REST]
        self._seconds = dict.fromkeys((*STEPS, REST), 0.0)
        self._since = time.perf_counter()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Charge what passes inside to `name`; in another thread than the clock's it costs nothing."""
        if get_ident() != self._thread:
            yield
            return
        self._charge()
        self._doing.append(name)
        try:
            yield
        finally:
            self._charge()
            self._doing.pop()

    def lap(self) -> dict[str, float]:
        """Give the seconds of each step since the last lap."""
        self._charge()
        lap, self._seconds = self._seconds, dict.fromkeys(self._seconds, 0.0)
        return lap

    def _charge(self) -> None:
        now = time.perf_counter()
        self._seconds[self._doing[-1]] += now - self._since
        self._since = now


@contextmanager
def timed_steps() -> Iterator[Clock]:
    """Have every step of a search charge its time to a clock, until the end of the block."""
    clock = Clock()
    originals = [(owner, name, step, getattr(owner, name)) for step, parts in STEPS.items() for owner, name in parts]
    for owner, name, step, original in originals:
        setattr(owner, name, _timed(original, clock, step))
    try:
        yield clock
    finally:
        for owner, name, _, original in originals:
            setattr(owner, name, original)


def _timed(function: Callable[..., Any], clock: Clock, step: str) -> Callable[..., Any]:
    @wraps(function)
    def timed(*arguments: Any, **options: Any) -> Any:
        with clock.step(step):
            return function(*arguments, **options)

    return timed


def ask(folder: Path, questions: Sequence[str]) -> Asking:
    """Search a library for each question, after one search that opens all and is told apart."""
    with Library.open(folder) as library, timed_steps() as clock:
        library.search(questions[0], LIMIT)
        first = sum(clock.lap().values())
        watch, laps = Stopwatch(), []
        for question in questions:
            library.search(question, LIMIT)
            laps.append(clock.lap())
        spent = watch.look()
    steps = {step: latency([lap[step] for lap in laps]) for step in (*STEPS, REST)}
    return asking(first, spent, [sum(lap.values()) for lap in laps], steps)


def asking(first_seconds: float, spent: Spent, seconds: Sequence[float], steps: dict[str, Latency]) -> Asking:
    """Put together what was measured, in milliseconds."""
    cpu_ms = spent.cpu_seconds * 1000 / len(seconds)
    return Asking(len(seconds), round(first_seconds * 1000, 3), round(cpu_ms, 3), latency(seconds), steps)


def latency(seconds: Sequence[float]) -> Latency:
    """Sum up how long searches took.

    >>> latency([0.001, 0.001, 0.003])
    Latency(p50=1.0, p95=2.8, mean=1.667)
    """
    milliseconds = np.asarray(seconds) * 1000
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return Latency(round(float(p50), 3), round(float(p95), 3), round(float(milliseconds.mean()), 3))
