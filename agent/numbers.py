"""Find the numbers of a sentence: digits of both kinds, number words of both languages, and money."""

import re
from dataclasses import dataclass

from retrieval.folding import fold, words_with_spans
from retrieval.records import Span

_ENGLISH = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million"
    " millions billion billions trillion dozen dozens half twice"
)
_ARABIC = (
    "اثنان اثنين اثنتان اثنتين اثنا اثني ثلاثه ثلاث اربعه اربع خمسه خمس سته ست سبعه سبع ثمانيه ثماني ثمان تسعه تسع"
    " عشره عشر عشرون عشرين ثلاثون ثلاثين اربعون اربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين"
    " مئه مائه مئات مئتان مئتين الف الفا الفان الفين الاف الوف مليون مليونا مليونان مليونين ملايين"
    " مليار مليارا مليارات مليارين تريليون عشرات نصف ربع ثلث مرتين مرتان"
    " ثلاثمئه اربعمئه خمسمئه ستمئه سبعمئه ثمانمئه تسعمئه ثلاثمائه اربعمائه خمسمائه"
)
_WORDS = frozenset(fold(f"{_ENGLISH} {_ARABIC}").split())
# A dual says "two" by its ending; these nouns are counted in news.
_DUAL = re.compile(
    r"(?:شخص|قتيل|جريح|مصاب|طفل|جندي|مدني|عنصر|يوم|شهر|عام|اسبوع|مواطن|عامل|لاعب|كيلومتر)(?:ان|ين)|(?:سن|ساع|امرا|ضحي|طائر|سفين|رحل|سيار|حافل|شاحن|قري|مدين)(?:تان|تين)"
)
_PREFIXES = ("", "و", "ب", "ل", "ال", "وال", "بال", "لل", "ف", "ك")
_DIGITS = re.compile(r"\d+(?:[.,٫٬]\d+)*")
_MONEY = re.compile(
    r"[$€£¥]|\b(?:us\$|dollars?|euros?|pounds?|riyals?|rials?|dinars?|dirhams?|liras?|lira|cents?|usd|eur|gbp|sar|aed|egp|shekels?|yuan|rubles?|roubles?)\b"
    r"|(?:دولار|يورو|جنيه|ريال|دينار|درهم|ليره|شيكل|يوان|روبل|سنت)\w{0,3}"
)


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
    spans = [Span(m.start(), m.end()) for m in _DIGITS.finditer(text)]
    spans += [span for word, span in words_with_spans(text) if not word[0].isdigit() and _is_number_word(word)]
    return [NumberMention(span) for span in _joined(text, sorted(spans))]


def names_money(text: str) -> bool:
    """Whether a sum of money stands in `text`: a number and a currency."""
    return bool(_MONEY.search(fold(text))) and bool(find_numbers(text))


def _is_number_word(word: str) -> bool:
    bare = (word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix))
    return any(form in _WORDS or _DUAL.fullmatch(form) for form in bare)


def _joined(text: str, spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        between = text[joined[-1].end : span.start] if joined else None
        if between is not None and (not between.strip() or between.strip() in ("-", "and")) and len(between) < 6:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
