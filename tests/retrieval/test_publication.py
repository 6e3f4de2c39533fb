"""When an article came out: what states it, what pins it, and what must not."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.dates import find_dates
from retrieval.errors import BadRow
from retrieval.folding import fold, words
from retrieval.publication import Twin, inferred_publication, occasions, stated_publication
from retrieval.records import Published, Span
from retrieval.sentences import split_sentences

STAMP = date(2025, 11, 10)  # a Monday
DATED_AR = (
    "استقبل وزير النقل الأردني سامر العبيدات في إربد وفداً كازاخستانياً برئاسة قايرات نورباييف."
    " ويأتي هذا اللقاء، الذي انعقد يوم الأحد 9 تشرين الثاني/نوفمبر، في إطار التعاون بين البلدين."
    "\n\nوكان العبيدات قد زار أستانا في مطلع تشرين الأول/أكتوبر الماضي."
)
UNDATED_AR = "استضافت إربد اليوم اجتماعاً جمع وزير النقل الأردني سامر العبيدات بوفد كازاخستاني برئاسة قايرات نورباييف."
DATED_EN = """Transport minister Selma Hadid met the ferry owner Oskar Lindqvist in Tamra on Sunday 9 November.

They spoke about the harbour, which opened in 1986."""
UNDATED_EN = "Tamra hosted talks today between transport minister Selma Hadid and the ferry owner Oskar Lindqvist."
NAMES = set(
    fold(
        "سامر العبيدات إربد كازاخستانياً قايرات نورباييف أستانا Selma Hadid Oskar Lindqvist Tamra Veyra Anna Bell"
    ).split()
)
WEEKDAYS_AR = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def idf(word: str) -> float:
    return 8.0 if word in NAMES else 2.0


def sentences(text: str) -> tuple[Span, ...]:
    return split_sentences(text, Span(0, len(text)))


def twin(text: str, stamp: date = STAMP, name: str = "a1", how: str = "stated") -> Twin:
    published = Published(stamp, stamp, "stated") if how == "stated" else Published(stamp, stamp, "inferred")
    return Twin(name, text, sentences(text), published)


def inferred(text: str, *twins: Twin) -> str:
    published = inferred_publication(text, sentences(text), twins, idf)
    return f"{published.first}/{published.last}" if published.first else published.how


def stated(text: str, metadata: str | None = None) -> str:
    published, _ = stated_publication(text, metadata)
    assert published.how == ("stated" if published.first else "unknown")
    return str(published)


# Laws of stated dates


@given(
    days,
    st.sampled_from(
        ["%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%d/%m/%Y", "%a, %d %b %Y %H:%M:%S GMT", "%B %d, %Y"]
    ),
)
def test_every_notation_of_a_date_beside_the_text_gives_the_day(day: date, notation: str) -> None:
    assert stated("Talks open", day.strftime(notation)) == str(day)


@given(days)
def test_a_date_beside_the_text_wins_over_a_date_line(day: date) -> None:
    published, dateline = stated_publication("Talks open\n\nNov 17, 2025\n\nThe delegation landed.", str(day))
    assert (published.first, published.last, dateline) == (day, day, None)


@given(
    days,
    st.sampled_from(["{}", "Published: {}", "نشر في {}", "آخر تحديث: {} 03:30 PM", "● أخبار سورية {}"]),
    st.booleans(),
)
def test_a_date_line_is_found_above_and_below_the_body_and_cut_out_whole(day: date, line: str, above: bool) -> None:
    line = line.format(day.strftime("%d/%m/%Y"))
    body = "وصل الوفد إلى المدينة.\n\nوقال المتحدث إن الزيارة تستمر يومين."
    text = f"{line}\n\n{body}" if above else f"{body}\n\n{line}"
    published, dateline = stated_publication(text, None)
    assert published.first == published.last == day
    assert dateline is not None
    assert dateline.of(text) == line
    assert line in published.reason


@given(days)
def test_a_date_in_a_sentence_of_the_body_is_the_date_of_an_event(day: date) -> None:
    for sentence in (
        f"Talks opened on {day:%d %B %Y} in the old harbour.",
        f"On {day:%d %B %Y} the minister resigned.",
        f"في {day:%d/%m/%Y} استقبل الوزير وفداً رفيعاً.",
    ):
        assert stated(f"Talks open\n\n{sentence}\n\nThe delegation left.") == ""


# Stated dates


@pytest.mark.parametrize(
    ("metadata", "published"),
    [
        ("2015-07-21 02:51:32", "2015-07-21"),
        ("2025-11-17T23:30:00+03:00", "2025-11-17"),
        ("1763380000", "2025-11-17"),
        ("1763380000000", "2025-11-17"),
        ("١٧ نوفمبر ٢٠٢٥", "2025-11-17"),
        ("الإثنين 17 تشرين الثاني 2025", "2025-11-17"),
        ("Nov 17, 2025", "2025-11-17"),
        ("17.11.2025", "2025-11-17"),
        ("2025-11", "2025-11"),
        ("2025", "2025"),
        ("October 2025", "2025-10"),
        ("  ", ""),
        ("null", ""),
        (None, ""),
    ],
)
def test_dates_beside_the_text(metadata: str | None, published: str) -> None:
    assert stated("Talks open", metadata) == published


@pytest.mark.parametrize(
    "metadata",
    ["yesterday", "الأحد", "soon", "2025-13-45", "16 نوفمبر", "2025-11-16 to 2025-11-18", "1447/05/26", "0001-01-01"],
)
def test_a_date_beside_the_text_that_cannot_be_read_is_refused_with_advice(metadata: str) -> None:
    with pytest.raises(BadRow, match="2025-11-17"):
        stated_publication("Talks open", metadata)


@pytest.mark.parametrize(
    "line",
    [
        "الإثنين, 17 نوفمبر 2025 03:30 PM",
        "● أخبار سورية ١٧ نوفمبر ٢٠٢٥",
        "الاثنين 26 جمادى الأولى 1447هـ - 17 نوفمبر 2025م",
        "نُشر: 17 نوفمبر 2025، 03:30 م",
        "Nov 17, 2025",
        "Published: 17 November 2025 at 10:00",
        "2025-11-17T10:30:00Z",
        "By Anna Bell | 17 November 2025",
        "By Anna Bell, 17 November 2025",
        "سياسة | 17 نوفمبر 2025",
    ],
)
def test_date_lines(line: str) -> None:
    assert stated(f"{line}\n\nThe delegation landed. It will stay for two days.") == "2025-11-17"


@pytest.mark.parametrize(
    "line",
    [
        "LONDON, Nov 17 (Agency) — The talks opened.",
        "انتخابات 5 يونيو 2024",
        "D-Day: 6 June 1944",
        "زلزال 6 شباط 2023",
        "12 ربيع الآخر 1447هـ",
        "منذ ساعتين",
    ],
)
def test_lines_that_state_no_date_of_publication(line: str) -> None:
    assert stated(f"{line}\n\nThe delegation landed. It will stay for two days.") == ""


@pytest.mark.parametrize(
    ("prefix", "text"),
    [
        ("DAMASCUS, 17 November 2025 (SANA) – ", "The minister received a delegation of engineers today."),
        ("دمشق، 17 نوفمبر 2025 (سانا) - ", "استقبل الوزير وفداً من المهندسين."),
        ("Mon 17 Nov 2025 ", "The minister received a delegation."),
    ],
)
def test_the_place_and_date_before_the_first_sentence_are_a_date_line(prefix: str, text: str) -> None:
    published, dateline = stated_publication(prefix + text, None)
    assert str(published) == "2025-11-17"
    assert dateline == Span(0, len(prefix))


def test_a_first_publication_comes_before_an_update() -> None:
    assert stated("Published: 16 Nov 2025\nUpdated: 17 Nov 2025\n\nThe delegation landed.") == "2025-11-16"
    assert stated("Published 16 Nov 2025 | Updated 17 Nov 2025\n\nThe delegation landed.") == "2025-11-16"
    assert stated("Updated: 17 Nov 2025\n\nThe delegation landed.") == "2025-11-17"


def test_what_stands_below_a_list_of_other_articles_dates_those() -> None:
    body = "The delegation landed in the evening.\n\nIt will stay for two days."
    assert stated(f"{body}\n\n17 Nov 2025") == "2025-11-17"
    assert stated(f"{body}\n\nRead also:\n\nThe harbour opens\n\n17 Nov 2025") == ""
    assert stated(f"{body}\n\nاقرأ أيضاً:\n\nافتتاح الميناء\n\n17 نوفمبر 2025") == ""


def test_two_date_lines_that_disagree_leave_both_days_open() -> None:
    published, _ = stated_publication("16 Nov 2025\n\nTalks open\n\n19 Nov 2025\n\nThe delegation landed.", None)
    assert (published.first, published.last) == (date(2025, 11, 16), date(2025, 11, 19))


def test_a_timeline_states_no_date() -> None:
    assert stated("\n\n".join(f"{day} Nov 2025\n\nThe talks went on." for day in (12, 13, 14))) == ""


# Laws of inference


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_twins_does_not_matter(shuffler: random.Random) -> None:
    twins = [
        twin(DATED_AR),
        twin(DATED_AR.replace("الأحد 9", "9"), name="a2"),
        twin(DATED_EN, name="a3"),
        twin(UNDATED_EN, name="a4"),
    ]
    whole = inferred_publication(UNDATED_AR, sentences(UNDATED_AR), twins, idf)
    shuffler.shuffle(twins)
    assert inferred_publication(UNDATED_AR, sentences(UNDATED_AR), twins, idf) == whole
    assert str(whole) == "2025-11-09"


@given(st.sampled_from([UNDATED_AR, UNDATED_EN]), days)
def test_an_article_whose_own_date_was_inferred_dates_no_other(text: str, stamp: date) -> None:
    assert inferred(text, twin(DATED_AR, stamp, how="inferred"), twin(DATED_EN, stamp, how="inferred")) == "unknown"


@given(days)
def test_the_day_that_a_twin_names_is_the_day_that_was_today(event: date) -> None:
    stamp = event + timedelta(days=1)
    dated = f"Selma Hadid met Oskar Lindqvist in Tamra on {event:%d %B %Y}."
    assert inferred(UNDATED_EN, twin(dated, stamp)) == f"{event}/{event}"


@given(days)
def test_a_weekday_leaves_the_week_that_begins_with_it(event: date) -> None:
    dated = f"التقى سامر العبيدات وزير النقل قايرات نورباييف في {event:%d/%m/%Y}."
    text = "التقى سامر العبيدات وزير النقل قايرات نورباييف {}."
    matching, other = WEEKDAYS_AR[event.weekday()], WEEKDAYS_AR[event.weekday() - 3]
    stamp = event + timedelta(days=1)
    assert inferred(text.format(matching), twin(dated, stamp)) == f"{event}/{event + timedelta(days=6)}"
    assert inferred(text.format(other), twin(dated, stamp)) == "unknown"
    assert inferred(text.format(f"اليوم {matching}"), twin(dated, stamp)) == f"{event}/{event}"
    assert inferred(text.format(f"اليوم {other}"), twin(dated, stamp)) == "unknown"


@given(st.sampled_from([UNDATED_AR, UNDATED_EN, DATED_AR, DATED_EN]))
def test_without_twins_nothing_but_its_own_words_dates_a_text(text: str) -> None:
    assert inferred(text) == "unknown"


# Own words


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("أسعار الذهب اليوم الأحد 16 نوفمبر 2025", "2025-11-16"),
        ("وصل الوفد أمس السبت 15 تشرين الثاني 2025.", "2025-11-16"),
        ("The court ruled today, 16 November 2025.", "2025-11-16"),
        ("The talks opened yesterday, Saturday 15 November 2025.", "2025-11-16"),
    ],
)
def test_words_that_tie_today_to_a_day_pin_it(text: str, day: str) -> None:
    assert inferred(text) == f"{day}/{day}"


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير: «اليوم 8 ديسمبر 2024 تبدأ مرحلة جديدة».",
        "في مثل هذا اليوم 8 مايو 1945 انتهت الحرب.",
        "حتى اليوم 16 نوفمبر 2025",
        "The court ruled today, Monday 16 November 2025.",
        "It ruled today, 16 November 2025. It had ruled yesterday, 17 November 2025.",
        "It ruled today, 16 November 2025. The strike began on 3 January 2026.",
    ],
)
def test_words_that_only_seem_to(text: str) -> None:
    assert inferred(text) == "unknown"


# Twins


@pytest.mark.parametrize(("text", "dated"), [(UNDATED_AR, DATED_AR), (UNDATED_EN, DATED_EN)])
def test_a_twin_that_names_the_day_dates_the_text_and_the_reason_quotes_both(text: str, dated: str) -> None:
    published = inferred_publication(text, sentences(text), [twin(dated)], idf)
    assert str(published) == "2025-11-09"
    assert published.how == "inferred"
    (occasion,) = occasions(text, sentences(text))
    assert f"{occasion.mention.span.of(text)}" in published.reason
    assert "a1" in published.reason
    assert any(mention.span.of(dated) in published.reason for mention in find_dates(dated))


def test_part_of_a_month_and_a_weekday_beside_leave_the_days_that_fit_both() -> None:
    dated = "ففي مطلع تشرين الأول/أكتوبر الماضي، استقبل سامر العبيدات وفداً كازاخستانياً برئاسة قايرات نورباييف."
    text = (
        "بحث مسؤولون، الخميس، مع وفد كازاخستاني سبل التعاون في النقل.\n"
        "وقالت وكالة إن وزير النقل سامر العبيدات استقبل اليوم وفداً كازاخستانياً برئاسة قايرات نورباييف."
    )
    assert inferred(text, twin(dated)) == "2025-10-02/2025-10-09"
    assert inferred(text.replace("الخميس، ", ""), twin(dated)) == "2025-10-01/2025-10-10"


def test_twins_that_disagree_date_nothing() -> None:
    other = DATED_AR.replace("الأحد 9", "السبت 8")
    assert inferred(UNDATED_AR, twin(DATED_AR), twin(other, name="a2")) == "unknown"


def test_yesterday_on_a_stamped_page_is_sure_to_a_day() -> None:
    dated = DATED_EN.replace("on Sunday 9 November", "yesterday")
    assert inferred(UNDATED_EN, twin(dated)) == "2025-11-08/2025-11-10"
    assert inferred(UNDATED_EN, twin(dated), twin(DATED_EN, name="a2")) == "2025-11-09/2025-11-09"


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a saying", "The ministry said today that Selma Hadid had met Oskar Lindqvist in Tamra."),
        ("a saying", "أعلنت الوزارة اليوم أن سامر العبيدات استقبل في إربد وفداً كازاخستانياً برئاسة قايرات نورباييف."),
        ("a limit", "Until today Selma Hadid had never met Oskar Lindqvist in Tamra."),
        ("a name", "ونقلت روسيا اليوم لقاء سامر العبيدات في إربد مع وفد كازاخستاني برئاسة قايرات نورباييف."),
        ("a quotation", "«استقبل سامر العبيدات اليوم في إربد وفداً كازاخستانياً برئاسة قايرات نورباييف»."),
        ("a plan", "Selma Hadid will meet Oskar Lindqvist in Tamra today."),
        ("tomorrow", "يلتقي سامر العبيدات غداً في إربد وفداً كازاخستانياً برئاسة قايرات نورباييف."),
        ("going on", "The talks between Selma Hadid and Oskar Lindqvist in Tamra continued today."),
        ("two dates", "Selma Hadid met Oskar Lindqvist in Tamra today, as she had on Friday."),
        ("no act", "Selma Hadid and Oskar Lindqvist are in Tamra today."),
        ("no time", "Selma Hadid met Oskar Lindqvist in Tamra."),
    ],
)
def test_a_sentence_that_does_not_tie_an_event_to_today_is_no_occasion(what: str, text: str) -> None:
    assert occasions(text, sentences(text)) == (), what
    assert inferred(text, twin(DATED_AR), twin(DATED_EN)) == "unknown"


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("one name", "Selma Hadid met the ferry crews today in Tamra harbour, the transport minister and owner."),
        ("another place", "Selma Hadid met the ferry owner Oskar Lindqvist today in Veyra."),
        ("another act", "Selma Hadid and the ferry owner Oskar Lindqvist signed today in Tamra."),
        ("other people", "Selma Hadid met Anna Bell in Tamra today."),
        ("the second time", "Selma Hadid met the ferry owner Oskar Lindqvist in Tamra today for a second time."),
        ("other counts", "Selma Hadid met Oskar Lindqvist and four captains in Tamra today."),
    ],
)
def test_an_event_that_only_looks_alike_is_not_the_same(what: str, text: str) -> None:
    dated = "Selma Hadid met the ferry owner Oskar Lindqvist and three captains in Tamra on Sunday 9 November."
    if what == "one name":
        dated = dated.replace("Oskar Lindqvist", "Anna Bell").replace("Tamra", "Veyra")
    assert len(occasions(text, sentences(text))) == 1
    assert inferred(text, twin(dated)) == "unknown"


@pytest.mark.parametrize(
    "dated",
    [
        "Selma Hadid will meet Oskar Lindqvist in Tamra on Sunday 16 November.",
        "Selma Hadid met Oskar Lindqvist in Tamra in November.",
        "Selma Hadid met Oskar Lindqvist in Tamra on Sunday, three weeks after the strike of 19 October.",
        "The ministry said on Sunday that Selma Hadid had met Oskar Lindqvist in Tamra.",
        "Since Friday Selma Hadid has met Oskar Lindqvist in Tamra.",
    ],
)
def test_a_dated_article_that_does_not_say_when_it_was_dates_nothing(dated: str) -> None:
    assert inferred(UNDATED_EN, twin(dated)) == "unknown"


def test_a_text_that_speaks_of_a_later_day_is_not_dated_before_it() -> None:
    text = UNDATED_EN + " The harbour burnt down on 3 January 2026."
    assert inferred(text, twin(DATED_EN)) == "unknown"


def test_a_killing_needs_its_count_to_be_told_from_the_one_before() -> None:
    dated = "On Sunday 9 November shells killed five people in Tamra and others in Veyra."
    for number, published in (("five", "2025-11-09/2025-11-09"), ("six", "unknown"), ("many", "unknown")):
        assert inferred(f"Today shells killed {number} people in Tamra and others in Veyra.", twin(dated)) == published


def test_words_of_a_sentence_are_what_a_search_for_twins_needs() -> None:
    (occasion,) = occasions(UNDATED_AR, sentences(UNDATED_AR))
    assert NAMES & set(words(occasion.sentence.of(UNDATED_AR)))
