import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.titles import (
    COMPOSED_CHARACTERS,
    COMPOSED_WORDS,
    compose_title,
    find_title,
    opens_sentence,
    reads_as_heading,
)

TITLES = [
    "استئناف محادثات الميناء بعد توقف ستة أسابيع",
    "Harbour talks resume after six-week pause",
    "«رمال» يفوز بالجائزة الكبرى في الساحل",
    "من الساحل إلى الجبل في خمسين دقيقة",
    "Who will pay for the new harbour?",
]
BODY = [
    "عاد وفدا الميناءين إلى طاولة المحادثات يوم الاثنين، وفق بيان مشترك صدر عن الجانبين.",
    "The two delegations returned to the table on Monday, the port authority said in a statement.",
    "وأضاف رئيس الوفد أن الرسوم ستجمد حتى نهاية العام.",
]


@given(st.sampled_from(TITLES), st.integers(1, 4), st.lists(st.sampled_from(BODY), min_size=1, unique=True))
def test_a_title_is_found_however_often_it_is_printed_and_kept_once_before_the_body(
    title: str, times: int, body: list[str]
) -> None:
    found = find_title([title] * times + body)
    assert (found.title, found.how, found.kept) == (title, "stated", times - 1)
    assert found.copies == frozenset(range(times - 1))


@given(st.sampled_from(TITLES), st.integers(0, 3), st.lists(st.sampled_from(BODY), min_size=1, unique=True))
def test_a_title_stated_beside_the_text_wins_and_the_body_is_no_copy_of_it(
    title: str, times: int, body: list[str]
) -> None:
    found = find_title([title] * times + body, title)
    assert (found.title, found.how) == (title, "stated")
    assert len(found.copies) == max(0, times - 1)
    assert found.kept == (times - 1 if times else None)


@given(st.lists(st.sampled_from(BODY), min_size=1, unique=True))
def test_without_a_title_one_is_composed_and_nothing_is_cut(body: list[str]) -> None:
    found = find_title(body)
    assert (found.how, found.kept, found.copies) == ("composed", None, frozenset())
    assert body[0].startswith(found.title)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["عاد", "الوفد", "إلى", "الميناء،", "وقال", "of", "the", "harbour,", "that", "talks"]),
        min_size=1,
    ).map(" ".join)
)
def test_a_composed_title_is_the_beginning_of_the_sentence_and_short(sentence: str) -> None:
    title = compose_title(f"{sentence}. وغادر الوفد.")
    assert sentence.startswith(title)
    assert len(title) <= COMPOSED_CHARACTERS
    assert len(title.split()) <= COMPOSED_WORDS


def test_a_composed_title_ends_at_a_clause() -> None:
    text = "رست سفينة أبحاث كبيرة في الميناء الجنوبي، في خطوة وصفها الخبراء بأنها مهمة وطال انتظارها."
    assert compose_title(text) == "رست سفينة أبحاث كبيرة في الميناء الجنوبي"
    text = "A large research vessel berthed in the southern harbour after a voyage of six weeks through the ice."
    assert compose_title(text) == "A large research vessel berthed in the southern harbour"


def test_a_place_and_an_agency_before_the_first_sentence_are_left_out_of_a_composed_title() -> None:
    text = "AMMAN, Nov 17 (Petra) - Talks between the two ports resumed on Monday after a pause of six weeks."
    assert compose_title(text) == "Talks between the two ports resumed on Monday"


def test_a_teaser_that_tells_the_title_in_other_words_is_a_copy_of_it() -> None:
    blocks = [
        "عاجل: عاد وفد كبير من هيئة الميناء الجنوبي إلى العاصمة في زيارة قصيرة.",
        BODY[0],
        "عاجل.. عودة وفد كبير من هيئة الميناء الجنوبي إلى العاصمة",
        BODY[2],
    ]
    found = find_title(blocks)
    assert (found.title, found.kept, found.copies) == (blocks[2], 2, frozenset({0}))


def test_a_lead_that_shares_words_with_the_title_is_body() -> None:
    title = "Harbour talks resume after six-week pause"
    lead = "Harbour talks resumed on Monday after a six-week pause, and insurers cut their rates at once."
    found = find_title([title, lead, BODY[1]])
    assert (found.kept, found.copies) == (0, frozenset())


def test_the_name_of_the_site_behind_a_title_makes_no_second_title() -> None:
    title = "استئناف محادثات الميناء بعد توقف ستة أسابيع"
    found = find_title([f"{title} | بوابة الميناء", title, *BODY])
    assert (found.title, found.kept, found.copies) == (title, 1, frozenset({0}))


@pytest.mark.parametrize("line", ["Anna Bell", "عمر حداد", "الميناء اليوم – جدة", "Anna Bell – Amman"])
def test_a_name_over_the_body_is_no_title(line: str) -> None:
    assert find_title([line, *BODY]).how == "composed"


def test_a_short_line_is_a_title_when_the_body_speaks_of_it() -> None:
    assert find_title(["محادثات الميناء", *BODY]).how == "stated"


def test_a_last_line_in_the_words_of_the_title_is_not_cut_away() -> None:
    found = find_title([*BODY, "لا أحد يعرف الميناء."], "لا أحد يعرف الميناء")
    assert (found.kept, found.copies) == (len(BODY), frozenset())


@pytest.mark.parametrize(
    "line", ["سياق الزيارة", "Background to the dispute", "What happened before", "وزير النقل يزور الميناء", "Who won?"]
)
def test_lines_that_read_as_headings(line: str) -> None:
    assert reads_as_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Talks ended.",
        "وقال الوزير في بيان",
        "وفي غضون ذلك عادت السفن",
        "- اتفاق على الرسوم",
        "3) Fees",
        "the ships left",
        "قال:",
    ],
)
def test_lines_that_do_not_read_as_headings(line: str) -> None:
    assert not reads_as_heading(line)


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("وأكد حداد ذلك", True),
        ("يقصد البحارة الميناء", True),
        ("The ships left", True),
        ("وفد الميناء", False),
        ("ships left", False),
    ],
)
def test_how_sentences_of_news_begin(line: str, opens: bool) -> None:
    assert opens_sentence(line) is opens
