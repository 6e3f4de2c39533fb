"""A library of real parts: what is added is found, word for word, whatever came before and whatever breaks."""

import json
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import Library
from retrieval.catalogue import FILE_NAME
from retrieval.errors import EmptyLibrary, IndexDamaged, LibraryBusy, LibraryDamaged, OtherModel, UnknownArticle
from retrieval.library import LOCK_NAME
from retrieval.meaning_index import MeaningIndex
from retrieval.records import Article, Draft, Passage
from retrieval.words_index import WordsEntry, WordsIndex

QUESTIONS = ("the tunnel under the mountain", "المنارة الصفراء", "doctors on strike", "قمح")
SNAIL = {
    "ar": Draft(
        "snail", "عثر أطفال زمرين على حلزون أزرق في بئر القلعة.\n\nوأُرسل الحلزون إلى متحف الأحياء.", source="الغراب"
    ),
    "en": Draft("snail", "Children of Zamrin found a blue snail in the well of the castle.\n\nIt went to a museum."),
}
CRANE = Draft("crane", "A crane fell into the harbour of Tarbun. Its driver swam ashore, and ships wait in the bay.")
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])


def hits(library: Library, questions: Iterable[str] = QUESTIONS):
    """Everything that searching says: where, how well, and by which leg."""
    return {
        question: [
            (hit.article_id, hit.passage.start, round(hit.score, 4), hit.found_by) for hit in library.search(question)
        ]
        for question in questions
    }


def snapshot(library: Library):
    """Everything that is known of each article, apart from the ids of passages."""
    return {
        article.id: (
            article,
            [(p.start, p.end, p.language, p.sentences) for p in library.passages_of(article.id)],
        )
        for article in library.articles()
    }


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def closed(news, tmp_path_factory):
    """The folder of a library of the same articles as `news`; no file of it is open."""
    folder = tmp_path_factory.mktemp("closed")
    with Library.open(folder) as library:
        library.add_drafts(
            Draft(article.id, article.text, article.title, article.source, published=str(article.published) or None)
            for article in news.articles()
        )
        assert hits(library) == hits(news)
    return folder


@pytest.fixture
def copied(closed, tmp_path):
    """A copy of the folder of a filled library, which may be ruined."""
    return shutil.copytree(closed, tmp_path / "copied")


# Offsets


@pytest.fixture(scope="module", params=["news", "sample"])
def shelf(request):
    return request.getfixturevalue(request.param)


def passages(library: Library) -> Iterable[tuple[Article, Passage]]:
    return ((article, passage) for article in library.articles() for passage in library.passages_of(article.id))


def test_every_passage_is_a_slice_of_its_article(shelf):
    for article, passage in passages(shelf):
        assert article.text[passage.start : passage.end] == passage.text == passage.text.strip() != ""


def test_every_sentence_lies_in_its_passage_and_in_a_paragraph(shelf):
    for article, passage in passages(shelf):
        for one in passage.sentences:
            assert passage.start <= one.span.start < one.span.end <= passage.end
            assert passage.words_of(one) == one.span.of(article.text)
            assert any(p.span.start <= one.span.start and one.span.end <= p.span.end for p in article.paragraphs)


def test_the_sentences_of_all_passages_are_the_body_and_no_word_of_it_twice(shelf):
    for article in shelf.articles():
        sentences = [one.span for passage in shelf.passages_of(article.id) for one in passage.sentences]
        body = "".join(paragraph.span.of(article.text) for paragraph in article.paragraphs)
        assert "".join("".join(span.of(article.text) for span in sentences).split()) == "".join(body.split())


def test_no_passage_touches_what_was_cut(shelf):
    for article, passage in passages(shelf):
        assert not any(passage.start < cut.span.end and cut.span.start < passage.end for cut in article.cuts)


def test_an_article_is_kept_as_it_came(library):
    text = "\ufeffصحيفة الشاطئ\r\n\r\nعثر أطفالُ زمرين على حلزونٍ أزرق.\u200f\r\n\tIt is “blue”… \n\n\nشارك الخبر"
    library.add_drafts([Draft("snail", text)])
    assert library.article("snail").text == text


def test_lines_of_sixty_thousand_characters_are_cut_between_words_and_found(library):
    words = {"ar": "حلزون أزرق في بئر القلعة القديمة", "en": "a yellow lighthouse above the old harbour wall"}
    lines = {name: (f"{said} " * 2000)[:60_000].rsplit(" ", 1)[0] for name, said in words.items()}
    library.add_drafts([Draft(name, line) for name, line in lines.items()])
    for name, line in lines.items():
        found = library.passages_of(name)
        assert " ".join(passage.text for passage in found) == line
        assert max(len(passage.text) for passage in found) < 3_000
        assert library.search(words[name])[0].article_id == name
    assert library.verify() == []


# Adding


def test_adding_twice_changes_nothing(library, tmp_path):
    write(tmp_path / "in" / "حلزون.txt", SNAIL["ar"].text)
    write(tmp_path / "in" / "rows.jsonl", json.dumps({"id": "crane", "text": CRANE.text, "published": "2024-05"}))
    first = library.add(tmp_path / "in")
    before, ids, found = snapshot(library), [p.id for _, p in passages(library)], hits(library)
    second = library.add(str(tmp_path / "in"))
    assert (first.count("added"), second.count("unchanged"), len(second.outcomes)) == (2, 2, 2)
    assert snapshot(library) == before
    assert [passage.id for _, passage in passages(library)] == ids
    assert hits(library) == found
    assert library.verify() == []


@LANGUAGES
def test_a_changed_file_replaces_the_old_one_everywhere(library, tmp_path, language):
    file = write(tmp_path / "snail.txt", SNAIL[language].text)
    library.add([file])
    library.add_drafts([CRANE])
    old = {passage.id for passage in library.passages_of("snail")}
    write(file, "The chess club of Rasmin bought a new clock.")
    assert library.add([file]).count("replaced") == 1
    assert library.article("snail").text == "The chess club of Rasmin bought a new clock."
    held = {passage.id for _, passage in passages(library)}
    library.close()
    assert set(WordsIndex(library.folder).passage_ids()) == held
    meaning = MeaningIndex(library.folder)
    assert {*meaning.passage_ids("ar"), *meaning.passage_ids("en")} == held
    meaning.close()
    assert held.isdisjoint(old)
    assert all("snail" not in hit.passage.text for hit in library.search("blue snail"))
    assert library.verify() == []


MEETING = "Minister Rabab Safsafi received her counterpart Bahjat Qandili in Talmarzoun {day}.\n\n{more}"
FIVE = [
    Draft("undated", MEETING.format(day="today", more="The two spoke about fish and fishing fleets.")),
    Draft(
        "dated",
        MEETING.format(
            day="on Tuesday", more="Nothing was said about the price of ice at the docks of either country."
        ),
        published="2024-05-15",
        source="Al-Marfa Daily",
    ),
    Draft("agency", SNAIL["ar"].text + "\n\nويبلغ طول الحلزون سبعة سنتيمترات، ولم يُعرف من قبل حلزون بلونه."),
    Draft("reprint", SNAIL["ar"].text + "\n\nويبلغ طول الحلزون سبعة سنتيمترات، ولم يُعرف من قبل حلزون بلونه قط."),
    CRANE,
]


@pytest.fixture(scope="module")
def five(tmp_path_factory):
    """What a library holds of `FIVE` when they come in the order above, at once."""
    with Library.open(tmp_path_factory.mktemp("five")) as library:
        library.add_drafts(FIVE)
        assert library.article("undated").published.how == "inferred"
        assert library.article("agency").copies == ("reprint",)
        return snapshot(library), hits(library, ["ministers met", "حلزون أزرق"])


@settings(max_examples=5, deadline=None)
@given(st.sampled_from(list(permutations(FIVE))), st.sets(st.integers(1, 4), max_size=2))
def test_the_order_of_adding_does_not_matter(tmp_path_factory, five, order, borders):
    with Library.open(tmp_path_factory.mktemp("library")) as library:
        for start, end in zip([0, *sorted(borders)], [*sorted(borders), len(order)], strict=True):
            library.add_drafts(order[start:end])
        assert (snapshot(library), hits(library, ["ministers met", "حلزون أزرق"])) == five


def test_an_article_that_was_added_is_found_without_opening_the_library_again(library):
    library.add_drafts([CRANE])
    assert [hit.article_id for hit in library.search("blue snail", language="en")] in ([], ["crane"])
    library.add_drafts([SNAIL["en"]])
    assert library.search("blue snail")[0].article_id == "snail"
    assert library.search("blue snail")[0].found_by == ("words", "meaning")


def test_progress_is_told_up_to_the_end(library, tmp_path):
    for number in range(3):
        write(tmp_path / "in" / f"{number}.txt", f"{SNAIL['ar'].text} {number}")
    told = []
    library.add(tmp_path / "in", told.append)
    reading = [step for step in told if step.stage == "reading"]
    assert [step.done for step in reading] == sorted(step.done for step in reading)
    assert reading[-1].done == reading[-1].total == sum(file.stat().st_size for file in (tmp_path / "in").iterdir())
    indexing = [step for step in told if step.stage == "indexing"]
    assert indexing[-1].done == indexing[-1].total == library.counts().passages


def test_what_cannot_be_read_stops_nothing_and_is_reported(library, tmp_path):
    write(tmp_path / "in" / "rows.jsonl", '{"id": "crane", "text": "A crane fell."}\nnot a row\n{"id": "none"}\n')
    write(tmp_path / "in" / "picture.png", "no words")
    report = library.add([tmp_path / "in", tmp_path / "nowhere"])
    assert [outcome.article_id for outcome in report.outcomes] == ["crane"]
    assert sorted(refusal.kind for refusal in report.refusals) == ["missing", "row", "row", "skipped"]
    assert sorted(refusal.kind for refusal in report.failures) == ["missing", "row", "row"]


def test_adding_nothing_new_leaves_nothing_pending(library):
    library.add_drafts([CRANE])
    library.add_drafts([])
    assert library.counts().pending == 0


# Removing


@LANGUAGES
def test_a_removed_article_is_gone_from_everywhere(library, language):
    library.add_drafts([SNAIL[language], CRANE])
    library.remove(["snail"])
    assert [article.id for article in library.articles()] == ["crane"]
    assert all(hit.article_id == "crane" for hit in library.search("حلزون أزرق blue snail"))
    assert library.verify() == []


def test_removing_an_unknown_article_removes_nothing(library):
    library.add_drafts([SNAIL["ar"], CRANE])
    with pytest.raises(UnknownArticle, match="ghost"):
        library.remove(["snail", "ghost"])
    assert library.counts().articles == 2


def test_a_library_whose_last_article_was_removed_is_empty_and_can_be_filled_again(library):
    library.add_drafts([CRANE])
    library.remove(["crane"])
    with pytest.raises(EmptyLibrary):
        library.search("crane")
    library.add_drafts([CRANE])
    assert library.search("crane")[0].article_id == "crane"


# Verifying and rebuilding


def lose_from_words(folder):
    index = WordsIndex(folder)
    index.write(index.passage_ids()[:1], [])


def keep_too_much_in_words(folder):
    WordsIndex(folder).write([], [WordsEntry(9_999, "en", "ghost", "ghost")])


def lose_from_meaning(folder, language="ar"):
    index = MeaningIndex(folder)
    held = index.passage_ids(language)
    index.write(held[:1], language, [], index.vectors(language, held)[held[0]][None][:0])
    index.close()


def keep_too_much_in_meaning(folder):
    index = MeaningIndex(folder)
    held = index.passage_ids("en")
    index.write([], "en", [9_999], index.vectors("en", held)[held[0]][None])
    index.close()


@pytest.mark.parametrize(
    ("tamper", "english", "arabic"),
    [
        (lose_from_words, "index of words lacks 1 passages", "ناقصة"),
        (keep_too_much_in_words, "index of words holds 1 passages that are no more", "لم تعد"),
        (lose_from_meaning, "index of meaning (ar) lacks 1 passages", "ناقصة"),
        (keep_too_much_in_meaning, "index of meaning (en) holds 1 passages that are no more", "لم تعد"),
    ],
)
def test_a_check_finds_a_missing_and_a_spare_passage_and_a_rebuild_mends_it(copied, tamper, english, arabic):
    tamper(copied)
    with Library.open(copied) as library:
        (problem,) = library.verify()
        assert english in problem.said("en")
        assert arabic in problem.said("ar")
        library.rebuild()
        assert library.verify() == []


def test_a_rebuild_changes_no_article_and_no_hit(news, copied):
    with Library.open(copied) as library:
        told = []
        library.rebuild(told.append)
        assert snapshot(library) == snapshot(news)
        assert hits(library) == hits(news)
        assert told[-1].done == told[-1].total == library.counts().passages


# What breaks


def delete(folder: Path) -> None:
    shutil.rmtree(folder)


def empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def fill_with_garbage(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_bytes(b"\x8f garbage " * 40)


RUINS = pytest.mark.parametrize("ruin", [delete, empty, fill_with_garbage], ids=["deleted", "emptied", "garbage"])
PARTS = pytest.mark.parametrize("part", ["words", "meaning", "vocabulary"])


@RUINS
@PARTS
def test_a_ruined_index_is_made_anew_at_the_next_search(news, copied, part, ruin):
    ruin(copied / part)
    with Library.open(copied) as library:
        assert hits(library) == hits(news)
        assert library.verify() == []


@RUINS
@PARTS
def test_an_index_ruined_under_an_open_library_is_made_anew_at_the_next_search(news, copied, part, ruin):
    with Library.open(copied) as library:
        library.search("doctors")
        ruin(copied / part)
        assert hits(library) == hits(news)
        assert library.verify() == []


@pytest.mark.parametrize("ruin", [delete, fill_with_garbage])
@pytest.mark.parametrize("part", ["words", "meaning"])
def test_a_check_of_a_ruined_index_says_so(copied, part, ruin):
    ruin(copied / part)
    with Library.open(copied) as library:
        assert library.verify()


@pytest.mark.parametrize(
    ("part", "ruin"),
    [("words", empty), ("words", fill_with_garbage), ("meaning", delete), ("meaning", empty), ("vocabulary", delete)],
)
def test_adding_to_a_library_with_a_ruined_index_mends_it(copied, part, ruin):
    ruin(copied / part)
    with Library.open(copied) as library:
        library.add_drafts([SNAIL["en"]])
        assert library.verify() == []
        assert library.search("blue snail")[0].article_id == "snail"
        assert library.search("Which ship brought wheat to the port?")[0].article_id == "wheat-ship"


@pytest.mark.parametrize("call", [lambda library: library.add_drafts([]), lambda library: library.remove(["crane"])])
def test_a_library_that_dates_by_search_mends_a_ruined_index_on_its_way(library, call):
    library.add_drafts(FIVE)
    library.close()
    fill_with_garbage(library.folder / "words")
    call(library)
    assert library.article("undated").published.how == "inferred"
    assert library.verify() == []


@pytest.mark.parametrize("name", ["search", "add"])
def test_a_library_made_with_another_model_is_refused_until_it_is_rebuilt(news, copied, name):
    connection = sqlite3.connect(copied / FILE_NAME)
    connection.execute("UPDATE facts SET value = 'an older model' WHERE name = 'embedding model'")
    connection.commit()
    connection.close()
    with Library.open(copied) as library:
        with pytest.raises(OtherModel) as raised:
            CALLS[name](library)
        for language in ("ar", "en"):
            assert "an older model" in raised.value.said(language)
            assert "isnad library rebuild" in raised.value.said(language)
        library.rebuild()
        assert library.verify() == []
        CALLS[name](library)
        assert {article.id for article in library.articles()} >= {article.id for article in news.articles()}


def test_an_index_that_cannot_even_be_made_anew_is_an_error_and_not_an_endless_loop(library, monkeypatch):
    def refuse(*_):
        raise IndexDamaged("The disk is full.", "القرص ممتلئ.")

    monkeypatch.setattr(WordsIndex, "write", refuse)
    with pytest.raises(LibraryDamaged, match="The disk is full"):
        library.add_drafts([CRANE])
    monkeypatch.undo()
    assert library.search("crane")[0].article_id == "crane"


CALLS = {
    "search": lambda library: library.search("doctors"),
    "add": lambda library: library.add_drafts([CRANE]),
    "remove": lambda library: library.remove(["doctors"]),
    "rebuild": lambda library: library.rebuild(),
    "verify": lambda library: library.verify(),
    "articles": lambda library: list(library.articles()),
}
CALL = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != LOCK_NAME
    }


@CALL
def test_a_garbage_catalogue_is_an_error_that_leaves_every_file_as_it_is(copied, call):
    (copied / FILE_NAME).write_bytes(b"\x8f this is no catalogue " * 500)
    before = contents(copied)
    with Library.open(copied) as library, pytest.raises(LibraryDamaged) as raised:
        call(library)
    for language in ("ar", "en"):
        assert FILE_NAME in raised.value.said(language)
    assert contents(copied) == before


@CALL
def test_a_library_of_another_format_is_refused(copied, call):
    connection = sqlite3.connect(copied / FILE_NAME)
    connection.execute("UPDATE facts SET value = '47' WHERE name = 'format'")
    connection.commit()
    connection.close()
    with Library.open(copied) as library, pytest.raises(LibraryDamaged, match="47"):
        call(library)
    assert {"words", "meaning"} <= {path.name for path in copied.iterdir()}


# Folders without a library


@pytest.mark.parametrize("name", ["search", "remove", "rebuild", "verify"])
def test_a_folder_without_a_library_says_so_and_nothing_is_made_in_it(tmp_path, name):
    folder = tmp_path / "nowhere"
    with Library.open(folder) as library, pytest.raises(EmptyLibrary) as raised:
        CALLS[name](library)
    for language in ("ar", "en"):
        assert str(folder) in raised.value.said(language)
    assert not folder.exists()


def test_a_folder_without_a_library_holds_no_articles(tmp_path):
    with Library.open(tmp_path / "nowhere") as library:
        assert list(library.articles()) == []
        assert not library.exists


def test_a_library_may_be_used_again_after_it_was_closed(library):
    library.add_drafts([CRANE])
    library.close()
    library.close()
    assert library.search("crane")[0].article_id == "crane"


# More than one at a time, in this process; other processes are in `test_library_crash`


def test_a_second_writer_gives_up_after_its_patience_and_changes_nothing(library):
    library.add_drafts([CRANE])
    impatient = Library.open(library.folder, wait_seconds=0.2)
    with FileLock(library.folder / LOCK_NAME):
        start = time.monotonic()
        for call in ("add", "rebuild"):
            with pytest.raises(LibraryBusy) as raised:
                CALLS[call](impatient)
        assert 0.4 <= time.monotonic() - start < 30
        assert impatient.search("crane")[0].article_id == "crane"
    for language in ("ar", "en"):
        assert "0.2" in raised.value.said(language)
    impatient.add_drafts([SNAIL["en"]])
    assert impatient.counts().articles == 2
    impatient.close()


def test_a_second_library_on_the_folder_sees_what_the_first_adds_replaces_and_removes(library, tmp_path_factory):
    library.add_drafts([CRANE])
    with Library.open(library.folder) as reader:
        assert reader.search("crane")[0].article_id == "crane"
        with Library.open(tmp_path_factory.mktemp("other")) as other:  # Opened and closed in between, as pages are.
            other.add_drafts([CRANE])
            other.search("crane")
        with Library.open(library.folder) as writer:
            writer.add_drafts([SNAIL["en"]])
            writer.remove(["crane"])
        for filters in ({}, {"language": "en"}):
            (hit,) = reader.search("blue snail", **filters)
            assert (hit.article_id, hit.found_by) == ("snail", ("words", "meaning"))
        assert reader.verify() == []


def searching_meanwhile(library: Library, work: Callable[[], object]) -> list[int]:
    """Search from two threads for as long as `work` takes; give the number of hits of each search."""
    found: list[int] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            found.append(len(library.search("crane harbour", language="en")))
            found.append(len(library.search("رافعة في الميناء")))

    with ThreadPoolExecutor() as pool:
        searches = [pool.submit(search) for _ in range(2)]
        try:
            work()
        finally:
            done.set()
        for one in searches:
            one.result()
    return found


def test_searching_goes_on_while_another_thread_adds_and_removes(library):
    library.add_drafts([CRANE])

    def work() -> None:
        for number in range(4):
            library.add_drafts([Draft(f"snail-{number}", f"{SNAIL['en'].text} It was number {number}.")])
        library.remove(["snail-0"])

    assert all(searching_meanwhile(library, work))
    assert library.counts().articles == 4
    assert library.verify() == []


def test_searching_goes_on_while_another_thread_rebuilds_and_finds_everything_afterwards(library):
    library.add_drafts([CRANE, SNAIL["ar"]])
    before = hits(library)
    assert searching_meanwhile(library, lambda: [library.rebuild() for _ in range(2)])
    assert hits(library) == before
    assert library.verify() == []
