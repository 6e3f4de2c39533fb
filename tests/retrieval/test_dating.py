"""Dating: an undated article is dated by a twin, whichever came first, for as long as the twin is there."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import Library
from retrieval.records import Draft

# Two reports of one meeting in each language: the first says "today", the second states its date and says the weekday.
UNDATED = {
    "ar": Draft(
        "undated",
        "استقبلت الوزيرة رباب الصفصافي اليوم في تلمرزون نظيرها بهجت القنديلي.\n\n"
        "وقالت الوزيرة إن البلدين سيتعاونان في صيد السمك.",
    ),
    "en": Draft(
        "undated",
        "Minister Rabab Safsafi received her counterpart Bahjat Qandili in Talmarzoun today.\n\n"
        "The two spoke about fish and fishing fleets.",
    ),
}
DATED = {
    "ar": Draft(
        "dated",
        "استقبلت الوزيرة رباب الصفصافي الثلاثاء في تلمرزون نظيرها بهجت القنديلي وبحثت معه صيد السمك.\n\n"
        "ودام اللقاء ساعتين كاملتين بحضور عدد من مستشاري الجانبين وفريق الترجمة.",
        published="2024-05-15",
    ),
    "en": Draft(
        "dated",
        "Minister Rabab Safsafi received Bahjat Qandili, her counterpart, in Talmarzoun on Tuesday.\n\n"
        "Nothing was said about the price of ice at the docks.",
        published="2024-05-15",
    ),
}
DISAGREEING = {
    "ar": Draft(
        "disagreeing",
        "استقبلت الوزيرة رباب الصفصافي الخميس في تلمرزون نظيرها بهجت القنديلي وبحثت معه رسوم المرافئ.\n\n"
        "وأهدت المضيفة ضيفها قارباً خشبياً محفوراً وسلة من التين.",
        published="2024-05-17",
    ),
    "en": Draft(
        "disagreeing",
        "Minister Rabab Safsafi received Bahjat Qandili, her counterpart, in Talmarzoun on Thursday.\n\n"
        "The host offered her guest a carved wooden boat and a basket of figs.",
        published="2024-05-17",
    ),
}
UNRELATED = {
    "ar": Draft("unrelated", "افتُتحت في رسمين مكتبة للأطفال فيها أربعة آلاف كتاب.", published="2024-05-16"),
    "en": Draft("unrelated", "A library for children with four thousand books opened in Rasmin.", published="2024-05-16"),
}
DAY = date(2024, 5, 14)  # The Tuesday before 15 May 2024.
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])


def dating(library: Library) -> tuple[str, date | None, date | None]:
    published = library.article("undated").published
    return published.how, published.first, published.last


def known() -> tuple[str, date, date]:
    return "inferred", DAY, DAY


def unknown() -> tuple[str, None, None]:
    return "unknown", None, None


@settings(max_examples=6, deadline=None)
@given(st.sampled_from(["ar", "en"]), st.sampled_from(list(permutations(range(3)))), st.booleans())
def test_an_undated_article_is_dated_by_its_twin_whichever_comes_first(tmp_path_factory, language, order, at_once):
    drafts = [(UNDATED, DATED, UNRELATED)[at][language] for at in order]
    with Library.open(tmp_path_factory.mktemp("library")) as library:
        for call in [drafts] if at_once else [[draft] for draft in drafts]:
            library.add_drafts(call)
        assert dating(library) == known()


@LANGUAGES
def test_the_reason_names_the_twin_and_its_words(library, language):
    library.add_drafts([UNDATED[language], DATED[language]])
    reason = library.article("undated").published.reason
    assert "dated" in reason
    assert {"ar": "الثلاثاء", "en": "Tuesday"}[language] in reason


def test_the_report_of_adding_tells_the_date_found(library):
    library.add_drafts([DATED["ar"]])
    (outcome,) = library.add_drafts([UNDATED["ar"]]).outcomes
    assert outcome.to_dict()["published"] == "2024-05-14"
    assert outcome.to_dict()["published_how"] == "inferred"


@LANGUAGES
def test_the_date_is_undone_when_the_twin_is_removed(library, language):
    library.add_drafts([UNDATED[language], DATED[language]])
    assert dating(library) == known()
    library.remove(["dated"])
    assert dating(library) == unknown()


def test_the_date_is_undone_when_the_twin_no_longer_says_it(library):
    library.add_drafts([UNDATED["en"], DATED["en"]])
    library.add_drafts([Draft("dated", "This article was withdrawn by its editor.", published="2024-05-15")])
    assert dating(library) == unknown()


@LANGUAGES
def test_twins_that_disagree_date_nothing(library, language):
    library.add_drafts([UNDATED[language], DATED[language]])
    library.add_drafts([DISAGREEING[language]])
    assert dating(library) == unknown()


@LANGUAGES
def test_the_date_comes_back_when_the_twin_that_disagreed_is_removed(library, language):
    library.add_drafts([UNDATED[language], DATED[language], DISAGREEING[language]])
    library.remove(["disagreeing"])
    assert dating(library) == known()


def test_the_date_comes_back_when_the_twin_that_disagreed_takes_it_back(library):
    library.add_drafts([UNDATED["en"], DATED["en"], DISAGREEING["en"]])
    library.add_drafts([Draft("disagreeing", "This article was withdrawn by its editor.", published="2024-05-17")])
    assert dating(library) == known()


@LANGUAGES
def test_a_twin_that_is_nearly_the_same_text_dates_too(library, language):
    words = {"ar": ("اليوم", "الثلاثاء"), "en": ("today", "on Tuesday")}[language]
    text = UNDATED[language].text + "\n\n" + " ".join(DATED[language].text.split("\n\n")[1:])
    library.add_drafts([Draft("undated", text), Draft("dated", text.replace(*words), published="2024-05-15")])
    assert library.article("undated").copies == ("dated",)
    assert dating(library) == known()


@LANGUAGES
def test_an_unrelated_article_of_the_same_week_dates_nothing(library, language):
    library.add_drafts([UNDATED[language], UNRELATED[language]])
    assert dating(library) == unknown()


def test_an_inferred_date_dates_no_other_article(library):
    first = UNDATED["en"].text.replace("today", "today, Tuesday 14 May 2024")
    library.add_drafts([Draft("first", first.split("\n\n")[0]), UNDATED["en"]])
    assert library.article("first").published.how == "inferred"
    assert dating(library) == unknown()


def test_a_stated_date_is_never_changed(library):
    library.add_drafts([Draft("undated", UNDATED["en"].text, published="2023-01-31"), DATED["en"]])
    assert dating(library) == ("stated", date(2023, 1, 31), date(2023, 1, 31))


@pytest.mark.parametrize(
    "text",
    [
        "The fish fair of Talmarzoun opened today, Tuesday 14 May 2024, its keeper said.",
        "افتُتح سوق السمك في تلمرزون اليوم الثلاثاء 14 أيار 2024، كما قال مديره.",
    ],
)
def test_an_article_that_ties_itself_to_a_day_needs_no_twin(library, text):
    library.add_drafts([Draft("undated", text)])
    assert dating(library) == known()


def test_an_article_found_again_by_search_carries_the_date_inferred_for_it(library):
    library.add_drafts([UNDATED["en"], DATED["en"]])
    found = library.search("minister received her counterpart", since=DAY, until=DAY)
    assert [hit.article_id for hit in found] == ["undated"]
