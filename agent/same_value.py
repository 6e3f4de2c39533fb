"""Say whether two quantities are the same value, the same but rounded, different, or not to be compared."""

from fractions import Fraction
from typing import Literal

from agent.quantities import Quantity

Sameness = Literal["same", "rounding", "different", "incomparable"]

# A round number may stand for one near it: 5,000 hectares for 4,987. By how much of the larger one, at most:
ROUNDED = Fraction(5, 100)  # two figures, the fewest that news rounds to, are never further off (1.05 said as 1.1);
ROUNDED_TO_ONE_FIGURE = Fraction(2, 100)  # but 200 for 150 would be wrong, though it is the nearest hundred.
ABOUT = Fraction(10, 100)  # "About 60" covers 56, and not 70.
# Smaller counts are exact unless the words say otherwise: who writes "101 killed" and who writes "100" disagree.
LEAST_ROUNDED_COUNT = 1000
# "More than 100" of 5,000 would mislead: bounds are said of numbers near them.
REACH_OF_BOUND = 2
_FINEST = Fraction(1, 10**6)


def same_value(one: Quantity, other: Quantity) -> Sameness:
    """Compare two quantities, in whatever units of one dimension; the order does not matter.

    `rounding`: both can be true of one thing, for one is about, at least, at most, a range, or a rounder form of the
    other. Percent and percentage points are not compared, nor are two currencies, or dollars of two countries.
    """
    if not _comparable(one, other):
        return "incomparable"
    if (one.low, one.high) == (other.low, other.high):
        return "same" if one.number.bound == other.number.bound else "rounding"
    if _is_point(one) and _is_point(other):
        near = abs(one.low - other.low) <= max(_slack(one), _slack(other))
        return "rounding" if near else "different"
    (low, high), (other_low, other_high) = _possible(one), _possible(other)
    return "rounding" if low <= other_high and other_low <= high else "different"


def _comparable(one: Quantity, other: Quantity) -> bool:
    if one.dimension != other.dimension:
        return False
    return one.country is None or other.country is None or one.country == other.country


def _is_point(one: Quantity) -> bool:
    return one.number.bound == "exact"


def _possible(one: Quantity) -> tuple[Fraction, Fraction]:
    """Say between what values a thing can be of which a quantity is said."""
    bound, low, high = one.number.bound, min(one.low, one.high), max(one.low, one.high)
    if bound == "at_least":
        return low, max(low * REACH_OF_BOUND, low + _slack(one))
    if bound == "at_most":
        return min(high / REACH_OF_BOUND, high - _slack(one)), high
    if bound == "about":
        slack = max(abs(low) * ABOUT, _slack(one))
        return low - slack, high + slack
    slack = _slack(one) if bound == "exact" else Fraction(0)
    return low - slack, high + slack


def _slack(one: Quantity) -> Fraction:
    """Say how far the thing itself may be from an exact number, by how round that number is; in the base unit."""
    number = one.number.low
    if one.dimension == "count" and (abs(number) < LEAST_ROUNDED_COUNT or number.denominator > 1):
        return Fraction(0)
    if one.dimension == "share" and one.unit is None:
        return abs(number) * ROUNDED  # A quarter is said of 24 percent.
    half_grain = one.in_base(number + _grain(number) / 2) - one.low
    if one.dimension in ("share", "points"):
        # One figure of a percentage is as good as two: 4 is said of 4.3, and 40 is not said of 36.
        return min(half_grain, one.in_base(number + Fraction(1, 2)) - one.low)
    one_figure = _figures(number) == 1
    share = ROUNDED_TO_ONE_FIGURE if one_figure and one.dimension == "count" else ROUNDED
    return min(half_grain, abs(one.in_base(number) - one.in_base(Fraction(0))) * share)


def _grain(number: Fraction) -> Fraction:
    """Give the place of the last figure that is not zero: 100 for 2,300, a tenth for 2.3.

    >>> str(_grain(Fraction(2300))), str(_grain(Fraction("2.34"))), str(_grain(Fraction(1, 3)))
    ('100', '1/100', '0')
    """
    if number == 0:
        return Fraction(0)
    grain = Fraction(1)
    while number % (grain * 10) == 0:
        grain *= 10
    while number % grain and grain > _FINEST:
        grain /= 10
    return Fraction(0) if number % grain else grain


def _figures(number: Fraction) -> int:
    """Count the figures of a number that are not zeros at its end."""
    grain = _grain(number)
    return len(str(abs(int(number / grain)))) if grain else 0
