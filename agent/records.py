"""What the agent gives back: answers made of statements, each on its citations."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from agent.chains import say_chain
from agent.origins import Origin
from retrieval.records import Language, Published

QUOTES = "quotes"  # The name of the writer that is no model.

Status = Literal["answered", "refused"]
ClaimKind = Literal["number", "date", "person", "place", "denial", "outcome", "cause"]
# What it means that sources differ: they cannot both be right; a later one knows more; opinions, each with its holder;
# parts, units or rounding of one thing; announced against happened; two events that look alike; no difference.
Verdict = Literal["conflict", "update", "views", "scope", "plan", "event", "agreement"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of an article: `article.text[start:end] == quote`."""

    number: int
    article_id: str
    title: str
    source: str | None
    url: str | None
    published: Published
    language: Language
    quote: str
    start: int
    end: int
    origin: Origin | None = None

    def to_dict(self, language: Language) -> dict[str, Any]:
        """Write the citation as the JSON interface has it; its chain of sources in `language`."""
        return {
            "number": self.number,
            "article_id": self.article_id,
            "title": self.title,
            "source": self.source,
            "url": self.url,
            "published": str(self.published) or None,
            "published_how": self.published.how,
            "language": self.language,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "origin": say_chain(self.origin, language) if self.origin else None,
            "attribution": _attribution(self.origin, self.language) if self.origin else None,
        }


def _attribution(origin: Origin, language: Language) -> dict[str, Any]:
    """Write from whom an article has its words, as the JSON interface has it: names in the language of the article."""
    speaker = origin.speaker if origin.how != "own" else None
    return {
        "speaker": speaker.label(language) or None if speaker else None,
        "role": speaker.role or None if speaker else None,
        "source": origin.source.label(language) or None,
        "how": origin.how,
        "start": origin.span.start if origin.span else None,
        "end": origin.span.end if origin.span else None,
    }


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer, the numbers of its citations, and notes on how far it carries."""

    text: str
    citations: tuple[int, ...]
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Write the statement as the JSON interface has it."""
        return {"text": self.text, "citations": list(self.citations), "notes": list(self.notes)}


@dataclass(frozen=True, slots=True)
class Position:
    """One value that sources give, in the language of the answer, and the numbers of the citations that give it."""

    value: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where sources differ on one fact: what it means, the positions, and why in a sentence."""

    kind: ClaimKind
    verdict: Verdict
    about: str
    positions: tuple[Position, ...]
    explanation: str

    def to_dict(self) -> dict[str, Any]:
        """Write the conflict as the JSON interface has it."""
        positions = [{"value": one.value, "citations": list(one.citations)} for one in self.positions]
        return {
            "kind": self.kind,
            "verdict": self.verdict,
            "about": self.about,
            "positions": positions,
            "explanation": self.explanation,
        }


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was looked at for an answer, and how many independent origins its citations go back to."""

    articles: int = 0
    passages: int = 0
    origins: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """What a language model used, in tokens and in US dollars."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer on citations, or a refusal with its reason.

    `notices` say what a reader must know of how it was made; `seconds` has the time of each step.
    """

    question: str
    language: Language
    status: Status
    reason: str | None
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    searched: Searched
    writer: str
    conflicts: tuple[Conflict, ...] = ()
    usage: Usage = Usage()
    notices: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    trace: tuple[Mapping[str, Any], ...] = ()

    @property
    def text(self) -> str:
        """The statements as one text, each followed by the numbers of its citations; a refusal's text is its reason."""
        if self.status == "refused":
            return self.reason or ""
        return "\n".join(
            f"{statement.text} {''.join(f'[{number}]' for number in statement.citations)}"
            for statement in self.statements
        )

    def to_dict(self) -> dict[str, Any]:
        """Write the answer as the JSON interface has it."""
        return {
            "question": self.question,
            "language": self.language,
            "status": self.status,
            "reason": self.reason,
            "text": self.text,
            "statements": [statement.to_dict() for statement in self.statements],
            "citations": [citation.to_dict(self.language) for citation in self.citations],
            "conflicts": [conflict.to_dict() for conflict in self.conflicts],
            "searched": asdict(self.searched),
            "writer": self.writer,
            "notices": list(self.notices),
            "usage": asdict(self.usage),
            "seconds": dict(self.seconds),
            "trace": list(self.trace),
        }
