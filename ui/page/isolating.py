"""Keep words of the other script together inside a sentence, so that they do not steer the order of the rest."""

import re
from collections.abc import Iterable

from agent.wording import clean, quoted
from retrieval.languages import language_of
from retrieval.records import Language
from ui.page.markup import Html, join, tag

_ARABIC = "[\u0620-\u064a\u064b-\u065f\u0670-\u06d3]+"
_LATIN = "[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’.]*"
# Words of one script with what may stand between them; in a sentence of the other, they are one thing.
_FOREIGN = {
    "en": rf"{_ARABIC}(?:[\s\-–،«»]+{_ARABIC})*",
    "ar": rf"{_LATIN}(?:[\s\-–,&]+(?:{_LATIN}|\d+))*",
}
DIRECTIONS = {"ar": "rtl", "en": "ltr"}


def isolated(text: str, language: Language, quotes: Iterable[str] = ()) -> Html:
    """Show a sentence of `language` with the `quotes` in it, and words of the other script, each in order of its own.

    A quote in the other language gets that language's marks, and a class by which it can stand in lines of its own.

    >>> isolated("27 (صحيفة المرفأ, 11 March)", "en")
    '27 (<bdi>صحيفة المرفأ</bdi>, 11 March)'
    >>> isolated("He said: “أُغلق الجسر.”", "en", ["أُغلق الجسر."])
    'He said: <bdi class="foreign" lang="ar" dir="rtl">«أُغلق الجسر.»</bdi>'
    """
    shown = clean(text)
    whole = sorted({clean(" ".join(quote.split())) for quote in quotes} - {""}, key=len, reverse=True)
    marked = (f"[“«]?(?P<quote{number}>{re.escape(quote)})[”»]?" for number, quote in enumerate(whole))
    pattern = re.compile("|".join([*marked, _FOREIGN[language]]))
    pieces: list[str] = []
    at = 0
    for match in pattern.finditer(shown):
        pieces += [shown[at : match.start()], _set_apart(match, language)]
        at = match.end()
    return join([*pieces, shown[at:]])


def _set_apart(match: re.Match[str], language: Language) -> Html:
    quote = match[match.lastgroup] if match.lastgroup else ""
    own: Language = language_of(quote) if quote else language
    if own == language:
        return tag("bdi", match.group())
    return tag("bdi", quoted(quote, own), class_="foreign", lang=own, dir=DIRECTIONS[own])


def paragraph(text: str, language: Language, quotes: Iterable[str] = (), **attributes: str) -> Html:
    """Show a sentence as a paragraph in the direction of its language."""
    return tag("p", isolated(text, language, quotes), lang=language, dir=DIRECTIONS[language], **attributes)
