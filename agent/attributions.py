"""What finding an attribution comes back with, whichever language it stands in, and the tokens it is read from."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from retrieval.folding import REMOVED, fold
from retrieval.records import Span

Manner = Literal["report", "denial", "opinion", "citing"]

_TOKEN = re.compile(rf"[\w{REMOVED}]+(?:['’.-][\w{REMOVED}]+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of a sentence, as it stands and folded."""

    raw: str
    word: str
    span: Span

    @property
    def is_mark(self) -> bool:
        """Whether it is a mark of punctuation."""
        return not self.word[:1].isalnum()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that say who says a thing: the cue ("said", "according to"), and the noun phrase that names him.

    Without `who`, "he" or "she" says it. `to` is whom it was told to. `trailing` is whether it covers what stands
    before it, `spoken` whether a verb says so, `headline` whether it stands before the colon of a headline.
    """

    cue: Span
    who: Span | None
    manner: Manner = "report"
    to: Span | None = None
    trailing: bool = False
    spoken: bool = True
    headline: bool = False


def tokens_of(text: str) -> list[Token]:
    """Split raw text into words and marks; invisible characters belong to the words they stand in.

    >>> [token.word for token in tokens_of("«قالت الشركة» إنّها")]
    ['«', 'قالت', 'الشركه', '»', 'انها']
    """
    found = ((match.group(), _folded(match.group()), Span(*match.span())) for match in _TOKEN.finditer(text))
    return [Token(raw, word or raw, span) for raw, word, span in found if word or not raw.isspace()]


@lru_cache(maxsize=65536)
def _folded(raw: str) -> str:
    return fold(raw)


def spanned(tokens: list[Token], start: int, end: int) -> Span:
    """Give the span from one token up to another, exclusive."""
    return Span(tokens[start].span.start, tokens[end - 1].span.end)
