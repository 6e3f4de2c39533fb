"""Find the origin of what a sentence of an article says: the speaker it names, its agency, or the outlet itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import Literal

from agent.attributions import Manner
from agent.bodies import Body, body_in
from agent.countries import country_words, main_country
from agent.speakers import Speaker, speaker_of
from agent.voices import Voice, find_voices
from retrieval.agencies import agency_named, calls_itself_agency
from retrieval.folding import words
from retrieval.records import Article, Language, Sentence, Span

OriginHow = Literal["stated", "near", "dateline", "source line", "shared", "own"]

_FAR_BACK = 8  # Sentences back to which "he" and "the ministry" are looked for.
_COVERING = frozenset({"agency", "official", "organisation"})
_ADDED = frozenset(words("أضاف وأضاف وأضافت أضافت وتابع وتابعت وأردف وأردفت واستطرد ويضيف وتضيف added adds continued"))
_CLAUSE = re.compile(r"[،,;؛]\s*(?:إذ|حيث|فيما|بينما|علما|علماً|which|who|while|with|but|including|adding|where)\b")
_DATELINE = re.compile(
    r"\s*(?:[^\W\d][^\n()«»\"“:.–—]{1,30}?)?\s*(?:[(]([^()\n]{2,40})[)]|(?:\s[-–—]|,|،)\s*([^\n()،,.:–—-]{2,40}?)\s*(?:[:–—]|\s-\s))"
)
_BYLINE = re.compile(r"\W*(?:by|source|via|بقلم|كتب|الكاتب|المصدر|إعداد|تحرير)\W+(.{2,60})", re.IGNORECASE)
_IN_LAST_BRACKETS = re.compile(r"[.؟!»”\"]\s*[(\[]([^()\[\]\n]{2,60})[)\]]\W*$")
_BETWEEN_AGENCIES = re.compile(r"\s*[/،,+;؛|]\s*|\s+[-–—]\s+|\s+and\s+|\s+و(?=\S)")
_QUOTES = frozenset('“”«»"')
_OPENING, _CLOSING = re.compile("[“«]"), re.compile("[”»]")
_MINISTRIES = ("الوزاره", "البيان", "ministry", "statement", "spokesman", "spokeswoman", "spokesperson")


@dataclass(frozen=True, slots=True)
class Origin:
    """From whom an article has what a sentence says, in what manner he says it, and how that is known.

    `stated`: the sentence names him; `near`: a sentence beside it does; `dateline`, `source line`: the article names
    its agency or source before its first words, or in a line of its own; `shared`: a near copy of the article does;
    `own`: nobody is named, and the outlet says it itself. `span` is where in the article's text it is said, None where
    only the lack of words tells. `via` is the outlet or agency that carried his word; `text` is the sentence.
    """

    speaker: Speaker
    how: OriginHow
    manner: Manner
    article: Article = field(repr=False)
    text: str
    outlet: Speaker
    via: Speaker | None = None
    span: Span | None = None

    @property
    def voice(self) -> Speaker:
        """Who answers for it: the speaker, or who reported him where he is not named."""
        named = self.speaker.key and self.speaker.kind != "unnamed"
        return self.speaker if named else self.via or self.outlet

    @property
    def source(self) -> Speaker:
        """The body, organisation, agency or outlet that it goes back to; for a private person, who reported him."""
        speaker = self.voice.for_body()
        return speaker if speaker.kind != "person" else self.via or self.outlet


def origin_of(article: Article, sentences: Sequence[Sentence], at: int, about: Span | None = None) -> Origin:
    """Find the origin of sentence `at` of an article, or of the words `about` in it.

    `sentences` are all of the article's, in order, with spans in its text; so is `about`. An attribution at the end of
    a sentence covers its last clause only, where one opens with "which" or إذ and `about` stands before it.
    """
    return _reading(article, tuple(sentences)).origin(at, about)


def shared_with(origin: Origin, other: Origin) -> Origin:
    """Give an origin that its article does not name as that of an article with the same text, which names it."""
    start = origin.article.text.find(origin.text)
    span = Span(start, start + len(origin.text)) if start >= 0 else None
    return replace(origin, speaker=other.speaker, via=other.via, how="shared", span=span)


@lru_cache(maxsize=64)
def _reading(article: Article, sentences: tuple[Sentence, ...]) -> "_Reading":
    return _Reading(article, sentences)


@lru_cache(maxsize=4096)
def _voices_in(text: str, language: Language) -> tuple[Voice, ...]:
    return tuple(find_voices(text, language))


class _Reading:
    """One article read for its speakers: each sentence's, resolved by what stands before it."""

    def __init__(self, article: Article, sentences: tuple[Sentence, ...]) -> None:
        self._article = article
        self._sentences = sentences
        self._texts = [sentence.span.of(article.text) for sentence in sentences]
        self._paragraphs = [self._paragraph_of(sentence) for sentence in sentences]

    def origin(self, at: int, about: Span | None) -> Origin:
        """Find the origin of a sentence, or of words in it: its own, one beside it, the article's.

        Without such words, a sentence is of who says its main clause, if that is known; else of who says its last one.
        """
        start = self._sentences[at].span.start
        here = [voice for voice in self._voices(at) if self._covers(voice, at, about or Span(start, start + 1))]
        if here:
            return self._stated(at, here)
        beside = self._beside(at)
        if beside:
            how: OriginHow = "near" if beside.how == "stated" else beside.how
            return replace(beside, how=how, text=self._texts[at])
        if about is None and self._voices(at):
            return self._stated(at, self._voices(at))
        return self._unattributed(at)

    def _unattributed(self, at: int) -> Origin:
        """Take a sentence for which nobody is named as the agency's that the page credits, else as the outlet's own."""
        speaker, how, span = self._credited or (self._outlet, "own", None)
        return Origin(speaker, how, "report", self._article, self._texts[at], self._outlet, span=span)

    def _voices(self, at: int) -> tuple[Voice, ...]:
        return _voices_in(self._texts[at], self._article.language)

    def _covers(self, voice: Voice, at: int, about: Span) -> bool:
        """Tell whether an attribution at the end of a sentence reaches back to words of it."""
        if not voice.trailing:
            return True
        clauses = [clause.start() for clause in _CLAUSE.finditer(self._texts[at], 0, voice.span.start)]
        return not clauses or about.end - self._sentences[at].span.start > clauses[-1]

    def _stated(self, at: int, voices: Sequence[Voice]) -> Origin:
        """Choose among the speakers of a sentence: who is carried rather than who carries him, then the first."""
        all_resolved = [(voice, self._resolved(at, voice)) for voice in voices]
        resolved = [one for one in all_resolved if one[1].name] or all_resolved
        deepest = [one for one in resolved if one[1].kind not in ("agency", "outlet")]
        voice, speaker = (deepest or resolved)[0]
        carrier = next((other for _, other in resolved if deepest and other.kind in ("agency", "outlet")), None)
        via = voice.to or carrier
        start = self._sentences[at].span.start
        span = Span(start + voice.span.start, start + voice.span.end)
        medium = self._other_medium(via)
        medium = None if medium and medium.key == speaker.key else medium
        return Origin(speaker, "stated", voice.manner, self._article, self._texts[at], self._outlet, medium, span)

    def _other_medium(self, via: Speaker | None) -> Speaker | None:
        """Put the agency that the article credits in the place of its own outlet: else nobody else carried a thing."""
        own = via is None or via.key == self._outlet.key or not via.key or via.name in (self._article.source or "")
        return (self._credited[0] if self._credited else None) if own else via

    # Who "he" and "the ministry" are

    def _resolved(self, at: int, voice: Voice) -> Speaker:
        speaker = voice.speaker if voice.key else self._antecedent(at, voice) or voice.speaker
        if speaker.kind in ("outlet", "organisation") and _bare_words(speaker.name) <= self._outlet_words:
            return self._outlet
        return _if_sure(self._with_country(self._in_full(speaker)))

    def _in_full(self, speaker: Speaker) -> Speaker:
        """Give a person as the article introduces him, where he is not introduced right here."""
        if not speaker.key.startswith("person:") or (speaker.role and len(words(speaker.name)) > 1):
            return speaker
        return self._introduced.get(speaker.key, speaker)

    def _antecedent(self, at: int, voice: Voice) -> Speaker | None:
        """Find whom a pronoun or "the ministry" means: the last speaker before that it fits."""
        for speaker in self._speakers_before(at, voice):
            if self._means(voice, at, speaker) if voice.name is None else _fits(voice.speaker, speaker):
                return speaker
        if _means_body(voice.speaker):
            return self._ministry_before(at)
        return self._outlet if voice.name and _bare_words(voice.speaker.name) <= self._outlet_words else None

    def _means(self, voice: Voice, at: int, speaker: Speaker) -> bool:
        """Tell whether "he", "it" or a bare verb, وأضاف, can mean a speaker."""
        said = words(voice.span.of(self._texts[at]))
        if "he" in said[:1] or "she" in said[:1]:
            return speaker.key.startswith("person:") or speaker.kind == "unnamed"
        if "it" in said[:1]:
            return not speaker.key.startswith("person:") and speaker.kind not in ("person", "unnamed")
        bare = _bare_words(speaker.name.split(maxsplit=1)[0]) if speaker.name else {""}
        plural = speaker.kind == "unnamed" and speaker.name.split(maxsplit=1)[0].endswith(("ون", "ين", "ان"))
        if plural and self._article.language == "ar" and not said[-1].endswith("وا"):
            return False
        feminine_name = next(iter(bare)).endswith("ه") and not speaker.key.startswith("person:")
        return not (feminine_name and self._article.language == "ar" and not said[-1].endswith("ت"))

    def _speakers_before(self, at: int, voice: Voice) -> Iterator[Speaker]:
        """Yield the named speakers before an attribution, the nearest first."""
        for back in range(at, max(-1, at - 1 - _FAR_BACK), -1):
            for other in reversed(self._voices(back)):
                if other.key and (back < at or other.span < voice.span):
                    yield other.speaker

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
        for voice in (voice for voice in self._all_voices if voice.key):
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
        key = replace(body, country=country).key if speaker.key == body.key else speaker.key
        return replace(speaker, key=key, country=country)

    @cached_property
    def _all_voices(self) -> list[Voice]:
        return [voice for at in range(len(self._texts)) for voice in self._voices(at)]

    @cached_property
    def _bodies(self) -> list[Body]:
        spoken = [voice.speaker.body for voice in self._all_voices if voice.speaker.body]
        return spoken + [body for text in self._texts if (body := body_in(text))]

    @cached_property
    def _main_country(self) -> str | None:
        return main_country(country_words(" ".join([self._article.title, *self._texts])))

    # Sentences without a speaker of their own

    def _beside(self, at: int) -> Origin | None:
        """Find the speaker beside a sentence who plainly says it too."""
        if self._sentences[at].heading:
            return self._below(at)
        ways = (self._quoting, self._quoting_again, self._going_on, self._led, self._behind_lead)
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
        speaking = [other for other in before if self._voices(other)]
        return self.origin(speaking[-1], None) if is_open and speaking else None

    def _quoting_again(self, at: int) -> Origin | None:
        """Give the speaker quoted right before a sentence that is all in quotation marks."""
        whole = self._texts[at][:1] in _QUOTES and self._texts[at].rstrip(" .")[-1:] in _QUOTES
        quoted = whole and self._is_beside(at, at - 1) and not _QUOTES.isdisjoint(self._texts[at - 1])
        return self.origin(at - 1, None) if quoted and self._voices(at - 1) else None

    def _going_on(self, at: int) -> Origin | None:
        """Give the speaker who "added" the next sentence, or who says the rest of a quotation that opens here."""
        if not self._is_beside(at, at + 1) or not self._voices(at + 1):
            return None
        first = self._voices(at + 1)[0]
        adds = not _ADDED.isdisjoint(words(first.span.of(self._texts[at + 1])))
        quotes = _leaves_open(self._texts[at])
        return self.origin(at + 1, None) if adds or quotes else None

    def _led(self, at: int) -> Origin | None:
        """Give the agency or body that leads the sentence before: "According to SANA, ... . The two sides ..."."""
        if not self._is_beside(at, at - 1):
            return None
        if not self._voices(at - 1):
            carried = self._led(at - 1)
            return carried if carried and carried.speaker.kind == "agency" else None
        leading = [voice for voice in self._voices(at - 1) if not voice.trailing and voice.kind in _COVERING]
        leads = leading and leading[0].span.start < len(self._texts[at - 1]) // 3 and leading[0].manner != "opinion"
        return self.origin(at - 1, None) if leads else None

    def _behind_lead(self, at: int) -> Origin | None:
        """Give the agency or body that the paragraph behind the article's lead names for what both tell."""
        bodies = [other for other in range(len(self._sentences)) if not self._sentences[other].heading]
        if not bodies or self._paragraphs[at] != self._paragraphs[bodies[0]]:
            return None
        later = [other for other in bodies if self._paragraphs[other] > self._paragraphs[bodies[0]]]
        voices = self._voices(later[0]) if later else []
        return self.origin(later[0], None) if voices and voices[0].kind in _COVERING and _reports(voices[0]) else None

    def _is_beside(self, at: int, other: int) -> bool:
        inside = 0 <= other < len(self._sentences)
        return inside and self._paragraphs[other] == self._paragraphs[at] and not self._sentences[other].heading

    def _paragraph_of(self, sentence: Sentence) -> int:
        spans = [paragraph.span for paragraph in self._article.paragraphs]
        return next((at for at, span in enumerate(spans) if span.start <= sentence.span.start < span.end), -1)

    # The article itself

    @cached_property
    def _credited(self) -> tuple[Speaker, OriginHow, Span | None] | None:
        """Give the agency or outlet that the page credits, in a source line or round its own words, and where."""
        found = next(chain(_credit_lines(self._article), _signatures(self._article)), None)
        if found is None:
            return None
        name, how, span = found
        speaker = _medium(name)
        return (speaker, how, span) if speaker.key != self._outlet.key else None

    @cached_property
    def _outlet_words(self) -> set[str]:
        return _bare_words(self._article.source or "")

    @cached_property
    def _outlet(self) -> Speaker:
        return _medium(self._article.source) if self._article.source else Speaker("outlet", "", "")


def _fits(meant: Speaker, speaker: Speaker) -> bool:
    """Tell whether "the Observatory", المتحدث or "the sources" can mean a speaker."""
    if not words(meant.name):
        return False
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


def _if_sure(speaker: Speaker) -> Speaker:
    """Leave a person unnamed whom the article names by one word and no office: mostly it is no name."""
    one_word = len(words(speaker.name)) < 2 and not speaker.role
    return Speaker(speaker.kind, "", "") if one_word and speaker.key.startswith("person:") else speaker


def _bare_words(name: str) -> set[str]:
    return {word.removeprefix("ال") for word in words(name)} - {"the", "this"} or {""}


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


def _credit_lines(article: Article) -> Iterator[tuple[str, OriginHow, Span | None]]:
    """Read whom a line of the page credits: its source line, or a byline that names an agency."""
    if article.credited:
        named = set(words(article.credited))
        lines = (cut.span for cut in article.cuts if named <= set(words(cut.span.of(article.text))))
        yield article.credited, "source line", next(lines, None)
    for cut in article.cuts:
        found = _BYLINE.fullmatch(cut.span.of(article.text))
        if found and (agency := _one_agency(found.group(1))):
            start = cut.span.start + found.start(1)
            yield agency, "source line", Span(start, start + len(found.group(1)))


def _signatures(article: Article) -> Iterator[tuple[str, OriginHow, Span]]:
    """Read the agency before an article's first words, "(Reuters)", "دمشق - سانا:", or in brackets behind the last."""
    for paragraph in article.paragraphs[:3]:
        found = _DATELINE.match(paragraph.span.of(article.text)[:90])
        group = 1 if found and found.group(1) else 2
        if found and (agency := _one_agency(found.group(group))):
            yield agency, "dateline", _within(paragraph.span, found.span(group))
    for paragraph in article.paragraphs[-1:]:
        found = _IN_LAST_BRACKETS.search(paragraph.span.of(article.text))
        if found and (agency := _one_agency(found.group(1))):
            yield agency, "dateline", _within(paragraph.span, found.span(1))


def _within(outer: Span, inner: tuple[int, int]) -> Span:
    return Span(outer.start + inner[0], outer.start + inner[1])


def _one_agency(credit: str) -> str | None:
    """Give the agency in a credit; None where there are several, since nobody says which words are whose."""
    names = [name.strip() for name in _BETWEEN_AGENCIES.split(credit)]
    agencies = [name for name in names if name and (agency_named(name) or calls_itself_agency(words(name)))]
    return agencies[0] if len(agencies) == 1 else None


def _medium(name: str) -> Speaker:
    """Make a speaker of an outlet's or agency's name."""
    speaker = speaker_of(name, said_something=False)
    if speaker and speaker.kind in ("agency", "outlet") and speaker.key:
        return replace(speaker, name=name)
    return Speaker("outlet", f"outlet:{'-'.join(words(name))}", name)
