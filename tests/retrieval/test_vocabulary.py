"""The vocabulary: a word finds the stems of either script that can stand for it, and a torn file loses nothing else."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.model import BilingualTable
from retrieval.stemming import stem
from retrieval.vocabulary import LONGEST_WORD, Vocabulary

ENGLISH = ["hospital", "school", "bread", "ship", "doctor", "river", "election", "bridge"]
ARABIC = ["مستشفى", "مدرسه", "خبز", "سفينه", "طبيب", "نهر", "انتخابات", "جسر"]


def held(vocabulary: Vocabulary, script: str) -> list[str]:
    """List all stems of a script: every one is near enough when the threshold is -2."""
    (found,) = vocabulary.near(["word"], script, 10_000, -2.0)
    return sorted(one for one, _ in found)


def stems(words) -> list[str]:
    return sorted({stem(word) for word in words})


@pytest.fixture
def vocabulary(tmp_path: Path, table: BilingualTable) -> Vocabulary:
    return Vocabulary(tmp_path, table)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(ENGLISH + ARABIC)), max_size=5))
def test_each_stem_is_held_once_under_its_script_however_it_came(tmp_path_factory, table, batches):
    vocabulary = Vocabulary(tmp_path_factory.mktemp("vocabulary"), table)
    for batch in batches:
        vocabulary.learn(batch)
    learnt = {word for batch in batches for word in batch}
    assert held(vocabulary, "en") == stems(learnt.intersection(ENGLISH))
    assert held(vocabulary, "ar") == stems(learnt.intersection(ARABIC))


@pytest.mark.parametrize(("script", "words"), [("en", ENGLISH), ("ar", ARABIC)])
def test_a_word_that_the_corpus_holds_is_nearest_to_its_stem(vocabulary, script, words):
    vocabulary.learn(ENGLISH + ARABIC)
    for word, found in zip(words, vocabulary.near(words, script, 3, 0.3), strict=True):
        assert found[0] == (stem(word), pytest.approx(1.0, abs=0.02))


@pytest.mark.parametrize(("asked", "script", "answers"), [(ENGLISH, "ar", ARABIC), (ARABIC, "en", ENGLISH)])
def test_a_word_finds_its_translation(vocabulary, asked, script, answers):
    vocabulary.learn(ENGLISH + ARABIC)
    nearest = [found[0][0] if found else None for found in vocabulary.near(asked, script, 1, 0.3)]
    assert sum(one == stem(other) for one, other in zip(nearest, answers, strict=True)) >= 7


def test_neighbours_come_nearest_first_above_the_threshold_and_no_more_than_asked(vocabulary):
    vocabulary.learn(ENGLISH)
    (everything,) = vocabulary.near(["hospitals"], "en", 100, -2.0)
    cosines = [cosine for _, cosine in everything]
    assert cosines == sorted(cosines, reverse=True)
    (two,) = vocabulary.near(["hospitals"], "en", 2, -2.0)
    assert two == everything[:2]
    (above,) = vocabulary.near(["hospitals"], "en", 100, cosines[2])
    assert above == everything[:2]


def test_numbers_and_strings_too_long_for_a_word_are_left_out(vocabulary):
    vocabulary.learn(["1447", "x" * (LONGEST_WORD + 1), "y" * LONGEST_WORD, "covid19"])
    assert held(vocabulary, "en") == stems(["covid19", "y" * LONGEST_WORD])


@pytest.mark.parametrize(
    ("forms", "asked"),
    [(["ministers", "ministers", "minister"], "minister"), (["المدرسه", "للمدرسه", "بالمدرسه"], "مدرسه")],
)
def test_the_forms_of_a_word_share_one_stem_near_to_each_of_them(vocabulary, forms, asked):
    vocabulary.learn(forms)
    for word in (*forms, asked):
        (found,) = vocabulary.near([word], "ar" if word > "z" else "en", 5, 0.3)
        assert [one for one, _ in found] == [stem(asked)]


def test_what_is_learnt_later_is_found_by_a_word_asked_before(vocabulary):
    assert vocabulary.near(["ship"], "en", 5, 0.3) == [[]]
    vocabulary.learn(["ship"])
    assert vocabulary.near(["ship", "ship"], "en", 5, 0.3) == [[("ship", pytest.approx(1.0, abs=0.02))]] * 2


def test_an_empty_vocabulary_has_no_neighbours(vocabulary):
    assert vocabulary.near(["ship", "خبز"], "ar", 5, 0.3) == [[], []]


def test_a_vocabulary_opened_again_knows_the_same_words(vocabulary, table, tmp_path):
    vocabulary.learn(ENGLISH + ARABIC)
    again = Vocabulary(tmp_path, table)
    again.learn(ENGLISH)
    assert held(again, "en") == stems(ENGLISH)
    assert held(again, "ar") == stems(ARABIC)


def test_two_open_vocabularies_of_one_folder_hold_a_word_once(vocabulary, table, tmp_path):
    other = Vocabulary(tmp_path, table)
    vocabulary.learn(["bread", "خبز"])
    other.learn(["bread", "ship", "خبز"])
    vocabulary.learn(["ship", "river"])
    assert held(vocabulary, "en") == stems(["bread", "river", "ship"])
    assert held(other, "ar") == stems(["خبز"])


@pytest.mark.parametrize("ending", ["txt", "int8"])
@pytest.mark.parametrize("lost_bytes", [1, 2, 3, 13])
def test_words_torn_off_by_a_kill_are_forgotten_and_learnt_again(vocabulary, table, tmp_path, ending, lost_bytes):
    vocabulary.learn(["خبز", "نهر"])
    vocabulary.learn(["مستشفى"])
    file = tmp_path / "vocabulary" / f"ar.{ending}"
    os.truncate(file, file.stat().st_size - lost_bytes)
    again = Vocabulary(tmp_path, table)
    assert set(stems(["خبز", "نهر"])) <= set(held(again, "ar")) <= set(stems(["خبز", "نهر", "مستشفى"]))
    again.learn(["مستشفى", "سفينه"])
    assert held(again, "ar") == stems(["خبز", "نهر", "مستشفى", "سفينه"])
    for word in ("مستشفى", "سفينه", "خبز"):
        assert again.near([word], "ar", 1, 0.3)[0][0] == (stem(word), pytest.approx(1.0, abs=0.02))


def test_words_lost_to_an_open_vocabulary_are_learnt_again(vocabulary, tmp_path):
    vocabulary.learn(["خبز", "نهر", "bread"])
    os.truncate(tmp_path / "vocabulary" / "ar.int8", 0)
    vocabulary.learn(["نهر", "bread"])
    assert (held(vocabulary, "ar"), held(vocabulary, "en")) == (stems(["نهر"]), ["bread"])


def test_deleting_leaves_nothing(vocabulary, table, tmp_path):
    vocabulary.learn(ENGLISH)
    Vocabulary.delete(tmp_path)
    assert held(Vocabulary(tmp_path, table), "en") == []
