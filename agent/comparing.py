"""Compare what different articles claim, and say what it means that they differ.

Aligned first: of each article the claim that is most surely of the fact asked for, and only of articles that speak of
the same event. Only then are values compared. Quiet and right beats eager: what can be true together is no conflict.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.aligning import Aligner
from agent.choosing import choosable
from agent.claims import Cause, Claim, ClaimReader, Stand
from agent.evidence import Evidence
from agent.judging import Judge, verdict_on
from agent.matching import SAME, Matcher, Terms
from agent.names import Person, Place
from agent.quantities import Quantity
from agent.questions import Question
from agent.records import ClaimKind, Verdict
from agent.same_value import same_value
from retrieval.folding import fold, words
from retrieval.model import BilingualTable

NEARLY_BEST = 3.0  # How far behind the best sentence that of the claim that is compared may be.
SENTENCES = 80  # Of all read, so many of the best are searched for claims.
FIRM = 2.5  # How far behind the strongest claim of an article another of its values may be and still be the one meant.
_OF_ONE_SOURCE = re.compile(r"\baccording to\b|\b(?:ب?حسب|وفقا?|نقلا عن|قال|قالت|براي)\b(?! اي)")


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
    best = max(first, key=_meant_most)
    claims = [claim for one in read.values() for claim in one if claim is not best]
    return Comparer(question, table).compare(best, sorted(claims, key=lambda claim: -claim.strength))


class Comparer:
    """Compares claims on one fact."""

    def __init__(self, question: Question, table: BilingualTable) -> None:
        self._table = table
        self._aligner = Aligner(question, table)
        self._judge = Judge(table)

    def compare(self, best: Claim, others: Sequence[Claim]) -> Comparison:
        """Compare the claim of an answer, `best`, with those of other articles and with more of its own."""
        mine, rest = _by_article(best, [one for one in others if not _rules_out(one)])
        _, denied = _by_article(best, [one for one in others if _rules_out(one)])
        mine = mine[:1] if best.kind == "denial" else mine  # Where an article stands is what it says most surely.
        agreeing, apart = [best], []
        for claims in rest:
            meant = [one for one in claims if one.strength >= claims[0].strength - FIRM and not one.aside]
            near = [one for one in meant if self._aligner.aligned(best, one)]
            near = near[:1] if best.kind == "denial" else near
            if same := next((one for one in near if self._judge.same(best, one)), None):
                agreeing.append(same)
            elif (other := self._meant(best, near, mine)) and not self._compatible(best, other, mine, claims):
                apart.append(other)
        told = {one.evidence.article.id for one in (*agreeing, *apart)}
        for claims in denied:
            denial = next((one for one in claims if self._denies(best, one)), None)
            if denial and denial.evidence.article.id not in told:
                apart.append(denial)
        verdicts = [(verdict_on(best, other), other) for other in apart]
        for wanted in ("conflict", "update", "plan"):
            differing = [other for verdict, other in verdicts if verdict == wanted]
            if differing:
                against = tuple(one for one in differing if one is differing[0] or self._judge.same(differing[0], one))
                return Comparison(best.kind, wanted, (Position(tuple(agreeing)), Position(against)))
        return Comparison(best.kind, "agreement", (Position(tuple(agreeing)),))

    def _denies(self, best: Claim, other: Claim) -> bool:
        """Whether another article denies the cause that an answer gives."""
        return self._aligner.aligned(best, other) and not self._judge.agree(best, other)

    def _meant(self, best: Claim, near: Sequence[Claim], mine: Sequence[Claim]) -> Claim | None:
        """Choose which claim of another article is of the same fact: the first, or a later one that counts the same.

        What both articles tell is another fact: of a turnout, not the rise of pay that was voted on.
        """
        told = [one for one in near if any(self._exactly(other, one) for other in mine)]
        left = [one for one in near if one not in told and self._aligner.count_same(best, one)]
        return next(iter(left if near and near[0] in told and left else near), None)

    def _compatible(self, best: Claim, other: Claim, mine: Sequence[Claim], theirs: Sequence[Claim]) -> bool:
        """Whether both can be true, or either article gives the value of the other too."""
        return (
            self._judge.agree(best, other)
            or (best.kind in ("person", "place") and (self._is_named(best, theirs) or self._is_named(other, mine)))
            or any(self._judge.agree(one, other) for one in mine)
            or any(self._exactly(best, one) for one in theirs if self._is_as_firm(one, other))
        )

    def _is_as_firm(self, one: Claim, other: Claim) -> bool:
        """Whether an article means one claim about as much as another; who denies means the denial.

        Shares do not say of what they are: the same one is of the same thing wherever it stands.
        """
        denied = isinstance(other.value, Stand) and not other.value.holds
        share = isinstance(one.value, Quantity) and one.value.dimension == "share"
        return not denied and (share or one.evidence.score >= other.evidence.score - FIRM)

    def _is_named(self, claim: Claim, claims: Sequence[Claim]) -> bool:
        """Whether the last word of a name stands, in any spelling, in one of the sentences."""
        assert isinstance(claim.value, Person | Place)
        name = claim.value.words[-1]
        matcher = Matcher(replace(Terms.of([name], self._table), unknown=(True,)), self._table)
        return any(matcher.match(words(one.evidence.text)).max() >= SAME for one in claims)

    def _exactly(self, one: Claim, other: Claim) -> bool:
        if isinstance(one.value, Quantity) and isinstance(other.value, Quantity):
            return same_value(one.value, other.value) == "same" and self._aligner.of_one_thing(one, other)
        return self._judge.same(one, other)


def _meant_most(claim: Claim) -> tuple[bool, bool, bool, float]:
    """Order the claims of an answer: no part of a number before its whole, no day to come before one that was."""
    return not claim.aside, not _rules_out(claim), claim.kind != "date" or not claim.planned, claim.strength


def _rules_out(claim: Claim) -> bool:
    return isinstance(claim.value, Cause) and claim.value.ruled_out


def _by_article(best: Claim, claims: Sequence[Claim]) -> tuple[list[Claim], list[list[Claim]]]:
    """Part the claims of the article of `best` from those of each other article, best first."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.evidence.article.id, []).append(claim)
    mine = groups.pop(best.evidence.article.id, [])
    return [best, *mine], list(groups.values())
