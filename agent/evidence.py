"""Choose the sentences that answer a question, without a language model.

Each sentence of the best articles is described by a few features: how much of the question its words and those round it
carry, how near its meaning is, whether the wanted kind of answer stands in it. Their weighted sum is its score.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from agent.answers import AnswerFinder
from agent.asked_nouns import asked_nouns
from agent.matching import SAME, Matcher
from agent.names.gazetteer import known
from agent.names.places import COUNTRIES
from agent.presence import NamesAsked, Vocabulary
from agent.questions import Question
from retrieval.folding import words
from retrieval.library import Library
from retrieval.records import Article, Hit, Passage, Sentence, Span

READ = 20  # Articles read sentence by sentence.
WHOLE = 16  # Passages up to which an article is read whole; of a longer one, only the passages that were found.
BEFORE, AFTER, REST = 0.8, 0.5, 0.5  # What a term counts for when only the context meets it.
MOST_UNNAMED = 0.5  # News of a country seldom names it in each sentence; it is enough that the article does.
NAMED_BESIDE = 0.5  # Of the best, how well the names of the question must be met beside a sentence that says when.


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a sentence, each about from 0 to 1."""

    own: float  # Share of the question that its own words carry.
    context: float  # The same with the words round it.
    about: float  # The same with all that was read of the article.
    cosine: float  # Of its meaning with the question's.
    rank: float  # One over the rank of its article.
    found: float  # One over the rank of its passage among the hits.
    fits: float  # Whether the wanted kind of answer stands in it; 0 too where the question wants no such kind.
    misfits: float  # Whether the question wants a kind of answer that does not stand in it.
    counted: float  # How well what is counted beside a number is what was to be counted; 0 where that is not said.
    dated: float  # Whether a date in it, or before it, is one that the question names.
    misdated: float  # Whether it has dates and the question too, but others.
    outlet: float  # Whether the question names the outlet that the article is from.
    elsewhere: float  # Whether, asked when or where, the question's names stand somewhere, but not in or beside it.
    heading: float
    unnamed: float  # Share of the names of the question that stand nowhere in its article.


# Fitted by maximum likelihood of the sentence that answers among all read, over 88 questions on news and 440 of XQuAD,
# in four directions. That sentence is the best for 68 % of the former, and among the best three for 89 %.
# By eye and since then: the weight of `unnamed`, and the wider meaning of `fits`, `misfits` and `elsewhere`.
WEIGHTS = Features(0.7, 6.8, 3.1, 4.3, 0.5, 0.8, 1.4, -1.4, 3.1, 1.8, -1.8, 2.7, -2.0, -1.8, -2.0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer, with what speaks for it and its score; `value` is the date or number in `text`."""

    article: Article
    span: Span
    text: str
    features: Features
    score: float
    value: Span | None

    @property
    def at(self) -> tuple[str, Span]:
        """Which sentence it is: the id of its article and where it stands there."""
        return self.article.id, self.span


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence with where it stands: the rank of its article, and of its passage if that was found."""

    article: Article
    passage: Passage
    rank: int
    found: int | None
    sentence: Sentence
    text: str
    words: tuple[str, ...]


def weigh(question: Question, hits: Sequence[Hit], library: Library, matcher: Matcher) -> list[Evidence]:
    """Read the best articles sentence by sentence; return the sentences with their scores, best first.

    `matcher` is that of the words of the question.
    """
    places = list(_places(hits, library))
    if not places:
        return []
    matcher.learn(word for place in places for word in place.words)
    finder = AnswerFinder(question, matcher, library.table)
    cosines = library.table.encode([place.text for place in places]) @ library.table.encode([question.text])[0]
    reading = _Reading(question, places, matcher, NamesAsked(question, matcher.terms, library.table))
    evidence = [reading.evidence(at, float(cosines[at]), finder) for at in range(len(places))]
    return sorted(evidence, key=lambda one: (-one.score, one.article.id, one.span))


def _places(hits: Sequence[Hit], library: Library) -> Iterator[_Place]:
    """List the sentences of the best hits, and all others of the articles that these stand in."""
    found = {hit.passage.id: rank for rank, hit in enumerate(hits)}
    articles = list({hit.article_id: hit.article for hit in hits}.values())
    for rank, article in enumerate(articles[:READ]):
        whole = library.passages_of(article.id)
        near = whole if len(whole) <= WHOLE else [passage for passage in whole if passage.id in found]
        for passage in near:
            for sentence in passage.sentences:
                text = passage.words_of(sentence)
                yield _Place(article, passage, rank, found.get(passage.id), sentence, text, tuple(words(text)))


class _Reading:
    """The sentences read for one question, and how well each meets its terms."""

    def __init__(self, question: Question, places: Sequence[_Place], matcher: Matcher, names: NamesAsked) -> None:
        self._question = question
        self._places = places
        self._matcher = matcher
        self._names = np.array(matcher.terms.unknown)
        named = [word for word, is_name in zip(matcher.terms.words, matcher.terms.unknown, strict=True) if is_name]
        self._names_countries_alone = bool(named) and all(known([word]) for word in named)
        self._met = [matcher.match(place.words) for place in places]
        self._articles = self._by_article()
        self._unnamed = {one: names.missing(read, self._articles[one]) for one, read in self._read().items()}
        self._outlets = {place.article.id: self._names_outlet(place.article.source) for place in places}
        self._best_named = max(self._named_beside(at) for at in range(len(places)))

    def evidence(self, at: int, cosine: float, finder: AnswerFinder) -> Evidence:
        """Weigh the sentence at index `at`."""
        place = self._places[at]
        features = self._features(at, cosine, finder)
        value = finder.value(place.text) if features.fits else None
        return Evidence(place.article, place.sentence.span, place.text, features, _score(features), value)

    def _features(self, at: int, cosine: float, finder: AnswerFinder) -> Features:
        place = self._places[at]
        fits = finder.fits(place.text)
        dated = finder.dated(place.text, place.article.published)
        return Features(
            own=self._matcher.share(self._met[at]),
            context=self._matcher.share(self._context(at)),
            about=self._matcher.share(self._articles[place.article.id]),
            cosine=cosine,
            rank=1 / (1 + place.rank),
            found=0.0 if place.found is None else 1 / (1 + place.found),
            fits=float(fits is True),
            misfits=float(fits is False),
            counted=finder.counted(place.text),
            dated=float(dated is True),
            misdated=float(dated is False),
            outlet=self._outlets[place.article.id],
            elsewhere=float(self._is_elsewhere(at)),
            heading=float(place.sentence.heading),
            unnamed=self._unnamed[place.article.id],
        )

    def _by_article(self) -> dict[str, NDArray[np.float32]]:
        """Say how well each term is met anywhere in what was read of each article, its title included."""
        met: dict[str, NDArray[np.float32]] = {}
        for place, own in zip(self._places, self._met, strict=True):
            before = met.get(place.article.id)
            title = self._matcher.match(words(place.article.title)) if before is None else before
            met[place.article.id] = np.maximum(title, own)
        return met

    def _read(self) -> dict[str, Vocabulary]:
        """Gather the words of all that was read of each article, its title included."""
        rows: dict[str, list[Sequence[str]]] = {}
        for place in self._places:
            rows.setdefault(place.article.id, [words(place.article.title)]).append(place.words)
        return {article: Vocabulary(texts) for article, texts in rows.items()}

    def _names_outlet(self, source: str | None) -> float:
        """Say whether the question names an outlet: every word of the name is in it."""
        return float(all(self._matcher.match([word]).max() >= SAME for word in words(source))) if source else 0.0

    def _context(self, at: int) -> NDArray[np.float32]:
        """Say how well each term is met in a sentence or, for less, round it: before, after, in the article."""
        place = self._places[at]
        parts = [self._met[at], REST * self._articles[place.article.id]]
        for other, weight in ((at - 1, BEFORE), (at + 1, AFTER)):
            if self._is_beside(at, other):
                parts.append(weight * self._met[other])
        best: NDArray[np.float32] = np.max(parts, axis=0)
        return best

    def _is_elsewhere(self, at: int) -> bool:
        """Whether, asked when or where, the names of the question stand somewhere, but not in or beside a sentence."""
        if self._question.kinds == ("where",) and asked_nouns(self._question.text) & COUNTRIES:
            return False  # A country is seldom named beside: "the guest will be Senegalese cinema".
        placed = self._question.kinds in (("when",), ("where",))
        if placed and self._names_countries_alone:
            return self._unnamed[self._places[at].article.id] > MOST_UNNAMED
        return placed and self._named_beside(at) < NAMED_BESIDE * self._best_named

    def _named_beside(self, at: int) -> float:
        """Say how well the names of the question are met in a sentence or in those before and after it."""
        if not self._names.any():
            return 0.0
        near = [self._met[other] for other in (at - 1, at, at + 1) if self._is_beside(at, other)]
        return float(np.max(near, axis=0)[self._names].mean())

    def _is_beside(self, at: int, other: int) -> bool:
        return 0 <= other < len(self._places) and self._places[other].article is self._places[at].article


def _score(features: Features) -> float:
    return float(sum(getattr(WEIGHTS, one.name) * getattr(features, one.name) for one in fields(Features)))
