"""Compare what different articles claim, and say what it means that they differ.

Aligned first: of each article the claim that is most surely of the fact asked for, and only of articles that speak of
the same event. Only then are values compared. Quiet and right beats eager: what can be true together is no conflict.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from agent.choosing import choosable
from agent.claims import Cause, Claim, ClaimReader, Stand
from agent.evidence import Evidence
from agent.matching import SAME, Matcher, Terms
from agent.measures import classes, counts_heads, is_person, measures_beside, states
from agent.names import Person, Place, find_persons, same_person, same_place
from agent.outcomes import Outcome
from agent.quantities import Quantity
from agent.questions import Question
from agent.records import ClaimKind, Verdict
from agent.same_value import same_value
from retrieval.dates import DateMention
from retrieval.folding import fold, words
from retrieval.model import BilingualTable

# Set on 84 questions on stories of news: 20 of 24 conflicts are found, nothing false. A fifth looser, each of them lets
# at most one false alarm in; a fifth stricter, it loses up to 4 of the 20, and up to 4 of the 15 found in stories that
# were written apart from the rules.
NEARLY_BEST = 3.0  # How far behind the best sentence that of the claim that is compared may be.
SENTENCES = 80  # Of all read, so many of the best are searched for claims.
ABOUT = 0.5  # Of the share of the question that the best article speaks of, what another of the event speaks of.
CONTEXT = 0.5  # The same of what stands round the claim.
LEAST_CONTEXT = 0.35  # Share of the question without which a claim is hardly of its fact.
MOST_UNNAMED = 0.5  # Share of the names of the question that may be missing in the article of a claim.
BEHIND = 6.0  # How far behind the best claim's sentence that of another may be.
REPORTED = 3  # Days: an article that came out more than so long before a day tells of another event.
DAYS_APART_DATED = 365  # The day of an event is told long after it.
DAYS_APART = 45  # Reports of one event appear within so many days.
SAME_COUNTED = 0.6  # Match from which two numbers count the same things.
NEAR_CAUSE = 0.17  # Cosine from which two causes may be the same: of translations .2 to .5, of others up to .15.
SAME_CAUSE = 0.34  # Share of the words of one cause that another article has too where the causes may be the same.
RULED_OUT = 0.35  # Share of the words that deny a cause which are those of the cause denied.
FIRM = 2.5  # How far behind the strongest claim of an article another of its values may be and still be the one meant.
HELD = 0.1  # Of the hold of the best claim, what that of another is at least.
# Names stand in every sentence, so more is asked of those of persons and places: of 160 questions of XQuAD, asked of
# its articles in both languages, where nothing conflicts, 12 were flagged without this and 2 with it.
HELD_NAME = 0.3
ABOUT_NAME = 0.7
OWN_ALONE = 0.6  # Share of the question that a sentence carries of which the only value is meant.
OWN_NAME = 0.4  # Share of the question that each sentence carries itself.
CORE_NAME = 0.3  # Or else share of what the question says beside its names.
HOLD_NAME = 0.02
YEARS_APART = 30  # Dates further apart are of two events.
COARSE = 31  # Days: "at the end of the year" agrees with no day.

# Words by which a count says that it moves: a later one takes the place of an earlier one. Over folded text.
_MOVES = re.compile(
    r"\b(?:so far|to date|at least|latest|rises? to|rose to|risen to|climb(?:s|ed)? to|tak(?:es|ing) the|up from"
    r"|down from|still missing|updated|revised|earlier (?:figure|toll|count)|until|as of|by the end|preliminary|initial"
    r"|حتي|الي الان|[وفل]?[يت]?رتفع\w*|ارتفاع|لترتفع|بعدما كان\w*|بعد ان كان\w*|مقارنه"
    r"|اوليه|الاخيره|الاحدث|محدثه|في عداد المفقودين|مفقود\w*|بدا(?:ت)? نهاره)\b"
)

_OF_ONE_SOURCE = re.compile(r"\baccording to\b|\b(?:ب?حسب|وفقا?|نقلا عن|قال|قالت|براي)\b(?! اي)")
_PARTS_OF_DAY = tuple(
    re.compile(rf"\b(?:{words})")
    for words in ("dawn|فجر", "morning|صباح", "noon|midday|ظهر", "afternoon|عصر", "evening|مساء", "night|midnight|ليل")
)


@dataclass(frozen=True, slots=True)
class Position:
    """One value, and the claims that give it, best first."""

    claims: tuple[Claim, ...]

    @property
    def best(self) -> Claim:
        """The claim that speaks for it the most."""
        return self.claims[0]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What sources claim of one fact, the position of the best claim first, and what it means that they differ."""

    kind: ClaimKind
    verdict: Verdict
    positions: tuple[Position, ...]


def compare_answers(
    question: Question, evidence: Sequence[Evidence], matcher: Matcher, table: BilingualTable
) -> Comparison | None:
    """Compare what the sentences that answer a question claim with what other articles do; None where nothing can be.

    Who asks what one source says is not told that others say something else.
    """
    if _OF_ONE_SOURCE.search(fold(question.text)):
        return None
    reader = ClaimReader(question, matcher, table)
    read = {one.at: reader.read(one) for one in evidence[:SENTENCES]}
    able = choosable(question, evidence)
    best_able = [one for one in able if one.score >= able[0].score - NEARLY_BEST]
    first = [claims[0] for one in best_able if (claims := read.get(one.at))]
    if not first:
        return None
    best = max(first, key=lambda claim: (not claim.aside, claim.hold > 0 or claim.kind != "cause", claim.kind != "date" or not claim.planned, claim.strength))
    claims = [claim for one in read.values() for claim in one if claim is not best]
    return Comparer(question, table).compare(best, sorted(claims, key=lambda claim: -claim.strength))


class Comparer:
    """Compares claims on one fact."""

    def __init__(self, question: Question, table: BilingualTable) -> None:
        self._table = table
        self._asked = [one for one in find_persons(question.text, table) if one.sure]

    def compare(self, best: Claim, others: Sequence[Claim]) -> Comparison:
        """Compare the claim of an answer, `best`, with those of other articles and with more of its own."""
        mine, rest = _by_article(best, [one for one in others if not _rules_out(one)])
        _, denied = _by_article(best, [one for one in others if _rules_out(one)])
        agreeing, apart = [best], []
        for claims in rest:
            meant = [one for one in claims if one.strength >= claims[0].strength - FIRM and not one.aside]
            near = [one for one in meant if self._aligned(best, one)]
            near = near[:1] if best.kind == "denial" else near  # Where it stands is what it says most surely.
            if same := next((one for one in near if self._same(best, one)), None):
                agreeing.append(same)
            elif (other := self._meant(best, near, mine)) and not self._compatible(best, other, mine, claims):
                apart.append(other)
        told = {one.evidence.article.id for one in (*agreeing, *apart)}
        for claims in denied:
            denial = next((one for one in claims if self._denies(best, one)), None)
            if denial and denial.evidence.article.id not in told:
                apart.append(denial)
        verdicts = [(self._verdict(best, other), other) for other in apart]
        for wanted in ("conflict", "update", "plan"):
            differing = [other for verdict, other in verdicts if verdict == wanted]
            if differing:
                against = tuple(one for one in differing if one is differing[0] or self._same(differing[0], one))
                return Comparison(best.kind, wanted, (Position(tuple(agreeing)), Position(against)))
        return Comparison(best.kind, "agreement", (Position(tuple(agreeing)),))

    def _denies(self, best: Claim, other: Claim) -> bool:
        """Whether another article denies the cause that an answer gives."""
        return self._aligned(best, other) and not self._agree(best, other)

    def _meant(self, best: Claim, near: Sequence[Claim], mine: Sequence[Claim]) -> Claim | None:
        """Choose which claim of another article is of the same fact: the first, or a later one that counts the same.

        What both articles tell is another fact: of a turnout, not the rise of pay that was voted on.
        """
        told = [one for one in near if any(self._exactly(other, one) for other in mine)]
        left = [one for one in near if one not in told and self._counts_same(best, one)]
        return next(iter(left if near and near[0] in told and left else near), None)

    def _counts_same(self, best: Claim, other: Claim) -> bool:
        """Whether two numbers stand beside one word for what they count."""
        return (
            isinstance(best.value, Quantity)
            and isinstance(other.value, Quantity)
            and self._count_same(best.value, other.value)
        )

    def _compatible(self, best: Claim, other: Claim, mine: Sequence[Claim], theirs: Sequence[Claim]) -> bool:
        """Whether both can be true, or either article gives the value of the other too."""
        return (
            self._agree(best, other)
            or (best.kind in ("person", "place") and (self._is_named(best, theirs) or self._is_named(other, mine)))
            or any(self._agree(one, other) for one in mine)
            or any(self._exactly(best, one) for one in theirs if self._is_as_firm(one, other))
        )

    def _is_as_firm(self, one: Claim, other: Claim) -> bool:
        """Whether an article means one claim about as much as another; who denies means the denial."""
        denied = isinstance(other.value, Stand) and not other.value.holds
        return not denied and one.evidence.score >= other.evidence.score - FIRM

    def _is_named(self, claim: Claim, claims: Sequence[Claim]) -> bool:
        """Whether the last word of a name stands, in any spelling, in one of the sentences."""
        assert isinstance(claim.value, Person | Place)
        name = claim.value.words[-1]
        matcher = Matcher(replace(Terms.of([name], self._table), unknown=(True,)), self._table)
        return any(matcher.match(words(one.evidence.text)).max() >= SAME for one in claims)

    def _exactly(self, one: Claim, other: Claim) -> bool:
        if isinstance(one.value, Quantity) and isinstance(other.value, Quantity):
            return same_value(one.value, other.value) == "same" and self._one_thing(one, other)
        return self._same(one, other)

    def _same(self, one: Claim, other: Claim) -> bool:
        """Whether two claims give one value, about as exactly."""
        if isinstance(one.value, DateMention) and isinstance(other.value, DateMention):
            return self._agree(one, other) and (_length(one.value) > COARSE) == (_length(other.value) > COARSE)
        return self._agree(one, other)

    def _aligned(self, best: Claim, other: Claim) -> bool:
        """Whether two claims are of one fact: of one event, and of the same thing in it."""
        mine, theirs = best.evidence, other.evidence
        if other.kind != best.kind or theirs.features.misdated or theirs.features.elsewhere:
            return False
        if theirs.features.unnamed > MOST_UNNAMED or too_early(best, other) or too_early(other, best):
            return False
        apart = DAYS_APART_DATED if best.kind == "date" else DAYS_APART
        if days_apart(best, other) > apart or theirs.article.id in mine.article.copies:
            return False
        if self._is_of_others(theirs.text):
            return False
        if theirs.features.about < ABOUT * mine.features.about or theirs.features.context < LEAST_CONTEXT:
            return False
        if best.kind in ("person", "place") and not _are_told_alike(best, other):
            return False
        if best.kind == "cause":  # Few sentences of an event say why at all.
            return True
        beside = theirs.features.context >= CONTEXT * mine.features.context
        names = best.kind in ("person", "place")
        firm = other.hold >= best.hold * (HELD_NAME if names else HELD)
        across = mine.article.language != theirs.article.language
        firm = firm or (across and other.alone and not names and theirs.features.own >= OWN_ALONE)
        return beside and firm and theirs.score >= mine.score - BEHIND and self._one_thing(best, other)

    def _is_of_others(self, text: str) -> bool:
        """Whether a sentence names persons, and none of those that the question names."""
        named = [one for one in find_persons(text, self._table) if one.sure] if self._asked else []
        return bool(named) and not any(same_person(one.words, asked.words) for one in named for asked in self._asked)

    def _one_thing(self, best: Claim, other: Claim) -> bool:
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

    def _agree(self, one: Claim, other: Claim) -> bool:
        """Whether two claims can both be true."""
        a, b = one.value, other.value
        if isinstance(a, DateMention) and isinstance(b, DateMention):
            return overlap(a, b)
        if isinstance(a, Quantity) and isinstance(b, Quantity):
            return same_value(a, b) in ("same", "rounding") or is_whole_of(a, b) or is_whole_of(b, a)
        if isinstance(a, Person) and isinstance(b, Person):
            return same_person(a.words, b.words)
        if isinstance(a, Place) and isinstance(b, Place):
            return same_place(a, b, self._table)
        if isinstance(a, Cause) and isinstance(b, Cause):
            if a.ruled_out or b.ruled_out:
                return not self._rules_out(a, b) and not self._rules_out(b, a)
            near = self._cosine(a.words, b.words) >= NEAR_CAUSE
            return near or max(self._shared(a, b), self._shared(b, a)) >= SAME_CAUSE
        return a == b

    def _rules_out(self, denied: Cause, given: Cause) -> bool:
        """Whether most of what the one denies is what the other gives for a cause."""
        if given.ruled_out or not denied.ruled_out:
            return False
        matcher = Matcher(Terms.of(denied.words, self._table), self._table)
        return matcher.share(matcher.match(given.words)) >= RULED_OUT

    def _cosine(self, one: Sequence[str], other: Sequence[str]) -> float:
        mine, theirs = self._table.encode_words([one, other])
        return float(mine @ theirs)

    def _shared(self, cause: Cause, other: Cause) -> float:
        """Say how much of one cause another has too, the first words counting most."""
        terms = Terms.of(cause.words, self._table)
        weighed = replace(terms, weights=(1 / np.arange(1, len(terms.words) + 1)).astype("f4"))
        matcher = Matcher(weighed, self._table)
        return matcher.share(matcher.match(other.words))

    def _verdict(self, best: Claim, other: Claim) -> Verdict:
        if best.planned != other.planned:
            return "plan"
        if isinstance(best.value, Quantity) and moves(best, other):
            return "update"
        if best.planned and days_apart(best, other):
            return "update"
        return "conflict"


def _are_told_alike(one: Claim, other: Claim) -> bool:
    """Whether two sentences each carry much of the question, and it holds the name: names stand in every sentence."""
    mine, theirs = one.evidence.features, other.evidence.features
    near = theirs.about >= ABOUT_NAME * mine.about and min(mine.own, theirs.own) >= OWN_NAME
    asked = min(one.core, other.core) >= CORE_NAME
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


def is_whole_of(one: Quantity, other: Quantity) -> bool:
    """Whether one counts people in general and the other fewer of one kind: nine dead, seven of them inmates."""
    general = counts_heads(one) and not classes(one)
    return general and bool(classes(other)) and not counts_heads(other) and one.low >= other.low


def _rules_out(claim: Claim) -> bool:
    return isinstance(claim.value, Cause) and claim.value.ruled_out


def _length(mention: DateMention) -> int:
    return (mention.days[1] - mention.days[0]).days if mention.days else 0


def _by_article(best: Claim, claims: Sequence[Claim]) -> tuple[list[Claim], list[list[Claim]]]:
    """Part the claims of the article of `best` from those of each other article, best first."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.evidence.article.id, []).append(claim)
    mine = groups.pop(best.evidence.article.id, [])
    return [best, *mine], list(groups.values())


def moves(one: Claim, other: Claim) -> bool:
    """Whether two counts of different days are of something that still moves."""
    texts = [fold(claim.evidence.text) for claim in (one, other)]
    if days_apart(one, other) > 0 and any(map(_MOVES.search, texts)):
        return True
    mine, theirs = ({at for at, part in enumerate(_PARTS_OF_DAY) if part.search(text)} for text in texts)
    return bool(mine and theirs and not mine & theirs)


def days_apart(one: Claim, other: Claim) -> int:
    a, b = one.evidence.article.published, other.evidence.article.published
    return abs((a.first - b.first).days) if a.first and b.first else 0


def overlap(one: DateMention, other: DateMention) -> bool:
    if not (one.days and other.days):
        return True
    return one.days[0] <= other.days[1] and other.days[0] <= one.days[1]
