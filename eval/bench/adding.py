"""Measure how articles go into a library."""

from dataclasses import dataclass
from pathlib import Path

from eval.bench.measuring import Spent, Stopwatch
from retrieval.library import Library


@dataclass(frozen=True, slots=True)
class Adding:
    """What it took to add `articles`, after a first one that also loads the model (`start`), and what lies on disk."""

    articles: int
    passages: int
    start: Spent
    spent: Spent
    disk_bytes: int


def add(first: Path, rest: Path, folder: Path) -> Adding:
    """Add two files to a new library, and measure the second one."""
    watch = Stopwatch()
    with Library.open(folder) as library:
        library.add(first)
        start = watch.look()
        watch = Stopwatch()
        report = library.add(rest)
        spent = watch.look()
        passages = library.counts().passages
    return Adding(len(report.outcomes), passages, start, spent, size_bytes(folder))


def size_bytes(folder: Path) -> int:
    """Add up the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
