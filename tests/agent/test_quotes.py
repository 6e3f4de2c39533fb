import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.quotes import fault, locate
from retrieval.folding import words, words_with_spans

ARABIC = "قالَ المُتَحدِّثُ باسمِ الوِزارةِ، يومَ الأحدِ: «ارتفعت الحصيلةُ إلى ٤١ قتيلاً»، وأضاف أنّ 1٫2 مليون دينارٍ صُرفت."
ENGLISH = (
    "The spokesman said on Sunday: “The toll rose to 14,” and added that 1.2 million dinars — no more — were paid."
)
TEXTS = st.sampled_from([ARABIC, ENGLISH])


def without_marks(text: str) -> str:
    return "".join(char for char in text if not unicodedata.combining(char))


@given(TEXTS, st.data())
def test_every_stretch_of_words_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    spans = [span for _, span in words_with_spans(text)]
    first = data.draw(st.integers(0, len(spans) - 1))
    last = data.draw(st.integers(first, len(spans) - 1))
    quote = text[spans[first].start : spans[last].end]
    found = locate(quote, text)
    assert found is None or words(found.of(text)) == words(quote)
    if first != last and not quote[0].isdigit() and not quote[-1].isdigit():
        assert found


@given(TEXTS, st.sampled_from([" ", "\n", "\u00a0 ", "\u200f "]))
def test_marks_spaces_and_quotation_marks_may_differ(text: str, space: str) -> None:
    plain = without_marks(text).replace("“", '"').replace("”", '"').replace("«", "“").replace(" ", space)
    found = locate(plain, text)
    assert found
    assert words(found.of(text)) == words(text)


def test_a_quote_without_vowel_marks_is_found_at_exact_offsets() -> None:
    found = locate("المتحدث باسم الوزارة", ARABIC)
    assert found
    assert found.of(ARABIC) == "المُتَحدِّثُ باسمِ الوِزارةِ"


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The toll rose to 41", ENGLISH),
        ("ارتفعت الحصيلة إلى ١٤ قتيلا", ARABIC),
        ("2 million dinars", ENGLISH),
        ("1 2 million dinars", ENGLISH),
        ("toll rose to 1", ENGLISH),
        ("spokesman said on Sun", ENGLISH),
        ("ارتفعت الحصيلة إلى 41 قتيل", ARABIC),
        ("added said", ENGLISH),
    ],
)
def test_a_nearly_right_quote_is_not_found(quote: str, text: str) -> None:
    assert locate(quote, text) is None


@pytest.mark.parametrize("quote", ["", " … ", "«»"])
def test_a_quote_without_words_stands_nowhere(quote: str) -> None:
    assert locate(quote, ENGLISH) is None


def test_digits_of_either_kind_are_the_same() -> None:
    assert locate("الحصيلة إلى 41 قتيلا", ARABIC)
    assert locate("أن ١.٢ مليون", ARABIC)


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("The toll rose to 14", None),
        ("ارتفعت الحصيلة إلى ٤١", "misattributed"),
        ("The spokesman said on Sunday … dinars no more were paid", "stitched"),
        ("The minister resigned on Sunday after the flood", "invented"),
        ("The toll rose to 41", "invented"),
    ],
)
def test_what_is_wrong_with_a_quote_is_told_apart(quote: str, verdict: str | None) -> None:
    assert fault(quote, ENGLISH, [ARABIC]) == verdict
