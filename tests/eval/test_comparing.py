"""Comparing runs: a planted regression is found and shown, noise is not, and the command is a gate."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from eval.benchmark import STORIES
from eval.cases import Benchmark
from eval.comparing import compare, holm
from eval.folders import Run, load_run
from eval.formats import load
from eval.runs import How, run
from eval.systems import Isnad
from retrieval.errors import InputError
from tests.eval.conftest import isnad_eval
from tests.eval.stories import TOLD_TWICE

CONFLICTING = 8  # Stories with conflicts that are found; enough that their loss is no chance.


@pytest.fixture(scope="module")
def benchmark() -> Benchmark:
    """Some of the project's own stories, with those of these tests."""
    own = load(STORIES)
    wanted = [story for story in own.stories if any(case.conflict for case in story.cases)][:CONFLICTING]
    return Benchmark("some", (*TOLD_TWICE.stories, *wanted))


@pytest.fixture(scope="module")
def before(benchmark: Benchmark, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run([benchmark], Isnad(), tmp_path_factory.mktemp("before") / "run")


@pytest.fixture(scope="module")
def without_conflicts(benchmark: Benchmark, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The same run with the comparison of claims switched off: the planted regression."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("agent.gathering.compare_answers", lambda *_: None)
        return run([benchmark], Isnad(), tmp_path_factory.mktemp("after") / "run")


def test_a_rule_switched_off_is_found_with_the_cases_that_show_it(before: Run, without_conflicts: Run) -> None:
    found = compare(before, without_conflicts)
    worse = {one.measure.name for one in found.measures if one.is_worse}
    assert {"ConflictR", "ConflictF1"} <= worse
    assert worse == {failure.english.split()[0] for failure in found.failures()}
    lost = {case.id for case in before.cases if "ConflictR" in before.scores[case.id]} & {
        name for name, of in before.scores.items() if "ConflictR" in of and of["ConflictR"].gained
    }
    assert lost
    assert {one.case.id for one in found.worse} >= lost
    assert "ConflictR" in found.worse[0].measures


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_command_ends_with_1_and_shows_each_case_with_both_answers(
    before: Run, without_conflicts: Run, language: str
) -> None:
    result = isnad_eval("compare", before.path, without_conflicts.path, language=language)
    assert result.exit_code == 1
    assert {"en": "ConflictR got worse:", "ar": "ساء ConflictR:"}[language] in result.stderr
    for name in ("ferry/q1", "طاحونة/q1"):
        case = next(one for one in before.cases if one.id == name)
        assert f"{name} {case.question}" in result.stdout
        for one in (before, without_conflicts):
            assert str(one.answers[name]["text"]).split("\n")[0][:60] in result.stdout


def test_the_same_the_other_way_round_is_better_and_passes(before: Run, without_conflicts: Run) -> None:
    found = compare(without_conflicts, before)
    assert found.failures() == []
    assert found.better
    assert [one.case.id for one in compare(before, without_conflicts).worse] == [one.case.id for one in found.better]
    result = isnad_eval("compare", without_conflicts.path, before.path, "--json")
    assert result.exit_code == 0
    assert {one["id"] for one in json.loads(result.stdout)["went_better"]} == {one.case.id for one in found.better}


def test_another_seed_and_another_order_of_questions_and_stories_are_no_regression(
    benchmark: Benchmark, before: Run, tmp_path: Path
) -> None:
    turned = tuple(replace(story, cases=story.cases[::-1]) for story in benchmark.stories[::-1])
    after = run([replace(benchmark, stories=turned)], Isnad(), tmp_path / "turned", How(seed=9))
    found = compare(before, after)
    assert found.failures() == []
    assert found.worse == ()
    sample = run([benchmark], Isnad(), tmp_path / "sample", How(seed=5, questions=12))
    assert compare(before, sample).failures() == []
    assert len(compare(before, sample).cases) == 12


def test_a_threshold_is_a_gate_too_and_slower_answers_alone_are_none(before: Run) -> None:
    assert isnad_eval("compare", before.path, before.path).exit_code == 0
    assert isnad_eval("compare", before.path, before.path, "--fail-under", "Right=1.1").exit_code == 1
    slow = replace_answers(before, lambda row: {**row, "seconds": {"answer": 60.0}})
    assert compare(before, slow).failures() == []


def replace_answers(old: Run, change: Callable[[dict], dict]) -> Run:
    return Run(old.path, old.settings, old.drafts, old.cases, {k: change(dict(v)) for k, v in old.answers.items()})


def test_runs_that_share_no_case_and_folders_that_are_no_runs_are_errors(before: Run, tmp_path: Path) -> None:
    other = Run(before.path, before.settings, before.drafts, (), {})
    with pytest.raises(InputError, match="share no case"):
        compare(before, other)
    for language in ("en", "ar"):
        assert isnad_eval("compare", tmp_path, before.path, language=language).exit_code == 1
    with pytest.raises(InputError, match="no folder of a run"):
        load_run(tmp_path)


def test_a_case_that_was_changed_itself_is_left_out_and_counted(before: Run) -> None:
    changed = tuple(
        replace(case, question=f"{case.question}?") if case.id == "ferry/q1" else case for case in before.cases
    )
    found = compare(before, Run(before.path, before.settings, before.drafts, changed, before.answers))
    assert (found.unlike, len(found.cases)) == (1, len(before.cases) - 1)


def test_the_p_of_many_tests_is_raised_and_never_falls_below_that_of_a_smaller_one() -> None:
    assert holm({}) == {}
    assert holm({"a": 0.02}) == {"a": 0.02}
    raised = holm({name: 0.01 * at for at, name in enumerate("abcdef", start=1)})
    assert list(raised.values()) == sorted(raised.values())
    assert raised["a"] == pytest.approx(0.06)
    assert max(raised.values()) <= 1
