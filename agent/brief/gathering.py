"""Gather what a brief is written from: the articles on a topic, their sentences, answers, and where they differ."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from agent.aligning import days_apart
from agent.answers import dates_in
from agent.brief.sameness import exact_days
from agent.brief.topics import Subquestion
from agent.choosing import LEAST_SCORE, MOST_UNNAMED, choose
from agent.comparing import Comparison, compare_answers
from agent.differences import is_shown
from agent.evidence import Evidence, weigh
from agent.judging import overlap
from agent.matching import Matcher, terms_of
from agent.origins import Origin
from agent.questions import LONGEST_QUESTION, Question
from agent.survey import disputes_among
from agent.survey.events import Window, days_between, is_one_event, like, share_of_opening
from agent.survey.reports import Topics, read_report
from agent.tracing import Tracer
from retrieval import Library
from retrieval.library import OnProgress, Progress
from retrieval.records import Article, Hit, Span

SEARCHED_PASSAGES = 60
MOST_ARTICLES = 12
ABOUT = 0.5  # Of how much the best article speaks of the topic, what another one must.
BEHIND = 4.5  # How far behind the best sentence that of another article may be.
TOUCHING = 0.2  # Share of the topic of which an article speaks that is taken in for its event.
SHARED_BOTH_WAYS = 0.3  # Share of the words of each opening in the other article that makes up for it.
DAYS_APART = 14
LEADING = 3  # Articles for whose event others are looked for, which tell of it in other words.
MOST_EVENTS = 4  # Asked for their day.
MOST_COMPARISONS = 6


@dataclass(frozen=True, slots=True)
class Answered:
    """A subquestion with all sentences weighed for it, best first, and those that answer; none where it stays open."""

    subquestion: Subquestion
    evidence: tuple[Evidence, ...]
    chosen: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """All that a brief is written from.

    `evidence` is each sentence of the `articles` on the topic, weighed for it, best first; where there are no such
    articles, the nearest sentences found. `origins` says from whom each has what it says. `followed` are plans with
    what may be told of them later, less surely than in `comparisons`.
    """

    topic: Question
    evidence: tuple[Evidence, ...]
    articles: tuple[Article, ...] = ()
    origins: Mapping[tuple[str, Span], Origin] = field(default_factory=dict)
    answered: tuple[Answered, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    followed: tuple[Comparison, ...] = ()
    passages: int = 0


def gather(
    topic: Question, asked: Sequence[Subquestion], library: Library, window: Window, on_progress: OnProgress
) -> Material:
    """Find the articles on a topic and on the same event, put each subquestion to them, and compare what they say."""
    steps = _steps(len(asked) + 2, on_progress)
    found = library.search(topic.text, SEARCHED_PASSAGES, since=window.since, until=window.until, source=window.source)
    matcher = Matcher(terms_of(topic.text, library.table), library.table)
    nearest = weigh(topic, found, library, matcher)
    hits = _on_topic(topic, nearest, found, library, window)
    next(steps)
    if not hits:
        return Material(topic, tuple(nearest))
    evidence = weigh(topic, hits, library, matcher)
    articles = tuple({hit.article_id: hit.article for hit in hits}.values())
    answered: list[Answered] = []
    comparisons: list[Comparison] = []
    followed: list[Comparison] = []
    for one in asked:
        answer, comparison = _ask(one, hits, library)
        answered.append(answer)
        if comparison and one.own:
            comparisons.append(comparison)
        elif comparison and comparison.verdict == "plan":  # A wide topic asks of no one fact: too little for more.
            followed.append(comparison)
        next(steps)
    comparisons += [dispute.comparison for dispute in disputes_among(articles, library)]
    comparisons += filter(None, (_ask(one, hits, library)[1] for one in _per_event(evidence, topic)))
    comparisons = [one for one in comparisons if is_shown(one) and _is_of_one_event(one)]
    tracer = Tracer(library, topic)
    origins = {one.at: tracer.trace(one) for one in evidence}
    sides = {one.at: one for comparison in (*comparisons, *followed) for one in _sides(comparison)}
    origins |= {at: tracer.trace(one) for at, one in sides.items()}
    next(steps)
    return Material(
        topic,
        tuple(evidence),
        articles,
        origins,
        tuple(answered),
        tuple(_distinct(comparisons)),
        tuple(followed),
        len(hits),
    )


def _steps(total: int, on_progress: OnProgress) -> Iterator[None]:
    for done in range(1, total + 1):
        on_progress(Progress("gathering", done, total))
        yield


def _on_topic(
    topic: Question, evidence: Sequence[Evidence], found: Sequence[Hit], library: Library, window: Window
) -> list[Hit]:
    """Keep the hits in articles on the topic, and add the passages of others that tell of the event of the best."""
    if not choose(topic, evidence):
        return []
    best: dict[str, Evidence] = {}
    for one in evidence:
        best.setdefault(one.article.id, one)
    fitting = [one.article for one in best.values() if _is_on_topic(one, evidence[0])][:MOST_ARTICLES]
    ids = {one.id for one in fitting}
    touching = {article for article, one in best.items() if one.features.about >= TOUCHING}
    same = _on_same_event(fitting[:LEADING], touching, library, window)
    further = _on_same_event([one for one in same if one.id not in ids][:LEADING], touching, library, window)
    more = list({one.id: one for one in (*same, *further) if one.id not in ids}.values())
    hits = [hit for hit in found if hit.article_id in ids]
    added = more[: MOST_ARTICLES - len(fitting)]
    return [*hits, *(Hit(passage, one, 0.0, ()) for one in added for passage in library.passages_of(one.id))]


def _is_on_topic(one: Evidence, best: Evidence) -> bool:
    near = one.score >= max(LEAST_SCORE, best.score - BEHIND) and one.features.about >= ABOUT * best.features.about
    return near and one.features.unnamed <= MOST_UNNAMED


def _on_same_event(leading: Sequence[Article], touching: Set[str], library: Library, window: Window) -> list[Article]:
    """Find articles on the event of a leading one, of the same days; others than `touching` must tell much the same."""
    found = {one.id: one for article in leading for one in like(article, library, window)}
    topics = Topics([*leading, *found.values()])
    others = [read_report(one, library) for one in found.values()]
    same = []
    for mine in (read_report(one, library) for one in leading):
        for other in others:
            near = days_between(mine.article, other.article) <= DAYS_APART
            if near and is_one_event(mine, other, topics, library.table):
                shares = [share_of_opening(*pair, topics, library.table)[0] for pair in ((mine, other), (other, mine))]
                dated = mine.article.published.first and other.article.published.first
                if (dated and other.article.id in touching) or min(shares) >= SHARED_BOTH_WAYS:
                    same.append(other.article)
    return list({one.id: one for one in same}.values())


def _per_event(evidence: Sequence[Evidence], topic: Question) -> Iterator[Subquestion]:
    """Ask of the best dated sentence of each article when what it tells took place."""
    asked: dict[str, Subquestion] = {}
    for one in evidence:
        days = [mention for mention in dates_in(one.text, one.article.published) if mention.days]
        if one.article.id not in asked and len(days) == 1 and not one.features.heading:
            start, end = days[0].span.start, days[0].span.end
            text = f"{one.text[:start]} {one.text[end:]}"[:LONGEST_QUESTION]
            asked[one.article.id] = Subquestion(Question(text, topic.language, ("when",)), "", own=False)
    yield from list(asked.values())[:MOST_EVENTS]


def _ask(subquestion: Subquestion, hits: Sequence[Hit], library: Library) -> tuple[Answered, Comparison | None]:
    """Put a subquestion to the articles on the topic, as `ask` puts a question to all of them."""
    question = subquestion.question
    matcher = Matcher(terms_of(question.text, library.table), library.table)
    evidence = weigh(question, hits, library, matcher)
    chosen = choose(question, evidence)
    told = question.kinds == ("open",) or any(one.features.fits for one in chosen)
    answered = Answered(subquestion, tuple(evidence), tuple(chosen) if told else ())
    return answered, compare_answers(question, evidence, matcher, library.table)


def _is_of_one_event(comparison: Comparison) -> bool:
    """Whether what a wide topic brought together can be of one event: on the same days, told at about the same time."""
    one, other = (position.best for position in comparison.positions[:2])
    if comparison.verdict == "conflict" and days_apart(one, other) > DAYS_APART:
        return False
    mine, theirs = (exact_days(claim.evidence) for claim in (one, other))
    apart = mine and theirs and not any(overlap(a, b) for a in mine for b in theirs)
    return comparison.kind == "date" or not apart


def _sides(comparison: Comparison) -> Iterator[Evidence]:
    return (claim.evidence for position in comparison.positions for claim in position.claims)


def _distinct(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Leave out comparisons of sentences that were compared for the same kind of fact already."""
    kept: list[Comparison] = []
    seen: set[tuple[str, tuple[str, Span]]] = set()
    for one in comparisons:
        sides = {(one.kind, position.best.evidence.at) for position in one.positions}
        if len(sides - seen) == len(sides):
            kept.append(one)
            seen |= sides
    return kept[:MOST_COMPARISONS]
