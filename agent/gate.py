"""The gate: no number and no date that a writer tells goes out unless its quotes bear it, in whatever words."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from agent.number_mentions import find_numbers
from retrieval.dates import DateMention, Days, find_dates
from retrieval.folding import fold
from retrieval.records import Published

TRIVIAL = 1  # "One of the ministers", "the first time": no count that a quote must give.

_DIGITS = re.compile(r"\d+")
_DUAL = re.compile(r"\b\w{3,}(?:ان|ين|تا)\b")  # The Arabic for two of a thing, over folded text.


def unborne(told: str, quotes: Sequence[tuple[str, Published]]) -> list[str]:
    """List the numbers and dates of `told` that none of the quotes bears, each given with when it was published.

    >>> unborne("27 injured", [("أُصيب سبعة وعشرون راكباً", Published())])
    []
    >>> unborne("41 injured on 3 May 2025", [("14 were injured on 2 May 2025", Published())])
    ['3 May 2025', '41']
    """
    dates = _dates(told, [published for _, published in quotes])
    borne = {days for text, published in quotes for days in _days(text, published)}
    written = {number for text, _ in quotes for number in _DIGITS.findall(fold(text))}
    missing = [
        one.span.of(told)
        for one in dates
        if not any(_covers(days, one.days) for days in borne) and not _is_written_year(one, written)
    ]
    values = {(one.low, one.high) for text, _ in quotes for one in find_numbers(text)}
    if any(_DUAL.search(fold(text)) for text, _ in quotes):
        values.add((Fraction(2), Fraction(2)))
    for number in find_numbers(told):
        in_date = any(one.span.start <= number.span.start < one.span.end for one in dates)
        is_trivial = number.low == number.high == TRIVIAL and not number.span.of(told)[0].isdigit()
        if not in_date and not is_trivial and (number.low, number.high) not in values:
            missing.append(number.span.of(told))
    return missing


def _dates(told: str, published: Sequence[Published]) -> list[DateMention]:
    """Find the dates that are told; one without its year is of that of a quote, if it fits one."""
    found = {one.span: one for one in find_dates(told) if one.days}
    for anchor in published:
        found |= {one.span: one for one in find_dates(told, anchor) if one.days and one.span not in found}
    return list(found.values())


def _days(text: str, published: Published) -> Iterator[Days]:
    return (mention.days for mention in find_dates(text, published) if mention.days)


def _covers(borne: Days, told: Days | None) -> bool:
    """Whether days that a quote gives lie within those told: "in May" may be told of the third of May."""
    return told is not None and told[0] <= borne[0] and borne[1] <= told[1]


def _is_written_year(date: DateMention, written: set[str]) -> bool:
    """Whether a date says a year alone, and that stands in a quote as a number."""
    return not date.said.month and not date.said.day and str(date.said.year) in written
