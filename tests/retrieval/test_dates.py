"""Date expressions: where they stand, what they say, and which days they mean."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.dates import DateMention, find_dates, say_dates
from retrieval.folding import fold
from retrieval.records import Language, Published

MONDAY = date(2025, 11, 17)
FAMILIES = (
    ("كانون الثاني", "يناير", "جانفي", "January"),
    ("شباط", "فبراير", "فيفري", "February"),
    ("آذار", "مارس", "مارس", "March"),
    ("نيسان", "أبريل", "أفريل", "April"),
    ("أيار", "مايو", "ماي", "May"),
    ("حزيران", "يونيو", "جوان", "June"),
    ("تموز", "يوليو", "جويلية", "July"),
    ("آب", "أغسطس", "أوت", "August"),
    ("أيلول", "سبتمبر", "سبتمبر", "September"),
    ("تشرين الأول", "أكتوبر", "أكتوبر", "October"),
    ("تشرين الثاني", "نوفمبر", "نوفمبر", "November"),
    ("كانون الأول", "ديسمبر", "ديسمبر", "December"),
)
TEXTS = (
    "وصل الوفد أمس الأحد ٩ تشرين الثاني، وغادر في مطلع الشهر الجاري بعد عام 2024",
    "اجتمعا يوم الخميس 3 آب/أغسطس الماضي (17/11/2025) ثم في أواخر أكتوبر المقبل",
    "They met on Sunday, Nov 16, 2025, two days ago, and will meet next Friday or in early March",
    "حتى 30-1-2015 ومنذ 2011 وفي العام الماضي، غدًا الثلاثاء أو بعد غد",
)

days = st.dates(date(1950, 1, 1), date(2090, 12, 31))
anchors = st.one_of(
    st.none(), days, st.builds(lambda a, n: Published(a, a + timedelta(n), "inferred"), days, st.integers(0, 40))
)


def words_of(text: str, anchor: date | None = MONDAY) -> list[str]:
    return [mention.span.of(text) for mention in find_dates(text, anchor)]


def only(text: str, anchor: date | Published | None = MONDAY) -> DateMention:
    (mention,) = find_dates(text, anchor)
    return mention


def first_day(text: str, anchor: date | None = MONDAY) -> str:
    """The one day that the only expression of `text` means."""
    mention = only(text, anchor)
    assert mention.first == mention.last, text
    return str(mention.first)


def interval(text: str, anchor: date | None = MONDAY) -> str:
    mention = only(text, anchor)
    return f"{mention.first}/{mention.last}"


# Laws


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.sampled_from(TEXTS), st.text(max_size=20))
def test_spans_lie_inside_the_text_in_order_and_cut_out_words(before: str, text: str, after: str) -> None:
    whole = before + text + after
    mentions = find_dates(whole)
    assert all(0 <= mention.span.start < mention.span.end <= len(whole) for mention in mentions)
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))
    assert all(fold(mention.span.of(whole)).strip() for mention in mentions)


@given(st.sampled_from(TEXTS))
def test_an_expression_is_found_again_when_it_stands_alone(text: str) -> None:
    for words in words_of(text):
        assert words_of(f"في {words}") == [words]


@given(st.sampled_from(TEXTS), st.integers(0, 200), st.sampled_from("ـَُِّْ\u200f\u200e"))
def test_marks_and_invisible_characters_change_nothing_that_is_found(text: str, at: int, mark: str) -> None:
    at = min(at, len(text))
    marked = text[:at] + mark + text[at:]
    assert [m.said for m in find_dates(marked)] == [m.said for m in find_dates(text)]
    assert [fold(m.span.of(marked)) for m in find_dates(marked)] == [fold(m.span.of(text)) for m in find_dates(text)]


@given(st.sampled_from(TEXTS), st.sampled_from([0x0660, 0x06F0]))
def test_the_script_of_the_digits_does_not_matter(text: str, zero: int) -> None:
    other = text.translate({ord("0") + digit: chr(zero + digit) for digit in range(10)})
    assert find_dates(other, MONDAY) == find_dates(text.translate({0x0660 + d: str(d) for d in range(10)}), MONDAY)


@given(days)
def test_all_families_of_month_names_give_the_same_day(day: date) -> None:
    names = FAMILIES[day.month - 1]
    for name in names:
        assert first_day(f"{day.day} {name} {day.year}", None) == str(day)
    for one, other in [(names[0], names[1]), (names[1], names[0])]:
        assert first_day(f"{day.day} {one}/{other} {day.year}", None) == str(day)
        assert first_day(f"{day.day} {one} ({other}) {day.year}", None) == str(day)


@given(days)
def test_every_notation_of_a_day_gives_the_day(day: date) -> None:
    month = FAMILIES[day.month - 1][3]
    for text in (
        f"{day:%Y-%m-%d}",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        f"{day:%Y/%m/%d}",
        f"{month} {day.day}, {day.year}",
        f"the {day.day}th of {month} {day.year}",
        f"{day:%a, %d %b %Y}",
        f"{day:%b}. {day.day}, {day.year}",
    ):
        assert first_day(text, None) == str(day)


@given(st.sampled_from(TEXTS), anchors, anchors)
def test_resolving_twice_is_resolving_once_and_forgets_the_anchor_before(
    text: str, first: Published | date | None, second: Published | date | None
) -> None:
    for mention in find_dates(text, first):
        assert mention.resolve(second).resolve(second) == mention.resolve(second)
        assert mention.resolve(second) in find_dates(text, second)


@given(st.sampled_from(TEXTS), days)
def test_a_known_day_and_an_interval_of_that_day_alone_resolve_alike(text: str, day: date) -> None:
    assert find_dates(text, day) == find_dates(text, Published(day, day, "stated"))


@given(st.sampled_from(TEXTS), days, st.integers(0, 40))
def test_an_uncertain_anchor_leaves_every_day_open_that_its_ends_allow(text: str, day: date, width: int) -> None:
    later = day + timedelta(days=width)
    both = find_dates(text, Published(day, later, "inferred"))
    for wide, one, other in zip(both, find_dates(text, day), find_dates(text, later), strict=True):
        if wide.first and wide.last and one.days and other.days:
            assert wide.first <= min(one.days[0], other.days[0])
            assert wide.last >= max(one.days[1], other.days[1])


@given(days, st.sampled_from(["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]))
def test_a_weekday_is_within_the_week_that_ends_on_the_day_of_publication(anchor: date, name: str) -> None:
    day = only(f"التقيا {name}", anchor).first
    assert day is not None
    assert timedelta(0) <= anchor - day < timedelta(days=7)
    last = only(f"التقيا {name} الماضي", anchor).first
    coming = only(f"التقيا {name} المقبل", anchor).first
    assert last is not None
    assert coming is not None
    assert last < anchor < coming
    assert last.weekday() == day.weekday() == coming.weekday()


@given(days, st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_a_year_is_the_past_one_unless_the_coming_one_is_much_nearer(
    anchor: date, month: int, day: int
) -> None:
    found = only(f"في {day} {FAMILIES[month - 1][1]}", anchor).first
    assert found is not None
    assert (found.month, found.day) == (month, day)
    assert timedelta(days=-93) <= found - anchor <= timedelta(days=93) or timedelta(0) <= anchor - found <= timedelta(
        days=277
    )


@given(days, days)
def test_what_is_said_is_found_again(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    for language in ("ar", "en"):
        mentions = find_dates(
            f"في {say_dates(first, first, language)}" if language == "ar" else say_dates(first, first, language)
        )
        assert [mention.days for mention in mentions] == [(first, first)]
        text = say_dates(first, last, language)
        assert str(last.year) in text


@pytest.mark.parametrize(
    "text", ["مطلع أكتوبر 2025", "منتصف شباط 2024", "أواخر عام 2024", "early May 2025", "late 2024", "أكتوبر 2025"]
)
def test_a_part_of_a_month_or_year_is_said_as_it_was_written(text: str) -> None:
    mention = only(f"في {text}", None)
    assert mention.first
    assert mention.last
    language: Language = "en" if text.isascii() else "ar"
    assert find_dates("في " + say_dates(mention.first, mention.last, language))[0].days == mention.days


# Arabic


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("انعقد يوم الأحد 16 تشرين الثاني/نوفمبر، في دمشق", "2025-11-16"),
        ("في موسكو في 28 أكتوبر/تشرين الأول الماضي، حيث", "2025-10-28"),
        ("انهار في الثامن من كانون الأول / ديسمبر 2024 بعد", "2024-12-08"),
        ("في الـ9 كم أيلول / سبتمبر\nالماضي بحثا فيه", "2025-09-09"),
        ("الإثنين, 17 نوفمبر 2025 03:30 PM", "2025-11-17"),
        ("● أخبار سورية ١٧ نوفمبر ٢٠٢٥", "2025-11-17"),
        ("أمس الأحد ٩ تشرين الثاني", "2025-11-09"),
        ("اليوم الأحد الموافق 16 نوفمبر 2025", "2025-11-16"),
        ("في الحادي والعشرين من مايو", "2025-05-21"),
        ("في الثاني عشر من حزيران الماضي", "2025-06-12"),
        ("أول نوفمبر 1954", "1954-11-01"),
        ("نشر في 17/11/2025", "2025-11-17"),
        ("في 20 من يوليو المقبل", "2026-07-20"),
        ("31 مارس من العام الماضي", "2024-03-31"),
        ("في 20 من الشهر المقبل", "2025-12-20"),
        ("2 يوليو 2003م", "2003-07-02"),
        ("مساء يوم أمس", "2025-11-16"),
        ("وأمس", "2025-11-16"),
        ("بعد غدٍ الأربعاء", "2025-11-19"),
        ("أول من أمس", "2025-11-15"),
        ("قبل ثلاثة أيام", "2025-11-14"),
        ("الأحد الماضي", "2025-11-16"),
        ("الاثنين", "2025-11-17"),
        ("سيلتقي الوزيران الخميس", "2025-11-20"),
        ("الجمعة من الأسبوع المقبل", "2025-11-28"),
    ],
)
def test_arabic_days(text: str, day: str) -> None:
    assert first_day(text) == day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("ففي مطلع تشرين الأول/أكتوبر الماضي،", "2025-10-01/2025-10-10"),
        ("موسكو منتصف الشهر الماضي", "2025-10-11/2025-10-20"),
        ("المقررة منتصف الشهر الجاري", "2025-11-11/2025-11-20"),
        ("أواخر عام 2024", "2024-09-01/2024-12-31"),
        ("في يوليو/تموز، زار", "2025-07-01/2025-07-31"),
        ("كانون الثاني المقبل", "2026-01-01/2026-01-31"),
        ("تشرين الثاني الجاري", "2025-11-01/2025-11-30"),
        ("منذ 2011", "2011-01-01/2011-12-31"),
        ("لعام 2014م", "2014-01-01/2014-12-31"),
        ("العام الماضي", "2024-01-01/2024-12-31"),
        ("النصف الأول من عام 2025", "2025-01-01/2025-06-30"),
        ("الربع الثالث من العام الجاري", "2025-07-01/2025-09-30"),
        ("بين 9 و11 نوفمبر", "2025-11-09/2025-11-11"),
        ("من 9 إلى 11 نوفمبر 2024", "2024-11-09/2024-11-11"),
        ("الأسبوع الماضي", "2025-11-10/2025-11-16"),
        ("بنهاية العام", "2025-09-01/2025-12-31"),
    ],
)
def test_arabic_stretches_of_time(text: str, days: str) -> None:
    assert interval(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "الأخبار اليومية",
        "أمسية شعرية",
        "لم يحضر أحد من الوزراء",
        "أب لثلاثة أطفال فتح باب البيت",
        "مارس ضغوطاً على الحكومة",
        "قتل 16 شخصاً وأصيب 2000",
        "على ارتفاع 2,340 متراً",
        "في 2000 قرية",
        "في ذلك اليوم",
        "اليوم التالي",
        "لليوم الثاني على التوالي",
        "اليوم الوطني",
        "صحيفة «اليوم»",
        "المصري اليوم",
        "كل يوم جمعة",
        "ثورة 25 يناير",
        "حرب تشرين",
        "الأمين العام الحالي",
        "نهاية العام الدراسي",
        "قبل يومين من الانتخابات",
        "رمضان قديروف",
        "16\n\nنوفمبر",
    ],
)
def test_what_is_no_date_in_arabic(text: str) -> None:
    assert words_of(text) == []


@pytest.mark.parametrize("text", ["15 رمضان 1446هـ", "في 3/10/1436هـ", "12 ربيع الآخر 1447", "عام 1436هـ", "شهر رمضان"])
def test_a_hijri_date_is_recognised_and_not_taken_for_a_gregorian_one(text: str) -> None:
    mention = only(text)
    assert mention.kind == "hijri"
    assert mention.days is None


def test_a_hijri_date_beside_its_gregorian_equal_stays_apart() -> None:
    assert words_of("12 ربيع الآخر 1447هـ الموافق 4 أكتوبر 2025م") == ["12 ربيع الآخر 1447هـ", "4 أكتوبر 2025م"]


# English


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 3 October", "2025-10-03"),
        ("Nov 17, 2025", "2025-11-17"),
        ("Nov. 17, 2025 at 3:30 PM", "2025-11-17"),
        ("17 November 2025 10:00", "2025-11-17"),
        ("November 17th", "2025-11-17"),
        ("the 16th of November", "2025-11-16"),
        ("the twenty-first of May", "2025-05-21"),
        ("Sunday, Nov 16, 2025", "2025-11-16"),
        ("on May 3", "2025-05-03"),
        ("what happened on 10 may", "2025-05-10"),
        ("11/17/2025", "2025-11-17"),
        ("1/2/2025", "2025-02-01"),
        ("Monday 2025-03-04", "2025-03-04"),
        ("yesterday", "2025-11-16"),
        ("last Sunday", "2025-11-16"),
        ("on Monday", "2025-11-17"),
        ("Sunday's talks", "2025-11-16"),
        ("next Friday", "2025-11-21"),
        ("will meet on Thursday", "2025-11-20"),
        ("Friday next week", "2025-11-28"),
        ("three days ago", "2025-11-14"),
        ("the 20th of this month", "2025-11-20"),
        ("the day after tomorrow", "2025-11-19"),
    ],
)
def test_english_days(text: str, day: str) -> None:
    assert first_day(text) == day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("in early October", "2025-10-01/2025-10-10"),
        ("mid-October 2024", "2024-10-11/2024-10-20"),
        ("late 2024", "2024-09-01/2024-12-31"),
        ("mid this month", "2025-11-11/2025-11-20"),
        ("last month", "2025-10-01/2025-10-31"),
        ("this year", "2025-01-01/2025-12-31"),
        ("next week", "2025-11-24/2025-11-30"),
        ("since May", "2025-05-01/2025-05-31"),
        ("in October last year", "2024-10-01/2024-10-31"),
        ("Nov 9-11, 2025", "2025-11-09/2025-11-11"),
        ("between 9 and 11 November", "2025-11-09/2025-11-11"),
        ("first half of 2025", "2025-01-01/2025-06-30"),
        ("by the end of the year", "2025-09-01/2025-12-31"),
    ],
)
def test_english_stretches_of_time(text: str, days: str) -> None:
    assert interval(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "It may rain",
        "At least 10 may have died",
        "One may argue",
        "Theresa May said so",
        "They march on",
        "2,340 metres",
        "1500 soldiers",
        "in 2000 villages",
        "open 24/7",
        "Sunday Oliseh scored",
        "The Sunday Times",
        "Russia Today",
        "every Sunday",
        "on the same day",
        "the first Friday",
    ],
)
def test_what_is_no_date_in_english(text: str) -> None:
    assert words_of(text) == []


# Resolving


def test_without_a_day_of_publication_only_what_names_its_year_is_resolved() -> None:
    assert [bool(mention.days) for text in TEXTS for mention in find_dates(text)] == [
        *(False, False, True),
        *(False, True, False),
        *(True, False, False, False),
        *(True, True, False, False, False),
    ]


def test_a_weekday_picks_the_year_of_a_day_that_has_none() -> None:
    assert first_day("الأحد 16 نوفمبر", date(2026, 2, 1)) == "2025-11-16"
    assert first_day("الأحد 16 نوفمبر", date(2026, 10, 1)) == "2025-11-16"
    assert first_day("الاثنين 16 نوفمبر", date(2026, 10, 1)) == "2026-11-16"


def test_a_page_stamped_after_midnight_does_not_move_the_weekday_that_today_is() -> None:
    assert first_day("اليوم (الأحد)") == "2025-11-16"
    assert first_day("today, Monday", date(2025, 11, 18)) == "2025-11-17"


def test_a_day_that_no_calendar_has_is_found_and_stays_unknown() -> None:
    assert only("في 31 نوفمبر 2025").days is None
    assert only("29 February", date(2022, 6, 1)).days is None
    assert only("29 February", date(2024, 3, 1)).first == date(2024, 2, 29)


def test_an_interval_of_publication_gives_an_interval_of_days() -> None:
    published = Published(date(2025, 10, 2), date(2025, 10, 9), "inferred")
    assert only("اليوم", published).days == (date(2025, 10, 2), date(2025, 10, 9))


@pytest.mark.parametrize(
    ("first", "last", "arabic", "english"),
    [
        ("2025-11-16", "2025-11-16", "16 نوفمبر 2025", "16 November 2025"),
        ("2025-10-01", "2025-10-31", "أكتوبر 2025", "October 2025"),
        ("2025-10-01", "2025-10-10", "مطلع أكتوبر 2025", "early October 2025"),
        ("2024-01-01", "2024-12-31", "2024", "2024"),
        ("2024-09-01", "2024-12-31", "أواخر عام 2024", "late 2024"),
        ("2025-01-01", "2025-06-30", "النصف الأول من عام 2025", "first half of 2025"),
        ("2025-10-02", "2025-10-09", "من 2 إلى 9 أكتوبر 2025", "2 – 9 October 2025"),
        ("2025-12-30", "2026-01-02", "من 30 ديسمبر 2025 إلى 2 يناير 2026", "30 December 2025 – 2 January 2026"),
    ],
)
def test_days_are_said_in_both_languages(first: str, last: str, arabic: str, english: str) -> None:
    ends = date.fromisoformat(first), date.fromisoformat(last)
    assert say_dates(*ends, "ar") == arabic
    assert say_dates(*ends, "en") == english


# Bounds on time


def test_a_long_line_without_a_date_is_read_in_linear_time() -> None:
    assert find_dates("16 " * 20_000) == ()
    assert find_dates("الأحد " * 5_000)[0].kind == "weekday"
