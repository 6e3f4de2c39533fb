"""The gate: numbers and dates that are told stand in their quotes."""

from datetime import date

import pytest

from agent.gate import unborne
from retrieval.records import Published

MONDAY = Published(date(2025, 11, 17), date(2025, 11, 17), "stated")


@pytest.mark.parametrize(
    ("told", "quote"),
    [
        ("27", "أُصيب سبعة وعشرون راكباً"),
        ("سبعة وعشرون", "27 passengers were injured"),
        ("16 November 2025", "التقى الوزير الوفد يوم الأحد"),
        ("16 نوفمبر 2025", "The minister met the delegation on Sunday"),
        ("about 5,000", "نحو خمسة آلاف زائر"),
        ("November 2025", "They met on 16 November 2025."),
        ("no numbers at all", ""),
    ],
)
def test_what_a_quote_says_in_other_words_passes(told: str, quote: str) -> None:
    assert unborne(told, [(quote, MONDAY)]) == []


@pytest.mark.parametrize(
    ("told", "quote", "missing"),
    [
        ("41", "The toll rose to 14.", ["41"]),
        ("٤١", "ارتفعت الحصيلة إلى ١٤", ["٤١"]),
        ("15 November 2025", "التقى الوزير الوفد يوم الأحد", ["15 November 2025"]),
        ("16 November 2025", "They met in November 2025.", ["16 November 2025"]),
        ("27", "", ["27"]),
    ],
)
def test_what_no_quote_says_is_named(told: str, quote: str, missing: list[str]) -> None:
    assert unborne(told, [(quote, MONDAY)]) == missing


def test_one_of_several_quotes_is_enough() -> None:
    quotes = [("27 were injured", MONDAY), ("وقع ذلك يوم الأحد", MONDAY)]
    assert unborne("16 November 2025: 27 injured", quotes) == []
