"""Find for an article the others that tell of the same event: by search, then by what and whom both name, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from agent.matching import Matcher
from agent.presence import NamesAsked
from agent.questions import Question
from agent.survey.reports import Report, Topics
from retrieval.library import Library
from retrieval.model import BilingualTable
from retrieval.records import Article, Hit

PASSAGES = 16  # Found for each query; an event that more articles tell of is compared with so many of them.
QUERIES = 2  # For each article: its title with its first sentence, then its first passages.
MOST_LIKE = 8  # Articles that an article is compared with.
LONGEST_QUERY = 600  # Characters.
DAYS_APART = 30  # Reports of one event appear within so many days.
# Of the weight of the words of an opening, the share that the other article has too: either way, one way and the other.
# On invented stories in one library, articles of one event are told from others for three of four.
SHARED = 0.2
SHARED_BOTH_WAYS = 0.1
UNNAMED = 0.6  # With the lesser share, what part of the names of an opening the other may lack.


@dataclass(frozen=True, slots=True)
class Window:
    """The articles that are compared: of these days and this outlet; None asks for all."""

    since: date | None = None
    until: date | None = None
    source: str | None = None


def like(article: Article, library: Library, window: Window) -> list[Article]:
    """Find the articles that may tell of the event of `article`, best first; of near copies only one."""
    best: dict[str, Hit] = {}
    for query in _queries(article, library):
        found = library.search(query, PASSAGES, since=window.since, until=window.until, source=window.source)
        for hit in found:
            before = best.get(hit.article_id)
            best[hit.article_id] = hit if before is None or hit.score > before.score else before
    hits = sorted(best.values(), key=lambda hit: (-hit.score, hit.article_id))
    others = [hit.article for hit in hits if hit.article_id != article.id and hit.article_id not in article.copies]
    return [one for one in others if days_between(article, one) <= DAYS_APART][:MOST_LIKE]


def is_one_event(one: Report, other: Report, topics: Topics, table: BilingualTable) -> bool:
    """Whether two articles tell of one event, as far as their openings say."""
    shared = [share_of_opening(one, other, topics, table), share_of_opening(other, one, topics, table)]
    if max(share for share, _ in shared) >= SHARED:
        return True
    return min(share for share, _ in shared) >= SHARED_BOTH_WAYS and min(unnamed for _, unnamed in shared) <= UNNAMED


def _queries(article: Article, library: Library) -> Iterator[str]:
    passages = library.passages_of(article.id)
    if passages:
        first = passages[0]
        lead = first.words_of(first.sentences[0]) if first.sentences else first.text
        yield f"{article.title} {lead}"[:LONGEST_QUERY]
    yield from (passage.text[:LONGEST_QUERY] for passage in passages[: QUERIES - 1])


def share_of_opening(one: Report, other: Report, topics: Topics, table: BilingualTable) -> tuple[float, float]:
    """Say how much of the opening of `one` the other has too, and which share of its names that one lacks."""
    matcher = Matcher(topics.terms_of(one.opening, table), table)
    met = matcher.match(list(other.vocabulary.words))
    names = NamesAsked(Question(one.opening, one.article.language, ("open",)), matcher.terms, table)
    return matcher.share(met), names.missing(other.vocabulary, met)


def days_between(one: Article, other: Article) -> int:
    """Count the days between two articles; none where the day of either is unknown."""
    a, b = one.published.first, other.published.first
    return abs((a - b).days) if a and b else 0
