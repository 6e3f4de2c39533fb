"""Numbers that name and do not count: Warehouse 7, Resolution 2254, G20, F-16, القرار 1701, 192.168.1.2, 10:30."""

import re

from agent.number_grammar import Read
from agent.number_lines import Line
from retrieval.folding import words

# After these a number names, whatever follows;
_ALWAYS = frozenset(
    words(
        """number resolution article page law decree flight year grade
        رقم القرار قرار المادة مادة الصفحة صفحة القانون قانون المرسوم مرسوم البند الفقرة
        الرحلة عيار طراز إيرباص بوينغ بوينج ميغ سوخوي كوفيد"""
    )
)
# after these it does if nothing is counted by it: "in Room 12", not "building 12 homes" or الطائرة 150 راكباً.
_NAMED = frozenset(
    words(
        """section chapter route highway channel version phase paragraph clause protocol model type gate warehouse room
        apartment platform terminal exit berth hangar block zone district precinct cell ward unit tower building camp
        level category grade tier stage step round group day week game seat line bus train tram well shaft pier dock
        reactor area sector depot hall floor annex pavilion tent road street motorway junction checkpoint item case file
        المستودع مستودع الغرفة غرفة البوابة بوابة المبنى مبنى القاعة قاعة الرصيف المفاعل البئر العنبر الجناح القاطع
        المربع القناة قناة الطريق طريق المرحلة النسخة الجولة اللواء الفوج الكتيبة الفرقة الخط الشقة المقعد الطائرة
        كتيبة فرقة فوج لواء المنطقة الحي المستوى الفئة الفصل الدائرة الميناء البرج المخيم القضية الملف النموذج الحافلة
        القطار المحطة"""
    )
)
_FUNCTION_WORDS = frozenset(
    words(
        """في من على إلى عن التي الذي الذين قرب بعد قبل منذ كان كانت هو هي خلال أمام بين مع حيث ثم أو أن حتى ضد بحق بشأن
        أمس اليوم and or when while as in at to by for after before with that which on from but was is"""
    )
)
_COUNTED_EN = re.compile(r"[a-z]{3,}s|people|men|women|children|percent|per|were|died|dead|killed|wounded|injured|more")
_SINGULAR_S = frozenset(words("was is has this his its as across plus minus"))
_CLITIC = re.compile("[وف]?[بلك]?(?:ال|ل)?")
_AFTER_FIGURES = frozenset({"s", "d", "x"})
_HOUR = re.compile(r"\s*(?:[ap]\.?\s?m\b|o.?clock|gmt|hrs)")
_YEAR = re.compile(r"(?:19|20)(?!00)\d\d")
_BEFORE_YEAR = frozenset(
    words("of since late early mid summer winter spring autumn season صيف شتاء خريف ربيع موسم سنة عام")
)
_CHAIN = frozenset("/:")
_CHAINING = frozenset("-/:.")
_UNIT_CODES = frozenset({"m2", "m3", "km2", "km3", "cm2", "cm3"})


def code_label(line: Line, at: int) -> int | None:
    """Read the number in a code of letters and figures, such as G20 or A320; None where the token is no such code."""
    token = line.tokens[at]
    named = token.word[0].isascii() and token.word[0].isalpha() and token.word[-1].isdigit()
    if not named or token.word in _UNIT_CODES or not line.raw(token.start, token.end)[0].isupper():
        return None
    figures = re.findall(r"\d+", token.word)[-1]
    return int(figures)


def is_label(line: Line, read: Read) -> bool:
    """Whether a number names a thing, by what stands before and after it."""
    if line.tokens[read.start].is_digits and _is_glued(line, read):
        return True
    if _is_clock(line, read) or _is_group(line, read) or _is_year(line, read):
        return True
    before = line.word(read.start - 1)
    if read.factor > 1 or not before or not _touches(line, read.start):
        return False
    if before in ("no", "nos"):
        start = line.tokens[read.start - 1].start
        return "." in line.gaps[read.start] and line.raw(start, start + 1) == "N"
    if before in _ALWAYS:
        return True
    return (before in _NAMED or _is_capital(line, read)) and not _counts(line, read)


def _touches(line: Line, at: int) -> bool:
    return line.is_blank(at) or (
        line.gaps[at].strip() in (".", "#", "(", '"', "«") and line.word(at - 1) in ("no", "nos", "رقم")
    )


def _is_glued(line: Line, read: Read) -> bool:
    """Whether figures hang on letters or on other figures: F-16, 1970s, 10:30, 1/2/2025."""
    gap, before = line.gaps[read.start], line.word(read.start - 1)
    after_gap, after = line.gaps[read.end], line.word(read.end)
    if _is_chained(line, read.start) or re.fullmatch(r"0\d+", line.word(read.start)):
        return True
    if before and not gap and not _CLITIC.fullmatch(before):
        return not before[0].isdigit()
    if before and gap == "-" and before[0].isalpha() and (not before[0].isascii() or _is_upper(line, read.start - 1)):
        return not _CLITIC.fullmatch(before)
    if after and not after_gap and (after in _AFTER_FIGURES or (after == "g" and _is_upper(line, read.end))):
        return True
    if after[:1].isdigit() and after_gap in _CHAIN:
        return True
    return before[:1].isdigit() and gap in _CHAIN


def _is_chained(line: Line, at: int) -> bool:
    """Whether three or more figures hang together, as in a telephone number or a date."""
    first = last = at
    while first > max(0, at - 2) and line.gaps[first] in _CHAINING and line.tokens[first - 1].is_digits:
        first -= 1
    while (
        last + 1 < min(at + 3, len(line.tokens))
        and line.gaps[last + 1] in _CHAINING
        and line.tokens[last + 1].is_digits
    ):
        last += 1
    return last - first > 1


def _is_clock(line: Line, read: Read) -> bool:
    before = line.word(read.start - 1)
    place = line.tokens[read.end - 1].end
    return (before == "الساعه" and line.is_blank(read.start)) or bool(_HOUR.match(line.folded, place))


def _is_year(line: Line, read: Read) -> bool:
    """Whether bare figures are a year that no date is found in: the summer of 2018."""
    if not _YEAR.fullmatch(line.word(read.start)) or read.end > read.start + 1 or not line.is_blank(read.start):
        return False
    before, ended = line.word(read.start - 1), not line.is_blank(read.end)
    return before in _BEFORE_YEAR and (ended or line.word(read.end) in _FUNCTION_WORDS)


def _is_group(line: Line, read: Read) -> bool:
    """Whether a number names a group of states: the Group of Seven, مجموعة العشرين."""
    sense = line.sense(read.start)
    arabic = line.word(read.start - 1).endswith("مجموعه") and bool(sense and sense.definite)
    return arabic or (line.word(read.start - 2), line.word(read.start - 1)) == ("group", "of")


def _is_capital(line: Line, read: Read) -> bool:
    """Whether bare figures follow a name in mid-sentence: Boeing 737, Apollo 11."""
    word = line.word(read.start)
    if not word.isdigit() or len(word) > 4 or read.start < 2 or not line.word(read.start - 1).isascii():
        return False
    return (
        _is_upper(line, read.start - 1) and "." not in line.gaps[read.start - 1] and len(line.word(read.start - 1)) > 3
    )


def _is_upper(line: Line, at: int) -> bool:
    token = line.tokens[at]
    return line.raw(token.start, token.end)[:1].isupper()


def _counts(line: Line, read: Read) -> bool:
    """Whether a noun follows that the number counts."""
    after = line.word(read.end)
    if not after or not line.is_blank(read.end):
        return line.gaps[read.end].strip().startswith(("%", "٪")) if after else False
    if after[0].isascii():
        return bool(_COUNTED_EN.fullmatch(after)) and after not in _SINGULAR_S
    return not (after.startswith(("ال", "و")) or after in _FUNCTION_WORDS)
