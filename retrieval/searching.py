"""Search: both legs, asked per document language, fused; near copies collapsed, spread over articles and outlets."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.catalogue import Catalogue, Filters
from retrieval.embedding import Embedder
from retrieval.folding import words
from retrieval.meaning_index import MeaningIndex
from retrieval.model import BilingualTable
from retrieval.records import LANGUAGES, Article, FoundBy, Hit, Language, Passage
from retrieval.reranking import Reranker, reranked
from retrieval.vocabulary import Vocabulary
from retrieval.words_index import Group, WordsIndex

NEIGHBOURS = 15  # Words of the corpus that stand for one word of the question, per script.
NEAR = 0.25  # Cosine from which a word stands for another; .35 lost .02 nDCG@10 across languages on XQuAD.
STEEPNESS = 1.5  # Of the weight that falls with the cosine; 2 lost as much again.
LEAST_IDF = 1.5  # Below it stand function words.
DEPTH = 60  # Candidates of each leg in each language, before fusion.
RESCORED = 30  # Candidates of each language whose sentences are compared one by one.
NARROW = 2_000  # Filtered passages up to which the meaning leg compares every one.
MEANING_WEIGHT = 0.25  # Against the words leg; the prototype's measure.
SENTENCE_WEIGHT = 0.25
SPREAD = 0.97  # What each further passage of an article, or article of an outlet, keeps of its score.


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the legs say of a passage: the share of the question's weight in its words, and its cosine."""

    words: float = 0.0
    meaning: float = 0.0


class Search:
    """Both legs over one library."""

    def __init__(
        self,
        catalogue: Catalogue,
        words_index: WordsIndex,
        meaning_index: MeaningIndex,
        vocabulary: Vocabulary,
        table: BilingualTable,
        embedder: Embedder,
    ) -> None:
        self._catalogue = catalogue
        self._words = words_index
        self._meaning = meaning_index
        self._vocabulary = vocabulary
        self._table = table
        self._embedder = embedder

    def search(self, query: str, limit: int, filters: Filters, reranker: Reranker | None = None) -> list[Hit]:
        """Find up to `limit` passages for `query`, best first, as `reranker` judges where there is one."""
        if not words(query):
            return []
        among = self._catalogue.passage_ids(filters) if filters else None
        vector = self._embedder.encode_queries([query])[0]
        candidates: dict[int, Candidate] = {}
        for language in LANGUAGES:
            if filters.language in (None, language):
                candidates |= self._candidates(query, vector, language, among)
        hits = _collapse(self._scored(query, candidates))
        return _spread(reranked(hits, query, reranker) if reranker else hits, limit)

    def _candidates(
        self, query: str, vector: NDArray[np.float32], language: Language, among: Collection[int] | None
    ) -> dict[int, Candidate]:
        groups = self._groups(query, language)
        weight = sum(max(weight for _, weight in group.alternatives) for group in groups) or 1.0
        by_words = dict(self._words.search(groups, language, DEPTH, among))
        by_meaning = dict(self._by_meaning(vector, language, among))
        found = {
            passage_id: Candidate(by_words.get(passage_id, 0.0) / weight, max(0.0, by_meaning.get(passage_id, 0.0)))
            for passage_id in by_words.keys() | by_meaning.keys()
        }
        some = [item for item in found.items() if item[1].words or item[1].meaning]
        return dict(sorted(some, key=_first_score, reverse=True)[:RESCORED])

    def _by_meaning(
        self, vector: NDArray[np.float32], language: Language, among: Collection[int] | None
    ) -> list[tuple[int, float]]:
        if among is None:
            return self._meaning.search(vector, language, DEPTH)
        if len(among) <= NARROW:
            return self._meaning.search(vector, language, DEPTH, list(among))
        allowed = set(among)
        found = self._meaning.search(vector, language, DEPTH * 4)
        return [(passage_id, cosine) for passage_id, cosine in found if passage_id in allowed][:DEPTH]

    def _groups(self, query: str, language: Language) -> list[Group]:
        """Turn each telling word of the query into the words of `language` that can stand for it."""
        asked = [word for word in dict.fromkeys(words(query)) if self._table.background_idf(word) >= LEAST_IDF]
        if not asked:
            asked = list(dict.fromkeys(words(query)))
        if not asked:
            return []
        vectors = self._table.word_vectors(asked)
        units = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        near = self._vocabulary.near(units, language, NEIGHBOURS, NEAR)
        return [self._group(word, others) for word, others in zip(asked, near, strict=True)]

    def _group(self, word: str, others: Sequence[tuple[str, float]]) -> Group:
        idf = self._table.background_idf(word)
        weights = {} if word.isdigit() else {other: cosine**STEEPNESS * idf for other, cosine in others}
        return Group(tuple((weights | {word: idf}).items()))

    def _scored(self, query: str, candidates: dict[int, Candidate]) -> list[Hit]:
        passages = self._catalogue.passages(list(candidates))
        articles = {
            article.id: article
            for article in self._catalogue.articles(list({passage.article_id for passage in passages.values()}))
        }
        there = [passage for passage in passages.values() if passage.article_id in articles]
        hits = [
            Hit(
                passage,
                articles[passage.article_id],
                _score(candidates[passage.id], cosine),
                _found_by(candidates[passage.id]),
            )
            for passage, cosine in zip(there, self._best_sentences(query, there), strict=True)
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.article_id, hit.passage.start))

    def _best_sentences(self, query: str, passages: Sequence[Passage]) -> list[float]:
        """Compare the query with each sentence of each passage; keep the best cosine of each.

        Always by the bundled table: a larger model takes seconds for hundreds of sentences.
        """
        vector = self._table.encode([query])[0]
        texts = [[passage.words_of(sentence) for sentence in passage.sentences] for passage in passages]
        cosines = self._table.encode([text for group in texts for text in group]) @ vector
        ends = np.cumsum([len(group) for group in texts])
        return [float(part.max()) for part in np.split(cosines, ends[:-1])] if passages else []


def _first_score(item: tuple[int, Candidate]) -> float:
    return item[1].words + MEANING_WEIGHT * item[1].meaning


def _score(candidate: Candidate, sentence_cosine: float) -> float:
    return candidate.words + MEANING_WEIGHT * candidate.meaning + SENTENCE_WEIGHT * sentence_cosine


def _found_by(candidate: Candidate) -> tuple[FoundBy, ...]:
    legs: tuple[tuple[FoundBy, float], ...] = (("words", candidate.words), ("meaning", candidate.meaning))
    return tuple(name for name, value in legs if value > 0)


def _collapse(hits: Sequence[Hit]) -> list[Hit]:
    """Keep one article of each family of near copies: the one found best."""
    kept: list[Hit] = []
    dropped: set[str] = set()
    for hit in hits:
        if hit.article_id not in dropped:
            kept.append(hit)
            dropped.update(hit.article.copies)
    return kept


def _spread(hits: Sequence[Hit], limit: int) -> list[Hit]:
    """Pick `limit` hits one by one, each further one of an article or outlet at a small discount."""
    left = list(hits)
    picked: list[Hit] = []
    seen: Counter[str] = Counter()
    while left and len(picked) < limit:
        best = max(left, key=lambda hit: hit.score * SPREAD ** _times_seen(hit.article, seen))
        left.remove(best)
        picked.append(best)
        seen.update({f"article {best.article_id}", f"source {best.article.source}"})
    return picked


def _times_seen(article: Article, seen: Counter[str]) -> int:
    return seen[f"article {article.id}"] + (seen[f"source {article.source}"] if article.source else 0)
