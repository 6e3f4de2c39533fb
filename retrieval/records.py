"""The records that the whole program speaks of: articles, passages, hits."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")

DateHow = Literal["stated", "inferred", "unknown"]
TitleHow = Literal["stated", "composed"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval of characters, `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Cut the interval out of `text`.

        >>> Span(0, 4).of("دمشق وموسكو")
        'دمشق'
        """
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Published:
    """When an article came out, as the first and last day it can have been, and how that is known.

    `reason` says it for a reader: the words of the article, or the twin it was inferred from.
    Both days are None exactly when `how` is `unknown`.
    """

    first: date | None = None
    last: date | None = None
    how: DateHow = "unknown"
    reason: str = ""

    def __str__(self) -> str:
        """Write the date in ISO 8601, in reduced precision where only the month or the year is known.

        >>> str(Published(date(2025, 11, 17), date(2025, 11, 17), "stated"))
        '2025-11-17'
        >>> str(Published(date(2025, 10, 2), date(2025, 10, 9), "inferred"))
        '2025-10'
        """
        if self.first is None or self.last is None:
            return ""
        if self.first == self.last:
            return self.first.isoformat()
        if (self.first.year, self.first.month) == (self.last.year, self.last.month):
            return f"{self.first.year:04d}-{self.first.month:02d}"
        if self.first.year == self.last.year:
            return f"{self.first.year:04d}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as it was handed in: the text untouched, and whatever was stated beside it."""

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody states of an article by hand, against what was read of it; None leaves that as it is."""

    title: str | None = None
    source: str | None = None
    published: Published | None = None


CutReason = Literal["title", "furniture", "dateline", "source"]


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of the raw text that cleaning left out of the body, and why."""

    span: Span
    reason: CutReason


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A logical paragraph of the body; a line break inside it is a wrapped line, not an end."""

    span: Span
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A news article: `text` exactly as it came, and what was understood of it.

    `paragraphs` are in reading order and touch no `cuts`; both are spans of `text`. `credited` is whom the page names
    as its source, an agency or another outlet; `copies` are the ids of near copies, such as the same agency text in
    another outlet.
    """

    id: str
    text: str
    title: str
    title_how: TitleHow
    language: Language
    source: str | None
    credited: str | None
    url: str | None
    path: str | None
    published: Published
    paragraphs: tuple[Paragraph, ...]
    cuts: tuple[Cut, ...]
    content_hash: str
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list: what is known of it, without its text."""

    id: str
    title: str
    source: str | None
    language: Language
    published: Published


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage, as a span of the article's text."""

    span: Span
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of an article: `article.text[start:end] == text`. The unit of search."""

    id: int
    article_id: str
    start: int
    end: int
    text: str
    language: Language
    sentences: tuple[Sentence, ...]

    def words_of(self, sentence: Sentence) -> str:
        """Cut one of the passage's sentences out of its text."""
        return self.text[sentence.span.start - self.start : sentence.span.end - self.start]


FoundBy = Literal["words", "meaning"]
LEGS: tuple[FoundBy, ...] = ("words", "meaning")


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that search found, its fused score (higher is better), and which legs found it."""

    passage: Passage
    article: Article
    score: float
    found_by: tuple[FoundBy, ...]

    @property
    def article_id(self) -> str:
        """The id of the article that the passage stands in."""
        return self.article.id
