"""Rows of RAMDocs: several right answers are senses and no conflict; wrong documents contradict the right ones."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.formats import load
from retrieval.errors import InputError

ROW = {
    "question": "What is the population of Zamrin?",
    "documents": [
        {"text": "Zamrin has 3,559 People.", "type": "correct", "answer": "3,559 people"},
        {"text": "Zamrin, the village, has 40 people.", "type": "correct", "answer": "forty"},
        {"text": "Zamrin has 10,000 people.", "type": "misinfo", "answer": "10,000 people"},
        {"text": "Zamrin has a mill.", "type": "noise", "answer": "unknown"},
    ],
    "gold_answers": ["3,559 people", "40 people"],
    "wrong_answers": ["10,000 people"],
}


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "docs.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return path


def test_a_row_becomes_a_story_of_its_documents_with_senses_wrong_answers_and_evidence_by_place(tmp_path: Path) -> None:
    (story,) = load(written(tmp_path, ROW)).stories
    (case,) = story.cases
    assert [draft.id for draft in story.drafts] == ["docs-1/d1", "docs-1/d2", "docs-1/d3", "docs-1/d4"]
    assert case.senses == (("3,559 people",), ("40 people",))
    assert case.wrong == ("10,000 people",)
    assert [(one.article_id, one.quote) for one in case.evidence] == [("docs-1/d1", "3,559 People")]
    assert case.tags == ("senses several", "documents wrong too", "noise some")


def test_only_wrong_documents_make_a_conflict_and_of_a_kind_that_nobody_knows(tmp_path: Path) -> None:
    right = ROW | {"documents": ROW["documents"][:2], "wrong_answers": []}
    with_wrong, without = load(written(tmp_path, ROW, right)).cases
    assert with_wrong.conflict is not None
    assert with_wrong.conflict.kind is None
    assert with_wrong.conflict.positions == (frozenset({"docs-1/d1", "docs-1/d2"}), frozenset({"docs-1/d3"}))
    assert without.conflict is None


def test_a_row_that_lacks_something_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2"):
        load(written(tmp_path, ROW, {"question": "x", "documents": [{"type": "correct"}], "gold_answers": []}))
