"""Files in SQuAD's format as questions to be answered: spans, answers of both languages, four directions."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.formats import load, load_all
from retrieval.errors import InputError

MILL = "  The old mill of Zamrin burned in 1950. A baker saved two cats.  "
MILL_AR = "احترقت طاحونة زمرين القديمة عام 1950. وأنقذ خباز قطتين."


def asked(name: str, question: str, context: str, *answers: str, **more: Any) -> dict[str, Any]:
    given = [{"text": text, "answer_start": max(0, context.find(text))} for text in answers]
    return {"id": name, "question": question, "answers": given} | more


def written(folder: Path, name: str, context: str, *questions: dict[str, Any]) -> Path:
    path = folder / name
    rows = {"data": [{"paragraphs": [{"context": context, "qas": list(questions)}]}]}
    path.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    return path


@pytest.fixture
def twins(tmp_path: Path) -> list[Path]:
    return [
        written(tmp_path, "q.en.json", MILL, asked("7", "What did the baker save?", MILL, "two cats")),
        written(tmp_path, "q.ar.json", MILL_AR, asked("7", "ماذا أنقذ الخباز؟", MILL_AR, "قطتين")),
    ]


def test_twin_files_are_asked_in_four_directions_and_an_answer_counts_in_either_language(twins: list[Path]) -> None:
    english, arabic = load_all(twins)
    assert [case.id for case in english.cases] == ["q.en-1/7 en→en", "q.en-1/7 ar→en"]
    assert [case.tags for case in arabic.cases] == [("direction ar→ar",), ("direction en→ar",)]
    assert [case.language for case in arabic.cases] == ["ar", "en"]
    for case in (*english.cases, *arabic.cases):
        assert set(case.answers) == {"two cats", "قطتين"}


def test_the_answer_stands_where_the_evidence_says_even_behind_leading_space(twins: list[Path]) -> None:
    for benchmark in load_all(twins):
        texts = {draft.id: draft.text for draft in benchmark.drafts}
        for case in benchmark.cases:
            (evidence,) = case.evidence
            assert evidence.start is not None
            assert texts[evidence.article_id][evidence.start :].startswith(evidence.quote)


def test_one_file_alone_is_asked_its_own_questions_only(twins: list[Path]) -> None:
    assert [case.tags for case in load(twins[0]).cases] == [("direction en→en",)]


def test_a_question_marked_impossible_must_be_refused_and_one_with_an_empty_answer_is_left_out(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "t.json",
        MILL,
        asked("1", "Who set the fire?", MILL, is_impossible=True),
        asked("2", "When did it burn?", MILL, ""),
        asked("3", "When did it burn?", MILL, "1950"),
    )
    assert [(case.id, case.answerable) for case in load(path).cases] == [("t-1/1 en→en", False), ("t-1/3 en→en", True)]


@pytest.mark.parametrize("content", ["", "[]", '{"data": [{"paragraphs": [{"context": "x"}]}]}', '{"data": []}'])
def test_what_is_not_of_the_format_is_named_in_both_languages(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError) as error:
        load(path)
    for language in ("en", "ar"):
        assert str(path) in error.value.said(language)


def test_a_folder_to_search_in_is_sent_to_the_command_that_measures_search(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        load(tmp_path)
    for language in ("en", "ar"):
        assert f"isnad eval search {tmp_path}" in error.value.said(language)


def test_a_file_without_any_answers_is_sent_to_the_command_that_measures_search(tmp_path: Path) -> None:
    path = written(tmp_path, "bare.json", MILL, asked("2", "When did it burn?", MILL, ""))
    with pytest.raises(InputError, match="isnad eval search"):
        load(path)
