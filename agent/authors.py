"""Go from a document to whose it is: "بيان للرئاسة", "a statement by the ministry"."""

import re

from agent.speaker_words import (
    ARABIC_DOCUMENTS,
    ARABIC_ORGANISATIONS,
    ARABIC_OUTLETS,
    ARABIC_ROLES,
    ARABIC_UNNAMED,
)
from retrieval.folding import words
from retrieval.languages import language_of

_ARABIC_ISSUED = frozenset(
    words("صادر صادرة عن أصدرته أصدرتها أصدره نشرته نشرتها نشره نشرها صدر أعده أعدته أعدها الصادر الصادرة")
)
_LED_TO = ARABIC_ROLES | ARABIC_ORGANISATIONS | ARABIC_OUTLETS
_DOCUMENT_OF = re.compile(
    r"^(?:(?:an?|the|its?|new|latest|recent|official|preliminary|annual|quarterly|cruise|written|joint|separate)\s+)*"
    r"(?:statements?|reports?|figures|data|bulletin|study|note|communiqu[eé]|documents?|letter|tweet|post|survey|testimony"
    r"|numbers|tally|toll|estimates?)\b(?:\s+\w+ed)?(?:\s+(?:on|last)\s+\w+)?"
    r"\s+(?:by|from|of|issued by|published by)\s+(?=.)",
    re.IGNORECASE,
)
_OWN_DOCUMENT = re.compile(r"(?:['’]s?)?\s+(?:\w+\s+)?(?:statement|report|website|bulletin|figures|account|data)$")


def author_in(phrase: str) -> str:
    """Give the author that a noun phrase names, or the phrase itself where it names no document.

    >>> author_in("حصيلة جديدة لوزارة الزراعة"), author_in("a statement by the army"), author_in("Reuters")
    ('وزارة الزراعة', 'the army', 'Reuters')
    """
    return _author_arabic(phrase) if language_of(phrase) == "ar" else _author_english(phrase)


def _author_arabic(phrase: str) -> str:
    """Go from a document to whose it is: "بيان للرئاسة", "حصيلة جديدة لوزارة الزراعة", "تقرير أصدرته الشبكة".

    A document of nobody's stays one: "دراسة كندية".
    """
    parts = phrase.split()
    while len(parts) > 1 and (words(parts[0]) or [""])[0] in ARABIC_DOCUMENTS:
        behind = parts[1:]
        while len(behind) > 1 and _is_issued(behind[0]):
            behind = behind[1:]
        led = next((at for at, part in enumerate(behind[:3]) if _led_to(part)), None)
        behind = [_led_to(behind[led]), *behind[led + 1 :]] if led is not None else behind
        if led is None and len(behind) == len(parts) - 1 and not _can_own((words(behind[0]) or [""])[0]):
            return phrase
        parts = behind
    return " ".join(parts)


def _author_english(phrase: str) -> str:
    """Go from a document to whose it is: "a statement by the ministry", "the ministry's statement"."""
    inner = _DOCUMENT_OF.sub("", phrase)
    return _OWN_DOCUMENT.sub("", inner) if inner[:1].isupper() or " " in inner else inner


def _can_own(word: str) -> bool:
    """Tell an author behind a document from an adjective: "بيان وزارة", "بيان الجيش", "دراسة كندية"."""
    return word.startswith("ال") or word in _LED_TO or word in ARABIC_DOCUMENTS or word in ARABIC_UNNAMED


def _led_to(part: str) -> str:
    """Take the joined "of" off the name of an author: للرئاسة, لوزارة."""
    if part.startswith("لل"):
        return f"ا{part[1:]}"
    return part[1:] if part.startswith("ل") and (words(part[1:]) or [""])[0] in _LED_TO else ""


def _is_issued(part: str) -> bool:
    """Tell the verb between a document and whose it is: أصدرته, جمعها."""
    folded = (words(part) or [""])[0]
    return folded in _ARABIC_ISSUED or (folded.endswith(("ها", "ته")) and not folded.startswith("ال"))
