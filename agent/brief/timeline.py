"""Find the dated events of a topic, and what was planned: each with its day, how exactly it is known, and its words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from agent.answers import dates_in
from agent.brief.gathering import Material
from agent.brief.points import Point, goes_on, is_old, named_in, opens
from agent.brief.records import EventHow
from agent.evidence import Evidence
from agent.matching import Matcher, terms_of
from agent.stages import is_planned, plans_in
from retrieval.dates import DateMention, Days
from retrieval.folding import fold, words
from retrieval.model import BilingualTable
from retrieval.records import Published, Span

MOST_EVENTS = 14
LONGEST_DATE = 31  # Days. "In 2024" dates no event.
WEEK = timedelta(days=7)
MOST_PLANS = 5
TOOK_PLACE = 0.6  # Share of the words of a plan that a sentence on what happened must have.
SAME_PLAN = 0.6  # Share of the words of the shorter of two clauses.
SAME_NAMES = 2  # Names that make two events of one article and day one.
LEAST_PLAN = 4  # Words of a clause that says what is planned.

_SOME_TIME = re.compile(
    r"ال(?:مقبل|قادم)ه?|forthcoming|upcoming"
)  # "The coming phase" says nothing of what is to come.
_CLAUSE = re.compile(r"[,،;؛:.]\s")
PlanState = Literal["reported", "passed", "ahead"]


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated event: its days, the words of the sentence by which they are known, and who else tells of it."""

    days: Days
    how: EventHow
    planned: bool
    evidence: Evidence
    at: Span | None
    others: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a clause of a sentence says is to come.

    It is `reported` by a later sentence as something that happened; or its day has `passed` by the newest article and
    no article says so; or it is still `ahead`, as far as is known.
    """

    evidence: Evidence
    clause: Span
    state: PlanState
    reported: Evidence | None


def find_happenings(points: Sequence[Point], table: BilingualTable) -> list[Happening]:
    """List the dated events of the best points in the order of their days; of one claim, each day once."""
    found: list[Happening] = []
    for point in points:
        for one in () if is_old(point.best) else _of_point(point, table):
            if not any(_repeats(one, other, table) for other in found):
                found.append(one)
    return sorted(found[:MOST_EVENTS], key=lambda one: (one.days, one.evidence.article.id, one.evidence.span))


def _of_point(point: Point, table: BilingualTable) -> Iterator[Happening]:
    """Yield the events of one claim, each day as exactly as any of its sentences gives it."""
    told = [one for sentence in point.sentences for one in _in_sentence(sentence)]
    told = told or [one for one in [_by_publication(point.best, table)] if one]
    left = sorted(told, key=lambda one: (_length(one.days), one.how != "stated"))
    while left:
        first, *rest = left
        same = [one for one in rest if _overlap(one.days, first.days)]
        others = {one.evidence.article.id: one.evidence for one in same}
        others.pop(first.evidence.article.id, None)
        yield replace(first, others=tuple(others.values()))
        left = [one for one in rest if one not in same]


def _in_sentence(one: Evidence) -> list[Happening]:
    """List the days that a sentence names; where it states one, "said on Tuesday" dates no event."""
    published = one.article.published
    found = []
    for mention in dates_in(one.text, published):
        if mention.days and _dates_event(mention, mention.days):
            ahead = published.last is not None and mention.days[0] > published.last
            planned = ahead or is_planned(one.text, mention.span)
            days = _coming(mention.days, published) if planned and mention.kind == "weekday" else mention.days
            found.append(Happening(days, _how(mention, published), planned, one, mention.span))
    stated = [event for event in found if event.how == "stated"]
    return stated or found


def _dates_event(mention: DateMention, days: Days) -> bool:
    """Whether a date says when something took place: "last week" is too wide to, "at the beginning of May" is not."""
    return _length(days) <= LONGEST_DATE and (mention.kind != "relative" or mention.said.part is not None)


def _coming(days: Days, published: Published) -> Days:
    """Put a weekday that is still to come behind the day of its article."""
    past = published.first is not None and days[1] < published.first
    return (days[0] + WEEK, days[1] + WEEK) if past else days


def _how(mention: DateMention, published: Published) -> EventHow:
    if mention.kind in ("day", "month"):
        return "stated"
    return "reckoned" if published.how == "stated" else "inferred"


def _by_publication(one: Evidence, table: BilingualTable) -> Happening | None:
    """Date what opens an article, and names no day, by the article itself."""
    published = one.article.published
    if not published.first or not published.last or not opens(one):
        return None
    if goes_on(one) or plans_in(one.text) or not named_in(one.text, table):
        return None
    return Happening(
        (published.first, published.last), "published" if published.how == "stated" else "inferred", False, one, None
    )


def _repeats(one: Happening, other: Happening, table: BilingualTable) -> bool:
    """Whether two events of one article are one: of the same days, in one sentence or with the same names."""
    if one.evidence.article.id != other.evidence.article.id or not _overlap(one.days, other.days):
        return False
    mine, theirs = (named_in(event.evidence.text, table) for event in (one, other))
    return one.evidence.at == other.evidence.at or len(mine & theirs) >= SAME_NAMES


def _overlap(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _length(days: Days) -> int:
    return (days[1] - days[0]).days


# Plans


def find_plans(sentences: Sequence[Evidence], material: Material, table: BilingualTable) -> list[Plan]:
    """List what the sentences say is to come, the best first, with what later articles say of it."""
    newest = max((one.published.last for one in material.articles if one.published.last), default=None)
    plans: list[Plan] = []
    for one in sentences:
        for clause in _planned_clauses(one.text):
            if _is_definite(one, clause, table) and not any(_is_told(one, clause, other) for other in plans):
                reported = _happened(one, clause, material) or _reported(one, clause, sentences, table)
                plans.append(Plan(one, clause, _state(one, clause, reported, newest), reported))
    return plans[:MOST_PLANS]


def _state(one: Evidence, clause: Span, reported: Evidence | None, newest: date | None) -> PlanState:
    days = [mention.days[1] for mention in _dates_of(one, clause) if mention.days]
    passed = newest is not None and bool(days) and max(days) < newest
    return "reported" if reported else "passed" if passed else "ahead"


def _happened(one: Evidence, clause: Span, material: Material) -> Evidence | None:
    """Find what happened in the place of what was planned, where the two were compared."""
    for comparison in (*material.comparisons, *material.followed):
        claims = [claim for position in comparison.positions for claim in position.claims]
        planned = [claim for claim in claims if claim.planned and claim.evidence.article.id == one.article.id]
        told = set(words(clause.of(one.text)))
        if comparison.verdict == "plan" and any(
            told & set(words(claim.span.of(claim.evidence.text))) for claim in planned
        ):
            return next((claim.evidence for claim in claims if not claim.planned), None)
    return None


def _planned_clauses(text: str) -> Iterable[Span]:
    """Cut out the clauses that say what is to come, each as far as the marks round it; a short one says too little."""
    borders = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    clauses = []
    for plan in plans_in(text):
        if _SOME_TIME.fullmatch(fold(plan.of(text))):
            continue
        start = max(border for border in borders if border <= plan.start)
        end = min(border for border in borders if border >= plan.end)
        clause = Span(start, start + len(text[start:end].rstrip(" ,،;؛:.\n")))
        if len(words(clause.of(text))) >= LEAST_PLAN:
            clauses.append(clause)
    return dict.fromkeys(clauses)


def _dates_of(one: Evidence, clause: Span) -> list[DateMention]:
    found = dates_in(one.text, one.article.published)
    return [mention for mention in found if clause.start <= mention.span.start < clause.end]


def _is_definite(one: Evidence, clause: Span, table: BilingualTable) -> bool:
    """Whether a clause names a day, somebody, or a place that is no country."""
    exact = any(mention.days and _dates_event(mention, mention.days) for mention in _dates_of(one, clause))
    return exact or bool(named_in(clause.of(one.text), table))


def _is_told(one: Evidence, clause: Span, plan: Plan) -> bool:
    told, known = set(words(clause.of(one.text))), set(words(plan.clause.of(plan.evidence.text)))
    return len(told & known) > SAME_PLAN * min(len(told), len(known))


def _reported(one: Evidence, clause: Span, sentences: Sequence[Evidence], table: BilingualTable) -> Evidence | None:
    """Find a sentence of an article that is not older which tells of the same, and of nothing to come."""
    matcher = Matcher(terms_of(clause.of(one.text), table), table)
    for other in sentences:
        if other.article.id == one.article.id or _is_older(other, one) or plans_in(other.text):
            continue
        if matcher.share(matcher.match(words(other.text))) >= TOOK_PLACE:
            return other
    return None


def _is_older(one: Evidence, other: Evidence) -> bool:
    mine, theirs = one.article.published.first, other.article.published.first
    return bool(mine and theirs and mine < theirs)
