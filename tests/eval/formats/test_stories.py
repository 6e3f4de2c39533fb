"""Reading benchmark files: articles and cases under ids that lie together in one library, and what is no such file."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.cases import Disagreement, Evidence
from eval.formats import load
from retrieval.errors import InputError

ARTICLE = {"id": "a1", "text": "The mill burned.", "source": "Herald", "published": "2025-03-01", "title": "Fire"}
QUESTION = {
    "id": "q1",
    "lang": "ar",
    "question": "ماذا احترق؟",
    "answerable": True,
    "evidence": [{"article": "a1", "quote": "The mill burned."}],
}


def story(name: str = "s", **changes: Any) -> dict[str, Any]:
    return {"id": name, "articles": [ARTICLE], "questions": [QUESTION]} | changes


def written(folder: Path, *stories: object) -> Path:
    path = folder / "stories.jsonl"
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in stories), "utf-8")
    return path


def test_an_article_and_a_question_are_read_with_all_that_is_said_of_them(tmp_path: Path) -> None:
    benchmark = load(written(tmp_path, story()))
    (draft,), (case,) = benchmark.drafts, benchmark.cases
    assert (draft.id, draft.text, draft.source) == ("s/a1", "The mill burned.", "Herald")
    assert (draft.published, draft.title, draft.path) == ("2025-03-01", "Fire", None)
    assert (case.id, case.language, case.question, case.answerable) == ("s/q1", "ar", "ماذا احترق؟", True)
    assert case.evidence == (Evidence("s/a1", "The mill burned."),)
    assert case.story == "s"


def test_articles_and_cases_are_named_after_their_story_whether_or_not_another_shares_the_id(tmp_path: Path) -> None:
    own = ARTICLE | {"id": "own"}
    benchmark = load(written(tmp_path, story("first", articles=[ARTICLE, own]), story("ثانية")))
    assert [draft.id for draft in benchmark.drafts] == ["first/a1", "first/own", "ثانية/a1"]
    assert [case.id for case in benchmark.cases] == ["first/q1", "ثانية/q1"]
    assert [case.evidence[0].article_id for case in benchmark.cases] == ["first/a1", "ثانية/a1"]


def test_every_evidence_names_an_article_that_goes_in(tmp_path: Path) -> None:
    benchmark = load(
        written(tmp_path, story("one"), story("two"), story("three", articles=[ARTICLE | {"id": "b"}, ARTICLE]))
    )
    ids = {draft.id for draft in benchmark.drafts}
    assert len(ids) == len(benchmark.drafts)
    assert {evidence.article_id for case in benchmark.cases for evidence in case.evidence} <= ids


def test_what_is_left_out_is_unknown_and_the_tags_say_none(tmp_path: Path) -> None:
    bare = {"id": "a1", "text": "احترقت الطاحونة."}
    benchmark = load(written(tmp_path, story(articles=[bare])))
    (draft,), (case,) = benchmark.drafts, benchmark.cases
    assert (draft.title, draft.source, draft.url, draft.published, draft.language) == (None,) * 5
    assert case.tags == ("kind question", "trap none", "conflict none")


def test_tags_name_the_kind_the_trap_and_the_conflict(tmp_path: Path) -> None:
    marked = QUESTION | {"kind": "brief", "trap": "rounding", "conflict": {"kind": "number", "positions": []}}
    (case,) = load(written(tmp_path, story(questions=[marked]))).cases
    assert case.tags == ("kind brief", "trap rounding", "conflict number")


def test_the_positions_of_a_conflict_name_the_articles_that_go_in(tmp_path: Path) -> None:
    positions = [{"value": "40", "articles": ["a1"]}, {"value": "55", "articles": ["b", "c"]}]
    asked = QUESTION | {"conflict": {"kind": "number", "positions": positions}}
    articles = [ARTICLE, ARTICLE | {"id": "b"}, ARTICLE | {"id": "c"}]
    first, other = load(written(tmp_path, story("first", articles=articles, questions=[asked]), story("other"))).cases
    assert first.conflict == Disagreement("number", (frozenset({"first/a1"}), frozenset({"first/b", "first/c"})))
    assert other.conflict is None


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (["{"], "1"),
        (["[1, 2]"], "1"),
        (["7"], "1"),
        ([json.dumps(story()), '{"id": "t", "articles": []}'], "2"),
        ([json.dumps(story()), "not JSON"], "2"),
    ],
)
def test_a_line_that_is_no_story_is_named_with_its_number(tmp_path: Path, lines: list[str], named: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(InputError) as error:
        load(path)
    assert f"{path}, line {named}," in error.value.said("en")
    assert f"السطر {named} من {path}" in error.value.said("ar")


def test_a_file_that_is_missing_or_not_text_is_named_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00\x01")
    for path in (tmp_path / "missing", tmp_path / "binary", tmp_path):
        with pytest.raises(InputError) as error:
            load(path)
        for language in ("en", "ar"):
            assert str(path) in error.value.said(language)


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\u2029"])
def test_a_line_separator_inside_a_text_ends_no_line(tmp_path: Path, separator: str) -> None:
    text = f"The mill burned.{separator}Nobody was hurt."
    (draft,) = load(written(tmp_path, story(articles=[ARTICLE | {"text": text}]))).drafts
    assert draft.text == text


def test_a_blank_line_at_the_end_is_no_story(tmp_path: Path) -> None:
    path = written(tmp_path, story())
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert len(load(path).cases) == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"articles": [{"id": "a1"}]},
        {"articles": [{"text": "The mill burned."}]},
        {"articles": 5},
        {"questions": [{key: value for key, value in QUESTION.items() if key != "lang"}]},
        {"questions": [QUESTION | {"evidence": [{"article": "unheard of", "quote": "x"}]}]},
    ],
    ids=["no text", "no article id", "articles is a number", "no language", "evidence of no article"],
)
def test_a_story_that_lacks_something_inside_is_named_too(tmp_path: Path, broken: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        load(written(tmp_path, story(**broken)))
