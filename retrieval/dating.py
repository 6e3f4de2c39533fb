"""Date the articles of a library that state no date, from their own words and from dated articles on the same event.

The result does not depend on the order in which articles came: an undated article is looked at again whenever a dated
one comes in that shares rare words with a sentence that could date it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from retrieval.catalogue import Catalogue, Filters
from retrieval.dates import find_dates
from retrieval.folding import words
from retrieval.publication import RARE, Occasion, Twin, inferred_publication, occasions
from retrieval.records import Article, Hit, Published, Span
from retrieval.sentences import split_sentences

TWINS = 10  # Articles looked at for one occasion.
LEAST_SHARED = 2

Find = Callable[[str, int, Filters], list[Hit]]
Idf = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Dating:
    """Finds dates for undated articles of one catalogue."""

    catalogue: Catalogue
    find: Find
    idf: Idf

    def run(self, changed: Sequence[str], gone: Iterable[Article] = ()) -> dict[str, Published]:
        """Date what can be dated after articles came in (`changed`) or went (`gone`); return the new dates by id."""
        undated = self.catalogue.undated()
        fresh = set(changed)
        moved = [*self._stated(changed), *gone] if any(article.id not in fresh for article in undated) else []
        rare = {word for article in moved for word in self._rare(article.text)}
        twins_exist = "stated" in self.catalogue.counts().by_date_how
        found: dict[str, Published] = {}
        for article in undated:
            touched = article.id in fresh or article.published.how == "inferred"
            if not touched and len(rare.intersection(words(article.text))) < LEAST_SHARED:
                continue  # Most are passed over here: to read what a text dates takes ten times as long.
            sentences = list(_sentences(article))
            told = occasions(article.text, sentences)
            if touched or any(self._shares(article, occasion, rare) for occasion in told):
                published = self._dated(article, sentences, told if twins_exist else ())
                if published != article.published:
                    found[article.id] = published
        with self.catalogue.transaction():
            for article_id, published in found.items():
                self.catalogue.set_published(article_id, published)
        return found

    def _dated(self, article: Article, sentences: Sequence[Span], told: Sequence[Occasion]) -> Published:
        copies = [copy for copy in self.catalogue.articles(article.copies) if copy.published.how == "stated"]
        published = inferred_publication(article.text, sentences, self._twins(article, told, copies), self.idf)
        return published if published.how == "inferred" else _by_copies(article, sentences, copies)

    def _stated(self, ids: Sequence[str]) -> Iterator[Article]:
        for start in range(0, len(ids), 500):
            found = self.catalogue.articles(ids[start : start + 500])
            yield from (article for article in found if article.published.how == "stated")

    def _shares(self, article: Article, occasion: Occasion, rare: set[str]) -> bool:
        return len(rare.intersection(self._rare(occasion.sentence.of(article.text)))) >= LEAST_SHARED

    def _rare(self, text: str) -> Iterator[str]:
        return (word for word in set(words(text)) if self.idf(word) >= RARE)

    def _twins(self, article: Article, told: Iterable[Occasion], copies: Iterable[Article]) -> list[Twin]:
        """Find dated articles that may tell of the same occasions; a search hides near copies behind the article."""
        found = {copy.id: copy for copy in copies}
        for occasion in told:
            hits = self.find(occasion.sentence.of(article.text), TWINS, Filters())
            found |= {hit.article_id: hit.article for hit in hits if hit.article.published.how == "stated"}
        return [Twin(one.id, one.text, tuple(_sentences(one)), one.published) for one in found.values()]


def _by_copies(article: Article, sentences: Sequence[Span], copies: Iterable[Article]) -> Published:
    """Date a near copy of dated articles by a sentence they share that says "today" with its weekday."""
    days: dict[date, str] = {}
    for copy in copies:
        shared = {tuple(words(span.of(copy.text))) for span in _sentences(copy)}
        for sentence in sentences:
            text = sentence.of(article.text)
            today = [m for m in find_dates(text, copy.published) if m.said.unit == "day" and m.said.weekday is not None]
            if len(today) == 1 and today[0].first and tuple(words(text)) in shared:
                days[today[0].first - timedelta(days=today[0].said.shift)] = copy.id
    if len(days) != 1:
        return Published()
    ((day, copy_id),) = days.items()
    reasons = {"ar": f"تاريخ نسخة شبه مطابقة ({copy_id})", "en": f"the date of a near copy ({copy_id})"}
    return Published(day, day, "inferred", reasons[article.language])


def _sentences(article: Article) -> Iterator[Span]:
    for paragraph in article.paragraphs:
        yield from split_sentences(article.text, paragraph.span)
