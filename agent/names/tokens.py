"""Words of a raw text with where they stand and what stands before them: what all finders of names read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from agent.names.gazetteer import is_common, is_first_name
from retrieval.folding import words, words_with_spans
from retrieval.records import Span

_JOINING = re.compile(r"^(?:\s{0,3}|-|’|'|\.\s|\s?[«\"“‘]|[»\"”’]\s|\s-|-\s)$")
_BREAKING = re.compile(r"[.!?؟۔…:;؛\n]")

# Words that lead on within a name in Arabic letters, and the small ones within a name in Latin letters.
LINKS = frozenset(words("بن ابن بنت ولد أبو أبي أبا أم آل بك باشا عبد ذو الدين الله"))
PARTICLES = frozenset(
    words("al el bin ibn ben bint abu abd ould von van der den de del della da dos di du la le bek st")
)
# Calendar words have capitals in English, and are unknown to the list of common words in Arabic.
CALENDAR = frozenset(
    words(
        """january february march april may june july august september october november december jan feb mar apr jun jul
        aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
        mondays tuesdays wednesdays thursdays fridays saturdays sundays ramadan
        يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار نيسان أيار حزيران
        تموز آب أيلول تشرين أفريل ماي جوان جويلية أوت فيفري جانفي نونبر دجنبر شتنبر غشت يوليوز رمضان شوال محرم صفر رجب
        شعبان الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت"""
    )
)
_NOT_NAMES = CALENDAR | frozenset(
    words(
        """mr mrs ms dr i god الله و ب ل eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
        twenty thirty forty fifty sixty seventy eighty ninety"""
    )
)
# No name has the accusative's mark, a pronoun at its end, or a preposition before a hamza.
_NO_NAME = re.compile("\N{ARABIC FATHATAN}|(?<=..)(?:ها|هم|هما)$|^[وف]?[بل][إأ]")
_SAID = """said says told tells announced announces confirmed added adds stated denied argued warned explained reported
    insisted wrote writes claimed noted promised called replied acknowledged thinks believes estimated testified
    vowed"""
_SAID_AR = """قال قالت يقول تقول أكد أكدت أضاف أضافت أوضح أوضحت أشار أشارت صرح صرحت أعلن أعلنت ذكر ذكرت نفى نفت كشف
    كشفت أفاد أفادت لفت لفتت شدد شددت رأى رأت اعتبر اعتبرت وصف وصفت أعرب أعربت تابع تابعت دعا دعت طالب طالبت"""
SPEECH = frozenset(words(_SAID)) | {prefix + verb for verb in words(_SAID_AR) for prefix in ("", "و", "ف")}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a raw text: folded, as written, where it stands, and what is written between it and the one before."""

    word: str
    raw: str
    span: Span
    gap: str

    @property
    def arabic(self) -> bool:
        """Whether it is written in Arabic letters."""
        return not self.word.isascii() and "\u0600" <= self.word[0] <= "\u06ff"

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.raw[0].isupper()

    @property
    def joined(self) -> bool:
        """Whether nothing but a blank, a hyphen or a quotation mark parts it from the word before."""
        return bool(_JOINING.match(self.gap))

    @property
    def opens(self) -> bool:
        """Whether a sentence, a line or a quotation begins with it."""
        return not self.gap.strip() if self.span.start == 0 else bool(_BREAKING.search(self.gap))

    @property
    def strange(self) -> bool:
        """Whether everyday language does not know it: mostly the word of a name."""
        if len(self.word) < 2 or self.word in _NOT_NAMES or is_common(self.word) or not self.word.isalpha():
            return False
        return not (self.arabic and _NO_NAME.search(self.raw))

    @property
    def first_name(self) -> bool:
        """Whether it is a common first name, and no preposition that folds to the same."""
        return is_first_name(self.word) and not self.raw.endswith("على")


@lru_cache(maxsize=2048)
def tokens(text: str) -> tuple[Token, ...]:
    """Cut a raw text into words.

    >>> [one.word for one in tokens("قال Ahmad الشرع: نعم") if one.arabic]
    ['قال', 'الشرع', 'نعم']
    """
    end = 0
    found = []
    for word, span in words_with_spans(text):
        found.append(Token(word, span.of(text), span, text[end : span.start]))
        end = span.end
    return tuple(found)


def span_of(run: Sequence[Token]) -> Span:
    """Give the span from the first to the last word of a run."""
    return Span(run[0].span.start, run[-1].span.end)
