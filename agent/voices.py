"""Find who says what is said in a sentence: every attribution with its speaker and manner, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.arabic_attributions import arabic_attributions
from agent.attributions import Attribution, Manner, tokens_of
from agent.english_attributions import english_attributions
from agent.speakers import Kind, Speaker, speaker_of
from retrieval.languages import language_of
from retrieval.records import Language, Span

_LONGEST_HEAD = 3  # Words of a speaker before a colon, when nothing else tells that he speaks.
_NOBODY = Speaker("person", "", "")


@dataclass(frozen=True, slots=True)
class Voice:
    """An attribution in a sentence: cue and name, the name as it is printed, who it is, in what manner he says it.

    Without `name` it is a pronoun's: "he said". `to` is the outlet or agency that it was told to or that carried it.
    A `trailing` attribution covers the words before it, another one those behind it.
    """

    span: Span
    name: Span | None
    manner: Manner
    speaker: Speaker
    to: Speaker | None = None
    trailing: bool = False

    @property
    def kind(self) -> Kind:
        """What sort of speaker it is."""
        return self.speaker.kind

    @property
    def key(self) -> str:
        """Equal for one speaker in every spelling; empty where only the text before can tell who it is."""
        return self.speaker.key


def find_voices(text: str, language: Language | None = None) -> list[Voice]:
    """Find every attribution in one raw sentence, in order.

    >>> [voice.key for voice in find_voices("It is safe, Reuters said.") + find_voices("وفق رويترز، الجسر سليم.")]
    ['agency:reuters', 'agency:reuters']
    """
    tokens = tokens_of(text)
    arabic = (language or language_of(text)) == "ar"
    found = arabic_attributions(tokens) if arabic else english_attributions(tokens)
    return sorted(filter(None, (_voice(text, one) for one in found)), key=lambda voice: voice.span)


def speaker_before(sentences: Sequence[str], at: int) -> Speaker | None:
    """Give the last named speaker before sentence `at`: who "he" is in its "he said".

    >>> speaker_before(["The mayor, Selma Hadid, denied it.", "She said so twice."], 1).name
    'Selma Hadid'
    """
    for sentence in reversed(sentences[:at]):
        named = [voice.speaker for voice in find_voices(sentence) if voice.key]
        if named:
            return named[-1]
    return None


def _voice(text: str, found: Attribution) -> Voice | None:
    if found.who is None:
        return Voice(found.cue, None, found.manner, _NOBODY, _medium(text, found), found.trailing)
    speaker = speaker_of(found.who.of(text), said_something=found.spoken)
    if speaker is None or (found.headline and not _can_head(speaker)):
        return None
    manner: Manner = "citing" if speaker.kind in ("agency", "outlet") and found.manner == "report" else found.manner
    return Voice(found.cue, _printed(text, found.who, speaker), manner, speaker, _medium(text, found), found.trailing)


def _can_head(speaker: Speaker) -> bool:
    """Tell a speaker before a colon, as in "Police: two held", from a heading such as "Jordan:" or "Forecast:"."""
    known = bool(speaker.key) and speaker.kind in ("official", "agency") and len(speaker.name.split()) <= _LONGEST_HEAD
    return known and not (speaker.body and speaker.body.metonym)


def _printed(text: str, who: Span, speaker: Speaker) -> Span:
    """Give the span of the name itself where the phrase says more than it."""
    at = text.find(speaker.name, who.start, who.end) if speaker.name else -1
    return Span(at, at + len(speaker.name)) if at >= 0 else who


def _medium(text: str, found: Attribution) -> Speaker | None:
    """Tell the outlet or agency that a thing was told to."""
    if found.to is None:
        return None
    phrase = found.to.of(text)
    speaker = speaker_of(_without_to(phrase), said_something=False)
    return (
        replace(speaker, name=" ".join(_without_to(phrase).split()).strip('«»"“” ـ'))
        if speaker and speaker.kind in ("agency", "outlet")
        else None
    )


def _without_to(phrase: str) -> str:
    """Take the joined "to" off: للجزيرة, لرويترز, لصحيفة."""
    if phrase.startswith("لل"):
        return f"ا{phrase[1:]}"
    return phrase[1:] if phrase.startswith("ل") else phrase
