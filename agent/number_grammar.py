"""The grammar of numbers: which words and figures of a line make one number, and what it is worth."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from agent.number_lines import Line
from agent.number_terms import Term, after_and, is_joined, read_term, read_whole, scale_at
from agent.number_words import Sense
from retrieval.folding import words

NumberKind = Literal["cardinal", "ordinal", "percent", "fraction", "label"]
Bound = Literal["exact", "about", "at_least", "at_most", "range", "vague"]

# "Half-year", "half-time", نصف النهائي, الربع الأول are no shares.
_NO_HALF = frozenset(words("year yearly time hour hourly hearted final finals finalist brother sister way"))
_NO_PART = re.compile("(?:ال)?(?:نهايي|سنوي|سنويه|اول|ثاني|ثالث|رابع|اخير|شهري)")
_HALF_OF = frozenset(words("of the a an its their his her our all that those these an one"))
_DETERMINERS = frozenset(("a", "one"))
_MOST_IN_WHICH_ONE = 1000


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
    whole = read_whole(line, at)
    if whole is None:
        return None
    ordinal = _made_ordinal(line, whole)
    if ordinal:
        return Read(ordinal.value, ordinal.value, at, ordinal.end, "ordinal")
    value = _with_tail(line, whole)
    return Read(value.value, value.value, at, value.end, _kind(line, at, value), value.factor)


def _kind(line: Line, at: int, number: Term) -> NumberKind:
    """Tell 3/4 from 3, and القرن العشرون from عشرون قرناً: tens have one form for both."""
    sense, end = line.sense(at), number.end
    if line.gaps[end - 1] == "/" and number.value < 1:
        return "fraction"
    ten = sense and sense.definite and sense.size == "ten" and end == at + 1
    one_and_ten = sense and sense.definite and sense.value == 1 and end == at + 2
    ranks = (ten or one_and_ten) and line.is_blank(at) and line.word(at - 1).startswith("ال")
    return "ordinal" if ranks else "cardinal"


# Parts of a whole


def _share(line: Line, at: int) -> Read | None:
    """Read half, three quarters, ثلثي, and half a million, which is a cardinal again."""
    part = _portion(line, at)
    if part is None:
        return None
    end = part.end
    while line.is_blank(end) and line.word(end) in ("a", "of", "an"):
        end += 1
    if scale := scale_at(line, end):
        return Read(part.value * scale, part.value * scale, at, end + 1, "cardinal", scale)
    return Read(part.value, part.value, at, part.end, "fraction")


def _one_in(line: Line, at: int) -> Read | None:
    """Read one in five, two out of three, واحد من كل خمسة."""
    above = read_term(line, at)
    if above is None or not line.is_blank(above.end):
        return None
    following = tuple(line.word(above.end + index) for index in range(3))
    if above.value == 1 and following[1] == "in" and line.is_blank(above.end + 1):
        return _one_of(line, at, above, above.end + 2)  # One visitor in five.
    if following[:2] in (("in", "every"), ("out", "of"), ("من", "كل")):
        return _one_of(line, at, above, above.end + (3 if following == ("out", "of", "every") else 2))
    if following[0] == "in" and above.value == 1:
        return _one_of(line, at, above, above.end + 1)
    return None


def _one_of(line: Line, at: int, above: Term, below_at: int) -> Read | None:
    below = read_term(line, below_at) if line.is_blank(below_at) else None
    if below is None or not 0 < above.value < below.value or below.value > _MOST_IN_WHICH_ONE:
        return None
    return Read(above.value / below.value, above.value / below.value, at, below.end, "fraction")


def _portion(line: Line, at: int) -> Term | None:
    sense, after = line.sense(at), line.sense(at + 1)
    if sense and sense.size == "part" and _is_share(line, at, sense):
        return Term(sense.value, at + 1)
    if sense and _is_fifth(line, at, sense):
        return Term(1 / sense.value, at + 1)
    count = sense.value if sense and sense.size in ("unit", "teen") else None
    if at < len(line.tokens) and line.word(at).isdigit() and len(line.word(at)) == 1:
        count = Fraction(int(line.word(at)))
    if count and after and not after.tied and is_joined(line, at + 1, after):
        if after.size == "parts":
            return Term(count * after.value, at + 2)
        if count == 1 and not after.arabic and after.size == "ordinal" and after.value > 2:
            return Term(1 / after.value, at + 2)
        if count == 1 and not after.arabic and after.size == "part":
            return Term(after.value, at + 2)
    if sense and sense.size == "ordinal" and not sense.arabic and sense.value > 2 and _is_part_of(line, at):
        return Term(1 / sense.value, at + 1)
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
        return of or before in ("a", "one", "by", "in") or (line.is_blank(at + 1) and bool(scale_at(line, at + 1)))
    return before in _DETERMINERS and line.is_blank(at)


def _with_tail(line: Line, whole: Term) -> Term:
    """Add "and a half", ونصف and the like: of the scale before it, or under the scale after it."""
    at = after_and(line, whole.end)
    if at is None:
        return whole
    english = line.word(whole.end) == "and"
    start = at + 1 if english and line.word(at) == "a" else at
    part = _portion(line, start)
    if part is None or (english and line.word(at) not in ("a", "one", "three", "two")):
        return whole
    scale = scale_at(line, part.end)
    if scale == whole.factor:
        return Term(whole.value + part.value * scale, part.end + 1, scale)
    if scale and whole.factor == 1:
        return Term((whole.value + part.value) * scale, part.end + 1, scale)
    if not english and line.is_blank(part.end) and line.word(part.end).startswith("ال"):
        return whole
    return Term(whole.value + part.value * whole.factor, part.end, whole.factor)


# Vague numbers and ordinals


def _vague(line: Line, at: int) -> Read | None:
    """Read dozens, مئات, tens of thousands: from two of what the word is worth to where a larger word is said."""
    sense = line.sense(at)
    if line.word(at) in ("tens", "scores") and line.word(at + 1) != "of":
        return None
    if sense and sense.size in ("hundred", "scale") and not sense.arabic and _is_some(line, at):
        return Read(2 * sense.value, 10 * sense.value - 1, at, at + 1, "cardinal", sense.value, "vague")
    if sense is None or sense.size != "many":
        return None
    low, high = _some(sense.value)
    end, factor = at + 1, Fraction(1)
    after = end + 1 if line.word(end) == "of" else end
    if scale := scale_at(line, after):
        factor, end = scale, after + 1
    return Read(low * factor, high * factor - 1, at, end, "cardinal", factor, "vague")


def _some(worth: Fraction) -> tuple[Fraction, Fraction]:
    """Say from what to below what a plural reaches: dozens from 20 to 100, hundreds to 1,000, thousands to 100,000.

    >>> [tuple(map(int, _some(Fraction(worth)))) for worth in (12, 100, 1000, 10**6)]
    [(20, 100), (200, 1000), (2000, 100000), (2000000, 1000000000)]
    """
    low = 2 * worth if worth != 12 else Fraction(20)
    if worth < 100:
        return low, Fraction(100)
    return low, worth * (1000 if worth > 1000 else 100 if worth == 1000 else 10)


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
    teen, tied = line.sense(end), after_and(line, end)
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


def _made_ordinal(line: Line, whole: Term) -> Term | None:
    """Read twenty-first, one hundred and first, المئة والخامسة والعشرون: a cardinal whose last word is an ordinal."""
    tied = after_and(line, whole.end)
    at = whole.end if tied is None else tied
    sense = line.sense(at)
    if sense is None or sense.size != "ordinal" or whole.value < 20 or whole.value % 10:
        return None
    hundreds = whole.value % 100 == 0 and (tied is not None or not sense.arabic)
    if not hundreds and not (line.gaps[at] == "-" and not sense.arabic and sense.value < 10):
        return None
    last = _ordinal(line, at) if hundreds else None
    return Term(whole.value + (last.low if last else sense.value), last.end if last else at + 1)
