"""Consonants: a name written in two scripts gives one key, and vowels decide nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.folding import words
from retrieval.transliteration import consonants

ARABIC = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويء"), min_size=3, max_size=12)
LATIN = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), max_size=12)


def key(name):
    return "".join(consonants(word) for word in words(name))


@given(st.one_of(ARABIC, LATIN))
def test_a_key_holds_nothing_twice_in_a_row_and_ends_on_no_silent_h(word):
    assert not re.search(r"(.)\1", consonants(word))
    assert not consonants(word).endswith("h")


@given(ARABIC.filter(lambda word: not re.match("[وفبكل]?(?:ال|لل)", word)))
def test_the_arabic_article_changes_no_key(word):
    assert consonants(f"ال{word}") == consonants(word)


@given(st.text(st.sampled_from("aeiouyw"), max_size=8), st.text(st.sampled_from("اويىء"), max_size=8))
def test_vowels_alone_have_no_key(latin, arabic):
    assert consonants(latin) == ""
    assert consonants(arabic) == ""


@given(st.lists(st.sampled_from("bdfklmnrz"), min_size=2, max_size=6), st.sampled_from("aeiou"))
def test_long_and_short_vowels_are_one(letters, vowel):
    assert consonants(vowel.join(letters)) == consonants((vowel * 2).join(letters)) == consonants("ا".join(letters))


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Rabab", "رباب"),
        ("Qandili", "القنديلي"),
        ("Bahjat", "بهجت"),
        ("Ghassan", "غسّان"),
        ("Khadija", "خديجة"),
        ("Shukri", "شكري"),
        ("Gorbachov", "غورباتشوف"),
        ("Philippe", "فيليب"),
        ("Osama Mustafa", "أسامة مصطفى"),
    ],
)
def test_a_name_has_one_key_in_both_scripts(latin, arabic):
    assert key(latin) == key(arabic) != ""


@pytest.mark.parametrize(
    ("latin", "arabic"), [("Rabab", "سحاب"), ("Qandili", "القنبلي"), ("Tarbun", "تربية"), ("Karim", "كريمة الدين")]
)
def test_different_names_have_different_keys(latin, arabic):
    assert key(latin) != key(arabic)
