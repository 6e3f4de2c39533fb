"""Find the numbers of a text and say what they are worth, how exactly, and what kind of number they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from agent.number_bounds import Joint, bound_said, joint
from agent.number_grammar import Bound, NumberKind, Read, read_number
from agent.number_labels import code_label, is_label
from agent.number_lines import Line, read_line
from agent.number_words import LEXICON
from retrieval.folding import WORD, fold, words
from retrieval.records import Span

_DIGIT = re.compile(r"\d")
_PERCENT = re.compile(r"\s*[%٪]|[\s-]*(?:per\s?cent|pct|pc)\b(?!\s+points?)|\s+(?:في|ب)\s*ال(?:ميه|مايه)\b")
_PERCENT_BEFORE = re.compile(r"(?<![\d%٪])[%٪]\s?$")
_MINUS_SIGN = re.compile(r"(?:^|(?<=[\s(«\"<>=]))[-−]$")
_MINUS = re.compile(r"\b(?:minus|negative|سالب|ناقص)\s+$")
_BELOW_ZERO = re.compile(r"(?:\s+[^\W\d_]+){0,2}\s+(?:below zero|تحت الصفر)\b")
_ZERO_OF = re.compile(r"\b(?:below|above|تحت|فوق|دون|ground|day|sub)[\s-]+(?:ال)?$")
# "No one", "one of them", كل واحد: no count.
_NO_COUNT_BEFORE = frozenset(
    words("no any every the this that each some which another other كل أي لا غير من أن إلا سوى")
)
_NO_COUNT_AFTER = frozenset(
    words(
        """of another the is was were can could should may must might who that which has had will would s thing said
        from by to in on at and or but as with for when if than من"""
    )
)


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in a text: where it stands and what it is worth.

    `low` and `high` differ for ranges and vague numbers only; "more than 20" is 20 with the bound `at_least`. A percent
    is worth its figure: 5 for 5 %.
    """

    span: Span
    low: Fraction
    high: Fraction
    bound: Bound = "exact"
    kind: NumberKind = "cardinal"


@lru_cache(maxsize=4096)
def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """Find the numbers of raw `text`, in figures and in words, in order.

    >>> t = "ارتفعت الحصيلة إلى أكثر من سبعة وعشرين قتيلاً"
    >>> [(number.span.of(t), str(number.low), number.bound) for number in find_numbers(t)]
    [('سبعة وعشرين', '27', 'at_least')]
    >>> t = "It rose to 1.2 million on Monday"
    >>> [(number.span.of(t), str(number.low)) for number in find_numbers(t)]
    [('1.2 million', '1200000')]
    """
    folded = fold(text)
    if not _DIGIT.search(folded) and LEXICON.keys().isdisjoint(WORD.findall(folded)):
        return ()
    line = read_line(text)
    return tuple(_mention(line, placed) for placed in _joined(line, list(_placed(line))))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A number read, with its interval of the folded text; `after` is where what belongs to it ends."""

    read: Read
    start: int
    end: int
    after: int


def _placed(line: Line) -> Iterator[_Placed]:
    at = 0
    while at < len(line.tokens):
        read = _labelled(line, at) or read_number(line, at)
        if read is None or not _is_number(line, read):
            at += 1
            continue
        placed = _with_signs(line, read)
        yield placed
        at = max(read.end, line.token_at(placed.after))


def _labelled(line: Line, at: int) -> Read | None:
    token = line.tokens[at]
    code = code_label(line, at)
    if code is None and token.is_digits and token.word.count(".") > 1 and read_number(line, at) is None:
        code = int(token.word.partition(".")[0])
    return None if code is None else Read(Fraction(code), Fraction(code), at, at + 1, "label")


def _is_number(line: Line, read: Read) -> bool:
    """Whether a lone one or zero counts: "one man", طفل واحد; not "no one", "below zero"."""
    sense = line.sense(read.start)
    if sense is None or read.end > read.start + 1 or sense.size != "unit" or sense.value > 1:
        return True
    if sense.value == 0:
        return not _ZERO_OF.search(
            line.folded, max(0, line.tokens[read.start].start - 10), line.tokens[read.start].start
        )
    before, after = line.word(read.start - 1), line.word(read.end)
    if before in _NO_COUNT_BEFORE or after in _NO_COUNT_AFTER or sense.definite:
        return False
    if sense.arabic:
        named = line.word(read.start).endswith(("واحد", "واحده"))
        return named and line.is_blank(read.start) and before[:1].isalpha() and not sense.tied
    return after.isascii() and after.isalpha() and (line.is_blank(read.end) or line.gaps[read.end] == "-")


def _with_signs(line: Line, read: Read) -> _Placed:
    """Take the sign of percent, and of what is below zero, with a number; mark it where it is a label."""
    start, end = line.tokens[read.start].start, line.tokens[read.end - 1].end
    if read.kind != "label" and is_label(line, read):
        return _Placed(replace(read, kind="label"), start, end, end)
    after = end
    if read.kind in ("cardinal", "fraction") and (percent := _PERCENT.match(line.folded, end)):
        read, after = replace(read, kind="percent"), percent.end()
    elif read.kind == "cardinal" and _PERCENT_BEFORE.search(line.folded[max(0, start - 3) : start]):
        read = replace(read, kind="percent")
    before = line.folded[max(0, start - 10) : start]
    sign = _MINUS_SIGN.search(before) or _MINUS.search(before)
    if sign:
        start -= len(sign.group())
    if sign or _BELOW_ZERO.match(line.folded, after):
        read = replace(read, low=-read.high, high=-read.low)
    return _Placed(read, start, end, after)


def _joined(line: Line, found: Sequence[_Placed]) -> Iterator[_Placed]:
    """Make two numbers one where they are the ends of a range, and labels where they are a score."""
    waiting: _Placed | None = None
    for one in found:
        how = _joint(line, waiting, one) if waiting else "apart"
        if waiting and how == "range":
            yield _range(waiting, one)
            waiting = None
            continue
        if waiting:
            yield replace(waiting, read=replace(waiting.read, kind="label")) if how == "score" else waiting
        waiting = replace(one, read=replace(one.read, kind="label")) if how == "score" else one
    if waiting:
        yield waiting


def _joint(line: Line, first: _Placed, second: _Placed) -> Joint:
    kinds = {first.read.kind, second.read.kind}
    if kinds & {"label", "ordinal"} or "vague" in (first.read.bound, second.read.bound):
        return "apart"
    low = _lifted(first.read, second.read)
    sense = line.sense(second.read.start)
    start = second.start + 1 if sense and sense.tied else second.start
    return joint(line.folded, (first.start, first.end), (start, second.end), low < second.read.low)


def _lifted(first: Read, second: Read) -> Fraction:
    """Give the first of "10 to 20 million" the scale of the second."""
    below = first.factor == 1 and first.low < second.low / second.factor and first.low < 1000
    return first.low * second.factor if below else first.low


def _range(first: _Placed, second: _Placed) -> _Placed:
    read = replace(second.read, low=_lifted(first.read, second.read), start=first.read.start, bound="range")
    return _Placed(read, first.start, second.end, second.after)


def _mention(line: Line, placed: _Placed) -> NumberMention:
    read = placed.read
    counts = read.bound == "exact" and read.kind not in ("label", "ordinal")
    bound = bound_said(line.folded, placed.start, placed.end) if counts else read.bound
    return NumberMention(line.span(placed.start, placed.end), read.low, read.high, bound, read.kind)
