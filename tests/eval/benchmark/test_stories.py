"""The project's own benchmark: sound, wide enough, and each question of it fair."""

import json
from collections import Counter
from typing import Any

import pytest

from eval.benchmark import STORIES
from eval.benchmark.counts import count
from eval.benchmark.shapes import KINDS, TRAPS
from eval.benchmark.validator import check
from eval.formats import load

LEAST = {f"conflict {kind}": 6 for kind in KINDS} | {f"trap {trap}": 5 for trap in TRAPS}
LEAST |= {"plain": 20, "unanswerable": 20, "all": 150}


@pytest.fixture(scope="module")
def stories() -> list[dict[str, Any]]:
    return [json.loads(line) for line in STORIES.read_text("utf-8").split("\n") if line]


@pytest.fixture(scope="module")
def conflicts(stories: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [question for story in stories for question in story["questions"] if question["conflict"]]


def test_it_has_no_faults() -> None:
    assert check(STORIES) == []


def test_it_has_enough_of_every_sort() -> None:
    counts = count(load(STORIES))
    assert {sort: counts[sort, "all"] for sort in LEAST if counts[sort, "all"] < LEAST[sort]} == {}


def test_about_a_third_of_the_stories_is_in_each_language_and_in_both(stories: list[dict[str, Any]]) -> None:
    languages = Counter(" ".join(sorted({article["lang"] for article in story["articles"]})) for story in stories)
    assert set(languages) == {"ar", "en", "ar en"}
    assert min(languages.values()) >= len(stories) // 4


def test_every_sort_is_asked_in_both_languages() -> None:
    counts = count(load(STORIES))
    assert [sort for sort in LEAST if not counts[sort, "ar"] or not counts[sort, "en"]] == []


def test_articles_are_of_a_length_as_in_newspapers(stories: list[dict[str, Any]]) -> None:
    articles = {(story["id"], article["id"]): article["text"] for story in stories for article in story["articles"]}
    assert [name for name, text in articles.items() if not 90 <= len(text.split()) <= 260] == []
    assert [story["id"] for story in stories if not 2 <= len(story["articles"]) <= 5] == []


def test_every_position_is_an_answer_and_each_of_its_articles_has_evidence(conflicts: list[dict[str, Any]]) -> None:
    for question in conflicts:
        quoted = {evidence["article"] for evidence in question["evidence"]}
        for position in question["conflict"]["positions"]:
            assert position["value"] in question["answers"]
            assert set(position["articles"]) <= quoted


def test_no_article_takes_two_positions(conflicts: list[dict[str, Any]]) -> None:
    for question in conflicts:
        names = [name for position in question["conflict"]["positions"] for name in position["articles"]]
        assert len(names) == len(set(names))


def test_no_question_is_asked_twice(stories: list[dict[str, Any]]) -> None:
    asked = Counter(question["question"] for story in stories for question in story["questions"])
    assert [question for question, times in asked.items() if times > 1] == []
