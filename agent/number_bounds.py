"""The words beside a number that say how exact it is: about, at least, at most, between."""

import re
from typing import Literal

from agent.number_grammar import Bound

_BEFORE = 48  # Characters before a number that are read for such words,
_AFTER = 48  # and after it.

_SOME_WORDS = r"(?:\s[^\W\d]+){0,3}?"  # تجاوز عدد القتلى 300
# "Nearly" is about; "more than" is at least: what is so small a difference changes no verdict on two numbers.
_ABOUT = (
    r"about|around|roughly|approximately|approx|some|nearly|almost|close to|(?:an )?estimated|circa|in the region of"
    r"|\b[وفبلك]*(?:نحو|حوالي|زهاء|قرابه|تقريبا|ما يقارب|[يت]قارب|(?:ما )?[يت]قرب من|[يت]?ناهزت?|ما [يت]ناهز"
    r"|(?:في |ب)?حدود|قريبا? من|[يت]قدر ب)"
)
_AT_LEAST = (
    r"(?:a )?(?:little |slightly |well |far |just )?(?:more than|over|above)|at least|(?:no|not) (?:fewer|less) than"
    r"|exceed(?:s|ed|ing)?|upwards? of|(?:a )?minimum of|topped|surpass(?:es|ed|ing)?|in excess of|beyond"
    r"|\b[وفبلك]*(?:(?:(?:اكثر|ازيد|اعلي|اكبر) من|(?:لا|ليس) اقل من)(?: او [يت]ساوي)?"
    rf"|(?:لا|ما لا|لم) [يت]قل{_SOME_WORDS} عن"
    rf"|(?:ما )?[يت]زيد{_SOME_WORDS} (?:عن|علي)|علي الاقل|(?:ما )?[يت]?فوق|[يت]?تجاوزت?{_SOME_WORDS}"
    r"|(?:ما )?[يت](?:ربو|نيف) (?:عن|علي)|[بك]حد ادني)"
)
_AT_MOST = (
    r"(?:just |far |well )?(?:less than|fewer than|under|below)|at most|(?:no|not) more than|up to|as (?:many|much) as"
    r"|(?:a )?maximum of|not exceed(?:s|ed|ing)?"
    r"|\b[وفبلك]*(?:(?:(?:اقل|اصغر|ادني) من|(?:لا|ليس) اكثر من)(?: او [يت]ساوي)?"
    rf"|ل[امن] (?:[يت]تجاوز{_SOME_WORDS}|[يت]تعدي?|[يت]زي?د{_SOME_WORDS} (?:عن|علي))|علي الاكثر|[بك]حد اقصي"
    rf"|ما [يت]صل الي|حتي|تحت|(?<!من )دون|[يت]قل{_SOME_WORDS} عن)"
)
# An article, a currency or a written-on particle may stand between.
_LINK = r"\s*(?:\b(?:an?|the|ال)\s)?\s*(?:us|[a-z])?[$€£¥₪₺₽₹]?\s*(?:[وبلفك]{0,2}(?:ال|ل)?)?"
_SAID_BEFORE = re.compile(
    rf"(?:(?:(?<=\W)|^)(?:(?P<at_most>{_AT_MOST})|(?P<at_least>{_AT_LEAST})|(?P<about>{_ABOUT}))"
    rf"|(?P<below><=?)|(?P<above>>=?)|(?P<tilde>[~≈])){_LINK}$"
)
_MEANING: dict[str | None, Bound] = {
    "about": "about",
    "tilde": "about",
    "at_least": "at_least",
    "above": "at_least",
    "at_most": "at_most",
    "below": "at_most",
}
_SAID_AFTER = re.compile(
    r"(?:\s*[%٪])?(?:\s+[^\W\d_]+){0,3}?\s*(?:"
    r"(?P<at_least>\b(?:or (?:more|above|over|higher)|at (?:the )?least|او اكثر"
    r"|واكثر|فاكثر|فما فوق|علي الاقل|[بك]حد ادني)\b|(?<=\d)\+)"
    r"|(?P<at_most>\b(?:or (?:less|fewer|under|lower)|at (?:the )?most|at maximum"
    r"|او اقل|فاقل|علي الاكثر|[بك]حد اقصي)\b)"
    r"|(?P<about>\b(?:or so|approximately|تقريبا)\b|(?<=\d)-?(?:odd|ish)\b))(?!\s*(?:\d|than\b|من\b))"
)
# "Over 11 days" is how long it took.
_DURING = re.compile(r"(?:^|[^\w])over\s*$")
_TIME = re.compile(r"[\s-]+(?:second|minute|hour|day|night|week|month|year|decade)s?\b")
_LASTED = re.compile(r"\b(?:for|of|last(?:s|ed|ing)|just|well|took|taken|after|aged)\s+over\s*$")

_RISE = re.compile(
    r"\b(?:r[oi]se[sn]?|rising|fell|falls?|falling|fallen|grew|grown?|increas\w*|decreas\w*|declin\w*|dropp?\w*|slow\w*"
    r"|climb\w*|jump\w*|surg\w*|soar\w*|rais\w*|cut|cuts|cutting|reduc\w*|lower\w*|revis\w*|up|down|shr[aiu]nk|eas(?:e|ed|es)"
    r"|went|gone|chang\w*|mov\w*|trimm\w*|expand\w*|doubl\w*|slid\w*|plung\w*|widen\w*|narrow\w*)\b"
    r"|(?:ارتفع|[يت]رتفع|ارتفاع|انخفض|[يت]نخفض|انخفاض|تراجع|[يت]تراجع|زاد|زياده|[يت]زداد|ازداد|رفع|[يت]رفع|خفض|[يت]خفض|تخفيض"
    r"|صعد|هبط|هبوط|صعود|قفز|قفزت|تقلص|نما|نمو|وصل|انتقل|تحول|تغير|تباطا|تسارع|عدل|قلص|هوي|تضاعف)"
)
_SCORE = re.compile(
    r"\b(?:w[io]ns?|won|winning|beat\w*|los[et]\w*|loss|dr[ae]wn?|vot\w+|defeat\w*|scor\w+|victor\w+|leads?|led|trail\w*"
    r"|goals?|match|semi|final|shoot\w*|penalt\w+|set|decision|ruled|ruling)\b|فاز|فوز|خسر|خسار|تعادل|نتيجه|هزم|هزيم|تصويت|صوت|مبارا|تغلب|ركلات|هدف"
)
_UNIT_BETWEEN = r"\s*[%٪]?\s*(?:[^\W\d_]+(?:\s+(?:ال)?(?:ميه|مايه))?\s+)?"
_AND = re.compile(rf"{_UNIT_BETWEEN}(?:and|و|الي|to)\s*(?:[وبل]?ال)?[$€£¥]?")
_BETWEEN = re.compile(r"(?:\bbetween|\b[وفبل]*(?:ما )?بين)(?: (?:the|an?|some))?\s*[$€£¥]?(?:ال)?\s*$")
_TO = re.compile(rf"{_UNIT_BETWEEN}(?:to|الي|حتي)\s*(?:نحو |حوالي )?[$€£¥]?")
_FROM = re.compile(r"(?:\bfrom|\b[وف]?من)\s*[$€£¥]?\s*$")
_OR = re.compile(r"\s*(?:or|او)\s+")
_DASH = re.compile(r"\s?[-–—~]\s?[$€£]?")

Joint = Literal["range", "score", "apart"]


def bound_said(folded: str, start: int, end: int) -> Bound:
    """Say what the words before and after the number `folded[start:end]` make of it.

    >>> bound_said("اكثر من 20 قتيلا", 8, 10), bound_said("ten men at least", 0, 3), bound_said("in 20 towns", 3, 5)
    ('at_least', 'at_least', 'exact')
    """
    before = folded[max(0, start - _BEFORE) : start]
    said = _SAID_BEFORE.search(before)
    if said and _DURING.search(before) and _TIME.match(folded, end) and not _LASTED.search(before):
        said = None
    said = said or _SAID_AFTER.match(folded, end, end + _AFTER)
    return _MEANING[said.lastgroup] if said else "exact"


def joint(folded: str, first: tuple[int, int], second: tuple[int, int], rises: bool) -> Joint:
    """Say whether two numbers, given by their intervals of a folded text, are the ends of a range, or a score.

    `rises` is whether the first is the smaller one.
    """
    between = folded[first[1] : second[0]]
    before = folded[max(0, first[0] - _BEFORE) : first[0]]
    if _DASH.fullmatch(between) and folded[first[1] - 1].isdigit() and folded[second[0] - 1 : second[0] + 1].strip():
        near = before + folded[second[1] : second[1] + _AFTER]
        return "range" if rises and not _SCORE.search(near) else "score" if between == "-" or not rises else "apart"
    if not rises:
        return "apart"
    if _BETWEEN.search(before) and _AND.fullmatch(between):
        return "range"
    if _OR.fullmatch(between):
        return "range"
    if _TO.fullmatch(between) and not _RISE.search(before):
        return "range" if _FROM.search(before) or len(between.split()) == 1 else "apart"
    return "apart"
