"""Find the quantities of a text: numbers with their units, money among them, and what they count."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from agent.number_lines import Line, read_line
from agent.number_mentions import NumberMention, find_numbers
from agent.units import (
    CODES,
    COUNTRIES,
    FORMS,
    LONGEST_FORM,
    PERCENT,
    POUND_IN_WEIGHT,
    SYMBOL,
    Unit,
    symbol_meaning,
)
from retrieval.dates import find_dates
from retrieval.folding import words
from retrieval.records import Span

REACH = 8  # Words on either side of a number among which stands what it counts.
_SYMBOL_BEFORE = re.compile(rf"({SYMBOL.pattern})\s?$", re.IGNORECASE)
_SYMBOL_AFTER = re.compile(r"\s?([$€£¥₪₺₽₹])")
_DEGREE_SIGN = re.compile(r"\s?°\s?([CF])?")
_INSIDE = re.compile(r"['’\"]?|-")  # Gaps that end no clause.
_ARTICLE = re.compile("(?:وال|بال|ال|لل)(?=...)")
_JOINED = re.compile("[وفبلك]")
_FUNCTION_WORDS = frozenset(
    words(
        """a an the of in on at to from by for with and or as were was are is be been being had has have that this than
        its their his her it they some about more less least most over under only nearly around
        في من إلى على عن أن إن أو و مع قد كان كانت التي الذي هو هي ما لا لم بين نحو حوالي أكثر أقل الأقل زهاء قرابة
        يزيد تزيد يقل تقل خلال عدد بلغ وأن وفق بعد قبل منذ عند فيها فيه منها منهم أمام أي حتى
        after before when while because into up out off also which who will would can could since now between percent"""
    )
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A word beside a number that may be what it counts: folded, without the ending that the number gives it."""

    word: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, if it has one, and the words of its clause, nearest first.

    `span` holds the number and its unit. `country` says whose a currency is, in English, where the text says so.
    """

    span: Span
    number: NumberMention
    unit: Unit | None = None
    country: str | None = None
    counted: tuple[Counted, ...] = ()

    @property
    def dimension(self) -> str:
        """Say what is measured; a number without unit counts, is a share of a whole, names, or ranks."""
        plain = {"cardinal": "count", "fraction": "share", "percent": "share"}
        return self.unit.dimension if self.unit else plain.get(self.number.kind, self.number.kind)

    @property
    def low(self) -> Fraction:
        """The least it can be, in the base unit of its dimension."""
        return self.in_base(self.number.low)

    @property
    def high(self) -> Fraction:
        """The most it can be, in the base unit of its dimension."""
        return self.in_base(self.number.high)

    def in_base(self, value: Fraction) -> Fraction:
        """Convert a value from the unit of the quantity to the base unit of its dimension."""
        return value * self.unit.factor + self.unit.offset if self.unit else value


@lru_cache(maxsize=4096)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Find the quantities of raw `text`, in order; numbers of dates, names and ranks are none.

    >>> [one] = find_quantities("بلغ الإنتاج ٨٥ ألف برميل في اليوم")
    >>> str(one.number.low), one.unit.english[1], [counted.word for counted in one.counted]
    ('85000', 'barrels', ['الانتاج', 'اليوم'])
    """
    numbers = [one for one in find_numbers(text) if one.kind not in ("label", "ordinal")]
    if not numbers:
        return ()
    dates = [mention.span for mention in find_dates(text)]
    free = [one for one in numbers if not any(date.start <= one.span.start < date.end for date in dates)]
    reader = _Reader(read_line(text))
    return tuple(reader.with_counted(one) for one in reader.with_tails([reader.quantity(number) for number in free]))


class _Reader:
    """Reads units and counted words beside the numbers of one line."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._spans = [line.span(token.start, token.end) for token in line.tokens]
        self._starts = [span.start for span in self._spans]

    def quantity(self, number: NumberMention) -> Quantity:
        """Give a number the unit that stands after it, before it, or in it."""
        if number.kind == "percent":
            unit, end = self._unit(self._first_after(number.span.end))
            written_out = unit is PERCENT
            return Quantity(
                Span(number.span.start, self._spans[end - 1].end if written_out else number.span.end), number, PERCENT
            )
        before = self._line.text[: number.span.start]
        if symbol := _SYMBOL_BEFORE.search(before):
            unit, country = symbol_meaning(symbol[1])
            return Quantity(Span(symbol.start(1), number.span.end), number, unit, country)
        return self._with_code(number) or self._with_sign_after(number) or self._with_unit_after(number)

    def with_tails(self, quantities: list[Quantity]) -> Iterator[Quantity]:
        """Add what is tied on after a unit: ثلاث ساعات ونصف, an hour and a half, two hours and ten minutes."""
        waiting: Quantity | None = None
        for one in quantities:
            before = self._tied_after(one, waiting)
            if waiting and before is not waiting:
                yield waiting
            waiting = _sum(before, one) if before else one
        if waiting:
            yield waiting

    def _tied_after(self, one: Quantity, waiting: Quantity | None) -> Quantity | None:
        """Find the quantity that a part or a smaller unit is tied to: the one before, or a lone unit, one of it."""
        at = self._unit_before(one)
        if at is None:
            return None
        span, unit = self._spans[at], FORMS[_bare(self._line.word(at))]
        if waiting and waiting.unit == unit and waiting.span.end == span.end:
            before = waiting
        else:
            before = Quantity(span, NumberMention(span, Fraction(1), Fraction(1)), unit)
        times = before.dimension == one.dimension == "duration" and before.in_base(Fraction(1)) > one.in_base(
            Fraction(1)
        )
        return before if times or (one.number.kind == "fraction" and one.unit in (None, unit)) else None

    def with_counted(self, quantity: Quantity) -> Quantity:
        """List the words of the clause round a quantity, nearest first; what follows goes before what precedes."""
        first = self._first_after(quantity.span.start)
        end = self._first_after(quantity.span.end)
        found = [(0, at) for at in range(first, end) if self._says_two(at) and quantity.unit is None]
        found += [(2 * (at - end) + 1, at) for at in self._clause(range(end, end + REACH), after=True)]
        found += [(2 * (first - at), at) for at in self._clause(range(first - 1, first - 1 - REACH, -1), after=False)]
        counted = tuple(self._counted(at, distance) for distance, at in sorted(found))
        return replace(quantity, counted=counted)

    def _first_after(self, place: int) -> int:
        """Find the first token that begins at or after a place of the raw text."""
        return bisect_left(self._starts, place)

    def _with_code(self, number: NumberMention) -> Quantity | None:
        """Read the code of a currency on either side: USD 5m, 5m USD."""
        first, after = self._first_after(number.span.start), self._first_after(number.span.end)
        if self._line.is_blank(first) and (code := CODES.get(self._line.word(first - 1))):
            return Quantity(Span(self._starts[first - 1], number.span.end), number, *code)
        if self._line.is_blank(after) and (code := CODES.get(self._line.word(after))):
            return Quantity(Span(number.span.start, self._spans[after].end), number, *code)
        return None

    def _with_sign_after(self, number: NumberMention) -> Quantity | None:
        after = self._line.text[number.span.end : number.span.end + 4]
        if symbol := _SYMBOL_AFTER.match(after):
            unit, country = symbol_meaning(symbol[1])
            return Quantity(Span(number.span.start, number.span.end + symbol.end()), number, unit, country)
        if degree := _DEGREE_SIGN.match(after):
            name = "fahrenheit" if degree[1] == "F" else "celsius"
            return Quantity(Span(number.span.start, number.span.end + degree.end()), number, FORMS[name])
        return None

    def _with_unit_after(self, number: NumberMention) -> Quantity:
        at = self._first_after(number.span.end)
        if self._says_two(at - 1) and (measured := self._two_units(at - 1, number)):
            return measured
        share_of = number.kind == "fraction" and self._line.word(at) in ("of", "من", "a", "an", "in")
        if share_of or self._counts_of(at):
            at += 1
        country = self._country(at)
        unit, end = self._unit(at + 1 if country else at)
        if unit is None:
            return self._with_unit_of_one(number) or Quantity(number.span, number)
        span = Span(number.span.start, self._spans[end - 1].end)
        if not unit.is_money:
            return Quantity(span, number, unit)
        if self._line.word(end - 1).startswith("pound") and self._line.word(end) in ("of", "bomb", "bombs"):
            return Quantity(span, number, POUND_IN_WEIGHT)
        if country is None and (country := self._country(end)):
            span = Span(number.span.start, self._spans[end].end)
        return Quantity(span, number, unit, country)

    def _with_unit_of_one(self, number: NumberMention) -> Quantity | None:
        """Read the unit before واحد: سنة واحدة."""
        at = self._first_after(number.span.start)
        if self._line.word(at) not in ("واحد", "واحده") or not (before := self._unit_token(at - 1)):
            return None
        return Quantity(Span(self._starts[at - 1], number.span.end), number, before)

    def _unit_token(self, at: int) -> Unit | None:
        joined = at >= 0 and self._line.is_blank(at + 1)
        return FORMS.get(_bare(self._line.word(at))) if joined else None

    def _two_units(self, at: int, number: NumberMention) -> Quantity | None:
        """Read a unit that says two by its ending: ساعتين, متران مكعبان."""
        unit, end = self._unit(at)
        unit = unit or FORMS.get(_without_prefix(self._line.word(at)))
        if unit is None:
            return None
        end = max(end, at + 1)
        country = self._country(end) if unit.is_money else None
        last = self._spans[end if country else end - 1].end
        return Quantity(Span(number.span.start, last), number, unit, country)

    def _counts_of(self, at: int) -> bool:
        """Whether a unit in the plural follows "of": سبعة ملايين من الدنانير, hundreds of tonnes."""
        if self._line.word(at) not in ("of", "من") or not self._line.is_blank(at):
            return False
        return self._unit(at + 2 if self._country(at + 1) else at + 1)[0] is not None

    def _country(self, at: int) -> str | None:
        """Say whose currency is told by the adjective at a token: US dollars, ليرة سورية."""
        return COUNTRIES.get(_bare(self._line.word(at))) if self._line.is_blank(at) else None

    def _unit(self, at: int) -> tuple[Unit | None, int]:
        """Read the longest unit that begins at a token; return it with the token after it."""
        for end in range(min(at + LONGEST_FORM, len(self._line.tokens)), at, -1):
            phrase = self._phrase(at, end)
            if phrase and (unit := FORMS.get(phrase)) and not self._is_magnitude(end):
                return unit, end
        return None, at

    def _phrase(self, at: int, end: int) -> str | None:
        """Join tokens as the table writes them; None where more than a blank, slash or hyphen stands between."""
        phrase = ""
        for index in range(at, end):
            gap = self._line.gaps[index]
            spaced = self._line.is_blank(index) or gap == "-"
            joint = "/" if gap.strip() == "/" else "" if not gap else " " if spaced else None
            if joint is None:
                return None
            word = self._line.word(index)
            kept = index > at and self._line.word(index - 1) == "في"
            phrase += (joint if index > at else "") + (word if kept else _bare(word))
        return phrase

    def _is_magnitude(self, end: int) -> bool:
        """Whether degrees are of an earthquake: درجات على مقياس ريختر."""
        degrees = self._line.word(end - 1).startswith(("درج", "degree"))
        return degrees and any(self._line.word(index) in ("مقياس", "ريختر", "richter") for index in range(end, end + 4))

    def _unit_before(self, one: Quantity) -> int | None:
        """Find the token of the unit that a number is tied to by و or "and"."""
        at = self._first_after(one.number.span.start)
        sense = self._line.sense(at)
        if not (sense and sense.tied):
            at -= self._line.word(at - 1) == "a"
            at -= 1
            if self._line.word(at) not in ("and", "و"):
                return None
        joined = at > 0 and self._line.is_blank(at)
        return at - 1 if joined and _bare(self._line.word(at - 1)) in FORMS else None

    def _says_two(self, at: int) -> bool:
        sense = self._line.sense(at) if at >= 0 else None
        return sense is not None and sense.size == "dual"

    def _clause(self, places: range, after: bool) -> Iterator[int]:
        """Yield the tokens at `places`, outward from the number, as far as its clause goes."""
        for at in places:
            if not 0 <= at < len(self._line.tokens):
                return
            gap = self._line.gaps[at if after else at + 1]
            if not _INSIDE.fullmatch(gap.strip()) or gap.count("\n") > 1:
                return
            token = self._line.tokens[at]
            if not token.is_digits and len(token.word) > 1 and token.word not in _FUNCTION_WORDS and not token.sense:
                yield at

    def _counted(self, at: int, distance: int) -> Counted:
        word, span = self._line.word(at), self._spans[at]
        if self._says_two(at):
            stem = _without_prefix(word)[:-2]
            return Counted(stem.removesuffix("ت") + "ه" if stem.endswith("ت") else stem, span)
        if distance == 1 and not word.isascii() and len(word) > 3 and word.endswith("ا"):
            return Counted(word[:-1], span)  # The accusative after 11 to 99.
        return Counted(word, span)


def _sum(before: Quantity, tail: Quantity) -> Quantity:
    """Add a tail to a quantity, in the unit of the tail if it has one: an hour and forty minutes are 100 minutes."""
    ratio = before.unit.factor / tail.unit.factor if before.unit and tail.unit else Fraction(1)
    more, number = tail.number.low, before.number
    summed = replace(
        number,
        span=Span(number.span.start, tail.number.span.end),
        low=number.low * ratio + more,
        high=number.high * ratio + more,
    )
    span = Span(before.span.start, tail.span.end)
    return replace(before, span=span, number=summed, unit=tail.unit or before.unit)


def _bare(word: str) -> str:
    """Take the Arabic article off a word, unless the word is a unit or country as it is."""
    return word if word in FORMS or word in COUNTRIES or word.isascii() else _ARTICLE.sub("", word, count=1)


def _without_prefix(word: str) -> str:
    return word if word in FORMS else _JOINED.sub("", word, count=1) if _JOINED.match(word) else word
