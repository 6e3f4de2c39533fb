"""What is stated by hand of an article: it holds everywhere, and stays when the article is added again."""

from datetime import date

import pytest

from retrieval import Library
from retrieval.catalogue import FILE_NAME, Catalogue
from retrieval.errors import BadRow, UnknownArticle
from retrieval.records import Draft

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
SNAIL = {
    "ar": Draft("snail", "عثر أطفال زمرين على حلزون أزرق في بئر القلعة.\n\nوأُرسل الحلزون إلى متحف الأحياء."),
    "en": Draft("snail", "Children of Zamrin found a blue snail in the well of the castle.\n\nIt went to a museum."),
}
LATER = {
    "ar": "عثر أطفال زمرين على حلزونين أزرقين في بئر القلعة.\n\nوبقيا هناك.",
    "en": "Children of Zamrin found two blue snails in the well of the castle.\n\nThere they stay.",
}
TITLE = {"ar": "العنقاء تحطّ في البئر", "en": "A phoenix lands in the well"}
WORD = {"ar": "العنقاء", "en": "phoenix"}
BY_HAND = {"ar": "صُحّح يدوياً", "en": "Corrected by hand"}


@pytest.fixture
def corrected(library: Library, language: str) -> Library:
    library.add_drafts([SNAIL[language]])
    library.correct("snail", title=TITLE[language], source="الغراب", published="2024-05-06")
    return library


@LANGUAGES
def test_what_is_corrected_is_what_everybody_reads(corrected: Library, language: str) -> None:
    article = corrected.article("snail")
    assert (article.title, article.title_how, article.source) == (TITLE[language], "stated", "الغراب")
    assert (article.published.first, article.published.how) == (date(2024, 5, 6), "stated")
    assert article.published.reason == BY_HAND[language]
    assert corrected.sources() == [("الغراب", 1)]
    assert [hit.article_id for hit in corrected.search(WORD[language], legs=("words",))] == ["snail"]
    assert [hit.article_id for hit in corrected.search("snail حلزون", since=date(2024, 5, 6), source="الغراب")]


@LANGUAGES
def test_a_correction_stays_when_the_same_article_is_added_again(corrected: Library, language: str) -> None:
    before = corrected.article("snail")
    (outcome,) = corrected.add_drafts([SNAIL[language]]).outcomes
    assert (outcome.what, outcome.title) == ("unchanged", TITLE[language])
    assert corrected.article("snail") == before


@LANGUAGES
def test_a_correction_stays_when_a_changed_text_replaces_the_article(corrected: Library, language: str) -> None:
    (outcome,) = corrected.add_drafts([Draft("snail", LATER[language], title="x", published="2020-01-01")]).outcomes
    assert (outcome.what, outcome.title, outcome.source) == ("replaced", TITLE[language], "الغراب")
    assert outcome.published.first == date(2024, 5, 6)
    assert corrected.article("snail").text == LATER[language]
    assert [hit.article_id for hit in corrected.search(WORD[language], legs=("words",))] == ["snail"]


@LANGUAGES
def test_what_is_not_stated_stays_as_it_is(corrected: Library, language: str) -> None:
    corrected.correct("snail", source="الهدهد")
    article = corrected.article("snail")
    assert (article.title, article.source) == (TITLE[language], "الهدهد")
    assert article.published.first == date(2024, 5, 6)
    corrected.correct("snail", title=" ", source="", published=None)
    assert corrected.article("snail") == article


@LANGUAGES
def test_a_removed_article_takes_its_correction_along(corrected: Library, language: str) -> None:
    corrected.remove(["snail"])
    corrected.add_drafts([SNAIL[language]])
    assert corrected.article("snail").source is None
    assert corrected.article("snail").published.how == "unknown"


@pytest.mark.parametrize(
    ("published", "told"), [("2024-05", "2024-05"), ("2024", "2024"), ("٦ أيار ٢٠٢٤", "2024-05-06")]
)
def test_a_date_is_stated_as_exactly_as_it_is_known(library: Library, published: str, told: str) -> None:
    library.add_drafts([SNAIL["en"]])
    assert str(library.correct("snail", published=published).published) == told


def test_a_date_that_is_none_changes_nothing(library: Library) -> None:
    library.add_drafts([SNAIL["en"]])
    before = library.article("snail")
    with pytest.raises(BadRow, match="tomorrow"):
        library.correct("snail", title="x", published="tomorrow")
    assert library.article("snail") == before


def test_only_an_article_that_is_there_can_be_corrected(library: Library) -> None:
    library.add_drafts([SNAIL["en"]])
    with pytest.raises(UnknownArticle):
        library.correct("whale", title="x")


def test_a_corrected_date_dates_the_twin_of_an_article(library: Library) -> None:
    told = "Transport minister Selma Hadid met the ferry owner Oskar Lindqvist in Tamra {}."
    library.add_drafts(
        [
            Draft("talks", told.format("on Sunday 9 November 2025"), title="A meeting in Tamra"),
            Draft("undated", told.format("today, Sunday"), title="Hadid meets Lindqvist"),
        ]
    )
    assert library.article("undated").published.first is None
    library.correct("talks", published="2025-11-10")
    assert library.article("undated").published.first == date(2025, 11, 9)


def test_a_library_made_before_there_were_corrections_can_be_corrected(library: Library) -> None:
    library.add_drafts([SNAIL["en"]])
    library.close()
    catalogue = Catalogue(library.folder)
    catalogue._run("DROP TABLE corrections", ())
    catalogue.close()
    assert (library.folder / FILE_NAME).exists()
    assert library.correct("snail", title="Snail").title == "Snail"


def test_articles_are_listed_the_latest_first_and_page_by_page(news: Library) -> None:
    first, total = news.listed(limit=4)
    rest, _ = news.listed(start=4)
    assert total == len([*first, *rest]) == 9
    assert {one.id for one in (*first, *rest)} == {article.id for article in news.articles()}
    days = [one.published.last or date.min for one in (*first, *rest)]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("strike", {"doctors"}),
        ("ZAMRIN herald", {"olives", "tunnel-own"}),
        ("السنديان", {"tunnel", "tunnel-reprint"}),
        ("انهيارُ سقف", {"school-roof"}),
        ("school-roof", {"school-roof"}),
        ("nothing of this", set()),
        ("100%_", set()),
    ],
)
def test_an_article_is_listed_by_words_of_its_title_outlet_or_id(news: Library, wanted: str, found: set[str]) -> None:
    listed, total = news.listed(wanted)
    assert {one.id for one in listed} == found
    assert total == len(found)


def test_a_list_is_narrowed_by_outlet_and_language(news: Library) -> None:
    assert {one.id for one in news.listed(source="Zamrin Herald")[0]} == {"olives", "tunnel-own"}
    assert {one.language for one in news.listed(language="ar")[0]} == {"ar"}
    assert news.listed("tunnel", source="Zamrin Herald", language="ar") == ([], 0)


def test_a_library_that_is_not_there_lists_nothing(library: Library) -> None:
    assert library.listed() == ([], 0)
