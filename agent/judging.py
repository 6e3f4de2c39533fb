"""Judge two aligned claims: whether both can be true, and what it means where they cannot."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from agent.aligning import days_apart
from agent.claims import Cause, Claim
from agent.matching import Matcher, Terms
from agent.measures import classes, counts_heads
from agent.names import Person, Place, same_person, same_place
from agent.quantities import Quantity
from agent.records import Verdict
from agent.same_value import same_value
from retrieval.dates import DateMention
from retrieval.folding import fold
from retrieval.model import BilingualTable

NEAR_CAUSE = 0.17  # Cosine from which two causes may be the same: of translations .2 to .5, of others up to .15.
SAME_CAUSE = 0.34  # Share of the words of one cause that another article has too where the causes may be the same.
RULED_OUT = 0.35  # Share of the words that deny a cause which are those of the cause denied.
COARSE = 31  # Days: "at the end of the year" agrees with no day.

# Words by which a count says that it moves: a later one takes the place of an earlier one. Over folded text.
_MOVES = re.compile(
    r"\b(?:so far|to date|at least|latest|rises? to|rose to|risen to|climb(?:s|ed)? to|tak(?:es|ing) the|up from"
    r"|down from|still missing|updated|revised|earlier (?:figure|toll|count)|until|as of|by the end|preliminary|initial"
    r"|حتي|الي الان|[وفل]?[يت]?رتفع\w*|ارتفاع|لترتفع|بعدما كان\w*|بعد ان كان\w*|مقارنه"
    r"|اوليه|الاخيره|الاحدث|محدثه|في عداد المفقودين|مفقود\w*|بدا(?:ت)? نهاره)\b"
)

_PARTS_OF_DAY = tuple(
    re.compile(rf"\b(?:{words})")
    for words in ("dawn|فجر", "morning|صباح", "noon|midday|ظهر", "afternoon|عصر", "evening|مساء", "night|midnight|ليل")
)


class Judge:
    """Judges claims on one fact."""

    def __init__(self, table: BilingualTable) -> None:
        self._table = table

    def same(self, one: Claim, other: Claim) -> bool:
        """Whether two claims give one value, about as exactly."""
        if isinstance(one.value, DateMention) and isinstance(other.value, DateMention):
            return self.agree(one, other) and (_length(one.value) > COARSE) == (_length(other.value) > COARSE)
        return self.agree(one, other)

    def agree(self, one: Claim, other: Claim) -> bool:
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
            return self._are_one_cause(a, b)
        return a == b

    def _rules_out(self, denied: Cause, given: Cause) -> bool:
        """Whether most of what the one denies is what the other gives for a cause."""
        if given.ruled_out or not denied.ruled_out:
            return False
        matcher = Matcher(Terms.of(denied.words, self._table), self._table)
        return matcher.share(matcher.match(given.words)) >= RULED_OUT

    def _are_one_cause(self, one: Cause, other: Cause) -> bool:
        near = self._cosine(one.words, other.words) >= NEAR_CAUSE
        return near or max(self._shared(one, other), self._shared(other, one)) >= SAME_CAUSE

    def _cosine(self, one: Sequence[str], other: Sequence[str]) -> float:
        mine, theirs = self._table.encode_words([one, other])
        return float(mine @ theirs)

    def _shared(self, cause: Cause, other: Cause) -> float:
        """Say how much of one cause another has too, the first words counting most."""
        terms = Terms.of(cause.words, self._table)
        weighed = replace(terms, weights=(1 / np.arange(1, len(terms.words) + 1)).astype("f4"))
        matcher = Matcher(weighed, self._table)
        return matcher.share(matcher.match(other.words))


def verdict_on(best: Claim, other: Claim) -> Verdict:
    """Say what it means that two claims differ."""
    if best.planned != other.planned:
        return "plan"
    if isinstance(best.value, Quantity) and moves(best, other):
        return "update"
    if best.planned and days_apart(best, other):
        return "update"
    return "conflict"


def is_whole_of(one: Quantity, other: Quantity) -> bool:
    """Whether one counts people in general and the other fewer of one kind: nine dead, seven of them inmates."""
    general = counts_heads(one) and not classes(one)
    return general and bool(classes(other)) and not counts_heads(other) and one.low >= other.low


def _length(mention: DateMention) -> int:
    return (mention.days[1] - mention.days[0]).days if mention.days else 0


def moves(one: Claim, other: Claim) -> bool:
    """Whether two counts of different days are of something that still moves."""
    texts = [fold(claim.evidence.text) for claim in (one, other)]
    if days_apart(one, other) > 0 and any(map(_MOVES.search, texts)):
        return True
    mine, theirs = ({at for at, part in enumerate(_PARTS_OF_DAY) if part.search(text)} for text in texts)
    return bool(mine and theirs and not mine & theirs)


def overlap(one: DateMention, other: DateMention) -> bool:
    if not (one.days and other.days):
        return True
    return one.days[0] <= other.days[1] and other.days[0] <= one.days[1]
