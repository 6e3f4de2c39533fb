"""The nouns by which a question says what it wants named: which engineer, in which city, أي مطار."""

import re
from typing import Literal

from agent.measures import is_measure
from agent.names.organisations import ARABIC_HEADS, ENGLISH_HEADS
from agent.names.places import ARABIC_KINDS, ENGLISH_KINDS
from agent.names.roles import TITLES
from retrieval.folding import fold

_WHICH = re.compile(
    r"\b(?:what|which|باي|اي|ما)\s+(?!ال(?:ذي|تي)\b|هو\b|هي\b|is\b|was\b|were\b|are\b|did\b|does\b|do\b|has\b|had\b)(\w+)"
)


def asked_nouns(text: str) -> frozenset[str]:
    """Find the nouns that a question asks to be named: what stands after "which" or أي.

    >>> sorted(asked_nouns("In which city was it, في أي مبنى؟"))
    ['city', 'مبني']
    """
    return frozenset(match.group(1) for match in _WHICH.finditer(fold(text)))


def kind_named(text: str) -> Literal["who", "where", "how_many"] | None:
    """Tell by the noun what kind of thing a question wants named; None where the noun does not say.

    >>> kind_named("Which engineer built it?"), kind_named("في أي مطار هبطت؟"), kind_named("What temperature was it?")
    ('who', 'where', 'how_many')
    """
    for noun in asked_nouns(text):
        if noun in TITLES:
            return "who"
        if is_measure(noun):
            return "how_many"
        if noun in ENGLISH_KINDS or noun in ARABIC_KINDS:
            return "where"
        if noun in ENGLISH_HEADS or noun in ARABIC_HEADS:
            return "who"
    return None


def wants_body(text: str) -> bool:
    """Whether a question asks which company, ministry or other body it was: a person is no answer."""
    nouns = asked_nouns(text)
    return nouns.isdisjoint(TITLES) and not nouns.isdisjoint(ENGLISH_HEADS | ARABIC_HEADS)
