"""Read from an article everything that another one may contradict: numbers, dates, persons, outcomes, denials."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from agent.answers import DAYS
from agent.claims import Claim, Stand
from agent.evidence import Evidence, Features
from agent.judging import overlap
from agent.matching import Terms, terms_of
from agent.measures import is_part, is_vague
from agent.names import find_persons
from agent.outcomes import stated_outcomes
from agent.presence import Vocabulary
from agent.quantities import Quantity, find_quantities
from agent.records import ClaimKind
from agent.stages import denials_in, is_planned
from agent.stemming import stem
from retrieval.dates import DateMention, find_dates
from retrieval.folding import words, words_with_spans
from retrieval.library import Library
from retrieval.model import BilingualTable
from retrieval.records import Article, Sentence, Span

MOST_SENTENCES = 40  # Of an article; what happened is told at its beginning.
MOST_NUMBERS = 6  # Of a sentence; more make a table.
LONGEST_DATE = 366  # Days. "In the nineties" contradicts little.
OF_ONE_EVENT = 20  # Articles that may tell of one event; a word in more openings weighs less, by as many times.
OPENING = 500  # Characters.
_UNASKED = Features(*[0.0] * 15)  # No question, so nothing speaks for a sentence as its answer.


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article: its raw text, and its folded words with their spans in it."""

    article: Article
    span: Span
    text: str
    words: tuple[tuple[str, Span], ...]
    days: tuple[DateMention, ...] = ()

    def on_other_days(self, other: "Line") -> bool:
        """Whether two lines both name days, and none that the other names too."""
        named = self.days and other.days
        return bool(named) and not any(overlap(one, another) for one in self.days for another in other.days)


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim, and the line that makes it."""

    claim: Claim
    line: Line


@dataclass(frozen=True)
class Report:
    """An article as it is compared: its lines in reading order, without headings, and what they state."""

    article: Article
    lines: tuple[Line, ...]
    stated: Mapping[ClaimKind, tuple[Stated, ...]]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the article, its title included."""
        return Vocabulary([words(self.article.title), *([word for word, _ in line.words] for line in self.lines)])

    @property
    def opening(self) -> str:
        """The title and the first lines, which say what the article is about."""
        return "\n".join([self.article.title, *(line.text for line in self.lines[:2])])


class Topics:
    """In how many openings each word stands: what stands in many says of what topic they are, not of which event."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._openings = Counter(word for one in articles for word in _opening_stems(one))

    def terms_of(self, text: str, table: BilingualTable) -> Terms:
        """Take from a text the words that carry it, the less weight to each the more articles open with it."""
        terms = terms_of(text, table)
        common = [max(1, self._openings[stem(word)] / OF_ONE_EVENT) for word in terms.words]
        return replace(terms, weights=terms.weights / np.array(common, "f4"))


def _opening_stems(article: Article) -> set[str]:
    return {stem(word) for word in words(f"{article.title} {article.text[:OPENING]}")}


def read_report(article: Article, library: Library) -> Report:
    """Read an article of a library."""
    sentences = [(one, passage) for passage in library.passages_of(article.id) for one in passage.sentences]
    lines = tuple(
        _line(article, sentence, passage.words_of(sentence))
        for sentence, passage in sentences[:MOST_SENTENCES]
        if not sentence.heading
    )
    stated: dict[ClaimKind, list[Stated]] = {}
    for line in lines:
        for claim in _claims(line, library.table):
            stated.setdefault(claim.kind, []).append(Stated(claim, line))
    return Report(article, lines, {kind: tuple(found) for kind, found in stated.items()})


def evidence_of(line: Line, value: Span | None = None) -> Evidence:
    """Take a line as evidence for no question; `value` is the date or number in its text that it is about."""
    return Evidence(line.article, line.span, line.text, _UNASKED, 0.0, value)


def _line(article: Article, sentence: Sentence, text: str) -> Line:
    days = (one for one in find_dates(text, article.published) if one.days and one.kind in DAYS)
    return Line(article, sentence.span, text, tuple(words_with_spans(text)), tuple(days))


def _claims(line: Line, table: BilingualTable) -> Iterator[Claim]:
    yield from _numbers(line)
    for mention in find_dates(line.text, line.article.published):
        if mention.days and (mention.days[1] - mention.days[0]).days <= LONGEST_DATE:
            planned = is_planned(line.text, mention.span)
            yield Claim(evidence_of(line, mention.span), "date", mention, mention.span, planned=planned)
    for person in find_persons(line.text, table):
        if person.sure:
            yield Claim(evidence_of(line), "person", person, person.span)
    for outcome, span in stated_outcomes(line.text):
        yield Claim(evidence_of(line), "outcome", outcome, span, planned=is_planned(line.text, span))
    for denial in denials_in(line.text):
        if denial.of_all:
            yield Claim(evidence_of(line), "denial", Stand(False), denial.span)


def _numbers(line: Line) -> Iterator[Claim]:
    found = [one for one in find_quantities(line.text) if _tells(one)]
    for one in found if len(found) <= MOST_NUMBERS else ():
        planned, aside = is_planned(line.text, one.span), is_part(line.text, one.span)
        yield Claim(evidence_of(line, one.span), "number", one, one.span, planned=planned, aside=aside)


def _tells(quantity: Quantity) -> bool:
    """Whether a number says something: not "dozens", not "one of them"."""
    return not is_vague(quantity) and not (quantity.dimension == "count" and quantity.number.high <= 1)
