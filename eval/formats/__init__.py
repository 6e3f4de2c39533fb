"""Read benchmark files of every format that is known, by what they look like."""

import json
from collections.abc import Sequence
from pathlib import Path

from eval.cases import Benchmark
from eval.formats.lines import numbered_lines
from eval.formats.ramdocs import load_ramdocs
from eval.formats.reading import load_reading
from eval.formats.stories import load_stories
from retrieval.errors import InputError


def load(path: Path) -> Benchmark:
    """Read one file: stories, SQuAD's JSON, or RAMDocs' rows.

    Raises:
        InputError: it is none of them, or a line of it is not as it should be.
    """
    (benchmark,) = load_all([path])
    return benchmark


def load_all(paths: Sequence[Path]) -> list[Benchmark]:
    """Read files; those in SQuAD's format that ask the same questions in two languages are also asked across.

    Raises:
        InputError: a file is none that is known, or a line of one is not as it should be.
    """
    reading = [path for path in paths if path.suffix.lower() == ".json" and not path.is_dir()]
    found = dict(zip(reading, load_reading(reading), strict=True))
    return [found[path] if path in found else _load_lines(path) for path in paths]


def _load_lines(path: Path) -> Benchmark:
    if path.is_dir() or path.suffix.lower() == ".tsv":
        raise InputError(
            f"{path} has articles to be found and no answers. Measure it with `isnad eval search {path}`.",
            f"في {path} مقالات يُعثر عليها بلا أجوبة. قسها بالأمر `isnad eval search {path}`.",
        )
    return load_ramdocs(path) if _is_ramdocs(path) else load_stories(path)


def _is_ramdocs(path: Path) -> bool:
    first = next((line for _, line in numbered_lines(path)), "")
    try:
        row = json.loads(first)
    except ValueError:
        return False
    return isinstance(row, dict) and "documents" in row and "articles" not in row
