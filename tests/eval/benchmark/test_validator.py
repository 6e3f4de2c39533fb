"""The check of benchmark files: what it passes, what it finds, and where it says it is."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.benchmark.shapes import KINDS, TRAPS
from eval.benchmark.validator import check, main
from retrieval.errors import InputError

ARTICLES = (
    {
        "id": "a1",
        "source": "Tarbun Times",
        "published": "2026-03-20",
        "lang": "en",
        "title": "Mill burns",
        "text": "The mill burned on 3 March. Two were hurt.",
    },
    {
        "id": "a2",
        "source": "صحيفة الشاطئ",
        "published": None,
        "lang": "ar",
        "title": "حريق",
        "text": "احترقت الطاحونة في 4 آذار.",
    },
)
EVIDENCE = ({"article": "a1", "quote": "3 March"}, {"article": "a2", "quote": "في 4 آذار"})
POSITIONS = ({"value": "3 March", "articles": ["a1"]}, {"value": "4 March", "articles": ["a2"]})
DIFFERS = {
    "id": "q1",
    "lang": "en",
    "question": "When did the mill burn?",
    "answerable": True,
    "answers": ["3 March", "4 March"],
    "evidence": list(EVIDENCE),
    "conflict": {"kind": "date", "positions": list(POSITIONS)},
    "trap": None,
    "note": "One fire, two days.",
}
SILENT = DIFFERS | {"id": "q2", "lang": "ar", "answerable": False, "answers": [], "evidence": [], "conflict": None}
STORY = {"id": "mill", "topic": "A fire", "articles": list(ARTICLES), "questions": [DIFFERS, SILENT]}


def article(**changes: Any) -> dict[str, Any]:
    return STORY | {"articles": [ARTICLES[0] | changes, ARTICLES[1]]}


def question(**changes: Any) -> dict[str, Any]:
    return STORY | {"questions": [DIFFERS | changes]}


def positions(*given: object) -> dict[str, Any]:
    return question(conflict={"kind": "date", "positions": list(given)})


def without(thing: dict[str, Any], field: str) -> dict[str, Any]:
    return {key: value for key, value in thing.items() if key != field}


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    def write(*stories: object) -> Path:
        path = tmp_path / "stories.jsonl"
        lines = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in stories)
        path.write_text("\n".join(lines), "utf-8")
        return path

    return write


def test_a_file_in_the_format_has_no_faults(written: Callable[..., Path]) -> None:
    assert check(written(STORY, STORY | {"id": "other"}, "")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_conflict_is_known(written: Callable[..., Path], kind: str) -> None:
    assert check(written(question(conflict={"kind": kind, "positions": list(POSITIONS)}))) == []


@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_is_known(written: Callable[..., Path], trap: str) -> None:
    assert check(written(question(conflict=None, trap=trap))) == []


@pytest.mark.parametrize(
    ("story", "name", "message"),
    [
        ("{", "?", "is not JSON"),
        ("7", "?", "is 7, not an object"),
        (without(STORY, "topic"), "mill", "has no 'topic'"),
        (STORY | {"id": 5}, "5", "'id' is 5, not string"),
        (STORY | {"topic": " "}, "mill", "'topic' is empty"),
        (STORY | {"articles": [], "questions": [SILENT]}, "mill", "has no articles"),
        (STORY | {"questions": []}, "mill", "has no questions"),
        (STORY | {"articles": [*ARTICLES, ARTICLES[0]]}, "mill/a1", "the id 'a1' is there twice"),
        (STORY | {"questions": [DIFFERS, DIFFERS]}, "mill/q1", "the id 'q1' is there twice"),
        (STORY | {"questions": ["q1"]}, "mill/?", "is 'q1', not an object"),
        (article(lang="fr"), "mill/a1", "'lang' is 'fr', none of ar, en"),
        (article(published="20 March"), "mill/a1", "'published' is '20 March', not a day"),
        (article(published="20260320"), "mill/a1", "'published' is '20260320', not a day"),
        (article(published="2026-02-30"), "mill/a1", "'published' is '2026-02-30', not a day"),
        (article(title=None), "mill/a1", "'title' is None, not string"),
        (question(lang="de"), "mill/q1", "'lang' is 'de'"),
        (question(answerable="yes"), "mill/q1", "'answerable' is 'yes', not true or false"),
        (question(note=""), "mill/q1", "'note' is empty"),
        (question(answers=[], conflict=None), "mill/q1", "'answerable' and 'answers' disagree"),
        (question(evidence=[]), "mill/q1", "'answerable' and 'evidence' disagree"),
        (question(answerable=False, evidence=[]), "mill/q1", "'answerable' and 'answers' disagree"),
        (question(answers=["3 March", 4]), "mill/q1", "the answer 4 is no text"),
        (question(evidence=[{"article": "a9", "quote": "3 March"}]), "mill/q1", "the story has no article 'a9'"),
        (question(evidence=[{"article": "a1", "quote": "3 march"}]), "mill/q1", "a1 does not say '3 march'"),
        (question(evidence=[{"article": "a1", "quote": "في 4 آذار"}]), "mill/q1", "a1 does not say"),
        (question(evidence=[{"article": "a1"}]), "mill/q1", "has no 'quote'"),
        (question(conflict=None, trap="guess"), "mill/q1", "'trap' is 'guess', none of update"),
        (question(trap="unit"), "mill/q1", "has both a trap and a conflict"),
        (question(conflict={"kind": "mood", "positions": list(POSITIONS)}), "mill/q1", "'kind' is 'mood'"),
        (question(conflict={"kind": "date"}), "mill/q1", "has no 'positions'"),
        (question(answers=["3 March"]), "mill/q1", "a position has no entry in 'answers'"),
        (positions(), "mill/q1", "needs two values and two articles"),
        (positions(POSITIONS[0]), "mill/q1", "needs two values and two articles"),
        (positions(POSITIONS[0], POSITIONS[0]), "mill/q1", "needs two values and two articles"),
        (positions(POSITIONS[0], POSITIONS[1] | {"articles": ["a1"]}), "mill/q1", "needs two values and two articles"),
        (positions(POSITIONS[0], POSITIONS[1] | {"articles": ["a9"]}), "mill/q1", "the story has no article 'a9'"),
        (positions(POSITIONS[0], POSITIONS[1] | {"articles": [{}]}), "mill/q1", "the story has no article {}"),
        (positions(POSITIONS[0], POSITIONS[1] | {"articles": []}), "mill/q1", "'4 March' has no articles"),
        (positions(*POSITIONS, 4), "mill/q1", "is 4, not an object"),
    ],
)
def test_a_fault_is_found_in_its_line_under_its_id_and_alone(
    written: Callable[..., Path], story: object, name: str, message: str
) -> None:
    (fault,) = check(written(STORY | {"id": "sound"}, "", story))
    assert (fault.line, fault.id) == (3, name)
    assert message in str(fault.message)


def test_two_stories_of_one_id_are_told_apart_by_their_lines(written: Callable[..., Path]) -> None:
    (fault,) = check(written(STORY, STORY))
    assert (fault.line, str(fault.message)) == (2, "the id 'mill' is there twice")


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_an_empty_file_is_a_fault(written: Callable[..., Path], content: str) -> None:
    (fault,) = check(written(content))
    assert (fault.line, fault.id, str(fault.message)) == (1, "stories.jsonl", "holds no stories")


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        check(tmp_path / "missing.jsonl")


def test_a_sound_file_gets_its_counts_by_sort_and_language(
    written: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(STORY)
    assert main([str(path)]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert rows[0] == [str(path)]
    assert rows[1] == ["all", "ar", "en", "across"]
    for row in (
        ["conflict", "date", "1", "0", "1", "1"],
        ["trap", "unit", "0", "0", "0", "0"],
        ["unanswerable", "1", "1", "0", "0"],
        ["all", "2", "1", "1", "1"],
    ):
        assert row in rows


@pytest.mark.parametrize(
    ("language", "said"), [("en", "has both a trap and a conflict"), ("ar", "فيه trap وconflict معاً")]
)
def test_faults_are_printed_with_file_line_and_id_in_either_language(
    written: Callable[..., Path], capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    path = written(question(trap="unit"))
    assert main([str(path), "--language", language]) == 1
    assert capsys.readouterr().out == f"{path}:1: mill/q1: {said}\n"


def test_one_file_with_faults_among_sound_ones_is_enough_to_exit_with_1(
    written: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "missing.jsonl"), str(written(STORY))]) == 1
    out, err = capsys.readouterr()
    assert "missing.jsonl" in err
    assert "unanswerable" in out
