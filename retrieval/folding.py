"""Fold Arabic and English text so that spellings of one word meet. For matching only: offsets come from the raw text.

Folding works character by character, so every folded character knows the raw one it came from. The same folding stands
in the tokenizer of the bundled model, so every loader of the model sees the same words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from retrieval.records import Span

# Arabic vowel marks, Quranic signs, superscript alef, tatweel; Latin combining marks; invisible and direction controls,
# tags.
REMOVED = (
    "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f"
)
REPLACED = {
    "\N{ARABIC LETTER ALEF WASLA}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
    **{chr(0x0660 + digit): str(digit) for digit in range(10)},
    **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
}
WORD = re.compile(r"\w+")
_REMOVED = re.compile(f"[{REMOVED}]")


class _Folds(dict[int, str]):
    """What each character folds to, filled as characters are met; made for `str.translate`."""

    def __missing__(self, code: int) -> str:
        # NFKD takes hamza and madda off their letters, so أ إ آ ؤ ئ need no rows of their own.
        bare = _REMOVED.sub("", unicodedata.normalize("NFKD", chr(code)).lower())
        self[code] = "".join(REPLACED.get(char, char) for char in bare)
        return self[code]


_FOLDS = _Folds()

# Looking each character up takes five times as long as to replace the frequent ones and look up the few others.
_FREQUENT = tuple((char, _FOLDS[ord(char)]) for char in "أإآىئؤةـًٌٍَُِّْ")
_PLAIN = "".join(
    char for char in map(chr, (*range(0x7F), *range(0x600, 0x700), *b"\xab\xbb")) if _FOLDS[ord(char)] == char
)
_OTHERS = re.compile(f"[^{re.escape(_PLAIN)}“”‘’–—]+")
_DIVIDER = "\0"
_PUNCTUATION = ".,:;!?()\"'-/«»،؛؟“”‘’–—"


def fold(text: str) -> str:
    """Fold case, marks, letter forms and digits away.

    >>> fold("كِتَابٌ إلى الأُمّة ١٧") == fold("كتاب الي الامه 17")
    True
    """
    if text.isascii():
        return text.lower()
    folded = text
    for char, plain in _FREQUENT:
        folded = folded.replace(char, plain)
    return _OTHERS.sub(_folded, folded)


def _folded(others: re.Match[str]) -> str:
    return others.group().translate(_FOLDS)


def words(text: str) -> list[str]:
    """Split `text` into folded words.

    >>> words("Sharaa's visit: زيارةُ الشَّرع")
    ['sharaa', 's', 'visit', 'زياره', 'الشرع']
    """
    return _listed(_spaced(text))


def words_of_each(texts: Sequence[str]) -> list[list[str]]:
    """Split each of many short texts into folded words, as `words` does, in a third of the time.

    >>> words_of_each(["وصل الوفد.", "Talks, then."])
    [['وصل', 'الوفد'], ['talks', 'then']]
    """
    joined = _DIVIDER.join(texts)
    if joined.count(_DIVIDER) != len(texts) - 1:
        return list(map(words, texts))
    return list(map(_listed, _spaced(joined).split(_DIVIDER)))


def _spaced(text: str) -> str:
    """Fold a text and put spaces for the usual marks."""
    spaced = fold(text)
    for mark in _PUNCTUATION:
        spaced = spaced.replace(mark, " ")
    return spaced


def _listed(spaced: str) -> list[str]:
    found = spaced.split()
    return found if "".join(found).isalnum() else WORD.findall(spaced)  # Marks that are not the usual ones.


def words_with_spans(text: str) -> Iterator[tuple[str, Span]]:
    """Yield each folded word with the span of the raw text that it was folded from, marks included.

    >>> [(word, span.of("كِتَابٌ١")) for word, span in words_with_spans("كِتَابٌ١")]
    [('كتاب1', 'كِتَابٌ١')]
    """
    raw = spans_of_folded(text)
    for match in WORD.finditer(fold(text)):
        yield match.group(), raw(match.start(), match.end())


def spans_of_folded(text: str) -> Callable[[int, int], Span]:
    """Map the borders of a stretch of `fold(text)`, which holds a character at least, back to a span of `text`."""
    raw_at = [index for index, char in enumerate(text) for _ in _FOLDS[ord(char)]]
    return lambda start, end: Span(raw_at[start], _end_of_cluster(text, raw_at[end - 1] + 1))


def _end_of_cluster(text: str, end: int) -> int:
    """Take the marks that follow a letter with it."""
    while end < len(text) and not _FOLDS[ord(text[end])] and unicodedata.combining(text[end]):
        end += 1
    return end
