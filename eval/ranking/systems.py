"""What is measured: the library's search with both legs or one, and BM25 as others do it."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from retrieval.library import Library
from retrieval.records import LEGS, FoundBy, Language

PASSAGES_AN_ARTICLE = 4  # Asked for, so that hits collapsed to articles are still as many as wanted.
BM25 = "BM25"
FUSED = "words+meaning"
LEGS_OF: Mapping[str, Sequence[FoundBy]] = {"words": ("words",), "meaning": ("meaning",), FUSED: LEGS}


class Ranker(Protocol):
    """Anything that finds articles."""

    def rank(self, question: str, language: Language, limit: int) -> list[str]:
        """List the ids of up to `limit` articles, the best first."""
        ...


class LibraryRanker:
    """The search of a library with some of its legs; an article stands where its best passage stands."""

    def __init__(self, library: Library, legs: Sequence[FoundBy]) -> None:
        self._library = library
        self._legs = legs

    def rank(self, question: str, language: Language, limit: int) -> list[str]:  # noqa: ARG002 - search tells it itself
        """List the ids of up to `limit` articles, the best first."""
        hits = self._library.search(question, limit * PASSAGES_AN_ARTICLE, legs=self._legs)
        return list(dict.fromkeys(hit.article_id for hit in hits))[:limit]
