"""Saying a quantity at the front of an answer, in either language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.quantities import find_quantities
from agent.same_value import same_value
from agent.saying import say_quantity
from agent.units import UNITS, Unit
from retrieval.records import LANGUAGES, Language


def said(text: str, language: Language) -> str:
    return say_quantity(find_quantities(text)[0], language)


@given(st.integers(2, 10**9), st.sampled_from(UNITS), st.sampled_from(LANGUAGES))
def test_what_is_said_is_read_back_as_the_same_value(number: int, unit: Unit, language: Language) -> None:
    quantity = find_quantities(f"{number} {unit.english[1]}")[0]
    again = find_quantities(say_quantity(quantity, language))[0]
    assert same_value(quantity, again) == "same"


@given(st.integers(2, 10**9), st.sampled_from(["about", "at least", "no more than"]), st.sampled_from(LANGUAGES))
def test_how_exact_a_number_is_is_said_too(number: int, bound: str, language: Language) -> None:
    quantity = find_quantities(f"{bound} {number} people")[0]
    assert same_value(quantity, find_quantities(say_quantity(quantity, language))[0]) == "same"


@pytest.mark.parametrize(
    ("text", "english", "arabic"),
    [
        ("سبعة وعشرين قتيلاً", "27", "27"),
        ("٨٥ ألف برميل", "85,000 barrels", "85 ألف برميل"),
        ("349 dollars", "349 dollars", "349 دولاراً"),
        ("$103", "103 dollars", "103 دولارات"),
        ("100 دولار", "100 dollars", "100 دولار"),
        ("one hour", "1 hour", "ساعة واحدة"),
        ("one day", "1 day", "يوم واحد"),
        ("two hours", "2 hours", "ساعتان"),
        ("about two days", "about 2 days", "نحو يومين"),
        ("عشرة أيام", "10 days", "10 أيام"),
        ("أحد عشر يوماً", "11 days", "11 يوماً"),
        ("3 square kilometres", "3 square kilometres", "3 كيلومترات مربعة"),
        ("15 square kilometres", "15 square kilometres", "15 كيلومتراً مربعاً"),
        ("two cubic metres", "2 cubic metres", "متران مكعبان"),
        ("2.34 kilometres", "2.34 kilometres", "2.34 كيلومتر"),
        ("مليون ونصف المليون برميل", "1.5 million barrels", "1.5 مليون برميل"),
        ("ثلاثة ملايين دولار", "3 million dollars", "3 ملايين دولار"),
        ("خمسة آلاف شخص", "5,000", "5 آلاف"),
        ("11650 ليرة", "11,650 liras", "11,650 ليرة"),
        ("خمسون ألف ليرة سورية", "50,000 Syrian pounds", "50 ألف ليرة سورية"),
        ("5 million Syrian pounds", "5 million Syrian pounds", "5 ملايين ليرة سورية"),
        ("12 Iraqi dinars", "12 Iraqi dinars", "12 ديناراً عراقياً"),
        ("7 Iraqi dinars", "7 Iraqi dinars", "7 دنانير عراقية"),
        ("11.9 percent", "11.9 percent", "11.9 في المئة"),
        ("150 basis points", "150 basis points", "150 نقطة أساس"),
        ("4 نقاط مئوية", "4 percentage points", "4 نقاط مئوية"),
        ("ما بين 600 و800 ليتر", "600 to 800 litres", "من 600 إلى 800 لتر"),
        ("more than 1.1 million people", "at least 1.1 million", "ما لا يقل عن 1.1 مليون"),
        ("لم يتجاوز ثلاثة آلاف شخص", "at most 3,000", "ما لا يزيد على 3 آلاف"),
        ("عشرات الشاحنات", "dozens", "عشرات"),
        ("tens of thousands of tonnes", "tens of thousands of tonnes", "عشرات الآلاف من الأطنان"),
        ("مئات الأطنان", "hundreds of tonnes", "مئات الأطنان"),
        ("ثلث السكان", "a third", "ثلث"),
        ("نصف ساعة", "half an hour", "نصف ساعة"),
        ("80 km/h", "80 kilometres per hour", "80 كيلومتراً في الساعة"),
    ],
)
def test_a_quantity_is_said_in_both_languages(text: str, english: str, arabic: str) -> None:
    assert said(text, "en") == english
    assert said(text, "ar") == arabic
