"""Make HTML in which words stay words: every child and every attribute is cleaned and escaped unless it is `Html`."""

import html
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from agent.wording import clean

if TYPE_CHECKING:
    from eval.reports.markup import Html as Made

_NAME = re.compile(r"[a-z][a-z0-9-]*")
VOID = frozenset({"br", "col", "hr", "input"})

Attribute = str | int | bool | None


class Html(str):
    """Markup that is safe to show. Only this module makes it out of anything but other markup."""

    __slots__ = ()


NOTHING = Html("")


def words(text: str) -> Html:
    r"""Show text as what it is: no markup, no control characters, nothing that steers direction.

    >>> words("<b>a\u202eb")
    '&lt;b&gt;ab'
    """
    return Html(html.escape(clean(text)))


def exact(text: str) -> Html:
    """Hold text, character by character, in an element that is never shown: what is copied or saved from the page."""
    return Html(html.escape(text))


def tag(name: str, *children: str | None, **attributes: Attribute) -> Html:
    """Make an element; an attribute that is None or False is left out, a trailing or inner `_` stands for `-`.

    >>> tag("p", "1 < 2", tag("b", "!"), class_="note", hidden=True)
    '<p class="note" hidden>1 &lt; 2<b>!</b></p>'
    """
    assert _NAME.fullmatch(name)
    written = "".join(_attribute(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    return Html(f"<{name}{written}>" if name in VOID else f"<{name}{written}>{join(children)}</{name}>")


def join(children: Iterable[str | None], between: str = "") -> Html:
    """Put children one after the other; those that are no markup are escaped."""
    shown = (child if isinstance(child, Html) else words(child) for child in children if child)
    return Html((between if isinstance(between, Html) else words(between)).join(shown))


def table(headers: Sequence[str], rows: Iterable[Html], columns: Html | None = None) -> Html:
    """Make a table of rows that `row` made, under the names of its columns."""
    head = tag("tr", *(tag("th", name, scope="col") for name in headers))
    return tag("table", columns, tag("thead", head), tag("tbody", *rows), class_="rows")


def row(headers: Sequence[str], cells: Iterable[str], class_: str | None = None) -> Html:
    """Make a row whose cells name their columns, for screens on which a row stands as a block."""
    shown = (tag("td", cell, data_label=name) for name, cell in zip(headers, cells, strict=True))
    return tag("tr", *shown, class_=class_)


def adopted(made: "Made") -> Html:
    """Take over markup of a report, which is made by the same rule: what was handed in stays words."""
    from eval.reports.markup import Html as Made

    assert isinstance(made, Made)
    return Html(made)


def link(url: str | None, text: str) -> Html:
    """Link to an address of the web; any other address is no link, and only its text is shown.

    >>> link("javascript:alert(1)", "site")
    'site'
    """
    if not is_web(url):
        return words(text)
    return tag("a", text, href=url, target="_blank", rel="noopener noreferrer nofollow")


def is_web(url: str | None) -> bool:
    """Whether an address leads to the web, and nowhere else."""
    try:
        parts = urlsplit(clean(url or "").strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _attribute(name: str, value: Attribute) -> str:
    assert _NAME.fullmatch(name)
    assert not name.startswith("on")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{html.escape(clean(str(value)))}"'
