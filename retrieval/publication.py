"""Find out when an article came out, and how that is known: stated beside it or on the page, inferred, or unknown.

An inferred day must be right before it is useful. It is read off words that tie themselves to a day ("today, Sunday 16
November 2025"), or off a dated article on the same event: if that puts it on the 16th, and this text says that it took
place "today", then this text is of the 16th. Same event means the same kind of act by the same rare names in a sentence
of each. Where two dated articles disagree, the day stays unknown.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise, takewhile

from retrieval.dates import DateMention, Days, Said, find_dates
from retrieval.errors import BadRow
from retrieval.folding import fold, words
from retrieval.furniture import bare, introduces_links, is_dateline
from retrieval.languages import language_of
from retrieval.records import Language, Published, Span

# The rarity of a folded word, in nats: the logarithm of how many texts there are for each that holds it.
Idf = Callable[[str], float]

UNKNOWN = Published()
REASONS: dict[str, dict[Language, str]] = {
    "metadata": {"ar": "ذُكر مع المقال: «{words}»", "en": "Stated with the article: “{words}”"},
    "dateline": {"ar": "سطر التاريخ في المقال: «{words}»", "en": "The article's date line: “{words}”"},
    "own words": {"ar": "يقول المقال: «{words}»", "en": "The article says “{words}”"},
    "twin": {
        "ar": "يقول المقال «{words}» عن حدث يؤرخه مقال آخر ({twin}، {day}) بقوله «{date}»",
        "en": "The article says “{words}” of an event that another article ({twin}, {day}) dates “{date}”",
    },
}


# Stated


FIRST_YEAR, LAST_YEAR = 1800, 2100  # "0001-01-01" is how some systems write that they do not know.
NO_DATE = {"", "-", "null", "none", "nan", "n/a", "unknown"}
EPOCH = re.compile(r"(\d{10})(?:\.\d+|\d{3})?")  # seconds or milliseconds
YEAR_MONTH = re.compile(r"((?:19|20)\d\d)(?:[-/](0[1-9]|1[0-2]))?")
CLOCK = re.compile(r"t\d\d(?::?\d\d){1,2}(?:[.,]\d+)?(?:z|[+-]\d\d(?::?\d\d)?)?", re.IGNORECASE)

EDGE_LINES = 8
LONG_LINE = 150  # Characters: where the body begins, or ends.
LONGEST_DATELINE = 120
SEPARATORS = re.compile(r"\s*[|•·●]\s*")
SENTENCE_END = re.compile(r"[^\W\d_]{3,}[.!?؟…]+$")
BYLINE = re.compile(r"\s*(?:By|بقلم|كتب|كتبت)[ :]")
UPDATED = {fold(word) for word in ("تحديث", "حدث", "عدل", "تعديل", "updated", "modified", "edited")}
PREFIX = re.compile(r"\s*[^\W\d]+(?:[ -][^\W\d]+){0,3}(?:[,،/] ?[^\W\d]+(?: [^\W\d]+)?)? ?[,،:/–-]? ?")
AFTER_PREFIX = re.compile(r"\s*[,،]?\s*(?:\([^()\n]{1,30}\)|/[^/\n]{1,30}/|[A-Z]{2,10}\b)?\s*[-–—:]+\s+(?=\S)")
CAPITAL = re.compile(r" (?=[A-Z])")


def stated_publication(text: str, metadata: str | None) -> tuple[Published, Span | None]:
    r"""Read the date from what came with the article, or else from a date line above or below its body.

    A date inside the body is the date of an event, never this one. The span is the date line, where there is one.

    Raises:
        BadRow: `metadata` is no date.

    >>> stated_publication("Talks open\n\nNov 17, 2025\n\nThe delegation landed.", None)[0].first
    datetime.date(2025, 11, 17)
    """
    language = language_of(text)
    if metadata is not None and metadata.strip().lower() not in NO_DATE:
        return _published(_days_of_metadata(metadata.strip()), "metadata", metadata.strip(), language), None
    dateline = _dateline(text)
    if dateline is None:
        return UNKNOWN, None
    return _published(dateline.days, "dateline", _one_line(dateline.span.of(text)), language), dateline.span


def _published(days: Days, how: str, quoted: str, language: Language) -> Published:
    return Published(*days, "stated", REASONS[how][language].format(words=quoted))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _days_of_metadata(value: str) -> Days:
    days = _written_days(value)
    if days is None or not FIRST_YEAR <= days[0].year <= LAST_YEAR:
        raise BadRow(
            f"{value!r} cannot be read as a publication date: write it like 2025-11-17, or leave it out",
            f"«{value}» لا يُقرأ تاريخَ نشر: اكتبه على صورة 2025-11-17 أو احذفه",
        )
    return days


def _written_days(value: str) -> Days | None:
    """Read a string that is a date and nothing else: ISO 8601, RFC 2822, seconds since 1970, or words."""
    digits = fold(value)
    if epoch := EPOCH.fullmatch(digits):
        day = datetime.fromtimestamp(int(epoch[1]), UTC).date()
        return day, day
    if month := YEAR_MONTH.fullmatch(digits):
        return Said(year=int(month[1]), month=int(month[2]) if month[2] else None).days(None)
    try:
        day = datetime.fromisoformat(digits.upper()).date()
    except ValueError:
        return _only_days(find_dates(CLOCK.sub(" ", value)))
    return day, day


def _only_days(mentions: Iterable[DateMention]) -> Days | None:
    """Give the days if all resolved mentions agree on them."""
    days = {mention.days for mention in mentions if mention.days}
    return days.pop() if len(days) == 1 else None


@dataclass(frozen=True, slots=True)
class _Dateline:
    span: Span
    days: Days
    updated: bool


def _dateline(text: str) -> _Dateline | None:
    """Choose among the date lines: those above the body first, publication before update.

    What stands below a "read also" belongs to other articles.
    """
    lines = list(takewhile(lambda line: not _introduces_links(line.of(text)), _lines(text)))
    for edge in (_edge(lines), _edge(lines[::-1])):
        found = [dateline for line in edge if (dateline := _read_dateline(text, line))]
        published = [dateline for dateline in found if not dateline.updated] or found
        days = {dateline.days for dateline in published}
        if 0 < len(days) < 3:  # More are a timeline.
            first, last = min(first for first, _ in days), max(last for _, last in days)
            return _Dateline(published[0].span, (first, last), published[0].updated)
    return None


def _introduces_links(line: str) -> bool:
    return len(line) <= LONGEST_DATELINE and introduces_links(bare(line))


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines that are not blank, trimmed."""
    for match in re.finditer(r"[^\n]+", text):
        trimmed = match.group().strip()
        if trimmed:
            start = match.start() + match.group().index(trimmed)
            yield Span(start, start + len(trimmed))


def _edge(lines: Sequence[Span]) -> list[Span]:
    """Take the first lines up to the body, and the line with which that begins."""
    long = next((at for at, line in enumerate(lines) if len(line) > LONG_LINE), len(lines))
    return list(lines[: min(long + 1, EDGE_LINES)])


def _read_dateline(text: str, line: Span) -> _Dateline | None:
    words_of_line = line.of(text)
    if not any(char.isdigit() for char in words_of_line[:LONGEST_DATELINE]):
        return None
    if len(line) <= LONGEST_DATELINE and _says_only_when(words_of_line):
        updated = not UPDATED.isdisjoint(words(words_of_line))
        days = _full_days(words_of_line, first=updated)
        return _Dateline(line, days, updated) if days else None
    prefix = _date_before_story(words_of_line)
    if prefix is None:
        return None
    days = _full_days(prefix, first=False)
    return _Dateline(Span(line.start, line.start + len(prefix)), days, updated=False) if days else None


def _says_only_when(line: str) -> bool:
    if SENTENCE_END.search(line):
        return False
    if is_dateline(bare(line)) or CLOCK.search(line):
        return not CLOCK.search(line) or is_dateline(bare(CLOCK.sub(" ", line)))
    parts = SEPARATORS.split(line)
    if len(parts) > 1:
        return any(is_dateline(bare(part)) for part in parts)
    return bool(BYLINE.match(line)) and len(line.split()) < 12


def _full_days(line: str, *, first: bool) -> Days | None:
    """Give the one day that a line names in full, or the `first` of two; a day without a year is not enough."""
    days = sorted({mention.days for mention in find_dates(CLOCK.sub(" ", line)) if mention.said.day and mention.days})
    return days[0] if len(days) == 1 or (first and len(days) == 2) else None


def _date_before_story(line: str) -> str | None:
    """Cut off the place and date that an agency writes before its first sentence: "DAMASCUS, 17 Nov 2025 (SANA) - "."""
    mention = next(iter(find_dates(line[:LONGEST_DATELINE])), None)
    if mention is None or mention.kind != "day":
        return None
    led = PREFIX.fullmatch(line, 0, mention.span.start) or mention.span.start == 0
    dated_first = mention.span.start == 0 and mention.said.weekday is not None
    end = AFTER_PREFIX.match(line, mention.span.end) or (CAPITAL.match(line, mention.span.end) if dated_first else None)
    return line[: end.end()] if led and end else None


# Inferred


@dataclass(frozen=True, slots=True)
class Twin:
    """A dated article that may report an event of an undated one; `sentences` are spans of `text`, in order."""

    id: str
    text: str
    sentences: tuple[Span, ...]
    published: Published


@dataclass(frozen=True, slots=True)
class Occasion:
    """A sentence that ties an event to the day of publication, as "received him today" does.

    `sentence.of(text)` is what to search dated articles with; `weekday` is that of the event, Monday 0, if it is said.
    """

    sentence: Span
    mention: DateMention
    weekday: int | None


LONGEST_EVENT = 11  # days: a third of a month
RARE = 5.5  # nats: in fewer than one of 250 texts
PLACE = 4.0  # nats
NAME_WIDTH = 2  # Rare words this close together are one name: مرهف أبو قصرة.
LEAST_NAMES = 2
LEAST_NAMED = 0.6  # Share of the names of the sentence with fewer that stand in the other one.
REACH = 10  # words between a date and the act that it dates
LEAST_COVERED = 0.45  # Share of the lighter sentence, by idf, that stands in the other one.
RECURRING = {"kill": 0.65, "die": 0.65}  # Shelling goes on in one place for days, and reads alike: cover more.

# Kind of act: its verbs in the past tense, and its other words.
ACTS = {
    "meet": (
        "استقبل استقبلت التقى التقت اجتمع اجتمعت بحث بحثت ناقش ناقشت استضاف استضافت met received hosted discussed",
        "استقبال لقاء اجتماع مباحثات محادثات مشاورات جلسة قمة"
        " meet meets meeting meetings receives hosts talks discussions summit",
    ),
    "visit": ("زار زارت وصل وصلت visited arrived", "زيارة وصول visit visits arrives arrival"),
    "kill": (
        "قتل قتلت قصف قصفت استهدف استهدفت killed attacked bombed shelled shot assassinated struck",
        "قتلى مقتل غارة غارات هجوم انفجار تفجير اشتباكات اغتيال"
        " kill kills attack bombing blast explosion shelling airstrike airstrikes clashes",
    ),
    "sign": ("وقع وقعت signed", "توقيع اتفاقية اتفاق مذكرة signs signing agreement deal memorandum"),
    "open": ("افتتح افتتحت دشن دشنت انطلق انطلقت opened launched", "افتتاح تدشين انطلاق opens launches"),
    "arrest": ("اعتقل اعتقلت أوقفت arrested detained", "اعتقال القبض توقيف arrests"),
    "judge": ("حكمت قضت أدان أدانت sentenced convicted ruled acquitted", "حكم محكمة court"),
    "vote": ("انتخب انتخبت elected voted", "انتخاب انتخابات تصويت votes vote election"),
    "office": ("عين عينت استقال استقالت أقال appointed resigned dismissed sacked", "تعيين استقالة إقالة resigns"),
    "die": ("توفي توفيت died", "وفاة رحيل dies death"),
    # No "accident" or "fire": the same spokesman tells of another one every day.
    "disaster": ("غرق غرقت تحطم تحطمت sank", "زلزال فيضان فيضانات سيول earthquake flood floods"),
    "play": ("فاز فازت تغلب تغلبت تعادل خسر خسرت won beat lost defeated", "فوز"),
}
TOOK_PLACE = "عقد عقدت انعقد انعقدت أجرى أجرت شهد شهدت جرى جرت أقام أقامت held took"
SPEECH = (
    "قال قالت أعلن أعلنت ذكر ذكرت أفاد أفادت أكد أكدت صرح صرحت أوضح أوضحت أشار أشارت أضاف أضافت نقلت كشف كشفت نفى نفت"
    " بيان تصريح said says told announced reported report stated statement added confirmed denied according wrote"
)
PLANS = "سوف المقرر المقررة مقرر المزمع المتوقع المرتقب المنتظر يعتزم تعتزم يقام تقام will scheduled planned expected"
GOES_ON = "استمر استمرت تواصل تواصلت واصل واصلت تتواصل يتواصل لليوم continued continues continuing resumed ongoing"
# Before "today" these make it a limit, a name ("Russia Today") or another year's day.
OTHERWISE = "حتى إلى منذ لغاية مثل روسيا سوريا سورية اليمن مصر العراق ليبيا تونس until till to since like"
DEMONSTRATIVES = "هذا هذه ذلك تلك this that these those"
COUNTS = (
    "اثنين اثنان ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر عشرين ثلاثين أربعين"
    " two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty"
)
LATER_ONES = "ثاني ثانية ثالث ثالثة رابع رابعة خامس خامسة second third fourth fifth"
BEFORE_PLACES = "العاصمة بالعاصمة مدينة بمدينة محافظة بلدة في in at city capital town"


def _folded(*lists: str) -> frozenset[str]:
    return frozenset(fold(" ".join(lists)).split())


ACT_OF_WORD = {word: act for act, listed in ACTS.items() for word in _folded(*listed)}
PAST_VERBS = _folded(TOOK_PLACE, *(past for past, _ in ACTS.values()))
SPEECH_WORDS = _folded(SPEECH)
NOT_ONE_DAY = _folded(PLANS, GOES_ON)
OTHERWISE_WORDS = _folded(OTHERWISE)
DEMONSTRATIVE_WORDS = _folded(DEMONSTRATIVES)
LATER_WORDS = _folded(LATER_ONES)
COUNT_WORDS = _folded(COUNTS)
PLACE_LEADS = _folded(BEFORE_PLACES)
CAPITALS = re.compile(r"\b[A-Z][\w'’-]*")
CLITICS = re.compile(r"^(?:وال|بال|فال|كال|لل|ال|[وفبل])(?=\w{3})")
QUOTATION = re.compile(r"«[^»\n]*»|“[^”\n]*”|\"[^\"\n]*\"")


def occasions(text: str, sentences: Sequence[Span]) -> tuple[Occasion, ...]:
    """List the sentences by which an undated text could be dated; without any it needs no search for twins.

    >>> text = "The minister met Anna Bell in Tamra today."
    >>> [occasion.mention.span.of(text) for occasion in occasions(text, [Span(0, len(text))])]
    ['today']
    """
    return tuple(occasion for _, occasion in _occasions(_sentences(text, sentences, find_dates(text))))


def inferred_publication(text: str, sentences: Sequence[Span], twins: Iterable[Twin], idf: Idf) -> Published:
    """Date an article that states no date by its own words, or by dated articles on the same event.

    The order of `twins` does not matter, and those that do not state their own date count for nothing.
    """
    mentions = find_dates(text)
    published = _pinned(text, mentions) or _dated_by_twins(text, _sentences(text, sentences, mentions), twins, idf)
    return UNKNOWN if _denied(mentions, published.last) else published


def _pinned(text: str, mentions: Sequence[DateMention]) -> Published | None:
    """Read "today, Sunday 16 November 2025"; None unless all such words mean one day of publication."""
    pins = {
        mention.first - timedelta(days=mention.said.shift): _one_line(mention.span.of(text))
        for mention in mentions
        if mention.first and _pins(text, mention)
    }
    if len(pins) != 1:
        return None
    ((day, quoted),) = pins.items()
    return Published(day, day, "inferred", REASONS["own words"][language_of(text)].format(words=quoted))


def _pins(text: str, mention: DateMention) -> bool:
    """Tell "today, 16 November 2025" from "on a day like this, 16 November 2005" and from a quotation."""
    said = mention.said
    if not (said.day and said.unit == "day" and mention.first) or _is_quoted(text, mention.span):
        return False
    before = words(text[max(0, mention.span.start - 30) : mention.span.start])[-2:]
    return said.weekday in (None, mention.first.weekday()) and OTHERWISE_WORDS.isdisjoint(before)


def _denied(mentions: Sequence[DateMention], last: date | None) -> bool:
    """Tell whether the text speaks of a day after its own, and not as of a plan."""
    days = [mention.first for mention in mentions if mention.first and mention.said.day and not mention.said.way]
    return last is not None and any(day > last for day in days)


def _dated_by_twins(text: str, sentences: Sequence["_Sentence"], twins: Iterable[Twin], idf: Idf) -> Published:
    found = list(_occasions(sentences))
    if not found:
        return UNKNOWN
    reports = [(twin, report) for twin in twins if twin.published.how == "stated" for report in _reports(twin)]
    return _agreed(
        [
            _match(text, occasion, twin, report)
            for told, occasion in found
            for twin, report in reports
            if _same_event(told, report, idf)
        ]
    )


@dataclass(frozen=True, slots=True)
class _Match:
    """The days on which an undated text can have come out, as one sentence of a twin has it.

    `days_before` and `days_after` tell by how much that may be off.
    """

    possible: frozenset[date]
    days_before: int
    days_after: int
    reason: str


def _match(text: str, occasion: Occasion, twin: Twin, report: "_Told") -> _Match:
    """Compare two tellings. A page stamped after midnight blurs its own "yesterday"; a printed one is online before."""
    reason = REASONS["twin"][language_of(text)].format(
        words=_one_line(occasion.mention.span.of(text)),
        twin=twin.id,
        day=twin.published,
        date=_one_line(report.mention.span.of(twin.text)),
    )
    blurred = report.mention.kind == "deictic" and report.mention.said.weekday is None
    printed = occasion.mention.said.shift < 0
    return _Match(frozenset(_possible(occasion, report.mention.days)), blurred + printed, int(blurred), reason)


def _agreed(matches: Sequence[_Match]) -> Published:
    """Keep the days that all matches allow, give or take what the surest one does; none where they disagree."""
    possible = frozenset.intersection(*(match.possible for match in matches)) if matches else frozenset()
    if not possible:
        return UNKNOWN
    first = min(possible) - timedelta(days=min(match.days_before for match in matches))
    last = max(possible) + timedelta(days=min(match.days_after for match in matches))
    return Published(first, last, "inferred", min((len(match.possible), match.reason) for match in matches)[1])


# What a sentence dates


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the date expressions in it that are not quoted speech.

    `words` are folded; `keys` are the words without what Arabic writes onto them.
    """

    text: str
    span: Span
    words: tuple[str, ...]
    keys: frozenset[str]
    mentions: tuple[DateMention, ...]
    opens_paragraph: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """An act that a text dates: the sentence that names who did it, its kind, and its date."""

    sentence: _Sentence
    act: str
    mention: DateMention


def _sentences(text: str, spans: Sequence[Span], mentions: Sequence[DateMention]) -> list[_Sentence]:
    unquoted = [mention for mention in mentions if not _is_quoted(text, mention.span)]
    ends = [0, *(span.end for span in spans)]
    return [
        _sentence(text, span, unquoted, opens_paragraph=not end or "\n\n" in text[end : span.start])
        for span, end in zip(spans, ends, strict=False)
    ]


def _sentence(text: str, span: Span, mentions: Sequence[DateMention], *, opens_paragraph: bool) -> _Sentence:
    own = tuple(mention for mention in mentions if span.start <= mention.span.start < span.end)
    folded = tuple(words(span.of(text)))
    return _Sentence(text, span, folded, frozenset(map(_key, folded)), own, opens_paragraph)


def _is_quoted(text: str, span: Span) -> bool:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    quotations = QUOTATION.finditer(text, start, end if end >= 0 else len(text))
    return any(quotation.start() <= span.start and span.end <= quotation.end() for quotation in quotations)


def _act(word: str) -> str | None:
    return ACT_OF_WORD.get(word) or ACT_OF_WORD.get(_key(word))


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    """Take off the particles and the ending that Arabic writes onto a folded word."""
    return CLITICS.sub("", word.removesuffix("ا") if len(word) > 3 else word)


def _told(sentence: _Sentence) -> _Told | None:
    """Find the act that the one date of a sentence belongs to; None for the date of a saying, or of what is to come.

    A date that looks both ways, as "Sunday" does, needs a verb in the past tense.
    """
    timed = [mention for mention in sentence.mentions if mention.kind not in ("year", "hijri")]
    if len(timed) != 1 or timed[0].said.way in (0, 1) or not NOT_ONE_DAY.isdisjoint(sentence.words):
        return None
    if timed[0].kind != "deictic" and PAST_VERBS.isdisjoint(sentence.words):
        return None
    act = _dated_act(sentence, timed[0].span)
    return _Told(sentence, act, timed[0]) if act else None


def _dated_act(sentence: _Sentence, date_words: Span) -> str | None:
    """Give the act beside a date: none in "until today", "Russia Today" and "said today that he had received him"."""
    start = len(words(sentence.text[sentence.span.start : date_words.start]))
    end = start + len(words(date_words.of(sentence.text)))
    if start and sentence.words[start - 1] in OTHERWISE_WORDS:
        return None
    distances = [(max(start - at, at - end + 1), word) for at, word in enumerate(sentence.words)]
    acts = [(distance, act) for distance, word in distances if (act := _act(word))]
    speech = [distance for distance, word in distances if word in SPEECH_WORDS or _key(word) in SPEECH_WORDS]
    distance, act = min(acts, default=(REACH, ""))
    return act if distance < min([REACH, *speech]) else None


# The undated article


def _occasions(sentences: Sequence[_Sentence]) -> Iterator[tuple[_Told, Occasion]]:
    for at, sentence in enumerate(sentences):
        told = _told(sentence)
        if told and told.mention.kind in ("deictic", "weekday") and told.mention.said.shift <= 0:
            weekday = told.mention.said.weekday
            weekday = _weekday_beside(sentences, at, told.act) if weekday is None else weekday
            yield told, Occasion(sentence.span, told.mention, weekday)


def _weekday_beside(sentences: Sequence[_Sentence], at: int, act: str) -> int | None:
    """Find the weekday that the sentence before or after gives the same event, if exactly one does."""
    beside = [other for other in _neighbours(sentences, at) if len(other.keys & sentences[at].keys) > LEAST_NAMES]
    told = [told for other in beside if (told := _told(other)) and told.act == act]
    found = {told.mention.said.weekday for told in told if told.mention.kind == "weekday"}
    return found.pop() if len(found) == 1 else None


def _neighbours(sentences: Sequence[_Sentence], at: int) -> list[_Sentence]:
    """Give the sentences before and after in the same paragraph."""
    before = [] if sentences[at].opens_paragraph else sentences[at - 1 : at]
    return [*before, *(sentence for sentence in sentences[at + 1 : at + 2] if not sentence.opens_paragraph)]


def _possible(occasion: Occasion, event: Days | None) -> Iterator[date]:
    """List the days on which the words of the occasion could be written of an event in these days."""
    (first, last), said = event or (date.max, date.min), occasion.mention.said
    for step in range((last - first).days + 8):
        today = first + timedelta(days=step)
        day = today + timedelta(days=said.shift) if said.unit else (said.days(today) or (date.max,))[0]
        if first <= day <= last and occasion.weekday in (None, day.weekday()):
            yield today


# The dated article


def _reports(twin: Twin) -> Iterator[_Told]:
    """List the sentences of which it is plain when their act took place: by one date, their own or that of the next."""
    read = _sentences(twin.text, twin.sentences, find_dates(twin.text, twin.published))
    for sentence, after in pairwise([*read, None]):
        told = _told(sentence) if sentence else None
        if sentence and after and not sentence.mentions:
            told = _told_after(sentence, after)
        if told and told.mention.days and (told.mention.days[1] - told.mention.days[0]).days < LONGEST_EVENT:
            yield told


def _told_after(sentence: _Sentence, after: _Sentence) -> _Told | None:
    """Read the date of an act from the next sentence: "X received Y. This meeting, held on Sunday, ..."."""
    told = _told(after)
    if told is None or after.opens_paragraph or told.act not in map(_act, sentence.words):
        return None
    start = after.words[:4]
    definite = any(word.startswith("ال") and _act(word) == told.act for word in start)
    definite = definite or any(before == "the" and _act(word) == told.act for before, word in pairwise(start))
    if not definite and DEMONSTRATIVE_WORDS.isdisjoint(start):
        return None
    return replace(told, sentence=sentence) if NOT_ONE_DAY.isdisjoint(sentence.words) else None


# The same event


def _same_event(one: _Told, other: _Told, idf: Idf) -> bool:
    here, there = one.sentence, other.sentence
    if one.act != other.act or not _counts_agree(here, there, required=one.act in RECURRING):
        return False
    if not _named_alike(one, other, idf) or _apart(here, there, idf):
        return False
    return _covered(here, there, idf) >= RECURRING.get(one.act, LEAST_COVERED)


def _counts_agree(one: _Sentence, other: _Sentence, *, required: bool) -> bool:
    """Tell "five were killed" from "six were killed", and the second aeroplane from the third."""
    if LATER_WORDS.intersection(one.words) != LATER_WORDS.intersection(other.words):
        return False
    here, there = _counts(one), _counts(other)
    return bool(here & there) or not (required or (here and there))


def _counts(sentence: _Sentence) -> frozenset[str]:
    dates = words(" ".join(mention.span.of(sentence.text) for mention in sentence.mentions))
    return frozenset(word for word in sentence.words if word.isdigit() or word in COUNT_WORDS).difference(dates)


def _named_alike(one: _Told, other: _Told, idf: Idf) -> bool:
    """Tell whether both name the same two, and few others: not "X met Y in Z" and "X met W in Z"."""
    here, there = _names(one, idf), _names(other, idf)
    keys = [{_key(word) for _, word in names} for names in (here, there)]
    shared = [at for at, word in here if _key(word) in keys[1]]
    groups = len(shared[:1]) + sum(after - before > NAME_WIDTH for before, after in pairwise(shared))
    return groups >= LEAST_NAMES and len(keys[0] & keys[1]) >= LEAST_NAMED * min(map(len, keys))


def _names(told: _Told, idf: Idf) -> list[tuple[int, str]]:
    """List the rare words with their positions; English ones have a capital, and a place is none where people act."""
    sentence, recurring = told.sentence, told.act in RECURRING
    capitals = set(words(" ".join(CAPITALS.findall(sentence.span.of(sentence.text)))))
    places = frozenset() if recurring else _places(sentence, idf)
    return [
        (at, word)
        for at, word in enumerate(sentence.words)
        if _rarity(word, idf) >= RARE and (not word.isascii() or word in capitals) and _key(word) not in places
    ]


def _rarity(word: str, idf: Idf) -> float:
    """Weigh a word by its commonest form, so that "with a delegation", one word in Arabic, is no rarity."""
    return 0.0 if word.isdigit() else min(map(idf, {word, _key(word), word.removesuffix("ا")}))


def _covered(one: _Sentence, other: _Sentence, idf: Idf) -> float:
    weights = [{_key(word): _rarity(word, idf) for word in sentence.words} for sentence in (one, other)]
    shared = sum(weight for key, weight in weights[0].items() if key in weights[1])
    return shared / max(1e-9, min(sum(side.values()) for side in weights))


def _apart(one: _Sentence, other: _Sentence, idf: Idf) -> bool:
    """Tell whether both name a place and neither is in the other sentence: Moscow against Damascus."""
    places, other_places = _places(one, idf), _places(other, idf)
    return bool(places and other_places and not places & other.keys and not other_places & one.keys)


def _places(sentence: _Sentence, idf: Idf) -> frozenset[str]:
    """Give the words that stand where a place does, after "in" or "the city of"."""
    named = {after for before, after in pairwise(sentence.words) if before in PLACE_LEADS}
    return frozenset(_key(word) for word in named if _rarity(word, idf) >= PLACE)
