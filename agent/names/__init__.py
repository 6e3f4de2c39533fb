"""Proper names in Arabic and English text: persons, places, organisations and titled works, found by rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from agent.names.gazetteer import known
from agent.names.organisations import Organisation, organisations
from agent.names.persons import Person, persons, same_person
from agent.names.places import Place, places, same_place
from agent.names.runs import Run, runs
from agent.names.tokens import Token, span_of, tokens
from retrieval.folding import words
from retrieval.model import BilingualTable
from retrieval.records import Span

__all__ = [
    "Name",
    "Organisation",
    "Person",
    "Place",
    "find_organisations",
    "find_persons",
    "find_places",
    "names_in",
    "same_person",
    "same_place",
]

NameKind = Literal["person", "country", "place", "organisation", "work", "vessel", "unknown"]
_WORK = re.compile('«([^«»]{2,60})»|“([^“”]{2,60})”|"([^"]{2,60})"|‘([^‘’]{2,60})’')
_VESSELS = frozenset(words("العبّارة السفينة الباخرة الناقلة اليخت المركب القارب الزورق الطراد المدمرة الفرقاطة"))
# Background idf, as a share of an unknown word's, beyond which a word may be what a vessel is called.
LEAST_VESSEL = 0.8
LONGEST_WORK = 6  # Words in quotation marks that may be a title; more are speech.


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: where it stands, its folded words, and what it names; `countries` as of a place."""

    span: Span
    words: tuple[str, ...]
    kind: NameKind
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Found:
    """Everything that was found in one text."""

    tokens: tuple[Token, ...]
    runs: tuple[Run, ...]
    persons: tuple[Person, ...]
    places: tuple[Place, ...]
    organisations: tuple[Organisation, ...]


def find_persons(text: str, table: BilingualTable) -> tuple[Person, ...]:
    """Find the persons that raw `text` names, in order."""
    return _found(text, table).persons


def find_places(text: str, table: BilingualTable) -> tuple[Place, ...]:
    """Find the places that raw `text` names, and the countries whose adjectives stand in it."""
    return _found(text, table).places


def find_organisations(text: str, table: BilingualTable) -> tuple[Organisation, ...]:
    """Find the organisations that raw `text` names, in order."""
    return _found(text, table).organisations


@lru_cache(maxsize=4096)
def _found(text: str, table: BilingualTable) -> _Found:
    """Read a text once, though it is asked for persons, places and organisations."""
    cut = tokens(text)
    names = tuple(runs(cut, table))
    bodies = tuple(organisations(cut, names))
    free = [run for run in names if not _inside(span_of(cut[run.first : run.end]), [one.span for one in bodies])]
    people = tuple(persons(cut, free))
    left = [run for run in names if not _inside(span_of(cut[run.first : run.end]), [one.span for one in people])]
    return _Found(cut, names, people, tuple(places(cut, left)), bodies)


def _inside(span: Span, others: list[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def names_in(text: str, table: BilingualTable) -> list[Name]:
    """Find every proper name in raw `text`, in order; what may be several things is "unknown"."""
    found = _found(text, table)
    named = [
        *_works(text),
        *_vessels(found.tokens, table),
        *(Name(one.span, one.words, "organisation") for one in found.organisations),
        *(Name(one.span, one.words, "person") for one in found.persons),
        *(Name(one.span, one.words, _kind(one), one.countries) for one in found.places if one.words),
    ]
    rest = [
        Name(span_of(part), tuple(one.word for one in part), "unknown")
        for part in (found.tokens[run.first : run.end] for run in found.runs)
        if not _inside(span_of(part), [one.span for one in named])
    ]
    return sorted([*named, *rest], key=lambda name: name.span)


def _kind(place: Place) -> NameKind:
    listed = known(place.words)
    return "country" if listed and listed.kind != "city" else "place"


def _vessels(found: Sequence[Token], table: BilingualTable) -> Iterator[Name]:
    """Find what Arabic vessels are called, everyday words too: العبّارة سلوى. An adjective would have the article."""
    rarest = table.background_idf("")
    for before, token in pairwise(found):
        follows = before.word in _VESSELS and token.joined and not token.word.startswith("ال")
        if follows and table.background_idf(token.word) > LEAST_VESSEL * rarest:
            yield Name(token.span, (token.word,), "vessel")


def _works(text: str) -> list[Name]:
    """Find the titles in quotation marks."""
    found = []
    for match in _WORK.finditer(text):
        group = match.lastindex or 1
        if _is_title(match.group(group)):
            held = tokens(match.group(group))
            found.append(Name(Span(*match.span(group)), tuple(one.word for one in held), "work"))
    return found


def _is_title(quoted: str) -> bool:
    """Whether quoted words may be a title: few, not cut off like speech, and in English with capitals."""
    held = tokens(quoted)
    if not 0 < len(held) <= LONGEST_WORK or quoted.rstrip()[-1] in ",،.!؟?":
        return False
    return held[0].arabic or (held[0].capital and held[-1].capital)
