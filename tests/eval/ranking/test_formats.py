"""Files and folders of questions with the articles that answer them, good and bad."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.ranking.loading import load
from retrieval.errors import InputError
from tests.eval.ranking.conftest import PARAGRAPHS, QUESTIONS, squad, write_json, write_rows

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])


@LANGUAGES
def test_each_paragraph_is_an_article_and_each_question_knows_its_own(twins: list[Path], language: str) -> None:
    one = next(one for one in load(twins) if one.name == f"small.{language}")
    texts = {draft.id: draft.text for draft in one.drafts}
    assert tuple(texts.values()) == PARAGRAPHS[language]
    assert {draft.language for draft in one.drafts} == {case.language for case in one.cases} == {language}
    assert [case.question for case in one.cases] == list(QUESTIONS[language])
    assert [texts[next(iter(case.grades))] for case in one.cases] == list(PARAGRAPHS[language])


@LANGUAGES
def test_a_paragraph_that_comes_twice_is_one_article(tmp_path: Path, language: str) -> None:
    story = squad(language)
    again = dict(story["data"][0]["paragraphs"][0])
    again["context"] = f" {again['context']} "
    again["qas"] = [
        {"id": "other", "question": QUESTIONS[language][1]},
        {"id": "x", "question": "?", "is_impossible": 1},
    ]
    story["data"].append({"paragraphs": [again]})
    (one,) = load([write_json(tmp_path / "twice.json", story)])
    assert len(one.drafts) == 4
    assert [case.id for case in one.cases] == ["q0", "q1", "q2", "q3", "other"]
    assert one.cases[-1].grades == one.cases[0].grades


def test_the_language_of_a_file_is_that_of_most_of_its_questions(tmp_path: Path) -> None:
    story = squad("ar")
    story["data"][0]["paragraphs"][0]["qas"][0]["question"] = "NASA ESA JAXA كم؟"
    (one,) = load([write_json(tmp_path / "x.json", story)])
    assert {case.language for case in one.cases} == {"ar"}


def test_parallel_text_gives_two_sides_in_either_order(parallel: Path, tmp_path: Path) -> None:
    turned = tmp_path / "turned.tsv"
    lines = parallel.read_text("utf-8").splitlines()
    turned.write_text("\r\n".join("\t".join(reversed(line.split("\t"))) for line in lines), "utf-8")
    for path, names in ((parallel, ["pairs.en", "pairs.ar"]), (turned, ["turned.ar", "turned.en"])):
        sides = load([path])
        assert [side.name for side in sides] == names
        assert all(side.mirrored for side in sides)
        assert [case.id for case in sides[0].cases] == [case.id for case in sides[1].cases]
        assert tuple(draft.text for draft in sides[names[0].endswith("en")].drafts) == PARAGRAPHS["ar"]


def test_a_sentence_that_comes_twice_is_one_article_with_two_questions(tmp_path: Path) -> None:
    path = tmp_path / "p.tsv"
    path.write_text("Good morning.\tصباح الخير.\nMorning!\tصباح الخير.\n", "utf-8")
    english, arabic = load([path])
    assert (len(english.drafts), len(arabic.drafts)) == (2, 1)
    assert arabic.cases[0].grades == arabic.cases[1].grades


def test_a_folder_keeps_its_ids_and_grades_and_only_judged_questions(beir: Path) -> None:
    (one,) = load([beir])
    assert one.name == "beir-small"
    assert {case.id: dict(case.grades) for case in one.cases} == {
        "q0": {"d0": 2, "d4": 1},
        "q1": {"d1": 1},
        "q2": {"d4": 1},
        "q3": {"d5": 1},
    }
    assert [case.language for case in one.cases] == ["ar", "ar", "en", "en"]
    (beir / "qrels" / "test.tsv").unlink()
    (other,) = load([beir])
    assert {case.id: dict(case.grades) for case in other.cases} == {"q0": {"d3": 3}}


def test_an_article_of_a_folder_has_its_title_and_one_without_text_is_its_title(beir: Path) -> None:
    rows = [
        {"_id": "d0", "title": "عنوان", "text": "نص"},
        {"_id": 1, "title": "T", "text": " "},
        {"_id": "e", "text": ""},
    ]
    write_rows(beir / "corpus.jsonl", rows)
    (one,) = load([beir])
    assert [(draft.id, draft.title, draft.text) for draft in one.drafts] == [("d0", "عنوان", "نص"), ("1", "T", "T")]


def test_a_relevant_article_that_the_folder_lacks_still_counts_as_one_to_find(beir: Path) -> None:
    with (beir / "qrels" / "test.tsv").open("a") as file:
        file.write("q1\tgone\t1\n")
    (one,) = load([beir])
    assert dict(one.cases[1].grades) == {"d1": 1, "gone": 1}


def spoil_squad(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], Path]:
    def spoil(folder: Path) -> Path:
        story = squad("ar")
        change(story)
        return write_json(folder / "bad.json", story)

    return spoil


def written(name: str, text: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_text(text, "utf-8")
        return folder / name

    return write


def spoilt_beir(name: str, text: str) -> Callable[[Path], Path]:
    def spoil(folder: Path) -> Path:
        write_rows(folder / "b" / "corpus.jsonl", [{"_id": "d", "text": "نص"}])
        write_rows(folder / "b" / "queries.jsonl", [{"_id": "q", "text": "سؤال؟"}])
        write_rows(folder / "b" / "qrels" / "test.tsv", [])
        (folder / "b" / "qrels" / "test.tsv").write_text("q\td\t1\n")
        (folder / "b" / name).write_text(text, "utf-8")
        return folder / "b"

    return spoil


BAD: dict[str, Callable[[Path], Path]] = {
    "not JSON": written("bad.json", "{"),
    "not UTF-8": lambda folder: (folder / "bad.json", (folder / "bad.json").write_bytes(b"\xff\xfe\x00"))[0],
    "a list": written("bad.json", "[1]"),
    "a string for data": written("bad.json", '{"data": "x"}'),
    "no data": spoil_squad(lambda story: story.pop("data")),
    "no context": spoil_squad(lambda story: story["data"][0]["paragraphs"][0].pop("context")),
    "no question": spoil_squad(lambda story: story["data"][0]["paragraphs"][0]["qas"][0].pop("question")),
    "a number for a question": spoil_squad(
        lambda story: story["data"][0]["paragraphs"][0]["qas"][0].update({"question": 1})
    ),
    "no questions": spoil_squad(lambda story: [p.update({"qas": []}) for p in story["data"][0]["paragraphs"]]),
    "no file": lambda folder: folder / "none.json",
    "one column": written("bad.tsv", "صباح الخير.\n"),
    "three columns": written("bad.tsv", "Good morning.\tصباح الخير.\tx\n"),
    "an empty cell": written("bad.tsv", "Good morning.\t \n"),
    "one language": written("bad.tsv", "Good morning.\tBonjour.\n"),
    "an empty file": written("bad.tsv", "\n"),
    "no such parallel text": lambda folder: folder / "none.tsv",
    "another kind": written("bad.txt", "x"),
    "an empty folder": lambda folder: folder,
    "a bad article": spoilt_beir("corpus.jsonl", '{"_id": "d"}\n'),
    "an article that is a number": spoilt_beir("corpus.jsonl", "7\n"),
    "a bad question": spoilt_beir("queries.jsonl", "{\n"),
    "a bad grade": spoilt_beir("qrels/test.tsv", "q\td\tmuch\n"),
    "two columns of grades": spoilt_beir("qrels/test.tsv", "q\td\n"),
    "grades of nothing": spoilt_beir("qrels/test.tsv", "q\tx\t1\n"),
    "no grades": spoilt_beir("qrels/test.tsv", ""),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_read_is_named_in_both_languages(tmp_path: Path, what: str) -> None:
    path = BAD[what](tmp_path)
    with pytest.raises(InputError) as caught:
        load([path])
    for language in ("en", "ar"):
        assert str(path) in caught.value.said(language)


def test_two_collections_of_one_name_are_refused(twins: list[Path], tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    other = write_json(tmp_path / "more" / twins[0].name, squad("ar"))
    with pytest.raises(InputError, match=r"small\.ar"):
        load([*twins, other])


def test_reading_twice_gives_the_same(twins: list[Path], beir: Path) -> None:
    assert load([*twins, beir]) == load([*twins, beir])
