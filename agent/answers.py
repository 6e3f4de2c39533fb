"""Find in a sentence the kind of answer that a question wants: a date, a number, a sum, a name, a place, a cause."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache

from agent.asked_nouns import asked_nouns, office_asked, wants_body
from agent.causes import gives_cause
from agent.matching import SAME, Matcher, Terms
from agent.measures import (
    ANYONE,
    counts_things,
    dimensions_wanted,
    heads,
    is_offset,
    is_part,
    is_vague,
    measured,
    people_asked,
    states,
    states_asked,
)
from agent.names import Person, Place, find_organisations, find_persons, find_places
from agent.names.places import BUILDINGS, COUNTRIES, SETTLEMENTS
from agent.names.roles import SECOND_RANK
from agent.number_mentions import find_numbers
from agent.quantities import Quantity, find_quantities
from agent.questions import Kind, Question
from agent.units import FORMS
from agent.views import gives_view
from retrieval.dates import DateMention, find_dates
from retrieval.folding import fold, words, words_with_spans
from retrieval.model import BilingualTable
from retrieval.records import Published, Span

BESIDE = 25  # Characters from a number within which stands what it counts.
SURELY_COUNTED = 0.6  # Match from which that is what was to be counted.
LEAST_STRENGTH = 0.25  # Of a number that may answer; below it lie those of people in no state, where one is asked for.
STATE_NEAR = 0.7  # What a number counts for whose sentence, but not its clause, says what became of people.
NO_STATE = 0.24  # What a number counts for that does not say what became of those it counts, where that is asked.
LONGEST_MATCH = 31  # Days. "In 2025" does not say which month.
DAYS = ("day", "weekday", "deictic")

_OFTEN = re.compile(
    r"\b(?:once|twice|thrice|daily|weekly|monthly|yearly|annually|every|(?:times|flights|trips) (?:a|per)|(?:a|per) "
    r"(?:day|week|month|year))\b|\b(?:مره|مرتين|مرات|يوميا|اسبوعيا|شهريا|سنويا|كل (?:يوم|اسبوع|شهر|عام|سنه))\b"
)
_COMMA = re.compile("[,،;؛:]")


class AnswerFinder:
    """Looks for the answer that one question wants."""

    def __init__(self, question: Question, matcher: Matcher, table: BilingualTable) -> None:
        self._question = question
        self._matcher = matcher
        self._table = table
        self._asked = frozenset(words(question.text))
        self._office = office_asked(question.text)
        self._nouns = asked_nouns(question.text)
        self._wants_body = wants_body(question.text)
        self._counting = Matcher(Terms.of(question.counted, table), table) if question.counted else None
        self._numbers_asked = {(number.low, number.high) for number in find_numbers(question.text)}
        self._unit = next((FORMS[word] for word in question.counted if word in FORMS), None)
        self._wanted = dimensions_wanted(question.text)
        self._states = states_asked(self._asked)
        self._people = people_asked(self._asked)
        self._asks_people = bool(self._states or not ANYONE.isdisjoint(self._asked)) and not self._people
        self._dates_asked = [mention for mention in find_dates(question.text) if mention.said.day or mention.said.month]

    def fits(self, text: str) -> bool | None:
        """Whether the wanted kind of answer stands in a sentence; None where any sentence may answer."""
        tests: dict[Kind, Callable[[str], bool]] = {
            "when": lambda text: bool(self._dates(text)),
            "how_many": lambda text: any(strength > LEAST_STRENGTH for _, strength in self.quantities(text)),
            "how_much": lambda text: bool(self.quantities(text)),
            "who": self._names_someone,
            "name": self._names_someone,
            "where": lambda text: bool(self.places(text)),
            "how_often": lambda text: bool(_OFTEN.search(fold(text))),
            "why": gives_cause,
            "views": lambda text: gives_view(text, self._asked),
        }
        if any(kind not in tests for kind in self._question.kinds):
            return None
        return any(tests[kind](text) for kind in self._question.kinds)

    def value(self, text: str) -> Span | None:
        """Find the one date or number that was asked for; None where the words leave it open which."""
        spans: list[Span] = []
        if self._question.kinds[0] == "when":
            dates = self._dates(text)
            spans = [one.span for one in dates if one.kind in DAYS] or [one.span for one in dates]
        elif self._question.kinds[0] == "how_many":
            found = [one for one, strength in self.quantities(text) if strength > SURELY_COUNTED]
            spans = [one.span for one in found if not is_part(text, one.span)]
        elif self._question.kinds[0] == "how_much":
            spans = [one.span for one, _ in self.quantities(text)]
        return spans[0] if len(spans) == 1 else None

    def counted(self, text: str) -> float:
        """Say how well the words beside a number are what was to be counted; 0 where the question does not say."""
        if self._counting is None:
            return 0.0
        found = [(one, strength) for one, strength in self._countings(text) if not self._is_of_others(one)]
        return max((self._counts(one, strength, text) for one, strength in found), default=0.0)

    def _counts(self, quantity: Quantity, beside: float, text: str) -> float:
        """Say how well a number counts what was to be counted, by the words `beside` it or by the people asked for."""
        people = heads(quantity, self._people) if self._people else 0.0
        return max(beside, people) * self._in_state(quantity, text)

    def _in_state(self, quantity: Quantity, text: str) -> float:
        """Say how surely a number is of people in the state asked for: killed, where the dead are asked for."""
        if quantity.unit is not None or not self._states or self._states & states(quantity):
            return 1.0
        return STATE_NEAR if self._states & states_asked(words(text)) else NO_STATE

    def dated(self, text: str, published: Published) -> bool | None:
        """Whether a date of a sentence is one that the question names; None if either has none."""
        mentions = [one for one in dates_in(text, published) if one.said.day or one.said.month or one.days]
        if not self._dates_asked or not mentions:
            return None
        return any(_same_date(asked, mention) for asked in self._dates_asked for mention in mentions)

    def _dates(self, text: str) -> list[DateMention]:
        """Find dates that are not in the question, of days only if the day must be exact."""
        return [
            mention
            for mention in dates_in(text)
            if (not self._question.exact or mention.kind in DAYS)
            and not set(words(mention.span.of(text))) <= self._asked
        ]

    def _quantities(self, text: str) -> list[Quantity]:
        """Find quantities that are not in the question."""
        return [one for one in find_quantities(text) if (one.number.low, one.number.high) not in self._numbers_asked]

    def quantities(self, text: str) -> list[tuple[Quantity, float]]:
        """List the quantities of the kind asked for, with how well each counts what was to be counted, from 0 to 1."""
        if self._question.kinds[0] == "how_much" and not self._wanted:
            return [(one, 1.0) for one in self._quantities(text) if one.unit and one.unit.is_money]
        if self._unit:
            return [(one, 1.0) for one in self._quantities(text) if one.dimension == self._unit.dimension]
        found = [one for one in self._quantities(text) if not (self._wanted and is_offset(one, text))]
        able = [one for one in measured(found, self._wanted) if not is_vague(one)]
        strengths = {one.span: strength for one, strength in self._countings(text)}
        return [
            (one, max(strengths.get(one.span, 0.0), self._heads(one)) * self._in_state(one, text))
            for one in able
            if not self._is_of_others(one)
        ]

    def _heads(self, quantity: Quantity) -> float:
        """Say how well a number counts people, where people are asked for or nothing else is."""
        if self._counting is not None and not self._people:
            return 0.3
        if self._asks_people:
            return 0.2 if counts_things(quantity) else 0.5 + 0.5 * heads(quantity, self._people)
        return 0.3 + 0.7 * heads(quantity, self._people)

    def _is_of_others(self, quantity: Quantity) -> bool:
        """Whether a number is said of the injured where the dead are asked for."""
        told = states(quantity)
        return bool(self._states and told) and not self._states & told

    def _countings(self, text: str) -> Iterator[tuple[Quantity, float]]:
        """Yield each quantity with how well the words beside it are what was to be counted."""
        found = list(words_with_spans(text))
        for quantity in self._quantities(text):
            if self._counting is None:
                yield quantity, 0.0
                continue
            clause = _clause(text, quantity.number.span)
            beside = [word for word, span in found if clause.start <= span.start < clause.end]
            strength = float(self._counting.match(beside).max()) if beside else 0.0
            yield quantity, 1.0 if self._unit and quantity.unit == self._unit else strength

    def _names_someone(self, text: str) -> bool:
        """Whether a person in a fitting role, or an organisation, is named that the question does not name."""
        if self._office and not self._speaks_of(self._office, text):
            return False
        if not self._wants_body and self.persons(text):
            return True
        return any(self._is_new(body.words) for body in find_organisations(text, self._table))

    def _speaks_of(self, word: str, text: str) -> bool:
        """Whether a word of the question stands in a sentence, in any form or in the other language."""
        terms = self._matcher.terms.words
        return word not in terms or bool(self._matcher.match(words(text))[terms.index(word)] >= SAME)

    def persons(self, text: str) -> list[Person]:
        """List the persons that the question does not name, in a role that fits it."""
        found = find_persons(text, self._table)
        return [one for one in found if self._is_new(one.words) and self._holds_rank(one, text)]

    def places(self, text: str) -> list[Place]:
        """List the places of the kind asked for that the question does not name."""
        found = find_places(text, self._table)
        return [one for one in found if self._is_asked(one) and (not one.words or self._is_new(one.words))]

    def _is_new(self, name: Sequence[str]) -> bool:
        """Whether no word of a name is one of the question's."""
        return bool(name) and max(float(self._matcher.match([word]).max()) for word in name) < SAME

    def _is_asked(self, place: Place) -> bool:
        """Whether a place is of the kind that "which city" or "which building" asks for; adjectives name countries."""
        if self._nouns & COUNTRIES:
            return place.kind in ("country", "adjective")
        if self._nouns & BUILDINGS:
            return place.kind in BUILDINGS
        if self._nouns & SETTLEMENTS:
            return place.kind not in ("country", "adjective") and place.kind not in BUILDINGS and bool(place.words)
        return place.kind != "adjective"

    def _holds_rank(self, person: Person, text: str) -> bool:
        """Whether a person holds the office itself, or the question asks for a deputy or a former one."""
        if SECOND_RANK.search(fold(self._question.text)):
            return True
        roles = [role.of(text) for role in (person.title, person.role) if role]
        return not any(SECOND_RANK.search(fold(role)) for role in roles)


def _clause(text: str, number: Span) -> Span:
    """Cut out what stands beside a number, no further than the next comma on either side."""
    before = _COMMA.split(text[max(0, number.start - BESIDE) : number.start])[-1]
    after = _COMMA.split(text[number.end : number.end + BESIDE])[0]
    return Span(number.start - len(before), number.end + len(after))


@lru_cache(maxsize=4096)
def dates_in(text: str, published: Published | None = None) -> tuple[DateMention, ...]:
    """Find the dates of a sentence once, though several features ask for them."""
    return find_dates(text, published)


def _same_date(asked: DateMention, mention: DateMention) -> bool:
    """Whether a date of an article is the one that a question names, as far as the question fixes it."""
    said = asked.said
    if mention.days is None:
        return said.month == mention.said.month and (not said.day or said.day == mention.said.day)
    first, last = mention.days
    if (last - first).days > LONGEST_MATCH:
        return False
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return any(
        day.month == said.month and said.year in (None, day.year) and said.day in (None, day.day) for day in days
    )
