"""Say the chain of an origin for a reader: "Al Jazeera, citing SANA", «الجزيرة نقلاً عن سانا»."""

import re

from agent.origins import Origin
from agent.speaker_words import ARABIC_UNNAMED
from agent.speakers import Speaker
from agent.wording import WORDING, Wording, clean
from retrieval.folding import words
from retrieval.languages import language_of
from retrieval.records import Language

_PLURAL = re.compile(r"(?P<stem>\w{3,})(?:ون|(?<=\w{4})ان)(?!\w)")  # متعاملون، صرافان; not سكان.


def say_chain(origin: Origin, language: Language) -> str:
    """Name the outlet of the article, who carried the words to it, and whose they are, as far as the article says."""
    wording = WORDING[language]
    outlet = _named(origin.outlet, wording, language) or wording.an_article
    speakers = [speaker for speaker in (origin.via, origin.speaker) if speaker and speaker.key != origin.outlet.key]
    names = [name for speaker in speakers if (name := _named(speaker, wording, language)) and name != outlet]
    if not names:
        return outlet if origin.outlet.key else wording.nobody
    source = names[0] if len(names) == 1 else wording.citing_further.format(source=names[0], further=names[1])
    frame = wording.same_text if origin.how == "shared" else wording.citing
    return frame.format(outlet=outlet, source=source)


def say_speaker(speaker: Speaker, language: Language) -> str:
    """Name a speaker with his office; empty where nobody is named."""
    return _named(speaker, WORDING[language], language)


def _named(speaker: Speaker, wording: Wording, language: Language) -> str:
    """Name one of the chain: a person with his office, and who is not named as such."""
    name = clean(" ".join(speaker.label(language).split()))
    same = not speaker.name or language == language_of(speaker.name)
    if speaker.kind == "unnamed" and name:
        return _behind_from(name) if same else wording.unnamed.format(name=name)
    if speaker.role and same:
        return wording.person.format(name=name, role=clean(speaker.role))
    return wording.body.format(name=name) if speaker.body and not same else name


def _behind_from(name: str) -> str:
    """Put people who are not named in the case that stands behind "from".

    >>> _behind_from("متعاملون في السوق"), _behind_from("سكان"), _behind_from("two traders")
    ('متعاملين في السوق', 'سكان', 'two traders')
    """
    plural = _PLURAL.match(name)
    return f"{plural['stem']}ين{name[plural.end() :]}" if plural and words(name)[0] in ARABIC_UNNAMED else name
