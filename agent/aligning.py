"""Align claims: tell which claims of other articles are of the same fact as that of an answer.

Of one event: the article speaks of what was asked, and came out near it. And of one thing in it: the sentence too, and
what is counted beside a number is the same.
"""

from agent.claims import Claim
from agent.matching import Matcher, Terms
from agent.measures import classes, is_person, measures_beside, states
from agent.names import find_persons, names_in, same_person
from agent.outcomes import Outcome
from agent.quantities import Quantity
from agent.questions import Question
from agent.same_value import same_value
from retrieval.dates import DateMention
from retrieval.model import BilingualTable

# Set on 84 questions on stories of news, where 20 of 24 conflicts are found, and on 181 on stories written apart from
# the rules, half of them read since, where 25 of 55 were, and 27 are now; nothing is flagged falsely. A fifth looser,
# each of them lets at most one false alarm in; a fifth stricter, it loses up to 3 of the 20 and 4 of the 25, and one
# lets one in.
ABOUT = 0.5  # Of the share of the question that the best article speaks of, what another of the event speaks of.
CONTEXT = 0.5  # The same of what stands round the claim.
LEAST_CONTEXT = 0.35  # Share of the question without which a claim is hardly of its fact.
MOST_UNNAMED = 0.5  # Share of the names of the question that may be missing in the article of a claim.
BEHIND = 6.0  # How far behind the best claim's sentence that of another may be.
REPORTED = 3  # Days: an article that came out more than so long before a day tells of another event.
DAYS_APART_DATED = 365  # The day of an event is told long after it.
DAYS_APART = 45  # Reports of one event appear within so many days.
SAME_COUNTED = 0.6  # Match from which two numbers count the same things.
HELD = 0.1  # Of the hold of the best claim, what that of another is at least.
OWN_ALONE = 0.6  # Share of the question that a sentence in the other language carries whose only value is meant.
# Names stand in every sentence, so more is asked of those of persons and places: of 160 questions of XQuAD, asked of
# its articles in both languages, where nothing conflicts, 12 were flagged without this and 2 with it.
HELD_NAME = 0.3
ABOUT_NAME = 0.7
OWN_NAME = 0.4  # Share of the question that each sentence carries itself.
CORE_NAME = 0.3  # Or else share of what the question says beside its names.
HOLD_NAME = 0.02
# Share of the question that each sentence carries itself for a name or a day where either article has no date: of 800
# questions of XQuAD, whose articles have none, 18 are flagged with it and 30 without; of 79 conflicts one is lost.
OWN_UNDATED = 0.5
YEARS_APART = 30  # Dates further apart are of two events.


class Aligner:
    """Aligns claims with the claim of an answer to one question."""

    def __init__(self, question: Question, table: BilingualTable) -> None:
        self._table = table
        self._named = bool(names_in(question.text, table))
        self._asked = [one for one in find_persons(question.text, table) if one.sure]

    def aligned(self, best: Claim, other: Claim) -> bool:
        """Whether two claims are of one fact: of one event, and of the same thing in it."""
        if other.kind != best.kind or not self._is_of_one_event(best, other):
            return False
        if best.kind in ("person", "place") and not _are_told_alike(best, other, named=self._named):
            return False
        if best.kind == "cause":  # Few sentences of an event say why at all.
            return True
        mine, theirs = best.evidence, other.evidence
        beside = theirs.features.context >= CONTEXT * mine.features.context
        near = theirs.score >= mine.score - BEHIND
        return beside and near and _is_as_firm(best, other) and self.of_one_thing(best, other)

    def _is_of_one_event(self, best: Claim, other: Claim) -> bool:
        mine, theirs = best.evidence, other.evidence
        if theirs.features.misdated or theirs.features.elsewhere or theirs.features.unnamed > MOST_UNNAMED:
            return False
        if too_early(best, other) or too_early(other, best) or theirs.article.id in mine.article.copies:
            return False
        if days_apart(best, other) > (DAYS_APART_DATED if best.kind == "date" else DAYS_APART):
            return False
        if theirs.features.about < ABOUT * mine.features.about or theirs.features.context < LEAST_CONTEXT:
            return False
        own = min(mine.features.own, theirs.features.own)
        if best.kind in ("person", "place", "date") and own < OWN_UNDATED and not _are_dated(best, other):
            return False
        return not self._is_of_others(theirs.text)

    def _is_of_others(self, text: str) -> bool:
        """Whether a sentence names persons, and none of those that the question names."""
        named = [one for one in find_persons(text, self._table) if one.sure] if self._asked else []
        return bool(named) and not any(same_person(one.words, asked.words) for one in named for asked in self._asked)

    def of_one_thing(self, best: Claim, other: Claim) -> bool:
        """Whether the values of two claims can be of one thing, by their kind and by what stands beside them."""
        a, b = best.value, other.value
        if isinstance(a, DateMention) and isinstance(b, DateMention) and a.first and b.first:
            return abs(a.first.year - b.first.year) <= YEARS_APART
        if isinstance(a, Quantity) and isinstance(b, Quantity):
            if same_value(a, b) == "incomparable" or _are_of_other_measures(a, b):
                return False
            return a.dimension != "count" or self._count_same(a, b)
        if isinstance(a, Outcome) and isinstance(b, Outcome):
            return a.topic == b.topic
        return True

    def count_same(self, best: Claim, other: Claim) -> bool:
        """Whether two claims give numbers of the same things."""
        a, b = best.value, other.value
        return isinstance(a, Quantity) and isinstance(b, Quantity) and self._count_same(a, b)

    def _count_same(self, a: Quantity, b: Quantity) -> bool:
        """Whether two numbers count the same things, or people in general where others are more exact."""
        if is_person(a) and is_person(b):
            if states(a) != states(b) and not states(a) & states(b):
                return False
            return not (classes(a) and classes(b)) or bool(classes(a) & classes(b))
        mine, theirs = ([one.word for one in counted.counted[:2]] for counted in (a, b))
        if not mine or not theirs:
            return False
        matcher = Matcher(Terms.of(mine, self._table), self._table)
        return float(matcher.match(theirs).max()) >= SAME_COUNTED


def _is_as_firm(best: Claim, other: Claim) -> bool:
    """Whether the question holds a value about as firmly; words of the other language hold it less."""
    names = best.kind in ("person", "place")
    if other.hold >= best.hold * (HELD_NAME if names else HELD):
        return True
    across = best.evidence.article.language != other.evidence.article.language
    return across and other.alone and not names and other.evidence.features.own >= OWN_ALONE


def _are_told_alike(one: Claim, other: Claim, *, named: bool) -> bool:
    """Whether two sentences each carry much of the question, and it holds the name: names stand in every sentence.

    Where the question is `named` itself, it is enough that they carry what it says of what it names.
    """
    mine, theirs = one.evidence.features, other.evidence.features
    near = theirs.about >= ABOUT_NAME * mine.about and min(mine.own, theirs.own) >= OWN_NAME
    asked = named and min(one.core, other.core) >= CORE_NAME
    return (near or asked) and min(one.hold, other.hold) >= HOLD_NAME


def too_early(one: Claim, other: Claim) -> bool:
    """Whether the article of `other`, which tells no plans, came out well before the day that `one` gives."""
    published = other.evidence.article.published.last
    if not isinstance(one.value, DateMention) or not one.value.first or not published or other.planned:
        return False
    return (one.value.first - published).days > REPORTED


def _are_of_other_measures(one: Quantity, other: Quantity) -> bool:
    """Whether two sums are said of different measures: the price of a kilogram and that of a ton."""
    if not (one.unit and one.unit.is_money):
        return False
    mine, theirs = measures_beside(one), measures_beside(other)
    return bool(mine and theirs) and not mine & theirs


def _are_dated(one: Claim, other: Claim) -> bool:
    """Whether it is known when both articles came out; else nothing but their words says that they are of one event."""
    return all(claim.evidence.article.published.first for claim in (one, other))


def days_apart(one: Claim, other: Claim) -> int:
    a, b = one.evidence.article.published, other.evidence.article.published
    return abs((a.first - b.first).days) if a.first and b.first else 0
