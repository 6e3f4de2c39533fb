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

# Whose name is asked for: the word for the office, over folded text.
_OFFICE = re.compile(
    r"\bnames? of (?:the |an? )?(?:\w+ ){0,3}?(\w+)(?= (?:of|who|that|in|at|on|for|from)\b|\W*$)"
    r"|\bwho (?:is|was|are|were) (?:the )(?:\w+ ){0,2}?(\w+)(?= (?:of|in|at|for)\b|\W*$)"
    r"|\b(?:اسم|اسماء|من هو|من هي|من كان|من كانت) (\w+)"
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
    folded = fold(text)
    for match in _WHICH.finditer(folded):
        noun, phrase = match.group(1), " ".join(folded[match.start(1) :].split()[:2])
        if noun in TITLES:
            return "who"
        if is_measure(noun if noun.isascii() else phrase):  # درجة حرارة
            return "how_many"
        if noun in ENGLISH_KINDS or noun in ARABIC_KINDS:
            return "where"
        if noun in ENGLISH_HEADS or noun in ARABIC_HEADS:
            return "who"
    return None


def office_asked(text: str) -> str | None:
    """Find the folded noun for whoever is asked for: the owner, the mayor; None where the question has none.

    >>> office_asked("Who is the owner of the bakery?"), office_asked("من أصلح الطاحونة؟")
    ('owner', None)
    """
    office = _OFFICE.search(fold(text))
    return next((word for word in office.groups() if word), None) if office else None


def says_whom(text: str) -> bool:
    """Whether a question says by a noun who is asked for; where it does not, not every name is known as one."""
    return office_asked(text) is not None or kind_named(text) == "who"


def wants_body(text: str) -> bool:
    """Whether a question asks which company, ministry or other body it was: a person is no answer."""
    nouns = asked_nouns(text)
    return nouns.isdisjoint(TITLES) and not nouns.isdisjoint(ENGLISH_HEADS | ARABIC_HEADS)
