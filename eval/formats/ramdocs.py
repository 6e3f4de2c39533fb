"""Read RAMDocs (Wang et al. 2025): a question a line, with documents that are right, wrong, or beside the point.

Right documents may give several answers, each for a thing of the same name: no conflict. Wrong ones contradict them.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eval.cases import Benchmark, Case, Disagreement, Evidence, Story
from eval.formats.lines import numbered_lines
from retrieval.errors import InputError
from retrieval.languages import language_of
from retrieval.records import Draft


def load_ramdocs(path: Path) -> Benchmark:
    """Read a file; row 7 becomes the story `NAME-7`, its second document the article `NAME-7/d2`.

    Raises:
        InputError: a line is not of this format, or there is none.
    """
    stories = tuple(_story(path, number, line) for number, line in numbered_lines(path))
    if not stories:
        raise InputError(f"{path} holds no questions.", f"لا أسئلة في {path}.")
    return Benchmark(path.stem, stories)


def _story(path: Path, number: int, line: str) -> Story:
    name = f"{path.stem}-{number}"
    try:
        row: Mapping[str, Any] = json.loads(line)
        drafts = tuple(Draft(f"{name}/d{at}", one["text"]) for at, one in enumerate(row["documents"], start=1))
        return Story(name, drafts, (_case(name, row),))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"{path}, line {number}, is not a row of RAMDocs (question, documents, gold_answers): {error!r}",
            f"السطر {number} من {path} ليس سطراً من RAMDocs (وفيه question وdocuments وgold_answers): {error!r}",
        ) from error


def _case(name: str, row: Mapping[str, Any]) -> Case:
    documents, right = row["documents"], tuple(row["gold_answers"])
    types = {one["type"] for one in documents}
    tags = (
        f"senses {'several' if len(right) > 1 else 'one'}",
        f"documents {'wrong too' if 'misinfo' in types else 'right'}",
        f"noise {'some' if 'noise' in types else 'none'}",
    )
    return Case(
        id=f"{name}/q",
        story=name,
        language=language_of(row["question"]),
        question=row["question"],
        answerable="correct" in types,
        evidence=tuple(_evidence(name, documents)),
        tags=tags,
        conflict=_conflict(name, documents),
        answers=right,
        senses=tuple((one,) for one in right),
        wrong=tuple(row.get("wrong_answers") or ()),
    )


def _evidence(name: str, documents: list[Mapping[str, Any]]) -> Iterator[Evidence]:
    """Find the answer of each right document in its words; where it stands in others, it is no evidence by span."""
    for at, one in enumerate(documents, start=1):
        start = one["text"].lower().find(one["answer"].lower())
        if one["type"] == "correct" and start >= 0:
            yield Evidence(f"{name}/d{at}", one["text"][start : start + len(one["answer"])], start)


def _conflict(name: str, documents: list[Mapping[str, Any]]) -> Disagreement | None:
    """Set the right documents against the wrong ones; of what kind the difference is nobody has labelled."""
    sides = {
        kind: frozenset(f"{name}/d{at}" for at, one in enumerate(documents, start=1) if one["type"] == kind)
        for kind in ("correct", "misinfo")
    }
    return Disagreement(None, tuple(sides.values())) if all(sides.values()) else None
