"""Directions across twin collections, the mixed pool, and samples of questions."""

from pathlib import Path

import pytest

from eval.ranking.loading import load
from eval.ranking.records import Task
from eval.ranking.tasks import mixed, sample, separate
from retrieval.errors import InputError
from tests.eval.ranking.conftest import PARAGRAPHS, QUESTIONS


def found(task: Task) -> list[tuple[str, str]]:
    """Each question with the text that answers it."""
    texts = {draft.id: draft.text for draft in task.pool.drafts}
    return [(case.question, texts[next(iter(case.grades))]) for case in task.cases]


def test_twins_are_asked_in_four_directions(twins: list[Path]) -> None:
    tasks = separate(load(twins))
    assert [(task.pool.name, task.direction) for task in tasks] == [
        ("small.ar", "ar→ar"),
        ("small.ar", "en→ar"),
        ("small.en", "en→en"),
        ("small.en", "ar→en"),
    ]
    for task in tasks:
        asked, answered = task.direction.split("→")
        assert found(task) == list(zip(QUESTIONS[asked], PARAGRAPHS[answered], strict=True))


def test_a_file_on_its_own_is_asked_its_own_questions(twins: list[Path]) -> None:
    assert [task.direction for task in separate(load(twins[:1]))] == ["ar→ar"]


def test_parallel_text_is_asked_across_only(parallel: Path) -> None:
    tasks = separate(load([parallel]))
    assert sorted(task.direction for task in tasks) == ["ar→en", "en→ar"]
    for task in tasks:
        asked, answered = task.direction.split("→")
        assert found(task) == list(zip(PARAGRAPHS[asked], PARAGRAPHS[answered], strict=True))


def test_a_folder_in_two_languages_is_told_apart_by_direction(beir: Path) -> None:
    tasks = separate(load([beir]))
    assert {task.direction: [case.id for case in task.cases] for task in tasks} == {
        "ar→ar+en": ["q0"],
        "ar→ar": ["q1"],
        "en→en": ["q2", "q3"],
    }


def test_a_mixed_pool_holds_each_article_in_one_language_and_is_asked_in_both(twins: list[Path]) -> None:
    tasks = mixed(load(twins))
    (name,) = {task.pool.name for task in tasks}
    assert name == "small.ar+small.en"
    kept = [PARAGRAPHS["ar" if number % 2 == 0 else "en"][number] for number in range(4)]
    assert sorted(draft.text for draft in tasks[0].pool.drafts) == sorted(kept)
    assert len({draft.id for draft in tasks[0].pool.drafts}) == 4
    assert sorted(task.direction for task in tasks) == ["ar→ar", "ar→en", "en→ar", "en→en"]
    pairs = [pair for task in tasks for pair in found(task)]
    assert sorted(pairs) == sorted((QUESTIONS[asked][n], kept[n]) for asked in ("ar", "en") for n in range(4))


def test_a_mixed_pool_of_parallel_text_asks_no_sentence_for_itself(parallel: Path) -> None:
    tasks = mixed(load([parallel]))
    assert sorted(task.direction for task in tasks) == ["ar→en", "en→ar"]
    assert sum(len(task.cases) for task in tasks) == 4


def test_a_mixed_pool_without_twins_is_refused(twins: list[Path]) -> None:
    with pytest.raises(InputError) as caught:
        mixed(load(twins[:1]))
    assert "mixed" in caught.value.said("en")
    assert "الخلط" in caught.value.said("ar")


@pytest.mark.parametrize("seed", [0, 1])
def test_a_sample_has_the_same_questions_in_every_direction(twins: list[Path], seed: int) -> None:
    tasks = sample(separate(load(twins)), 2, seed)
    assert len({tuple(case.id for case in task.cases) for task in tasks}) == 1
    assert {len(task.cases) for task in tasks} == {2}
    assert sample(separate(load(twins)), 2, seed) == tasks


def test_seeds_draw_different_questions_and_none_is_all(twins: list[Path]) -> None:
    tasks = separate(load(twins))
    drawn = {tuple(sorted(case.id for case in sample(tasks, 2, seed)[0].cases)) for seed in range(20)}
    assert len(drawn) > 1
    assert {len(task.cases) for task in sample(tasks, None, 0)} == {4}
    assert {len(task.cases) for task in sample(tasks, 99, 0)} == {4}
