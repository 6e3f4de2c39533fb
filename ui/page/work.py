"""Follow long work from the thread that shows it: how far it is, then its result."""

from collections.abc import Callable, Generator
from queue import Empty, Queue
from threading import Thread
from typing import Generic, TypeVar

from retrieval.library import OnProgress, Progress

T = TypeVar("T")
SHOWN_EVERY_SECONDS = 0.3


class _Work(Thread, Generic[T]):
    """A thread that works and remembers what came of it."""

    def __init__(self, work: Callable[[OnProgress], T]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self.is_stopped = False
        self.told: Queue[Progress] = Queue()
        self.result: T | None = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.result = self._work(self._tell)
        except Exception as error:
            self.error = error

    def _tell(self, progress: Progress) -> None:
        if self.is_stopped:
            raise _Stopped
        self.told.put(progress)


class _Stopped(Exception):
    """Raised in work that nobody waits for any more, where it says how far it is."""


def follow(work: Callable[[OnProgress], T], *, stops: bool = False) -> Generator[Progress, None, T]:
    """Yield now and then how far `work` is, and return its result; what it raises is raised here.

    Closing the iterator leaves the work to end by itself; where it `stops`, it ends when it next says how far it is.
    """
    worker = _Work(work)
    worker.start()
    try:
        while worker.is_alive():
            worker.join(SHOWN_EVERY_SECONDS)
            if latest := _latest(worker.told):
                yield latest
    finally:
        worker.is_stopped = stops
    if worker.error:
        raise worker.error
    return worker.result  # type: ignore[return-value]  # Without an error there is one, None if that is the result.


def _latest(told: "Queue[Progress]") -> Progress | None:
    latest = None
    while True:
        try:
            latest = told.get_nowait()
        except Empty:
            return latest
