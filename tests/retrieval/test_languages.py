from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.languages import language_of

ARABIC = ["وصل", "الوفد", "إلى", "الميناء", "كِتَابٌ", "ﻻ"]
ENGLISH = ["The", "delegation", "reached", "Zürich", "port"]


@given(st.lists(st.sampled_from(ARABIC), min_size=1), st.lists(st.sampled_from(ENGLISH)), st.randoms())
def test_the_language_of_most_words_wins_wherever_they_stand(
    arabic: list[str], english: list[str], random: Random
) -> None:
    mixed = arabic + english
    random.shuffle(mixed)
    assert language_of(" ".join(mixed)) == ("ar" if len(arabic) >= len(english) else "en")


@given(st.text("0123456789٠١٢٣ .،؛!؟-—…\n\t«»()$%", max_size=60))
def test_figures_and_punctuation_have_no_say(marks: str) -> None:
    assert language_of(f"{marks} الميناء {marks}") == "ar"
    assert language_of(f"{marks} port {marks}") == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("2025", "en"),
        ("١٧ نوفمبر ٢٠٢٥", "ar"),
        ("من هو Omar Haddad؟", "ar"),
        ("What does «إسناد» mean?", "en"),
        ("الميناء NATO", "ar"),
    ],
)
def test_short_and_mixed_texts(text: str, language: str) -> None:
    assert language_of(text) == language
