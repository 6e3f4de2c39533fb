"""The grammar of numbers: which words and figures of a line make one number, and what it is worth."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from agent.number_lines import Line, value_of
from agent.number_words import SHORT_SCALES, Sense
from agent.units import CODES
from retrieval.folding import words

NumberKind = Literal["cardinal", "ordinal", "percent", "fraction", "label"]
Bound = Literal["exact", "about", "at_least", "at_most", "range", "vague"]

_CURRENCY_MARK = re.compile(r"[$€£¥₪₺₽₹]\s?$")
_SPACE_GROUP = re.compile(r"\d{3}(?:[.,٫]\d+)?")
_PLURAL = re.compile(r"people|of|[a-z]{3,}s")
# "Half-year", "half-time", نصف النهائي, الربع الأول are no shares.
_NO_HALF = frozenset(words("year yearly time hour hourly hearted final finals finalist brother sister way"))
_NO_PART = re.compile("(?:ال)?(?:نهايي|سنوي|سنويه|اول|ثاني|ثالث|رابع|اخير|شهري)")
_HALF_OF = frozenset(words("of the a an its their his her our all that those these an one"))
_DETERMINERS = frozenset(("a", "one"))
_DENOMINATORS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 50, 64, 100))  # 9/11 is a day.
_MOST_IN_WHICH_ONE = 1000
_MOST_SCALES = 3
_UNBROKEN_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"


@dataclass(frozen=True, slots=True)
class Read:
    """A number read from the tokens `start` to `end` of a line; `factor` is its last scale, such as a thousand."""

    low: Fraction
    high: Fraction
    start: int
    end: int
    kind: NumberKind = "cardinal"
    factor: Fraction = Fraction(1)
    bound: Bound = "exact"


@dataclass(frozen=True, slots=True)
class _Term:
    """Part of a number: its worth with the scale in it, and the token after it."""

    value: Fraction
    end: int
    factor: Fraction = Fraction(1)


def read_number(line: Line, at: int) -> Read | None:
    """Read the number that begins at the token at index `at`; None where none does."""
    sense = line.sense(at)
    if sense is None and not line.tokens[at].is_digits:
        return None
    if sense and sense.size == "dual":
        return None if _is_adjective(line, at, sense) else Read(sense.value, sense.value, at, at + 1)
    if sense and sense.definite and sense.size in ("hundred", "scale") and line.word(at).startswith("بال"):
        return None  # Per thousand.
    return _one_in(line, at) or _share(line, at) or _vague(line, at) or _ordinal(line, at) or _cardinal(line, at)


def _is_adjective(line: Line, at: int, dual: Sense) -> bool:
    """Whether a dual only agrees with the one before it: طائرتين مسيّرتين."""
    before = line.sense(at - 1) if at else None
    return before is not None and before.size == "dual" and not dual.tied and line.is_blank(at)


# Cardinals


def _cardinal(line: Line, at: int) -> Read | None:
    whole = _whole(line, at)
    if whole is None:
        return None
    ordinal = _made_ordinal(line, whole)
    if ordinal:
        return Read(ordinal.value, ordinal.value, at, ordinal.end, "ordinal")
    value = _with_tail(line, whole)
    return Read(value.value, value.value, at, value.end, _kind(line, at, value), value.factor)


def _kind(line: Line, at: int, number: _Term) -> NumberKind:
    """Tell 3/4 from 3, and القرن العشرون from عشرون قرناً: tens have one form for both."""
    sense, end = line.sense(at), number.end
    if line.gaps[end - 1] == "/" and number.value < 1:
        return "fraction"
    ten = sense and sense.definite and sense.size == "ten" and end == at + 1
    one_and_ten = sense and sense.definite and sense.value == 1 and end == at + 2
    return (
        "ordinal" if (ten or one_and_ten) and line.is_blank(at) and line.word(at - 1).startswith("ال") else "cardinal"
    )


def _whole(line: Line, at: int) -> _Term | None:
    """Read terms of falling scale: two million, three hundred thousand and five."""
    found: _Term | None = None
    while True:
        term = _term(line, at)
        if term is None or (found and not 0 < term.value < found.factor):
            return found
        total = term.value + (found.value if found else 0)
        found = _Term(total, term.end, term.factor)
        following = _next_term(line, found) if term.factor > 1 else None
        if following is None:
            return found
        at = following


def _next_term(line: Line, before: _Term) -> int | None:
    """Find where the next term of a number begins: after و or "and", or at once."""
    tied = _after_and(line, before.end)
    sense = line.sense(tied if tied is not None else before.end)
    if tied is not None and line.word(before.end) != "and":
        return tied
    counts_on = sense is not None and not sense.arabic and sense.size in ("unit", "teen", "ten")
    if tied is not None:
        return tied if counts_on and not line.tokens[before.end - 2].is_digits else None
    if not line.is_blank(before.end) or before.end >= len(line.tokens):
        return None
    if line.tokens[before.end].is_digits:
        return before.end if _scale(line, before.end + 1) else None
    return before.end if counts_on else None


def _term(line: Line, at: int) -> _Term | None:
    """Read a group below a thousand, or figures, with the scales after it."""
    if at >= len(line.tokens):
        return None
    group = _figures(line, at) if line.tokens[at].is_digits else _below_thousand(line, at)
    if group is None:
        return _scale_alone(line, at)
    factor, end = _scales(line, group.end)
    if line.tokens[at].is_digits and factor == 1 and (letters := _letters(line, end)):
        factor, end = letters, end + 1
    return _Term(group.value * factor, end, factor)


def _scale_alone(line: Line, at: int) -> _Term | None:
    """Read a scale without a number before it, مليون or ألفان, and the scales after it."""
    sense = line.sense(at)
    if sense is None or sense.size not in ("scale", "pair", "either"):
        return None
    factor = sense.value / 2 if sense.size == "pair" else sense.value
    value = sense.value if sense.size != "either" else 2 * factor
    more, end = _scales(line, at + 1)
    return _Term(value * more, end, factor * more)


def _scales(line: Line, at: int) -> tuple[Fraction, int]:
    """Multiply the scales that begin at a token, hundred thousand million; return it with the token after them."""
    factor, end = Fraction(1), at
    while end < at + _MOST_SCALES and (scale := _scale(line, end)):
        factor, end = factor * scale, end + 1
    return factor, end


def _scale(line: Line, at: int) -> Fraction | None:
    sense = line.sense(at)
    joined = sense and not sense.tied and (line.is_blank(at) or (line.gaps[at] == "-" and not sense.arabic))
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


def _figures(line: Line, at: int) -> _Term | None:
    token = line.tokens[at]
    end = at + 1
    while end < len(line.tokens) and _SPACE_GROUP.fullmatch(line.word(end)) and line.gaps[end].isspace():
        end += 1
    if end > at + 1 and _is_grouped(line, at, end):
        figures = "".join(line.word(index) for index in range(at, end))
        value = value_of(figures)
        return _Term(value, end) if value is not None else None
    halves = _written_fraction(line, at)
    value = value_of(token.word, _is_dot_of_thousands(line, at))
    return halves or (_Term(value, at + 1) if value is not None else None)


def _is_grouped(line: Line, at: int, end: int) -> bool:
    """Whether blanks group thousands: 1 234 567, 40 000, or blanks that do not break a line."""
    if not re.fullmatch(r"[1-9]\d{0,2}", line.word(at)) or "\n" in "".join(line.gaps[at + 1 : end]):
        return False
    space = line.raw(line.tokens[at].end, line.tokens[at + 1].start)
    return (
        end > at + 2
        or line.word(at + 1).endswith("00")
        or space in "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
    )


def _written_fraction(line: Line, at: int) -> _Term | None:
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
    return _Term(whole + Fraction(int(above), int(below)), start + 2)


def _is_dot_of_thousands(line: Line, at: int) -> bool:
    """Whether 1.200 among Arabic words is 1,200: no scale or sign of percent after it says that it is a decimal."""
    near = line.word(at + 1) or line.word(at - 1)
    sense = line.sense(at + 1)
    scaled = sense is not None and not sense.tied and sense.size in ("scale", "many", "either")
    return bool(near) and not near[0].isascii() and not scaled and not re.match(r"\s*[%٪]", line.gaps[at + 1])


def _below_thousand(line: Line, at: int) -> _Term | None:
    sense = line.sense(at)
    if sense and sense.size in ("hundred", "hundreds"):
        return _with_rest(line, _Term(sense.value, at + 1), sense)
    small = _below_hundred(line, at)
    after = line.sense(small.end) if small else None
    if small and after and after.size == "hundred" and _multiplies(line, small.end, after):
        return _with_rest(line, _Term(small.value * 100, small.end + 1), after)
    return small


def _multiplies(line: Line, at: int, hundred: Sense) -> bool:
    return not hundred.tied and not hundred.definite and _is_joined(line, at, hundred)


def _with_rest(line: Line, hundreds: _Term, sense: Sense) -> _Term:
    """Add what follows the hundreds: مئة وخمسون, one hundred and fifty, three hundred fifty."""
    rest_at = _after_and(line, hundreds.end)
    if rest_at is None and not sense.arabic and line.is_blank(hundreds.end):
        rest_at = hundreds.end
    rest = _below_hundred(line, rest_at) if rest_at is not None else None
    return _Term(hundreds.value + rest.value, rest.end) if rest and rest.value else hundreds


def _below_hundred(line: Line, at: int) -> _Term | None:
    sense, after = line.sense(at), line.sense(at + 1)
    if sense is None or sense.size not in ("unit", "teen", "ten"):
        return None
    if sense.size == "unit" and after and after.size == "parts" and not after.tied and line.is_blank(at + 1):
        return None
    value = sense.value
    if sense.size == "ten" and not sense.arabic and after and after.size == "unit" and _is_joined(line, at + 1, after):
        return _Term(value + after.value, at + 2)
    if sense.size == "unit" and sense.arabic:
        if after and after.size == "teen" and after.arabic and not after.tied and line.is_blank(at + 1):
            return _Term(value + 10, at + 2)
        tied = _after_and(line, at + 1)
        ten = line.sense(tied) if tied is not None else None
        if tied is not None and ten and ten.size == "ten" and ten.arabic:
            return _Term(value + ten.value, tied + 1)
    return _Term(value, at + 1)


def _after_and(line: Line, at: int) -> int | None:
    """Find the token that و or "and" ties on, at `at` itself or after it."""
    if not line.is_blank(at) or at >= len(line.tokens):
        return None
    if line.word(at) in ("و", "and"):
        return at + 1 if line.is_blank(at + 1) else None
    sense = line.sense(at)
    return at if sense and sense.tied else None


def _is_joined(line: Line, at: int, sense: Sense) -> bool:
    return line.is_blank(at) or (line.gaps[at] == "-" and not sense.arabic)


# Parts of a whole


def _share(line: Line, at: int) -> Read | None:
    """Read half, three quarters, ثلثي, and half a million, which is a cardinal again."""
    part = _portion(line, at)
    if part is None:
        return None
    end = part.end
    while line.is_blank(end) and line.word(end) in ("a", "of", "an"):
        end += 1
    if scale := _scale(line, end):
        return Read(part.value * scale, part.value * scale, at, end + 1, "cardinal", scale)
    return Read(part.value, part.value, at, part.end, "fraction")


def _one_in(line: Line, at: int) -> Read | None:
    """Read one in five, two out of three, واحد من كل خمسة."""
    above, below_at = _term(line, at), None
    if above is None or not line.is_blank(above.end):
        return None
    following = tuple(line.word(above.end + index) for index in range(3))
    if above.value == 1 and following[1] == "in" and line.is_blank(above.end + 1):
        return _one_of(line, at, above, above.end + 2)  # One visitor in five.
    if following[:2] in (("in", "every"), ("out", "of"), ("من", "كل")):
        below_at = above.end + (3 if following == ("out", "of", "every") else 2)
    elif following[0] == "in" and above.value == 1:
        below_at = above.end + 1
    return _one_of(line, at, above, below_at) if below_at is not None else None


def _one_of(line: Line, at: int, above: _Term, below_at: int) -> Read | None:
    below = _term(line, below_at) if line.is_blank(below_at) else None
    if below is None or not 0 < above.value < below.value or below.value > _MOST_IN_WHICH_ONE:
        return None
    return Read(above.value / below.value, above.value / below.value, at, below.end, "fraction")


def _portion(line: Line, at: int) -> _Term | None:
    sense, after = line.sense(at), line.sense(at + 1)
    if sense and sense.size == "part" and _is_share(line, at, sense):
        return _Term(sense.value, at + 1)
    if sense and _is_fifth(line, at, sense):
        return _Term(1 / sense.value, at + 1)
    count = sense.value if sense and sense.size in ("unit", "teen") else None
    if at < len(line.tokens) and line.word(at).isdigit() and len(line.word(at)) == 1:
        count = Fraction(int(line.word(at)))
    if count and after and not after.tied and _is_joined(line, at + 1, after):
        if after.size == "parts":
            return _Term(count * after.value, at + 2)
        if count == 1 and not after.arabic and after.size == "ordinal" and after.value > 2:
            return _Term(1 / after.value, at + 2)
        if count == 1 and not after.arabic and after.size == "part":
            return _Term(after.value, at + 2)
    if sense and sense.size == "ordinal" and not sense.arabic and sense.value > 2 and _is_part_of(line, at):
        return _Term(1 / sense.value, at + 1)
    return None


def _is_fifth(line: Line, at: int, sense: Sense) -> bool:
    """Tell خمس السكان, a fifth of them, from خمس دول, five states."""
    definite = line.word(at + 1).startswith("ال") and line.is_blank(at + 1) and line.sense(at + 1) is None
    return definite and not sense.definite and sense.size == "unit" and line.word(at).endswith("خمس")


def _is_part_of(line: Line, at: int) -> bool:
    """Tell "a third of them" and "by a third" from "a third man"."""
    of = line.word(at + 1) == "of" and line.is_blank(at + 1)
    ended = not line.is_blank(at + 1) and line.word(at - 2) in ("by", "about", "nearly", "almost", "over", "than")
    return line.word(at - 1) == "a" and line.is_blank(at) and (of or ended)


def _is_share(line: Line, at: int, sense: Sense) -> bool:
    before, after = line.word(at - 1), line.word(at + 1)
    if sense.arabic:
        return not (line.is_blank(at + 1) and _NO_PART.fullmatch(after))
    if after in _NO_HALF and line.gaps[at + 1].strip() in ("", "-"):
        return False
    previous = line.sense(at - 1)
    if previous and previous.size == "ordinal":
        return False
    if sense.value == Fraction(1, 2):
        of = after in _HALF_OF and line.is_blank(at + 1)
        return of or before in ("a", "one", "by", "in") or (line.is_blank(at + 1) and bool(_scale(line, at + 1)))
    return before in _DETERMINERS and line.is_blank(at)


def _with_tail(line: Line, whole: _Term) -> _Term:
    """Add "and a half", ونصف and the like: of the scale before it, or under the scale after it."""
    at = _after_and(line, whole.end)
    if at is None:
        return whole
    english = line.word(whole.end) == "and"
    start = at + 1 if english and line.word(at) == "a" else at
    part = _portion(line, start)
    if part is None or (english and line.word(at) not in ("a", "one", "three", "two")):
        return whole
    scale = _scale(line, part.end)
    if scale == whole.factor:
        return _Term(whole.value + part.value * scale, part.end + 1, scale)
    if scale and whole.factor == 1:
        return _Term((whole.value + part.value) * scale, part.end + 1, scale)
    if not english and line.is_blank(part.end) and line.word(part.end).startswith("ال"):
        return whole
    return _Term(whole.value + part.value * whole.factor, part.end, whole.factor)


# Vague numbers and ordinals


def _vague(line: Line, at: int) -> Read | None:
    """Read dozens, مئات, tens of thousands: from twice the word's worth to where the next such word begins."""
    sense = line.sense(at)
    if line.word(at) in ("tens", "scores") and line.word(at + 1) != "of":
        return None
    if sense and sense.size in ("hundred", "scale") and not sense.arabic and _is_some(line, at):
        return Read(2 * sense.value, 10 * sense.value - 1, at, at + 1, "cardinal", sense.value, "vague")
    if sense is None or sense.size != "many":
        return None
    low = 2 * sense.value if sense.value != 12 else Fraction(20)
    high = sense.value * (1000 if sense.value > 1000 else 100 if sense.value == 1000 else 10)
    high = Fraction(100) if sense.value < 100 else high
    end, factor = at + 1, Fraction(1)
    after = end + 1 if line.word(end) == "of" else end
    if scale := _scale(line, after):
        factor, end = scale, after + 1
    return Read(low * factor, high * factor - 1, at, end, "cardinal", factor, "vague")


def _is_some(line: Line, at: int) -> bool:
    """Whether a scale is of no known number: several hundred, a couple of thousand."""
    of = line.word(at - 1) == "of" and line.word(at - 2) == "couple"
    return line.is_blank(at) and (of or line.word(at - 1) in ("several", "few", "couple"))


def _ordinal(line: Line, at: int) -> Read | None:
    sense = line.sense(at)
    if sense is None:
        return _figures_ordinal(line, at)
    if sense.size != "ordinal":
        return None
    value, end = sense.value, at + 1
    teen, tied = line.sense(end), _after_and(line, end)
    ten = line.sense(tied) if tied is not None else None
    if sense.arabic and teen and teen.size == "teen" and teen.arabic and not teen.tied and line.is_blank(end):
        value, end = value + 10, end + 1
    elif sense.arabic and tied is not None and ten and ten.size == "ten":
        value, end = value + ten.value, tied + 1
    elif line.word(at).endswith(("حادي", "حاديه")):
        return None
    hundred = line.sense(end + 1)
    if line.word(end) == "بعد" and hundred and hundred.size == "hundred":
        value, end = value + 100, end + 2
    return Read(value, value, at, end, "ordinal")


def _figures_ordinal(line: Line, at: int) -> Read | None:
    """Read 21st and 3rd."""
    if line.word(at).isdigit() and line.word(at + 1) in ("st", "nd", "rd", "th") and not line.gaps[at + 1]:
        value = Fraction(int(line.word(at)))
        return Read(value, value, at, at + 2, "ordinal")
    return None


def _made_ordinal(line: Line, whole: _Term) -> _Term | None:
    """Read twenty-first, one hundred and first, المئة والخامسة والعشرون: a cardinal whose last word is an ordinal."""
    tied = _after_and(line, whole.end)
    at = whole.end if tied is None else tied
    sense = line.sense(at)
    if sense is None or sense.size != "ordinal" or whole.value < 20 or whole.value % 10:
        return None
    hundreds = whole.value % 100 == 0 and (tied is not None or not sense.arabic)
    if not hundreds and not (line.gaps[at] == "-" and not sense.arabic and sense.value < 10):
        return None
    last = _ordinal(line, at) if hundreds else None
    return _Term(whole.value + (last.low if last else sense.value), last.end if last else at + 1)
