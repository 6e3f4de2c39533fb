"""Test collections: articles, questions, and which articles answer which question (after Cleverdon's Cranfield)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from retrieval.languages import language_of
from retrieval.records import Draft, Language


@dataclass(frozen=True, slots=True)
class SearchCase:
    """A question with the grade of each article that answers it, by article id."""

    id: str
    language: Language
    question: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Collection:
    """The articles and the cases of one file or folder.

    In a `mirrored` one each question is an article itself, as in parallel text: it is only asked of its translations.
    """

    name: str
    drafts: tuple[Draft, ...]
    cases: tuple[SearchCase, ...]
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Pool:
    """Articles that are searched together."""

    name: str
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """Cases of one direction, question to articles, such as `en→ar`, over one pool."""

    pool: Pool
    direction: str
    cases: tuple[SearchCase, ...]


def language_of_draft(draft: Draft) -> Language:
    """Name the language of an article: the one stated, else the one it is written in."""
    return "ar" if (draft.language or language_of(draft.text)) == "ar" else "en"


def main_language(texts: Iterable[str]) -> Language:
    """Name the language that most of `texts` are in: a few of a file's may well quote another.

    >>> main_language(["كم هدفاً سُجّل؟", "NASA", "أين يقع الجسر؟"])
    'ar'
    """
    counts = Counter(map(language_of, texts))
    return "ar" if counts["ar"] >= counts["en"] else "en"
