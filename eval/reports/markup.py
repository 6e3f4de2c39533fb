"""HTML in which nothing that was handed in can be anything but text."""

import re
from html import escape

from agent.wording import clean
from retrieval.records import Language

_ARABIC = "\u0590-\u08ff\ufb1d-\ufefc"
# A run of the other script: from its first letter to its last, and a number behind that, as of a year.
_FOREIGN: dict[Language, re.Pattern[str]] = {
    "en": re.compile(f"[{_ARABIC}](?:[^A-Za-z\n]*[{_ARABIC}])?(?: \\d+\\b(?! ?[A-Za-z]))?"),
    "ar": re.compile(f"[A-Za-z](?:[^{_ARABIC}\n]*[A-Za-z0-9])?"),
}
DIRECTIONS: dict[Language, str] = {"ar": "rtl", "en": "ltr"}


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, *children: str, **attributes: str) -> Html:
    """Put children into an element; those that are not HTML are escaped, and lose what could steer a screen.

    >>> element("p", "1 < 2", element("b", "!"), dir="auto")
    '<p dir="auto">1 &lt; 2<b>!</b></p>'
    """
    inside = "".join(child if isinstance(child, Html) else escape(clean(child)) for child in children)
    given = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items())
    return Html(f"<{name}{given}>{inside}</{name}>")


def joined(*parts: Html) -> Html:
    """Put elements side by side."""
    return Html("".join(parts))


def said(text: str, language: Language, name: str = "div", **attributes: str) -> Html:
    """Set a text in the direction of its language, what it holds of the other script isolated from what is beside it.

    >>> said("By جريدة (2 May)", "en")
    '<div lang="en" dir="ltr">By <bdi>جريدة</bdi> (2 May)</div>'
    """
    parts: list[str] = []
    end = 0
    for run in _FOREIGN[language].finditer(text):
        parts += [text[end : run.start()], element("bdi", run.group())]
        end = run.end()
    return element(name, *parts, text[end:], lang=language, dir=DIRECTIONS[language], **attributes)


def figures(text: str) -> Html:
    """Keep figures in their order, whatever runs round them."""
    return element("bdi", text, dir="ltr")
