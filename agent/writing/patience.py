"""How long one answer may take, and whether anybody still waits for it."""

import threading
import time

from agent.writing.failures import OUT_OF_TIME, Cancelled, ModelFailed


class Patience:
    """The time left for one answer; another thread may end it."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds
        self._cancelled = threading.Event()

    @property
    def left(self) -> float:
        """Seconds left, never below nought."""
        return max(0.0, self._end - time.monotonic())

    def cancel(self) -> None:
        """Have whoever works for the answer stop."""
        self._cancelled.set()

    def check(self) -> None:
        """Go on only while there is time and somebody waits.

        Raises:
            Cancelled: nobody waits any more.
            ModelFailed: the time is over.
        """
        if self._cancelled.is_set():
            raise Cancelled
        if not self.left:
            raise ModelFailed(OUT_OF_TIME, seconds=self.seconds)

    def pause(self, seconds: float) -> None:
        """Wait, but not beyond the end of the answer's time.

        Raises:
            Cancelled: nobody waits any more.
            ModelFailed: the time is over.
        """
        self._cancelled.wait(min(seconds, self.left))
        self.check()
