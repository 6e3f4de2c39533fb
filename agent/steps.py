"""The steps of one answer: the seconds that each took, and what it did."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any


class Steps:
    """Times and notes the steps of one answer, and counts what a model used."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.notes: list[Mapping[str, Any]] = []
        self.prompt_tokens = 0
        self.completion_tokens = 0

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Add the seconds inside to those of `step`."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] = round(self.seconds.get(step, 0.0) + time.perf_counter() - start, 6)

    def spend(self, prompt_tokens: int, completion_tokens: int) -> None:
        """Add the tokens of one call of a model."""
        self.prompt_tokens += prompt_tokens
        self.completion_tokens += completion_tokens

    def note(self, step: str, **what: Any) -> None:
        """Note what a step did, in plain values."""
        self.notes.append({"step": step, **what})
