"""Find the name of a person in a noun phrase: behind a title and an office, or between commas."""

import re
from collections.abc import Sequence

from agent.countries import countries_in, country_words
from agent.names.gazetteer import is_common, is_first_name
from agent.names.tokens import LINKS
from agent.speaker_words import (
    ARABIC_ANAPHORS,
    ARABIC_ORGANISATIONS,
    ARABIC_ROLES,
    ARABIC_TITLES,
    ENGLISH_ROLES,
)
from retrieval.folding import fold, words
from retrieval.languages import language_of
from retrieval.transliteration import consonants

LATIN_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*")
# What is no part of an English name, though it may have a capital.
NO_NAME = frozenset(
    words(
        """kurdish arab islamic islamist sunni shiite alawite druze christian jewish ministry army police command
        government department office related
        the a an of for in at on by from with and or to as his her its their our this that these those two three
        several monday tuesday wednesday thursday friday saturday sunday january february march april
        may june july august september october november december also however meanwhile earlier later
        but"""
    )
)
_ARABIC_NO_NAME = frozenset(
    words(
        """هذا هذه ذلك تلك التي الذي الذين كل بعض أن إن لا لم لن ما قد كان كانت إلى عن من مع بعد قبل حين حيث أي غير
        عدد عدم هو هي هم نحو بين ثم أو أم كما لكن بل حتى عند منذ خلال حول ضد دون إذا لو كيف لماذا متى
        أكثر أقل جميع كافة أحد إحدى أمر شيء فيه فيها له لها به بها عنه عنها عليه عليها منه منها إليه
        إليها أنه أنها إنه إنها الأمر الخبر ذات نفس مثل"""
    )
)
_STRONG_TITLES = frozenset(
    words(
        "العقيد العميد اللواء الفريق الدكتور الدكتورة المهندس السيد السيدة الرائد النقيب المقدم الجنرال الشيخ الأستاذ"
        " الأمير"
    )
)
_LEAD_COMPOUNDS = frozenset(
    words("عبد نور سيف صلاح علاء جمال شمس حسام عز بدر ضياء زين تاج فخر شرف محيي خير كمال عماد أبو آل بن ابن أم")
)
_OF_KINDS = frozenset(words("مكتب محل متجر مصنع معمل مطعم ورشة دار شركة"))
_JOINED = ("لل", "بال", "وال", "لهيي", "لوزار", "لوكال")
_KIN = frozenset(words("شقيق شقيقة والد والدة نجل زوج زوجة ابنة عم خال قائلا قائلة أمس اليوم"))
_DESCRIBING = frozenset(words("المكلف عربي أجنبي محلي الشاب الشابة الأصل تعالى الله سموه سموها معاليه فضيلته")) - LINKS
_DOCTOR = re.compile(r"^[دأم]\s?[./]\s?")
_MOST_NAME_WORDS = 5
_ROUND_NAMES = ' «»"“”()[]'


def person_key(name: str) -> str:
    """Make the key of a person of the last name, alike in both scripts: "al-Sharaa" and "الشرع".

    >>> person_key("Sergey Lavrov") == person_key("لافروف")
    True
    """
    parts = [part for part in words(name) if part not in ("al", "el", "ال")]
    keys = [consonants(part) for part in parts]
    last = next((at for at in range(len(parts) - 1, -1, -1) if keys[at]), None)
    if last is None:
        return f"person:{'-'.join(parts)}"
    key = keys[last] if len(keys[last]) > 1 or last == 0 else keys[last - 1] + keys[last]
    return f"person:{key}"


def has_role(folded: Sequence[str]) -> bool:
    return folded[0] in ARABIC_TITLES or not ENGLISH_ROLES.isdisjoint(folded)


def arabic_name(phrase: str) -> str | None:
    """Find a person's name: a part between commas that is nothing else, or what stands behind a title."""
    parts = [part for part in (part.strip(_ROUND_NAMES) for part in re.split(r"[،,]|\s[-–]", phrase)) if words(part)]
    if len(parts) > 1:
        plain = [part for part in parts if not _leads_with_role(part) and _looks_named(words(part))]
        names = plain or [name for part in parts[::-1] if (name := _behind_title(part.split()))]
        return next(iter(names), None)
    return _behind_title(parts[0].split()) if parts else None


def settled(name: str) -> str:
    """Cut a name off at the first everyday word; empty where its first word is one: then nobody surely is named.

    A last word may be everyday behind a first name or a rare word, and so may a single word with the article.

    >>> settled("بيسكوف بكلمات أخرى"), settled("سامر قدسي"), settled("حالة الطوارئ"), settled("Rami Abdel Rahman")
    ('بيسكوف', 'سامر قدسي', '', 'Rami Abdel Rahman')
    """
    if language_of(name) == "en":
        return "" if " " not in name and is_common(fold(name)) else name
    parts = _DOCTOR.sub("", name).strip(_ROUND_NAMES).split()
    folded = [(words(part) or [""])[0] for part in parts]
    end = next((at for at in range(len(parts)) if not _is_of_name(folded, at)), len(parts))
    while end and folded[end - 1] in LINKS - {"الله", "الدين"}:
        end -= 1
    return " ".join(parts[:end])


def _is_of_name(folded: Sequence[str], at: int) -> bool:
    word = folded[at]
    if not word or word in _DESCRIBING or word.startswith(_JOINED) or word.endswith(("كم", "هم", "نا")):
        return False
    if is_first_name(word) or word in LINKS or not is_common(word):
        return True
    if word.startswith("ال"):
        return len(folded) == 1 or (at > 0 and (not is_common(folded[0]) or is_first_name(folded[0])))
    return (
        at == len(folded) - 1 > 0 and word not in _KIN and (is_first_name(folded[at - 1]) or not is_common(folded[0]))
    )


def english_name(phrase: str) -> str | None:
    """Find a person's name: the first run of two capitals or more, else of one, no title and not behind "of"."""
    for part in (phrase.split(",", maxsplit=1)[0], phrase):
        runs = [run for run in _capital_runs(part) if run]
        if runs:
            name = " ".join(next((run for run in runs if len(run) > 1), runs[0]))
            return None if _is_common_opening(phrase, name) else name
    return None


def _is_common_opening(phrase: str, name: str) -> bool:
    """Tell "Detectives of the police" and "One visitor" from a name: an everyday word with a capital for its place."""
    _, _, after = phrase.partition(name)
    alone = phrase.startswith(name) and " " not in name and is_common(fold(name))
    return alone and after[:1] == " " and after[1:2].islower()


def with_office(phrase: str, name: str) -> str:
    """Cut an apposition behind a name to the office it gives, if it gives one."""
    apposed = re.split(r",|\bwho\b", phrase[len(name) + 1 :])[0]
    return f"{name},{apposed}" if not ENGLISH_ROLES.isdisjoint(words(apposed)) else name


def _leads_with_role(part: str) -> bool:
    return words(part)[0] in ARABIC_ROLES | ARABIC_ORGANISATIONS | ARABIC_ANAPHORS


def _behind_title(parts: Sequence[str]) -> str | None:
    """Skip titles, offices and adjectives; what is left is the name."""
    at = 0
    first = words(parts[0])[:1]
    titled = bool(first) and first[0] in ARABIC_TITLES
    while at < len(parts) and (_is_of_title(parts[at], titled=titled) or (titled and _goes_on_with_title(parts, at))):
        at += 1
    at += 2 if titled and at and not (words(parts[at - 1]) or [""])[0].startswith("ال") and _is_owned(parts[at:]) else 0
    name = " ".join(_cut_behind_surname(parts[at:])).strip(_ROUND_NAMES)
    before = (words(parts[at - 1]) or [""])[0] if at else ""
    placed = len(parts) - at == 1 and (before == "في" or before in _OF_KINDS)  # "صاحب مكتب صرافة"
    return name if name and not placed and _looks_named(words(name)) else None


def _is_owned(parts: Sequence[str]) -> bool:
    """Tell "حقوق الإنسان" in "وزير حقوق الإنسان عزالدين الأصبحي": what he is of, before a name of other words."""
    folded = [(words(part) or [""])[0] for part in parts]
    return len(folded) > 2 and [word.startswith("ال") for word in folded[:3]] == [False, True, False]


def _cut_behind_surname(parts: Sequence[str]) -> Sequence[str]:
    """End a name at its surname, as in "هشام المرزوقي البرمجة"; "عبد العزيز الرشيد" has one article more."""
    for at in range(1, len(parts)):
        compound = words(parts[at - 1])[:1] and words(parts[at - 1])[0] in _LEAD_COMPOUNDS
        folded = (words(parts[at]) or [""])[0]
        if folded in ARABIC_TITLES and at > 1:
            return parts[:at]
        if folded.startswith("ال") and not compound:
            return parts[: at + 1]
    return parts


def _is_of_title(part: str, *, titled: bool) -> bool:
    folded = words(part)
    if not folded:
        return True
    if folded[0] in ARABIC_ROLES or folded[0] in ARABIC_ORGANISATIONS:
        return True
    return titled and (folded[0].startswith(("ال", "لل", "وال", "بال")) or bool(countries_in(folded)))


def _goes_on_with_title(parts: Sequence[str], at: int) -> bool:
    """Tell that a title comes later, as in "مدير الخزينة في المصرف سامر قدسي"."""
    rest = [word for part in parts[at + 1 :] for word in words(part)[:1]]
    return any(word in _STRONG_TITLES or word in ("في", "لشؤون", "باسم") for word in rest)


def _looks_named(folded: Sequence[str]) -> bool:
    """Tell whether words can be a name: few, without digits and little words."""
    return (
        0 < len(folded) <= _MOST_NAME_WORDS
        and not any(word.isdigit() or word in _ARABIC_NO_NAME for word in folded)
        and not folded[0].startswith(("لل", "بال", "لشوون"))
        and not (len(folded) > 1 and folded[0].startswith("ال"))
        and len(folded[-1]) > 1
    )


def _capital_runs(phrase: str) -> list[list[str]]:
    runs: list[list[str]] = [[]]
    before = ""
    behind_preposition = skipping = False
    for found in LATIN_WORD.finditer(phrase):
        word, folded = found.group(), fold(found.group()).removesuffix("'s").removesuffix("’s")
        owner = word.endswith(("'s", "’s"))
        particle = folded in ("al", "bin", "ibn", "el", "von", "van", "de", "abu", "der") and bool(runs[-1])
        plain = word[0].isupper() or particle or folded.startswith(("al-", "el-"))
        if "," in phrase[: found.start()][-2:]:
            runs.append([])
            behind_preposition = False
        owner = owner or bool(countries_in([folded.removesuffix("s")]) and not countries_in([folded]))
        if not plain or folded in ENGLISH_ROLES or folded in NO_NAME or owner or countries_in(country_words(word)):
            runs.append([])
            behind_preposition = folded in ("of", "in", "at", "for", "from", "on", "to") or (
                behind_preposition and folded in ("the", "a", "an", "al")
            )
        elif not behind_preposition and before != "the" and not skipping:
            runs[-1].append(word)
        skipping = plain and (before == "the" or skipping)
        before = folded
    return runs
