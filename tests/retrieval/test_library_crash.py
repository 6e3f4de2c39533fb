"""A library that several processes use, some of which are killed: nothing is lost, and nothing is there twice."""

import itertools
import json
import multiprocessing
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path

import chromadb
import pytest
from chromadb.config import Settings as ChromaSettings

from retrieval import Library, intake
from retrieval.catalogue import FILE_NAME, Catalogue
from retrieval.errors import EmptyLibrary
from retrieval.meaning_index import MeaningIndex
from retrieval.words_index import WordsIndex

# A server that has imported the heavy parts forks each of the processes below; starting them afresh takes seconds.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["chromadb", "pytest", "retrieval.library"])
PATIENCE_SECONDS = 30

THINGS = {
    "en": ["museum", "bakery", "lighthouse", "orchard", "tunnel", "theatre", "ferry", "hospital", "school", "bridge"],
    "ar": ["متحف", "مخبز", "منارة", "بستان", "نفق", "مسرح", "عبّارة", "مستشفى", "مدرسة", "جسر"],
}
TOWNS = {"en": ["Tarbun", "Zamrin", "Rasmin", "Dimra"], "ar": ["تربون", "زمرين", "رسمين", "دمرة"]}
MEETING = "Minister Rabab Safsafi received her counterpart Bahjat Qandili in Talmarzoun {day}. {more}"
AGENCY = "عثر أطفال زمرين على حلزون أزرق في بئر القلعة، ويبلغ طوله سبعة سنتيمترات. وأُرسل الحلزون إلى متحف الأحياء."
QUESTIONS = ("the lighthouse of Rasmin", "مستشفى تربون", "ministers met")


def row(number: int) -> dict[str, str]:
    thing, town = number % 10, number // 10 % 4
    text = {
        "en": f"The new {THINGS['en'][thing]} of {TOWNS['en'][town]} opened its doors to {number * 7 + 3} guests.",
        "ar": f"فتح {THINGS['ar'][thing]} {TOWNS['ar'][town]} الجديد أبوابه أمام {number * 7 + 3} من الضيوف.",
    }["ar" if number % 2 else "en"]
    return {"id": f"row-{number:03}", "text": text, "published": f"2024-03-{number % 28 + 1:02}"}


# Two near copies, an undated article and its twin, among articles of one sentence; a second batch begins at the 65th.
ROWS = [
    {"id": "undated", "text": MEETING.format(day="today", more="The two spoke about fish and fishing fleets.")},
    {"id": "agency", "text": AGENCY},
    *map(row, range(66)),
    {
        "id": "dated",
        "text": MEETING.format(day="on Tuesday", more="Nothing was said about the price of ice at the docks."),
        "published": "2024-05-15",
    },
    {"id": "copy", "text": AGENCY + " واليوم أُعيد إلى البئر.", "published": "2024-05-20"},
]


def write_rows(path: Path, rows: list[dict[str, str]]) -> Path:
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in rows), encoding="utf-8")
    return path


def snapshot(library: Library):
    """Everything that is known of each article, apart from the ids of passages and where the file lay."""
    return {
        article.id: (
            (article.text, article.title, article.published, article.copies),
            [(passage.start, passage.end) for passage in library.passages_of(article.id)],
        )
        for article in library.articles()
    }


def hits(library: Library):
    return {
        question: [(hit.article_id, round(hit.score, 4), hit.found_by) for hit in library.search(question)]
        for question in QUESTIONS
    }


def run(target: Callable[..., None], *arguments: object) -> BaseProcess:
    """Run `target` in a process of its own."""
    process = processes.Process(target=target, args=arguments, daemon=True)
    process.start()
    return process


def ended(process: BaseProcess) -> int | None:
    """Wait for a process; give its exit code, negative if it was killed."""
    process.join(PATIENCE_SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
        pytest.fail("the other process did not come to an end")
    return process.exitcode


def verified_elsewhere(folder: Path) -> list[str]:
    """Verify a library from a process that has nothing open yet; give the problems."""
    received, told = processes.Pipe(duplex=False)
    assert ended(run(verify, folder, told)) == 0
    return received.recv()


# What the other processes do


def add(folder: Path, *files: Path) -> None:
    intake.ARTICLES_AT_ONCE = 64  # In this process alone.
    with Library.open(folder) as library:
        for file in files:
            library.add(file)


def add_when_all_are_ready(folder: Path, file: Path, barrier) -> None:
    barrier.wait(PATIENCE_SECONDS)
    add(folder, file)


def rebuild(folder: Path, times: int) -> None:
    with Library.open(folder) as library:
        for _ in range(times):
            library.rebuild()


def verify(folder: Path, told) -> None:
    with Library.open(folder) as library:
        told.send([str(problem) for problem in library.verify()])


def add_and_die(folder: Path, file: Path, *moment: object) -> None:
    die_at(*moment)
    add(folder, file)


def rebuild_and_die(folder: Path, *moment: object) -> None:
    die_at(*moment)
    rebuild(folder, 1)


def die_at(owner: type, name: str, when: str, time_of_death: int) -> None:
    """Have this process killed before, or after, a method is called for the so-manieth time."""
    calls, original = itertools.count(1), getattr(owner, name)

    def deadly(*arguments):
        last = next(calls) == time_of_death
        if last and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*arguments)
        if last:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, staticmethod(deadly) if isinstance(owner.__dict__[name], staticmethod) else deadly)


# Killed


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    return write_rows(tmp_path_factory.mktemp("rows") / "rows.jsonl", ROWS)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, rows):
    """What a library holds of the rows when nobody disturbs it."""
    with Library.open(tmp_path_factory.mktemp("undisturbed")) as library:
        library.add(rows)
        assert library.article("undated").published.how == "inferred"
        assert library.article("copy").copies == ("agency",)
        return snapshot(library), hits(library)


def assert_that_adding_again_mends_everything(folder: Path, rows: Path, undisturbed) -> None:
    """Search, add the same again, and compare with a library that nobody disturbed."""
    with Library.open(folder) as library:
        committed = library.counts().articles if library.exists else 0
        if committed:
            assert [hit.article_id for hit in library.search("the new museum of Tarbun")]
            assert library.counts().pending == 0
        else:
            with pytest.raises(EmptyLibrary):
                library.search("the new museum of Tarbun")
        report = library.add(rows)
        assert (report.count("unchanged"), report.count("added")) == (committed, len(ROWS) - committed)
        assert library.verify() == []
        articles, found = undisturbed
        held = snapshot(library)
        assert {name: held[name] for name in held if held[name] != articles.get(name)} == {}
        assert (set(held), hits(library)) == (set(articles), found)


MOMENTS = {
    "inside the first batch": (Catalogue, "put_all", "after", 1),
    "between the words and the meaning": (MeaningIndex, "write", "before", 1),
    "before the list is struck out": (Catalogue, "settle", "before", 1),
    "before the undated are dated": (Catalogue, "set_published", "before", 1),
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_a_process_killed_while_adding_loses_nothing_that_adding_again_does_not_mend(
    tmp_path, rows, undisturbed, moment
):
    assert ended(run(add_and_die, tmp_path / "library", rows, *moment)) == -signal.SIGKILL
    assert_that_adding_again_mends_everything(tmp_path / "library", rows, undisturbed)


def test_a_process_killed_again_and_again_gets_to_the_end(tmp_path, rows, undisturbed):
    for moment in (
        (Catalogue, "set_fact", "before", 1),  # The catalogue has no format yet.
        (Catalogue, "put_all", "after", 2),  # One batch is committed and another is not.
        (WordsIndex, "write", "before", 1),  # The vocabulary is written and the words are not.
        (MeaningIndex, "write", "after", 1),  # One language is written and the other is not.
    ):
        assert ended(run(add_and_die, tmp_path / "library", rows, *moment)) == -signal.SIGKILL
    assert_that_adding_again_mends_everything(tmp_path / "library", rows, undisturbed)


@pytest.mark.parametrize("seconds", [0.0, 0.05])
def test_a_process_killed_at_some_time_after_it_began_to_index_loses_nothing(tmp_path, rows, undisturbed, seconds):
    process = run(add, tmp_path / "library", rows)
    wait_for_a_pending_passage(tmp_path / "library", process)
    time.sleep(seconds)
    process.kill()
    assert ended(process) in (-signal.SIGKILL, 0)
    assert_that_adding_again_mends_everything(tmp_path / "library", rows, undisturbed)


def wait_for_a_pending_passage(folder: Path, process: BaseProcess) -> None:
    while process.is_alive():
        with (
            suppress(sqlite3.OperationalError),
            closing(sqlite3.connect(f"file:{folder / FILE_NAME}?mode=ro", uri=True)) as catalogue,
        ):
            if catalogue.execute("SELECT count(*) FROM pending").fetchone()[0]:
                return
        time.sleep(0.002)


def test_a_process_killed_while_rebuilding_loses_nothing(tmp_path, rows, undisturbed):
    folder = tmp_path / "library"
    add(folder, rows)
    for moment in ((WordsIndex, "delete", "after", 1), (WordsIndex, "write", "before", 1)):
        assert ended(run(rebuild_and_die, folder, *moment)) == -signal.SIGKILL
    assert_that_adding_again_mends_everything(folder, rows, undisturbed)


# Several at once


@pytest.fixture
def halves(tmp_path):
    return [
        write_rows(tmp_path / f"{half}.jsonl", [*map(row, numbers)])
        for half, numbers in enumerate((range(30), range(30, 60)))
    ]


def test_two_processes_that_add_at_once_both_succeed(tmp_path, halves):
    folder, barrier = tmp_path / "library", processes.Barrier(2)
    both = [run(add_when_all_are_ready, folder, file, barrier) for file in halves]
    assert [ended(process) for process in both] == [0, 0]
    with Library.open(folder) as library:
        assert [article.id for article in library.articles()] == [row(number)["id"] for number in range(60)]
        assert library.verify() == []
        assert {"row-000", "row-041"} <= {hit.article_id for hit in library.search("museum متحف مخبز دمرة", 20)}


def test_many_processes_may_open_a_library_that_is_just_being_made(tmp_path, halves):
    folder, barrier = tmp_path / "library", processes.Barrier(4)
    writer = run(add_when_all_are_ready, folder, halves[0], barrier)
    readers = [run(search_until_found, folder, barrier) for _ in range(3)]
    assert [ended(process) for process in (writer, *readers)] == [0, 0, 0, 0]


def search_until_found(folder: Path, barrier) -> None:
    barrier.wait(PATIENCE_SECONDS)
    with Library.open(folder) as library:
        found, deadline = False, time.monotonic() + PATIENCE_SECONDS
        while not found:
            assert time.monotonic() < deadline
            with suppress(EmptyLibrary):
                found = bool(library.search("the new museum of Tarbun"))
            time.sleep(0.002)


@pytest.fixture
def reader(tmp_path):
    """A library that has been searched already, and stays open."""
    with Library.open(tmp_path / "library") as library:
        library.add(write_rows(tmp_path / "first.jsonl", [row(0), row(1)]))
        library.search("museum")
        yield library


def found_until_the_end_of(process: BaseProcess, reader: Library) -> list[int]:
    """Search until the process ends; give the number of hits of each search."""
    found = []
    while process.is_alive():
        for filters in ({}, {"language": "en"}, {"language": "ar"}):
            found.append(len(reader.search("museum مخبز", **filters)))
    assert ended(process) == 0
    return found


def test_searching_goes_on_while_another_process_adds(reader, tmp_path):
    files = [write_rows(tmp_path / f"{start}.jsonl", [*map(row, range(start, start + 10))]) for start in (10, 20, 30)]
    assert all(found_until_the_end_of(run(add, reader.folder, *files), reader))


def test_searching_goes_on_while_another_process_rebuilds_and_finds_everything_afterwards(reader):
    before = hits(reader)
    assert found_until_the_end_of(run(rebuild, reader.folder, 3), reader)
    assert hits(reader) == before


def test_an_open_library_finds_what_another_process_added_by_both_legs(reader, tmp_path):
    assert ended(run(add, reader.folder, write_rows(tmp_path / "more.jsonl", [row(2)]))) == 0
    for filters in ({}, {"language": "en"}):
        found = {hit.article_id: hit.found_by for hit in reader.search("the new lighthouse of Tarbun", **filters)}
        assert found["row-002"] == ("words", "meaning")
    assert reader.verify() == []


def test_two_open_libraries_of_one_process_both_see_what_another_process_added(reader, tmp_path):
    with Library.open(reader.folder) as beside:
        beside.search("museum")
        assert ended(run(add, reader.folder, write_rows(tmp_path / "more.jsonl", [row(2)]))) == 0
        for library in (reader, beside):
            found = {hit.article_id: hit.found_by for hit in library.search("the new lighthouse of Tarbun")}
            assert found["row-002"] == ("words", "meaning")


def test_what_one_library_rebuilds_beside_an_open_one_is_there_for_another_process(reader):
    with Library.open(reader.folder) as beside:
        beside.search("museum")
        beside.rebuild()
        assert reader.search("museum")[0].article_id == "row-000"
        assert verified_elsewhere(reader.folder) == []


def test_an_open_library_forgets_what_another_process_replaced(reader, tmp_path):
    changed = {**row(0), "text": "A hailstorm broke every window of the town hall of Dimra."}
    assert ended(run(add, reader.folder, write_rows(tmp_path / "more.jsonl", [changed]))) == 0
    (hit,) = reader.search("hailstorm", 1, language="en")
    assert (hit.article_id, hit.passage.text) == ("row-000", changed["text"])
    assert hit.found_by == ("words", "meaning")
    assert reader.verify() == []


def test_an_open_library_finds_everything_after_another_process_rebuilt_and_added(reader, tmp_path):
    assert ended(run(rebuild, reader.folder, 1)) == 0
    assert ended(run(add, reader.folder, write_rows(tmp_path / "more.jsonl", [row(2)]))) == 0
    found = {hit.article_id: hit.found_by for hit in reader.search("the new lighthouse of Tarbun")}
    assert found["row-002"] == ("words", "meaning")
    assert reader.verify() == []


def test_an_open_library_that_adds_after_another_process_did_loses_none_of_its_vectors(tmp_path):
    folder = tmp_path / "library"
    persist_vectors_early(folder)
    batches = [write_rows(tmp_path / f"{n}.jsonl", [*map(row, range(n * 16, n * 16 + 16))]) for n in range(5)]
    with Library.open(folder) as library:
        library.add(batches[0])
        library.search("museum")
        for theirs, ours in (batches[1:3], batches[3:5]):
            assert ended(run(add, folder, theirs)) == 0
            library.add(ours)
    assert verified_elsewhere(folder) == []


def persist_vectors_early(folder: Path) -> None:
    """Make the store write its graphs to disk every few vectors instead of every thousand."""
    folder.mkdir()
    settings = ChromaSettings(anonymized_telemetry=False, is_persistent=True)
    with chromadb.PersistentClient(str(folder / "meaning"), settings=settings) as client:
        for language in ("ar", "en"):
            often = {"hnsw": {"space": "ip", "sync_threshold": 6, "batch_size": 3}}
            client.create_collection(f"passages_{language}", embedding_function=None, configuration=often)
