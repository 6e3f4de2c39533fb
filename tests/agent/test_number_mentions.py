"""Finding the numbers of a sentence, in figures of both kinds and in the words of both languages, and their worth."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.number_mentions import NumberMention, find_numbers

ARABIC_INDIC = str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫")
PERSIAN = str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹٬٫")
FRAMES = st.sampled_from(["The police counted {} of them.", "أحصت الشرطة {} منهم.", "{}", "({})", "«{}»", "a\n{}\nب"])

numbers = st.one_of(
    st.integers(0, 10**12).map(str),
    st.integers(0, 10**12).map("{:,}".format),
    st.floats(0, 10**6, allow_nan=False).map("{:.2f}".format),
)
written = st.tuples(numbers, st.sampled_from([{}, ARABIC_INDIC, PERSIAN])).map(lambda pair: pair[0].translate(pair[1]))


def counts(text: str) -> list[NumberMention]:
    return [number for number in find_numbers(text) if number.kind not in ("ordinal", "label")]


def found(text: str) -> list[str]:
    return [number.span.of(text) for number in counts(text)]


def worth(text: str) -> list[Fraction]:
    return [number.low for number in counts(text)]


def the_only(text: str) -> NumberMention:
    (number,) = find_numbers(text)
    return number


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
    assert all(number.span.of(text) for number in find_numbers(text))
    assert all(number.low <= number.high for number in find_numbers(text))


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
    [("from 12 ports and 14 boats", ["12", "14"]), ("شخصان وسيارتان", ["شخصان", "وسيارتان"])],
)
def test_two_numbers_side_by_side_are_not_one(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


# What they are worth

ONES_EN = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS_EN = [f"{stem}teen" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")]
UNDER_TWENTY = [*ONES_EN, "ten", "eleven", "twelve", *TEENS_EN]
TENS_EN = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def english(number: int, joined: str) -> str:
    """Spell a number in English; `joined` is what stands between hundreds and the rest."""
    for scale, name in ((1_000_000, "million"), (1000, "thousand")):
        if number >= scale:
            rest = number % scale
            return f"{english(number // scale, joined)} {name}" + (f" {english(rest, joined)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{UNDER_TWENTY[number // 100]} hundred" + (f"{joined}{english(rest, joined)}" if rest else "")
    if number < 20:
        return UNDER_TWENTY[number]
    return TENS_EN[number // 10 - 2] + (f"-{UNDER_TWENTY[number % 10]}" if number % 10 else "")


MASCULINE = ["صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
FEMININE = ["صفر", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
TENS_AR = ("عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")


def arabic(number: int, nominative: bool, feminine: bool, hundred: str) -> str:
    """Spell a number in Arabic, in either case, for a noun of either gender, with either spelling of hundred."""

    def spell(part: int) -> str:
        return arabic(part, nominative, feminine, hundred)

    for scale, one, two, many in (
        (1_000_000, "مليون", ("مليونان", "مليونين"), "ملايين"),
        (1000, "ألف", ("ألفان", "ألفين"), "آلاف"),
    ):
        if number >= scale:
            count, rest = divmod(number, scale)
            if count == 1:
                head = one
            elif count == 2:
                head = two[not nominative]
            else:
                spelt = arabic(count, nominative, False, hundred)
                head = f"{spelt} {many if 3 <= count <= 10 else one + ('اً' if 11 <= count % 100 <= 99 else '')}"
            return head + (f" و{spell(rest)}" if rest else "")
    if number >= 100:
        count, rest = divmod(number, 100)
        two = hundred.replace("ة", "ت") + ("ان" if nominative else "ين")
        head = (hundred, two)[count - 1] if count < 3 else FEMININE[count].removesuffix("ي") + hundred
        return head + (f" و{spell(rest)}" if rest else "")
    return _below_hundred(number, nominative, feminine)


def _below_hundred(number: int, nominative: bool, feminine: bool) -> str:
    ones = FEMININE if feminine else MASCULINE
    two = ("اثنتان", "اثنتين") if feminine else ("اثنان", "اثنين")
    if number == 2:
        return two[not nominative]
    if number <= 10:
        return ones[number]
    if number < 20:
        ten = "عشرة" if feminine else "عشر"
        eleven = "إحدى" if feminine else "أحد"
        twelve = two[not nominative].removesuffix("ن")
        unit = {11: eleven, 12: twelve}.get(number, ones[number - 10])
        return f"{unit} {ten}"
    ending = "ون" if nominative else "ين"
    tens = TENS_AR[number // 10 - 2] + ending
    unit = two[not nominative] if number % 10 == 2 else ones[number % 10]
    return f"{unit} و{tens}" if number % 10 else tens


sizes = st.one_of(st.integers(2, 200), st.integers(2, 20_000), st.integers(2, 999_999_999))


@given(sizes, st.sampled_from([" ", " and "]))
def test_a_number_written_in_english_words_is_read_back(number: int, joined: str) -> None:
    assert worth(f"They counted {english(number, joined)} of them.") == [number]


@given(sizes, st.booleans(), st.booleans(), st.sampled_from(["مئة", "مائة"]))
def test_a_number_written_in_arabic_words_is_read_back(
    number: int, nominative: bool, feminine: bool, hundred: str
) -> None:
    text = f"أحصوا {arabic(number, nominative, feminine, hundred)} منها."
    assert worth(text) == [number]
    assert found(text) == [arabic(number, nominative, feminine, hundred)]


@given(st.integers(0, 10**12), st.sampled_from([{}, ARABIC_INDIC, PERSIAN]), st.sampled_from(["{}", "{:,}"]))
def test_figures_of_every_kind_are_worth_the_same(number: int, kind: dict[int, str], form: str) -> None:
    assert worth(f"بلغ {form.format(number).translate(kind)} حالة") == [number]


@given(st.decimals(0, 10**6, places=2), st.sampled_from([{}, ARABIC_INDIC, PERSIAN]))
def test_decimals_of_every_kind_are_worth_the_same(number: Decimal, kind: dict[int, str]) -> None:
    assert worth(f"It came to {str(number).translate(kind)} percent") == [Fraction(number)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.2 million", 1_200_000),
        ("$1.2bn", 1_200_000_000),
        ("£5m", 5_000_000),
        ("10k runners", 10_000),
        ("one and a half million", 1_500_000),
        ("a million and a half", 1_500_000),
        ("half a million", 500_000),
        ("three quarters of a million", 750_000),
        ("two dozen eggs", 24),
        ("half a dozen", 6),
        ("1 234 567 people", 1_234_567),
        ("1½ hours", Fraction(3, 2)),
        ("2 1/4 cups", Fraction(9, 4)),
        ("-5 degrees", -5),
        ("10 degrees below zero", -10),
        ("مليون ونصف", 1_500_000),
        ("مليون ونصف المليون", 1_500_000),
        ("مليونين ونصف المليون", 2_500_000),
        ("نصف مليون", 500_000),
        ("ثلاثة أرباع المليون", 750_000),
        ("ألف و500 رجل", 1500),
        ("3.5 آلاف", 3500),
        ("ثلاث مئة وواحد وثلاثون", 331),
        ("بخمسة عشر ألفاً", 15_000),
        ("لمئة وخمسين راكباً", 150),
        ("بثمانية ملايين وأربعمئة ألف", 8_400_000),
        ("مئتا ألف", 200_000),
        ("ألفا شخص", 2000),
        ("مليوني دولار", 2_000_000),
        ("ستة بلايين", 6_000_000_000),
        ("بلغ عددهم 1.234 شخصاً", 1234),
        ("1.234 مليون", 1_234_000),
        ("٢٥ درجة تحت الصفر", -25),
        ("١٬٢٣٤٫٥", Fraction(2469, 2)),
        ("4,8", Fraction(24, 5)),
    ],
)
def test_a_number_is_worth_what_its_words_say(text: str, value: Fraction) -> None:
    assert worth(text) == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("ثلاثة وأربعة", [3, 4]),
        ("عشرون وثلاثون", [20, 30]),
        ("two million and five others", [2_000_005]),
        ("2 million and 5 others", [2_000_000, 5]),
        ("قتل 1,200 و15 جريحاً", [1200, 15]),
        ("three of the ten", [3, 10]),
    ],
)
def test_numbers_join_only_where_they_make_one(text: str, values: list[int]) -> None:
    assert worth(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("one man came", [1]),
        ("a one-year ban", [1]),
        ("no one came, and one of them left", []),
        ("this one is", []),
        ("بقي مفقود واحد", [1]),
        ("طفلة واحدة", [1]),
        ("كل واحد منهم", []),
        ("أحد الوزراء وأحدهم", []),
    ],
)
def test_one_is_a_number_where_it_counts(text: str, values: list[int]) -> None:
    assert worth(text) == values


@pytest.mark.parametrize(
    "text",
    ["شركة ميتا الأميركية", "ألّف كتاباً", "يوم الاثنين المقبل", "لست أدري", "وصل المهندسين إلى المقر", "ثمن الخبز"],
)
def test_words_spelt_like_numbers_are_none(text: str) -> None:
    assert worth(text) == []


# How exactly


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("4,987 hectares", "exact"),
        ("about 5,000", "about"),
        ("some 900 hives", "about"),
        ("nearly 60", "about"),
        ("an estimated 300", "about"),
        ("more than 1.1 million", "at_least"),
        ("over 300 people", "at_least"),
        ("at least six people", "at_least"),
        ("no fewer than 12", "at_least"),
        ("no less than 12", "at_least"),
        ("ten men at least", "at_least"),
        ("500 or more", "at_least"),
        ("500+ people", "at_least"),
        ("less than 40", "at_most"),
        ("no more than a tenth of it", "at_most"),
        ("up to 30 days", "at_most"),
        ("as many as 40", "at_most"),
        ("over 11 days they worked", "exact"),
        ("lasted over 11 days", "at_least"),
        ("نحو خمسة آلاف", "about"),
        ("بنحو 18 في المئة", "about"),
        ("قرابة ثلث", "about"),
        ("ما يقارب 40", "about"),
        ("500 شخص تقريباً", "about"),
        ("أكثر من مليون ومئة ألف", "at_least"),
        ("ما يزيد على 20", "at_least"),
        ("ما لا يقل عن 20", "at_least"),
        ("عشرة صحفيين على الأقل", "at_least"),
        ("ستة منهم على الأقل", "at_least"),
        ("حرّ تجاوز 46 درجة", "at_least"),
        ("أقل من مئة", "at_most"),
        ("لم يتجاوز ثلاثة آلاف", "at_most"),
        ("لا تتجاوز عشرين دقيقة", "at_most"),
        ("لا يزيد على 20", "at_most"),
        ("ما يصل إلى 40 سيارة", "at_most"),
        ("حتى 150 ميغابت", "at_most"),
        ("بلغت 150", "exact"),
        ("dozens of trucks", "vague"),
        ("عشرات الشاحنات", "vague"),
    ],
)
def test_words_beside_a_number_say_how_exact_it_is(text: str, bound: str) -> None:
    assert the_only(text).bound == bound


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 10 and 20 boats", 10, 20),
        ("10-20 boats", 10, 20),
        ("10 – 20 boats", 10, 20),
        ("six or seven men", 6, 7),
        ("two to three weeks", 2, 3),
        ("2-3 million", 2_000_000, 3_000_000),
        ("between 10 and 20 thousand", 10_000, 20_000),
        ("بين عشرة وخمسة عشر", 10, 15),
        ("ما بين 600 و800 ليتر", 600, 800),
        ("من 10 إلى 20 قارباً", 10, 20),
        ("من ثلاثة إلى خمسة ملايين", 3_000_000, 5_000_000),
        ("٥ أو ٦ أشخاص", 5, 6),
        ("tens of thousands", 20_000, 99_999),
        ("hundreds of thousands", 200_000, 999_999),
        ("عشرات الآلاف", 20_000, 99_999),
        ("مئات الأسر", 200, 999),
    ],
)
def test_a_range_is_one_number_with_two_ends(text: str, low: int, high: int) -> None:
    number = the_only(text)
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It rose from 10 to 20", [10, 20]),
        ("ارتفع من 10 إلى 20", [10, 20]),
        ("slowed to 11.9 percent from 12.8 percent", [Fraction("11.9"), Fraction("12.8")]),
        ("five to two", [5, 2]),
    ],
)
def test_a_change_is_no_range(text: str, values: list[Fraction]) -> None:
    assert worth(text) == values


# Kinds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the third time", 3),
        ("the twenty-first century", 21),
        ("the 14th festival", 14),
        ("the one hundred and fifth day", 105),
        ("المرة الثالثة", 3),
        ("الدورة الرابعة عشرة", 14),
        ("اليوم الحادي والعشرون", 21),
        ("القرن العشرين", 20),
    ],
)
def test_a_rank_is_an_ordinal(text: str, value: int) -> None:
    number = the_only(text)
    assert (number.kind, number.low) == ("ordinal", value)


@pytest.mark.parametrize(
    "text",
    [
        "Warehouse 7 burned",
        "Resolution 2254 stands",
        "the G20 leaders",
        "flight 804 from Cairo",
        "No. 3 in the list",
        "page 12",
        "an F-16 jet",
        "an Airbus A320 of theirs",
        "the Boeing 737 that fell",
        "in the 1970s",
        "192.168.1.2",
        "the summer of 2018.",
        "the Group of Seven",
        "المستودع رقم 3",
        "القرار 1701 الصادر",
        "المادة ٧ من الدستور",
        "الرحلة 804 المتجهة",
        "طراز إيرباص 320",
        "قمة مجموعة العشرين",
        "كوفيد-19",
        "صيف 2018.",
    ],
)
def test_a_number_that_names_a_thing_is_a_label(text: str) -> None:
    assert [number.kind for number in find_numbers(text)] == ["label"]


@pytest.mark.parametrize("text", ["He won 6-1", "they voted 6-1", "They lost 1-3", "at 10:30", "فاز 3-2", "صوّتوا 6-1"])
def test_scores_and_hours_count_nothing(text: str) -> None:
    assert found(text) == []
    assert len(find_numbers(text)) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("in Room 7 people slept", 7),
        ("على متن الطائرة 150 راكباً", 150),
        ("في القاعة 300 ضيف", 300),
        ("building 12 homes", 12),
        ("On Tuesday 40 people", 40),
    ],
)
def test_a_number_that_counts_is_no_label(text: str, value: int) -> None:
    assert worth(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two-thirds of them", Fraction(2, 3)),
        ("a third of the land", Fraction(1, 3)),
        ("half of the load", Fraction(1, 2)),
        ("cut by a quarter", Fraction(1, 4)),
        ("one visitor in five", Fraction(1, 5)),
        ("ثلثي السكان", Fraction(2, 3)),
        ("ربع الميزانية", Fraction(1, 4)),
        ("ثلاثة أخماس الأرض", Fraction(3, 5)),
        ("خُمس السكان", Fraction(1, 5)),
        ("واحد من كل خمسة", Fraction(1, 5)),
    ],
)
def test_a_part_of_a_whole_is_a_fraction(text: str, value: Fraction) -> None:
    number = the_only(text)
    assert (number.kind, number.low) == ("fraction", value)


@pytest.mark.parametrize(
    "text", ["the first half of the year", "a half-year", "النصف الأول", "نصف النهائي", "the quarter"]
)
def test_the_name_of_a_part_is_no_fraction(text: str) -> None:
    assert all(number.kind == "ordinal" for number in find_numbers(text))


@pytest.mark.parametrize(
    "text", ["5%", "5 percent", "5 per cent", "٥٪", "5 في المئة", "5 بالمائة", "خمسة بالمئة", "five percent"]
)
def test_a_percent_is_known_in_every_spelling(text: str) -> None:
    number = the_only(text)
    assert (number.kind, number.low) == ("percent", 5)
