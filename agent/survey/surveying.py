"""The survey: each article with the few that tell of the same event, all that they state compared, and told."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from agent.survey.contradictions import Tie, ties
from agent.survey.events import Window, is_one_event, like
from agent.survey.grouping import Dispute, disputes
from agent.survey.records import Survey
from agent.survey.reports import Report, Topics, read_report
from agent.survey.telling import told
from retrieval.library import Library, OnProgress, Progress, ignore
from retrieval.records import Article, Language

KEPT = 500  # Articles kept as read; those of one event are mostly compared one after another.


def find_conflicts(
    library: Library,
    language: Language = "en",
    *,
    since: date | None = None,
    until: date | None = None,
    source: str | None = None,
    on_progress: OnProgress = ignore,
) -> Survey:
    """Find where the articles of `library` cannot both be right, told in `language`.

    Each article is searched for twice and compared with at most eight others, so the work grows with their number.
    Days are inclusive; with `source` only articles of this outlet are compared, with each other.

    Raises:
        EmptyLibrary: the library holds no articles.
        UnknownSource: no outlet has the name `source`.
    """
    window = Window(since, until, source)
    ids = library.article_ids(since=since, until=until, source=source)
    topics = Topics(map(library.article, ids))
    surveyor = _Surveyor(library, window, frozenset(ids), topics)
    found: list[Tie] = []
    for done, article_id in enumerate(ids, start=1):
        found += surveyor.ties_of(library.article(article_id))
        on_progress(Progress("comparing", done, len(ids)))
    return Survey(tuple(told(one, library, language) for one in disputes(found)), len(ids))


def disputes_among(articles: Sequence[Article], library: Library) -> list[Dispute]:
    """Find where a few articles of a library cannot both be right, the firmest first; each is compared with each."""
    topics = Topics(articles)
    firsts = [one for one in articles if not any(other.id in one.copies for other in articles if other.id < one.id)]
    pairs = combinations([read_report(one, library) for one in firsts], 2)
    one_event = [pair for pair in pairs if is_one_event(*pair, topics, library.table)]
    return disputes(tie for pair in one_event for tie in ties(*pair, topics, library.table))


class _Surveyor:
    """Compares the articles of a library, each pair once and of near copies only one."""

    def __init__(self, library: Library, window: Window, ids: frozenset[str], topics: Topics) -> None:
        self._library = library
        self._window = window
        self._ids = ids
        self._topics = topics
        self._done: set[tuple[str, str]] = set()
        self._read: dict[str, Report] = {}

    def ties_of(self, article: Article) -> Iterator[Tie]:
        """Yield the ties of an article with those on its event that it was not compared with yet."""
        if self._first_copy(article) != article.id:
            return
        for other in like(article, self._library, self._window):
            first = self._first_copy(other)
            pair = (min(article.id, first), max(article.id, first))
            if first == article.id or pair in self._done:
                continue
            self._done.add(pair)
            one, another = self._report(pair[0]), self._report(pair[1])
            if is_one_event(one, another, self._topics, self._library.table):
                yield from ties(one, another, self._topics, self._library.table)

    def _first_copy(self, article: Article) -> str:
        return min(article.id, *(copy for copy in article.copies if copy in self._ids), article.id)

    def _report(self, article_id: str) -> Report:
        if article_id not in self._read:
            if len(self._read) >= KEPT:
                del self._read[next(iter(self._read))]
            self._read[article_id] = read_report(self._library.article(article_id), self._library)
        return self._read[article_id]
