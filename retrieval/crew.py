"""Processes that prepare articles while this one writes: what they do depends on nothing but the draft.

They are started by the interpreter's own command line, not by `multiprocessing`, which would run the caller's script
again. Each takes a batch from its standard input and puts the answer on its standard output; the end of its input is
its end, so that it outlives neither a call nor a caller that was killed.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from types import TracebackType
from typing import IO, Protocol, Self, TypeVar

from retrieval.model import BilingualTable
from retrieval.preparing import Prepared, prepare
from retrieval.records import Draft

ALONE = 256  # Articles that one process prepares sooner than another one starts.
MOST_HANDS = 4
AHEAD = 8  # Batches in hand for each process, so that none waits while the indexes are written.


class Work(Protocol):
    """What holds drafts to prepare."""

    @property
    def changed(self) -> Sequence[Draft]:
        """The drafts."""


SomeWork = TypeVar("SomeWork", bound=Work)


class Crew:
    """Prepares drafts in this process, and once there are many of them in processes of its own."""

    def __init__(self, table: BilingualTable) -> None:
        self._table = table
        self._given = 0
        self._hands: list[_Hand] = []
        self._idle: SimpleQueue[_Hand] = SimpleQueue()
        self._threads = ThreadPoolExecutor(MOST_HANDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for hand in self._hands:
            hand.dismiss()
        self._threads.shutdown(cancel_futures=True)
        for hand in self._hands:
            hand.close()

    def prepared(self, works: Iterable[SomeWork]) -> Iterator[tuple[SomeWork, list[Prepared]]]:
        """Prepare the drafts of each piece of work, some way ahead of the caller; yield all in the order given."""
        begun: deque[tuple[SomeWork, Callable[[], list[Prepared]]]] = deque()
        for work in works:
            begun.append((work, self._begin(work.changed)))
            while len(begun) > AHEAD * len(self._hands):
                first, result = begun.popleft()
                yield first, result()
        for first, result in begun:
            yield first, result()

    def _begin(self, drafts: Sequence[Draft]) -> Callable[[], list[Prepared]]:
        self._given += len(drafts)
        if self._given > ALONE and not self._hands:
            self._hire()
        if drafts and self._hands:
            return self._threads.submit(self._by_hand, drafts).result
        return partial(_prepare_all, drafts, self._table)

    def _hire(self) -> None:
        with suppress(OSError):  # Where no process can be had, everything is prepared here.
            for _ in range(_spare_processors()):
                self._hands.append(_Hand())
                self._idle.put(self._hands[-1])

    def _by_hand(self, drafts: Sequence[Draft]) -> list[Prepared]:
        hand = self._idle.get()
        try:
            return hand.prepare(drafts)
        except (OSError, EOFError, pickle.UnpicklingError):
            if hand.dismissed:
                raise
            return _prepare_all(drafts, self._table)  # Somebody killed it: its work is done here.
        finally:
            self._idle.put(hand)


class _Hand:
    """One process that prepares."""

    def __init__(self) -> None:
        self.dismissed = False
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,  # Ctrl-C is for this process, which then dismisses it.
        )

    def prepare(self, drafts: Sequence[Draft]) -> list[Prepared]:
        """Have drafts prepared.

        Raises:
            OSError, EOFError, pickle.UnpicklingError: the process is no more.
        """
        source, sink = self._process.stdout, self._process.stdin
        assert source
        assert sink
        _send(drafts, sink)
        prepared: list[Prepared] = pickle.load(source)
        return prepared

    def dismiss(self) -> None:
        """End the process, whatever it is doing."""
        self.dismissed = True
        self._process.kill()

    def close(self) -> None:
        """Let go of what was left of the process; nobody may be waiting for it."""
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # What it was being told is lost.
                assert pipe
                pipe.close()
        self._process.wait()


def serve() -> None:
    """Prepare what comes in by the standard input until that ends."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # Nothing that is printed may get into the answer.
    table = BilingualTable.load()
    with suppress(EOFError, BrokenPipeError):
        while True:
            _send(_prepare_all(pickle.load(source), table), sink)


def _send(what: object, sink: IO[bytes]) -> None:
    pickle.dump(what, sink, pickle.HIGHEST_PROTOCOL)
    sink.flush()


def _prepare_all(drafts: Sequence[Draft], table: BilingualTable) -> list[Prepared]:
    return [prepare(draft, table) for draft in drafts]


def _spare_processors() -> int:
    """Count the processors that this process may use besides its own, as far as they can be put to use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable - 1, MOST_HANDS) if sys.executable else 0
