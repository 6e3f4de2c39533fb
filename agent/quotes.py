"""Find quotes in the texts they are said to be from, word for word; a nearly right quote is a wrong quote.

Marks, tatweel, letter forms, digits of either kind, white space and punctuation between words may differ. Words,
numbers and their order may not.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from retrieval.folding import fold, spans_of_folded
from retrieval.records import Span

Fault = Literal["stitched", "misattributed", "invented"]

TEXTS_REMEMBERED = 64
LEAST_PIECE = 3  # Words. Two of a kind stand together in any long article.
MOST_PIECES = 4
# A number is one word with its separators, so that "1.2" is not found in "1, 2", nor "41" in "41.5".
_WORD = re.compile(r"\d+(?:[.,٫٬/:]\d+)*|[^\W\d]+")
_SEPARATORS = str.maketrans("٫٬", ".,")
_BREAK = "\n"  # Stands between words, and in none.


@dataclass(frozen=True, slots=True)
class _Words:
    """A text as it is compared: its folded words in a row, each between two breaks; and where each stands in it."""

    row: str
    starts: tuple[int, ...]
    spans: tuple[Span, ...]


def locate(quote: str, text: str) -> Span | None:
    """Find `quote` in `text` word for word, as a span of the raw text; None means that nobody wrote it there.

    >>> locate("rose to 41 on Monday", "The toll rose to 14 on Monday.") is None
    True
    >>> text = "قالَ الوزيرُ: «لن نوقّعَ شيئاً»"
    >>> locate("لن نوقع شيئا", text).of(text)
    'لن نوقّعَ شيئاً'
    """
    wanted = [word for word, _ in _words(quote)]
    return _found(wanted, _remembered(text)) if wanted else None


def fault(quote: str, text: str, others: Iterable[str]) -> Fault | None:
    """Say what is wrong with a quote that is said to be from `text`; None if it stands there.

    It may stand in one of `others`, or be made of pieces of `text` that do not stand together.

    >>> text = "The bridge opened in May. The mayor cut the ribbon at noon."
    >>> fault("The bridge opened at noon", text, []), fault("the mayor cut the ribbon at dawn", text, [])
    ('invented', 'invented')
    >>> fault("The bridge opened … cut the ribbon at noon", text, [])
    'stitched'
    """
    if locate(quote, text):
        return None
    if any(locate(quote, other) for other in others):
        return "misattributed"
    return "stitched" if _is_stitched([word for word, _ in _words(quote)], _remembered(text)) else "invented"


def _is_stitched(wanted: list[str], words: _Words) -> bool:
    """Cut a quote into the longest pieces that stand in a text; tell whether these are few and make it up whole."""
    pieces = 0
    while wanted and pieces < MOST_PIECES:
        longest = next((n for n in range(len(wanted), LEAST_PIECE - 1, -1) if _found(wanted[:n], words)), 0)
        if not longest:
            return False
        wanted, pieces = wanted[longest:], pieces + 1
    return not wanted


def _found(wanted: list[str], words: _Words) -> Span | None:
    at = words.row.find(_BREAK + _BREAK.join(wanted) + _BREAK)
    if at < 0:
        return None
    first = bisect_right(words.starts, at) - 1
    return Span(words.spans[first].start, words.spans[first + len(wanted) - 1].end)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _remembered(text: str) -> _Words:
    found = list(_words(text))
    lengths = (len(word) + len(_BREAK) for word, _ in found)
    return _Words(
        _BREAK + "".join(word + _BREAK for word, _ in found),
        tuple(accumulate(lengths, initial=0)),
        tuple(span for _, span in found),
    )


def _words(text: str) -> Iterator[tuple[str, Span]]:
    """Yield the folded words of a text with the spans of the raw text that they were folded from."""
    folded = fold(text)
    raw = spans_of_folded(text)
    for match in _WORD.finditer(folded):
        yield match.group().translate(_SEPARATORS), raw(match.start(), match.end())
