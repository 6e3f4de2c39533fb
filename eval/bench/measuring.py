"""Run a piece of work in a process of its own, and measure the time, memory and processor time that it took."""

import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Generic, ParamSpec, TypeVar

from retrieval.errors import NotInstalled

Given = ParamSpec("Given")
Result = TypeVar("Result")
LOOK_SECONDS = 0.2  # Between two looks at the memory of the process and its children.


@dataclass(frozen=True, slots=True)
class Measured(Generic[Result]):
    """What a piece of work returned, and the most memory that its process held at one time, children included."""

    result: Result
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Spent:
    """Time by the clock, and time of all processors together."""

    seconds: float
    cpu_seconds: float


class Stopwatch:
    """Measures from its making to each look."""

    def __init__(self) -> None:
        self._began = time.perf_counter(), _cpu_seconds()

    def look(self) -> Spent:
        """Say how much has passed."""
        return Spent(time.perf_counter() - self._began[0], _cpu_seconds() - self._began[1])


def in_own_process(work: Callable[Given, Result], *arguments: Given.args, **options: Given.kwargs) -> Measured[Result]:
    """Call `work` in a new process and watch its memory.

    Raises:
        NotInstalled: psutil is not there.
        RuntimeError: the work failed; its own traceback is on standard error.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_call, args=(theirs, work, arguments, options))
    look = _watcher()
    process.start()
    theirs.close()
    sampled = 0
    while not ours.poll(LOOK_SECONDS):
        sampled = max(sampled, look(process.pid or 0))
    try:
        result, own_peak = ours.recv()
    except EOFError as error:
        raise RuntimeError(f"{work.__name__} failed in its process.") from error
    finally:
        process.join()
    return Measured(result, max(sampled, own_peak))


def _call(answers: Connection, work: Callable[..., Any], arguments: tuple[Any, ...], options: dict[str, Any]) -> None:
    result = work(*arguments, **options)
    unit = 1 if sys.platform == "darwin" else 1024
    answers.send((result, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit))
    answers.close()


def _watcher() -> Callable[[int], int]:
    """Make the function that adds up the memory of a process and its children; a page they share counts once."""
    try:
        import psutil
    except ImportError as error:
        raise NotInstalled(
            "The benchmark needs psutil. Install it with `pip install 'isnad[bench]'`.",
            "يحتاج القياس إلى psutil. ثبّته بالأمر `pip install 'isnad[bench]'`.",
        ) from error

    def held(pid: int) -> int:
        try:
            process = psutil.Process(pid)
            return sum(_proportional(one) for one in [process, *process.children(recursive=True)])
        except psutil.Error:  # It ended between two looks.
            return 0

    return held


def _proportional(process: Any) -> int:
    """Give the proportional set size where the system knows it, as Linux does."""
    held = process.memory_full_info()
    return int(getattr(held, "pss", held.rss))


def _cpu_seconds() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system
