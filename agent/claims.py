"""Read from the sentences that may answer the fact that was asked for, as values that can be compared.

A question asks for one slot: a date, a number, a person, a place, whether something is so, how it turned out, why it is
so. A claim is how one sentence fills it. A sentence may hold several values; how firmly the words of the question hold
one says how surely it is the one meant.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from agent.answers import AnswerFinder
from agent.causes import cause_in, ruled_out_in
from agent.evidence import Evidence
from agent.matching import SAME, Matcher, is_telling
from agent.measures import is_part
from agent.names import Person, Place, names_in
from agent.outcomes import Outcome, OutcomeFinder
from agent.quantities import Quantity
from agent.questions import Kind, Question
from agent.records import ClaimKind
from agent.stages import denials_in, is_planned
from retrieval.dates import DateMention, find_dates
from retrieval.folding import words, words_with_spans
from retrieval.model import BilingualTable
from retrieval.records import Span

HOLD = 4.0  # Words: how fast a word of the question loses its hold on a value as it stands further off.
FIRMNESS = 6.0  # What a hold of 1 adds to the score of a sentence.
STATED = 0.35  # Share of a question's words that a sentence carries which says that it is so.
DENIED = 0.3  # The same of one that denies it.
LEAST_CORE = 0.1  # Share of what the question says beside its names that either of them carries.
CAUSE = 8  # Words after those that announce a cause which tell it.
OTHER_OFFICE = 0.3  # What the hold on a person of another office counts for.
BREAK = 3  # Words that a comma between a word and a value stands for.
LEAST_WEIGHT = 0.1  # Of a word that holds a value: "killed" says little of the event, but much of what is counted.
NEGATED = 5  # Words after a negation that it still negates.

_BREAK = re.compile("[,،;؛:]")


@dataclass(frozen=True, slots=True)
class Stand:
    """Whether a sentence says that what was asked is so, or denies it."""

    holds: bool


@dataclass(frozen=True, slots=True)
class Cause:
    """The folded words by which a sentence says why, or by which it denies something: that was not why."""

    words: tuple[str, ...]
    ruled_out: bool = False


Value = DateMention | Quantity | Person | Place | Stand | Outcome | Cause


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence gives for what was asked.

    `hold` is how firmly the words of the question hold the value, from 0 to 1; `planned` is whether it was still to
    come when it was written. A value said `aside`, such as a part of a number, is not the one meant; one `alone` is the
    only one of its sentence. `core` is the share of what a question says beside its names that the sentence
    of a person or place carries.
    """

    evidence: Evidence
    kind: ClaimKind
    value: Value
    span: Span
    hold: float = 1.0
    planned: bool = False
    aside: bool = False
    alone: bool = False
    core: float = 0.0

    @property
    def strength(self) -> float:
        """How surely this value, of all that were read, is the one meant."""
        return self.evidence.score + FIRMNESS * self.hold


class ClaimReader:
    """Reads claims for the first thing that one question asks."""

    def __init__(self, question: Question, matcher: Matcher, table: BilingualTable) -> None:
        self._question = question
        self._matcher = matcher
        self._table = table
        self._finder = AnswerFinder(question, matcher, table)
        self._asked = frozenset(words(question.text))
        self._beside_names = _beside_names(question, matcher, table)
        self._outcomes = OutcomeFinder(question.text)
        self._readers: Mapping[Kind, Callable[[Evidence], Iterator[Claim]]] = {
            "when": self._dates,
            "how_many": self._numbers,
            "how_much": self._numbers,
            "who": self._persons,
            "name": self._persons,
            "where": self._places,
            "yes_no": self._stands,
            "why": self._causes,
            "open": self._turns,
        }

    def read(self, evidence: Evidence) -> list[Claim]:
        """Read what a sentence says for what was asked, the value held most firmly first."""
        reader = self._readers.get(self._question.kinds[0])
        found = list(reader(evidence)) if reader else []
        if len(found) == 1:
            return [replace(found[0], alone=True)]
        return sorted(found, key=lambda one: (-one.hold, one.span))

    def _core(self, text: str) -> float:
        """Say which share of the question beside its names a sentence carries, from 0 to 1."""
        weights = self._matcher.terms.weights * self._beside_names
        return float(self._matcher.match(words(text)) @ weights / weights.sum()) if weights.any() else 0.0

    def _dates(self, evidence: Evidence) -> Iterator[Claim]:
        published = evidence.article.published
        mentions = [one for one in find_dates(evidence.text, published) if one.days]
        new = [one for one in mentions if not set(words(one.span.of(evidence.text))) <= self._asked]
        for mention, hold in zip(new, self._holds(evidence.text, [one.span for one in new]), strict=True):
            assert mention.first
            ahead = published.last is not None and mention.first > published.last
            yield Claim(evidence, "date", mention, mention.span, hold, ahead or is_planned(evidence.text, mention.span))

    def _numbers(self, evidence: Evidence) -> Iterator[Claim]:
        found = self._finder.quantities(evidence.text)
        holds = self._holds(evidence.text, [one.span for one, _ in found])
        for (quantity, counted), hold in zip(found, holds, strict=True):
            planned, aside = is_planned(evidence.text, quantity.span), is_part(evidence.text, quantity.span)
            yield Claim(evidence, "number", quantity, quantity.span, hold * (0.4 + 0.6 * counted), planned, aside)

    def _persons(self, evidence: Evidence) -> Iterator[Claim]:
        found = self._finder.persons(evidence.text)
        core = self._core(evidence.text) if found else 0.0
        for person, hold in zip(found, self._holds(evidence.text, [one.span for one in found]), strict=True):
            held = hold * (OTHER_OFFICE if self._holds_another_office(person, evidence.text) else 1.0)
            yield Claim(evidence, "person", person, person.span, held, core=core)

    def _places(self, evidence: Evidence) -> Iterator[Claim]:
        found = [one for one in self._finder.places(evidence.text) if one.words]
        core = self._core(evidence.text) if found else 0.0
        for place, hold in zip(found, self._holds(evidence.text, [one.span for one in found]), strict=True):
            yield Claim(evidence, "place", place, place.span, hold, core=core)

    def _turns(self, evidence: Evidence) -> Iterator[Claim]:
        if found := self._outcomes.find(evidence.text):
            outcome, span = found
            yield Claim(evidence, "outcome", outcome, span, planned=is_planned(evidence.text, span))

    def _stands(self, evidence: Evidence) -> Iterator[Claim]:
        if turns := list(self._turns(evidence)):
            yield from turns
            return
        denial, own, core = self._denied(evidence.text), evidence.features.own, self._core(evidence.text)
        if core >= LEAST_CORE and own >= (DENIED if denial else STATED):
            span = denial or Span(0, len(evidence.text))
            yield Claim(evidence, "denial", Stand(denial is None), span, own)

    def _causes(self, evidence: Evidence) -> Iterator[Claim]:
        if (span := cause_in(evidence.text)) and (told := self._told(span.of(evidence.text))):
            yield Claim(evidence, "cause", Cause(told), span)
        for denied in ruled_out_in(evidence.text):
            if told := self._told(denied.of(evidence.text)):
                yield Claim(evidence, "cause", Cause(told, ruled_out=True), denied, hold=0.0)

    def _told(self, text: str) -> tuple[str, ...]:
        """Take the first telling words of a cause that the question does not have."""
        told = [word for word in words(text) if word not in self._asked and is_telling(word, self._table)]
        return tuple(told[:CAUSE])

    def _holds_another_office(self, person: Person, text: str) -> bool:
        """Whether the title of a person is the office asked for only in part: "minister of trade" for finance."""
        title = words(person.title.of(text)) if person.title else []
        met = [bool(self._matcher.match([word]).max() >= SAME) for word in title]
        return any(met) and sum(met) <= len(met) / 2

    def _denied(self, text: str) -> Span | None:
        """Find the words by which a sentence denies what was asked."""
        found = list(words_with_spans(text))
        met = [bool(self._matcher.match([word]).max() >= SAME) for word, _ in found]
        for denial in denials_in(text):
            after = [hit for hit, (_, span) in zip(met, found, strict=True) if span.start >= denial.span.end]
            if any(after if denial.of_all else after[:NEGATED]):
                return denial.span
        return None

    def _holds(self, text: str, spans: Sequence[Span]) -> list[float]:
        """Say how firmly the words of the question hold each value: by how many of them stand how near."""
        if not spans:
            return []
        found = list(words_with_spans(text))
        weights = np.maximum(self._matcher.terms.weights, LEAST_WEIGHT)
        weights /= weights.sum()
        strengths = np.array([self._matcher.match([word]) for word, _ in found]) * weights
        holds = []
        for span in spans:
            near = nearness(text, found, span, HOLD, BREAK)
            holds.append(float((strengths * near[:, None]).max(axis=0).sum()))
        return holds


def _beside_names(question: Question, matcher: Matcher, table: BilingualTable) -> NDArray[np.bool_]:
    """Tell which terms of a question stand in none of its names: they say what is asked of what it names."""
    named = {word for name in names_in(question.text, table) for word in name.words}
    return np.array([word not in named for word in matcher.terms.words])


def nearness(text: str, found: Sequence[tuple[str, Span]], value: Span, hold: float, comma: int) -> NDArray[np.float64]:
    """Say of each word `found` in a text how near it stands to a value, (n,), from 0 to 1.

    It falls to 1/e over `hold` words; a comma between counts as many words as `comma` says.
    """
    place = next((at for at, (_, word) in enumerate(found) if word.end > value.start), len(found) - 1)
    breaks = np.array([len(_BREAK.findall(text[: word.end])) for _, word in found])
    away = np.abs(np.arange(len(found)) - place) + comma * np.abs(breaks - breaks[place])
    near: NDArray[np.float64] = np.exp(-away / hold)
    return near
