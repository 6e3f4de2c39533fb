"""Find the date expressions of Arabic and English text, and say which days they mean.

Finding and resolving are apart. A text is turned into symbols, one for each word and one for each gap between words
(`يوم الأحد 16 تشرين الثاني/نوفمبر` becomes `D W d m/m`), and one regular expression over the symbols tells which words
make a date. What they say (`Said`) is resolved against the day of publication, which may become known later, or never.

dateparser was tried first: 13 ms for an article that this reads in one, and of the Levantine months it knows none.
"""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, product
from typing import Literal
from unicodedata import combining

from retrieval.folding import fold
from retrieval.records import Language, Published, Span

DateKind = Literal["day", "month", "year", "weekday", "deictic", "relative", "hijri"]
Unit = Literal["day", "week", "month", "year"]
Days = tuple[date, date]
Anchor = Published | date | None

FUTURE_COST = 3  # A date without a year is sought in the nine months before publication and the three after it.
STAMP_DAYS = 3  # "Today (Monday)" on a page stamped Tuesday is the Monday: pages are stamped after midnight.


@dataclass(frozen=True, slots=True)
class Said:
    """What the words of a date expression say; a part that they do not say is None.

    `weekday` counts from Monday, 0. `part` is the k-th of n parts of a month or year: (1, 3) is its beginning.
    `shift` counts `unit`s from the day of publication: yesterday is -1 day, next month +1 month.
    `way` is where to look for what recurs: last October (-1), this Friday (0), the coming Sunday (1).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    part: tuple[int, int] | None = None
    unit: Unit | None = None
    shift: int = 0
    way: int | None = None
    hijri: bool = False

    @property
    def kind(self) -> DateKind:
        """The finest thing that the words fix, or `hijri` for the other calendar."""
        if self.hijri:
            return "hijri"
        if self.day:
            return "day"
        if self.month or self.year:
            return "month" if self.month else "year"
        if self.unit:
            return "deictic" if self.unit == "day" else "relative"
        return "weekday"

    def days(self, today: date | None) -> Days | None:
        """Say which days are meant in a text published on `today`; None if that cannot be known."""
        if self.hijri:
            return None
        if self.month or self.year:
            return _calendar_days(self, today)
        if today is None:
            return None
        return _shifted_days(self, today) if self.unit else _weekday_days(self, today)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: `span.of(text)` are its words, `first` and `last` the days they mean, None while unknown."""

    span: Span
    said: Said
    first: date | None = None
    last: date | None = None

    @property
    def kind(self) -> DateKind:
        """The finest thing that the words fix."""
        return self.said.kind

    @property
    def days(self) -> Days | None:
        """Both days, or None while they are unknown."""
        return (self.first, self.last) if self.first and self.last else None

    def resolve(self, anchor: Anchor) -> "DateMention":
        """Say which days are meant in an article published at `anchor`; all that are possible if that is an interval.

        >>> find_dates("التقيا يوم الأحد")[0].resolve(date(2025, 11, 17)).first
        datetime.date(2025, 11, 16)
        """
        meant = [self.said.days(today) for today in _ends(anchor)]
        known = [days for days in meant if days]
        if len(known) < len(meant):
            return replace(self, first=None, last=None)
        return replace(self, first=min(first for first, _ in known), last=max(last for _, last in known))


def find_dates(text: str, anchor: Anchor = None) -> tuple[DateMention, ...]:
    """Find every date expression of raw `text`, in order, and resolve it against the day the text was published.

    >>> text = "في 28 أكتوبر/تشرين الأول الماضي"
    >>> [(mention.span.of(text), str(mention.first)) for mention in find_dates(text, date(2025, 11, 17))]
    [('28 أكتوبر/تشرين الأول الماضي', '2025-10-28')]
    """
    line = _read_line(fold(text))
    matches = list(EXPRESSION.finditer(line.symbols))
    if not matches:
        return ()
    offsets = _Offsets(text)
    mentions = (_mention(match, line, text, offsets) for match in matches)
    return tuple(mention.resolve(anchor) for mention in mentions if mention)


def say_dates(first: date, last: date, language: Language) -> str:
    """Write an interval of days as a reader says it.

    >>> say_dates(date(2025, 11, 16), date(2025, 11, 16), "ar"), say_dates(date(2025, 10, 1), date(2025, 10, 31), "en")
    ('16 نوفمبر 2025', 'October 2025')
    """
    part = _part_of_month(first, last) or _part_of_year(first, last)
    if first == last:
        return f"{first.day} {_say_month(first, language)}"
    if part:
        return _say_part(part, first, last, language)
    start = f"{first.day}"
    if (first.year, first.month) != (last.year, last.month):
        start += f" {_say_month(first, language)}"
    end = f"{last.day} {_say_month(last, language)}"
    return f"{start} – {end}" if language == "en" else f"من {start} إلى {end}"


# The words. A phrase is matched folded, the longest first.

MONTHS_AR = (
    "يناير|كانون الثاني|جانفي",
    "فبراير|شباط|فيفري",
    "مارس|آذار",
    "أبريل|نيسان|أفريل",
    "مايو|أيار",
    "يونيو|يونيه|حزيران",
    "يوليو|يوليه|تموز|جويلية",
    "أغسطس|آب",
    "سبتمبر|أيلول",
    "أكتوبر|تشرين الأول",
    "نوفمبر|تشرين الثاني|نونبر",
    "ديسمبر|كانون الأول|دجنبر",
)
MONTHS_EN = "January|February|March|April|May|June|July|August|September|October|November|December"
# More often something else, or an abbreviation: a month only beside a day, a year or another month.
DOUBTFUL_MONTHS = "jan|feb|mar|apr|ماي|jun جوان|jul|aug أوت غشت|sep sept شتنبر|oct|nov|dec"
HIJRI_MONTHS = (
    "محرم|صفر|ربيع الأول|ربيع الثاني|ربيع الآخر|جمادى الأولى|جمادى الثانية|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة"
    "|ذي القعدة|ذو الحجة|ذي الحجة|muharram|safar|rabi al awwal|rabi al thani|jumada al ula|jumada al thani|rajab|shaban"
    "|ramadan|shawwal|dhul qadah|dhul hijjah"
)
WEEKDAYS = (
    "الاثنين|monday",
    "الثلاثاء|tuesday",
    "الأربعاء|wednesday",
    "الخميس|thursday",
    "الجمعة|friday",
    "السبت|saturday",
    "الأحد|sunday",
)
SHORT_WEEKDAYS = "mon|tue tues|wed|thu thur thurs|fri|sat|sun"
ORDINALS_AR = (
    "الأول الأولى أول فاتح|الثاني الثانية ثاني|الثالث الثالثة ثالث|الرابع الرابعة|الخامس الخامسة|السادس السادسة"
    "|السابع السابعة|الثامن الثامنة|التاسع التاسعة|العاشر العاشرة"
)
LATER_ORDINALS_AR = "الحادي الحادية|" + ORDINALS_AR.partition("|")[2]
COUNTS_AR = "واحد|اثنين اثنان اثنا اثني|ثلاثة ثلاث|أربعة أربع|خمسة خمس|ستة ست|سبعة سبع|ثمانية ثماني|تسعة تسع|عشرة عشر"
ORDINALS_EN = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    "|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
)
COUNTS_EN = "one|two|three|four|five|six|seven|eight|nine|ten"
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")
UNIT_OF_SYMBOL: dict[str, Unit] = {"T": "day", "k": "week", "j": "month", "s": "month", "u": "year", "w": "year"}

# Symbol, value, phrases. `x` is any other word, `X` one that begins with the Arabic article.
PHRASES: tuple[tuple[str, int, str], ...] = (
    ("T", 0, "اليوم|لليوم|الليلة|today|tonight|this morning|this afternoon|this evening"),
    ("T", -1, "أمس|الأمس|البارحة|الليلة الماضية|yesterday|last night"),
    (
        "T",
        -2,
        "أول أمس|أول من أمس|الأول من أمس|أمس الأول|قبل أمس|قبل يوم أمس|day before yesterday|the day before yesterday",
    ),
    ("T", 1, "غدا|الغد|يوم غد|صباح غد|مساء غد|tomorrow"),
    ("T", 2, "بعد غد|day after tomorrow|the day after tomorrow"),
    ("D", 0, "يوم|يومي|صباح|مساء|فجر|ظهر|عصر|ليل|ليلة|نهار"),
    ("E", 0, "morning|afternoon|evening|night"),
    ("k", 0, "الأسبوع|week"),
    ("j", 0, "الشهر|month"),
    ("s", 0, "شهر"),
    ("u", 0, "العام|السنة|year"),
    ("w", 0, "عام|سنة|عامي|العامين"),
    ("U", 0, "يومين"),
    ("U", 1, "أسبوعين"),
    ("U", 2, "شهرين"),
    ("U", 3, "عامين|سنتين"),
    ("P", 0, "أيام|يوما|days"),
    ("P", 1, "أسابيع|أسبوعا|weeks"),
    ("P", 2, "أشهر|شهور|شهرا|months"),
    ("P", 3, "أعوام|سنوات|عاما|years"),
    ("r", -1, "الماضي|الماضية|المنصرم|المنصرمة|الفائت|الفائتة|المنقضي"),
    ("r", 0, "الجاري|الجارية|الحالي|الحالية"),
    ("r", 1, "المقبل|المقبلة|القادم|القادمة|المرتقب"),
    ("l", -1, "last"),
    ("l", 0, "هذا|هذه|this|the current"),
    ("l", 1, "next|coming"),
    ("f", 0, "من|كم|of"),  # "الـ9 كم أيلول" stood in the news: a slip of the finger for "من".
    ("q", 0, "في|منذ|خلال|حتى|إلى|بين|بعد|بحلول|in|on|since|until|till|by|during|from|before|after|through|between|to"),
    ("B", 0, "قبل"),
    ("H", 0, "the|a|an"),
    ("&", 0, "and|و"),
    ("v", 0, "الموافق|المصادف|بتاريخ|dated"),
    ("A", 0, "ه|هجري|هجرية|هجريا|ah"),
    ("G", 0, "م|ميلادي|ميلادية|ad|ce"),
    ("g", 0, "ago"),
    ("C", 0, "كل|every|each"),
    # What is named for a date: the October War, the city of 6 October.
    ("n", 0, "ثورة|حرب|مدينة|جسر|جامعة|ميدان|انتفاضة|ملعب|شارع|أحداث|هجمات|اعتداءات|كوبري|محور|استاد|تنظيم|حراك"),
    # What makes a name, or another day, of the "today" beside it; a title of the word that also means "the year".
    ("N", 0, "المصري|أخبار|صحيفة|جريدة|قناة|موقع|مجلة|ذلك|نفس|عالم|that|same"),
    ("L", 0, "الأمين|أمين|المدير|مدير|القائد|المدعي|النائب|المراقب|المفتش|المنسق|القنصل|المفوض|المشرف|الحاكم|المحامي"),
    ("L", 0, "المقرر|المرشد|السكرتير|الرأي|القطاع"),
    ("O", 0, "التالي|الوطني|العالمي|الدولي|نفسه|ذاته|الذي|الأخير|الواحد|الموالي|السابق|اللاحق|المفتوح"),
    ("F", 0, "سوف|المقرر|المقررة|مقرر|المزمع|المنتظر|المتوقع|المرتقبة|يعتزم|تعتزم|سيتم|سيكون|ستكون|سيعقد|ستعقد"),
    ("F", 0, "سيزور|ستزور|سيحضر|ستحضر|will|scheduled|planned|expected|slated"),
    ("F", 0, "سيلتقي|ستلتقي|سيبدأ|ستبدأ|سيصل|ستصل|سيجري|ستجري|سيشارك|ستشارك|سيقام|ستقام|سيفتتح|ستفتتح|سينطلق|ستنطلق"),
    ("F", 0, "سيغادر|ستغادر|سيشهد|ستشهد|سيستضيف|ستستضيف"),
)
PARTS: tuple[tuple[tuple[int, int], str], ...] = (
    ((1, 3), "مطلع|أوائل|بداية|بدايات|مستهل|early|beginning|start"),
    ((2, 3), "منتصف|أواسط|mid|middle"),
    ((3, 3), "أواخر|نهاية|ختام|late|end"),
    ((1, 2), "النصف الأول|first half"),
    ((2, 2), "النصف الثاني|second half"),
    ((1, 4), "الربع الأول|first quarter"),
    ((2, 4), "الربع الثاني|second quarter"),
    ((3, 4), "الربع الثالث|third quarter"),
    ((4, 4), "الربع الرابع|الربع الأخير|fourth quarter"),
)
PREFIXES = "وفبل"  # "and", "so", "in" and "to" are written onto the word that follows.
PREFIXED_SYMBOLS = "TDkjsuwpmWcolqBCnNLF"
OTHER_WORDS = {"لامس", "باب", "لاب", "فاول", "لاول", "باول", "بست", "لست", "وست"}  # touched, door, Paul, ...


def _numbered(symbol: str, rows: str, start: int = 1) -> Iterator[tuple[str, int, str]]:
    for value, row in enumerate(rows.split("|"), start):
        yield from ((symbol, value, word) for word in row.split())


def _phrases() -> Iterator[tuple[str, int, str]]:
    """Spell out every phrase with its symbol and value; of two that fold alike the later one holds."""
    for symbol, value, phrases in PHRASES:
        yield from ((symbol, value, phrase) for phrase in phrases.split("|"))
    yield from (("p", k, phrase) for k, (_, phrases) in enumerate(PARTS) for phrase in phrases.split("|"))
    yield from (("i", 0, phrase) for phrase in HIJRI_MONTHS.split("|"))
    yield from (("W", day, name) for day, names in enumerate(WEEKDAYS) for name in names.split("|"))
    yield from _numbered("V", SHORT_WEEKDAYS, 0)
    yield from _days_in_words()
    yield from (("m", month, name) for month, names in enumerate(MONTHS_AR, 1) for name in names.split("|"))
    yield from _numbered("M", MONTHS_EN)
    yield from _numbered("a", DOUBTFUL_MONTHS)


def _days_in_words() -> Iterator[tuple[str, int, str]]:
    """Spell out the days of a month as ordinals (o) and Arabic counts (c); English counts (b) are none."""
    yield from _numbered("o", ORDINALS_AR)
    yield from _numbered("o", ORDINALS_EN)
    yield from _numbered("c", COUNTS_AR)
    yield from _numbered("b", COUNTS_EN)
    for symbol, units, tens in (("o", LATER_ORDINALS_AR, "العشر"), ("c", COUNTS_AR, "عشر")):
        for _, unit, word in _numbered(symbol, units.rpartition("|")[0]):
            yield from ((symbol, 10 + unit, f"{word} {ten}") for ten in ("عشر", "عشرة"))
            yield from ((symbol, 20 + unit, f"{word} و{tens}{ending}") for ending in ("ين", "ون"))
    yield from (("o", 20 + unit, f"twenty {word}") for _, unit, word in _numbered("o", ORDINALS_EN) if unit < 10)
    yield from (("o", 20, word) for word in ("العشرين", "العشرون"))
    yield from (("o", 30, word) for word in ("الثلاثين", "الثلاثون", "thirtieth"))
    yield from (("o", 31, phrase) for phrase in ("الحادي والثلاثين", "الحادي والثلاثون", "thirty first"))


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a word is to the grammar: a symbol and a value; `prefix` of its letters are not the date's."""

    symbol: str
    value: int = 0
    prefix: int = 0


def _lexicon() -> dict[str, _Sense]:
    plain = {fold(phrase): _Sense(symbol, value) for symbol, value, phrase in _phrases()}
    arabic = {
        phrase: sense for phrase, sense in plain.items() if sense.symbol in PREFIXED_SYMBOLS and not phrase.isascii()
    }
    prefixed = {
        letter + phrase: replace(sense, prefix=1) for letter, (phrase, sense) in product(PREFIXES, arabic.items())
    }
    to_the = {"لل" + phrase[2:]: sense for phrase, sense in arabic.items() if phrase.startswith("ال")}
    return {phrase: sense for phrase, sense in (prefixed | to_the).items() if phrase not in OTHER_WORDS} | plain


LEXICON = _lexicon()
OPENERS = {phrase.partition(" ")[0] for phrase in LEXICON if " " in phrase}
LONGEST_PHRASE = max(phrase.count(" ") + 1 for phrase in LEXICON)
WORD = re.compile(r"(\w+)")
NUMBER = re.compile(r"(وال|بال|ال|لل|[وفبل])?(\d{1,4})(st|nd|rd|th|م|ه)?")
GAPS = {**{mark: mark for mark in "/(),-:"}, "،": ",", "–": "-", "—": "-", "),": ")", ")،": ")"}
TATWEEL = "\N{ARABIC TATWEEL}"
UNKNOWN, UNKNOWN_WITH_ARTICLE = _Sense("x"), _Sense("X")


@dataclass(frozen=True, slots=True)
class _Line:
    """A folded text as symbols, `gap word gap word ...`; word i is folded[starts[i]:ends[i]]."""

    symbols: str
    senses: list[_Sense]
    starts: list[int]
    ends: list[int]


def _read_line(folded: str) -> _Line:
    parts = WORD.split(folded)
    offsets = list(accumulate(map(len, parts)))
    symbols, senses, starts, ends = [], [], [], []
    at, gap = 1, _gap(parts[0] or "\n\n")
    while at < len(parts):
        last = _phrase_end(parts, at)
        sense = _sense(" ".join(parts[at : last + 1 : 2]) if last > at else parts[at])
        joined = gap == " " and sense.symbol in "dy" and parts[at].startswith("و")
        symbols += ["&" if joined else gap, sense.symbol]
        senses.append(sense)
        starts.append(offsets[at - 1])
        ends.append(offsets[last])
        at, gap = last + 2, _gap(parts[last + 1])
    return _Line("".join(symbols) + gap, senses, starts, ends)


def _phrase_end(parts: Sequence[str], at: int) -> int:
    """Find the last word of the longest known phrase that begins here; words are the odd parts."""
    if parts[at] in OPENERS:
        for last in range(at + 2 * LONGEST_PHRASE - 2, at, -2):
            gaps, phrase = parts[at + 1 : last : 2], " ".join(parts[at : last + 1 : 2])
            if phrase in LEXICON and last < len(parts) and all(_gap(gap) in " -" for gap in gaps):
                return last
    return at


def _sense(word: str) -> _Sense:
    return LEXICON.get(word) or (_number(word) if not word.isalpha() else _unknown(word))


def _unknown(word: str) -> _Sense:
    return UNKNOWN_WITH_ARTICLE if word.startswith("ال") else UNKNOWN


def _number(word: str) -> _Sense:
    match = NUMBER.fullmatch(word)
    if not match:
        return _unknown(word)
    prefix, digits, ending = match.groups()
    return _Sense(_number_symbol(digits, ending), int(digits), len(prefix or ""))


def _number_symbol(digits: str, ending: str | None) -> str:
    """Tell apart days (d), years (y, round ones e, marked ones Y), Hijri years (h) and other numbers (z)."""
    value = int(digits)
    if len(digits) < 3:
        return "d" if 1 <= value <= 31 and ending not in ("م", "ه") else "z"
    if len(digits) == 3 or not 1300 <= value <= 2100:
        return "z"
    if ending == "ه" or (value < 1500 and ending != "م"):
        return "h"
    return "Y" if ending == "م" else "e" if value % 100 == 0 else "y"


@lru_cache(maxsize=4096)
def _gap(folded: str) -> str:
    """Turn what stands between two words into one symbol; `|` is a border that no date crosses."""
    mark = folded.strip()
    if not mark:
        return "|" if folded.count("\n") > 1 else " "
    if mark == ".":
        return "." if folded == "." else ";"
    if folded == ",":
        return "|"  # of thousands
    return GAPS.get(mark, "|")


class _Offsets:
    """Where the characters of a folded text stand in the raw one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = list(accumulate(map(_width, text)))

    def span(self, start: int, end: int) -> Span:
        """Map the interval of the folded text to the raw one, the marks on its last letter included."""
        last = bisect_right(self._ends, end - 1) + 1
        while last < len(self._text) and _is_mark(self._text[last]):
            last += 1
        return Span(bisect_right(self._ends, start), last)


def _is_mark(char: str) -> bool:
    return char == TATWEEL or bool(combining(char) and not fold(char))


@lru_cache(maxsize=4096)
def _width(char: str) -> int:
    return len(fold(char))


# The grammar, over symbols: every word is one character and so is every gap.

YEAR = "[yYe]"
MONTH = "[mMa](?:[/( -][mMa])?"
TAIL = f"(?:[ ,)](?:f )?(?:[uw] )?(?:{YEAR}|h)(?: G)?|[ )](?:f )?(?:u r|l u)|[ )]r)"
BEFORE = "(?:(?:D ){0,2}T[ ,(])?(?:(?:D ){0,2}[WV](?: E)?(?: r)?[ ,()-])?(?:v )?(?:D )?"
DAYS = "[doc](?:(?:[-&]| [q&] )[doc])?"
DAY_MONTH = f"(?<![dzy][./-]){DAYS}(?: f)?(?: s)?[ /.-]{MONTH}(?:{TAIL})?"
MONTH_DAY = f"(?:l )?(?:[Ma][ ;-][do]|m[ -][do](?![ ][xX]))(?:-d)?(?![ ][mMP]|[.,/:-][dz])(?:[, ]{YEAR}|{TAIL})?"
NUMERIC = "|".join(f"d[{mark}]d[{mark}][yeh]|[yeh][{mark}]d[{mark}]d" for mark in "/.-")
ALONE = "(?<![dzy][./-]){}(?![./-][dzy])"  # 17/11/2025 but not 1.17/11/2025
IGNORED = (
    "C (?:D )?[WT]|N T|L u(?: r)?|T [oO]|o (?:D )?W|W o(?! f| s| [mMa])",
    f"n (?:D )?(?:{DAYS}(?: f)? )?{MONTH}(?!{TAIL})",
)
EXPRESSIONS = (
    f"{BEFORE}(?:{DAY_MONTH}|{ALONE.format(f'(?:{NUMERIC})')}|(?<=[vDW] )d/d(?![/.-])|{MONTH_DAY})",
    f"{DAYS}(?: f)?(?: s)? i(?:[ ,](?:[uw] )?h(?: A)?)?|s i(?:[ ,]h(?: A)?)?|i h(?: A)?|i r|[uw] h(?: A)?|h A",
    f"{DAYS}(?: f)? (?:j r|l j)",
    f"p(?: f)?(?: H)?(?: s)?[ -]{MONTH}(?:{TAIL})?",
    f"p(?: f)?(?: H)? (?:[ujk] r|l [ujk]|[uw] {YEAR}|{YEAR}|[uj](?! X))",
    "(?:D ){0,2}T(?:[ ,(](?:D )?W)?",
    "(?:D )?W(?: f)? (?:k r|l k)|(?:k r|l k) (?:q )?(?:D )?W",
    "(?:l )?(?:D ){0,2}W(?: E)?(?: r)?",
    f"(?:[ujk] r|l [ujk](?! X))(?: {YEAR})?",
    f"l [mM]|(?<=[qfsB] )[mM](?:[/(][mMa])?(?:{TAIL})?|[mM][/(][mM](?:{TAIL})?|[mMa]{TAIL}",
    f"[uw] {YEAR}(?: G)?|(?<=[qB] )y(?: G)?|[ye] G|Y|(?<=[uw] y & )y|(?<=[uw] y&)y|(?<=[(])y(?=[)])",
    "B (?:U|[dc] P|[swk])(?! [fyYe])|[dbH] [Pujk] g",
)
FIRST_SYMBOLS = "TDWVCNLnlpmMadocyYehiswujkUBHb"  # Spares the search all the other places.
EXPRESSION = re.compile(f"(?=[{FIRST_SYMBOLS}])(?:(?P<ignored>{'|'.join(IGNORED)})|{'|'.join(EXPRESSIONS)})")
CAPITAL_BEFORE = re.compile(r"[A-Z][a-z]* $")
CAPITAL_AFTER = re.compile(r" [A-Z]")
YEAR_FIRST = re.compile(f"[^d]*{YEAR}")
VERB = re.compile(r"\b(?:may|march)\b")
QUOTED = ("«»", "“”", '""')
LEADS = ("q ", "B ", "l ", "v ")
PLAN = re.compile(r"F(?: [^F])* $")
PLAN_REACH = 24  # symbols: twelve words without a comma


def _mention(match: re.Match[str], line: _Line, text: str, offsets: _Offsets) -> DateMention | None:
    if match["ignored"]:
        return None
    first, last = match.start() // 2, (match.end() - 1) // 2
    said = _read(line.senses[first : last + 1])
    span = offsets.span(line.starts[first] + line.senses[first].prefix, line.ends[last])
    if said is None or _is_name(match, text, span) or _is_verb(said, text, span):
        return None
    if "(" in match.group() and text[span.end : span.end + 1] == ")":
        span = Span(span.start, span.end + 1)
    if said.way is None and PLAN.search(match.string, max(0, match.start() - PLAN_REACH), match.start()):
        said = replace(said, way=0 if said.kind == "weekday" else 1)
    return DateMention(span, said)


def _is_name(match: re.Match[str], text: str, span: Span) -> bool:
    """Tell "Sunday Oliseh scored", "Russia Today" and the newspaper «اليوم» from days."""
    if match.group() == "T" and text[span.start - 1 : span.start] + text[span.end : span.end + 1] in QUOTED:
        return True
    if match.group() not in ("W", "T") or not text[span.start].isupper():
        return False
    if match.group() == "T":
        return bool(CAPITAL_BEFORE.search(text, max(0, span.start - 40), span.start))
    return bool(CAPITAL_AFTER.match(text, span.end)) and match.string[match.start() - 2 : match.start()] not in LEADS


def _is_verb(said: Said, text: str, span: Span) -> bool:
    """Tell "at least 10 may have died" from a month, unless nobody uses capitals here."""
    return not said.year and bool(VERB.search(text, span.start, span.end)) and any(char.isupper() for char in text)


def _read(senses: Sequence[_Sense]) -> Said | None:
    """Put together what the words of one expression say; None if they say nothing that can be."""
    values: dict[str, list[int]] = {}
    for sense in senses:
        values.setdefault(sense.symbol, []).append(sense.value)
    days = [sense.value for sense in senses if sense.symbol in "doc"]
    months = {sense.value for sense in senses if sense.symbol in "mMa"}
    if len(months) > 1:
        return None
    if "i" in values or "A" in values or ("h" in values and not months):
        return Said(hijri=True)
    said = Said(
        year=_only(values, "yYeh"),
        month=next(iter(months), None),
        weekday=_only(values, "WV"),
        part=PARTS[values["p"][0]][0] if "p" in values else None,
    )
    if not months and len(days) == 2 and "P" not in values:
        return _numeric(said, days, year_first=bool(YEAR_FIRST.match("".join(sense.symbol for sense in senses))))
    return _dayed(_related(said, values), days, values)


def _only(values: dict[str, list[int]], symbols: str) -> int | None:
    return next((values[symbol][0] for symbol in symbols if symbol in values), None)


def _numeric(said: Said, numbers: Sequence[int], year_first: bool) -> Said | None:
    """Read 17/11/2025: the day first, unless that cannot be."""
    month, day = numbers if year_first or numbers[1] > 12 else (numbers[1], numbers[0])
    return replace(said, month=month, day=day) if month <= 12 else None


def _related(said: Said, values: dict[str, list[int]]) -> Said:
    """Read where in time the words point: today, last month, the coming Sunday, two years ago."""
    relation = _only(values, "rl")
    if "B" in values or "g" in values:
        return _ago(said, values)
    unit = next((UNIT_OF_SYMBOL[symbol] for symbol in "Tkjuw" if symbol in values), None)
    if unit == "day":
        return replace(said, unit=unit, shift=values["T"][0])
    if unit and not said.year:
        return replace(said, unit=unit, shift=relation or 0)
    return replace(said, way=relation)


def _ago(said: Said, values: dict[str, list[int]]) -> Said:
    unit = UNITS[(values.get("U") or values["P"])[0]] if values.keys() & set("UP") else None
    count = 2 if "U" in values else _only(values, "dcb") or 1
    single = next((UNIT_OF_SYMBOL[symbol] for symbol in "swkju" if symbol in values), None)
    return replace(said, unit=unit or single, shift=-count)


def _dayed(said: Said, days: Sequence[int], values: dict[str, list[int]]) -> Said | None:
    if not days or "P" in values:
        return said
    if len(days) > 1 and days[0] >= days[-1]:
        return None
    return replace(said, day=days[0], last_day=days[-1] if len(days) > 1 else None)


# Resolving


def _ends(anchor: Anchor) -> tuple[date | None, ...]:
    if isinstance(anchor, Published):
        return (anchor.first,) if anchor.first == anchor.last else (anchor.first, anchor.last)
    return (anchor,)


def _calendar_days(said: Said, today: date | None) -> Days | None:
    """Resolve what names a month or a year."""
    if said.year:
        return _days_of(said, said.year)
    if today is None:
        return None
    if said.unit == "year":
        return _days_of(said, today.year + said.shift)
    years = (_days_of(said, today.year + step) for step in (-1, 0, 1))
    return _chosen(said, [days for days in years if days], today)


def _chosen(said: Said, candidates: Sequence[Days], today: date) -> Days | None:
    """Choose among the same date of several years."""
    fitting = [days for days in candidates if said.weekday == days[0].weekday()] if said.day else []
    pool = fitting or candidates
    if said.way == -1:
        return max((days for days in pool if _month_end(said, days) < today), default=None)
    if said.way == 1:
        return min((days for days in pool if days[0] >= today), default=None)
    return min(pool, key=lambda days: _cost(days, today), default=None)


def _month_end(said: Said, days: Days) -> date:
    """Give the end of what "last" was said of: the day, or else the whole month."""
    return days[1] if said.day else _whole_month(days[0].year, days[0].month)[1]


def _cost(days: Days, today: date) -> int:
    first, last = days
    return (today - last).days if last < today else max(0, FUTURE_COST * (first - today).days)


def _days_of(said: Said, year: int) -> Days | None:
    """Give the days of the said day, part of a month, month, part of a year or year; None for 31 November."""
    if said.month is None:
        return _part_of(_whole_year(year), said.part)
    if said.day is None:
        return _part_of(_whole_month(year, said.month), said.part)
    last_day = said.last_day or said.day
    if last_day > monthrange(year, said.month)[1]:
        return None
    return date(year, said.month, said.day), date(year, said.month, last_day)


def _whole_year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def _whole_month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _part_of(days: Days, part: tuple[int, int] | None) -> Days:
    """Cut a month by days (thirds end on the 10th and the 20th), a year by months."""
    if part is None:
        return days
    (first, last), (k, n) = days, part
    if first.month == last.month:
        step = 30 // n
        return first.replace(day=(k - 1) * step + 1), last if k == n else first.replace(day=k * step)
    step = 12 // n
    return first.replace(month=(k - 1) * step + 1), _whole_month(first.year, k * step)[1]


def _shifted_days(said: Said, today: date) -> Days | None:
    """Resolve what is counted from the day of publication."""
    if said.unit == "day":
        day = today + timedelta(days=said.shift)
        return _single(_nearest_weekday(day, said.weekday))
    if said.unit == "week":
        monday = today + timedelta(weeks=said.shift, days=-today.weekday())
        if said.weekday is not None:
            return _single(monday + timedelta(days=said.weekday))
        return monday, monday + timedelta(days=6)
    if said.unit == "year":
        return _part_of(_whole_year(today.year + said.shift), said.part)
    months = today.year * 12 + today.month - 1 + said.shift
    return _days_of(replace(said, month=months % 12 + 1), months // 12)


def _nearest_weekday(day: date, weekday: int | None) -> date:
    if weekday is None:
        return day
    return day + timedelta(days=(weekday - day.weekday() + STAMP_DAYS) % 7 - STAMP_DAYS)


def _weekday_days(said: Said, today: date) -> Days | None:
    """Resolve a weekday: the last one, today included, unless the words look ahead."""
    if said.weekday is None:
        return None
    back = (today.weekday() - said.weekday) % 7
    if said.way == -1:
        return _single(today - timedelta(days=back or 7))
    if said.way is None:
        return _single(today - timedelta(days=back))
    ahead = -back % 7
    return _single(today + timedelta(days=ahead or 7 * said.way))


def _single(day: date) -> Days:
    return day, day


# Saying


def _say_month(day: date, language: Language) -> str:
    names = MONTHS_EN.split("|") if language == "en" else [names.partition("|")[0] for names in MONTHS_AR]
    return f"{names[day.month - 1]} {day.year}"


def _part_of_month(first: date, last: date) -> tuple[int, int] | None:
    month = _whole_month(first.year, first.month)
    return next((part for part in ((1, 1), (1, 3), (2, 3), (3, 3)) if _part_of(month, part) == (first, last)), None)


def _part_of_year(first: date, last: date) -> tuple[int, int] | None:
    year = _whole_year(first.year)
    return next(
        (part for part in ((1, 1), *(part for part, _ in PARTS)) if _part_of(year, part) == (first, last)), None
    )


def _say_part(part: tuple[int, int], first: date, last: date, language: Language) -> str:
    in_month = (first.year, first.month) == (last.year, last.month)
    if in_month:
        whole = _say_month(first, language)
    else:
        whole = f"{first.year}" if language == "en" or part == (1, 1) else f"عام {first.year}"
    words = next((phrases.split("|") for known, phrases in PARTS if known == part), [])
    if not words:
        return whole
    of = "" if part[1] == 3 else "of " if language == "en" else "من "
    return f"{words[0] if language == 'ar' else _first_english(words)} {of}{whole}"


def _first_english(words: Sequence[str]) -> str:
    return next(word for word in words if word.isascii())
