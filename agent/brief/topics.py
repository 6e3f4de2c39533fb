"""Open the topic of a brief into the questions that its reader will have: those it asks itself, then the usual ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agent.brief.phrases import PHRASES
from agent.questions import Kind, Question, understand
from retrieval.folding import fold, spans_of_folded, words
from retrieval.records import Language

USUAL: tuple[Kind, ...] = ("who", "when", "where", "how_many", "why")

# Over folded text: "Brief me on", «لخّص تسلسل»; what follows is the topic.
_ORDER = re.compile(
    r"^\W*(?:please )?(?:"
    r"(?:brief|tell|inform|update) (?:me|us) (?:on|about|of)"
    r"|(?:give|write|prepare|make|draft)(?: me| us)? (?:an? |the )?(?:\w+ )?"
    r"(?:brief(?:ing)?|summary|overview|report|timeline|chronology) (?:on|of|about)"
    r"|(?:an? |the )?(?:brief(?:ing)?|summary|overview|timeline|chronology) (?:on|of|about)"
    r"|(?:summari[sz]e|outline)"
    r"|(?:لخص|اوجز)(?: لي| لنا)?|(?:اعطني|اعطنا|اكتب|اعد|قدم)(?: لي| لنا)? (?:ملخصا?|موجزا?|نبذه|احاطه|تقريرا?)"
    r"|(?:ملخص|موجز|احاطه|نبذه)"
    r")(?: (?:تسلسل|تطورات|مستجدات|(?:عن|حول|في|بشان)))*\b\s*(?:the (?:sequence|course) of )?"
)
_ASKS = re.compile(
    r"^\W*(?:(?:and|و)\s*)?(?:who|whom|what|when|where|why|how|which|من|متي|اين|كم|كيف|لماذا|ماذا|ما|اي|هل)\b"
)
_SOURCES = re.compile(
    r"\bwho says\b|\baccording to whom\b|\b(?:و)?(?:من (?:يقول|قال)|بحسب من)\b"
)  # A brief always says.
_PART = re.compile(r"[,،;؛]\s*")
_COLON = re.compile(r":\s+")


@dataclass(frozen=True, slots=True)
class Subquestion:
    """A question that a topic opens into, and how a reader sees it; `own` is whether the topic itself asks it."""

    question: Question
    asked: str
    own: bool


def open_topic(topic: str, language: Language | None) -> tuple[Question, tuple[Subquestion, ...]]:
    """Read a topic as a question without an order round it, with its subquestions; `language` is the brief's.

    >>> question, asked = open_topic("Brief me on the ferry crash: who was hurt, why", None)
    >>> question.text, [one.asked for one in asked if one.own]
    ('the ferry crash', ['who was hurt', 'why'])

    Raises:
        QuestionError: there is no word in the topic, or it is far too long.
    """
    spoken = understand(topic, language).language
    head, parts = _parts(_without_order(topic))
    question = replace(understand(head, spoken), kinds=("open",))
    own = [Subquestion(understand(f"{part}, {head}", spoken), part, own=True) for part in parts]
    if not parts and _ASKS.match(fold(head)):
        own = [Subquestion(understand(head, spoken), head, own=True)]
    asked = {kind for one in own for kind in one.question.kinds}
    return question, (*own, *_usual(question, asked))


def _usual(question: Question, asked: set[Kind]) -> Iterator[Subquestion]:
    for kind in USUAL:
        if kind not in asked:
            yield Subquestion(replace(question, kinds=(kind,)), PHRASES[question.language].asked[kind], own=False)


def _without_order(topic: str) -> str:
    """Cut off "Brief me on", unless nothing is left."""
    order = _ORDER.match(fold(topic))
    rest = topic[spans_of_folded(topic)(order.start(), order.end()).end :] if order else topic
    return rest.strip() if words(rest) else topic


def _parts(topic: str) -> tuple[str, list[str]]:
    """Part a topic from the questions listed behind its colon."""
    head, *rest = _COLON.split(topic, maxsplit=1)
    listed = [part.strip(" .؟?") for part in _PART.split(rest[0])] if rest else []
    asking = [part for part in listed if _ASKS.match(fold(part))]
    if not asking or not words(head):
        return topic.strip(" .؟?") or topic, []
    return head, [part for part in asking if not _SOURCES.search(fold(part))]
