"""Paths in, articles out: every article once, every refusal with its reason, nothing raised."""

import json
import os
import random
import re
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import reading
from retrieval.reading import Refusal, measure, read
from retrieval.records import Draft

ARABIC = "افتُتح الجسر الجديد صباح الأحد."
ENGLISH = "The new bridge opened on Sunday."
SAMPLE = Path(reading.__file__).parent / "sample"
QUESTIONS = Path(__file__).parents[1] / "sample_questions.jsonl"


def drafts(*paths: str | Path) -> list[Draft]:
    return [item for item in read(paths) if isinstance(item, Draft)]


def refusals(*paths: str | Path) -> list[Refusal]:
    return [item for item in read(paths) if isinstance(item, Refusal)]


def is_arabic(reason: str) -> bool:
    """Whether the sentence is Arabic, in spite of the names and values it quotes."""
    return len(re.findall("[\u0621-\u064a]", reason)) > len(re.findall("[A-Za-z]", reason)) / 2


def write(path: Path, content: str | bytes = ARABIC) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def write_rows(path: Path, *rows: Any) -> Path:
    return write(path, "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows))


# Text files


@pytest.mark.parametrize("name", ["خبر الجسر.txt", "bridge.TXT", "bridge.text", "bridge", "الجسر"])
def test_a_text_file_becomes_an_article_named_after_it(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, f"\ufeff{ARABIC}\r\n\r\n{ENGLISH}\n")
    assert drafts(path) == [
        Draft(id=Path(name).stem, text=f"{ARABIC}\r\n\r\n{ENGLISH}\n", path=str(path)),
    ]


@pytest.mark.parametrize("name", ["3. الجسر", "news 17.11.2025"])
def test_a_dot_inside_a_name_begins_no_ending(tmp_path: Path, name: str) -> None:
    assert [draft.id for draft in drafts(write(tmp_path / name))] == [name]


def test_the_stored_path_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("a.txt"))
    assert [draft.path for draft in drafts("a.txt", "./a.txt")] == [str(tmp_path / "a.txt")]


@pytest.mark.parametrize(
    ("content", "reason"), [("", "is empty"), (" \r\n\t\n", "no words"), ("ـــ — ***", "no words")]
)
def test_a_file_without_words_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    path = write(tmp_path / "a.txt", content)
    (refusal,) = refusals(path)
    assert (refusal.path, refusal.row, refusal.kind) == (str(path), None, "unreadable")
    assert reason in refusal.reason.english


def test_a_bad_file_stops_no_good_one(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", ARABIC)
    write(tmp_path / "b.txt", b"\x89PNG\r\n\x1a\n\x00\x00")
    write(tmp_path / "c.txt", ENGLISH)
    assert [item.id if isinstance(item, Draft) else item.kind for item in read(tmp_path)] == ["a", "unreadable", "c"]


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = write(tmp_path / "dump.txt")
    os.truncate(path, 3_000_000_000)
    (refusal,) = refusals(path)
    assert "larger than 20 MB" in refusal.reason.english


def test_a_file_that_vanished_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    items = read(path)
    path.unlink()
    (refusal,) = items
    assert isinstance(refusal, Refusal)
    assert "no such file any more" in refusal.reason.english
    assert "لم يعد موجوداً" in refusal.reason.arabic


# Paths and folders


@pytest.mark.parametrize("missing", ["nowhere.txt", "مفقود.txt", "a.txt/inside", "bad\0name"])
def test_a_path_that_leads_nowhere_is_refused_and_the_others_are_read(tmp_path: Path, missing: str) -> None:
    path = write(tmp_path / "a.txt")
    first, second = read([str(tmp_path / missing), path])
    assert isinstance(first, Refusal)
    assert first.kind in ("missing", "unreadable")
    assert isinstance(second, Draft)


def test_an_empty_path_is_not_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path / "a.txt").parent)
    assert [refusal.kind for refusal in refusals("")] == ["missing"]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert [refusal.kind for refusal in refusals(tmp_path)] == ["missing"]


def test_a_folder_is_read_in_sorted_order_and_its_hidden_files_are_not(tmp_path: Path) -> None:
    for name in ["ب/١.txt", "b.txt", "a/2.txt", "a/1.txt", ".hidden.txt", ".git/3.txt"]:
        write(tmp_path / name, name)
    assert [draft.id for draft in drafts(tmp_path)] == ["1", "2", "b", "١"]


def test_a_lone_path_is_taken_as_one_path(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    assert list(read(path)) == list(read(str(path))) == list(read([path]))


@pytest.mark.parametrize("name", ["photo.jpg", "report.pdf", "page.html", "rows.json"])
def test_a_file_of_another_kind_is_skipped_in_a_folder_and_refused_by_name(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name)
    assert [(refusal.kind, refusal.path) for refusal in refusals(tmp_path)] == [("skipped", str(path))]
    (refusal,) = refusals(path)
    assert refusal.kind == "unreadable"
    assert f"{path.suffix} files are not read, only text files" in refusal.reason.english


def test_links_that_run_in_circles_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path / "news" / "a.txt")
    (tmp_path / "news" / "round").symlink_to(tmp_path)
    (tmp_path / "news" / "self").symlink_to(tmp_path / "news" / "self")
    (tmp_path / "news" / "twin.txt").symlink_to(tmp_path / "news" / "a.txt")
    (tmp_path / "news" / "void.txt").symlink_to(tmp_path / "void")
    assert [draft.id for draft in drafts(tmp_path)] == ["a"]
    assert [Path(refusal.path).name for refusal in refusals(tmp_path)] == ["self", "void.txt"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [refusal.kind for refusal in refusals(tmp_path)] == ["skipped"]


def test_a_name_that_is_not_utf8_is_refused_and_can_be_printed(tmp_path: Path) -> None:
    write(tmp_path / os.fsdecode("خبر.txt".encode("cp1256")))
    (refusal,) = refusals(tmp_path)
    assert "not in UTF-8" in refusal.reason.english
    str(refusal).encode()


# Refusals


@pytest.mark.parametrize(
    ("made", "english", "arabic"),
    [
        ("nowhere.txt", "there is nothing at this path", "لا شيء في هذا المسار"),
        ("empty.txt", "it is empty", "الملف فارغ"),
        ("report.pdf", ".pdf files are not read", "لا تُقرأ ملفات pdf"),
        ("pipe", "pipes and devices are not read", "لا تُقرأ الأنابيب والأجهزة"),
        ("photo.txt", "it is a PNG image, not plain text", "المحتوى صورة PNG وليس نصاً عادياً"),
        ("void", "this folder is empty", "هذا المجلد فارغ"),
        ("ring.txt", "it cannot be opened (its link leads back to itself)", "تعذّر فتحه (رابطه يعود إلى نفسه)"),
        ("a" * 300, "it cannot be opened (its name is too long)", "تعذّر فتحه (اسمه أطول مما يُسمح به)"),
        ("a\0b", "it cannot be opened (its name holds a NUL byte)", "تعذّر فتحه (في اسمه بايت NUL)"),
    ],
)
def test_a_refusal_says_the_same_in_both_languages(tmp_path: Path, made: str, english: str, arabic: str) -> None:
    write(tmp_path / "empty.txt", "")
    write(tmp_path / "report.pdf")
    write(tmp_path / "photo.txt", b"\x89PNG\r\n\x1a\n")
    (tmp_path / "void").mkdir()
    (tmp_path / "ring.txt").symlink_to(tmp_path / "ring.txt")
    os.mkfifo(tmp_path / "pipe")
    (refusal,) = refusals(f"{tmp_path}/{made}")
    assert str(refusal) == refusal.said("en")
    assert refusal.said("en").startswith(f"{tmp_path}/{made}: {english}")
    assert refusal.said("ar").startswith(f"{tmp_path}/{made}: {arabic}")


def test_the_row_of_a_refusal_is_named_in_both_languages_and_json_has_it_in_english(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "rows.jsonl", {"text": ARABIC}, {"text": ARABIC, "language": "فرنسية"})
    (refusal,) = refusals(path)
    assert refusal.said("en").startswith(f"{path}, row 2: its `language` is 'فرنسية'")
    assert refusal.said("ar").startswith(f"{path}، السطر 2: في حقل `language` القيمة «فرنسية»")
    reason = "its `language` is 'فرنسية', and only `ar` and `en` are read: correct it, or leave it out"
    assert refusal.to_dict() == {"path": str(path), "row": 2, "kind": "row", "reason": reason}


# Names


def test_namesakes_in_different_folders_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for name in ["marfa/001.txt", "gazette/001.txt", "gazette/002.txt"]:
        write(tmp_path / name, name)
    assert [draft.id for draft in drafts(tmp_path)] == ["gazette/001", "002", "marfa/001"]


def test_namesakes_are_told_apart_as_far_up_as_needed(tmp_path: Path) -> None:
    for name in ["marfa/2025/001.txt", "gazette/2025/001.txt"]:
        write(tmp_path / name, name)
    assert [draft.id for draft in drafts(tmp_path)] == ["gazette/2025/001", "marfa/2025/001"]


def test_namesakes_in_one_folder_are_told_apart_by_their_endings(tmp_path: Path) -> None:
    for name in ["الجسر.txt", "الجسر.text", "الجسر"]:
        write(tmp_path / name, name)
    assert sorted(draft.id for draft in drafts(tmp_path)) == ["الجسر", "الجسر.text", "الجسر.txt"]


parts = st.sampled_from(["a", "b", "خبر"])
trees = st.lists(
    st.tuples(st.lists(parts.map("d-{}".format), max_size=3), parts, st.sampled_from(["", ".txt", ".text"])),
    min_size=1,
    max_size=12,
    unique_by=str,
)


@settings(deadline=None, max_examples=50)
@given(trees, st.randoms(use_true_random=False))
def test_every_file_has_its_own_name_whatever_the_order(
    tree: list[tuple[list[str], str, str]], shuffling: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, *folders, stem + ending) for folders, stem, ending in tree]
        for number, path in enumerate(paths):
            write(path, f"{ARABIC} {number}")
        ids = {draft.path: draft.id for draft in drafts(folder)}
        assert len(set(ids.values())) == len(paths)
        shuffling.shuffle(paths)
        assert {draft.path: draft.id for draft in drafts(*paths)} == ids
        assert {draft.path: draft.id for draft in drafts(*paths, folder)} == ids


# Rows


def test_a_row_states_what_it_states(tmp_path: Path) -> None:
    stated = {
        "id": "bridge-1",
        "title": "افتتاح الجسر",
        "text": f"{ARABIC}\r\n",
        "source": "صحيفة المرفأ",
        "published": "١٤ أيلول ٢٠٢٥",
        "url": "https://almarfa.example/1",
        "language": "ar",
    }
    path = write_rows(tmp_path / "rows.jsonl", {**stated, "views": 17})
    assert drafts(path) == [Draft(**stated, path=str(path))]


@pytest.mark.parametrize("ending", [".jsonl", ".ndjson", ".JSONL"])
def test_only_text_is_needed_and_null_or_blank_states_nothing(tmp_path: Path, ending: str) -> None:
    row = {"text": ENGLISH, "title": "", "source": None, "language": " ", "id": ""}
    (draft,) = drafts(write_rows(tmp_path / f"rows{ending}", row))
    assert (draft.text, draft.title, draft.source, draft.language) == (ENGLISH, None, None, None)
    assert draft.id.startswith("rows-")


@pytest.mark.parametrize(
    ("stated", "name"), [(17, "17"), (1.5, "1.5"), (True, "true"), ("017", "017"), ("خبر ١", "خبر ١")]
)
def test_an_id_may_be_a_number(tmp_path: Path, stated: object, name: str) -> None:
    assert [draft.id for draft in drafts(write_rows(tmp_path / "a.jsonl", {"id": stated, "text": ARABIC}))] == [name]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.sampled_from([ARABIC, ENGLISH, "خبر"]), st.sampled_from(["المرفأ", None])), min_size=1))
def test_a_row_without_an_id_gets_one_from_its_content_not_its_place(articles: list[tuple[str, str | None]]) -> None:
    rows = [{"text": text, "source": source} for text, source in articles]
    with tempfile.TemporaryDirectory() as folder:
        forwards = drafts(write_rows(Path(folder, "rows.jsonl"), *rows))
        backwards = drafts(write_rows(Path(folder, "rows.jsonl"), *reversed(rows)))
    assert len(forwards) == len(set(articles))
    assert {draft.id: draft for draft in forwards} == {draft.id: draft for draft in backwards}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{text: 1}", "not JSON"),
        ('{"text": "' + ARABIC, "not JSON"),
        ("[" * 100_000, "nested too deeply to be read"),
        ('{"text": "x", "id": ' + "9" * 5000 + "}", "too many digits to be read"),
        ([ARABIC], "an array, not an object"),
        ("17", "a number, not an object"),
        ("null", "null, not an object"),
        ({"title": "الجسر", "content": ARABIC}, "no `text`, only title, content"),
        ({}, "no `text`"),
        ({"text": ""}, "`text` is empty"),
        ({"text": " \n\t"}, "`text` is empty"),
        ({"text": None}, "`text` is empty"),
        ({"text": "— *** —"}, "not made of words"),
        ({"text": f"{ARABIC}\0"}, "not made of words"),
        ({"text": [ARABIC]}, "`text` is an array, not text"),
        ({"text": ARABIC, "title": 5}, "`title` is a number, not text"),
        ({"text": ENGLISH, "published": 20251117}, "`published` is a number, not text"),
        ({"text": ENGLISH, "url": {"href": "x"}}, "`url` is an object, not text"),
        ({"text": ENGLISH, "source": False}, "`source` is true or false, not text"),
        ({"text": ENGLISH, "id": ["a"]}, "`id` is an array, not text"),
        ({"text": "Le pont est ouvert.", "language": "fr"}, "`language` is 'fr'"),
        ({"text": ARABIC, "lang": "عربي"}, "`language` is 'عربي'"),
    ],
)
def test_a_bad_row_is_refused_with_its_number_and_stops_no_good_one(tmp_path: Path, row: object, reason: str) -> None:
    path = write_rows(tmp_path / "rows.jsonl", {"id": "a", "text": ARABIC}, "", row, {"id": "b", "text": ENGLISH})
    first, refusal, last = read(path)
    assert isinstance(first, Draft)
    assert isinstance(last, Draft)
    assert isinstance(refusal, Refusal)
    assert (refusal.path, refusal.row, refusal.kind) == (str(path), 3, "row")
    assert reason in refusal.reason.english
    assert is_arabic(refusal.reason.arabic)


def test_a_bad_row_at_the_head_stops_no_good_one(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "rows.jsonl", "{", {"text": ARABIC})
    assert [refusal.row for refusal in refusals(path)] == [1]
    assert len(drafts(path)) == 1


@pytest.mark.parametrize(
    ("key", "stated", "language"),
    [
        ("language", "ar", "ar"),
        ("lang", "en", "en"),
        ("language", "AR", "ar"),
        ("lang", "en_GB", "en"),
        ("lang", "ar-SY", "ar"),
    ],
)
def test_a_language_is_known_by_its_first_subtag(tmp_path: Path, key: str, stated: str, language: str) -> None:
    assert [draft.language for draft in drafts(write_rows(tmp_path / "a.jsonl", {"text": ARABIC, key: stated}))] == [
        language
    ]


def test_half_a_surrogate_pair_is_shown_as_a_lost_letter(tmp_path: Path) -> None:
    row = r'{"text": "\u0627\u0644\u062c\u0633\u0631 \ud83d", "title": "\ud83d\ude00"}'
    (draft,) = drafts(write(tmp_path / "a.jsonl", row))
    assert (draft.text, draft.title) == ("الجسر \N{REPLACEMENT CHARACTER}", "\N{GRINNING FACE}")


def test_the_same_id_with_another_text_is_refused_and_an_exact_repetition_passed_over(tmp_path: Path) -> None:
    rows = [
        {"id": 1, "text": ARABIC},
        {"id": 2, "text": ENGLISH},
        {"id": "1", "text": ARABIC},
        {"id": 1, "text": ENGLISH},
    ]
    path = write_rows(tmp_path / "rows.jsonl", *rows)
    assert [draft.id for draft in drafts(path)] == ["1", "2"]
    (refusal,) = refusals(path)
    assert refusal.row == 4
    assert "'1' is taken by another article" in refusal.reason.english


def test_an_article_never_replaces_one_from_another_file_of_the_call(tmp_path: Path) -> None:
    write(tmp_path / "1.txt", ARABIC)
    write_rows(tmp_path / "rows.jsonl", {"id": 1, "text": ENGLISH})
    assert [draft.text for draft in drafts(tmp_path)] == [ARABIC]
    assert [refusal.row for refusal in refusals(tmp_path)] == [1]


def test_rows_may_come_in_an_old_page_with_a_mark_and_windows_line_ends(tmp_path: Path) -> None:
    rows = [json.dumps({"text": text}, ensure_ascii=False) for text in (ARABIC, "The mayor’s bridge – “open”.")]
    data = b"\xef\xbb\xbf" + rows[0].encode() + b"\r\n\r\n" + rows[0].replace("ا", "آ").encode("cp1256") + b"\r\n"
    path = write(tmp_path / "rows.jsonl", data + rows[1].encode("cp1252"))
    assert [draft.text for draft in drafts(path)] == [ARABIC, ARABIC.replace("ا", "آ"), "The mayor’s bridge – “open”."]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no rows"),
        (b"\n \r\n", "no rows"),
        (f'{{"text": "{ARABIC}"}}\n'.encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04" + bytes(range(256)) * 40, "zip archive"),
        (json.dumps([{"text": ARABIC}] * 50, indent=1).encode(), "one JSON value over many lines"),
        (json.dumps({"text": ARABIC}, indent=1).encode(), "one JSON value over many lines"),
    ],
)
def test_a_file_that_is_no_jsonl_is_refused_once(tmp_path: Path, content: bytes, reason: str) -> None:
    (refusal,) = read(write(tmp_path / "rows.jsonl", content))
    assert isinstance(refusal, Refusal)
    assert (refusal.row, refusal.kind) == (None, "unreadable")
    assert reason in refusal.reason.english
    assert is_arabic(refusal.reason.arabic)


def test_a_line_beyond_the_limit_is_refused_and_the_next_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_ARTICLE_BYTES", 2000)
    monkeypatch.setattr(reading, "SKIP_BYTES", 1000)
    long = {"text": ARABIC * 100_000}
    path = write_rows(tmp_path / "rows.jsonl", {"text": ARABIC}, long, {"text": ENGLISH}, long)
    tracemalloc.start()
    items = list(read(path))
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [item.row if isinstance(item, Refusal) else item.text for item in items] == [ARABIC, 2, ENGLISH, 4]
    assert peak_bytes < 1_000_000 < path.stat().st_size


# Progress


def test_what_is_told_of_progress_adds_up_to_the_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_ARTICLE_BYTES", 2000)
    for name, content in messy_folder():
        write(tmp_path / name, content)
    told: list[int] = []
    items = list(read([tmp_path, tmp_path / "nowhere"], told.append))
    assert sum(told) == measure([tmp_path, tmp_path / "nowhere"])
    assert sum(isinstance(item, Draft) for item in items) == 3


def messy_folder() -> Iterator[tuple[str, str | bytes]]:
    yield "a.txt", ARABIC
    yield "b.txt", b"\0" * 100
    yield "c.txt", "خبر " * 1000
    yield "d.jsonl", f'{{"text": "{ARABIC}"}}\n\n{{"bad\n{{"text": "{ENGLISH}"}}\n' + "x" * 5000
    yield "e.jsonl", b"\xff\xfe{\0}\0"
    yield "f.jpg", b"\xff\xd8\xff"


def test_progress_comes_article_by_article(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(tmp_path / name, name)
    told: list[int] = []
    items = read(tmp_path, told.append)
    next(items)
    assert told == [5]


# The sample


def sample_questions() -> list[dict[str, Any]]:
    return [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]


def test_the_sample_is_read_whole() -> None:
    items = list(read(SAMPLE / "articles"))
    assert len(items) == 15
    assert all(isinstance(item, Draft) for item in items)


def test_the_sample_names_all_its_articles_and_says_in_both_languages_that_they_are_invented() -> None:
    notice = (SAMPLE / "README.md").read_text("utf-8")
    assert "is invented" in notice
    assert "من نسج الخيال" in notice
    assert [draft.id for draft in drafts(SAMPLE / "articles") if f"`{draft.id}`" not in notice] == []


@pytest.mark.parametrize("question", sample_questions(), ids=lambda question: str(question["id"]))
def test_a_sample_question_is_answered_by_the_words_of_the_sample(question: dict[str, Any]) -> None:
    texts = {draft.id: draft.text for draft in drafts(SAMPLE / "articles")}
    assert question["answerable"] == bool(question["answers"]) == bool(question["evidence"])
    for evidence in question["evidence"]:
        assert evidence["quote"] in texts[evidence["article"]]
    if conflict := question["conflict"]:
        quoted = {evidence["article"] for evidence in question["evidence"]}
        assert {article for position in conflict["positions"] for article in position["articles"]} == quoted
        assert len(question["answers"]) == len(conflict["positions"])
        assert question["trap"] is None


@pytest.mark.parametrize("language", ["ar", "en"])
def test_half_of_the_sample_questions_are_in_each_language(language: str) -> None:
    assert sum(question["lang"] == language for question in sample_questions()) == 8
