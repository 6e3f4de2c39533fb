"""Dating: an undated article is dated by a twin, whichever came first, for as long as the twin is there."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import Library
from retrieval.records import Draft

# Reports of one meeting in each language: "today" without a date, and a weekday with one. The meetings are two events.
UNDATED = [
    Draft(
        "undated-ar",
        "استقبلت الوزيرة رباب الصفصافي اليوم في تلمرزون نظيرها بهجت القنديلي.\n\n"
        "وقالت الوزيرة إن البلدين سيتعاونان في صيد السمك.",
    ),
    Draft(
        "undated-en",
        "Minister Hadeel Qasbawi received her counterpart Nidal Sarmini in Rasmin today.\n\n"
        "The two spoke about glass and glass makers.",
    ),
]
DATED = [
    Draft(
        "dated-ar",
        "استقبلت الوزيرة رباب الصفصافي الثلاثاء في تلمرزون نظيرها بهجت القنديلي وبحثت معه صيد السمك.\n\n"
        "ودام اللقاء ساعتين كاملتين بحضور عدد من مستشاري الجانبين وفريق الترجمة.",
        published="2024-05-15",
    ),
    Draft(
        "dated-en",
        "Minister Hadeel Qasbawi received Nidal Sarmini, her counterpart, in Rasmin on Tuesday.\n\n"
        "Nothing was said about the price of ice at the docks.",
        published="2024-05-15",
    ),
]
DISAGREEING = [
    Draft(
        "disagreeing-ar",
        "استقبلت الوزيرة رباب الصفصافي الخميس في تلمرزون نظيرها بهجت القنديلي وبحثت معه رسوم المرافئ.\n\n"
        "وأهدت المضيفة ضيفها قارباً خشبياً محفوراً وسلة من التين.",
        published="2024-05-17",
    ),
    Draft(
        "disagreeing-en",
        "Minister Hadeel Qasbawi received Nidal Sarmini, her counterpart, in Rasmin on Thursday.\n\n"
        "The host offered her guest a carved wooden boat and a basket of figs.",
        published="2024-05-17",
    ),
]
UNRELATED = [
    Draft("unrelated-ar", "افتُتحت في رسمين مكتبة للأطفال فيها أربعة آلاف كتاب.", published="2024-05-16"),
    Draft("unrelated-en", "A library with four thousand books opened in Talmarzoun.", published="2024-05-16"),
]
DAY = date(2024, 5, 14)  # The Tuesday before 15 May 2024.
KNOWN, UNKNOWN = ("inferred", DAY, DAY), ("unknown", None, None)


def dating(library: Library, article_id: str) -> tuple[str, date | None, date | None]:
    published = library.article(article_id).published
    return published.how, published.first, published.last


def datings(library: Library) -> list[tuple[str, date | None, date | None]]:
    return [dating(library, draft.id) for draft in UNDATED]


def withdrawn(drafts: list[Draft]) -> list[Draft]:
    return [replace(draft, text="This article was withdrawn by its editor. سُحب هذا المقال.") for draft in drafts]


@settings(max_examples=4, deadline=None)
@given(st.sampled_from(list(permutations([UNDATED, DATED, UNRELATED]))))
def test_an_undated_article_is_dated_by_its_twin_whichever_comes_first(tmp_path_factory, calls):
    with Library.open(tmp_path_factory.mktemp("library")) as library:
        for drafts in calls:
            library.add_drafts(drafts)
        assert datings(library) == [KNOWN, KNOWN]


def test_the_reason_names_the_twin_and_its_words(library):
    library.add_drafts([*UNDATED, *DATED])
    arabic, english = (library.article(draft.id).published.reason for draft in UNDATED)
    assert "dated-ar" in arabic
    assert "الثلاثاء" in arabic
    assert "dated-en" in english
    assert "Tuesday" in english


def test_the_report_of_adding_tells_the_date_found(library):
    library.add_drafts(DATED)
    for outcome in library.add_drafts(UNDATED).outcomes:
        assert outcome.to_dict()["published"] == "2024-05-14"
        assert outcome.to_dict()["published_how"] == "inferred"


def test_the_date_is_undone_when_the_twin_is_removed_and_found_again_when_it_comes_back(library):
    library.add_drafts([*UNDATED, *DATED])
    library.remove(["dated-ar", "dated-en"])
    assert datings(library) == [UNKNOWN, UNKNOWN]
    library.add_drafts(DATED)
    assert datings(library) == [KNOWN, KNOWN]


def test_the_date_is_undone_when_the_twin_no_longer_says_it(library):
    library.add_drafts([*UNDATED, *DATED])
    library.add_drafts(withdrawn(DATED))
    assert datings(library) == [UNKNOWN, UNKNOWN]


def test_twins_that_disagree_date_nothing(library):
    library.add_drafts([*UNDATED, *DATED])
    assert datings(library) == [KNOWN, KNOWN]
    library.add_drafts(DISAGREEING)
    assert datings(library) == [UNKNOWN, UNKNOWN]


def test_the_date_comes_back_when_the_twin_that_disagreed_is_removed(library):
    library.add_drafts([*UNDATED, *DATED, *DISAGREEING])
    library.remove(["disagreeing-ar", "disagreeing-en"])
    assert datings(library) == [KNOWN, KNOWN]


def test_the_date_comes_back_when_the_twin_that_disagreed_takes_it_back(library):
    library.add_drafts([*UNDATED, *DATED, *DISAGREEING])
    library.add_drafts(withdrawn(DISAGREEING))
    assert datings(library) == [KNOWN, KNOWN]


def test_a_twin_that_is_nearly_the_same_text_dates_too(library):
    for undated, dated in zip(UNDATED, DATED, strict=True):
        text = undated.text + "\n\n" + dated.text.split("\n\n")[1]
        library.add_drafts([replace(undated, text=text)])
        reprint = text.replace("اليوم", "الثلاثاء").replace("today", "on Tuesday")
        library.add_drafts([replace(dated, text=reprint)])
        assert library.article(undated.id).copies == (dated.id,)
    assert datings(library) == [KNOWN, KNOWN]


def test_an_unrelated_article_of_the_same_week_dates_nothing(library):
    library.add_drafts([*UNDATED, *UNRELATED])
    assert datings(library) == [UNKNOWN, UNKNOWN]


def test_an_article_that_ties_itself_to_a_day_needs_no_twin_and_is_none_to_another(library):
    arabic, english = UNDATED
    library.add_drafts(
        [
            Draft("own-ar", arabic.text.split("\n")[0].replace("اليوم", "اليوم الثلاثاء 14 أيار 2024")),
            Draft("own-en", english.text.split("\n")[0].replace("today", "today, Tuesday 14 May 2024")),
            *UNDATED,
        ]
    )
    assert (dating(library, "own-ar"), dating(library, "own-en")) == (KNOWN, KNOWN)
    assert datings(library) == [UNKNOWN, UNKNOWN]


def test_a_stated_date_is_never_changed(library):
    library.add_drafts([*(replace(draft, published="2023-01-31") for draft in UNDATED), *DATED])
    assert datings(library) == [("stated", date(2023, 1, 31), date(2023, 1, 31))] * 2


@pytest.mark.parametrize("question", ["minister received her counterpart", "استقبلت الوزيرة نظيرها"])
def test_a_search_by_date_finds_what_was_dated_by_a_twin(dated_library, question):
    found = dated_library.search(question, since=DAY, until=DAY)
    assert {hit.article_id for hit in found} == {"undated-ar", "undated-en"}


@pytest.fixture(scope="module")
def dated_library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("library")) as filled:
        filled.add_drafts([*UNDATED, *DATED])
        yield filled
