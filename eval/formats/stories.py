"""Read stories: one a line, with its articles and the questions asked of them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.cases import Benchmark, Case, Disagreement, Evidence, Story
from eval.formats.lines import numbered_lines
from retrieval.errors import InputError
from retrieval.records import LANGUAGES, Draft


def load_stories(path: Path) -> Benchmark:
    """Read a file in story format; its articles are called `story/article`, its cases `story/question`.

    Raises:
        InputError: the file or one of its lines is not of this format.
    """
    stories = tuple(_story(path, number, line) for number, line in numbered_lines(path))
    if not any(story.cases for story in stories):
        raise InputError(f"{path} holds no questions.", f"لا أسئلة في {path}.")
    return Benchmark(path.stem, stories)


def _story(path: Path, number: int, line: str) -> Story:
    try:
        story: Mapping[str, Any] = json.loads(line)
        names = {article["id"]: f"{story['id']}/{article['id']}" for article in story["articles"]}
        drafts = tuple(_draft(article, names) for article in story["articles"])
        cases = tuple(_case(story["id"], question, names) for question in story["questions"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"{path}, line {number}, is not a story with id, articles and questions: {error!r}",
            f"السطر {number} من {path} ليس قصة لها id وarticles وquestions: {error!r}",
        ) from error
    return Story(story["id"], drafts, cases)


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
        story=story_id,
        language=question["lang"],
        question=question["question"],
        answerable=question["answerable"],
        evidence=tuple(Evidence(names[e["article"]], e["quote"]) for e in question["evidence"]),
        tags=tags,
        conflict=_disagreement(conflict, names) if conflict else None,
        answers=tuple(question.get("answers", ())),
    )


def _disagreement(conflict: Mapping[str, Any], names: Mapping[str, str]) -> Disagreement:
    positions = (frozenset(names[article] for article in one["articles"]) for one in conflict["positions"])
    return Disagreement(conflict["kind"], tuple(positions))
