"""Find the numbers of a sentence: digits of both kinds, number words of both languages, and money."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from retrieval.folding import fold, words, words_with_spans
from retrieval.records import Span

_ONES = frozenset(
    words("one واحد واحدة أحد إحدى")
)  # A number only within a compound: "the one", "no one", أحد الوزراء.
_UNITS = frozenset(
    words(
        """two three four five six seven eight nine اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي ثلاثة ثلاث
        أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني ثمان تسعة تسع"""
    )
)
_TENS = frozenset(
    words(
        """ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty
        fifty sixty seventy eighty ninety dozen dozens half twice عشرة عشر عشرون عشرين ثلاثون ثلاثين أربعون
        أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين عشرات نصف ربع ثلث مرتين مرتان"""
    )
)
_SCALES = frozenset(
    words(
        """hundred hundreds thousand thousands million millions billion billions trillion trillions مئة مائة
        مئات مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي ألف ألفا ألفان ألفين ألفي آلاف ألوف مليون
        مليونا مليونان مليونين مليوني ملايين مليار مليارا مليارات مليارين ملياري تريليون ثلاثمئة أربعمئة
        خمسمئة ستمئة سبعمئة ثمانمئة ثمانيمئة تسعمئة ثلاثمائة أربعمائة خمسمائة ستمائة سبعمائة ثمانمائة
        ثمانيمائة تسعمائة"""
    )
)
# A dual says "two" by its ending; these nouns are counted in news.
_DUAL = re.compile(
    "(?:شخص|قتيل|جريح|مصاب|طفل|جندي|مدني|عنصر|يوم|شهر|عام|اسبوع|مواطن|عامل|لاعب|كيلومتر)(?:ان|ين)"
    "|(?:سن|ساع|امرا|ضحي|طائر|سفين|رحل|سيار|حافل|شاحن|قري|مدين)(?:تان|تين)"
)
_PREFIXES = ("", "و", "ب", "ل", "ال", "وال", "بال", "لل", "ف", "ك")
LONGEST_GAP = 5  # Characters: " and ".
_DIGITS = re.compile(r"\d+(?:[.,٫٬]\d+)*")
_MONEY = re.compile(
    r"[$€£¥]|\b(?:us\$|dollars?|euros?|pounds?|riyals?|rials?|dinars?|dirhams?|liras?|cents?|usd|eur|gbp|sar|aed|egp)\b"
    r"|\b(?:shekels?|yuan|rubles?|roubles?)\b"
    r"|\b(?:[وبل]?ال|لل|[وبلف])?(?:دولار|يورو|جنيه|ريال|دينار|درهم|ليره|شيكل|يوان|روبل)(?:ا|ات|ان|ين|ا?ت)?\b|\bسنت(?:ا|ات)?\b"
    r"|\b(?:[وبل]?ال|لل)?(?:دنانير|دراهم|ليرات|جنيهات|ريالات|شواكل)\b"
)

Size = Literal["digits", "one", "unit", "ten", "scale", "dual"]


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a number: where it stands, how large it is, and whether it is tied on by و."""

    span: Span
    size: Size
    tied: bool = False


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in a text: where it stands."""

    span: Span

    def words(self, text: str) -> str:
        """Cut the number out of its text."""
        return self.span.of(text)


def find_numbers(text: str) -> list[NumberMention]:
    """Find the numbers of raw `text`, neighbours that belong together as one.

    >>> t = "ارتفعت الحصيلة إلى سبعة وعشرين قتيلاً"
    >>> [number.words(t) for number in find_numbers(t)]
    ['سبعة وعشرين']
    >>> t = "It rose to 1.2 million on Monday"
    >>> [number.words(t) for number in find_numbers(t)]
    ['1.2 million']
    """
    runs: list[list[_Part]] = []
    for part in sorted(_parts(text), key=lambda one: one.span):
        if runs and _belongs(text, runs[-1][-1], part):
            runs[-1].append(part)
        else:
            runs.append([part])
    alone = [run for run in runs if len(run) > 1 or run[0].size != "one"]
    return [NumberMention(Span(run[0].span.start, run[-1].span.end)) for run in alone]


def names_money(text: str) -> bool:
    """Whether a sum of money stands in `text`: a number and a currency."""
    return bool(_MONEY.search(fold(text))) and bool(find_numbers(text))


def _parts(text: str) -> Iterator[_Part]:
    yield from (_Part(Span(match.start(), match.end()), "digits") for match in _DIGITS.finditer(text))
    for word, span in words_with_spans(text):
        if not word[0].isdigit() and (size := _size(word)):
            yield _Part(span, size, tied=word.startswith("و") and word not in _ONES)


def _size(word: str) -> Size | None:
    for form in (word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix)):
        sizes: dict[Size, bool] = {
            "one": form in _ONES,
            "unit": form in _UNITS,
            "ten": form in _TENS,
            "scale": form in _SCALES,
            "dual": bool(_DUAL.fullmatch(form)),
        }
        if size := next((name for name, fits in sizes.items() if fits), None):
            return size
    return None


def _belongs(text: str, last: _Part, part: _Part) -> bool:
    """Whether a word goes on with the number before it: "forty" + "one", "1.2" + "million", مئة + وخمسون."""
    between = text[last.span.end : part.span.start]
    gap = between.strip().lower()
    if len(between) > LONGEST_GAP or "dual" in (last.size, part.size):
        return False
    if part.size == "digits":
        return last.size == "scale" and gap == "و"
    if part.tied:
        return not gap and last.size != "digits"
    if part.size == "scale":
        return not gap
    if last.size == "scale":
        return gap in ("", "and")
    if last.size == "ten":
        return gap in ("", "-") and part.size in ("one", "unit") and text[part.span.start].isascii()
    return last.size in ("one", "unit") and part.size == "ten" and not gap
