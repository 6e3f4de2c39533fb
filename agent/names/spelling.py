"""Tell whether two spellings, in one script or in two, are of one name.

Each word is read as a row of sounds, and the cheapest way to turn one row into the other is found. Vowels are cheap to
drop, since Arabic leaves the short ones out and Latin spellings differ in the long ones; consonants that spellings
confuse are cheap to exchange. In the manner of Editex (Zobel and Dart 1996).
"""

import re
from functools import lru_cache

from retrieval.languages import language_of

SURELY = 0.72  # Likeness from which two spellings are of one name.
AMONG_MANY = 0.83  # The same where one word is looked for among hundreds, most of them of other names.
VOWELS = frozenset("aiu")
# What it costs to exchange two sounds that spellings confuse; any other two cost 1.
_CONFUSED = (
    ("aiu", 0.15),
    ("iy", 0.1),
    ("uw", 0.1),
    ("bp", 0.1),
    ("fv", 0.1),
    ("vw", 0.25),
    ("fw", 0.3),
    ("bv", 0.4),
    ("td", 0.6),
    ("tT", 0.15),
    ("dD", 0.15),
    ("zD", 0.25),
    ("sT", 0.3),
    ("zs", 0.3),
    ("kg", 0.5),
    ("gG", 0.1),
    ("gj", 0.15),
    ("Gj", 0.3),
    ("jZ", 0.1),
    ("jy", 0.3),
    ("Zz", 0.4),
    ("gZ", 0.3),
    ("SC", 0.3),
    ("Cj", 0.5),
    ("sS", 0.5),
    ("sC", 0.5),
    ("ZS", 0.4),
    ("kX", 0.35),
    ("Xh", 0.2),
    ("hG", 0.6),
    ("kC", 0.4),
    ("kG", 0.4),
    ("ks", 0.6),
    ("Xj", 0.6),
)
_EXCHANGE = {(a, b): cost for sounds, cost in _CONFUSED for a in sounds for b in sounds if a != b}
_COARSE = str.maketrans("pvwdTDzZGgXCSyh", "bffttssjjjkssii")
SILENT = 0.25  # A consonant that is often not spoken or not written.
VOWEL = {"ar": 0.3, "en": 0.3, "both": 0.12}  # A vowel that only one of two words has, by their scripts.

_LATIN = {
    "tsch": "C", "sch": "S", "tch": "C", "dzh": "j", "sh": "S", "ch": "C", "cz": "C", "zh": "Z", "kh": "X",
    "gh": "G", "th": "T", "dh": "D", "ph": "f", "dj": "j", "ck": "k", "qu": "ku", "x": "ks", "tz": "ts",
    "ou": "u", "oo": "u", "ee": "i", "ei": "i", "ie": "i", "ai": "ai", "ay": "ai", "ey": "ai", "au": "au",
    "a": "a", "e": "i", "i": "i", "o": "u", "u": "u", "y": "i", "w": "w", "b": "b", "p": "p", "t": "t", "d": "d",
    "k": "k", "q": "k", "g": "g", "j": "j", "s": "s", "z": "z", "f": "f", "v": "v", "h": "h",
    "l": "l", "m": "m", "n": "n", "r": "r", "ø": "u", "œ": "u", "æ": "a", "ı": "i", "ł": "l", "ð": "D", "þ": "T",
    "ß": "s", "đ": "d",
}  # fmt: skip
_SOFT_C = re.compile("c(?=[eiy])")
_HARD_C = re.compile("(?<!s)c(?![hkz])")
_ARABIC = {
    "تش": "C", "كس": "ks", "دج": "j", "ا": "a", "و": "u", "ي": "i", "ب": "b", "پ": "p", "ت": "t", "ط": "t", "ث": "T",
    "ج": "j", "ژ": "Z", "چ": "C", "گ": "g", "غ": "G", "ف": "f", "ڤ": "v", "د": "d", "ض": "D", "ذ": "D", "ظ": "D",
    "ك": "k", "ق": "k", "س": "s", "ص": "s", "ز": "z", "ش": "S", "خ": "X", "ه": "h", "ح": "h", "ل": "l", "م": "m",
    "ن": "n", "ر": "r", "ع": "a",
}  # fmt: skip
_GRAPHEMES = re.compile("|".join(sorted((*_LATIN, *_ARABIC), key=len, reverse=True)))
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """Read a folded word of either script as a row of sounds.

    >>> sounds("yevkurov"), sounds("يفكيروف"), sounds("الشرع")
    ('yivkuruv', 'ifkiruf', 'alSra')
    """
    plain = _HARD_C.sub("k", _SOFT_C.sub("s", word)) if "c" in word else word
    read = "".join(_LATIN.get(one) or _ARABIC[one] for one in _GRAPHEMES.findall(plain))
    if read[:1] == "i" and read[1:2] in VOWELS:
        read = "y" + read[1:]
    return _REPEATED.sub(r"\1", read)


@lru_cache(maxsize=65536)
def consonants_of(word: str) -> frozenset[str]:
    """Gather the consonants of a word, those that spellings confuse as one: for a quick look before `alike`."""
    return frozenset(sounds(_bare(word)).translate(_COARSE)) - VOWELS


def same_spelling(one: str, other: str) -> bool:
    """Whether a word is a spelling of another, when hundreds are looked through: quick, and strict."""
    mine, theirs = consonants_of(one), consonants_of(other)
    if abs(len(mine) - len(theirs)) > 1 or 2 * len(mine & theirs) < len(mine | theirs):
        return False
    return alike(one, other) >= AMONG_MANY


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> float:
    """Say how likely two folded words are spellings of one name, from 0 to 1.

    >>> alike("yevkurov", "يفكيروف") > SURELY, alike("hala", "هاله") > SURELY, alike("kamel", "سالم") > SURELY
    (True, True, False)
    """
    if one == other:
        return 1.0
    scripts = {language_of(one), language_of(other)}
    vowel = VOWEL["both" if len(scripts) > 1 else scripts.pop()]
    readings = [(one, other), (_bare(one), _bare(other))]
    return max(_likeness(sounds(mine), sounds(theirs), vowel) for mine, theirs in dict.fromkeys(readings))


def _bare(word: str) -> str:
    """Cut the Arabic article off: many a Latin spelling leaves it out."""
    return word[2:] if word.startswith("ال") and len(word) > 3 else word


def _likeness(mine: str, theirs: str, vowel: float) -> float:
    size = (_weight(mine) + _weight(theirs)) / 2
    if not mine or not theirs or abs(_weight(mine) - _weight(theirs)) > 0.6 * size:
        return 0.0
    return max(0.0, 1 - _distance(mine, theirs, vowel) / size)


def _weight(read: str) -> float:
    return sum(0.35 if sound in VOWELS else 1.0 for sound in read)


def _distance(mine: str, theirs: str, vowel: float) -> float:
    """Find the cheapest way to turn one row of sounds into the other."""
    row = [0.0]
    for at, sound in enumerate(theirs):
        row.append(row[-1] + _drop(sound, theirs, at, vowel))
    for at, sound in enumerate(mine):
        drop = _drop(sound, mine, at, vowel)
        below = [row[0] + drop]
        for there, other in enumerate(theirs):
            exchange = 0.0 if sound == other else _EXCHANGE.get((sound, other), 1.0)
            below.append(
                min(row[there] + exchange, row[there + 1] + drop, below[-1] + _drop(other, theirs, there, vowel))
            )
        row = below
    return row[-1]


def _drop(sound: str, read: str, at: int, vowel: float) -> float:
    if sound in VOWELS:
        return vowel if at else vowel + 0.1
    if sound == "h" or (at == len(read) - 1 and sound in "tsrd"):
        return SILENT if sound == "h" else 0.6
    return SILENT if sound in "yw" else 0.9
