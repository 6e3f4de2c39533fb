import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.cleaning import Cleaned, clean
from retrieval.records import Span
from retrieval.sentences import split_sentences

ARTICLES = Path(__file__).parents[3] / "shared" / "articles"

TITLES = ["استئناف محادثات الميناء بعد توقف ستة أسابيع", "Harbour talks resume after six-week pause"]
SUBHEADING = "موقف الشركات"
PARAGRAPHS = [
    "عاد وفدا الميناءين إلى طاولة المحادثات يوم الاثنين 17 تشرين الثاني، وفق بيان مشترك صدر عن الجانبين. ووصف رئيس"
    " الوفد الجنوبي د. عمر حداد اللقاء بأنه «خطوة أولى»، مشيرا إلى أن الرسوم بلغت ٤١٫٥ مليون دولار.",
    "وأضاف البيان أن الجانبين اتفقا على جدول زمني للقاءات المقبلة، وعلى أن تجمد الرسوم حتى نهاية العام الجاري بانتظار"
    " تقرير الخبراء.",
    "ورحبت شركات التأمين بالاتفاق.",
    "Delegations from the two ports returned to the table on Monday, ending a six-week pause that had frozen 14 cargo"
    " lines. Dr. Omar Haddad, who leads the southern team, called the meeting a first step and said that fees had"
    " reached 41.5 million dollars.",
    "The statement added that both sides had agreed on a timetable, and that fees would be frozen until the end of the"
    " year while experts write their report.",
    "Insurers welcomed the agreement.",
]
FURNITURE = [
    "مشاركة المقال:",
    "شارك الخبر",
    "شارك: فيسبوك | واتساب | إكس",
    "اظهار أخبار متعلقة",
    "إعلان",
    "● تابعونا على تلغرام",
    "اشترك في نشرتنا البريدية ليصلك كل جديد",
    "صورة: وكالة المرافئ",
    "الوسوم: موانئ، محادثات",
    "3 دقائق قراءة",
    "المشاهدات: ١٢٠٤",
    "التعليقات (١٢)",
    "جميع الحقوق محفوظة © 2025",
    "ـــــــ ــ",
    "اقرأ أيضاً: أمطار على الساحل",
    "الرئيسية / اقتصاد / موانئ",
    "Share this article on Facebook",
    "Advertisement",
    "Read also: Rain on the coast",
    "Follow us on Telegram",
    "Sign up for our daily newsletter",
    "Photo: A crane at the port",
    "Tags: ports, talks",
    "3 min read",
    "1,204 views",
    "Comments are closed.",
    "© 2025 The Harbour Post. All rights reserved.",
    "-----",
    "* * *",
    "Home > World > Ports",
    "www.harbour.example",
]
BODY_LIKE_FURNITURE = [
    "مشاركة الجانب الجنوبي في الجولة المقبلة مؤكدة بحسب البيان.",
    "شارك في المؤتمر وزراء من خمس دول.",
    "إعلان الاتفاق جاء بعد ساعات من المحادثات.",
    "اشترك في صياغة البيان ممثلون عن قناة السويس.",
    "المصدر الرئيس للخلاف هو الرسوم، بحسب حداد.",
    "سياسة التعرفة الجديدة تبدأ مطلع العام.",
    "Share prices fell after the statement.",
    "Advertisement spending fell by 12 percent, the chamber said.",
    "Comments by the minister followed within the hour.",
    "Print lost most of its readers in a decade.",
    "Related companies were not affected by the ruling.",
    "By Tuesday the toll had risen to 14.",
    "Source of the dispute was a fee, officials said.",
    "Subscribe they did, by the thousand.",
]
DATELINES = [
    "الإثنين, 17 نوفمبر 2025 03:30 PM",
    "● أخبار محلية ١٧ نوفمبر ٢٠٢٥",
    "Published: November 17, 2025",
    "17/11/2025 - 10:45",
]
LINES = st.sampled_from(
    [*TITLES, SUBHEADING, *PARAGRAPHS, *FURNITURE, *BODY_LIKE_FURNITURE, *DATELINES, "", "في", "a", ".", "«"]
)


def texts(text: str, cleaned: Cleaned) -> list[str]:
    return [" ".join(paragraph.span.of(text).split()) for paragraph in cleaned.paragraphs]


def cuts(text: str, cleaned: Cleaned) -> list[tuple[str, str]]:
    return [(cut.span.of(text), cut.reason) for cut in cleaned.cuts]


def sentences(text: str, cleaned: Cleaned) -> list[str]:
    spans = [span for paragraph in cleaned.paragraphs for span in split_sentences(text, paragraph.span)]
    return [" ".join(span.of(text).split()) for span in spans]


def sentences_of(*paragraphs: str) -> list[str]:
    return [span.of(one) for one in paragraphs for span in split_sentences(one, Span(0, len(one)))]


# Laws


@settings(deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(LINES).map("\n".join), st.lists(LINES).map("\r\n\r\n".join)))
def test_paragraphs_and_cuts_hold_every_character_but_white_space_once_and_in_order(text: str) -> None:
    cleaned = clean(text)
    position = 0
    for span in sorted([*(paragraph.span for paragraph in cleaned.paragraphs), *(cut.span for cut in cleaned.cuts)]):
        assert position <= span.start < span.end
        assert not text[position : span.start].strip()
        position = span.end
    assert not text[position:].strip()
    assert list(cleaned.cuts) == sorted(cleaned.cuts, key=lambda cut: cut.span)
    assert list(cleaned.paragraphs) == sorted(cleaned.paragraphs, key=lambda paragraph: paragraph.span)
    assert bool(text.strip()) == bool(cleaned.paragraphs)


@settings(deadline=None)
@given(st.lists(LINES).map("\n\n".join), st.sampled_from([None, *TITLES]))
def test_cleaning_a_body_again_cuts_nothing(text: str, title: str | None) -> None:
    cleaned = clean(text, title)
    body = "\n\n".join(texts(text, cleaned))
    assert cuts(body, clean(body, cleaned.title if cleaned.title_how == "stated" else None)) == []


@settings(deadline=None)
@given(st.lists(LINES, min_size=1).map("\n".join))
def test_the_same_text_is_always_cleaned_the_same_way(text: str) -> None:
    assert clean(text) == clean(text)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, str, list[str]]:
    """A page as a site prints it: the title a few times, the body, and lines of the site all over."""
    title = draw(st.sampled_from(TITLES))
    body = draw(st.lists(st.sampled_from(PARAGRAPHS + BODY_LIKE_FURNITURE), min_size=1, max_size=6, unique=True))
    lines = [*draw(st.lists(st.sampled_from(DATELINES), max_size=1)), *[title] * draw(st.integers(0, 3))]
    for paragraph in body:
        lines += [paragraph, *draw(st.lists(st.sampled_from(FURNITURE), max_size=1))]
    lines += draw(st.lists(st.sampled_from(FURNITURE), max_size=3))
    indented = [draw(st.sampled_from(["", " ", "\u00a0", "\u200f"])) + line for line in lines]
    return draw(st.sampled_from(["\n", "\n\n", "\r\n\r\n", "\n\n\n", "\n\f\n"])).join(indented), title, body


@settings(deadline=None)
@given(pages())
def test_the_body_of_a_page_survives_whole_and_the_rest_of_it_is_cut(page: tuple[str, str, list[str]]) -> None:
    text, title, body = page
    cleaned = clean(text, title)
    kept = [one.strip("\u200f ") for one in texts(text, cleaned)]
    assert kept == ([title] if title in text else []) + body


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(PARAGRAPHS[:2] + PARAGRAPHS[3:5]), min_size=2, max_size=4, unique=True),
    st.integers(60, 95),
    st.sampled_from(["\n", "\n\n"]),
)
def test_sentences_come_out_whole_at_whatever_width_the_page_breaks_its_lines(
    paragraphs: list[str], width: int, between: str
) -> None:
    wrapped = [textwrap.fill(one, width, break_long_words=False, break_on_hyphens=False) for one in paragraphs]
    text = between.join([wrapped[0], SUBHEADING, *wrapped[1:]])
    cleaned = clean(text)
    assert sentences(text, cleaned) == sentences_of(paragraphs[0], SUBHEADING, *paragraphs[1:])
    assert [one.span.of(text) for one in cleaned.paragraphs if one.heading] == [SUBHEADING]


@given(st.lists(st.sampled_from(FURNITURE + BODY_LIKE_FURNITURE), min_size=1))
def test_a_text_of_one_line_survives_whole(phrases: list[str]) -> None:
    text = " ".join(phrases)
    assert texts(text, clean(text)) == [" ".join(text.split())]


@given(st.lists(st.sampled_from(FURNITURE), min_size=1, unique=True))
def test_a_text_is_never_cut_away(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert clean(text).paragraphs
    assert not clean(text).cuts


# The lines of a site


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_the_site_is_cut_wherever_it_stands(line: str) -> None:
    text = "\n\n".join([PARAGRAPHS[0], line, PARAGRAPHS[1]])
    assert cuts(text, clean(text)) == [(line, "furniture")]


@pytest.mark.parametrize(
    "line",
    [
        "سياسة",
        "اخبار اليمن",
        "عربي ودولي",
        "الكاتب: فريق العمل",
        "بقلم: عمر حداد",
        "World",
        "Middle East",
        "By Anna Bell",
        "Syria news",
        "Email",
    ],
)
@pytest.mark.parametrize("at", ["above", "below"])
def test_a_section_or_an_author_is_cut_above_and_below_the_body(line: str, at: str) -> None:
    text = "\n\n".join([line, *PARAGRAPHS[:2]] if at == "above" else [*PARAGRAPHS[:2], line])
    assert cuts(text, clean(text)) == [(line, "furniture")]


@pytest.mark.parametrize("line", ["سياسة", "Politics", "صحة"])
def test_a_section_name_within_the_body_is_a_subheading(line: str) -> None:
    text = "\n\n".join([PARAGRAPHS[0], line, PARAGRAPHS[1]])
    assert not clean(text).cuts
    assert [paragraph.heading for paragraph in clean(text).paragraphs] == [False, True, False]


@pytest.mark.parametrize("line", BODY_LIKE_FURNITURE)
def test_a_sentence_that_only_begins_like_furniture_stays(line: str) -> None:
    for text in (
        "\n\n".join([PARAGRAPHS[0], line]),
        "\n".join([line, PARAGRAPHS[1]]),
        "\n".join([TITLES[0], line, PARAGRAPHS[1]]),
    ):
        assert line in texts(text, clean(text))


def test_a_slogan_of_the_site_is_cut_and_a_news_line_like_it_is_not() -> None:
    text = "\n\n".join([*PARAGRAPHS[:2], "اخبار الساحل على مدار الساعة"])
    assert [cut.reason for cut in clean(text).cuts] == ["furniture"]
    text = "\n\n".join(["مكتب الطوارئ يعمل على مدار الساعة", *PARAGRAPHS[:2]])
    assert not clean(text).cuts


def test_headlines_under_read_also_go_with_it_and_a_button_takes_nothing() -> None:
    headlines = ["أمطار غزيرة على الساحل الشمالي", "رياح قوية تغلق ثلاثة موانئ"]
    text = "\n\n".join(
        [PARAGRAPHS[0], "اقرأ أيضاً:\n" + "\n".join(headlines), PARAGRAPHS[1], "Most read", "Rain closes three ports"]
    )
    assert texts(text, clean(text)) == PARAGRAPHS[:2]
    text = "\n".join([PARAGRAPHS[0], "اظهار أخبار متعلقة", SUBHEADING, PARAGRAPHS[1]])
    assert texts(text, clean(text)) == [PARAGRAPHS[0], SUBHEADING, PARAGRAPHS[1]]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_subheading_after_a_read_also_that_lost_its_links_stays_in_a_page_of_blank_lines_too(between: str) -> None:
    text = f"{PARAGRAPHS[0]}\n\nاقرأ أيضاً:\n\n{SUBHEADING}{between}{PARAGRAPHS[1]}"
    assert texts(text, clean(text)) == [PARAGRAPHS[0], SUBHEADING, PARAGRAPHS[1]]


def test_a_list_of_links_above_the_title_takes_no_title_with_it() -> None:
    text = "\n\n".join(["الأكثر قراءة", TITLES[0], *PARAGRAPHS[:2]])
    assert clean(text).title == TITLES[0]


def test_a_subheading_after_a_read_also_that_lost_its_links_stays() -> None:
    text = f"{PARAGRAPHS[0]}\n\nاقرأ أيضاً:\n\n{SUBHEADING} من الاتفاق الأخير\n{PARAGRAPHS[1]}"
    assert f"{SUBHEADING} من الاتفاق الأخير" in texts(text, clean(text))


# Dates


@pytest.mark.parametrize("line", DATELINES)
def test_a_line_that_is_only_a_date_is_cut_above_the_body(line: str) -> None:
    text = "\n".join([TITLES[0], line, *PARAGRAPHS[:2]])
    assert cuts(text, clean(text)) == [(line, "dateline")]


def test_a_dateline_found_elsewhere_is_cut_and_a_sentence_that_holds_one_is_not() -> None:
    line = "حرر في الميناء الجنوبي صباح السابع عشر من تشرين"
    text = "\n\n".join([TITLES[0], line, *PARAGRAPHS[:2]])
    start = text.index(line)
    assert cuts(text, clean(text, dateline=Span(start, start + len(line)))) == [(line, "dateline")]
    start = text.index("17 تشرين الثاني")
    assert not clean(text, dateline=Span(start, start + 15)).cuts


def test_the_dates_of_a_timeline_are_its_headings() -> None:
    events = [
        "1 أكتوبر 2025",
        "توقفت المحادثات.",
        "15 أكتوبر 2025",
        "ارتفعت الأسعار.",
        "17 نوفمبر 2025",
        "عادت المحادثات.",
    ]
    text = "\n".join(["تسلسل زمني لأزمة الميناء الجنوبي", *events])
    assert not clean(text).cuts


def test_the_end_of_a_wrapped_sentence_is_no_dateline() -> None:
    text = "وقعت هيئة الميناء الجنوبي الاتفاق مع شركات الشحن الكبرى في التاسع من\nنوفمبر 2025.\n\n" + PARAGRAPHS[1]
    assert not clean(text).cuts


# Sources and outlets


def test_the_source_line_names_the_outlet_and_confirms_its_name_at_the_head() -> None:
    text = "\n\n".join(["الميناء اليوم", TITLES[0], *PARAGRAPHS[:2], "*المصدر: الميناء اليوم | almina.example"])
    cleaned = clean(text)
    assert cleaned.outlet == "الميناء اليوم"
    assert [cut.reason for cut in cleaned.cuts] == ["furniture", "source"]


@pytest.mark.parametrize(
    ("line", "outlet", "credited"),
    [
        ("Source: Reuters", None, "Reuters"),
        ("المصدر: وكالة المرافئ", None, "وكالة المرافئ"),
        ("المصدر: الميناء اليوم + الأناضول", "الميناء اليوم", "الأناضول"),
        ("المصدر:\nالميناء اليوم", "الميناء اليوم", None),
        ("Source\nThe Harbour Post", "The Harbour Post", None),
        ("(رويترز)", None, "رويترز"),
    ],
)
def test_an_outlet_and_an_agency_in_a_source_line(line: str, outlet: str | None, credited: str | None) -> None:
    text = "\n\n".join([TITLES[0], *PARAGRAPHS[:2], line])
    cleaned = clean(text)
    assert (cleaned.outlet, cleaned.credited) == (outlet, credited)
    assert {cut.reason for cut in cleaned.cuts} == {"source"}
    assert texts(text, cleaned) == [TITLES[0], *PARAGRAPHS[:2]]


def test_an_outlet_stated_beside_the_text_wins_and_its_slogan_is_furniture() -> None:
    text = "\n\n".join([*PARAGRAPHS[:2], "المصدر: وكالة المرافئ", "قناة الساحل.. الخبر من البحر"])
    cleaned = clean(text, stated_outlet="قناة الساحل")
    assert (cleaned.outlet, cleaned.credited) == ("قناة الساحل", "وكالة المرافئ")
    assert texts(text, cleaned) == PARAGRAPHS[:2]


def test_a_page_that_names_no_outlet_has_none_unless_its_address_does() -> None:
    text = "\n\n".join(PARAGRAPHS[:2])
    assert clean(text).outlet is None
    assert clean(text, url="https://www.harbour.example/talks").outlet == "harbour.example"


# Titles


def test_the_last_copy_of_a_title_before_the_body_stays_as_its_heading() -> None:
    text = "\n".join([TITLES[0], DATELINES[0], TITLES[0], *PARAGRAPHS[:2]])
    cleaned = clean(text)
    assert (cleaned.title, cleaned.title_how) == (TITLES[0], "stated")
    assert [cut.reason for cut in cleaned.cuts] == ["title", "dateline"]
    assert cleaned.paragraphs[0].heading
    assert text[: cleaned.paragraphs[0].span.start].count(TITLES[0]) == 1


def test_a_text_without_a_title_gets_one_of_its_first_sentence() -> None:
    cleaned = clean("\n\n".join(PARAGRAPHS[3:5]))
    assert cleaned.title == "Delegations from the two ports returned to the table on Monday"
    assert cleaned.title_how == "composed"


def test_invisible_marks_are_no_part_of_a_title() -> None:
    text = "\n\n".join(["\ufeffHarbour talks\u00a0resume\u200f after six-week pause", *PARAGRAPHS[3:5]])
    assert clean(text).title == TITLES[1]


# Lines and paragraphs


def test_a_heading_that_stands_directly_on_its_paragraph_is_not_joined_to_it() -> None:
    text = f"{PARAGRAPHS[0]}\n\n{SUBHEADING}\n{PARAGRAPHS[1]}\n\nWhat happened before\n{PARAGRAPHS[3]}"
    cleaned = clean(text)
    assert texts(text, cleaned) == [PARAGRAPHS[0], SUBHEADING, PARAGRAPHS[1], "What happened before", PARAGRAPHS[3]]
    assert [paragraph.heading for paragraph in cleaned.paragraphs] == [False, True, False, True, False]


def test_lines_broken_at_will_come_together_and_headings_stay_apart() -> None:
    lines = [
        "رحبت شركات التأمين",
        "الكبرى بعودة المحادثات بين الميناءين، وقالت إنها ستخفض أسعارها تدريجيا إذا استمر",
        "التفاهم بين عمر",
        "حداد ونظيره حتى نهاية عام 2025.",
        SUBHEADING,
        "وقالت هيئة",
        "الميناء الجنوبي في بيان إن الرسوم ستجمد، وإن الخبراء سيقدمون تقريرهم في مطلع العام",
        "المقبل على أبعد تقدير.",
    ]
    text = "\n".join(lines)
    assert texts(text, clean(text)) == [" ".join(lines[:4]), SUBHEADING, " ".join(lines[5:])]


def test_a_link_that_the_page_broke_out_of_its_sentence_goes_back() -> None:
    text = f"{TITLES[0]}\n\nقال الوزير في تصريح لـ\nالميناء اليوم\n، إن الوفد وصل إلى العاصمة\n.\n\n{PARAGRAPHS[1]}"
    assert texts(text, clean(text))[1] == "قال الوزير في تصريح لـ الميناء اليوم ، إن الوفد وصل إلى العاصمة ."


def test_list_items_stay_apart() -> None:
    items = ["- fees to be frozen", "- cranes to be shared", "3) pilots to be trained"]
    text = "\n".join([PARAGRAPHS[3], "Both sides agreed on three points:", *items, PARAGRAPHS[4]])
    assert texts(text, clean(text))[2:5] == items


def test_mail_that_breaks_lines_at_72_columns_and_a_number_at_the_beginning_of_one() -> None:
    text = (
        "Delegations from the two ports returned to the table on Monday, ending a\n"
        "six-week pause that had frozen all cargo lines and cost the region about\n"
        "41.5 million dollars, the port authority said.\n\n"
        "Background to the dispute\n\n"
        "The two sides fell out in October over fees. President Omar Haddad of the\n"
        "southern authority said at the time that no ship would be turned away.\n"
    )
    cleaned = clean(text)
    assert [paragraph.heading for paragraph in cleaned.paragraphs] == [False, True, False]
    assert sentences(text, cleaned)[0].endswith("about 41.5 million dollars, the port authority said.")


# The first real pages


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the sample articles are not part of the project")
@pytest.mark.parametrize(
    ("name", "title", "reasons", "outlet"),
    [
        ("000", "stated", ["dateline", "title", "furniture"], None),
        ("001", "stated", ["title"], None),
        ("002", "stated", ["furniture"] * 3 + ["title", "furniture", "source", "furniture"], "المشهد اليمني"),
        ("003", "composed", ["furniture"], None),
        ("004", "stated", ["title", "title", "dateline"] + ["furniture"] * 4, None),
    ],
)
def test_the_sample_articles(name: str, title: str, reasons: list[str], outlet: str | None) -> None:
    text = next(ARTICLES.glob(f"{name}_*.txt")).read_text(encoding="utf-8")
    cleaned = clean(text)
    assert (cleaned.title_how, [cut.reason for cut in cleaned.cuts], cleaned.outlet) == (title, reasons, outlet)


@pytest.mark.parametrize(
    ("first", "outlet"),
    [
        ("The Harbour Gazette", "The Harbour Gazette"),
        ("THE HARBOUR GAZETTE", "The Harbour Gazette"),
        ("صحيفة المرفأ", "صحيفة المرفأ"),
        ("شبكة الكهرباء تنهار", None),
        ("Minister writes to the Post", None),
    ],
)
def test_the_name_of_a_newspaper_over_its_page_is_the_outlet_and_never_the_title(
    first: str, outlet: str | None
) -> None:
    cleaned = clean(f"{first}\n\nTalks open in Amman\n\nThe delegation landed in Amman on Sunday and met the mayor.")
    assert cleaned.outlet == outlet
    assert outlet is None or cleaned.title == "Talks open in Amman"


@pytest.mark.parametrize("notice", ["جميع الحقوق محفوظة لصحيفة المرفأ", "© 2025 صحيفة المرفأ"])
def test_a_notice_of_copyright_names_the_outlet_bare(notice: str) -> None:
    assert clean(f"وصل الوفد إلى عمّان يوم الأحد والتقى رئيس البلدية.\n\n{notice}").outlet == "صحيفة المرفأ"
