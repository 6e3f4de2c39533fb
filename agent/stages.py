"""Tell how far along what a sentence says is: planned, happened, or denied. By the words that say so, near the fact."""

import re
from dataclasses import dataclass

from retrieval.folding import fold, spans_of_folded
from retrieval.languages import language_of
from retrieval.records import Language, Span

BEFORE = 70  # Characters before a fact, within its sentence, in which a word for a plan still governs it.
AFTER = 12  # After it: "on Sunday next", "يوم الأحد المقبل".

# Over folded text: no marks, no hamza, ه for ة, ي for ى.
_PLANNED: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:will(?! of\b)|shall|going to|due (?:to|on|in|at|by|for|next)"
        r"|(?:is|are|was|were|be|been) (?:due|set|to)\b"
        r"|plan(?:s|ned|ning)?|schedul(?:e|ed|ing)|slated|pencilled|supposed to"
        r"|expect(?:s|ed|ation)?|inten(?:d|ds|ded|tion)|aim(?:s|ed|ing)? (?:to|for|at)|hop(?:es|ed|ing) to"
        r"|promis(?:e|es|ed)|target(?:s|ed|ing)?|deadline|forthcoming|upcoming|next meets?|next meeting"
        r"|originally|first announced|postponed (?:to|until)|put off (?:to|until))\b"
    ),
    "ar": re.compile(
        r"\b[وف]?(?:سوف|س(?:[يت](?!ار|ول|اس|نم|نه|اد|ره|لم|حب|بر|تم |ير|ست|طر|نا|ته|تي|د)"
        r"|ن(?!وا|وي|اب|ات|دا|تي|غا|ه))\w{3,}"
        r"|(?:و|ب|ل)?(?:ال)?مقرر[اه]?|(?:و|ب|ل)?(?:ال)?مرتقب[اه]?|(?:و|ب|ل)?(?:ال)?مزمع[ه]?|(?:و|ب|ل)?(?:ال)?متوقع[ا]?"
        r"|[يت]توقع|[يت]نتظر|[يت]عتزم|[يت]ستهدف|[يت]نوي|[يت]خطط|تعهد(?:ت)?|خطه|الخطه|المفترض|[يت]فترض"
        r"|(?:كان|كانت) (?:مقرر|منتظر|مفترض|يفترض|ستكون|سيكون)\w*|الموعد (?:الاصلي|المعلن|السابق)"
        r"|[يت]عقد (?:الاسبوع|الشهر|العام) (?:المقبل|القادم)|المقبل[ه]?|القادم[ه]?)\b"
    ),
}
# Words that deny all that follows in their sentence, and words that negate only what stands next to them.
_DENIED: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:den(?:y|ies|ied|ying|ial)|dismiss(?:es|ed) (?:reports|claims|as)|reject(?:s|ed) (?:reports|claims)"
        r"|refut(?:es|ed)|rul(?:e|es|ed|ing) out|(?:un|not )true|without foundation|baseless)\b"
    ),
    "ar": re.compile(
        r"\b(?:و?نف(?:ي|ت|ا|وا|تا)|[وف]?[يت]نفي|نافيا|(?:ال)?نفي|و?كذب(?:ت)?|[يت]كذب"
        r"|لا صحه|عار[يه]? (?:من|عن) الصحه|غير صحيح[ه]?|ليس صحيحا|بلا اساس|لا اساس"
        r"|و?استبعد(?:ت)?|[يت]ستبعد|مستبعدا)\b"
    ),
}
_NEGATED: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:no|not|never|nobody|none|neither|no one|without"
        r"|(?:did|has|have|had|was|were|is|are|do|does|could|would|should|ca|wo)n['’]t|cannot)\b"
    ),
    "ar": re.compile(
        r"\b(?:[وف]?لم(?! (?:يقتصر|تقتصر|يكتف|تكتف))|[وف]?لن|[وف]?ليس(?:ت)?|[وف]?لا(?! سيما)|(?:من )?دون|بلا|عدم)\b"
    ),
}


_NEXT = re.compile(r"\W*(?:next|ال(?:مقبل|قادم)[ه]?)\b")
_CAUSAL = frozenset({"due to"})
# Words by which an article judges in its own voice; over folded text.
_JUDGED = re.compile(
    r"\b(?:historic|unprecedented|remarkable|disgraceful|shameful|brilliant|clear (?:message|proof|sign)|speaks volumes"
    r"|دليل قاطع|رساله واضحه|تاريخي(?:ه)?|غير مسبوق(?:ه)?|نقله نوعيه|بامتياز|مخزي(?:ه)?|فاضح(?:ه)?|مشرف(?:ه)?)\b"
)


@dataclass(frozen=True, slots=True)
class Denial:
    """Words that deny: all that follows them in the sentence, or only what stands next to them."""

    span: Span
    of_all: bool


def is_planned(text: str, at: Span) -> bool:
    """Tell whether what stands at `at` in a sentence was still to come when it was written.

    >>> text = "The ferry will sail on 3 May."
    >>> is_planned(text, Span(23, 28)), is_planned("The ferry sailed on 3 May.", Span(20, 25))
    (True, False)
    """
    before, after = fold(text[max(0, at.start - BEFORE) : at.end]), fold(text[at.end : at.end + AFTER])
    return bool(_PLANNED[language_of(text)].search(before) or _NEXT.match(after))


def is_judgement(text: str) -> bool:
    """Tell whether a sentence judges what it tells."""
    return bool(_JUDGED.search(fold(text)))


def is_announcement(text: str) -> bool:
    """Tell whether a sentence speaks of something to come, wherever in it.

    >>> is_announcement("تأتي قبل زيارة مرتقبة للوزير"), is_announcement("The road closed due to snow")
    (True, False)
    """
    return bool(plans_in(text))


def plans_in(text: str) -> list[Span]:
    """Find the words by which a sentence says that something is to come.

    >>> text = "The ferry will sail on 3 May."
    >>> [span.of(text) for span in plans_in(text)]
    ['will']
    """
    raw = spans_of_folded(text)
    found = _PLANNED[language_of(text)].finditer(fold(text))
    return [raw(match.start(), match.end()) for match in found if match.group() not in _CAUSAL]


def denials_in(text: str) -> list[Denial]:
    """Find the words by which a sentence denies or negates something.

    >>> text = "نفت الوزارة توقيع أي اتفاق"
    >>> [denial.span.of(text) for denial in denials_in(text)]
    ['نفت']
    """
    language, folded, raw = language_of(text), fold(text), spans_of_folded(text)
    return [
        Denial(raw(match.start(), match.end()), of_all)
        for patterns, of_all in ((_DENIED, True), (_NEGATED, False))
        for match in patterns[language].finditer(folded)
    ]
