"""Comparing quantities: the same, rounded, different, or not to be compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.quantities import Quantity, find_quantities
from agent.same_value import same_value

UNITS = ("", " people", " km", " metres", " dollars", " percent", " basis points", " شخصاً", " ديناراً", " أيام", " ساعة")
BOUNDS = ("", "about ", "at least ", "no more than ", "نحو ", "أكثر من ", "أقل من ")

texts = st.tuples(st.sampled_from(BOUNDS), st.integers(2, 10**7), st.sampled_from(UNITS)).map(
    lambda parts: f"{parts[0]}{parts[1]:,}{parts[2]}"
)


def read(text: str) -> Quantity:
    return find_quantities(text)[0]


@given(texts, texts)
def test_the_order_does_not_matter(one: str, other: str) -> None:
    assert same_value(read(one), read(other)) == same_value(read(other), read(one))


@given(texts)
def test_a_quantity_is_the_same_as_itself(text: str) -> None:
    assert same_value(read(text), read(text)) == "same"


@given(st.integers(2, 10**6), st.integers(3, 10**6))
def test_twice_as_many_is_never_the_same(number: int, more: int) -> None:
    doubled = max(number * 2, number + more)
    assert same_value(read(f"{number} killed"), read(f"{doubled} killed")) == "different"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2,340 metres", "2.34 كيلومتر"),
        ("1.2 km", "1200 m"),
        ("1 billion dollars", "1000 مليون دولار"),
        ("150 basis points", "one and a half percentage points"),
        ("خمسة وأربعين شخصاً", "٤٥ شخصاً"),
        ("4,500 hectares", "٤٥ ألف دونم"),
        ("24 months", "عامين"),
        ("half of them", "50 percent of them"),
        ("72 ساعة", "ثلاثة أيام"),
        ("11 million dinars", "11 مليون دينار تونسي"),
        ("50 ألف ليرة سورية", "50,000 Syrian pounds"),
        ("more than 20 dead", "أكثر من عشرين قتيلاً"),
        ("86°F", "30 درجة مئوية"),
    ],
)
def test_one_value_said_in_two_ways_is_the_same(one: str, other: str) -> None:
    assert same_value(read(one), read(other)) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4,987 hectares", "about 5,000 hectares"),
        ("4,987 people", "5,000 people"),
        ("4,987 شخصاً", "نحو خمسة آلاف شخص"),
        ("1,140,000 people", "أكثر من مليون ومئة ألف مواطن"),
        ("2,314,600 visitors", "about 2.3 million visitors"),
        ("2,314,600 visitors", "2.3 مليون زائر"),
        ("22 million imperial gallons", "مئة ألف متر مكعب"),
        ("7 months", "about 7 months"),
        ("at least six killed", "eight killed"),
        ("لا يقل عن ستة", "ثمانية"),
        ("dozens of dead", "45 قتيلاً"),
        ("between 10 and 20", "15"),
        ("11.9 percent", "12 في المئة"),
        ("a third of them", "33 percent of them"),
        ("ربع الأرض", "24 percent of the land"),
        ("100 km", "62 miles"),
        ("no more than 3,000 people", "2,800 people"),
        ("three months", "90 days"),
    ],
)
def test_one_value_rounded_or_bounded_is_no_conflict(one: str, other: str) -> None:
    assert same_value(read(one), read(other)) == "rounding"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("100 dead", "200 dead"),
        ("12 قتيلاً", "14 قتيلاً"),
        ("100 dead", "101 dead"),
        ("17 species", "23 نوعاً"),
        ("85 ألف برميل", "110,000 barrels"),
        ("11200 ليرة", "11100 ليرة"),
        ("about 60 people", "70 people"),
        ("لم يتجاوز ثلاثة آلاف شخص", "خمسة عشر ألف شخص"),
        ("more than 1.2 million people", "1,140,000 people"),
        ("more than 100 dead", "5,000 dead"),
        ("dozens of dead", "300 dead"),
        ("1.2 km", "12 km"),
        ("18.5 percent", "19.5 percent"),
        ("400 people", "360 people"),
        ("half of them", "40 percent of them"),
        ("2 hours", "2 days"),
    ],
)
def test_two_values_are_different(one: str, other: str) -> None:
    assert same_value(read(one), read(other)) == "different"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 dead", "12 percent"),
        ("12 km", "12 hours"),
        ("12 dollars", "12 دينار"),
        ("50 دينار عراقي", "50 دينار كويتي"),
        ("2 percent", "2 percentage points"),
        ("12 طناً", "12 برميلاً"),
    ],
)
def test_unlike_things_are_not_compared(one: str, other: str) -> None:
    assert same_value(read(one), read(other)) == "incomparable"
