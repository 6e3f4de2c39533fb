"""Find where proper names stand: in English by capitals, in Arabic by words that everyday language does not know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from agent.names.gazetteer import Known, is_common, longest_known
from agent.names.roles import STOPS, is_title, role_before
from agent.names.tokens import CALENDAR, LINKS, PARTICLES, SPEECH, Token
from retrieval.folding import words
from retrieval.model import BilingualTable

LONGEST = 6  # Words of a name.
MOST_CAPITALS = 0.7  # Share of capitalised words from which a line is a heading, whose capitals say nothing.
# Background idf, as a share of an unknown word's, beyond which a word of everyday language
LEAST_SURNAME = 0.6  # may be an Arabic surname, after a first name;
LEAST_BEGINNING = 0.45  # begins a name at the start of an English sentence, before a capital.
LEAST_HEADING = 4  # Longer words that a heading in title case has at least.
Capitals = Literal["names", "first", "none", "all"]
_BEGINNING = frozenset(words("أبو عبد أم بن آل"))
_TO_PLACES = frozenset(
    words(
        """في من إلى نحو قرب عبر مدينة بلدة محافظة ميناء مطار قلعة سوق جامعة شرطة بلدية مرفأ أهالي شوارع العاصمة
        بالعاصمة بين شمال جنوب شرق غرب وفي ومن"""
    )
)
_NOT_ALONE = frozenset(
    words(
        """the a an this that these those it he she they we i you but and if as when in on at for of us
        who whom whose what which where why how did does do is are was were has have had will would can could should"""
    )
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words `first` to `end` of a text that make one name; `known` is what the gazetteer says of them."""

    first: int
    end: int
    known: Known | None = None
    titled: int | None = None  # Where the title before it begins.


def runs(found: Sequence[Token], table: BilingualTable) -> Iterator[Run]:
    """Yield the names among `found`, in order; none overlaps another."""
    capitals = _capitals(found)
    at = 0
    while at < len(found):
        run = _arabic(found, at, table) if found[at].arabic else _english(found, at, capitals, table)
        if run:
            yield run
        at = run.end if run else at + 1


def _capitals(found: Sequence[Token]) -> Capitals:
    """Say what capitals tell in a text: nothing in a heading in title case, or in a question in small letters."""
    latin = [one for one in found if not one.arabic and one.raw[0].isalpha()]
    if not any(one.capital for one in latin[1:]):
        return "none" if latin and not latin[0].capital else "first"
    long = [one for one in latin if len(one.word) > 3]
    capitals = sum(one.capital for one in long)
    return "all" if len(long) >= LEAST_HEADING and capitals > MOST_CAPITALS * len(long) else "names"


def _english(found: Sequence[Token], at: int, capitals: Capitals, table: BilingualTable) -> Run | None:
    place = longest_known(found_words(found), at)
    if capitals == "first" and at and place and place[1].kind != "adjective" and found[at].word not in _NOT_ALONE:
        return Run(at, at + place[0], place[1])
    if not _begins(found, at, capitals, table):
        return None
    end = at + 1
    while end < len(found) and end - at < LONGEST and _continues(found, end):
        end += 1
    while end > at + 1 and (found[end - 1].word in PARTICLES or not found[end - 1].capital):
        end -= 1
    return Run(at, at + place[0], place[1]) if place and at + place[0] >= end else Run(at, end)


def found_words(found: Sequence[Token]) -> tuple[str, ...]:
    """Give the folded words."""
    return tuple(one.word for one in found)


def _begins(found: Sequence[Token], at: int, capitals: Capitals, table: BilingualTable) -> bool:
    token = found[at]
    if token.word in CALENDAR or token.word in _NOT_ALONE or not (token.capital or capitals == "none"):
        return False
    if capitals in ("all", "none") or token.opens:
        named = token.strange or token.first_name or longest_known(found_words(found), at) is not None
        return named or (capitals == "names" and _is_led(found, at, table))
    return True


def _is_led(found: Sequence[Token], at: int, table: BilingualTable) -> bool:
    """Whether a common word at the start of a sentence begins a name all the same: "Energy Ledger", "Minister X"."""
    after = at + 1
    if after >= len(found) or not found[after].capital or not found[after].joined or found[after].word in CALENDAR:
        return False
    return table.background_idf(found[at].word) > LEAST_BEGINNING * table.background_idf("")


def _continues(found: Sequence[Token], at: int) -> bool:
    token = found[at]
    if token.arabic or not (token.joined or (len(found[at - 1].raw) == 1 and token.gap == ". ")):
        return False
    if token.capital:
        return token.word not in CALENDAR
    after = at
    while after < len(found) and found[after].joined and found[after].word in PARTICLES and not found[after].capital:
        after += 1
    return at < after < len(found) and found[after].joined and found[after].capital


def _arabic(found: Sequence[Token], at: int, table: BilingualTable) -> Run | None:
    token = found[at]
    place = longest_known(found_words(found), at)
    if place and not _is_person_there(found, at) and not _is_everyday(found, at, place):
        return Run(at, at + place[0], place[1])
    if token.word in CALENDAR or token.word in STOPS or is_title(token) or token.word in SPEECH:
        return None
    named = token.strange or token.first_name or token.word in _BEGINNING
    if not named and not (at and found[at - 1].word in SPEECH):
        return None
    titled = role_before(found, at)
    spoke = at > 0 and found[at - 1].word in SPEECH and token.joined and not token.word.endswith(("ون", "ات"))
    led = (titled is not None and not _is_complement(found, at)) or (spoke and token.strange)
    if not (token.strange or _begins_person(found, at) or led):
        return None
    end = at + 1
    while end < len(found) and end - at < LONGEST and _goes_on(found, at, end, table, led):
        end += 1
    return Run(at, end, None, titled)


def _is_everyday(found: Sequence[Token], at: int, place: tuple[int, Known]) -> bool:
    """Whether the name of a city is here an everyday word (سيول, floods): nothing before it leads to a place."""
    if place[0] > 1 or place[1].kind != "city" or not is_common(found[at].word):
        return False
    return not (at and found[at].joined and found[at - 1].word in _TO_PLACES) and found[at].word[0] not in "بل"


def _is_person_there(found: Sequence[Token], at: int) -> bool:
    """Whether the name of a country or city is here part of a person's: يحيى بيطار, "Jordan" after a first name."""
    return at > 0 and found[at].joined and found[at - 1].first_name and not found[at].word.startswith("ال")


def _begins_person(found: Sequence[Token], at: int) -> bool:
    """Whether a first name, or one of the words that begin names, is followed by what can be a name."""
    if at + 1 >= len(found) or not found[at + 1].joined:
        return found[at].first_name and found[at].strange
    after = found[at + 1]
    if found[at].first_name:
        return after.strange or after.first_name or after.word in LINKS or _looks_like_surname(after)
    return found[at].word in ("ابو", "عبد", "ام") and (after.strange or after.first_name)


def _looks_like_surname(token: Token) -> bool:
    """Whether a common word can be a surname: الشرع, الورغي, but no adjective of a country."""
    return token.word.startswith("ال") and len(token.word) > 4 and longest_known((token.word,), 0) is None


def _is_complement(found: Sequence[Token], at: int) -> bool:
    """Whether a common word after a title says which office it is, and not who holds it."""
    token = found[at]
    if token.strange or token.first_name:
        return False
    if token.word in _BEGINNING:
        return at + 1 >= len(found) or not found[at + 1].joined
    return True


def _goes_on(found: Sequence[Token], first: int, at: int, table: BilingualTable, led: bool) -> bool:
    token = found[at]
    if not token.arabic or not token.joined or token.word in CALENDAR or token.word in STOPS or token.word in SPEECH:
        return False
    if token.word in LINKS or found[at - 1].word in LINKS:
        return True
    place = longest_known((token.word,), 0)
    person = led or found[first].first_name or role_before(found, first) is not None
    if token.strange or token.first_name:
        return place is None or (person and place[1].kind == "city")
    if is_title(token):
        return person and at - first == 1 and _ends_name(found, at + 1)
    native = place is None or place[1].kind == "city"
    return person and at - first < 2 and native and _can_be_surname(token, table)


def _ends_name(found: Sequence[Token], at: int) -> bool:
    """Whether the word at `at` goes on with a name by "son of", or does not belong to it at all."""
    return at >= len(found) or not found[at].joined or found[at].word in LINKS or found[at].word in STOPS


def _can_be_surname(token: Token, table: BilingualTable) -> bool:
    rare = table.background_idf(token.word) > LEAST_SURNAME * table.background_idf("")
    return rare and (token.word.startswith("ال") or token.word[0] not in "يتنو")
