"""The meaning leg: nearest by cosine, one language at a time, and what is written stays."""

import sys
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import LibraryDamaged
from retrieval.meaning_index import BATCH, MeaningIndex

WIDTH = 16


def unit_rows(count: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, WIDTH)).astype("f4")
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def ids_of(found):
    return [passage_id for passage_id, _ in found]


@pytest.fixture
def index(tmp_path: Path):
    opened = MeaningIndex(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Passages 0 to 79 in English and 100 to 104 in Arabic; only read it."""
    opened = MeaningIndex(tmp_path_factory.mktemp("meaning"))
    opened.write([], "en", range(80), unit_rows(80))
    opened.write([], "ar", range(100, 105), unit_rows(5, seed=1))
    yield opened
    opened.close()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 10))
def test_the_nearest_come_first_with_their_cosine(filled, seed, limit):
    asked, rows = unit_rows(1, seed + 2)[0], unit_rows(80)
    found = filled.search(asked, "en", limit)
    assert ids_of(found) == np.argsort(-(rows @ asked))[:limit].tolist()
    assert [cosine for _, cosine in found] == pytest.approx(np.sort(rows @ asked)[::-1][:limit], abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.sets(st.integers(0, 120)))
def test_a_narrowed_search_compares_exactly_these(filled, seed, among):
    asked, rows = unit_rows(1, seed + 2)[0], unit_rows(80)
    found = filled.search(asked, "en", 5, sorted(among))
    held = [at for at in among if at < 80]
    assert ids_of(found) == sorted(held, key=lambda at: -float(rows[at] @ asked))[:5]


@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(st.sets(st.integers(0, 7)), st.sets(st.integers(0, 7))), min_size=1, max_size=4))
def test_the_index_holds_what_the_last_write_of_each_passage_left(tmp_path_factory, writes):
    index, held = MeaningIndex(tmp_path_factory.mktemp("meaning")), set()
    rows = unit_rows(8)
    for gone, entered in writes:
        index.write(sorted(gone - entered), "ar", sorted(entered), rows[sorted(entered)])
        held = (held - gone) | entered
    assert sorted(index.passage_ids("ar")) == sorted(held)
    assert all(index.search(rows[at], "ar", 1)[0][0] == at for at in held)
    index.close()


def test_each_language_is_asked_alone(filled):
    arabic = unit_rows(5, seed=1)[2]
    assert filled.search(arabic, "ar", 1)[0] == (102, pytest.approx(1.0, abs=1e-5))
    assert set(ids_of(filled.search(arabic, "en", 80))) == set(range(80))


def test_writing_a_passage_again_puts_its_new_vector_in_place_of_the_old(index):
    old, new = unit_rows(2)
    index.write([], "en", [1], old[None])
    index.write([], "en", [1], new[None])
    assert index.passage_ids("en") == [1]
    assert index.search(new, "en", 5) == [(1, pytest.approx(1.0, abs=1e-5))]


def test_a_passage_that_changes_language_leaves_the_old_one(index):
    row = unit_rows(1)
    index.write([], "en", [1], row)
    index.write([1], "en", [], row[:0])
    index.write([], "ar", [1], row)
    assert (index.passage_ids("en"), index.passage_ids("ar")) == ([], [1])


def test_forgetting_what_was_never_held_is_no_error(index):
    index.write([5, 6], "en", [], unit_rows(0))
    assert index.passage_ids("en") == []


def test_more_than_one_call_takes_is_written_read_and_forgotten(index):
    count = BATCH + 5
    index.write([], "en", range(count), unit_rows(count))
    assert sorted(index.passage_ids("en")) == list(range(count))
    assert set(index.vectors("en", range(count))) == set(range(count))
    index.write(range(count - 1), "en", [], unit_rows(0))
    assert index.passage_ids("en") == [count - 1]


def test_vectors_come_back_as_they_were_written(filled):
    held = filled.vectors("en", [3, 77, 500])
    assert set(held) == {3, 77}
    assert held[77] == pytest.approx(unit_rows(80)[77])


def test_an_empty_index_finds_nothing(index):
    assert index.search(unit_rows(1)[0], "ar", 5) == []
    assert index.search(unit_rows(1)[0], "ar", 5, [1, 2]) == []


def test_a_limit_above_what_there_is_gives_what_there_is(filled):
    assert len(filled.search(unit_rows(1)[0], "ar", 1000)) == 5


def test_an_index_opened_again_finds_the_same(tmp_path):
    rows = unit_rows(20)
    first = MeaningIndex(tmp_path)
    first.write([], "en", range(20), rows)
    before = first.search(rows[3], "en", 20)
    first.close()
    second = MeaningIndex(tmp_path)
    assert second.search(rows[3], "en", 20) == before
    second.close()


def test_closing_one_index_leaves_another_one_open(tmp_path_factory):
    one, other = (MeaningIndex(tmp_path_factory.mktemp("meaning")) for _ in range(2))
    one.write([], "en", [1], unit_rows(1))
    other.close()
    one.write([], "en", [2], unit_rows(1, seed=1))
    assert sorted(one.passage_ids("en")) == [1, 2]
    one.close()


@pytest.mark.skipif(sys.platform != "linux", reason="open files are listed by /proc")
def test_closing_lets_go_of_all_files(tmp_path):
    index = MeaningIndex(tmp_path)
    index.write([], "en", [1], unit_rows(1))
    index.close()
    patience = time.monotonic() + 2  # The store's own threads close its files.
    while open_files_below(tmp_path) and time.monotonic() < patience:
        time.sleep(0.02)
    assert open_files_below(tmp_path) == []


def open_files_below(folder: Path) -> list[str]:
    places = []
    for link in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # It was closed meanwhile.
            places.append(link.readlink())
    return [str(place) for place in places if place.is_relative_to(folder)]


def test_a_store_of_garbage_is_damaged_and_says_where_it_is(tmp_path):
    (tmp_path / "meaning").mkdir()
    (tmp_path / "meaning" / "chroma.sqlite3").write_bytes(b"\x8f not a store" * 100)
    with pytest.raises(LibraryDamaged) as raised:
        MeaningIndex(tmp_path)
    assert all(str(tmp_path) in raised.value.said(language) for language in ("ar", "en"))


def test_deleting_leaves_nothing_and_the_folder_can_be_used_again(tmp_path):
    first = MeaningIndex(tmp_path)
    first.write([], "en", [1], unit_rows(1))
    first.close()
    MeaningIndex.delete(tmp_path)
    second = MeaningIndex(tmp_path)
    assert second.passage_ids("en") == []
    second.write([], "en", [2], unit_rows(1))
    assert second.passage_ids("en") == [2]
    second.close()
