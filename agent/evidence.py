"""Choose the sentences that answer a question, without a language model.

Each sentence of the best passages is described by a few features: how much of the question its own words and those round it
carry, how near its meaning is, and whether the wanted kind of answer stands in it. Their weighted sum is its score.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from agent.matching import UNKNOWN, Matcher, Terms, terms_of
from agent.numbers import find_numbers, names_money
from agent.questions import Kind, Question
from retrieval.dates import DateMention, find_dates
from retrieval.folding import fold, words, words_with_spans
from retrieval.languages import language_of
from retrieval.library import Library
from retrieval.model import BilingualTable
from retrieval.records import Article, Hit, Passage, Sentence, Span

READ = 8  # Articles read sentence by sentence.
WHOLE = 16  # Passages up to which an article is read whole; of a longer one, only the passages that were found.
BEFORE, AFTER, REST = 0.8, 0.5, 0.5  # What a term counts for when only the context meets it.
BESIDE_BEFORE, BESIDE_AFTER = 25, 25  # Characters from a number within which stands what it counts.
SURELY_COUNTED = 0.6
SAME = 0.6  # Match from which a word of a sentence is one of the question's.
LONGEST_MATCH = 31  # Days. A year does not say which month.
NAME_GAP = 6  # Characters between the words of one name: أبو, "al-".
NAME_RARITY = 0.95  # Of an unknown word's idf: after a title or rank such a word is part of a name.

_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|caused?|led to|result of|blamed|since|reasons?|as a result|sparked|triggered|in protest)\b"
    r"|بسبب|نتيجه|جراء|\bاثر\b|\bلان\b|سبب|\bعزا\b|عزت|\bمرد|يعود الي|ناجم|علي خلفيه|احتجاج|بعدما"
)
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|inside|on the|from|to) (?:the )?[A-Z]|\b(?:city|town|village|building|headquarters|port|airport|hotel|hall|palace|office)\b"
    r"|مدينه|قريه|بلده|عاصم|محافظ|منطقه|مقر|مبني|قصر|مطار|ميناء|فندق|قاعه|شارع|ساحه|معبر"
)
# "Who is the minister" is not answered by the deputy's name.
_SECOND_RANK = re.compile(r"\b(?:deputy|vice|former|ex|acting|assistant|predecessor)\b|\b(?:[وبلف]?نايب|وكيل|مساعد|سابق|السابق|سلف)")
_NAMED_BEFORE = frozenset(
    fold(word)
    for word in """الرئيس رئيس رئيسة وزير الوزير وزيرة اللواء العميد الفريق العقيد النقيب الرائد السيد السيدة الدكتور الدكتورة
    المدير مدير مديرة المتحدث المتحدثة متحدث قائد القائد نائب الممثلة الممثل المخرج المخرجة الكاتب الباحث الباحثة برئاسة يرأسه
    ترأسه يقوده قادها قادته المهندس المهندسة السفير سفير الشيخ الملك الأمير محافظ المحافظ الأستاذ القاضي القاضية المحامي حاكم
    الخبير خبير عالمة عالم الناطق الناشط الناشطة الصحفي الصحفية اللاعب المدرب الفنان الشاعر خلفا""".split()
)


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
    elsewhere: float  # Whether, asked when, the names of the question stand somewhere, but not in it or beside it.
    heading: float


WEIGHTS = Features(0.7, 6.8, 3.1, 4.3, 0.5, 0.8, 1.4, -1.4, 3.1, 1.8, -1.8, 2.7, -2.0, -1.8)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer, with what speaks for it and its score; `answer` is the date or number in `text`."""

    article: Article
    span: Span
    text: str
    features: Features
    score: float
    answer: Span | None


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence with where it stands: its hit, and the rank of that."""

    article: Article
    passage: Passage
    rank: int
    found: int | None
    sentence: Sentence
    text: str
    words: tuple[str, ...]


def weigh(question: Question, hits: Sequence[Hit], library: Library) -> list[Evidence]:
    """Read the best articles sentence by sentence; return the sentences with their scores, best first."""
    table = library.table
    places = list(_places(hits, library))
    if not places:
        return []
    matcher = Matcher(terms_of(question.text, table), table)
    matcher.learn(word for place in places for word in place.words)
    cosines = table.encode([place.text for place in places]) @ table.encode([question.text])[0]
    met = [matcher.match(place.words) for place in places]
    reader = _Reader(question, matcher, table, places, met)
    evidence = [reader.evidence(at, float(cosines[at])) for at in range(len(places))]
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


class _Reader:
    """Reads the sentences of one question's hits."""

    def __init__(
        self,
        question: Question,
        matcher: Matcher,
        table: BilingualTable,
        places: Sequence[_Place],
        met: Sequence[NDArray[np.float32]],
    ) -> None:
        self._question = question
        self._matcher = matcher
        self._table = table
        self._places = places
        self._met = met
        self._asked = frozenset(words(question.text))
        self._counting = Matcher(Terms.of(question.counted, table), table) if question.counted else None
        self._dates_asked = [m for m in find_dates(question.text) if m.said.day or m.said.month]
        self._articles = self._by_article()
        self._outlets = {place.article.id: self._names_outlet(place.article.source) for place in places}
        self._most_named = max((self._named_beside(at) for at in range(len(places))), default=0.0)

    def evidence(self, at: int, cosine: float) -> Evidence:
        place = self._places[at]
        features = self._features(at, cosine)
        answer = self._answer(place) if features.fits else None
        return Evidence(place.article, place.sentence.span, place.text, features, _score(features), answer)

    def _features(self, at: int, cosine: float) -> Features:
        place, met = self._places[at], self._met[at]
        context = self._context(at)
        answers = self._answers(place)
        return Features(
            own=self._matcher.share(met),
            context=self._matcher.share(context),
            about=self._matcher.share(self._articles[place.article.id]),
            cosine=cosine,
            rank=1 / (1 + place.rank),
            found=0.0 if place.found is None else 1 / (1 + place.found),
            fits=float(bool(answers)),
            misfits=float(answers is not None and not answers),
            counted=self._countedness(place),
            dated=float(self._dating(place) is True),
            misdated=float(self._dating(place) is False),
            outlet=self._outlets[place.article.id],
            elsewhere=float(self._question.kinds == ("when",) and self._named_beside(at) < 0.5 * self._most_named),
            heading=float(place.sentence.heading),
        )

    def _by_article(self) -> dict[str, NDArray[np.float32]]:
        """Say how well each term is met anywhere in what was read of each article."""
        met: dict[str, NDArray[np.float32]] = {}
        for place, own in zip(self._places, self._met, strict=True):
            before = met.get(place.article.id)
            met[place.article.id] = self._matcher.match(words(place.article.title)) if before is None else before
            met[place.article.id] = np.maximum(met[place.article.id], own)
        return met

    def _names_outlet(self, source: str | None) -> float:
        """Say whether the question names an outlet: every word of the name is in it."""
        return float(all(self._matcher.match([word]).max() >= SAME for word in words(source))) if source else 0.0

    def _context(self, at: int) -> NDArray[np.float32]:
        """Say how well each term is met in a sentence or, for less, round it: before, after, in title or article."""
        place = self._places[at]
        parts = [self._met[at], REST * self._articles[place.article.id]]
        for other, weight in ((at - 1, BEFORE), (at + 1, AFTER)):
            if 0 <= other < len(self._places) and self._places[other].article is place.article:
                parts.append(weight * self._met[other])
        return np.max(parts, axis=0)

    def _answers(self, place: _Place) -> list[Span] | None:
        """Find the answers of the wanted kind in a sentence, as spans of it; None if any sentence may answer."""
        found: list[Span] = []
        readers: dict[Kind, Callable[[_Place], list[Span]]] = {
            "when": self._dates,
            "how_many": self._numbers,
            "how_much": self._sums,
            "who": self._persons,
            "name": self._persons,
            "why": lambda place: [Span(m.start(), m.end()) for m in _CAUSE.finditer(fold(place.text))],
            "where": lambda place: [Span(m.start(), m.end()) for m in _PLACE.finditer(place.text if language_of(place.text) == "en" else fold(place.text))],
        }
        wanted = [readers[kind] for kind in self._question.kinds if kind in readers]
        if len(wanted) < len(self._question.kinds):
            return None
        for reader in wanted:
            found += reader(place)
        return found

    def _dates(self, place: _Place) -> list[Span]:
        return [
            mention.span
            for mention in find_dates(place.text)
            if (not self._question.exact or mention.kind in ("day", "weekday", "deictic"))
            and not set(words(mention.span.of(place.text))) <= self._asked
        ]

    def _numbers(self, place: _Place) -> list[Span]:
        """Find numbers that are no part of a date and not in the question."""
        dates = [mention.span for mention in find_dates(place.text)]
        return [
            number.span
            for number in find_numbers(place.text)
            if not any(date.start <= number.span.start < date.end for date in dates)
            and not set(words(number.words(place.text))) <= self._asked
        ]

    def _sums(self, place: _Place) -> list[Span]:
        return self._numbers(place) if names_money(place.text) else []

    def _persons(self, place: _Place) -> list[Span]:
        """Find names that the question does not hold, nor any part of them."""
        names = _arabic_names if language_of(place.text) == "ar" else _english_names
        runs = _runs(names(place.text, self._table))
        new = [run for run in runs if max(self._matcher.match([word]).max() for word, _ in run) < SAME]
        spans = [Span(run[0][1].start, run[-1][1].end) for run in new]
        if _SECOND_RANK.search(fold(self._question.text)):
            return spans
        return [span for span in spans if not _SECOND_RANK.search(fold(_round(place.text, span)))]

    def _answer(self, place: _Place) -> Span | None:
        """Find the one date or number that was asked for; None where the words leave it open which."""
        if self._question.kinds[0] == "when":
            dates = [m for m in find_dates(place.text) if m.span in self._dates(place)]
            days = [mention.span for mention in dates if mention.kind in ("day", "weekday", "deictic")]
            spans = days or [mention.span for mention in dates]
        elif self._question.kinds[0] == "how_many" and self._counting:
            spans = [number for number, strength in self._countings(place) if strength > SURELY_COUNTED]
        elif self._question.kinds[0] == "how_much":
            spans = [span for span in self._numbers(place) if names_money(place.text[max(0, span.start - 8) : span.end + 18])]
        else:
            spans = []
        return spans[0] if len(spans) == 1 else None

    def _dating(self, place: _Place) -> bool | None:
        """Say whether a date of the sentence is one that the question names; None if either has none."""
        mentions = [m for m in find_dates(place.text, place.article.published) if m.said.day or m.said.month or m.days]
        if not self._dates_asked or not mentions:
            return None
        return any(_same_date(asked, mention) for asked in self._dates_asked for mention in mentions)

    def _countedness(self, place: _Place) -> float:
        """Say how well the words beside a number are what was to be counted."""
        return max((strength for _, strength in self._countings(place)), default=0.0)

    def _countings(self, place: _Place) -> Iterator[tuple[Span, float]]:
        """Yield each number with how well the words beside it are what was to be counted."""
        if self._counting is None:
            return
        found = list(words_with_spans(place.text))
        for number in self._numbers(place):
            near = (number.start - BESIDE_BEFORE, number.end + BESIDE_AFTER)
            beside = [word for word, span in found if near[0] < span.start < near[1]]
            yield number, float(self._counting.match(beside).max()) if beside else 0.0

    def _named_beside(self, at: int) -> float:
        """Say how well the names of the question are met in a sentence or in those before and after it."""
        names = np.array(self._matcher.terms.unknown)
        if not names.any():
            return 0.0
        around = [i for i in (at - 1, at, at + 1) if 0 <= i < len(self._places)]
        near = [self._met[i] for i in around if self._places[i].article is self._places[at].article]
        return float(np.max(near, axis=0)[names].mean())


def _score(features: Features) -> float:
    return float(sum(getattr(WEIGHTS, one.name) * getattr(features, one.name) for one in fields(Features)))


def _arabic_names(text: str, table: BilingualTable) -> Iterator[tuple[str, Span]]:
    """Yield the rare words that follow a title or rank, or one another."""
    reach = 0
    for word, span in words_with_spans(text):
        if word in _NAMED_BEFORE:
            reach = 9
        elif reach and not word[0].isdigit() and _is_rare(word.removeprefix("و"), table):
            yield word, span
        reach = max(0, reach - 1)


def _english_names(text: str, table: BilingualTable) -> Iterator[tuple[str, Span]]:
    """Yield capitalised words in mid-sentence, and rare ones at its start."""
    for match in re.finditer(r"[A-Z][\w'’-]+", text):
        word = fold(match.group())
        if match.start() > 1 or _is_rare(word, table):
            yield word, Span(match.start(), match.end())


def _same_date(asked: DateMention, mention: DateMention) -> bool:
    """Whether a date of an article is the one that a question names, as far as the question fixes it."""
    said = asked.said
    if mention.days is None:
        return said.month == mention.said.month and (not said.day or said.day == mention.said.day)
    first, last = mention.days
    if (last - first).days > LONGEST_MATCH:
        return False
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return any(
        (not said.year or day.year == said.year) and day.month == said.month and (not said.day or day.day == said.day)
        for day in days
    )


def _runs(names: Iterable[tuple[str, Span]]) -> list[list[tuple[str, Span]]]:
    """Group the words of names that stand together."""
    runs: list[list[tuple[str, Span]]] = []
    for word, span in names:
        if runs and span.start - runs[-1][-1][1].end <= NAME_GAP:
            runs[-1].append((word, span))
        else:
            runs.append([(word, span)])
    return runs


def _round(text: str, span: Span) -> str:
    """Cut out what stands beside a name: its title before it, or after it in apposition."""
    return text[max(0, span.start - 45) : span.end + 25]


def _is_rare(word: str, table: BilingualTable) -> bool:
    return table.background_idf(word) >= NAME_RARITY * table.background_idf(UNKNOWN)
