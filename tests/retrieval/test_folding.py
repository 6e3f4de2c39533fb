"""Folding: spellings of one word meet, and every folded word knows the raw characters it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.folding import fold, words, words_with_spans

MARKS = "\N{ARABIC FATHA}\N{ARABIC KASRA}\N{ARABIC SHADDA}\N{ARABIC SUKUN}\N{ARABIC TATWEEL}\N{RIGHT-TO-LEFT MARK}"
TEXTS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x24F),
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFDFF),
        st.sampled_from(MARKS + "\n«»،؟"),
    ),
    max_size=60,
)
PLAIN = st.text(st.sampled_from("ابتثجحخدرسشعغفقكلمنهوي abcdefgrst"), min_size=1)


@given(TEXTS)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_the_words_with_spans_are_the_words(text):
    assert [word for word, _ in words_with_spans(text)] == words(text)


@given(TEXTS)
def test_a_span_holds_the_raw_text_of_its_word(text):
    for word, span in words_with_spans(text):
        assert 0 <= span.start < span.end <= len(text)
        assert word in fold(span.of(text))


@given(TEXTS)
def test_spans_come_in_reading_order(text):
    spans = [span for _, span in words_with_spans(text)]
    assert spans == sorted(spans)


@given(PLAIN, st.sampled_from(MARKS), st.data())
def test_a_mark_anywhere_changes_no_word(text, mark, data):
    at = data.draw(st.integers(0, len(text)))
    assert words(text[:at] + mark + text[at:]) == words(text)


@given(PLAIN)
def test_a_span_takes_the_marks_of_its_last_letter_along(text):
    marked = "".join(letter + "\N{ARABIC FATHA}" if letter.isalpha() else letter for letter in text)
    for _, span in words_with_spans(marked):
        assert span.of(marked).endswith("\N{ARABIC FATHA}")
        assert marked[span.end : span.end + 1] != "\N{ARABIC FATHA}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مُؤَسَّسَة", "موسسه"),
        ("إلى", "الي"),
        ("آخر", "اخر"),
        ("ٱلبحر", "البحر"),
        ("موســـكو", "موسكو"),
        ("كتابی", "كتابي"),
        ("٢٠٢٤", "2024"),
        ("۱۹۹۹", "1999"),
        ("CAFÉ", "cafe"),
        ("São Tomé", "sao tome"),
        ("ﬁnal", "final"),
        ("ﻻ", "لا"),
    ],
)
def test_spellings_of_one_word_meet(one, other):
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"), [("قلب", "كلب"), ("سيف", "صيف"), ("port", "fort"), ("علم", "ألم"), ("5", "6")]
)
def test_different_words_stay_apart(one, other):
    assert words(one) != words(other)
