"""A text cut into the words, figures and gaps that its numbers are read from."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from agent.number_words import Sense, sense_of
from retrieval.folding import fold
from retrieval.records import Span

# An address, figures with their separators, a code of letters and figures (m2, g20), or a word.
_TOKEN = re.compile(
    r"(?P<address>https?://\S+|www\.\S+)|(?P<figures>(?:(?<!\S)\.)?\d+(?:[.,٫٬،]\d+)*)|(?P<code>[a-z]+\d[a-z\d]*)"
    r"|[^\W\d_]+"
)
_SEPARATOR = re.compile(r"[.,٫٬،]")
_LONGEST = 30  # Characters of figures that a number may have.
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\D\d{3})+")
_SLASH = "\N{FRACTION SLASH}"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a line: its folded letters, where they stand in the folded text, and what they are to a number."""

    word: str
    start: int
    end: int
    sense: Sense | None = None

    @property
    def is_digits(self) -> bool:
        """Whether the token is a number in figures."""
        return self.word[-1].isdigit() and (self.word[0].isdigit() or self.word[0] == ".")


class Line:
    """A raw text, folded, as tokens and the gaps between them; `gaps[i]` stands before `tokens[i]`."""

    def __init__(self, text: str) -> None:
        pieces = [_folded(char) for char in text]
        self.text = text
        self.folded = "".join(pieces)
        self._raw_at = [index for index, piece in enumerate(pieces) for _ in piece]
        self.tokens = list(self._tokens())
        ends = [0, *(token.end for token in self.tokens)]
        starts = [*(token.start for token in self.tokens), len(self.folded)]
        self.gaps = [self.folded[end:start] for end, start in zip(ends, starts, strict=True)]

    def span(self, start: int, end: int) -> Span:
        """Map an interval of the folded text to the raw text, the marks on its last letter included."""
        last = self._end(end)
        first_after = self._raw_at[end - 1] + 1
        while first_after < last and not self.text[first_after].isspace() and not _folded(self.text[first_after]):
            first_after += 1
        return Span(self._raw_at[start], first_after)

    def raw(self, start: int, end: int) -> str:
        """Cut an interval of the folded text out of the raw one."""
        return self.span(start, end).of(self.text)

    def word(self, at: int) -> str:
        """Return the folded word of the token at index `at`; empty beyond the ends."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def sense(self, at: int) -> Sense | None:
        """Return what the token at index `at` is to a number; None beyond the ends."""
        return self.tokens[at].sense if 0 <= at < len(self.tokens) else None

    def is_blank(self, at: int) -> bool:
        """Whether only blanks, and no paragraph's end, stand before the token at index `at`."""
        gap = self.gaps[at] if at < len(self.tokens) else "."
        return not gap.strip() and gap.count("\n") < 2

    def token_at(self, place: int) -> int:
        """Find the first token that begins at or after `place` of the folded text."""
        return bisect_left(self.tokens, place, key=lambda token: token.start)

    def _tokens(self) -> Iterator[Token]:
        for match in _TOKEN.finditer(self.folded):
            if match.lastgroup == "figures" and "," in match.group() and value_of(match.group()) is None:
                yield from self._split(match)
            elif match.lastgroup:
                yield Token(match.group(), match.start(), match.end())
            else:
                raw = self.text[self._raw_at[match.start()] : self._end(match.end())]
                yield Token(match.group(), match.start(), match.end(), sense_of(match.group(), raw))

    def _end(self, end: int) -> int:
        """Map an end in the folded text to the raw text, with all that folding leaves out before the next letter."""
        return self._raw_at[end] if end < len(self._raw_at) else len(self.text)

    def _split(self, match: re.Match[str]) -> Iterator[Token]:
        """Take a list of figures without blanks apart: "1,2,3"."""
        for part in re.finditer(r"\d+", match.group()):
            yield Token(part.group(), match.start() + part.start(), match.start() + part.end())


@lru_cache(maxsize=256)
def read_line(text: str) -> Line:
    """Cut a text into a line once, though its numbers and its quantities both need it."""
    return Line(text)


def value_of(figures: str, dot_of_thousands: bool = False) -> Fraction | None:
    """Read figures with separators; None if they are no one number, such as 192.168.1.2.

    A comma before three figures is of thousands, before others it is decimal; a dot is decimal, unless it stands more
    than once or `dot_of_thousands` says otherwise.

    >>> [str(value_of(figures)) for figures in ("1,234.5", "1٬234٫5", "9,25", "1.234.567", "12.5", "1.2.2025")]
    ['2469/2', '2469/2', '37/4', '1234567', '25/2', 'None']
    """
    if len(figures) > _LONGEST:
        return None
    marks = _SEPARATOR.findall(figures)
    if not marks:
        return Fraction(int(figures))
    if len(set(marks)) == 1:
        if _THOUSANDS.fullmatch(figures) and (
            marks[0] in ",،٬" or (marks[0] == "." and (len(marks) > 1 or dot_of_thousands or figures.endswith(".000")))
        ):
            return Fraction(int(_SEPARATOR.sub("", figures)))
        return _decimal(figures, "") if len(marks) == 1 else None
    whole = figures[: figures.rindex(marks[-1])]
    one_kind = len(set(marks[:-1])) == 1 and marks[-1] not in marks[:-1]
    return _decimal(figures, marks[0]) if one_kind and _THOUSANDS.fullmatch(whole) else None


def _decimal(figures: str, thousands: str) -> Fraction:
    plain = figures.replace(thousands, "") if thousands else figures
    return Fraction("0" + _SEPARATOR.sub(".", plain))


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """Fold one character; ½ as a fraction apart from what stands before it."""
    folded = fold(char)
    return f" {folded.replace(_SLASH, '/')}" if _SLASH in folded and char != _SLASH else folded.replace(_SLASH, "/")
