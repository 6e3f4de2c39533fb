"""Search: both legs, asked per document language, fused; near copies collapsed, spread over articles and outlets."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.catalogue import Card, Catalogue, Filters
from retrieval.embedding import Embedder
from retrieval.folding import words
from retrieval.languages import language_of
from retrieval.meaning_index import MeaningIndex
from retrieval.model import BilingualTable
from retrieval.records import LANGUAGES, LEGS, FoundBy, Hit, Language
from retrieval.reranking import Reranker, reranked
from retrieval.rereading import Reading, reread
from retrieval.stemming import stem
from retrieval.vocabulary import Vocabulary
from retrieval.words_index import Group, WordsIndex

# The weights were set on every second question of XQuAD (four directions) and TyDi QA (Arabic, English), mean nDCG@10,
# and checked on the others; the words leg alone reaches .917.
NEIGHBOURS = 8  # Stems of the corpus that stand for one word of the question, per script; 15 and 25 did no better.
NEAR = 0.25  # Cosine from which a stem stands for a word; 10 stems from .3 on lost .003.
MOST_EXPANDED = 4  # Words, the weightiest, expanded in their own language too; 3 and 5 did the same, none loses .01.
STEEPNESS = 1.5  # Of the weight that falls with the cosine; 1.2 and 2 lost .002 and .003.
SAME_STEM = 0.7  # What another form of the word counts of it; .6 and .8 did the same. No stems at all lost .01.
# Of questions to a mixed pool whose answer stands in the other language, 0 puts .40 first, .3 puts .59, .5 puts .74;
# of those whose answer stands in their own, .3 loses .01 and .5 loses .03.
LIFT = 0.3  # How far passages of the other language are raised to what they can reach.
LEAST_REACH = 0.25  # Words that mean nothing to the model are not raised without end.
LEAST_IDF = 1.5  # Below it stand function words.
DEPTH = 40  # Candidates of each leg in each language, before fusion; more where more hits are asked for.
KEPT = 30  # Candidates of all languages that are looked up; more where more hits are asked for.
REREAD = 5  # Of these, how many are compared sentence by sentence; 7, 10, 15, 30 and 60 did the same.
NARROW = 2_000  # Filtered passages up to which the meaning leg compares every one.
MEANING_WEIGHT = 0.25  # Against the words leg; .1 and .5 lost .002.
# The cosines of larger models lie close together, each model's in a place of its own; how far each lies above the
# lowest that was found is comparable. With multilingual-e5-small on XQuAD, English to Arabic, .5, 1 and 2 reach .919,
# .941 and .942, the cosines as they are .893, the bundled table .880.
LARGER_WEIGHT = 1.0
LEAST_MEANING = 1e-6
SENTENCE_WEIGHT = 0.2  # Together with the meaning leg +.006 over the words alone.
HELD_WEIGHT = 0.75  # Question words that stand together in one sentence: +.003 again.
SPREAD = 0.97  # What each further passage of an article, or article of an outlet, keeps of its score.


class Question(NamedTuple):
    """What sentences are compared with: a unit vector, or None, and what can stand for each word in any language."""

    vector: NDArray[np.float32] | None
    groups: Sequence[Group]


class Candidate(NamedTuple):
    """What the legs say of a passage: the share of the question's weight in its words, and what its meaning adds.

    `lift` is how far all that is raised in its language.
    """

    words: float
    meaning: float
    lift: float

    @property
    def score(self) -> float:
        """What it is worth before it is read again."""
        return self.lift * (self.words + self.meaning)

    def reread(self, reading: Reading, whole_weight: float) -> float:
        """Score it by its sentences too; the cosine of the whole passage stands in where the meaning leg missed it."""
        meaning = self.meaning or whole_weight * max(0.0, reading.whole)
        sentences = SENTENCE_WEIGHT * reading.sentence + HELD_WEIGHT * reading.held
        return self.lift * (self.words + meaning + sentences)

    @property
    def found_by(self) -> tuple[FoundBy, ...]:
        """The legs that found it."""
        legs: tuple[tuple[FoundBy, float], ...] = (("words", self.words), ("meaning", self.meaning))
        return tuple(name for name, value in legs if value > 0)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage that may become a hit, at a glance, and its score."""

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
        self._is_larger = embedder is not table

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
        asked = list(dict.fromkeys(words(query)))
        if not asked:
            return []
        among = self._catalogue.passage_ids(filters) if filters else None
        languages = [language for language in LANGUAGES if filters.language in (None, language)]
        weights = self._weights(asked) if "words" in legs else {}
        vector = self._table.encode([query])[0] if "meaning" in legs else None
        asked_vector = self._embedder.encode_queries([query])[0] if "meaning" in legs and self._is_larger else vector
        depth = max(DEPTH, limit)
        *_, last = languages
        # Both indexes leave Python to others while they search. Chroma takes about as long as it takes to expand the
        # words and to search the last language for them.
        with ThreadPoolExecutor(max_workers=1) as beside:
            meaning = [beside.submit(self._by_meaning, asked_vector, language, among, depth) for language in languages]
            expanded, waiting = [], []
            for language in languages:
                expanded.append(self._groups(weights, language))
                if language != last:
                    waiting.append(beside.submit(self._words.search, expanded[-1][0], language, depth, among))
            groups, lifts = zip(*expanded, strict=True)
            of_last = self._words.search(groups[-1], last, depth, among)
            by_words = [*(one.result() for one in waiting), of_last]
            by_meaning = [self._worth(one.result()) for one in meaning]
        candidates = dict(chain.from_iterable(map(_candidates, by_words, by_meaning, lifts)))
        question = Question(vector, list(map(_joined, *groups)))
        ranked = self._ranked(question, candidates, max(KEPT, len(languages) * limit))
        kept = _collapse(ranked)
        return self._hits(_spread(self._judged(query, kept, reranker) if reranker else kept, limit))

    def _judged(self, query: str, ranked: Sequence[Ranked], reranker: Reranker) -> list[Ranked]:
        """Put passages into the order of a re-ranker."""
        by_id = {one.card.passage_id: one for one in ranked}
        hits = reranked(self._hits(ranked), query, reranker)
        return [replace(by_id[hit.passage.id], score=hit.score) for hit in hits]

    def _weights(self, asked: Sequence[str]) -> dict[str, float]:
        """Weigh each telling word among those `asked`, or each where none is; the weights add up to 1."""
        idfs = {word: self._table.background_idf(word) for word in asked}
        telling = {word: idf for word, idf in idfs.items() if idf >= LEAST_IDF} or idfs
        whole = sum(telling.values()) or 1.0
        return {word: idf / whole for word, idf in telling.items()}

    def _groups(self, weights: Mapping[str, float], language: Language) -> tuple[list[Group], float]:
        """Turn each word into what can stand for it in `language`; say how far its passages are raised."""
        if not weights:
            return [], 1.0
        expanded = _expanded(weights, language)
        near = dict(zip(expanded, self._vocabulary.near(expanded, language, NEIGHBOURS, NEAR), strict=True))
        found = [(one, near.get(one[0], ())) for one in weights.items()]
        reach = sum(_reach(word, others, language) * weight for (word, weight), others in found)
        groups = [_group(word, others, weight) for (word, weight), others in found]
        return groups, max(reach, LEAST_REACH) ** -LIFT

    def _by_meaning(
        self, vector: NDArray[np.float32] | None, language: Language, among: Sequence[int] | None, depth: int
    ) -> list[tuple[int, float]]:
        if vector is None:
            return []
        if among is None:
            return self._meaning.search(vector, language, depth)
        if len(among) <= NARROW:
            return self._meaning.search(vector, language, depth, among)
        allowed = set(among)
        found = self._meaning.search(vector, language, depth * 4)
        return [(passage_id, cosine) for passage_id, cosine in found if passage_id in allowed][:depth]

    def _worth(self, by_meaning: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
        """Turn cosines into what they add to a score; each that is above zero adds something."""
        above = [(passage_id, cosine) for passage_id, cosine in by_meaning if cosine > 0]
        if not self._is_larger:
            return [(passage_id, MEANING_WEIGHT * cosine) for passage_id, cosine in above]
        lowest = min((cosine for _, cosine in above), default=0.0)
        span = max(1 - lowest, LEAST_MEANING)
        return [(at, max(LEAST_MEANING, LARGER_WEIGHT * (cosine - lowest) / span)) for at, cosine in above]

    def _ranked(self, question: Question, candidates: Mapping[int, Candidate], kept: int) -> list[Ranked]:
        """Look up the `kept` best candidates, read the first of them again, and put them in order."""
        best = sorted(candidates, key=lambda at: (-candidates[at].score, at))[:kept]
        cards = self._catalogue.cards(best)
        scores = {at: candidates[at].score for at in best} | self._reread(question, candidates, best[:REREAD])
        ranked = [Ranked(cards[at], scores[at], candidates[at].found_by) for at in best if at in cards]
        return sorted(ranked, key=lambda one: (-one.score, one.card.article_id, one.card.start))

    def _reread(self, question: Question, candidates: Mapping[int, Candidate], best: Sequence[int]) -> dict[int, float]:
        passages = self._catalogue.passages(best)
        readings = reread(self._table, list(passages.values()), question.vector, question.groups)
        weight = 0.0 if self._is_larger else MEANING_WEIGHT
        return {at: candidates[at].reread(reading, weight) for at, reading in zip(passages, readings, strict=True)}

    def _hits(self, ranked: Sequence[Ranked]) -> list[Hit]:
        passages = self._catalogue.passages([one.card.passage_id for one in ranked])
        articles = {one.id: one for one in self._catalogue.articles(list({one.card.article_id for one in ranked}))}
        return [
            Hit(passages[one.card.passage_id], articles[one.card.article_id], one.score, one.found_by)
            for one in ranked
            if one.card.passage_id in passages and one.card.article_id in articles
        ]


def _candidates(
    by_words: Sequence[tuple[int, float]], by_meaning: Sequence[tuple[int, float]], lift: float
) -> Iterator[tuple[int, Candidate]]:
    """Bring together what the legs found in a language, by passage."""
    words, meaning = dict(by_words), dict(by_meaning)
    for passage_id in words.keys() | meaning.keys():
        yield passage_id, Candidate(words.get(passage_id, 0.0), meaning.get(passage_id, 0.0), lift)


def _expanded(weights: Mapping[str, float], language: Language) -> list[str]:
    """Choose the words that others in `language` are to stand for: in the other language there is no other way."""
    words = [word for word in weights if not word.isdigit()]
    own = [word for word in words if language_of(word) == language]
    return [
        *(word for word in words if language_of(word) != language),
        *sorted(own, key=weights.__getitem__, reverse=True)[:MOST_EXPANDED],
    ]


def _group(word: str, others: Sequence[tuple[str, float]], weight: float) -> Group:
    if word.isdigit():
        return Group(((word, weight),))
    weights = {other: cosine**STEEPNESS * weight for other, cosine in others}
    weights[stem(word)] = max(SAME_STEM * weight, weights.get(stem(word), 0.0))
    return Group(((word, weight),), tuple(weights.items()))


def _joined(*groups: Group) -> Group:
    """Bring together what can stand for one word in several languages."""
    return Group(groups[0].words, tuple(chain.from_iterable(group.stems for group in groups)))


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
        best = _next(left, seen)
        left.remove(best)
        picked.append(best)
        seen.update({f"article {best.card.article_id}", f"source {best.card.source}"})
    return picked


def _next(ranked: Sequence[Ranked], seen: Mapping[str, int]) -> Ranked:
    """Find the best after discounts among what is in order before them, as far as one can still be it."""
    best, score = ranked[0], -math.inf
    for one in ranked:
        if one.score <= score:
            break
        if (discounted := one.score * SPREAD ** _times_seen(one.card, seen)) > score:
            best, score = one, discounted
    return best


def _times_seen(card: Card, seen: Mapping[str, int]) -> int:
    return seen[f"article {card.article_id}"] + (seen[f"source {card.source}"] if card.source else 0)
