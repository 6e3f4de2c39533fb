"""Group ties into conflicts: one fact, and a position for each value that articles give of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.aligning import days_apart
from agent.claims import Claim
from agent.comparing import Comparison, Position
from agent.measures import states
from agent.quantities import Quantity
from agent.survey.contradictions import Tie, agree
from agent.survey.reports import Stated
from retrieval.folding import words

MOST_POSITIONS = 3  # Of more values each is mostly of an event of its own: the tolls of a war, day by day.

SAME_EVENT = 3  # Days within which the same two values in much the same words are of one event.
REPEATED = 0.12  # Share of the words of two sentences.

Key = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One fact on which articles conflict, and how firmly what they say is of one fact."""

    comparison: Comparison
    firmness: float


def disputes(ties: Iterable[Tie]) -> list[Dispute]:
    """Group ties into disputes, the firmest first; a fact of which one article gives several values is left out."""
    found = sorted(ties, key=lambda tie: (-tie.firmness, _key(tie.one), _key(tie.other)))
    groups: list[list[Tie]] = []
    for tie in found:
        touching = [group for group in groups if any(_touch(tie, one) for one in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([*(one for group in touching for one in group), tie])
    made = sorted((one for group in groups if (one := _dispute(group))), key=lambda one: -one.firmness)
    kept: list[Dispute] = []
    for dispute in made:
        if not any(_repeats(dispute, one) for one in kept):
            kept.append(dispute)
    return kept


def _repeats(dispute: Dispute, other: Dispute) -> bool:
    """Whether two disputes are of one fact in much the same words, though none of their articles was compared."""
    mine, theirs = ([position.best for position in one.comparison.positions[:2]] for one in (dispute, other))
    pairs = [
        (a, b) for a in mine for b in theirs if a.kind == b.kind and days_apart(a, b) <= SAME_EVENT and agree(a, b)
    ]
    same_values = len({id(a) for a, _ in pairs}) == len({id(b) for _, b in pairs}) == len(mine)
    return same_values and any(_likeness(a, b) >= REPEATED for a, b in pairs)


def _likeness(a: Claim, b: Claim) -> float:
    """Say which share of the words of two sentences stands in both."""
    mine, theirs = set(words(a.evidence.text)), set(words(b.evidence.text))
    return len(mine & theirs) / len(mine | theirs)


def _touch(one: Tie, other: Tie) -> bool:
    return not {_key(one.one), _key(one.other)}.isdisjoint((_key(other.one), _key(other.other)))


def _key(stated: Stated) -> Key:
    """Name a statement: by its place and what kind of claim it is."""
    claim, article = stated.claim, stated.line.article
    return article.id, stated.line.span.start, claim.span.start, claim.span.end


def _dispute(group: Sequence[Tie]) -> Dispute | None:
    firmest = max((tie for tie in group if tie.differ), key=lambda tie: tie.firmness, default=None)
    if firmest is None:
        return None
    ranked = sorted(group, key=lambda tie: -tie.firmness)
    claims = {_key(one): one.claim for tie in ranked for one in (tie.one, tie.other)}
    positions = _positions(firmest, claims.values())
    if len(positions) > MOST_POSITIONS or _gives_several(positions) or _moved(positions):
        return None
    positions = [one for at, one in enumerate(positions) if all(_differ(group, one, other) for other in positions[:at])]
    ordered = sorted(positions, key=lambda position: -len({one.evidence.article.id for one in position}))
    kind = firmest.one.claim.kind
    return Dispute(Comparison(kind, "conflict", tuple(Position(tuple(one)) for one in ordered)), firmest.firmness)


def _positions(firmest: Tie, claims: Iterable[Claim]) -> list[list[Claim]]:
    """Sort claims by their values, those of the firmest tie first."""
    positions: list[list[Claim]] = [[firmest.one.claim], [firmest.other.claim]]
    for claim in claims:
        held = next((position for position in positions if agree(position[0], claim)), None)
        if held is None:
            positions.append([claim])
        elif claim is not held[0]:
            held.append(claim)
    return positions


def _differ(group: Sequence[Tie], position: Sequence[Claim], other: Sequence[Claim]) -> bool:
    """Whether a claim of one position was found to differ from one of the other."""
    ends = [(tie.one.claim, tie.other.claim) for tie in group if tie.differ]
    return any(_among(a, position) and _among(b, other) for pair in ends for a, b in (pair, pair[::-1]))


def _among(claim: Claim, claims: Sequence[Claim]) -> bool:
    return any(claim is one for one in claims)


def _gives_several(positions: Sequence[Sequence[Claim]]) -> bool:
    """Whether one article is on several sides: then it says itself how they go together, or they are two facts."""
    sides = [{claim.evidence.article.id for claim in position} for position in positions]
    return any(one & other for at, one in enumerate(sides) for other in sides[at + 1 :])


def _moved(positions: Sequence[Sequence[Claim]]) -> bool:
    """Whether a toll only grew: every article with the higher one came out after those with the lower."""
    low, high = sorted(positions[:2], key=lambda one: one[0].value.low if isinstance(one[0].value, Quantity) else 0)
    if not all(isinstance(one.value, Quantity) and states(one.value) for one in (low[0], high[0])):
        return False
    return all(_is_later(late, early) for late in high for early in low)


def _is_later(one: Claim, other: Claim) -> bool:
    a, b = one.evidence.article.published.first, other.evidence.article.published.first
    return bool(days_apart(one, other) and a and b and a > b)
