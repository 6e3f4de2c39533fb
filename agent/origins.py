"""Find the origin of what a sentence of an article says: the speaker it names, its agency, or the outlet itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

from agent.attributions import Manner
from agent.bodies import Body, body_in
from agent.countries import country_words, main_country
from agent.speakers import Speaker, speaker_of
from agent.voices import Voice, find_voices
from retrieval.agencies import agency_named, calls_itself_agency
from retrieval.folding import words
from retrieval.records import Article, Sentence, Span

OriginHow = Literal["stated", "near", "credited", "own"]

_FAR_BACK = 8  # Sentences back to which "he" and "the ministry" are looked for.
_COVERING = frozenset({"agency", "official", "organisation"})
_ADDED = frozenset(words("أضاف وأضاف وأضافت أضافت وتابع وتابعت وأردف وأردفت واستطرد ويضيف وتضيف added adds continued"))
_CLAUSE = re.compile(r"[،,;؛]\s*(?:إذ|حيث|فيما|بينما|علما|علماً|which|who|while|with|but|including|adding|where)\b")
_DATELINE = re.compile(
    r"\s*(?:[^\W\d][^\n()«»\"“:.–—]{1,30}?)?\s*(?:[(]([^()\n]{2,40})[)]|(?:\s[-–—]|,|،)\s*([^\n()،,.:–—-]{2,40}?)\s*(?:[:–—]|\s-\s))"
)
_OPENING, _CLOSING = re.compile("[“«]"), re.compile("[”»]")
_MINISTRIES = ("الوزاره", "البيان", "ministry", "statement", "spokesman", "spokeswoman", "spokesperson")


@dataclass(frozen=True, slots=True)
class Origin:
    """From whom an article has what a sentence says, in what manner he says it, and how that is known.

    `stated`: the sentence names him; `near`: a sentence beside it does; `credited`: the article names its agency or
    source; `own`: nobody is named, and the outlet says it itself. `via` is the outlet or agency that carried his word.
    `text` is the sentence.
    """

    speaker: Speaker
    how: OriginHow
    manner: Manner
    article: Article
    text: str
    via: Speaker | None = None


def origin_of(article: Article, sentences: Sequence[Sentence], at: int, about: Span | None = None) -> Origin:
    """Find the origin of sentence `at` of an article, or of the words `about` in it.

    `sentences` are all of the article's, in order, with spans in its text; so is `about`. An attribution at the end of
    a sentence covers its last clause only, where one opens with "which" or إذ and `about` stands before it.
    """
    return _reading(article, tuple(sentences)).origin(at, about)


@lru_cache(maxsize=64)
def _reading(article: Article, sentences: tuple[Sentence, ...]) -> "_Reading":
    return _Reading(article, sentences)


class _Reading:
    """One article read for its speakers: each sentence's, resolved by what stands before it."""

    def __init__(self, article: Article, sentences: tuple[Sentence, ...]) -> None:
        self._article = article
        self._sentences = sentences
        self._texts = [sentence.span.of(article.text) for sentence in sentences]
        self._voices = [find_voices(text, article.language) for text in self._texts]
        self._paragraphs = [self._paragraph_of(sentence) for sentence in sentences]

    def origin(self, at: int, about: Span | None) -> Origin:
        """Find the origin of a sentence, or of words in it: its own, one beside it, the article's."""
        here = [voice for voice in self._voices[at] if about is None or self._covers(voice, at, about)]
        if here:
            return self._stated(at, here)
        beside = self._beside(at)
        if beside:
            how: OriginHow = "near" if beside.how == "stated" else beside.how
            return replace(beside, how=how, text=self._texts[at])
        if self._credited:
            return Origin(self._credited, "credited", "report", self._article, self._texts[at])
        return Origin(self._outlet, "own", "report", self._article, self._texts[at])

    def _covers(self, voice: Voice, at: int, about: Span) -> bool:
        """Tell whether an attribution at the end of a sentence reaches back to words of it."""
        if not voice.trailing:
            return True
        clauses = [clause.start() for clause in _CLAUSE.finditer(self._texts[at], 0, voice.span.start)]
        return not clauses or about.end - self._sentences[at].span.start > clauses[-1]

    def _stated(self, at: int, voices: Sequence[Voice]) -> Origin:
        """Choose among the speakers of a sentence: who is carried rather than who carries him, then the first."""
        resolved = [(voice, self._resolved(at, voice)) for voice in voices]
        deepest = [one for one in resolved if one[1].kind not in ("agency", "outlet")]
        voice, speaker = (deepest or resolved)[0]
        carrier = next((other for _, other in resolved if deepest and other.kind in ("agency", "outlet")), None)
        via = voice.to or carrier
        return Origin(speaker, "stated", voice.manner, self._article, self._texts[at], self._other_medium(via))

    def _other_medium(self, via: Speaker | None) -> Speaker | None:
        """Leave out the article's own outlet: what it was told itself nobody else carried."""
        own = via is None or via.key == self._outlet.key or not via.key or via.name in (self._article.source or "")
        return None if own else via

    # Who "he" and "the ministry" are

    def _resolved(self, at: int, voice: Voice) -> Speaker:
        speaker = voice.speaker if voice.key else self._antecedent(at, voice) or voice.speaker
        fuller = self._introduced.get(speaker.key) if speaker.key else None
        return self._with_country(fuller or speaker)

    def _antecedent(self, at: int, voice: Voice) -> Speaker | None:
        """Find whom a pronoun or "the ministry" means: the last speaker before that it fits."""
        before = [other.speaker for other in self._voices[at] if other.span < voice.span and other.key]
        for back in range(at - 1, max(-1, at - 1 - _FAR_BACK), -1):
            before[:0] = [other.speaker for other in self._voices[back] if other.key]
        fitting = [speaker for speaker in before if voice.name is None or _fits(voice.speaker, speaker)]
        if fitting:
            return fitting[-1]
        if _means_body(voice.speaker):
            return self._ministry_before(at)
        return self._outlet if voice.name and _bare_words(voice.speaker.name) <= self._outlet_words else None

    def _ministry_before(self, at: int) -> Speaker | None:
        """Find the last official body that the text names before a "the ministry"."""
        for text in reversed(self._texts[:at]):
            body = body_in(text)
            if body and not body.metonym:
                return Speaker("official", body.key, body.name(self._article.language), body, body.country)
        return None

    @cached_property
    def _introduced(self) -> dict[str, Speaker]:
        """Give each speaker as he is introduced: by his fullest name and the body he speaks for."""
        found: dict[str, Speaker] = {}
        for voice in (voice for voices in self._voices for voice in voices if voice.key):
            known = found.get(voice.key)
            if known is None or _fullness(voice.speaker) > _fullness(known):
                found[voice.key] = voice.speaker
        return found

    def _with_country(self, speaker: Speaker) -> Speaker:
        """Say whose "the defence ministry" is: by its full name elsewhere, or by the country the article is about."""
        body = speaker.body
        if body is None or body.country:
            return speaker
        country = next((one.country for one in self._bodies if one.role == body.role and one.country), None)
        country = country or self._main_country
        if country is None:
            return speaker
        whole = replace(body, country=country)
        key = whole.key if speaker.key == body.key else speaker.key
        return replace(speaker, key=key, body=whole, country=country)

    @cached_property
    def _bodies(self) -> list[Body]:
        spoken = [voice.speaker.body for voices in self._voices for voice in voices if voice.speaker.body]
        return spoken + [body for text in self._texts if (body := body_in(text))]

    @cached_property
    def _main_country(self) -> str | None:
        return main_country(country_words(" ".join([self._article.title, *self._texts])))

    # Sentences without a speaker of their own

    def _beside(self, at: int) -> Origin | None:
        """Find the speaker beside a sentence who plainly says it too."""
        if self._sentences[at].heading:
            return self._below(at)
        ways = (self._quoting, self._going_on, self._led, self._behind_lead)
        return next((found for way in ways if (found := way(at))), None)

    def _below(self, at: int) -> Origin | None:
        """Give a heading the origin of the first sentence below it."""
        below = next((other for other in range(at, len(self._sentences)) if not self._sentences[other].heading), None)
        return self.origin(below, None) if below is not None else None

    def _quoting(self, at: int) -> Origin | None:
        """Give the speaker of a quotation that is still open."""
        before = [other for other in range(at) if self._paragraphs[other] == self._paragraphs[at]]
        text = " ".join(self._texts[other] for other in before)
        is_open = len(_OPENING.findall(text)) > len(_CLOSING.findall(text))
        speaking = [other for other in before if self._voices[other]]
        return self.origin(speaking[-1], None) if is_open and speaking else None

    def _going_on(self, at: int) -> Origin | None:
        """Give the speaker who "added" the next sentence, or who says the rest of a quotation that opens here."""
        if not self._is_beside(at, at + 1) or not self._voices[at + 1]:
            return None
        first = self._voices[at + 1][0]
        adds = not _ADDED.isdisjoint(words(first.span.of(self._texts[at + 1])))
        quotes = _leaves_open(self._texts[at])
        return self.origin(at + 1, None) if adds or quotes else None

    def _led(self, at: int) -> Origin | None:
        """Give the agency or body that leads the sentence before: "According to SANA, ... . The two sides ..."."""
        if not self._is_beside(at, at - 1):
            return None
        if not self._voices[at - 1]:
            carried = self._led(at - 1)
            return carried if carried and carried.speaker.kind == "agency" else None
        leading = [voice for voice in self._voices[at - 1] if not voice.trailing and voice.kind in _COVERING]
        leads = leading and leading[0].span.start < len(self._texts[at - 1]) // 3 and leading[0].manner != "opinion"
        return self.origin(at - 1, None) if leads else None

    def _behind_lead(self, at: int) -> Origin | None:
        """Give the agency or body that the paragraph behind the article's lead names for what both tell."""
        bodies = [other for other in range(len(self._sentences)) if not self._sentences[other].heading]
        if not bodies or self._paragraphs[at] != self._paragraphs[bodies[0]]:
            return None
        later = [other for other in bodies if self._paragraphs[other] > self._paragraphs[bodies[0]]]
        voices = self._voices[later[0]] if later else []
        return self.origin(later[0], None) if voices and voices[0].kind in _COVERING and _reports(voices[0]) else None

    def _is_beside(self, at: int, other: int) -> bool:
        inside = 0 <= other < len(self._sentences)
        return inside and self._paragraphs[other] == self._paragraphs[at] and not self._sentences[other].heading

    def _paragraph_of(self, sentence: Sentence) -> int:
        spans = [paragraph.span for paragraph in self._article.paragraphs]
        return next((at for at, span in enumerate(spans) if span.start <= sentence.span.start < span.end), -1)

    # The article itself

    @cached_property
    def _credited(self) -> Speaker | None:
        """Give the agency or outlet that the page credits, in a source line or before its first words."""
        name = self._article.credited or next(_dateline_agencies(self._article), None)
        if name is None:
            return None
        speaker = _medium(name)
        return speaker if speaker.key != self._outlet.key else None

    @cached_property
    def _outlet_words(self) -> set[str]:
        return _bare_words(self._article.source or "")

    @cached_property
    def _outlet(self) -> Speaker:
        return _medium(self._article.source) if self._article.source else Speaker("outlet", "", "")


def _fits(meant: Speaker, speaker: Speaker) -> bool:
    """Tell whether "the Observatory", المتحدث or "the sources" can mean a speaker."""
    head = words(meant.name)[-1] if meant.name.isascii() else words(meant.name)[0]
    if meant.kind in ("agency", "outlet", "unnamed"):
        return speaker.kind == meant.kind
    if head in _MINISTRIES[:3]:
        return speaker.body is not None
    if meant.kind == "organisation":
        named = [word.removeprefix("ال") for word in words(speaker.name)]
        return speaker.kind in ("organisation", "official") and (
            head.removeprefix("ال") in named or (meant.name.isascii() and speaker.kind == "organisation")
        )
    return speaker.kind in ("person", "official")


def _bare_words(name: str) -> set[str]:
    return {word.removeprefix("ال") for word in words(name)} - {"the", "this"}


def _means_body(meant: Speaker) -> bool:
    return any(word in _MINISTRIES for word in words(meant.name))


def _leaves_open(text: str) -> bool:
    """Tell whether a quotation that opens in a sentence goes on behind it."""
    return len(_OPENING.findall(text)) > len(_CLOSING.findall(text)) or text.count('"') % 2 == 1


def _reports(voice: Voice) -> bool:
    return voice.manner in ("report", "citing")


def _fullness(speaker: Speaker) -> tuple[bool, bool, int]:
    """Rank how fully a speaker is introduced: a body with its country, a body, a name of two or three words."""
    return bool(speaker.body and speaker.body.country), speaker.body is not None, min(len(words(speaker.name)), 3)


def _dateline_agencies(article: Article) -> Iterator[str]:
    """Read the agency before an article's first words: "(Reuters)", "دمشق - سانا:"."""
    for paragraph in article.paragraphs[:3]:
        opening = paragraph.span.of(article.text)[:90]
        found = _DATELINE.match(opening)
        name = (found.group(1) or found.group(2)).strip() if found else ""
        if name and (agency_named(name) or calls_itself_agency(words(name))):
            yield name


def _medium(name: str) -> Speaker:
    """Make a speaker of an outlet's or agency's name."""
    speaker = speaker_of(name, said_something=False)
    if speaker and speaker.kind in ("agency", "outlet") and speaker.key:
        return replace(speaker, name=name)
    return Speaker("outlet", f"outlet:{'-'.join(words(name))}", name)
