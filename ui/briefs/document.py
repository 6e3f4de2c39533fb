"""Lay a brief out once, as headings, lists and tables, for every form that it is written in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from agent.brief import Brief, Event, Gap, Saying
from agent.chains import say_chain
from agent.records import QUOTES, Citation, Conflict, Position, Statement
from agent.wording import clean, quoted, said
from retrieval.dates import say_dates
from retrieval.languages import language_of
from retrieval.records import Language
from ui.briefs.labels import LABELS, Labels
from ui.messages import MESSAGES

_QUOTATION = {"en": re.compile("“.*”", re.DOTALL), "ar": re.compile("«.*»", re.DOTALL)}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words within a line. A `quote` or a `name` may run the other way; a `reference` leads to a `number`."""

    text: str
    kind: Literal["text", "strong", "quote", "name", "note", "reference", "link", "break"] = "text"
    language: Language = "en"
    number: int = 0


Line = tuple[Piece, ...]
_BREAK = Piece("", "break")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `leading` is the bottom line, `small` what is said beside the text."""

    line: Line
    style: Literal["plain", "leading", "small", "label"] = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header; `widths` are shares of the line."""

    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article with the numbered quotations from it."""

    article: Line
    quotations: tuple[tuple[int, Line], ...]


Block = Heading | Paragraph | Bullets | Table | Source


@dataclass(frozen=True, slots=True)
class Document:
    """A brief laid out; its direction is that of its language."""

    title: str
    language: Language
    blocks: tuple[Block, ...]


def lay_out(brief: Brief) -> Document:
    """Lay out a brief, or the reason why there is none."""
    title = _bare(brief.topic)
    return Document(title[:1].upper() + title[1:], brief.language, tuple(_Layout(brief).blocks()))


class _Layout:
    """Lays out the sections of one brief; an empty one is left out."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._language: Language = brief.language
        self._labels: Labels = LABELS[brief.language]
        self._citations = {one.number: one for one in brief.citations}
        sources = {_bare(one.source) for one in brief.citations if one.source}
        self._foreign = {one: language_of(one) for one in sources if language_of(one) != brief.language}
        longest_first = sorted(map(re.escape, self._foreign), key=len, reverse=True)
        self._names = re.compile(f"({'|'.join(longest_first)})") if longest_first else None

    def blocks(self) -> Iterator[Block]:
        """Yield all blocks in reading order."""
        brief, labels = self._brief, self._labels
        if brief.status == "refused":
            yield Paragraph((*self._text(brief.reason or ""),))
            return
        counted = labels.read.format(articles=brief.searched.articles, origins=brief.searched.origins)
        writer = labels.quotes if brief.writer == QUOTES else labels.model.format(model=_bare(brief.writer))
        yield Paragraph((Piece(f"{counted} {writer}", language=self._language),), "small")
        yield from (Paragraph((Piece(_bare(one), language=self._language),), "small") for one in brief.notices)
        leading = [Paragraph(self._statement(one), "leading") for one in brief.bottom_line]
        yield from _section(labels.bottom_line, leading)
        yield from _section(labels.facts, _bullets(self._statement(one.statement) for one in brief.facts))
        yield from _section(labels.timeline, self._timeline(brief.timeline))
        yield from _section(labels.sayings, [block for one in brief.sayings for block in self._saying(one)])
        yield from _section(labels.differences, self._differences(brief.differences))
        yield from _section(labels.planned, _bullets(map(self._statement, brief.planned)))
        yield from _section(labels.unknown, _bullets(map(self._gap, brief.unknown)))
        yield from _section(labels.sources, list(self._sources()))

    def _statement(self, statement: Statement) -> Line:
        notes = ([Piece(_bare(note), "note", self._language)] for note in statement.notes)
        return _spaced(self._text(statement.text), self._references(statement.citations), *notes)

    def _text(self, text: str) -> Iterator[Piece]:
        """Part a sentence from the quotation in it."""
        bare = _bare(text)
        found = _QUOTATION[self._language].search(bare)
        parts = (bare[: found.start()], found.group(), bare[found.end() :]) if found else (bare, "", "")
        before, quotation, after = parts
        yield from self._own(before)
        if quotation:
            yield Piece(quotation, "quote", language_of(quotation))
        yield from self._own(after)

    def _own(self, text: str) -> Iterator[Piece]:
        """Part the brief's own words from the names of outlets that run the other way."""
        for part in self._names.split(text) if self._names else [text]:
            if part in self._foreign:
                yield Piece(part, "name", self._foreign[part])
            elif part:
                yield Piece(part, language=self._language)

    def _references(self, numbers: Iterable[int]) -> Iterator[Piece]:
        return (Piece(f"[{number}]", "reference", self._language, number) for number in numbers)

    def _timeline(self, events: Sequence[Event]) -> list[Block]:
        labels = self._labels
        rows = tuple(self._event(one) for one in events)
        return [Table((labels.date, labels.known, labels.event), rows, (0.2, 0.17, 0.63))] if rows else []

    def _event(self, event: Event) -> tuple[Line, ...]:
        days = Piece(say_dates(event.first, event.last, self._language), "strong", self._language)
        how = Piece(self._labels.how[event.how], language=self._language)
        planned = [Piece(self._labels.is_planned, "strong", self._language)] if event.planned else []
        return (days,), (how,), _spaced(planned, self._statement(event.statement))

    def _saying(self, saying: Saying) -> list[Block]:
        holder = Piece(_bare(saying.holder), "name", language_of(saying.holder))
        return [Paragraph((holder,), "label"), *_bullets(map(self._statement, saying.statements))]

    def _differences(self, differences: Sequence[Conflict]) -> list[Block]:
        labels = self._labels
        rows = tuple(self._difference(one) for one in differences)
        return [Table((labels.about, labels.positions, labels.meaning), rows, (0.28, 0.36, 0.36))] if rows else []

    def _difference(self, one: Conflict) -> tuple[Line, ...]:
        kind = Piece(MESSAGES[self._language].conflict_kinds[one.kind], "note", self._language)
        about = Piece(_bare(one.about), "quote", language_of(one.about))
        lines = [self._position(position) for position in one.positions]
        positions = tuple(piece for line in lines for piece in (_BREAK, *line))[1:]
        verdict = Piece(f"{self._labels.verdicts[one.verdict]}.", "strong", self._language)
        return _spaced([about], [kind]), positions, _spaced([verdict], self._own(_bare(one.explanation)))

    def _position(self, position: Position) -> Line:
        value = Piece(_bare(position.value), "strong", language_of(position.value))
        return _spaced([value], *(self._holder(self._citations[number]) for number in position.citations))

    def _holder(self, cited: Citation) -> Line:
        """Say which outlet gives a value, and when."""
        name = [Piece(_bare(cited.source), "name", language_of(cited.source))] if cited.source else []
        date = Piece(f"({self._published(cited)})", language=self._language)
        return _spaced(name, [date], self._references((cited.number,)))

    def _gap(self, gap: Gap) -> Line:
        asked = Piece(_bare(gap.asked), "strong", language_of(gap.asked))
        instead = Piece(self._labels.instead, language=self._language)
        return _spaced([asked], [instead], self._statement(gap.instead))

    def _sources(self) -> Iterator[Source]:
        for _, found in groupby(self._brief.citations, key=lambda one: one.article_id):
            cited = list(found)
            yield Source(_spaced(*self._article(cited[0])), tuple((one.number, self._quotation(one)) for one in cited))

    def _article(self, cited: Citation) -> Iterator[Line]:
        """Yield what is known of an article, point after point."""
        yield (Piece(_bare(cited.title), "strong", language_of(cited.title)),)
        date = f"{self._published(cited)} ({MESSAGES[self._language].date_how[cited.published.how]})"
        known = (
            Piece(_bare(cited.source), "name", language_of(cited.source)) if cited.source else None,
            Piece(date, language=self._language),
            Piece(_bare(cited.article_id), "name"),
            Piece(_bare(cited.url), "link") if cited.url else None,
        )
        for piece in filter(None, known):
            yield (Piece("· ", language=self._language), piece)

    def _quotation(self, cited: Citation) -> Line:
        quote = Piece(quoted(cited.quote, self._language), "quote", cited.language)
        if cited.origin is None:
            return (quote,)
        chain = MESSAGES[self._language].origin.format(chain=say_chain(cited.origin, self._language))
        return _spaced([quote], [Piece(_bare(chain), "note", self._language)])

    def _published(self, cited: Citation) -> str:
        return said(cited.published, self._language) or self._labels.undated


def _spaced(*parts: Iterable[Piece]) -> Line:
    """Put the parts of a line one after another, with a space between them; empty ones fall out."""
    line: list[Piece] = []
    for part in map(tuple, parts):
        line += [*([Piece(" ")] if line and part else []), *part]
    return tuple(line)


def _section(heading: str, blocks: Sequence[Block]) -> Iterator[Block]:
    if blocks:
        yield Heading(heading)
        yield from blocks


def _bullets(lines: Iterable[Line]) -> list[Block]:
    found = tuple(lines)
    return [Bullets(found)] if found else []


def _bare(text: str) -> str:
    """Put the words of an article or of a user on one line, without anything that could steer it."""
    return clean(" ".join(text.split()))
