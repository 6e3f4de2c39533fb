"""What a brief is made of: plain records, whoever wrote them."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from agent.records import QUOTES, Citation, Conflict, Searched, Statement, Status, Usage
from retrieval.records import Language

# How the day of an event is known: the sentence names it, it is counted from the day of the article ("on Sunday"), or
# it is the day of the article itself; `inferred` where that day is not stated in the article either.
EventHow = Literal["stated", "reckoned", "published", "inferred"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement, how many articles make it, and how many independent origins they go back to."""

    statement: Statement
    articles: int
    origins: int


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, or was planned to, between two days; they are one where the day is known exactly."""

    first: date
    last: date
    how: EventHow
    planned: bool
    statement: Statement


@dataclass(frozen=True, slots=True)
class Saying:
    """Whose words or views the statements give, with his office as far as it is known."""

    holder: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What the articles do not answer, and the nearest that they say instead."""

    asked: str
    instead: Statement


@dataclass(frozen=True, slots=True)
class Brief:
    """A topic from all sides, each statement on citations; or a refusal with its reason."""

    topic: str
    language: Language
    status: Status
    reason: str | None = None
    bottom_line: tuple[Statement, ...] = ()
    facts: tuple[Fact, ...] = ()
    timeline: tuple[Event, ...] = ()
    sayings: tuple[Saying, ...] = ()
    differences: tuple[Conflict, ...] = ()
    planned: tuple[Statement, ...] = ()
    unknown: tuple[Gap, ...] = ()
    citations: tuple[Citation, ...] = ()
    searched: Searched = field(default_factory=Searched)
    writer: str = QUOTES
    notices: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    seconds: Mapping[str, float] = field(default_factory=dict)
    trace: tuple[Mapping[str, Any], ...] = ()

    @property
    def statements(self) -> Iterator[Statement]:
        """Every statement, in reading order."""
        yield from self.bottom_line
        yield from (one.statement for one in self.facts)
        yield from (one.statement for one in self.timeline)
        yield from (statement for one in self.sayings for statement in one.statements)
        yield from self.planned
        yield from (one.instead for one in self.unknown)

    def to_dict(self) -> dict[str, Any]:
        """Write the brief as the JSON interface has it."""
        return {
            "topic": self.topic,
            "language": self.language,
            "status": self.status,
            "reason": self.reason,
            "bottom_line": [one.to_dict() for one in self.bottom_line],
            "facts": [
                one.statement.to_dict() | {"articles": one.articles, "origins": one.origins} for one in self.facts
            ],
            "timeline": [_event(one) for one in self.timeline],
            "sayings": [
                {"holder": one.holder, "statements": [said.to_dict() for said in one.statements]}
                for one in self.sayings
            ],
            "differences": [one.to_dict() for one in self.differences],
            "planned": [one.to_dict() for one in self.planned],
            "unknown": [{"asked": one.asked, "instead": one.instead.to_dict()} for one in self.unknown],
            "citations": [one.to_dict(self.language) for one in self.citations],
            "searched": asdict(self.searched),
            "writer": self.writer,
            "notices": list(self.notices),
            "usage": asdict(self.usage),
            "seconds": dict(self.seconds),
            "trace": list(self.trace),
        }


def _event(event: Event) -> dict[str, Any]:
    days = {"first": event.first.isoformat(), "last": event.last.isoformat(), "how": event.how}
    return days | {"planned": event.planned} | event.statement.to_dict()
