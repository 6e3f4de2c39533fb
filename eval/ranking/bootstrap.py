"""How far a mean over questions can be trusted: percentile intervals and a paired test, by resampling the questions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2_000  # The interval's ends move by less than .001 from seed to seed on a thousand questions.
CONFIDENCE = 0.95
DRAWN_AT_ONCE = 4_000_000  # Question numbers in memory at a time, 32 MB.


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over questions, and the interval that holds 95 % of the means of resampled questions."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean of the paired differences with its interval, and how likely one as large is if there is none."""

    mean: float
    low: float
    high: float
    p: float


def estimate(values: Sequence[float], seed: int = 0) -> Estimate:
    """Give the mean of one value a question with its percentile interval (Efron & Tibshirani 1993, chapter 13).

    >>> estimate([0.5] * 20)
    Estimate(mean=0.5, low=0.5, high=0.5)
    """
    array = np.asarray(values, float)
    low, high = _interval(_resampled_means(array, seed))
    return Estimate(float(array.mean()), low, high)


def difference(ours: Sequence[float], theirs: Sequence[float], seed: int = 0) -> Difference:
    """Compare two systems on the same questions, in the same order.

    The test is two-sided, on the resampled differences moved to a mean of zero (Efron & Tibshirani 1993, chapter 16);
    `p` counts the data themselves as one resample, so it is never 0.

    >>> difference([1.0, 0.0] * 20, [1.0, 0.0] * 20)
    Difference(mean=0.0, low=0.0, high=0.0, p=1.0)
    """
    differences = np.asarray(ours, float) - np.asarray(theirs, float)
    return _difference(float(differences.mean()), _resampled_means(differences, seed))


@dataclass(frozen=True, slots=True)
class Sums:
    """What measures have to be divided: a column each, a row for what is drawn together, such as a story."""

    gained: NDArray[np.float64]
    out_of: NDArray[np.float64]


def ratio_estimates(sums: Sums, seed: int = 0) -> list[Estimate | None]:
    """Divide the sums of each measure, with percentile intervals; None where there is nothing to divide by.

    Whole rows are drawn: the questions of one story stand or fall together, and an interval that took each for a
    witness of its own would be too narrow (Davison & Hinkley 1997, section 3.8).
    """
    counts = _drawn_counts(len(sums.gained), seed)
    drawn = _ratio(counts @ sums.gained, counts @ sums.out_of)
    whole = _ratio(sums.gained.sum(axis=0), sums.out_of.sum(axis=0))
    return [
        None if np.isnan(mean) else Estimate(float(mean), *_interval(column[~np.isnan(column)]))
        for mean, column in zip(whole, drawn.T, strict=True)
    ]


def ratio_differences(ours: Sums, theirs: Sums, seed: int = 0) -> list[Difference | None]:
    """Compare each measure of two systems on the same rows, or of two halves of one system's; tested as means are."""
    counts = _drawn_counts(len(ours.gained), seed)
    drawn = _ratio(counts @ ours.gained, counts @ ours.out_of) - _ratio(counts @ theirs.gained, counts @ theirs.out_of)
    whole = _ratio(ours.gained.sum(axis=0), ours.out_of.sum(axis=0)) - _ratio(
        theirs.gained.sum(axis=0), theirs.out_of.sum(axis=0)
    )
    return [
        None if np.isnan(mean) else _difference(float(mean), column[~np.isnan(column)])
        for mean, column in zip(whole, drawn.T, strict=True)
    ]


def percentile_estimate(values: Sequence[float], percentile: int, seed: int = 0) -> Estimate:
    """Give a percentile of values with its interval.

    >>> percentile_estimate([0.5] * 20, 95)
    Estimate(mean=0.5, low=0.5, high=0.5)
    """
    array = np.asarray(values, float)
    drawn = _resampled(array, seed, lambda one: np.percentile(one, percentile, axis=1))
    return Estimate(float(np.percentile(array, percentile)), *_interval(drawn))


def _drawn_counts(rows: int, seed: int) -> NDArray[np.float64]:
    """Say how often each row is in each resample, (RESAMPLES, rows)."""
    draw = np.random.default_rng(seed)
    return draw.multinomial(rows, np.full(rows, 1 / rows), size=RESAMPLES).astype(np.float64)


def _ratio(gained: NDArray[np.float64], out_of: NDArray[np.float64]) -> NDArray[np.float64]:
    """Divide; where there is nothing to divide by, the result is no number."""
    return np.divide(gained, out_of, out=np.full_like(gained, np.nan), where=out_of > 0)


def _difference(mean: float, drawn: NDArray[np.float64]) -> Difference:
    as_large = np.abs(drawn - mean) >= abs(mean) - 1e-12
    return Difference(mean, *_interval(drawn), p=float((as_large.sum() + 1) / (len(drawn) + 1)))


def _interval(means: NDArray[np.float64]) -> tuple[float, float]:
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return float(low), float(high)


def _resampled_means(values: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    return _resampled(values, seed, lambda drawn: drawn.mean(axis=1))


def _resampled(
    values: NDArray[np.float64], seed: int, of: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> NDArray[np.float64]:
    """Draw the questions with replacement, `RESAMPLES` times; return what `of` makes of each draw."""
    draw = np.random.default_rng(seed)
    rows = max(1, DRAWN_AT_ONCE // len(values))
    blocks = [min(rows, RESAMPLES - start) for start in range(0, RESAMPLES, rows)]
    return np.concatenate([of(values[draw.integers(len(values), size=(block, len(values)))]) for block in blocks])
