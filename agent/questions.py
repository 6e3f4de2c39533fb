"""Understand a question: its language, the kind of answer it wants, and the words that carry it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from agent.asked_nouns import kind_named
from agent.measures import ANYONE, is_measure, states_asked
from retrieval.errors import QuestionError
from retrieval.folding import fold, words
from retrieval.languages import language_of
from retrieval.records import Language

Kind = Literal["who", "name", "when", "where", "how_many", "how_much", "how_often", "why", "views", "yes_no", "open"]

LONGEST_QUESTION = 2_000  # Characters. Longer is a text pasted by mistake.

# Patterns over folded text (no marks, no hamza, ه for ة, ي for ى). The first that fits a part of the question decides.
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        "when",
        r"(?:^|[,;:]|\b(?:and|or|since|until|by|but|exactly)\b)\W*when\b|\bhow long ago\b"
        r"|\b(?:what|which|exact)\s+(?:\w+\s+)?(?:date|day|night|evening|morning|month|year|time|week)\b"
        r"|\bمتي\b|\b(?:اي|ما|ما هو|باي)\s+(?:(?:تاريخ|يوم|موعد|وقت)(?:ها?)?|ليله|شهر|عام|سنه)\b|\bاي عام\b",
    ),
    ("how_often", r"\bhow (?:often|frequently)\b|\bhow many times (?:a|per|each)\b|\bكم مره (?:في|كل)\b|\bكل كم\b"),
    (
        "how_much",
        r"\bhow much (?:money|did \w+ (?:cost|pay|spend)|does \w+ (?:cost|pay|spend))\b"
        r"|\bwhat (?:is|was|were|are) .+ worth\b|\b(?:for|at) (?:what|which) (?:sum|price|cost|amount)\b"
        r"|\bhow much\b.*\b(?:cost|pay|spend|worth|price|damages?|estimate)\b"
        r"|\bwhat (?:is|was|were|are) the (?:[\w'’]+ ){0,4}(?:price|cost|sum|(?:exchange|dollar|euro) rate)\b"
        r"|\bكم (?:(?:س?[تي]?بلغ|بلغت) )?(?:(?:سعر|ثمن|تكلف[هت]|كلف[هت]|قيم[هت]|مبلغ)(?:ها?|هم)?"
        r"|كلفت?|س?[تي]كلف)\b"
        r"|\bبكم\b|\b(?:ما|كم يبلغ|كم بلغ|باي|ما هو|ما هي)\s+(?:سعر|ثمن|تكلف[هت]|كلف[هت]|قيم[هت])(?:ها?|هم)?\b"
        r"|\bباي سعر\b",
    ),
    (
        "how_many",
        r"\bhow (?:many|much|large|big|long|far|old|high|deep|tall|wide|fast)\b"
        r"|\bwhat (?:is|was|are|were) the (?:\w+ ){0,3}"
        r"(?:number|size|rate|percentage|share|toll|figure|total|capacity|depth|length|area)\b"
        r"|\b(?:what|which) (?:depth|length|height|percentage|share|number)\b"
        r"|\bكم\b|\b(?:ما|كم)\s+(?:(?:عدد|حجم|معدل|طول|عمق)(?:ها?|هم)?|نسب[هت]ه?ا?|مساح[هت]ه?ا?|حصيله|طاق[هت]ه?ا?)\b"
        r"|\bما (?:هو |هي )?(?:عدد|نسبه|حجم|مساحه|معدل|طول)\b"
        r"|\bما الحصيله\b|\bما النسبه\b|\bما المساحه\b|\bما العدد\b",
    ),
    ("name", r"\bnames?\b|\b(?:ما|ما هو|ما هي)\s+(?:اسم|اسماء)(?:ها?|هم)?\b"),
    (
        "who",
        r"\bwho(?:m|se)?\b|\bمن (?:هو|هي|هم|الذي|التي|الذين)\b|\bلمن\b"
        r"|^\W*(?:و?من)\s+(?!بين\b|اين\b|خلال\b|اجل\b|المقرر\b|قبل\b|بعد\b)",
    ),
    (
        "where",
        r"\bwhere\b|\b(?:what|which|near which|in which)\s+"
        r"(?:city|town|country|place|village|building|venue|province|region|street|capital)\b"
        r"|\b(?:اين|من اين)\b"
        r"|\b(?:اي|ما)\s+(?:ال)?(?:مدينه|بلد|بلده|دوله|مكان|قريه|مبني|محافظه|منطقه|شارع|عاصمه|موقع|مقر)\b",
    ),
    (
        "why",
        r"\bwhy\b|\bwhat (?:caused|started|led to|triggered)\b|\b(?:reason|cause)\b"
        r"|\b(?:لماذا|لم|علام)\b|\b(?:ما )?(?:سبب(?:ها?)?|اسباب(?:ها?)?|السبب)\b",
    ),
    (
        "views",
        r"\b(?:opinions?|views?|reactions?)\b|\bwhat (?:do|does|did|is|was) .*\b(?:think|thought)\b"
        r"|\bhow (?:do|does|did|is|are|was|were) .*\b(?:view|see|seen|assess|regard|judge|react)(?:e?d)?\b"
        r"|\b(?:ال)?(?:راي|اراء|ردود|موقف|مواقف)\b|\bكيف [يت](?:قيم|ري|نظر)\w*|\bماذا [يت]ري\b",
    ),
    (
        "yes_no",
        r"^\W*(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should)\b|^\W*(?:هل|ا(?:ليس|لم)\b)",
    ),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
# A second question hangs on by a comma or "and" before a question word.
_NEXT = re.compile(
    r"(?:[,،;؛?؟]\s*(?:and\s+|و)?|\band\s+|\sو|^\s*و)"
    r"(?=(?:who|whom|when|where|why|how|what|which|متي|اين|كم|لماذا|كيف|ما|ماذا|من هو|من هي|من الذي|من كان|باي)\b"
    r"|(?<=و)من\b(?! بين| خلال| اجل| المقرر| قبل| بعد| جهه| ناحيه))"
)


_ASKS = {
    "en": re.compile(r"\b(?:who|whom|whose|what|when|where|why|how|which|did|does|is|are|was|were|has|have)\b"),
    "ar": re.compile(r"\b(?:من|متي|اين|كم|كيف|لماذا|ماذا|ما|هل|اي|بكم)\b"),
}
_EXACT = re.compile(r"\bexact\b|بالضبط|\bتحديدا\b|المحدد")
_NOT_COUNTED = frozenset(words("were was are is do does did of the have has had can could will would in في من على"))
_ONE_OF = frozenset(words("رجل رجال عنصر عنصرا عناصر فرد أفراد"))  # "Fire man": the noun after it says who is counted.
_COUNTED = re.compile(r"\b(?:how many|number of|كم عدد|ما عدد|كم)\s+(?!كان|بلغ|يبلغ)(\w+(?:\s+\w+)?)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked and the kinds of answer it wants, one for each of its parts.

    `exact` is whether a day must be named; `counted` are the folded words for what is to be counted, if it says so.
    """

    text: str
    language: Language
    kinds: tuple[Kind, ...]
    exact: bool = False
    counted: tuple[str, ...] = ()


def understand(text: str, language: Language | None = None) -> Question:
    """Read a question; `language` is the language to answer in, by default the question's own.

    >>> understand("Who received the delegation, and when?").kinds
    ('who', 'when')
    >>> understand("كم عدد أعضاء الوفد؟").kinds
    ('how_many',)

    Raises:
        QuestionError: there is no word in it, or it is far too long for a question.
    """
    if not words(text):
        raise QuestionError(
            "The question is empty. Ask in a sentence, in Arabic or English.",
            "السؤال فارغ. اكتب سؤالك في جملة، بالعربية أو الإنجليزية.",
        )
    if len(text) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(text):,} characters; the most is {LONGEST_QUESTION:,}. Ask one thing at a time.",
            f"عدد أحرف السؤال {len(text):,}، والحد الأقصى {LONGEST_QUESTION:,}. اسأل عن أمر واحد في كل مرة.",
        )
    folded = fold(text)
    kinds = tuple(dict.fromkeys(_kind(part) for part in _parts(folded)))
    return Question(
        text, language or _language(text, folded), kinds, bool(_EXACT.search(folded)), tuple(_counted(folded))
    )


def _language(text: str, folded: str) -> Language:
    """Tell the language of a question by the words that ask: the names in it may be in the other script.

    >>> _language("Who is ليلى العرجون؟", "who is ليلي العرجون؟")
    'en'
    """
    english, arabic = bool(_ASKS["en"].search(folded)), bool(_ASKS["ar"].search(folded))
    return language_of(text) if english == arabic else "en" if english else "ar"


def _parts(folded: str) -> Iterator[str]:
    parts = [part for part in _NEXT.split(folded) if words(part)]
    asking = [part for part in parts if _ASKS["en"].search(part) or _ASKS["ar"].search(part)]
    yield from asking or parts


def _kind(part: str) -> Kind:
    return next((kind for kind, pattern in _PATTERNS if pattern.search(part)), None) or kind_named(part) or "open"


def _counted(folded: str) -> list[str]:
    """Find the noun for what a question wants counted: after "how many" or كم.

    >>> _counted("how many police officers were injured?"), _counted("كم عدد الجنود الروس؟")
    (['officers'], ['الجنود'])
    """
    match = _COUNTED.search(folded)
    found = [word for word in match.group(1).split() if word not in _NOT_COUNTED | _ONE_OF] if match else []
    if not found:
        return []
    noun = found[-1] if found[-1].isascii() and found[-1].endswith("s") else found[0]
    return [] if noun in ANYONE or states_asked([noun]) or is_measure(noun) else [noun]
