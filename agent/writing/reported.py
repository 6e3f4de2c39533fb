"""Compare by rule the numbers and dates that a model says differ: it aligns them, the rules judge."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.aligning import Aligner
from agent.claims import Claim
from agent.comparing import Comparison, Position
from agent.evidence import Evidence
from agent.judging import Judge, verdict_on
from agent.quantities import find_quantities
from agent.questions import Question
from agent.same_value import same_value
from agent.writing.checking import Located
from retrieval.dates import find_dates
from retrieval.model import BilingualTable
from retrieval.records import Span


@dataclass(frozen=True, slots=True)
class Stated:
    """One side as a model reports it: its value in a few words, the quote, and the sentence that this stands in."""

    value: str
    quote: Located
    sentence: Evidence


def compare_reported(
    one: Stated, other: Stated, question: Question, kind: str, table: BilingualTable
) -> Comparison | None:
    """Compare two sides; None where the rules find no such values of one thing, or where both can be true.

    A later count, or what happened against what was planned, is told as such.
    """
    aligner, judge = Aligner(question, table), Judge(table)
    read = _numbers if kind == "number" else _dates
    for mine in read(one):
        for theirs in read(other):
            if aligner.of_one_thing(mine, theirs) and not judge.agree(mine, theirs):
                return Comparison(mine.kind, verdict_on(mine, theirs), (Position((mine,)), Position((theirs,))))
    return None


def _numbers(side: Stated) -> Iterator[Claim]:
    """Yield the number that a side names, or the only one of its quote."""
    named = find_quantities(side.value)
    able = [one for one in find_quantities(side.sentence.text) if _is_quoted(one.number.span, side)]
    meant = [one for one in able if any(same_value(one, other) == "same" for other in named)]
    for one in meant or able if len(meant or able) == 1 else ():
        yield Claim(side.sentence, "number", one, one.span)


def _dates(side: Stated) -> Iterator[Claim]:
    """Yield the date that a side names, or the only one of its quote."""
    published = side.sentence.article.published
    named = {mention.days for mention in find_dates(side.value, published)}
    dates = [one for one in find_dates(side.sentence.text, published) if one.days]
    able = [one for one in dates if _is_quoted(one.span, side)]
    meant = [one for one in able if one.days in named]
    for one in meant or able if len(meant or able) == 1 else ():
        yield Claim(side.sentence, "date", one, one.span)


def _is_quoted(span: Span, side: Stated) -> bool:
    """Whether what stands at `span` of the sentence lies within the quote."""
    start = side.sentence.span.start + span.start
    return side.quote.span.start <= start < side.quote.span.end


def stated(sides: Sequence[tuple[str, Located]], evidence: Sequence[Evidence]) -> list[Stated]:
    """Find the sentence in which each side stands; a side that stands in none that was read is left out."""
    found = []
    for value, quote in sides:
        sentence = next((one for one in evidence if _overlap(one, quote)), None)
        if sentence:
            found.append(Stated(value, quote, sentence))
    return found


def _overlap(one: Evidence, quote: Located) -> bool:
    return one.article.id == quote.article.id and one.span.start < quote.span.end and quote.span.start < one.span.end
