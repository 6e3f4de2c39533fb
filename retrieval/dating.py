"""Date the articles of a library that state no date, from their own words and from dated articles on the same event.

The result does not depend on the order in which articles came: an undated article is looked at again whenever a dated
one comes in that shares rare words with a sentence that could date it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from retrieval.catalogue import Catalogue, Filters
from retrieval.folding import words
from retrieval.publication import Occasion, Twin, inferred_publication, occasions
from retrieval.records import Article, Hit, Published, Span
from retrieval.sentences import split_sentences

TWINS = 10  # Articles looked at for one occasion.
RARE = 5.5  # nats of background idf, as in `retrieval.publication`.
LEAST_SHARED = 2

Find = Callable[[str, int, Filters], list[Hit]]
Idf = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Dating:
    """Finds dates for undated articles of one catalogue."""

    catalogue: Catalogue
    find: Find
    idf: Idf

    def date(self, changed: Sequence[str]) -> dict[str, Published]:
        """Date what can be dated after the articles `changed` came in; return the new dates by article id."""
        fresh = set(changed)
        rare = self._rare_words_of_dated(changed)
        found: dict[str, Published] = {}
        for article in self.catalogue.undated():
            sentences = list(_sentences(article))
            told = occasions(article.text, sentences)
            touched = article.id in fresh or article.published.how == "inferred"
            if touched or any(self._shares(article, occasion, rare) for occasion in told):
                published = inferred_publication(article.text, sentences, self._twins(article, told), self.idf)
                if published != article.published:
                    found[article.id] = published
        with self.catalogue.transaction():
            for article_id, published in found.items():
                self.catalogue.set_published(article_id, published)
        return found

    def _rare_words_of_dated(self, changed: Sequence[str]) -> set[str]:
        return {
            word
            for start in range(0, len(changed), 500)
            for article in self.catalogue.articles(changed[start : start + 500])
            if article.published.how == "stated"
            for word in self._rare(article.text)
        }

    def _shares(self, article: Article, occasion: Occasion, rare: set[str]) -> bool:
        return len(rare.intersection(self._rare(occasion.sentence.of(article.text)))) >= LEAST_SHARED

    def _rare(self, text: str) -> Iterator[str]:
        return (word for word in set(words(text)) if self.idf(word) >= RARE)

    def _twins(self, article: Article, told: Iterable[Occasion]) -> list[Twin]:
        """Find dated articles that may tell of the same occasions."""
        twins: dict[str, Twin] = {}
        for occasion in told:
            for hit in self.find(occasion.sentence.of(article.text), TWINS, Filters()):
                other = hit.article
                if other.id != article.id and other.published.how == "stated":
                    twins[other.id] = Twin(other.id, other.text, tuple(_sentences(other)), other.published)
        return list(twins.values())


def _sentences(article: Article) -> Iterator[Span]:
    for paragraph in article.paragraphs:
        yield from split_sentences(article.text, paragraph.span)
