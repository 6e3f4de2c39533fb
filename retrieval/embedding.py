"""What makes vectors of texts, and the words that some models want before them.

Models trained on questions and passages tell the two apart by a prefix, and lose much without it. A model's own
configuration knows its prefixes best; those published before there was a place for them are listed here by family.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns texts of either language into unit vectors of one space."""

    @property
    def name(self) -> str:
        """What tells this model from others: vectors of another name are not comparable."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each passage its unit vector, (n, width)."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each question its unit vector, (n, width)."""


@dataclass(frozen=True, slots=True)
class Prefixes:
    """The words that a model wants before a question and before a passage."""

    query: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class GivenPrefixes:
    """The prefixes that the settings name; None leaves a model its own."""

    query: str | None = None
    passage: str | None = None

    def over(self, own: Prefixes) -> Prefixes:
        """Put what is given in place of a model's own."""
        return Prefixes(
            own.query if self.query is None else self.query, own.passage if self.passage is None else self.passage
        )

    def named(self, model: str) -> str:
        """Name a model as it is with these: a prefix given for passages makes other vectors."""
        return model if self.passage is None else f"{model} ({self.passage!r})"


NONE = Prefixes()
ENGLISH_BGE = "Represent this sentence for searching relevant passages: "
INSTRUCTION = "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: "
# From the cards of the models on the hub. BGE-M3, GTE, LaBSE, MiniLM and those of OpenAI want none.
FAMILIES = (
    (re.compile(r"e5-.*instruct"), Prefixes(query=INSTRUCTION)),
    (re.compile(r"(^|[-_])e5-"), Prefixes("query: ", "passage: ")),
    (re.compile(r"bge-(small|base|large)-en|mxbai-embed-large|uae-large"), Prefixes(query=ENGLISH_BGE)),
    (re.compile(r"nomic-embed-text"), Prefixes("search_query: ", "search_document: ")),
    (re.compile(r"gte-qwen|qwen3-embedding"), Prefixes(query=INSTRUCTION)),
)
_IN_CACHE = re.compile(r"models--[^/]+--([^/]+)")  # How the cache of Hugging Face names the folder of a model.


def family_prefixes(model: str) -> Prefixes:
    """Look up the prefixes of a model's family by its name or folder.

    >>> family_prefixes("intfloat/multilingual-e5-small")
    Prefixes(query='query: ', passage='passage: ')
    >>> family_prefixes("BAAI/bge-m3")
    Prefixes(query='', passage='')
    """
    cached = _IN_CACHE.search(model)
    name = (cached.group(1) if cached else re.split(r"[/\\]", model.rstrip("/\\"))[-1]).lower()
    return next((prefixes for family, prefixes in FAMILIES if family.search(name)), NONE)


def encodable(text: str) -> str:
    r"""Put a mark in place of half characters, which no tokenizer and no server takes.

    >>> encodable("doctors \ud800 أطباء")
    'doctors ? أطباء'
    """
    return text.encode("utf-8", "replace").decode("utf-8")
