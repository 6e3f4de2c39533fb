"""Show the text of an article as it came, with stretches of it marked: a quotation, or what cleaning left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.records import Article, Language, Span
from ui.messages import MESSAGES
from ui.page.isolating import DIRECTIONS
from ui.page.markup import Html, join, tag

MOST_SHOWN = 40_000  # Characters of an article at once: a long one is tens of thousands.


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, the element that it is shown in, and a word behind it."""

    span: Span
    element: str
    behind: str = ""


def marked(text: str, marks: Sequence[Mark], shown: Span | None = None) -> Html:
    """Show `text`, or the part of it that is `shown`, with its marks; where two overlap, the first is shown whole.

    >>> marked("12 dead, said B.", [Mark(Span(0, 7), "mark")])
    '<mark>12 dead</mark>, said B.'
    """
    window = shown or Span(0, len(text))
    pieces: list[str | None] = []
    at = window.start
    for mark in sorted(marks, key=lambda one: one.span):
        start, end = max(mark.span.start, at), min(mark.span.end, window.end)
        if start >= end:
            continue
        pieces += [text[at:start], tag(mark.element, text[start:end])]
        if mark.behind:
            pieces.append(tag("small", f" [{mark.behind}]"))
        at = end
    return join([*pieces, text[at : window.end]])


def round_about(span: Span, text: str) -> Span:
    """Choose what is shown of a text round `span`: all of it, unless it is very long."""
    if len(text) <= MOST_SHOWN:
        return Span(0, len(text))
    half = max(0, MOST_SHOWN - len(span)) // 2
    return Span(max(0, span.start - half), min(len(text), span.end + half))


def cuts(article: Article, language: Language) -> list[Mark]:
    """Mark what cleaning left out of an article, each with its reason."""
    reasons = MESSAGES[language].cut_reasons
    return [Mark(cut.span, "s", reasons[cut.reason]) for cut in article.cuts]


def body(article: Article, marks: Sequence[Mark], shown: Span | None = None) -> Html:
    """Show the text of an article in its own direction, line breaks and all."""
    direction = DIRECTIONS[article.language]
    return tag("div", marked(article.text, marks, shown), class_="text", lang=article.language, dir=direction)
