"""Sort the sentences of a topic into points, one claim each, and choose those that tell the most between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from agent.answers import dates_in
from agent.brief.gathering import Material
from agent.brief.sameness import Sameness
from agent.evidence import Evidence
from agent.names import find_organisations, find_persons, find_places
from agent.quantities import find_quantities
from agent.stages import is_announcement, is_judgement
from retrieval.dates import Days
from retrieval.folding import fold, words
from retrieval.model import BilingualTable
from retrieval.records import Span

MOST_READ = 150  # Sentences sorted; the best of a topic.
SHORTEST, LONGEST = 5, 80  # Words of a sentence that tells something, and of one that a reader takes in.
# What speaks for a sentence besides its score, in the same measure. Set by reading briefs on real and invented news.
LEAD = 1.5  # It is one of the first two of its article.
TELLING = 0.5  # For each name, number or date in it, as far as MOST_TELLING.
MOST_TELLING = 4
ANSWERS, ANSWERS_TOPIC = 1.5, 4.0  # It answers a usual subquestion, or best one of the topic's own.
AGREED = 1.0  # For each other article that says the same.
OLD = -2.5  # All its dates lie long before its article.
VIEW = -2.0  # It judges or gives a view.
UNTOLD = -3.0  # It names nobody and counts nothing, or goes on from a sentence before.
HEDGED = -2.0  # It says what may be or is to come.
OLD_DAYS = 180
REPEATS = 4.0  # What a sentence as near as can be to a chosen one loses.
SAME_ARTICLE = 0.6  # What it loses for each chosen one of its article.
NEW = 0.5  # What it gains for each name or day that none of those chosen has, as far as MOST_NEW.
MOST_NEW = 3

Place = tuple[str, Span]

_GOES_ON = re.compile(
    r"^\W*(?:(?:this|that|these|those|it|they|he|she|such|both)\b|(?:كما )?ان(?:ه|ها|هم)\b"
    r"|(?:\w+ ){0,2}(?:هذ[اه]|ذلك|تلك|هولاء)\b)"
)
_MAY_BE = re.compile(r"\b(?:may|might|could|perhaps|possibly|for example|قد [يت]\w+|[يت]مكن ان|ربما|سبيل المثال)\b")


@dataclass(frozen=True, slots=True)
class Point:
    """One claim: the sentences that make it, the best of each article, best first, and what speaks for it."""

    sentences: tuple[Evidence, ...]
    worth: float

    @property
    def best(self) -> Evidence:
        """The sentence that is quoted for it."""
        return self.sentences[0]


def find_points(material: Material, table: BilingualTable) -> list[Point]:
    """Sort the sentences on a topic into points, the best first."""
    leads = _leads(material)
    answers = _answers(material)
    able = [one for one in material.evidence if _is_sentence(one)]
    worth = {one.at: one.score + answers.get(one.at, 0.0) + _beside(one, material, leads, table) for one in able}
    ranked = sorted(able, key=lambda one: (-worth[one.at], one.article.id, one.span))[:MOST_READ]
    groups = _groups(ranked, material, table)
    points = [Point(group, worth[group[0].at] + AGREED * (len(group) - 1)) for group in groups]
    return sorted(points, key=lambda one: -one.worth)


def choose_points(points: Sequence[Point], most: int, least: float, table: BilingualTable) -> list[Point]:
    """Choose up to `most` points, each for what it adds to those before it (Carbonell and Goldstein 1998).

    A point that adds less than `least` is left out.
    """
    vectors = table.encode([one.best.text for one in points])
    chosen: list[int] = []
    while len(chosen) < min(most, len(points)):
        added = [
            -np.inf if at in chosen else one.worth - _loss(at, chosen, points, vectors, table)
            for at, one in enumerate(points)
        ]
        best = int(np.argmax(added))
        if chosen and added[best] < least:
            break
        chosen.append(best)
    return [points[at] for at in chosen]


def _loss(
    at: int, chosen: Sequence[int], points: Sequence[Point], vectors: NDArray[np.float32], table: BilingualTable
) -> float:
    """Say how much less a point is worth beside those chosen, for what it repeats."""
    if not chosen:
        return 0.0
    nearest = float((vectors[chosen] @ vectors[at]).max())
    same = sum(points[other].best.article.id == points[at].best.article.id for other in chosen)
    known = {key for other in chosen for key in _keys(points[other].best, table)}
    new = min(MOST_NEW, len(_keys(points[at].best, table) - known))
    return REPEATS * max(nearest, 0.0) + SAME_ARTICLE * same - NEW * new


def _keys(one: Evidence, table: BilingualTable) -> frozenset[str]:
    """List who and what a sentence is about, and on which days."""
    return named_in(one.text, table) | {str(days) for days in _days(one)}


@lru_cache(maxsize=4096)
def named_in(text: str, table: BilingualTable) -> frozenset[str]:
    """List the last words of the names of a sentence: persons, bodies, places that are no countries."""
    places = [one for one in find_places(text, table) if one.kind not in ("country", "adjective")]
    found = (find_persons(text, table), find_organisations(text, table), places)
    return frozenset(one.words[-1] for names in found for one in names if one.words)


def _days(one: Evidence) -> list[Days]:
    return [mention.days for mention in dates_in(one.text, one.article.published) if mention.days]


def _is_sentence(one: Evidence) -> bool:
    return not one.features.heading and SHORTEST <= len(words(one.text)) <= LONGEST


def _leads(material: Material) -> set[Place]:
    """List where the first two sentences of each article stand."""
    by_article: dict[str, list[Evidence]] = {}
    for one in material.evidence:
        if _is_sentence(one):
            by_article.setdefault(one.article.id, []).append(one)
    return {one.at for found in by_article.values() for one in sorted(found, key=lambda one: one.span)[:2]}


def _answers(material: Material) -> dict[Place, float]:
    """Say what each sentence gains by answering subquestions."""
    gained: dict[Place, float] = {}
    for one in material.answered:
        for rank, chosen in enumerate(one.chosen):
            gain = ANSWERS_TOPIC if one.subquestion.own and rank == 0 else ANSWERS
            gained[chosen.at] = max(gain, gained.get(chosen.at, 0.0))
    return gained


def _beside(one: Evidence, material: Material, leads: set[Place], table: BilingualTable) -> float:
    """Weigh what speaks for a sentence and against it besides its score."""
    told = len(_keys(one, table)) + len(find_quantities(one.text))
    weighed = LEAD * (one.at in leads) + TELLING * min(MOST_TELLING, told)
    view = material.origins[one.at].manner == "opinion" or is_judgement(one.text)
    hedged = bool(_MAY_BE.search(fold(one.text))) or is_announcement(one.text)
    return weighed + OLD * is_old(one) + VIEW * view + UNTOLD * (not told or goes_on(one)) + HEDGED * hedged


def goes_on(one: Evidence) -> bool:
    """Whether a sentence goes on from one before it: "this meeting", «وخلال ذلك اللقاء»."""
    return bool(_GOES_ON.match(fold(one.text)))


def opens(one: Evidence) -> bool:
    """Whether a sentence is the first of its article that stands in no heading."""
    first = next((paragraph for paragraph in one.article.paragraphs if not paragraph.heading), None)
    return first is not None and not words(one.article.text[first.span.start : one.span.start])


def is_old(one: Evidence) -> bool:
    """Whether a sentence only names days long before its article, and does not open it: background."""
    published, days = one.article.published.first, _days(one)
    return (
        not opens(one)
        and bool(days)
        and published is not None
        and all((published - last).days > OLD_DAYS for _, last in days)
    )


# One claim


def _groups(ranked: Sequence[Evidence], material: Material, table: BilingualTable) -> Iterator[tuple[Evidence, ...]]:
    """Put each sentence with the best one that makes its claim; of each article only the best stays."""
    apart = _apart(material)
    same = Sameness(ranked, table)
    left = list(range(len(ranked)))
    while left:
        first, *rest = left
        group = {ranked[first].article.id: first}
        repeated = []
        for at in rest:
            if frozenset((ranked[first].at, ranked[at].at)) not in apart and same.is_one_claim(first, at):
                repeated.append(at)
                group.setdefault(ranked[at].article.id, at)
        left = [at for at in rest if at not in repeated]
        yield tuple(ranked[at] for at in group.values())


def _apart(material: Material) -> set[frozenset[Place]]:
    """List the pairs of sentences that differ."""
    pairs: set[frozenset[Place]] = set()
    for comparison in material.comparisons:
        for one, other in combinations(comparison.positions, 2):
            pairs |= {frozenset((a.evidence.at, b.evidence.at)) for a in one.claims for b in other.claims}
    return pairs
