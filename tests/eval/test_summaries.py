"""Sums of scores: ratios, intervals over stories, and the languages side by side."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.scores import Score
from eval.summaries import parity, summarise
from retrieval.phrases import Phrase
from tests.eval.measures.conftest import PLAIN

NO_REASON = Phrase("", "")


def scored(*values: tuple[str, str, float]) -> tuple[list, dict]:
    """Make cases of (story, language, value of Right)."""
    cases = [
        replace(PLAIN, id=f"{story}/{at}", story=story, language=language)
        for at, (story, language, _) in enumerate(values)
    ]
    scores = {
        case.id: {"Right": Score(value, 1.0, NO_REASON), **dict.fromkeys(SECONDS, Score(value, 1.0, NO_REASON))}
        for case, (_, _, value) in zip(cases, values, strict=True)
    }
    return cases, scores


SECONDS = ("Seconds@50", "Seconds@95")


def test_questions_of_one_story_are_one_witness_so_that_its_interval_is_wider() -> None:
    halves = [(f"s{n % 10}", "en", float(n % 10 < 5)) for n in range(100)]
    alone = [(f"s{n}", "en", float(n % 10 < 5)) for n in range(100)]
    few, many = (summarise(*scored(*values))[0].measures["Right"] for values in (halves, alone))
    assert few.mean == many.mean == 0.5
    assert few.high - few.low > 2 * (many.high - many.low)


def test_parity_is_the_difference_of_the_languages_and_its_interval_holds_it() -> None:
    (found,) = parity(*scored(*[(f"s{n}", "ar" if n % 2 else "en", float(n % 4 < 2)) for n in range(40)]))
    assert (found.measure, found.arabic, found.english, found.difference.mean) == ("Right", 0.5, 0.5, 0)
    (ahead,) = parity(*scored(*[(f"s{n}", "ar" if n % 2 else "en", float(n % 2)) for n in range(40)]))
    assert (ahead.difference.mean, ahead.difference.low) == (1, 1)
    assert parity(*scored(("s", "ar", 1.0))) == []


values = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["ar", "en"]), st.floats(0, 1)), min_size=1)


@given(values)
def test_means_lie_in_their_intervals_and_the_languages_add_up(given: list[tuple[str, str, float]]) -> None:
    rows = {row.group: row for row in summarise(*scored(*given))}
    languages = [row for name, row in rows.items() if name.startswith("language")]
    assert rows["all"].cases == len(given) == sum(row.cases for row in languages)
    whole = sum(row.measures["Right"].mean * row.cases for row in languages)
    assert rows["all"].measures["Right"].mean * len(given) == pytest.approx(whole)
    for row in rows.values():
        one = row.measures["Right"]
        assert 0 <= one.low <= one.high <= 1 + 1e-9


def test_what_a_group_has_nothing_of_is_left_out() -> None:
    (row, *_) = summarise(*scored(("s", "en", 1.0)))
    assert set(row.measures) == {"Right", *SECONDS}
    assert summarise([PLAIN], {}) == []
