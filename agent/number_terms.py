"""The terms of a number: figures or words below a thousand, the scales after them, and what joins them to a whole."""

import re
from dataclasses import dataclass
from fractions import Fraction

from agent.number_lines import Line, value_of
from agent.number_words import SHORT_SCALES, Sense
from agent.units import CODES

_CURRENCY_MARK = re.compile(r"[$€£¥₪₺₽₹]\s?$")
_SPACE_GROUP = re.compile(r"\d{3}(?:[.,٫]\d+)?")
_PLURAL = re.compile(r"people|of|[a-z]{3,}s")
_DENOMINATORS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 50, 64, 100))  # 9/11 is a day.
_MOST_SCALES = 3
_UNBROKEN_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"


@dataclass(frozen=True, slots=True)
class Term:
    """Part of a number: its worth with the scale in it, and the token after it."""

    value: Fraction
    end: int
    factor: Fraction = Fraction(1)


def read_whole(line: Line, at: int) -> Term | None:
    """Read terms of falling scale: two million, three hundred thousand and five."""
    found: Term | None = None
    while True:
        term = read_term(line, at)
        if term is None or (found and not 0 < term.value < found.factor):
            return found
        total = term.value + (found.value if found else 0)
        found = Term(total, term.end, term.factor)
        following = _next_term(line, found) if term.factor > 1 else None
        if following is None:
            return found
        at = following


def _next_term(line: Line, before: Term) -> int | None:
    """Find where the next term of a number begins: after و or "and", or at once."""
    tied = after_and(line, before.end)
    sense = line.sense(tied if tied is not None else before.end)
    if tied is not None and line.word(before.end) != "and":
        return tied
    counts_on = sense is not None and not sense.arabic and sense.size in ("unit", "teen", "ten")
    if tied is not None:
        return tied if counts_on and not line.tokens[before.end - 2].is_digits else None
    if not line.is_blank(before.end) or before.end >= len(line.tokens):
        return None
    if line.tokens[before.end].is_digits:
        return before.end if scale_at(line, before.end + 1) else None
    return before.end if counts_on else None


def read_term(line: Line, at: int) -> Term | None:
    """Read a group below a thousand, or figures, with the scales after it."""
    if at >= len(line.tokens):
        return None
    group = _figures(line, at) if line.tokens[at].is_digits else _below_thousand(line, at)
    if group is None:
        return _scale_alone(line, at)
    factor, end = _scales(line, group.end)
    if line.tokens[at].is_digits and factor == 1 and (letters := _letters(line, end)):
        factor, end = letters, end + 1
    return Term(group.value * factor, end, factor)


def _scale_alone(line: Line, at: int) -> Term | None:
    """Read a scale without a number before it, مليون or ألفان, and the scales after it."""
    sense = line.sense(at)
    if sense is None or sense.size not in ("scale", "pair", "either"):
        return None
    factor = sense.value / 2 if sense.size == "pair" else sense.value
    value = sense.value if sense.size != "either" else 2 * factor
    more, end = _scales(line, at + 1)
    return Term(value * more, end, factor * more)


def _scales(line: Line, at: int) -> tuple[Fraction, int]:
    """Multiply the scales that begin at a token, hundred thousand million; return it with the token after them."""
    factor, end = Fraction(1), at
    while end < at + _MOST_SCALES and (scale := scale_at(line, end)):
        factor, end = factor * scale, end + 1
    return factor, end


def scale_at(line: Line, at: int) -> Fraction | None:
    """Say by what the word at a token multiplies the number before it; None where it is no scale."""
    sense = line.sense(at)
    joined = sense and not sense.tied and is_joined(line, at, sense)
    if not sense or not joined or (sense.definite and not line.word(at).startswith("ال")):
        return None  # Not في الألف or بالمئة, which are of rates.
    after_figures = sense.size == "hundred" and line.tokens[at - 1].is_digits
    return sense.value if sense.size in ("scale", "either", "many") or after_figures else None


def _letters(line: Line, at: int) -> Fraction | None:
    """Read the letters for a scale after figures: 10k, 1.2bn, $5m; 100m without money or people is metres."""
    word = line.word(at)
    if word not in SHORT_SCALES and word not in ("m", "b"):
        return None
    if word in SHORT_SCALES:
        return SHORT_SCALES[word] if line.gaps[at] in ("", " ") and (word != "k" or not line.gaps[at]) else None
    token = line.tokens[at]
    money = _CURRENCY_MARK.search(line.gaps[at - 1]) or line.word(at - 2) in CODES
    large = money or line.raw(token.start, token.end).isupper() or _PLURAL.fullmatch(line.word(at + 1))
    return Fraction(10**6 if word == "m" else 10**9) if large and not line.gaps[at] else None


def _figures(line: Line, at: int) -> Term | None:
    token = line.tokens[at]
    end = at + 1
    while end < len(line.tokens) and _SPACE_GROUP.fullmatch(line.word(end)) and line.gaps[end].isspace():
        end += 1
    if end > at + 1 and _is_grouped(line, at, end):
        figures = "".join(line.word(index) for index in range(at, end))
        value = value_of(figures)
        return Term(value, end) if value is not None else None
    if fraction := _written_fraction(line, at):
        return fraction
    value = value_of(token.word, _is_dot_of_thousands(line, at))
    return Term(value, at + 1) if value is not None else None


def _is_grouped(line: Line, at: int, end: int) -> bool:
    """Whether blanks group thousands: 1 234 567, 40 000, or blanks that do not break a line."""
    if not re.fullmatch(r"[1-9]\d{0,2}", line.word(at)) or "\n" in "".join(line.gaps[at + 1 : end]):
        return False
    space = line.raw(line.tokens[at].end, line.tokens[at + 1].start)
    return end > at + 2 or line.word(at + 1).endswith("00") or space in _UNBROKEN_SPACES


def _written_fraction(line: Line, at: int) -> Term | None:
    """Read 3/4 or 2 1/2; not 24/7, and not dates of three parts."""
    start = at if line.gaps[at + 1] == "/" else at + 1 if line.is_blank(at + 1) and line.word(at).isdigit() else None
    if start is None or start + 1 >= len(line.tokens) or line.gaps[start + 1] != "/":
        return None
    above, below = line.word(start), line.word(start + 1)
    in_a_chain = "/" in (line.gaps[start].strip(), line.gaps[start + 2].strip())
    if in_a_chain or not (above.isdigit() and below.isdigit()):
        return None
    if int(below) not in _DENOMINATORS or not 0 < int(above) < int(below):
        return None
    whole = int(line.word(at)) if start > at else 0
    return Term(whole + Fraction(int(above), int(below)), start + 2)


def _is_dot_of_thousands(line: Line, at: int) -> bool:
    """Whether 1.200 among Arabic words is 1,200: no scale or sign of percent after it says that it is a decimal."""
    near = line.word(at + 1) or line.word(at - 1)
    sense = line.sense(at + 1)
    scaled = sense is not None and not sense.tied and sense.size in ("scale", "many", "either")
    return bool(near) and not near[0].isascii() and not scaled and not re.match(r"\s*[%٪]", line.gaps[at + 1])


def _below_thousand(line: Line, at: int) -> Term | None:
    sense = line.sense(at)
    if sense and sense.size in ("hundred", "hundreds"):
        return _with_rest(line, Term(sense.value, at + 1), sense)
    small = _below_hundred(line, at)
    after = line.sense(small.end) if small else None
    if small and after and after.size == "hundred" and _multiplies(line, small.end, after):
        return _with_rest(line, Term(small.value * 100, small.end + 1), after)
    return small


def _multiplies(line: Line, at: int, hundred: Sense) -> bool:
    return not hundred.tied and not hundred.definite and is_joined(line, at, hundred)


def _with_rest(line: Line, hundreds: Term, sense: Sense) -> Term:
    """Add what follows the hundreds: مئة وخمسون, one hundred and fifty, three hundred fifty."""
    rest_at = after_and(line, hundreds.end)
    if rest_at is None and not sense.arabic and line.is_blank(hundreds.end):
        rest_at = hundreds.end
    rest = _below_hundred(line, rest_at) if rest_at is not None else None
    return Term(hundreds.value + rest.value, rest.end) if rest and rest.value else hundreds


def _below_hundred(line: Line, at: int) -> Term | None:
    sense, after = line.sense(at), line.sense(at + 1)
    if sense is None or sense.size not in ("unit", "teen", "ten"):
        return None
    if sense.size == "unit" and after and after.size == "parts" and not after.tied and line.is_blank(at + 1):
        return None
    value = sense.value
    if sense.size == "ten" and not sense.arabic and after and after.size == "unit" and is_joined(line, at + 1, after):
        return Term(value + after.value, at + 2)
    if sense.size == "unit" and sense.arabic:
        if after and after.size == "teen" and after.arabic and not after.tied and line.is_blank(at + 1):
            return Term(value + 10, at + 2)
        tied = after_and(line, at + 1)
        ten = line.sense(tied) if tied is not None else None
        if tied is not None and ten and ten.size == "ten" and ten.arabic:
            return Term(value + ten.value, tied + 1)
    return Term(value, at + 1)


def after_and(line: Line, at: int) -> int | None:
    """Find the token that و or "and" ties on, at `at` itself or after it."""
    if not line.is_blank(at) or at >= len(line.tokens):
        return None
    if line.word(at) in ("و", "and"):
        return at + 1 if line.is_blank(at + 1) else None
    sense = line.sense(at)
    return at if sense and sense.tied else None


def is_joined(line: Line, at: int, sense: Sense) -> bool:
    """Whether nothing but a blank, or in English a hyphen, parts a word from the one before."""
    return line.is_blank(at) or (line.gaps[at] == "-" and not sense.arabic)
