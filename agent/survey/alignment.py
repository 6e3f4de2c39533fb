"""Say how surely two values of two articles are of one fact, by the words that stand round them."""

from dataclasses import dataclass, replace

import numpy as np

from agent.claims import nearness
from agent.matching import SAME, Matcher
from agent.names import names_in
from agent.presence import NamesAsked
from agent.questions import Question
from agent.survey.reports import Line, Report, Topics
from retrieval.model import BilingualTable
from retrieval.records import Span

HOLD = 5.0  # Words: how fast what stands further from a value says less of it.
BREAK = 2  # Words that a comma between a word and a value stands for.
MOST_UNNAMED = 0.4  # Share of the names of one line that the other article may lack.
MOST_EASED = 0.5  # Of the other line; of few names a single one weighs less.


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two lines share besides their values, each from 0 to 1, for the line that shares less.

    `own` is the share of the words of one line that the other has too; `beside` the same of the words near its value,
    as near to the other's.
    """

    own: float
    beside: float

    @property
    def firmness(self) -> float:
        """Both together."""
        return self.beside + self.own / 2


class Crossing:
    """The words of two articles, each compared with each."""

    def __init__(self, one: Report, other: Report, topics: Topics, table: BilingualTable) -> None:
        self._table = table
        self._ways = {
            one.article.id: _Way(one, other, topics, table),
            other.article.id: _Way(other, one, topics, table),
        }

    def align(self, line: Line, value: Span, other: Line, other_value: Span) -> Alignment:
        """Align a value in a line of one article with a value in a line of the other."""
        there = self._ways[line.article.id].shares(line, value, other, other_value)
        back = self._ways[other.article.id].shares(other, other_value, line, value)
        return Alignment(min(there[0], back[0]), min(there[1], back[1]))

    def share_names(self, line: Line, other: Line) -> bool:
        """Whether each article has the names in the line of the other, but for one at most, and most of one of them."""
        missing = self._ways[line.article.id].unnamed(line), self._ways[other.article.id].unnamed(other)
        counts = [max(1, len(names_in(one.text, self._table))) for one in (line, other)]
        eased = [share * count / (count + 1) for share, count in zip(missing, counts, strict=True)]
        return min(missing) <= MOST_UNNAMED and max(eased) <= MOST_EASED

    def has_names(self, line: Line, span: Span) -> bool:
        """Whether the other article has most of the names in a span of a line."""
        return self._ways[line.article.id].unnamed(replace(line, text=span.of(line.text))) <= MOST_UNNAMED

    def meets_first(self, line: Line, span: Span, other: Line) -> bool:
        """Whether a line of the other article has the first telling word of a span of `line`."""
        return self._ways[line.article.id].meets_first(_within(line, span), other)

    def follow(self, line: Line, denied: Span, other: Line) -> Alignment:
        """Align what is `denied` in a line with a whole line of the other article."""
        own, beside = self._ways[line.article.id].shares(
            _within(line, denied), Span(denied.start, denied.start), other, None
        )
        return Alignment(own, beside)


class _Way:
    """How well the words of one article are met by those of another."""

    def __init__(self, one: Report, other: Report, topics: Topics, table: BilingualTable) -> None:
        terms = topics.terms_of("\n".join(line.text for line in one.lines), table)
        self._matcher = Matcher(terms, table)
        self._at = {word: at for at, word in enumerate(terms.words)}
        self._met = self._matcher.match(list(other.vocabulary.words))
        self._others = other.vocabulary
        self._table = table

    def unnamed(self, line: Line) -> float:
        """Say which share of the names of a line the other article lacks."""
        names = NamesAsked(Question(line.text, line.article.language, ("open",)), self._matcher.terms, self._table)
        return names.missing(self._others, self._met)

    def meets_first(self, line: Line, other: Line) -> bool:
        """Whether `other` has the first telling word of `line`."""
        first = next((word for word, _ in line.words if word in self._at), None)
        met = self._matcher.match([word for word, _ in other.words])
        return first is not None and bool(met[self._at[first]] >= SAME)

    def shares(self, line: Line, value: Span, other: Line, other_value: Span | None) -> tuple[float, float]:
        """Give the share of all words of `line` that `other` has, and of those near the value."""
        mine = [at for at, (word, span) in enumerate(line.words) if word in self._at and not _meet(span, value)]
        theirs = [at for at, (_, span) in enumerate(other.words) if not (other_value and _meet(span, other_value))]
        if not mine or not theirs:
            return 0.0, 0.0
        terms = [self._at[line.words[at][0]] for at in mine]
        weights = self._matcher.terms.weights[terms]
        met = np.array([self._matcher.match([other.words[at][0]]) for at in theirs])[:, terms]
        near = nearness(line.text, line.words, value, HOLD, BREAK)[mine] * weights
        there = (
            nearness(other.text, other.words, other_value, HOLD, BREAK)[theirs] if other_value else np.ones(len(theirs))
        )
        own = float(met.max(axis=0) @ weights / weights.sum())
        return own, float((met * there[:, None]).max(axis=0) @ near / near.sum())


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _within(line: Line, span: Span) -> Line:
    """Leave of the words of a line those that stand in a span."""
    return replace(line, words=tuple(one for one in line.words if span.start <= one[1].start < span.end))
