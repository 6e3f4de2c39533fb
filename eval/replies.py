"""What a system answered, as far as it is measured: read from the JSON that the interface prints."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Cited:
    """Words said to stand in an article, and where."""

    article_id: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer with what it cites."""

    text: str
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """That sources conflict, by an answer: the kind, and what is cited for each side."""

    kind: str
    sides: tuple[tuple[Cited, ...], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, or a refusal. `flags` are the differences that it calls conflicts; others are none."""

    answered: bool
    text: str
    statements: tuple[Said, ...] = ()
    citations: tuple[Cited, ...] = ()
    flags: tuple[Flag, ...] = ()
    tokens: int = 0
    cost: float = 0.0
    seconds: float = 0.0

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Reply":
        """Read an answer as `isnad ask --json` prints it.

        Raises:
            KeyError: a field is missing, or a number is cited that no citation has.
        """
        cited = {
            one["number"]: Cited(one["article_id"], one["quote"], one["start"], one["end"]) for one in row["citations"]
        }
        statements = tuple(
            Said(one["text"], tuple(cited[number] for number in one["citations"])) for one in row["statements"]
        )
        flags = tuple(
            Flag(one["kind"], tuple(tuple(cited[number] for number in side["citations"]) for side in one["positions"]))
            for one in row["conflicts"]
            if one["verdict"] == "conflict"
        )
        usage = row["usage"]
        return cls(
            answered=row["status"] == "answered",
            text="\n".join(one.text for one in statements),
            statements=statements,
            citations=tuple(cited.values()),
            flags=flags,
            tokens=usage["prompt_tokens"] + usage["completion_tokens"],
            cost=usage["cost"],
            seconds=sum(row["seconds"].values()),
        )
