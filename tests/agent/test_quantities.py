"""Finding quantities: numbers with their units, sums of money, and what is counted."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.number_words import LEXICON
from agent.quantities import Quantity, find_quantities
from agent.units import ARABIC_COUNTRY, FORMS, UNITS, Unit
from retrieval.folding import fold


def names_money(text: str) -> bool:
    return any(one.unit and one.unit.is_money for one in find_quantities(text))


def the_only(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


def counted(text: str) -> list[str]:
    return [one.word for one in the_only(text).counted]


# Laws


@given(st.text(max_size=60) | st.text(alphabet="12 ٣.,-%$€ونصفساعةkm and half hour دولار", max_size=40))
def test_any_text_is_searched_without_complaint(text: str) -> None:
    quantities = find_quantities(text)
    assert all(one.span.start <= one.number.span.start < one.span.end <= len(text) for one in quantities)
    assert all(word.span.of(text) for one in quantities for word in one.counted)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.english[0])
def test_every_unit_is_read_as_it_is_said_in_both_languages(unit: Unit) -> None:
    for name in (*unit.english, *unit.arabic):
        found = the_only(f"70 {name}")
        assert found.unit
        assert (found.unit.dimension, found.unit.factor) == (unit.dimension, unit.factor)


@pytest.mark.parametrize("country", ARABIC_COUNTRY)
def test_every_currency_of_a_country_is_read_in_both_languages(country: str) -> None:
    assert the_only(f"70 {country} dollars").country == country
    assert the_only(f"70 دولاراً {ARABIC_COUNTRY[country]}اً").country == country


def test_the_dual_of_every_common_unit_is_two_of_it() -> None:
    for noun in ("متر", "كيلومتر", "طن", "برميل", "دولار", "دينار", "يوم", "شهر", "عام", "أسبوع", "هكتار", "لتر"):
        for ending in ("ان", "ين"):
            found = the_only(f"بلغ {noun}{ending} فقط")
            assert found.number.low == 2
            assert found.unit == FORMS[fold(noun)]
    for noun in ("ساعتين", "دقيقتين", "سنتين", "ليرتين", "طنين", "سنتيمترين", "جنيهين"):
        assert the_only(f"بلغ {noun} فقط").number.low == 2


def test_no_unit_is_itself_a_number() -> None:
    plain = {form for unit in UNITS for form in map(fold, (*unit.english, *unit.arabic)) if form in LEXICON}
    assert plain <= {"second", fold("ثانية")}


# Units


@pytest.mark.parametrize(
    ("text", "low", "dimension"),
    [
        ("2.34 kilometres", 2340, "length"),
        ("2340 متراً", 2340, "length"),
        ("a 26-metre span", 26, "length"),
        ("430 كلم", 430_000, "length"),
        ("22 million imperial gallons", Fraction("100013.98"), "volume"),
        ("مئة ألف متر مكعب", 100_000, "volume"),
        ("100 m3", 100, "volume"),
        ("4,500 hectares", 45_000_000, "area"),
        ("٤٥ ألف دونم", 45_000_000, "area"),
        ("3 كيلومترات مربعة", 3_000_000, "area"),
        ("5 sq km", 5_000_000, "area"),
        ("50 كلم2", 50_000_000, "area"),
        ("50 كلم²", 50_000_000, "area"),
        ("سنة واحدة", 31_556_952, "duration"),
        ("hundreds of thousands of tonnes", 200_000_000, "mass"),
        ("12 طناً", 12_000, "mass"),
        ("1.1 kilograms", Fraction("1.1"), "mass"),
        ("86°F", 30, "temperature"),
        ("30 درجة مئوية", 30, "temperature"),
        ("36 km/h", 10, "speed"),
        ("36 كيلومتراً في الساعة", 10, "speed"),
        ("72 ساعة", 259_200, "duration"),
        ("ثلاثة أيام", 259_200, "duration"),
        ("24 months", 24 * 2_629_746, "duration"),
        ("عامان", 24 * 2_629_746, "duration"),
        ("18 في المئة", Fraction(18, 100), "share"),
        ("150 basis points", Fraction(3, 2), "points"),
        ("1.5 نقطة مئوية", Fraction(3, 2), "points"),
        ("25 نقطة أساس", Fraction(1, 4), "points"),
    ],
)
def test_a_quantity_is_known_in_the_base_unit(text: str, low: Fraction, dimension: str) -> None:
    found = the_only(text)
    assert (found.low, found.dimension) == (low, dimension)


@pytest.mark.parametrize(
    ("text", "span", "hours"),
    [
        ("It takes an hour and a half now", "hour and a half", Fraction(3, 2)),
        ("three and a half hours", "three and a half hours", Fraction(7, 2)),
        ("half an hour", "half an hour", Fraction(1, 2)),
        ("an hour and forty minutes", "hour and forty minutes", Fraction(5, 3)),
        ("two hours and ten minutes", "two hours and ten minutes", Fraction(13, 6)),
        ("دامت ساعة ونصف الساعة", "ساعة ونصف الساعة", Fraction(3, 2)),
        ("ثلاث ساعات ونصف", "ثلاث ساعات ونصف", Fraction(7, 2)),
        ("نصف ساعة", "نصف ساعة", Fraction(1, 2)),
        ("ساعة وأربعين دقيقة", "ساعة وأربعين دقيقة", Fraction(5, 3)),
        ("ساعتين وعشر دقائق", "ساعتين وعشر دقائق", Fraction(13, 6)),
    ],
)
def test_what_is_tied_on_after_the_unit_is_part_of_the_time(text: str, span: str, hours: Fraction) -> None:
    found = the_only(text)
    assert found.span.of(text) == span
    assert found.low == hours * 3600


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("in 2019 census", []),
        ("on 3 October 2025 he left", []),
        ("في 28 أكتوبر/تشرين الأول 2025", []),
        ("عام 2022 مع أربع دول", [4]),
        ("the third of the 12 tents in Room 7", [12]),
        ("القرار 1701 الذي وافقت عليه 15 دولة", [15]),
    ],
)
def test_numbers_of_dates_names_and_ranks_are_no_quantities(text: str, values: list[int]) -> None:
    assert [one.number.low for one in find_quantities(text)] == values


def test_degrees_of_an_earthquake_are_no_temperature() -> None:
    assert the_only("بقوة 6.2 درجات على مقياس ريختر").unit is None
    assert the_only("6.2 degrees on the Richter scale").unit is None


# Counted


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The blast killed 12 people.", ["people", "killed", "blast"]),
        ("12 people were killed", ["people", "killed"]),
        ("27 قتيلاً", ["قتيل"]),
        ("مقتل 12 شخصاً", ["شخص", "مقتل"]),
        ("خمسة أشخاص لقوا حتفهم", ["اشخاص", "لقوا", "حتفهم"]),
        ("قُتل شخصان", ["شخص", "قتل"]),
        ("أصيبت امرأتان", ["امراه", "اصيبت"]),
        ("12 dead, four of them children", ["dead"]),
    ],
)
def test_the_words_of_the_clause_are_listed_nearest_first(text: str, first: list[str]) -> None:
    found = find_quantities(text)[0]
    assert [one.word for one in found.counted] == first


def test_a_comma_ends_what_is_counted() -> None:
    assert counted("بعد الانفجار، أصيب 14 شخصاً، بحسب الشرطة") == ["شخص", "اصيب"]


# Money


@pytest.mark.parametrize(
    ("text", "value", "country"),
    [
        ("$349", 349, None),
        ("US$5 million", 5_000_000, "US"),
        ("USD 5m", 5_000_000, "US"),
        ("5 million Syrian pounds", 5_000_000, "Syrian"),
        ("£1.2bn", 1_200_000_000, "British"),
        ("خمسون ألف ليرة سورية", 50_000, "Syrian"),
        ("85 مليون دينار عراقي", 85_000_000, "Iraqi"),
        ("آلاف الليرات السورية", 2000, "Syrian"),
        ("hundreds of thousands of Syrian pounds", 200_000, "Syrian"),
        ("عشرات الملايين من الدولارات الأميركية", 20_000_000, "US"),
        ("نصف مليون أوقية", 500_000, None),
        ("دولارين", 2, None),
    ],
)
def test_a_sum_knows_its_currency_and_whose_it_is(text: str, value: int, country: str | None) -> None:
    found = the_only(text)
    assert found.unit
    assert found.unit.is_money
    assert (found.low, found.country) == (value, country)


def test_pounds_of_a_thing_are_weight() -> None:
    assert the_only("500 pounds of explosives").dimension == "mass"
    assert the_only("500 pounds").dimension == "money: pound"


@pytest.mark.parametrize(
    "text",
    [
        "It cost 85 million dinars",
        "$5",
        "€ 3.50 a loaf",
        "ten thousand US dollars",
        "100 USD",
        "كلفته ٨٥ مليون دينار",
        "خمسون ألف ليرة سورية",
        "بيع بـ20 ألف جنيه",
        "ثلاثة ريالات",
        "٥ دولارات",
    ],
)
def test_a_number_and_a_currency_are_a_sum(text: str) -> None:
    assert names_money(text)


@pytest.mark.parametrize(
    "text",
    ["85 million people", "a dollar store", "the centre of 5 towns", "٨٥ مليون نسمة", "دولارات كثيرة", "سعر الصرف"],
)
def test_a_number_or_a_currency_alone_is_no_sum(text: str) -> None:
    assert not names_money(text)


@pytest.mark.parametrize("text", ["ثلاثة دنانير", "5 دراهم", "سبعة ملايين من الدنانير"])
def test_a_currency_is_known_in_the_plural(text: str) -> None:
    assert names_money(text)


@pytest.mark.parametrize("text", ["قبل سنتين", "دامت 5 سنتيمترات", "تحسنت حال 12 جريحاً"])
def test_a_currency_inside_another_word_is_none(text: str) -> None:
    assert not names_money(text)
