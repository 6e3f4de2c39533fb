"""What a survey gives back: the conflicts of a library, each with its own citations."""

from dataclasses import dataclass
from typing import Any

from agent.records import Citation, Conflict
from retrieval.records import Language


@dataclass(frozen=True, slots=True)
class Found:
    """A conflict with the citations of its positions, numbered from 1, in the language that it is told in.

    `firmness` is how surely its statements are of one fact; it orders conflicts, and is no probability.
    """

    conflict: Conflict
    citations: tuple[Citation, ...]
    language: Language
    firmness: float

    def to_dict(self) -> dict[str, Any]:
        """Write it as the JSON interface has it."""
        return self.conflict.to_dict() | {"citations": [one.to_dict(self.language) for one in self.citations]}


@dataclass(frozen=True, slots=True)
class Survey:
    """The conflicts found, the firmest first, and how many articles were compared."""

    found: tuple[Found, ...]
    articles: int

    def to_dicts(self) -> list[dict[str, Any]]:
        """Write the conflicts as the JSON interface has them."""
        return [one.to_dict() for one in self.found]
