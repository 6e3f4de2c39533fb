"""`isnad eval run`: a benchmark file goes in, scores and a file of answers come out."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from agent import Agent
from agent.records import Answer
from eval.folders import load_run
from eval.formats import load
from eval.runs import How, Run, drawn, run
from eval.systems import Isnad
from retrieval import Library
from retrieval.errors import InputError
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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run over the two stories; only read it."""
    folder = tmp_path_factory.mktemp("made")
    path = folder / "stories.jsonl"
    path.write_text("".join(json.dumps(story, ensure_ascii=False) + "\n" for story in STORIES), "utf-8")
    return run([load(path)], Isnad(), folder / "run")


def figure(summary: dict[str, Any], group: str, measure: str) -> float:
    return next(row for row in summary["groups"] if row["group"] == group)["measures"][measure]["mean"]


def test_a_run_scores_every_question_and_writes_each_answer_as_the_interface_has_it(
    stories: Path, tmp_path: Path
) -> None:
    out = tmp_path / "answers.jsonl"
    result = isnad(stories, "--answers", out, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    summary = json.loads(result.stdout)
    figures = {name: figure(summary, "all", name) for name in ("Evidence", "Refused", "OverRefused", "Verbatim")}
    assert figures == {"Evidence": 1, "Refused": 1, "OverRefused": 0, "Verbatim": 1}
    groups = [row["group"] for row in summary["groups"]]
    assert {"all", "language ar", "language en", "trap unit", "conflict date"} <= set(groups)
    answers = rows(out)
    assert [answer["id"] for answer in answers] == IDS
    assert [answer["status"] for answer in answers] == ["answered", "refused", "answered"]
    assert [answer["citations"][0]["article_id"] for answer in answers if answer["citations"]] == [
        "comet/a1",
        "طاحونة/a1",
    ]
    with Library.open(tmp_path / "library") as library:
        library.add_drafts(load(stories).drafts)
        asked = Agent(library).ask(answers[0]["question"]).to_dict()
    assert list(answers[0]) == ["id", *asked]
    assert answers[0]["statements"] == asked["statements"]
    assert "آذار" in out.read_text("utf-8"), "Arabic stands in the file as it is, not escaped"


@pytest.mark.parametrize(("language", "heading"), [("en", "gold evidence is cited"), ("ar", "استُشهد بالدليل")])
def test_a_run_prints_each_measure_and_group_in_the_language_of_the_user(
    stories: Path, tmp_path: Path, language: str, heading: str
) -> None:
    library = tmp_path / "kept"
    result = isnad(stories, "--library", library, language=language)
    assert result.exit_code == 0
    assert f"Evidence\t{heading}\t1.000 [1.00, 1.00]" in result.stdout
    assert {"en": "trap: unit\t1", "ar": "الشرك: وحدة قياس\t1"}[language] in result.stdout
    assert library.exists(), "a library that was named is kept"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_gate_that_is_missed_is_named_and_ends_with_1(stories: Path, language: str) -> None:
    missed = isnad(stories, "--fail-under", "ConflictR=0.5", "--fail-under", "Evidence=1", language=language)
    assert missed.exit_code == 1
    assert missed.stderr.splitlines() == [
        {"en": "ConflictR is 0.000; the gate is 0.5.", "ar": "قيمة ConflictR هي 0.000 والحد 0.5."}[language]
    ]
    assert isnad(stories, "--fail-under", "overrefused=0", language=language).exit_code == 0


@pytest.mark.parametrize("gate", ["Nonsense=1", "Right", "Right=high"])
def test_a_gate_that_cannot_be_read_is_an_error_before_any_work(stories: Path, gate: str) -> None:
    result = isnad(stories, "--fail-under", gate)
    assert (result.exit_code, result.stdout) == (1, "")


def test_the_folder_of_a_run_tells_all_that_it_depended_on(made: Run) -> None:
    settings = json.loads((made.path / "settings.json").read_text("utf-8"))
    assert settings["system"]["writer"] == "quotes"
    assert {"python", "packages", "platform"} <= settings["made"].keys()
    assert json.loads((made.path / "libraries.json").read_text("utf-8")).keys() == {"stories"}
    scores = {row["id"]: row["scores"] for row in rows(made.path / "scores.jsonl")}
    assert scores["comet/q2"]["Refused"] == {
        "gained": 1.0,
        "out_of": 1.0,
        "reason": {"en": "refused, as nothing answers it", "ar": "رُفض إذ لا جواب له"},
    }
    seconds = json.loads((made.path / "summary.json").read_text("utf-8"))["seconds"]
    assert seconds["total"] == pytest.approx(seconds["answering"] + seconds["filling"] + seconds["harness"], abs=0.01)


def test_a_run_that_is_read_again_has_the_same_scores(made: Run) -> None:
    again = load_run(made.path)
    assert (again.cases, again.scores) == (made.cases, made.scores)


def test_a_run_that_was_killed_goes_on_where_it_was_and_asks_nothing_twice(
    stories: Path, tmp_path: Path, made: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = Agent.ask

    def watched(agent: Agent, question: str, *rest: Any, **more: Any) -> Answer:
        asked.append(question)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return ask(agent, question, *rest, **more)

    monkeypatch.setattr(Agent, "ask", watched)
    with pytest.raises(KeyboardInterrupt):
        run([load(stories)], Isnad(), tmp_path / "run")
    with (tmp_path / "run" / "answers.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "comet/q2", "question": "What is')
    heard: list[Progress] = []
    again = run([load(stories)], Isnad(), tmp_path / "run", How(resume=True), heard.append)
    assert len(asked) == 2 + 2
    assert [one.done for one in heard if one.stage == "asking"] == [2, 3]
    steady = [name for name in made.scores["comet/q1"] if not name.startswith("Seconds")]
    for name in IDS:
        assert {m: again.scores[name].get(m) for m in steady} == {m: made.scores[name].get(m) for m in steady}


def test_a_run_is_not_overwritten_and_not_gone_on_with_under_other_settings(stories: Path, made: Run) -> None:
    benchmark = load(stories)
    with pytest.raises(InputError, match="--resume"):
        run([benchmark], Isnad(), made.path)
    for how in (How(resume=True, seed=7), How(resume=True, together=False)):
        with pytest.raises(InputError, match="other settings"):
            run([benchmark], Isnad(), made.path, how)
    changed = stories.with_name("stories.jsonl")
    changed.write_text(stories.read_text("utf-8").replace("sold out of", "run out of"), "utf-8")
    with pytest.raises(InputError, match="benchmarks"):
        run([load(changed)], Isnad(), made.path, How(resume=True))


def test_apart_each_story_is_asked_of_its_own_articles_alone(stories: Path, tmp_path: Path) -> None:
    apart = run([load(stories)], Isnad(), tmp_path / "run", How(together=False))
    assert set(apart.answers) == set(IDS)
    assert [answer["searched"]["articles"] for answer in apart.answers.values()] == [1, 0, 1]
    assert set(json.loads((apart.path / "libraries.json").read_text("utf-8"))) == {"stories/comet", "stories/طاحونة"}


def test_a_sample_is_drawn_by_its_seed_and_does_not_depend_on_the_order_of_questions(stories: Path) -> None:
    benchmark = load(stories)
    samples = {seed: {case.id for case in drawn(benchmark, 2, seed).cases} for seed in range(9)}
    assert all(len(sample) == 2 for sample in samples.values())
    assert len(set(map(frozenset, samples.values()))) > 1
    turned = type(benchmark)(benchmark.name, benchmark.stories[::-1])
    assert {case.id for case in drawn(turned, 2, 3).cases} == samples[3]
    assert drawn(benchmark, None, 0) == benchmark


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_file_that_is_no_benchmark_is_an_error_and_leaves_no_answers(tmp_path: Path, language: str) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "s"}\n', "utf-8")
    out = tmp_path / "answers.jsonl"
    result = isnad(tmp_path / "bad.jsonl", "--answers", out, language=language)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith({"en": "Error: ", "ar": "خطأ: "}[language])
    assert not out.exists()


def test_kept_libraries_of_stories_apart_stay_below_the_folder_that_was_named(stories: Path, tmp_path: Path) -> None:
    stories.write_text(stories.read_text("utf-8").replace('"id": "comet"', '"id": "../../comet"'), "utf-8")
    kept = tmp_path / "deep" / "kept"
    run([load(stories)], Isnad(), tmp_path / "run", How(together=False, library=kept))
    assert len(list(kept.iterdir())) == 2
    assert {path.name for path in tmp_path.iterdir()} == {"deep", "run", "stories.jsonl"}


def test_another_process_makes_the_same_of_the_same_cases_so_that_it_can_go_on(tmp_path: Path) -> None:
    code = (
        "from eval.formats import load; from eval.benchmark import STORIES; from eval.folders import case_row, line_of;"
        "import hashlib; print(hashlib.sha256(''.join(line_of(case_row(c)) for c in load(STORIES).cases).encode())"
        ".hexdigest())"
    )
    root = str(Path(__file__).parents[2])
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root},
            capture_output=True,
            check=True,
            cwd=tmp_path,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
