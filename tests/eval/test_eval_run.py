"""`isnad eval run`: a benchmark file goes in, scores and a file of answers come out."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from agent import Agent
from eval.cases import load
from eval.runs import fill, run
from retrieval import Library
from retrieval.library import Progress
from tests.eval.conftest import isnad_eval

STORIES = (
    {
        "id": "comet",
        "articles": [
            {
                "id": "a1",
                "source": "Tarbun Times",
                "published": "2026-03-20",
                "lang": "en",
                "title": "A comet over Tarbun",
                "text": "The comet Berglund will be seen from Tarbun on the night of 4 April 2026.\n\n"
                "Shops have sold out of telescopes.",
            }
        ],
        "questions": [
            {
                "id": "q1",
                "lang": "en",
                "question": "When will the comet Berglund be seen from Tarbun?",
                "answerable": True,
                "evidence": [{"article": "a1", "quote": "seen from Tarbun on the night of 4 April 2026"}],
                "trap": "unit",
            },
            {
                "id": "q2",
                "lang": "en",
                "question": "What is the boiling point of tungsten?",
                "answerable": False,
                "evidence": [],
            },
        ],
    },
    {
        "id": "طاحونة",
        "articles": [
            {
                "id": "a1",
                "source": "صحيفة الشاطئ",
                "published": "2025-03-04",
                "lang": "ar",
                "title": "حريق في طاحونة زمرين",
                "text": "احترقت طاحونة زمرين القديمة في 3 آذار 2025.\n\nوأنقذ الخبّاز قطتين من اللهب.",
            }
        ],
        "questions": [
            {
                "id": "q1",
                "lang": "ar",
                "question": "متى احترقت طاحونة زمرين القديمة؟",
                "answerable": True,
                "evidence": [{"article": "a1", "quote": "احترقت طاحونة زمرين القديمة في 3 آذار 2025"}],
                "conflict": {"kind": "date", "positions": []},
            }
        ],
    },
)
isnad = partial(isnad_eval, "run")
IDS = ["comet/q1", "comet/q2", "طاحونة/q1"]


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A benchmark file of two tiny stories that share the id of their article."""
    path = tmp_path / "stories.jsonl"
    path.write_text("".join(json.dumps(story, ensure_ascii=False) + "\n" for story in STORIES), "utf-8")
    return path


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_run_scores_every_question_and_writes_each_answer_as_the_interface_has_it(
    stories: Path, tmp_path: Path
) -> None:
    out = tmp_path / "answers.jsonl"
    result = isnad(stories, "--answers", out, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    summaries = {row["group"]: row for row in json.loads(result.stdout)}
    assert summaries["all"] == {
        "group": "all",
        "cases": 3,
        "right": 1.0,
        "evidence_cited": 1.0,
        "refused_rightly": 1.0,
        "refused_wrongly": 0.0,
        "conflict_precision": None,
        "conflict_recall": 0.0,
        "sides_cited": None,
        "kind_right": None,
        "false_alarms": 0.0,
        "not_verbatim": 0,
    }
    assert {"language ar", "language en", "trap unit", "conflict date"} <= set(summaries)
    answers = rows(out)
    assert [answer["id"] for answer in answers] == IDS
    assert [answer["status"] for answer in answers] == ["answered", "refused", "answered"]
    assert [answer["citations"][0]["article_id"] for answer in answers if answer["citations"]] == [
        "comet/a1",
        "طاحونة/a1",
    ]
    with Library.open(tmp_path / "library") as library:
        fill(library, load(stories))
        asked = Agent(library).ask(answers[0]["question"]).to_dict()
    assert list(answers[0]) == ["id", *asked]
    assert answers[0]["statements"] == asked["statements"]


@pytest.mark.parametrize(("language", "heading"), [("en", "Evidence cited"), ("ar", "استُشهد بالدليل")])
def test_a_run_prints_a_row_for_each_group_in_the_language_of_the_user(
    stories: Path, tmp_path: Path, language: str, heading: str
) -> None:
    library = tmp_path / "kept"
    result = isnad(stories, "--library", library, language=language)
    assert result.exit_code == 0
    first, *others = result.stdout.splitlines()
    assert heading in first
    assert others[0].split() == [
        *("all", "3", "1.000", "1.000", "1.000", "0.000"),
        *("–", "0.000", "–", "–", "0.000", "0"),
    ]
    assert library.exists(), "a library that was named is kept"
    assert not (tmp_path / "answers.jsonl").exists()


def test_a_run_over_a_kept_library_again_changes_nothing(stories: Path, library: Library) -> None:
    benchmark = load(stories)
    heard: list[Progress] = []
    fill(library, benchmark)
    once = run(benchmark, library, on_progress=heard.append)
    fill(library, benchmark)
    assert run(benchmark, library) == once
    assert [(one.stage, one.done, one.total) for one in heard] == [("asking", number, 3) for number in (1, 2, 3)]


def test_a_question_is_asked_in_its_own_language(stories: Path, library: Library, tmp_path: Path) -> None:
    benchmark = load(stories)
    fill(library, benchmark)
    out = tmp_path / "answers.jsonl"
    with out.open("w", encoding="utf-8") as stream:
        run(benchmark, library, stream)
    assert [answer["language"] for answer in rows(out)] == ["en", "en", "ar"]
    assert "آذار" in out.read_text("utf-8"), "Arabic stands in the file as it is, not escaped"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_file_that_is_no_benchmark_is_an_error_and_leaves_no_answers(tmp_path: Path, language: str) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "s"}\n', "utf-8")
    out = tmp_path / "answers.jsonl"
    result = isnad(tmp_path / "bad.jsonl", "--answers", out, language=language)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith({"en": "Error: ", "ar": "خطأ: "}[language])
    assert not out.exists()
