"""Read files of one JSON object a line."""

from collections.abc import Iterator
from pathlib import Path

from retrieval.errors import InputError


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Read the lines of a benchmark file that are not blank, each with its number from 1.

    Raises:
        InputError: the file cannot be read as text.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path} cannot be read as a benchmark: {error}", f"تعذّرت قراءة {path} ملفَّ اختبار: {error}"
        ) from error
    yield from ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
