"""Find the names of persons, with their titles and roles, and tell whether two names are of one person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.names.organisations import ARABIC_HEADS, ENGLISH_HEADS
from agent.names.places import ARABIC_KINDS, ENGLISH_KINDS, follows_preposition
from agent.names.roles import TITLES, is_title, role_after, role_before
from agent.names.runs import Run
from agent.names.spelling import SURELY, alike
from agent.names.tokens import LINKS, PARTICLES, SPEECH, Token, span_of
from retrieval.folding import words
from retrieval.records import Span

_SPOKEN = 3  # Words after a name within which a verb of speech makes it a person's.
JOINED = 0.85  # Likeness from which two whole names are one, however they are cut into words.
_HONOUR = frozenset(words("بك باشا bek bey jr sr الدين"))


@dataclass(frozen=True, slots=True)
class Person:
    """A person that a text names: `span` and folded `words` are the name alone.

    `title` is where the title or office before the name stands, `role` the one after it; None where there is none.
    `sure` is whether something says that it is a person; else it is only a name that may be a person's.
    """

    span: Span
    words: tuple[str, ...]
    title: Span | None = None
    role: Span | None = None
    sure: bool = True


def persons(found: Sequence[Token], names: Sequence[Run]) -> Iterator[Person]:
    """Yield the persons among the words of a text, of whose names the runs are known."""
    for run in names:
        person = _person(found, run) if run.known is None else None
        if person:
            yield person


def _person(found: Sequence[Token], run: Run) -> Person | None:
    first = _after_titles(found, run)
    if first == run.end or _is_thing(found, run):
        return None
    titled = run.titled if found[first].arabic else role_before(found, first)
    role = role_after(found, run.end)
    named = found[first : run.end]
    sure = titled is not None or role is not None or _speaks(found, first, run.end) or _is_full_name(found, first, run)
    if not sure and (len(named) == 1 or _is_led_as_thing(found, run.first)):
        return None
    return Person(
        span_of(named),
        tuple(one.word for one in named),
        span_of(found[titled:first]) if titled is not None and titled < first else None,
        span_of(found[role[0] : role[1]]) if role else None,
        sure,
    )


def _is_led_as_thing(found: Sequence[Token], at: int) -> bool:
    """Whether what stands before a name tells against a person: "in X", "the X"."""
    article = at > 0 and found[at].joined and found[at - 1].word in ("the", "a", "an", "this", "that")
    return article or follows_preposition(found, at)


def _after_titles(found: Sequence[Token], run: Run) -> int:
    """Find where the name begins in a run that begins with a title: "Deputy Defence Minister Yunus-bek Yevkurov"."""
    named = range(run.first, run.end)
    if found[run.first].arabic:  # مدير مهرجان المنار كريم الورغي
        led = found[run.first].word.startswith("ال") and run.titled is not None
        return next((at for at in named if led and found[at].first_name), run.first)
    titles = [at for at in named if is_title(found[at])]
    return titles[-1] + 1 if titles else run.first


def _is_thing(found: Sequence[Token], run: Run) -> bool:
    """Whether a word of the name, or the one beside it, says that it is an organisation or a place."""
    inside = {one.word for one in found[run.first : run.end]}
    if inside & ENGLISH_HEADS or inside & (ENGLISH_KINDS - {"field", "hill", "park", "port", "north", "hall"}):
        return True
    before = found[run.first - 1].word if run.first and found[run.first].joined else ""
    after = found[run.end].word if run.end < len(found) and found[run.end].joined else ""
    if run.titled is None and (before in ARABIC_HEADS or before in ARABIC_KINDS):
        return True
    return after in ENGLISH_HEADS or after in ENGLISH_KINDS


def _speaks(found: Sequence[Token], first: int, end: int) -> bool:
    after = found[end : end + _SPOKEN]
    said = bool(after) and (after[0].word in SPEECH or any(one.word in SPEECH for one in after if not one.arabic))
    return said or (first > 0 and found[first - 1].word in SPEECH and found[first].joined)


def _is_full_name(found: Sequence[Token], first: int, run: Run) -> bool:
    return found[first].first_name and run.end - first > 1


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names, as folded words without titles, are of one person; the scripts may differ.

    A last name alone is the full name's; two full names must agree in the first name too, or in its initial.

    >>> same_person(["zhanibek", "tulegenov"], ["جانيبيك", "توليغينوف"]), same_person(["الشرع"], ["احمد", "الشرع"])
    (True, True)
    >>> same_person(["ahmed", "salem"], ["ahmed", "karim"])
    False
    """
    mine, theirs = _core(one), _core(other)
    if not mine or not theirs:
        return False
    if alike("".join(mine), "".join(theirs)) >= JOINED:
        return True
    fewer, more = sorted((mine, theirs), key=len)
    if len(fewer) == 1:
        return (len(more) == 1 and _same(fewer[0], more[0])) or any(_same(fewer[0], word) for word in more[1:])
    return _follow(fewer, more)


def _core(name: Sequence[str]) -> list[str]:
    """Join what belongs together (أبو قصرة، عبد الرحمن، al-Tufani) and leave titles and honours out."""
    joined: list[str] = []
    carried = ""
    for word in name:
        if word in _HONOUR or (word in TITLES and not joined):
            continue
        if word in ("عبد", "ابو", "ابي", "ابا", "ال", "ام", "al", "el", "abu", "abd"):
            carried += "" if word in ("al", "el") else word
        elif word not in LINKS and word not in PARTICLES:
            joined.append(carried + word)
            carried = ""
    return joined


def _same(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return alike(one, other[0]) >= SURELY or alike(one[0], other) >= SURELY or one[0] == other[0]
    return alike(one, other) >= SURELY


def _follow(fewer: Sequence[str], more: Sequence[str]) -> bool:
    """Whether all words of a name are met in order by those of a longer one, the first by the first."""
    if not _same(fewer[0], more[0]):
        return False
    left = iter(more[1:])
    return all(any(_same(word, other) for other in left) for word in fewer[1:])
