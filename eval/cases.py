"""Read benchmark files: one story a line, with its articles and the questions asked of them."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.errors import InputError
from retrieval.records import LANGUAGES, Draft, Language


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article that state the answer."""

    article_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """That articles conflict on the answer: the kind, and the ids of the articles of each position."""

    kind: str
    positions: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what is known of its answer."""

    id: str
    language: Language
    question: str
    answerable: bool
    evidence: tuple[Evidence, ...]
    tags: tuple[str, ...] = ()
    conflict: Disagreement | None = None


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The articles and the cases of one file."""

    drafts: tuple[Draft, ...]
    cases: tuple[Case, ...]


def load(path: Path) -> Benchmark:
    """Read a benchmark file in story format.

    An article that shares its id with one of another story is named `story/article`, so that all fit in one library.

    Raises:
        InputError: the file or one of its lines is not of this format.
    """
    stories = [(number, story) for number, line in numbered_lines(path) if (story := _parsed(path, number, line))]
    shared = Counter(article["id"] for _, story in stories for article in story["articles"])
    drafts: list[Draft] = []
    cases: list[Case] = []
    for number, story in stories:
        try:
            names = {
                a["id"]: a["id"] if shared[a["id"]] == 1 else f"{story['id']}/{a['id']}" for a in story["articles"]
            }
            drafts += [_draft(article, names) for article in story["articles"]]
            cases += [_case(story["id"], question, names) for question in story["questions"]]
        except (KeyError, TypeError, ValueError) as error:
            raise _not_a_story(path, number, error) from error
    if not cases:
        raise InputError(f"{path} holds no questions.", f"لا أسئلة في {path}.")
    return Benchmark(tuple(drafts), tuple(cases))


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Read the lines of a benchmark file that are not blank, each with its number from 1.

    Raises:
        InputError: the file cannot be read as text.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path} cannot be read as a benchmark: {error}", f"تعذّرت قراءة {path} ملفَّ اختبار: {error}"
        ) from error
    yield from ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _parsed(path: Path, number: int, line: str) -> Mapping[str, Any]:
    try:
        story: Mapping[str, Any] = json.loads(line)
        _ = story["id"], story["questions"], [article["id"] for article in story["articles"]]
    except (ValueError, KeyError, TypeError) as error:
        raise _not_a_story(path, number, error) from error
    return story


def _not_a_story(path: Path, number: int, error: Exception) -> InputError:
    return InputError(
        f"{path}, line {number}, is not a story with id, articles and questions: {error!r}",
        f"السطر {number} من {path} ليس قصة لها id وarticles وquestions: {error!r}",
    )


def _draft(article: Mapping[str, Any], names: Mapping[str, str]) -> Draft:
    return Draft(
        id=names[article["id"]],
        text=article["text"],
        title=article.get("title"),
        source=article.get("source"),
        url=article.get("url"),
        published=article.get("published"),
        language=article.get("lang"),
    )


def _case(story_id: str, question: Mapping[str, Any], names: Mapping[str, str]) -> Case:
    if question["lang"] not in LANGUAGES:
        raise ValueError(f"lang is {question['lang']!r}, not ar or en")
    conflict = question.get("conflict")
    tags = (
        f"kind {question.get('kind', 'question')}",
        f"trap {question.get('trap') or 'none'}",
        f"conflict {conflict['kind'] if conflict else 'none'}",
    )
    return Case(
        id=f"{story_id}/{question['id']}",
        language=question["lang"],
        question=question["question"],
        answerable=question["answerable"],
        evidence=tuple(Evidence(names[e["article"]], e["quote"]) for e in question["evidence"]),
        tags=tags,
        conflict=_disagreement(conflict, names) if conflict else None,
    )


def _disagreement(conflict: Mapping[str, Any], names: Mapping[str, str]) -> Disagreement:
    positions = (frozenset(names[article] for article in one["articles"]) for one in conflict["positions"])
    return Disagreement(conflict["kind"], tuple(positions))
