"""Finding the numbers of a sentence, in digits of both kinds and in the words of both languages."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.quantities import find_numbers, names_money

ARABIC_INDIC = str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫")
PERSIAN = str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹٬٫")
FRAMES = st.sampled_from(["The police counted {} of them.", "أحصت الشرطة {} منهم.", "{}", "({})", "«{}»", "a\n{}\nب"])

numbers = st.one_of(
    st.integers(0, 10**12).map(str),
    st.integers(0, 10**12).map("{:,}".format),
    st.floats(0, 10**6, allow_nan=False).map("{:.2f}".format),
)
written = st.tuples(numbers, st.sampled_from([{}, ARABIC_INDIC, PERSIAN])).map(lambda pair: pair[0].translate(pair[1]))


def found(text: str) -> list[str]:
    return [number.words(text) for number in find_numbers(text)]


# Laws


@given(written, FRAMES)
def test_digits_of_every_kind_are_found_whole_and_where_they_stand(number: str, frame: str) -> None:
    text = frame.format(number)
    (mention,) = find_numbers(text)
    assert mention.span.of(text) == number
    assert mention.span.start == frame.index("{}")


@given(st.text(alphabet="1٢3 ,.-و\nمئة خمسة and ten twenty ", max_size=40))
def test_numbers_come_in_order_and_apart_and_none_is_empty(text: str) -> None:
    spans = [number.span for number in find_numbers(text)]
    assert all(span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(st.text(max_size=40))
def test_any_text_is_searched_without_complaint(text: str) -> None:
    assert all(number.words(text) for number in find_numbers(text))
    if names_money(text):
        assert find_numbers(text)


# Number words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ارتفعت الحصيلة إلى سبعة وعشرين قتيلاً", "سبعة وعشرين"),
        ("عمل في النفق مئتان وخمسون رجلاً", "مئتان وخمسون"),
        ("نحو خمسة آلاف زائر", "خمسة آلاف"),
        ("بعشرين مليون دينار", "بعشرين مليون"),
        ("لُقّح ٣٫٥ ملايين طفل", "٣٫٥ ملايين"),
        ("نُقل ثلاثمائة جريح", "ثلاثمائة"),
        ("شارك سِتّون زورقاً", "سِتّون"),
        ("أُصيب شخصان", "شخصان"),
        ("غرقت سفينتان", "سفينتان"),
        ("It rose to 1.2 million on Monday", "1.2 million"),
        ("three hundred and fifty men", "three hundred and fifty"),
        ("two thousand tents", "two thousand"),
        ("sixty-two publishers took stands", "sixty-two"),
        ("Nineteen passengers", "Nineteen"),
        ("dozens of houses", "dozens"),
    ],
)
def test_words_that_make_one_number_are_found_as_one(text: str, number: str) -> None:
    assert found(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "لا عدد هنا",
        "الثاني من نوعه",
        "استاد المدينة",
        "عشيرة من البدو",
        "no number here",
        "the first time, a second chance",
        "they often waited",
        "a tenth-rate tent",
    ],
)
def test_words_that_only_look_like_numbers_are_none(text: str) -> None:
    assert found(text) == []


def test_numbers_that_are_told_apart_stay_apart() -> None:
    assert found("ten of them, and 12 more") == ["ten", "12"]
    assert found("عشرة منهم، ثم ١٢ غيرهم") == ["عشرة", "١٢"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Forty-one passengers were injured", "Forty-one"),
        ("one hundred and one nights", "one hundred and one"),
        ("الفريق المؤلف من أحد عشر منقّباً", "أحد عشر"),
        ("إحدى عشرة دولة", "إحدى عشرة"),
        ("قُتل واحد وعشرون جندياً", "واحد وعشرون"),
        ("خمسة وعشرين ألفاً و٣٠٠ رجل", "خمسة وعشرين ألفاً و٣٠٠"),
    ],
)
def test_the_ones_of_a_number_are_part_of_it(text: str, number: str) -> None:
    assert found(text) == [number]


@pytest.mark.parametrize("number", ["مئتا", "مئتي", "مئتَي", "مائتا", "مائتي", "ألفي", "ثمانمائة", "تسعمائة", "ستمائة"])
def test_hundreds_and_thousands_are_known_in_every_form(number: str) -> None:
    assert found(f"عمل في النفق {number} رجل") == [number]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("between 12 and 14 boats", ["12", "14"]), ("شخصان وسيارتان", ["شخصان", "وسيارتان"])],
)
def test_two_numbers_side_by_side_are_not_one(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


# Money


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
