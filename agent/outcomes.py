"""Tell how something turned out where only one of a few outcomes can be true.

It rose or fell, they were freed or not, this title or that one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from retrieval.folding import fold, spans_of_folded
from retrieval.records import Span

Topic = Literal["direction", "verdict", "approval", "opening", "success", "title"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of those that a topic can have; for a title, its folded words."""

    topic: Topic
    side: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """What a topic is asked by, and the words for either outcome; over folded text."""

    topic: Topic
    asked: re.Pattern[str]
    sides: tuple[tuple[str, re.Pattern[str]], tuple[str, re.Pattern[str]]]


_WHOM = "(?:(?<=[اته])(?:ه|ها|هم|هما)|(?<=ن)ي)?"  # Arabic verbs are written on with whom they are done to: برأته.


def _pair(topic: Topic, asked: str, first: tuple[str, str], second: tuple[str, str]) -> _Pair:
    sides = tuple((name, re.compile(rf"\b(?:{pattern}){_WHOM}\b")) for name, pattern in (first, second))
    return _Pair(topic, re.compile(rf"\b(?:{asked})\b"), (sides[0], sides[1]))


_UP = (
    r"ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|gr(?:ow|ows|ew|own|owing|owth)"
    r"|climb(?:s|ed|ing)?|gain(?:s|ed)?|jump(?:s|ed)?|surg(?:e|es|ed)"
    r"|[وف]?ارتفع(?:ت)?|[يت]رتفع|(?:ب)?ارتفاع\w*|زاد(?:ت)?|[يت]زداد|(?:ب)?زياده"
    r"|نم(?:ا|ت)|(?:ب)?نمو\w*|صعد(?:ت)?|قفز(?:ت)?"
)
_DOWN = (
    r"fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)"
    r"|shr(?:ink|ank|unk)|slump(?:s|ed)?|slid|dipp?(?:s|ed)?"
    r"|[وف]?انخفض(?:ت)?|[يت]نخفض|(?:ب)?انخفاض\w*|تراجع(?:ت|ا)?|[يت]تراجع"
    r"|هبط(?:ت)?|(?:ب)?هبوط|انكمش(?:ت)?|تقلص(?:ت)?"
)
_FREED = (
    r"acquit(?:s|ted|tal|tals)?|cleared of|not guilty|exonerat(?:e|es|ed)"
    r"|(?:ال|ب|ل)*براء[هت]\w*|[وفل]?تبري?[هت]\w*|برا(?:ت)?|عدم سماع الدعوي|اخلاء سبيل\w*"
)
_SENTENCED = (
    r"convict(?:s|ed|ion|ions)?|guilty|jail(?:s|ed)?|sentenc(?:e|es|ed|ing)|prison terms?"
    r"|(?:ب|ال)*ادان(?:ه|ت)?|ادين\w*|(?:ب|ال|وب)*سجن\w*|(?:ب|ال)*حبس\w*"
)
_APPROVED = (
    r"approv(?:e|es|ed)|pass(?:es|ed)|adopt(?:s|ed)|ratif(?:ies|ied)|accept(?:s|ed)|upheld"
    r"|[وف]?قبل(?:ت|وا)|[وف]?اقر(?:ت)?|[وف]?وافق(?:ت|وا)?|[وف]?صادق(?:ت)?"
)
_REJECTED = (
    r"reject(?:s|ed)|voted down|turned down|threw out|dismiss(?:es|ed)"
    r"|[وف]?رفض(?:ت|وا)?|[وف]?رد(?:ت)|[وف]?اسقط(?:ت)?"
)
_SUCCEEDED = r"succe(?:ed|eds|eded|ss)|successful(?:ly)?|[وف]?نجح(?:ت)?|(?:ب)?نجاح"
_FAILED = r"fail(?:s|ed|ure)|unsuccessful(?:ly)?|[وف]?فشل(?:ت)?|[وف]?اخفق(?:ت)?"
_PAIRS = (
    _pair("direction", f"{_UP}|{_DOWN}", ("up", _UP), ("down", _DOWN)),
    _pair(
        "verdict",
        rf"verdicts?|rul(?:e|ed|ing)|court|trial|convicted|sentenced|jailed|{_FREED}"
        r"|(?:ال|ب)*حكم\w*|(?:ال|ب)*محاكم\w*|(?:ال)?محكمه",
        ("freed", _FREED),
        ("sentenced", _SENTENCED),
    ),
    _pair(
        "approval",
        r"approv\w*|pass(?:ed)?|adopt\w*|ratif\w*|reject\w*|vot(?:e|ed)"
        r"|decid\w*|decision|rul(?:e|ed|ing)|accept\w*|dismiss\w*"
        r"|اقر(?:ت)?|وافق(?:ت)?|رفض(?:ت)?|صوت(?:ت)?|اعتمد(?:ت)?|قرر(?:ت)?|قرار\w*|قبل(?:ت)|رد(?:ت)|بت(?:ت)?",
        ("approved", _APPROVED),
        ("rejected", _REJECTED),
    ),
    _pair(
        "success",
        r"succe\w+|fail\w*|نجح(?:ت)?|فشل(?:ت)?|نجاح|اخفق(?:ت)?",
        ("succeeded", _SUCCEEDED),
        ("failed", _FAILED),
    ),
)
_TITLE_ASKED = re.compile(
    r"\b(?:which|what) (?:\w+ ){0,2}(?:film|book|song|play|novel|movie|album|series|team|club|project|company|ship)\b"
    r"|\b(?:ما|اي) (?:ال)?(?:فيلم|كتاب|روايه|اغنيه|مسرحيه|مسلسل|البوم|فريق|نادي|مشروع|شركه|سفينه)\b"
)
_TITLE = re.compile(r"[«“\"]([^«»“”\"\n]{2,60})[»”\"]")
MOST_WORDS = 6


class OutcomeFinder:
    """Looks for the outcome that one question asks for."""

    def __init__(self, question: str) -> None:
        folded = fold(question)
        self._pairs = [pair for pair in _PAIRS if pair.asked.search(folded)]
        self._titles = bool(_TITLE_ASKED.search(folded))
        self._asked = folded

    def find(self, text: str) -> tuple[Outcome, Span] | None:
        """Find the one outcome that a sentence names; None where it names none, or both."""
        folded, raw = fold(text), spans_of_folded(text)
        for pair in self._pairs:
            named = [(name, match) for name, pattern in pair.sides if (match := pattern.search(folded))]
            if len(named) == 1:
                name, match = named[0]
                return Outcome(pair.topic, name), raw(match.start(), match.end())
        return self._title(text) if self._titles else None

    def _title(self, text: str) -> tuple[Outcome, Span] | None:
        """Find the one title in quotation marks that the question does not name itself."""
        found = [match for match in _TITLE.finditer(text) if len(match.group(1).split()) <= MOST_WORDS]
        new = [match for match in found if fold(match.group(1)) not in self._asked]
        if len(new) != 1:
            return None
        return Outcome("title", fold(new[0].group(1))), Span(new[0].start(1), new[0].end(1))


def stated_outcomes(text: str) -> Iterator[tuple[Outcome, Span]]:
    """Find the outcomes of any topic that a sentence names, where it does not name both; and the titles in it."""
    folded, raw = fold(text), spans_of_folded(text)
    for pair in _PAIRS:
        named = [(name, match) for name, pattern in pair.sides if (match := pattern.search(folded))]
        if len(named) == 1:
            name, match = named[0]
            yield Outcome(pair.topic, name), raw(match.start(), match.end())
    for match in _TITLE.finditer(text):
        if len(match.group(1).split()) <= MOST_WORDS:
            yield Outcome("title", fold(match.group(1).strip())), Span(match.start(1), match.end(1))
