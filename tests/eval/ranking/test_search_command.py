"""`isnad eval search`: question files go in, one table of systems and measures comes out."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from eval.ranking import bm25, runs
from eval.ranking.bm25 import Bm25Ranker
from eval.ranking.loading import load
from eval.ranking.measures import Measure
from eval.ranking.runs import run
from eval.ranking.systems import BM25, FUSED, LEGS_OF
from eval.ranking.tasks import separate
from retrieval.library import Library, Progress
from retrieval.records import Draft
from tests.eval.conftest import isnad_eval
from tests.eval.ranking.conftest import PARAGRAPHS, QUESTIONS

SYSTEMS = [*LEGS_OF, BM25]
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
isnad = partial(isnad_eval, "search")


def values(result: Result) -> list[dict[str, Any]]:
    assert (result.exit_code, result.stderr) == (0, "")
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    return rows


def test_twins_are_measured_in_four_directions_by_every_system(twins: list[Path]) -> None:
    rows = values(isnad(*twins, "--json"))
    assert [(row["direction"], row["system"]) for row in rows] == [
        (direction, system) for direction in ("ar→ar", "en→ar", "en→en", "ar→en") for system in SYSTEMS
    ]
    assert all(list(row["measures"]) == ["nDCG@10", "Recall@20", "MRR@10", "Hit@1"] for row in rows)
    assert all(0 <= one["low"] <= one["mean"] <= one["high"] <= 1 for row in rows for one in row["measures"].values())
    assert {row["questions"] for row in rows} == {4}
    for row in rows:
        if row["system"] == FUSED:
            assert row["measures"]["Hit@1"]["mean"] == 1.0, row
            assert set(row["against_bm25"]["nDCG@10"]) == {"mean", "low", "high", "p"}
        else:
            assert row["against_bm25"] is None


def test_bm25_finds_stems_of_its_own_language_and_nothing_across() -> None:
    for language, other in (("ar", "en"), ("en", "ar")):
        ranker = Bm25Ranker([Draft(str(n), text) for n, text in enumerate(PARAGRAPHS[language])])
        assert [ranker.rank(text, language, 3)[0] for text in QUESTIONS[language][:3]] == ["0", "1", "2"]
        assert [ranker.rank(text, other, 3) for text in QUESTIONS[other]] == [[]] * 4
        assert ranker.rank("؟", language, 3) == []
        assert len(ranker.rank(" ".join(PARAGRAPHS[language]), language, 99)) == 4


def test_a_mixed_pool_is_told_by_language_of_question_and_article(twins: list[Path]) -> None:
    rows = values(isnad(*twins, "--pool", "mixed", "--json"))
    assert {(row["articles"], row["direction"]) for row in rows} == {
        ("small.ar+small.en", direction) for direction in ("ar→ar", "ar→en", "en→ar", "en→en")
    }
    assert all(list(row["measures"]) == ["Hit@20", "nDCG@10", "Hit@1"] for row in rows)
    assert all(row["measures"]["Hit@20"]["mean"] == 1.0 for row in rows if row["system"] == FUSED)


@pytest.mark.parametrize(("language", "heading"), [("en", "Found by"), ("ar", "الباحث")])
def test_the_table_is_in_the_language_of_the_user_and_its_measures_as_asked(
    twins: list[Path], language: str, heading: str
) -> None:
    result = isnad(*twins, "--measure", "R@20", "--measure", "hit@1", "--questions", "2", language=language)
    assert (result.exit_code, result.stderr) == (0, "")
    head, *rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert heading in head
    assert head[4:6] == ["Recall@20", "Hit@1"]
    assert "BM25" in head[6]
    assert len(rows) == 16
    assert all(len(row) == len(head) and row[3] == "2" for row in rows)
    fused = next(row for row in rows if row[2] == FUSED)
    assert fused[4] == "1.000 [1.000, 1.000]"
    assert "p=" in fused[6]


def test_a_named_folder_keeps_a_library_for_each_pool_and_measures_the_same_again(
    twins: list[Path], tmp_path: Path
) -> None:
    once = isnad(*twins, "--library", tmp_path / "kept", "--json")
    assert isnad(*twins, "--library", tmp_path / "kept", "--json").stdout == once.stdout
    for language in ("ar", "en"):
        with Library.open(tmp_path / "kept" / f"small.{language}") as library:
            assert [article.text for article in library.articles()] == list(PARAGRAPHS[language])


def test_graded_answers_in_a_folder_are_measured(beir: Path) -> None:
    rows = values(isnad(beir, "--measure", "nDCG@1", "--json"))
    fused = {row["direction"]: row["measures"]["nDCG@1"]["mean"] for row in rows if row["system"] == FUSED}
    assert fused == {"ar→ar+en": 1.0, "ar→ar": 1.0, "en→en": 1.0}


def test_progress_counts_every_question_of_every_system(twins: list[Path], tmp_path: Path) -> None:
    heard: list[Progress] = []
    run(separate(load(twins)), [Measure("Hit", 1)], tmp_path, heard.append)
    asked = [one for one in heard if one.stage == "asking"]
    assert [one.done for one in asked] == list(range(1, 4 * 4 * len(SYSTEMS) + 1))
    assert {one.total for one in asked} == {4 * 4 * len(SYSTEMS)}


@pytest.mark.parametrize(("language", "said"), [("en", "left out"), ("ar", "حُذفت")])
def test_without_bm25s_its_rows_are_left_out_and_the_user_is_told_how_to_get_them(
    twins: list[Path], monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.setattr(runs, "is_installed", lambda: False)
    result = isnad(twins[0], "--json", language=language)
    assert result.exit_code == 0
    assert said in result.stderr
    assert "pip install bm25s" in result.stderr
    assert [row["system"] for row in json.loads(result.stdout)] == list(LEGS_OF)
    table = isnad(twins[0], language=language)
    assert "BM25" not in table.stdout


def test_bm25s_is_imported_only_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "bm25s", raising=False)
    assert bm25.is_installed()
    assert "bm25s" not in sys.modules


@LANGUAGES
@pytest.mark.parametrize("wrong", [["--measure", "precision@5"], ["none.json"], ["--pool", "mixed"]], ids=" ".join)
def test_wrong_input_is_one_line_of_error_before_any_work(
    twins: list[Path], tmp_path: Path, language: str, wrong: list[str]
) -> None:
    result = isnad(twins[0], *wrong, "--library", tmp_path / "kept", language=language)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith({"en": "Error: ", "ar": "خطأ: "}[language])
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "kept").exists()


def test_no_questions_at_all_are_wrong_usage(twins: list[Path]) -> None:
    assert isnad(*twins, "--questions", "0").exit_code == 2
    assert isnad().exit_code == 2
