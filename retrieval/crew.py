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
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Condition, Lock, Thread
from types import TracebackType
from typing import IO, Generic, Protocol, Self, TypeVar

from retrieval.model import BilingualTable
from retrieval.preparing import Prepared, prepare
from retrieval.records import Draft

ALONE = 256  # Articles that one process prepares sooner than another one starts.
MOST_HANDS = 4
AHEAD = 12  # Pieces of work begun for each process: it goes on while this one writes the indexes for some seconds.
IN_HAND = 3  # Of these, sent to it: Chroma lets no other thread of this process run for up to two seconds.


class Work(Protocol):
    """What holds drafts to prepare."""

    @property
    def changed(self) -> Sequence[Draft]:
        """The drafts."""


SomeWork = TypeVar("SomeWork", bound=Work)


@dataclass(slots=True)
class _Begun(Generic[SomeWork]):
    """A piece of work that is being prepared, or waits for a free hand."""

    work: SomeWork
    result: Future[list[Prepared]]


class Crew:
    """Prepares drafts in this process, and once there are many of them in processes of its own."""

    def __init__(self, table: BilingualTable) -> None:
        self._table = table
        self._given = 0
        self._hands: list[_Hand] = []
        self._idle: SimpleQueue[_Hand] = SimpleQueue()
        # A thread for each piece of work in a hand; what waits for a thread can be taken back.
        self._threads = ThreadPoolExecutor(max(1, _spare_processors() * IN_HAND))

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
        begun: deque[_Begun[SomeWork]] = deque()
        for work in works:
            begun.append(_Begun(work, self._begin(work.changed)))
            while len(begun) > AHEAD * len(self._hands):
                yield self._finished(begun)
        while begun:
            yield self._finished(begun)

    def _begin(self, drafts: Sequence[Draft]) -> Future[list[Prepared]]:
        self._given += len(drafts)
        if self._given > ALONE and not self._hands:
            self._hire()
        if drafts and self._hands:
            return self._threads.submit(self._by_hand, drafts)
        return _done(_prepare_all(drafts, self._table))

    def _finished(self, begun: "deque[_Begun[SomeWork]]") -> tuple[SomeWork, list[Prepared]]:
        """Take the first piece of work; while it is being prepared, prepare the last ones here."""
        first = begun.popleft()
        while not first.result.done():
            waiting = next((one for one in reversed(begun) if one.result.cancel()), None)
            if waiting is None:
                break
            waiting.result = _done(_prepare_all(waiting.work.changed, self._table))
        return first.work, first.result.result()

    def _hire(self) -> None:
        with suppress(OSError):  # Where no process can be had, everything is prepared here.
            for _ in range(_spare_processors()):
                self._hands.append(_Hand())
                for _ in range(IN_HAND):
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
    """One process that prepares; it answers in the order in which it was asked."""

    def __init__(self) -> None:
        self.dismissed = False
        self._asking = Lock()
        self._answered = Condition()
        self._asked = self._answers = 0
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
        assert self._process.stdin
        with self._asking:
            _send(drafts, self._process.stdin)
            number, self._asked = self._asked, self._asked + 1  # None is answered that was not sent.
        return self._answer(number)

    def _answer(self, number: int) -> list[Prepared]:
        source = self._process.stdout
        assert source
        with self._answered:
            self._answered.wait_for(lambda: self._answers == number)
            try:
                prepared: list[Prepared] = pickle.load(source)
                return prepared
            finally:
                self._answers += 1
                self._answered.notify_all()

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
    """Prepare what comes in by the standard input until that ends, and never wait for who asks or listens."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # Nothing that is printed may get into the answer.
    asked: SimpleQueue[Sequence[Draft] | None] = SimpleQueue()
    answers: SimpleQueue[list[Prepared] | None] = SimpleQueue()
    Thread(target=_listen, args=(source, asked), daemon=True).start()
    answering = Thread(target=_speak, args=(answers, sink))
    answering.start()
    table = BilingualTable.load()
    for drafts in iter(asked.get, None):
        answers.put(_prepare_all(drafts, table))
    answers.put(None)
    answering.join()


def _listen(source: IO[bytes], asked: "SimpleQueue[Sequence[Draft] | None]") -> None:
    with suppress(EOFError):
        while True:
            asked.put(pickle.load(source))
    asked.put(None)


def _speak(answers: "SimpleQueue[list[Prepared] | None]", sink: IO[bytes]) -> None:
    with suppress(BrokenPipeError):
        for prepared in iter(answers.get, None):
            _send(prepared, sink)


def _send(what: object, sink: IO[bytes]) -> None:
    pickle.dump(what, sink, pickle.HIGHEST_PROTOCOL)
    sink.flush()


def _prepare_all(drafts: Sequence[Draft], table: BilingualTable) -> list[Prepared]:
    return [prepare(draft, table) for draft in drafts]


def _done(prepared: list[Prepared]) -> Future[list[Prepared]]:
    result: Future[list[Prepared]] = Future()
    result.set_result(prepared)
    return result


def _spare_processors() -> int:
    """Count the processors that this process may use besides its own, as far as they can be put to use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable - 1, MOST_HANDS) if sys.executable else 0
