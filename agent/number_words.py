"""The words that make numbers in Arabic and English, and what each is worth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from agent.units import UNITS, duals
from retrieval.folding import fold

Size = Literal[
    "unit",  # one to nine, in both languages
    "teen",  # ten to nineteen; of Arabic only ten itself, which makes the others
    "ten",  # twenty to ninety
    "hundred",  # hundred, مئة
    "hundreds",  # مئتان, ثلاثمئة
    "scale",  # dozen, thousand, مليون
    "pair",  # ألفين, مليونان: two of a scale
    "either",  # ألفا: after a number a scale (ألفاً), alone two of it
    "many",  # dozens, آلاف: after a number a scale, alone vague
    "part",  # half, ربع
    "parts",  # thirds, أرباع
    "ordinal",
    "dual",  # شخصان: a noun that says two by its ending
]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word is to the grammar of numbers; `tied` is a written-on و, `definite` the Arabic article."""

    size: Size
    value: Fraction
    arabic: bool = False
    tied: bool = False
    definite: bool = False


_UNITS_AR = (
    "واحد واحدة أحد إحدى|اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي|ثلاثة ثلاث|أربعة أربع|خمسة خمس|ستة ست|سبعة سبع"
    "|ثمانية ثماني ثمان|تسعة تسع"
)
_TENS_AR = "عشرون عشرين|ثلاثون ثلاثين|أربعون أربعين|خمسون خمسين|ستون ستين|سبعون سبعين|ثمانون ثمانين|تسعون تسعين"
_HUNDREDS_AR = "ثلاث|أربع|خمس|ست|سبع|ثمان ثماني|تسع"
_ORDINALS_AR = (
    "أول أولى|ثاني ثانية ثان|ثالث ثالثة|رابع رابعة|خامس خامسة|سادس سادسة|سابع سابعة|ثامن ثامنة|تاسع تاسعة|عاشر عاشرة"
)
_UNITS_EN = "one|two|three|four|five|six|seven|eight|nine"
_TEENS_EN = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS_EN = "twenty|thirty|forty fourty|fifty|sixty|seventy|eighty|ninety"
_ORDINALS_EN = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    "|sixteenth|seventeenth|eighteenth|nineteenth"
)
# Power of ten, English, Arabic: singular, dual, plural; in the accusative, the singular looks like a dual construct.
_SCALES = (
    (3, "thousand", "ألف", "ألفان ألفين ألفي", "آلاف ألوف"),
    (6, "million", "مليون", "مليونان مليونين مليوني", "ملايين"),
    (9, "billion", "مليار", "ملياران مليارين ملياري", "مليارات ملايير"),
    (9, "milliard", "بليون", "بليونان بليونين بليوني", "بلايين"),
    (12, "trillion", "تريليون", "تريليونان تريليونين تريليوني", "تريليونات"),
    (12, "trn", "ترليون", "ترليونان ترليونين ترليوني", "ترليونات"),
)
_PARTS = (
    (2, "half", "نصف", "halves", "أنصاف"),
    (3, "", "ثلث", "thirds", "أثلاث"),
    (4, "quarter", "ربع", "quarters", "أرباع"),
    (5, "", "", "fifths", "أخماس"),
    (6, "", "سدس", "sixths", "أسداس"),
    (7, "", "", "sevenths", "أسباع"),
    (8, "", "", "eighths", "أثمان"),
    (9, "", "", "ninths", "أتساع"),
    (10, "", "", "tenths", "أعشار"),
)
_TWO_PARTS = "ثلثان ثلثين ثلثا ثلثي"
_SHORT_SCALES = (("k", 3), ("mn", 6), ("mln", 6), ("bn", 9), ("tn", 12))

# Nouns counted in news, besides the units. A sound plural in ين looks like the dual, so of those only ان, or a written
# vowel, says two.
_BROKEN_PLURALS = """شخص قتيل جريح طفل جندي عنصر ضابط شاب رجل سهم صاروخ هدف منزل مبنى قارب زورق حي جسر لغم كتاب فيلم
    بلد حزب فريق وزير سفير نائب شهيد أسير رهينة قاض لاجئ نازح مريض طالب تلميذ مقعد حقيبة صوت قرص هجوم انفجار حادث زلزال
    حريق اجتماع لقاء موقع مستشفى معبر مصنع حقل بئر لص خاطف مسلح جثمان رأس مقر كوب"""
_SOUND_PLURALS = """مدني مواطن عامل لاعب مصاب مهندس موظف مسؤول صحفي صحافي متظاهر مشتبه مفقود محتجز معتقل موقوف سائق
    مهاجر مسعف شرطي عسكري مراسل معلم متهم مصدر صراف مرشح حارس باحث ناشط"""
_FEMININE = """سنة ليلة مرة امرأة ضحية طائرة سفينة رحلة سيارة حافلة شاحنة قرية مدينة طفلة فتاة جثة دولة قذيفة غارة
    طلقة قنبلة عبوة دراجة شركة مدرسة جامعة محافظة منطقة غرفة بلدة عائلة أسرة ناقلة مروحية مسيّرة دبابة وزارة عملية
    ضربة جولة جلسة مباراة جائزة ورقة حالة إصابة فرقة كتيبة محطة باخرة عبارة قطعة بندقية صفقة اتفاقية وثيقة رسالة صفحة
    خيمة"""
_NOT_WITH_PREFIX = frozenset({"لست", "ولست", "فلست", "فست", "كست", "وكست", "فكست"})  # "I am not", clothes.
_HUNDRED = frozenset(map(fold, ["مئة", "مئتان", "مئتين", "مئتا", "مئتي", "مئات"]))
_ONE = "واحد"
# What folding hides: without its hamza مئتا is the company Meta, or dead; with a doubled letter ألف is "he wrote".
_YEH_HAMZA = "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"
_ALEF_HAMZA = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
_SHADDA = "\N{ARABIC SHADDA}"
_FATHA_YEH = "\N{ARABIC FATHA}\N{ARABIC LETTER YEH}"
_TANWIN = "\N{ARABIC FATHATAN}"


def _rows() -> Iterator[tuple[Size, Fraction, str]]:
    """Spell out every word with its size and value."""
    for first, step, size, rows in (
        (1, 1, "unit", _UNITS_AR),
        (20, 10, "ten", _TENS_AR),
        (1, 1, "unit", _UNITS_EN),
        (10, 1, "teen", _TEENS_EN),
        (20, 10, "ten", _TENS_EN),
        (1, 1, "ordinal", _ORDINALS_AR),
        (1, 1, "ordinal", _ORDINALS_EN),
    ):
        for place, row in enumerate(rows.split("|")):
            yield from ((size, Fraction(first + step * place), word) for word in row.split())  # type: ignore[misc]
    yield from _larger()
    yield from _parts()


def _larger() -> Iterator[tuple[Size, Fraction, str]]:
    yield "teen", Fraction(10), "عشر"
    yield "teen", Fraction(10), "عشرة"
    yield from (("many", Fraction(10), word) for word in ("tens", "عشرات"))
    yield "many", Fraction(20), "scores"
    yield from (("unit", Fraction(0), word) for word in ("zero", "صفر"))
    yield "ordinal", Fraction(1), "حادي"
    yield "ordinal", Fraction(1), "حادية"
    yield from (("hundred", Fraction(100), word) for word in ("hundred", "مئة", "مائة"))
    yield from (("many", Fraction(100), word) for word in ("hundreds", "مئات", "مائات"))
    yield from (
        ("hundreds", Fraction(200), hundred + end) for hundred in ("مئ", "مائ") for end in ("تان", "تين", "تا", "تي")
    )
    for place, row in enumerate(_HUNDREDS_AR.split("|"), 3):
        yield from (("hundreds", Fraction(100 * place), word + end) for word in row.split() for end in ("مئة", "مائة"))
    for power, english, arabic, pairs, plurals in _SCALES:
        yield from (("scale", Fraction(10**power), word) for word in (english, arabic))
        yield from (("pair", Fraction(2 * 10**power), word) for word in pairs.split())
        yield from (("many", Fraction(10**power), word) for word in (english + "s", *plurals.split()))
        yield "either", Fraction(10**power), arabic + "ا"
    for dozen, many in (("dozen", "dozens"), ("دزينة", "دزينات"), ("دستة", "دستات")):
        yield "scale", Fraction(12), dozen
        yield "many", Fraction(12), many


def _parts() -> Iterator[tuple[Size, Fraction, str]]:
    for below, english, arabic, english_many, arabic_many in _PARTS:
        yield from (("part", Fraction(1, below), word) for word in (english, arabic) if word)
        yield from (("parts", Fraction(1, below), word) for word in (english_many, arabic_many))
    yield from (("part", Fraction(2, 3), word) for word in _TWO_PARTS.split())
    yield "ordinal", Fraction(20), "twentieth"
    for ten, word in enumerate(_TENS_EN.replace(" fourty", "").split("|")[1:], 3):
        yield "ordinal", Fraction(10 * ten), word.removesuffix("y") + "ieth"
    yield from (("ordinal", Fraction(100), "hundredth"), ("ordinal", Fraction(1000), "thousandth"))


def _duals() -> Iterator[str]:
    units = [unit.arabic[0].split()[0] for unit in UNITS]
    for noun in [*(_BROKEN_PLURALS + " " + _SOUND_PLURALS + " " + _FEMININE).split(), *units]:
        yield from duals(noun)


def _lexicon() -> dict[str, Sense]:
    plain = {fold(word): Sense(size, value, not word.isascii()) for size, value, word in _rows()}
    plain |= {word: Sense("dual", Fraction(2), arabic=True) for word in _duals() if word not in plain}
    prefixed = {form: sense for word, known in plain.items() if known.arabic for form, sense in _prefixed(word, known)}
    return {word: sense for word, sense in prefixed.items() if word not in _NOT_WITH_PREFIX} | plain


def _prefixed(word: str, sense: Sense) -> Iterator[tuple[str, Sense]]:
    """Write "and", "so", "in", "to", "like" and "the" onto an Arabic word; a definite dual counts nothing."""
    for article in ("",) if sense.size == "dual" else ("", "ال"):
        plain = replace(sense, definite=bool(article))
        tied = replace(plain, tied=True)
        for preposition in ("", "ب", "ل", "ك"):
            form = ("لل" if preposition == "ل" and article else preposition + article) + word
            yield from ((form, plain), ("ف" + form, plain), ("و" + form, tied))


LEXICON = _lexicon()
SHORT_SCALES = {letters: Fraction(10**power) for letters, power in _SHORT_SCALES}
_AMBIGUOUS_DUALS = frozenset(
    front + fold(noun) + "ين" for noun in _SOUND_PLURALS.split() for front in ("", "و", "ف", "ب", "ل", "ك", "ول", "وب")
)
_NEEDS_HAMZA = re.compile(f"[وفبلك]*(?:ال|ل)?(?:{'|'.join(sorted(_HUNDRED, key=len, reverse=True))})")
_WROTE = re.compile("[وف]?الف")


def sense_of(word: str, raw: str) -> Sense | None:
    """Say what a folded `word` is to a number; its `raw` spelling settles what folding hides.

    >>> str(sense_of("وعشرين", "وعشرين").value), sense_of("ميتا", "ميتا")
    ('20', None)
    """
    sense = LEXICON.get(word)
    if sense is None or not sense.arabic:
        return sense
    if word == _ONE and _ALEF_HAMZA in raw:
        return replace(sense, tied=True)  # وأحد folds as واحد does.
    if _NEEDS_HAMZA.fullmatch(word) and _YEH_HAMZA not in raw:
        return None
    if word in _AMBIGUOUS_DUALS and _FATHA_YEH not in raw:
        return None
    if _SHADDA in raw and _WROTE.fullmatch(word):
        return None
    if sense.size == "unit" and sense.value == 2 and sense.definite and word.endswith(("نين", "نان")):
        return None  # Monday.
    if sense.size == "either" and raw.endswith((_TANWIN, _TANWIN + "ا")):
        return replace(sense, size="scale")
    return sense
