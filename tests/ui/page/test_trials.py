"""Runs of benchmarks as the page keeps and shows them."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from eval.cases import Benchmark, Story
from eval.comparing import compare
from eval.peers.rules import AlwaysConflict, AlwaysRefuse
from eval.reports.content import gather
from eval.runs import How
from retrieval.errors import InputError
from retrieval.library import Progress
from tests.eval.stories import FERRY, TOLD_TWICE
from tests.ui.page.test_rendering import ALLOWED, EVIL, LANGUAGES, Seen
from ui.page.runs import Runs, read_benchmarks
from ui.page.trials import comparison_shown, report_shown, run_name, runs_shown
from ui.page.words import WORDS

ALSO = {"b", "br", "circle", "details", "h4", "line", "rect", "summary", "svg", "text"}
HOSTILE = replace(FERRY.cases[0], question=f"How many were injured? {EVIL}", answers=(f"41 {EVIL}",))
MARKED = Benchmark(f"told{EVIL}", (Story("ferry", FERRY.drafts, (HOSTILE, *FERRY.cases[1:])),))


def nobody(_: Progress) -> None:
    pass


def test_runs_are_listed_newest_first_and_what_is_none_is_passed_over(tmp_path: Path) -> None:
    runs = Runs(tmp_path / "runs")
    assert runs.kept() == []
    names = [runs.make([TOLD_TWICE], AlwaysRefuse(), How(together=False), nobody) for _ in range(2)]
    (runs.folder / "notes").mkdir()
    (runs.folder / "torn").mkdir()
    (runs.folder / "torn" / "settings.json").write_text("{", "utf-8")
    kept = runs.kept()
    assert [one.name for one in kept] == names[::-1]
    assert (kept[0].benchmarks, kept[0].together, kept[0].questions) == (("told",), False, 4)
    assert kept[0].right == 0.25
    assert len(runs.open(names[0]).answers) == 4


def test_a_run_that_is_stopped_keeps_what_was_answered(tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.stage == "asking" and progress.done == 2:
            raise KeyboardInterrupt

    runs = Runs(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        runs.make([TOLD_TWICE], AlwaysRefuse(), How(), stop)
    (one,) = runs.kept()
    assert (one.questions, one.right) == (2, None)
    assert WORDS["en"].broken_off in runs_shown([one], "en")
    assert "<svg" in report_shown(gather(runs.open(one.name)), "ar")
    assert runs.make([TOLD_TWICE], AlwaysRefuse(), How(), nobody) != one.name


def test_one_run_is_made_at_a_time(tmp_path: Path) -> None:
    runs = Runs(tmp_path)
    refused: list[InputError] = []

    def another(_: Progress) -> None:
        try:
            runs.make([TOLD_TWICE], AlwaysRefuse(), How(), nobody)
        except InputError as error:
            refused.append(error)

    runs.make([TOLD_TWICE], AlwaysRefuse(), How(), another)
    assert len(refused) == 4
    assert len(runs.kept()) == 1


@pytest.mark.parametrize("name", ["", "..", "../library", "none", "/etc"])
def test_no_name_of_a_run_leads_out_of_their_folder(tmp_path: Path, name: str) -> None:
    runs = Runs(tmp_path / "runs")
    runs.make([TOLD_TWICE], AlwaysRefuse(), How(), nobody)
    with pytest.raises(InputError):
        runs.open(name)


def test_a_run_without_an_answer_says_so(tmp_path: Path) -> None:
    runs = Runs(tmp_path)
    name = runs.make([TOLD_TWICE], AlwaysRefuse(), How(), nobody)
    (tmp_path / name / "answers.jsonl").write_text("", "utf-8")
    with pytest.raises(InputError, match="before its first answer"):
        runs.open(name)


def test_a_bad_file_is_called_as_its_owner_calls_it(tmp_path: Path) -> None:
    bad = tmp_path / "قصص.jsonl"
    bad.write_text("{}\n", "utf-8")
    with pytest.raises(InputError) as refused:
        read_benchmarks([bad])
    assert "قصص.jsonl" in refused.value.said("ar")
    assert "قصص.jsonl" in refused.value.said("en")
    assert str(tmp_path) not in refused.value.said("ar") + refused.value.said("en")


@LANGUAGES
def test_a_report_and_a_comparison_tell_every_case_and_hold_only_words(tmp_path: Path, language: str) -> None:
    runs = Runs(tmp_path)
    first, second = (
        runs.open(runs.make([MARKED], system, How(), nobody)) for system in (AlwaysConflict(), AlwaysRefuse())
    )
    shown = [
        report_shown(gather(second), language),
        comparison_shown(compare(first, second), language),
        runs_shown(runs.kept(), language),
    ]
    for one in shown:
        seen = Seen(one)
        assert seen.tags <= ALLOWED | ALSO
        assert not any(name.startswith(("on", "src", "href")) for name in seen.attributes)
        assert "<img src=x" in seen.text
        assert "\u202e" not in one
    assert shown[0].count("<details>") == len(gather(second).failed)
    assert HOSTILE.id in shown[1]


@LANGUAGES
def test_a_comparison_says_what_got_worse_and_shows_both_answers(tmp_path: Path, language: str) -> None:
    runs = Runs(tmp_path)
    first, second = (
        runs.open(runs.make([TOLD_TWICE], system, How(), nobody)) for system in (AlwaysConflict(), AlwaysRefuse())
    )
    found = compare(first, second)
    shown = comparison_shown(found, language)
    assert shown.count("<details>") == len(found.worse) + len(found.better)
    assert found.worse
    assert found.better
    assert (WORDS[language].outcomes["worse"] in shown) == any(one.is_worse for one in found.measures)
    for change in (*found.worse, *found.better):
        assert change.case.question in Seen(shown).text


def test_a_copied_run_is_told_apart_by_nothing_but_its_folder(tmp_path: Path) -> None:
    runs = Runs(tmp_path)
    name = runs.make([TOLD_TWICE], AlwaysRefuse(), How(), nobody)
    shutil.copytree(tmp_path / name, tmp_path / "copy")
    one, other = runs.kept()
    assert run_name(one) == run_name(other)
    assert compare(runs.open(one.name), runs.open(other.name)).worse == ()
