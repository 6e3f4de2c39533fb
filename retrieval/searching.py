"""Search: both legs, asked per document language, fused; near copies collapsed, spread over articles and outlets."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from retrieval.catalogue import Card, Catalogue, Filters
from retrieval.embedding import Embedder
from retrieval.folding import words
from retrieval.languages import language_of
from retrieval.meaning_index import MeaningIndex
from retrieval.model import BilingualTable
from retrieval.records import LANGUAGES, LEGS, FoundBy, Hit, Language, Passage
from retrieval.reranking import Reranker, reranked
from retrieval.rereading import Reader, Reading
from retrieval.stemming import stem
from retrieval.vocabulary import Vocabulary
from retrieval.words_index import Group, WordsIndex

# The weights were set on every second question of XQuAD (four directions) and TyDi QA (Arabic, English), mean nDCG@10,
# and checked on the others; the words leg alone reaches .917.
NEIGHBOURS = 8  # Stems of the corpus that stand for one word of the question, per script; 15 and 25 did no better.
NEAR = 0.25  # Cosine from which a stem stands for a word; 10 stems from .3 on lost .003.
STEEPNESS = 1.5  # Of the weight that falls with the cosine; 1.2 and 2 lost .002 and .003.
SAME_STEM = 0.7  # What another form of the word counts of it; .6 and .8 did the same. No stems at all lost .01.
# Of questions to a mixed pool whose answer stands in the other language, 0 puts .40 first, .3 puts .59, .5 puts .74;
# of those whose answer stands in their own, .3 loses .01 and .5 loses .03.
LIFT = 0.3  # How far passages of the other language are raised to what they can reach.
LEAST_REACH = 0.25  # Words that mean nothing to the model are not raised without end.
LEAST_IDF = 1.5  # Below it stand function words.
DEPTH = 60  # Candidates of each leg in each language, before fusion; more where more hits are asked for.
KEPT = 30  # Candidates of each language that are looked up; more where more hits are asked for.
REREAD = 15  # Of these, how many are compared sentence by sentence; 10, 30 and 60 did the same.
NARROW = 2_000  # Filtered passages up to which the meaning leg compares every one.
MEANING_WEIGHT = 0.25  # Against the words leg; .1 and .5 lost .002.
SENTENCE_WEIGHT = 0.2  # Together with the meaning leg +.006 over the words alone.
HELD_WEIGHT = 0.75  # Question words that stand together in one sentence: +.003 again.
SPREAD = 0.97  # What each further passage of an article, or article of an outlet, keeps of its score.


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the passages of one language.

    It has unit vectors to compare with passages and with sentences, the groups of what can stand for each of its words
    (their weights add up to 1), how far scores are raised, the passages to look `among` (None: all), and the legs to
    use.
    """

    vector: NDArray[np.float32]
    sentence_vector: NDArray[np.float32]
    groups: Sequence[Group]
    lift: float
    language: Language
    among: Collection[int] | None
    legs: Sequence[FoundBy]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the legs say of a passage: the share of the question's weight in its words, and its cosine."""

    words: float = 0.0
    meaning: float = 0.0

    @property
    def score(self) -> float:
        """What it is worth before it is read again."""
        return self.words + MEANING_WEIGHT * self.meaning

    def reread(self, reading: Reading) -> float:
        """Score it by its sentences too; the cosine of the whole passage stands in where the meaning leg missed it."""
        whole = self.meaning or max(0.0, reading.whole)
        near = MEANING_WEIGHT * whole + SENTENCE_WEIGHT * reading.sentence
        return self.words + near + HELD_WEIGHT * reading.held

    @property
    def found_by(self) -> tuple[FoundBy, ...]:
        """The legs that found it."""
        legs: tuple[tuple[FoundBy, float], ...] = (("words", self.words), ("meaning", self.meaning))
        return tuple(name for name, value in legs if value > 0)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage that may become a hit, the article that it stands in at a glance, and its score."""

    passage: Passage
    card: Card
    score: float
    found_by: tuple[FoundBy, ...]


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
        self._reader = Reader(table)

    def search(
        self,
        query: str,
        limit: int,
        filters: Filters,
        legs: Sequence[FoundBy] = LEGS,
        reranker: Reranker | None = None,
    ) -> list[Hit]:
        """Find up to `limit` passages for `query`, best first, with both `legs` or with one alone.

        Where there is a `reranker` the best are in its order. Sentences are always compared by the bundled table: a
        larger model takes seconds for hundreds of them.
        """
        if not words(query):
            return []
        among = self._catalogue.passage_ids(filters) if filters else None
        sentence_vector = self._table.encode([query])[0]
        vector = self._embedder.encode_queries([query])[0] if "meaning" in legs else sentence_vector
        ranked: list[Ranked] = []
        for language in LANGUAGES:
            if filters.language in (None, language):
                groups, lift = self._groups(query, language) if "words" in legs else ([], 1.0)
                question = Question(vector, sentence_vector, groups, lift, language, among, legs)
                ranked += self._ranked(question, limit)
        ranked.sort(key=lambda one: (-one.score, one.card.article_id, one.passage.start))
        kept = _collapse(ranked)
        return self._hits(_spread(self._judged(query, kept, reranker) if reranker else kept, limit))

    def _judged(self, query: str, ranked: Sequence[Ranked], reranker: Reranker) -> list[Ranked]:
        """Put passages into the order of a re-ranker."""
        by_id = {one.passage.id: one for one in ranked}
        hits = reranked(self._hits(ranked), query, reranker)
        return [replace(by_id[hit.passage.id], score=hit.score) for hit in hits]

    def _groups(self, query: str, language: Language) -> tuple[list[Group], float]:
        """Turn each telling word of the query into what can stand for it in `language`; say how far that is raised."""
        asked = [word for word in dict.fromkeys(words(query)) if self._table.background_idf(word) >= LEAST_IDF]
        asked = asked or list(dict.fromkeys(words(query)))
        near = self._vocabulary.near(asked, language, NEIGHBOURS, NEAR)
        idfs = [self._table.background_idf(word) for word in asked]
        reach = [_reach(word, others, language) * idf for word, others, idf in zip(asked, near, idfs, strict=True)]
        whole = sum(idfs) or 1.0
        groups = [_group(word, others, idf / whole) for word, others, idf in zip(asked, near, idfs, strict=True)]
        return groups, max(sum(reach) / whole, LEAST_REACH) ** -LIFT

    def _ranked(self, question: Question, limit: int) -> list[Ranked]:
        """Find the candidates of a language, as many as `limit` may need, and read the first of them again."""
        candidates = self._candidates(question, max(DEPTH, limit))
        best = sorted(candidates, key=lambda at: (-candidates[at].score, at))[: max(KEPT, limit)]
        passages = self._catalogue.passages(best)
        cards = self._catalogue.cards(list({passage.article_id for passage in passages.values()}))
        there = [at for at in best if at in passages and passages[at].article_id in cards]
        scores = self._scores(question, [(candidates[at], passages[at]) for at in there])
        return [
            Ranked(passages[at], cards[passages[at].article_id], score * question.lift, candidates[at].found_by)
            for at, score in zip(there, scores, strict=True)
        ]

    def _candidates(self, question: Question, depth: int) -> Mapping[int, Candidate]:
        by_words = dict(self._by_words(question, depth)) if "words" in question.legs else {}
        by_meaning = dict(self._by_meaning(question, depth)) if "meaning" in question.legs else {}
        found = {
            passage_id: Candidate(by_words.get(passage_id, 0.0), max(0.0, by_meaning.get(passage_id, 0.0)))
            for passage_id in by_words.keys() | by_meaning.keys()
        }
        return {passage_id: candidate for passage_id, candidate in found.items() if candidate.found_by}

    def _by_words(self, question: Question, depth: int) -> list[tuple[int, float]]:
        return self._words.search(question.groups, question.language, depth, question.among)

    def _by_meaning(self, question: Question, depth: int) -> list[tuple[int, float]]:
        vector, language, among = question.vector, question.language, question.among
        if among is None:
            return self._meaning.search(vector, language, depth)
        if len(among) <= NARROW:
            return self._meaning.search(vector, language, depth, list(among))
        allowed = set(among)
        found = self._meaning.search(vector, language, depth * 4)
        return [(passage_id, cosine) for passage_id, cosine in found if passage_id in allowed][:depth]

    def _scores(self, question: Question, found: Sequence[tuple[Candidate, Passage]]) -> Iterator[float]:
        vector = question.sentence_vector if "meaning" in question.legs else None
        readings = self._reader.read([passage for _, passage in found[:REREAD]], vector, question.groups)
        yield from (candidate.reread(reading) for (candidate, _), reading in zip(found, readings, strict=False))
        yield from (candidate.score for candidate, _ in found[REREAD:])

    def _hits(self, ranked: Sequence[Ranked]) -> list[Hit]:
        articles = {one.id: one for one in self._catalogue.articles(list({one.card.article_id for one in ranked}))}
        return [
            Hit(one.passage, articles[one.card.article_id], one.score, one.found_by)
            for one in ranked
            if one.card.article_id in articles
        ]


def _group(word: str, others: Sequence[tuple[str, float]], weight: float) -> Group:
    if word.isdigit():
        return Group(((word, weight),))
    weights = {other: cosine**STEEPNESS * weight for other, cosine in others}
    weights[stem(word)] = max(SAME_STEM * weight, weights.get(stem(word), 0.0))
    return Group(((word, weight),), tuple(weights.items()))


def _reach(word: str, others: Sequence[tuple[str, float]], language: Language) -> float:
    """How much of a word's weight a passage of `language` can hold: all in its own language, less in the other."""
    if word.isdigit() or language_of(word) == language:
        return 1.0
    return others[0][1] ** STEEPNESS if others else 0.0


def _collapse(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Keep one article of each family of near copies: the one found best."""
    kept: list[Ranked] = []
    dropped: set[str] = set()
    for one in ranked:
        if one.card.article_id not in dropped:
            kept.append(one)
            dropped.update(one.card.copies)
    return kept


def _spread(ranked: Sequence[Ranked], limit: int) -> list[Ranked]:
    """Pick `limit` passages one by one, each further one of an article or outlet at a small discount."""
    left = list(ranked)
    picked: list[Ranked] = []
    seen: Counter[str] = Counter()
    while left and len(picked) < limit:
        best = max(left, key=lambda one: one.score * SPREAD ** _times_seen(one.card, seen))
        left.remove(best)
        picked.append(best)
        seen.update({f"article {best.card.article_id}", f"source {best.card.source}"})
    return picked


def _times_seen(card: Card, seen: Counter[str]) -> int:
    return seen[f"article {card.article_id}"] + (seen[f"source {card.source}"] if card.source else 0)
