"""Intervals and the paired test: laws, and one case whose answer is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.ranking import bootstrap
from eval.ranking.bootstrap import difference, estimate

SHARES = st.floats(0, 1, allow_nan=False)
VALUES = st.lists(SHARES, min_size=1, max_size=30)


@given(VALUES)
def test_the_interval_holds_the_mean_and_nothing_that_no_question_has(values: list[float]) -> None:
    found = estimate(values)
    assert min(values) - 1e-9 <= found.low <= found.mean + 1e-9
    assert found.mean - 1e-9 <= found.high <= max(values) + 1e-9


@given(VALUES, st.integers(0, 5))
def test_a_seed_gives_the_same_interval_every_time(values: list[float], seed: int) -> None:
    assert estimate(values, seed) == estimate(values, seed)


@given(st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=30))
def test_turning_the_two_round_turns_the_difference_round(pairs: list[tuple[float, float]]) -> None:
    ours, theirs = zip(*pairs, strict=True)
    one, other = difference(ours, theirs), difference(theirs, ours)
    assert one.mean == pytest.approx(-other.mean, abs=1e-12)
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low), abs=1e-9)
    assert one.p == pytest.approx(other.p, abs=0.01)
    assert 0 < one.p <= 1


def test_the_interval_of_a_proportion_is_about_that_of_the_textbook() -> None:
    found = estimate([1.0] * 160 + [0.0] * 40)
    half = 1.96 * (0.8 * 0.2 / 200) ** 0.5
    assert (found.low, found.high) == pytest.approx((0.8 - half, 0.8 + half), abs=0.01)


def test_more_questions_give_a_narrower_interval() -> None:
    few, many = estimate([0.0, 1.0] * 20), estimate([0.0, 1.0] * 2000)
    assert many.high - many.low < (few.high - few.low) / 5


def test_a_difference_on_every_question_is_certain_and_one_by_chance_is_not() -> None:
    theirs = [0.1 * (number % 7) for number in range(100)]
    certain = difference([value + 0.2 + 0.001 * (number % 3) for number, value in enumerate(theirs)], theirs)
    assert certain.p < 0.001
    assert certain.low > 0.19
    chance = difference([value + (0.2 if number % 2 else -0.2) for number, value in enumerate(theirs)], theirs)
    assert chance.p > 0.5
    assert chance.low < 0 < chance.high


def test_drawing_in_blocks_draws_as_many(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [0.0, 0.25, 1.0] * 10
    whole = estimate(values)
    monkeypatch.setattr(bootstrap, "DRAWN_AT_ONCE", 1_000)
    assert estimate(values) == whole
