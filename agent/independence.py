"""Group the origins of what several articles say into independent voices: one agency's text in two papers is one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from agent.names import same_person
from agent.origins import Origin
from agent.speakers import Speaker
from retrieval.folding import words
from retrieval.records import Article, Language

SHARED_RUN = 12  # Words in a row that two reporters do not both write by chance.
SHARED_QUOTE = 6  # Words of a quotation that make it one utterance.

_QUOTATION = re.compile('[“«"]([^“”«»"]+)[”»"]')
# Whose name stands for a group: the body whose word it is before the agency that carries it.
_RANKS = {"official": 0, "person": 1, "organisation": 2, "agency": 3, "outlet": 4, "unnamed": 5}


@dataclass(frozen=True, slots=True)
class Group:
    """Origins that are one voice."""

    origins: tuple[Origin, ...]

    def label(self, language: Language) -> str:
        """Name the voice: in `language` where its name is known in both, else as it is printed, in `language` first."""
        ranked = sorted(self.origins, key=lambda one: (_rank(one.speaker), one.article.language != language))
        return next((name for one in ranked if (name := _label(one, language))), "")


def independent(origins: Sequence[Origin]) -> list[Group]:
    """Group origins into voices that are independent of each other, in the order of their first.

    One voice are: the same speaker in any spelling; an official and the body he speaks for; that body and the state-run
    agency of its country; near copies of one text; whoever a third outlet or agency carried; sentences with a long run
    of words or a quotation in common. For an unnamed speaker answers who reported him: the agency or the outlet.
    """
    parents = list(range(len(origins)))
    for one, other in combinations(range(len(origins)), 2):
        if _are_one(origins[one], origins[other]):
            parents[_root(parents, other)] = _root(parents, one)
    roots = dict.fromkeys(_root(parents, at) for at in range(len(origins)))
    return [Group(tuple(origins[at] for at in range(len(origins)) if _root(parents, at) == root)) for root in roots]


def _label(origin: Origin, language: Language) -> str:
    """Name an origin; an unnamed one by who reported it."""
    return origin.voice.label(language)


def _root(parents: Sequence[int], at: int) -> int:
    while parents[at] != at:
        at = parents[at]
    return at


def _are_one(one: Origin, other: Origin) -> bool:
    return (
        _same_source(one, other)
        or _same_speaker(one.speaker, other.speaker)
        or _same_carrier(one, other)
        or _of_one_state(one.voice, other.voice)
        or (one.article.id != other.article.id and _share_words(one.text, other.text))
    )


def _same_source(one: Origin, other: Origin) -> bool:
    """Tell whether both are the word of one text: of one article, or of two near copies."""
    if not _same_text(one.article, other.article):
        return False
    unattributed = {"own", "dateline", "source line", "shared"}
    if one.how in unattributed and other.how in unattributed:
        return True
    return bool(one.speaker.name) and words(one.speaker.name) == words(other.speaker.name)


def _same_text(one: Article, other: Article) -> bool:
    return one.id == other.id or other.id in one.copies or one.id in other.copies


def _same_speaker(one: Speaker, other: Speaker) -> bool:
    """Tell whether two speakers are one: by key, or one speaks for the body that the other is."""
    if "unnamed" in (one.kind, other.kind):
        return False
    if one.key.startswith("person:") and other.key.startswith("person:"):
        return same_person(words(one.name), words(other.name))
    return bool(one.key and one.key == other.key) or _same_body(one, other)


def _same_body(one: Speaker, other: Speaker) -> bool:
    """Tell one body in two speakers; where a country is not said, it may be any."""
    here, there = one.body, other.body
    if here is None or there is None or here.role != there.role or here.place != there.place:
        return False
    return one.country == other.country or None in (one.country, other.country)


def _same_carrier(one: Origin, other: Origin) -> bool:
    """Tell whether both come from one outlet or agency, which spoke to somebody unnamed."""
    here, there = one.voice, other.voice
    return here.kind in ("agency", "outlet") and bool(here.key) and here.key == there.key


def _of_one_state(one: Speaker, other: Speaker) -> bool:
    """Tell a state-run agency and an official body of the same country: the agency carries the body's word."""
    for agency, body in ((one, other), (other, one)):
        if agency.state_run and body.body is not None and body.country in (agency.country, None):
            return True
    return False


def _share_words(one: str, other: str) -> bool:
    """Tell hidden syndication: a long run of words, or a quotation, that stands in both."""
    runs = [set(_runs(words(text))) for text in (one, other)]
    quotes = [set(_quotes(text)) for text in (one, other)]
    return bool(runs[0] & runs[1] or quotes[0] & quotes[1])


def _runs(folded: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for at in range(len(folded) - SHARED_RUN + 1):
        yield tuple(folded[at : at + SHARED_RUN])


def _quotes(text: str) -> Iterator[tuple[str, ...]]:
    for quotation in _QUOTATION.finditer(text):
        folded = tuple(words(quotation.group(1)))
        if len(folded) >= SHARED_QUOTE:
            yield folded


def _rank(speaker: Speaker) -> tuple[int, bool]:
    return _RANKS[speaker.kind], not speaker.key
