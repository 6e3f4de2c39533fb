"""The words leg: groups count their best word and add up, a query asks one language, and what is written stays."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import LibraryDamaged
from retrieval.records import Language
from retrieval.stemming import stem
from retrieval.words_index import Group, WordsEntry, WordsIndex


def entry(passage_id: int, language: Language, *words: str) -> WordsEntry:
    return WordsEntry(passage_id, language, " ".join(words), " ".join(map(stem, words)))


ENTRIES = [
    entry(1, "en", "the", "ferry", "struck", "the", "quay"),
    entry(2, "en", "the", "boat", "left", "the", "island", "for", "the", "mainland"),
    entry(3, "ar", "العباره", "ارتطمت", "بالرصيف"),
    entry(4, "ar", "غادر", "القارب", "الجزيره"),
    entry(5, "en", "the", "ferry", "and", "the", "boat", "left", "the", "quay"),
]


@pytest.fixture
def index(tmp_path: Path) -> WordsIndex:
    filled = WordsIndex(tmp_path)
    filled.write([], ENTRIES)
    return filled


def group(**weights: float) -> Group:
    return Group(tuple(weights.items()))


def found(index: WordsIndex, groups: list[Group], language="en", **options) -> list[int]:
    return [passage_id for passage_id, _ in index.search(groups, language, 10, **options)]


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.sets(st.integers(1, 5)), st.sets(st.integers(1, 5))), min_size=1, max_size=4))
def test_the_index_holds_what_the_last_write_of_each_passage_left(tmp_path_factory, writes):
    index, held = WordsIndex(tmp_path_factory.mktemp("words")), set()
    for gone, entered in writes:
        index.write(sorted(gone | entered), [entry for entry in ENTRIES if entry.passage_id in entered])
        held = (held - gone) | entered
    assert sorted(index.passage_ids()) == sorted(held)


def test_writing_the_same_passages_again_changes_nothing(index):
    ids, before = [entry.passage_id for entry in ENTRIES], index.search([group(ferry=1.0)], "en", 10)
    index.write(ids, ENTRIES)
    assert sorted(index.passage_ids()) == ids
    assert index.search([group(ferry=1.0)], "en", 10) == before


def test_an_index_opened_again_finds_the_same(index, tmp_path):
    assert WordsIndex(tmp_path).search([group(ferry=1.0)], "en", 10) == index.search([group(ferry=1.0)], "en", 10)


def test_an_open_index_sees_what_another_one_wrote(index, tmp_path):
    WordsIndex(tmp_path).write([1], [entry(6, "en", "ferry", "repaired")])
    assert found(index, [group(ferry=1.0)]) == [6, 5]


@pytest.mark.parametrize(
    ("language", "asked", "expected"),
    [("en", {"ferry": 1.0}, {1, 5}), ("ar", {"العباره": 1.0}, {3}), ("ar", {"ferry": 1.0}, set())],
)
def test_a_query_asks_one_language(index, language, asked, expected):
    assert set(found(index, [group(**asked)], language)) == expected


def test_a_group_counts_its_best_word_only(index):
    alone = dict(index.search([group(ferry=1.0)], "en", 10))
    either = dict(index.search([group(ferry=1.0, boat=0.5)], "en", 10))
    assert either[5] == pytest.approx(alone[5])
    assert set(either) == {1, 2, 5}


@pytest.mark.parametrize(
    ("written", "language", "asked"),
    [("ministers", "en", "minist"), ("للمدرسه", "ar", "مدرس")],
)
def test_a_stem_stands_for_every_form_of_its_word(tmp_path, written, language, asked):
    index = WordsIndex(tmp_path)
    index.write([], [entry(1, language, written), entry(2, language, "2025")])
    assert found(index, [Group((), ((asked, 0.7),))], language) == [1]
    assert found(index, [Group(((asked, 0.7),))], language) == []


def test_groups_add_up(index):
    ferry = dict(index.search([group(ferry=1.0)], "en", 10))[5]
    boat = dict(index.search([group(boat=0.5)], "en", 10))[5]
    both = dict(index.search([group(ferry=1.0), group(boat=0.5)], "en", 10))[5]
    assert both == pytest.approx(ferry + boat)


def test_the_weight_alone_tells_words_apart_and_not_how_rare_they_are_here(index):
    in_all_but_one = dict(index.search([group(the=1.0)], "en", 10))
    in_one = dict(index.search([group(mainland=1.0)], "en", 10))
    assert in_all_but_one[2] > in_one[2]  # It stands there twice; by the corpus's own idf it would count for little.
    twice_the_weight = dict(index.search([group(mainland=2.0)], "en", 10))
    assert twice_the_weight[2] == pytest.approx(2 * in_one[2])


@given(st.sets(st.integers(1, 9)))
@settings(max_examples=20, deadline=None)
def test_a_narrowed_search_finds_what_the_whole_one_finds_of_these(shared_index, among):
    whole = shared_index.search([group(ferry=1.0), group(boat=1.0)], "en", 10)
    narrowed = shared_index.search([group(ferry=1.0), group(boat=1.0)], "en", 10, sorted(among))
    assert narrowed == [pytest.approx(hit) for hit in whole if hit[0] in among]


@pytest.fixture(scope="module")
def shared_index(tmp_path_factory):
    filled = WordsIndex(tmp_path_factory.mktemp("words"))
    filled.write([], ENTRIES)
    return filled


def test_no_more_than_the_limit_come_back_and_the_best_of_them(index):
    whole = index.search([group(ferry=1.0), group(quay=1.0)], "en", 10)
    assert [score for _, score in whole] == sorted((score for _, score in whole), reverse=True)
    assert index.search([group(ferry=1.0), group(quay=1.0)], "en", 1) == whole[:1]


@pytest.mark.parametrize("groups", [[], [Group(())], [Group((("unheard", 1.0),))]])
def test_words_that_nobody_wrote_find_nothing(index, groups):
    assert index.search(groups, "en", 10) == []


def test_an_empty_index_finds_nothing(tmp_path):
    assert WordsIndex(tmp_path).search([group(ferry=1.0)], "en", 10) == []
    assert WordsIndex(tmp_path).passage_ids() == []


@pytest.mark.usefixtures("index")
def test_a_folder_of_garbage_is_damaged_and_says_where_it_is(tmp_path):
    (tmp_path / "words" / "meta.json").write_bytes(b"\x8f not an index")
    with pytest.raises(LibraryDamaged) as raised:
        WordsIndex(tmp_path)
    assert all(str(tmp_path) in raised.value.said(language) for language in ("ar", "en"))


@pytest.mark.usefixtures("index")
def test_deleting_leaves_nothing(tmp_path):
    WordsIndex.delete(tmp_path)
    assert WordsIndex(tmp_path).passage_ids() == []
