"""How far a mean over questions can be trusted: percentile intervals and a paired test, by resampling the questions."""

from collections.abc import Sequence
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
    mean = float(differences.mean())
    means = _resampled_means(differences, seed)
    as_large = np.abs(means - mean) >= abs(mean) - 1e-12
    return Difference(mean, *_interval(means), p=float((as_large.sum() + 1) / (len(means) + 1)))


def _interval(means: NDArray[np.float64]) -> tuple[float, float]:
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return float(low), float(high)


def _resampled_means(values: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    """Draw the questions with replacement, `RESAMPLES` times; return the mean of each draw."""
    draw = np.random.default_rng(seed)
    rows = max(1, DRAWN_AT_ONCE // len(values))
    blocks = [min(rows, RESAMPLES - start) for start in range(0, RESAMPLES, rows)]
    drawn = [values[draw.integers(len(values), size=(block, len(values)))].mean(axis=1) for block in blocks]
    return np.concatenate(drawn)
