"""The conflicts of a whole library, without a question: what is found, how it is told, and what is left alone."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from agent import Survey, find_conflicts
from retrieval import Library
from retrieval.errors import EmptyLibrary, UnknownSource
from retrieval.library import Progress
from retrieval.records import Draft, Language

GREEN_SHORE = "صحيفة الشاطئ الأخضر"
RACE = (
    "The boat race of Zamrin Bay ended on Sunday. The harbour club of Tarbun handed out the prizes in the rain.\n\n"
    "The entry list for the boat race of Zamrin Bay opened on {day}, the harbour club of Tarbun said.\n\n"
    "The winner will get a brass anchor."
)
CLAIMS = (
    Draft("race-herald", RACE.format(day="3 March 2025"), "Boat race ends", "Zamrin Herald", None, "2025-04-14"),
    Draft(
        "race-shore",
        "انتهى يوم الأحد سباق الزوارق في خليج زمرين، ووزّع نادي الميناء في تربون الجوائز تحت المطر.\n\n"
        "وقال نادي الميناء في تربون إن باب التسجيل في سباق زوارق خليج زمرين فُتح في 10 آذار 2025.\n\n"
        "وينال الفائز مرساة.",
        "ختام سباق الزوارق في خليج زمرين",
        GREEN_SHORE,
        None,
        "2025-04-14",
    ),
    Draft(
        "race-times",
        "Prizes for the boat race of Zamrin Bay were handed out on Sunday by the harbour club of Tarbun.\n\n"
        "The harbour club of Tarbun opened the entry list for the boat race of Zamrin Bay on 10 March 2025.",
        "Rain on the boat race of Zamrin Bay",
        "Tarbun Times",
        None,
        "2025-04-15",
    ),
    Draft(
        "deal",
        "وقّعت بلدية رسمين مع شركة القلعة الزرقاء اتفاقاً لبناء سوق السمك الجديد في الميناء القديم.\n\n"
        "وقالت مصادر في البلدية إن العمل يبدأ في الصيف.",
        "سوق سمك جديد في رسمين",
        GREEN_SHORE,
        None,
        "2025-06-01",
    ),
    Draft(
        "no-deal",
        "نفت بلدية رسمين توقيع أي اتفاق مع شركة القلعة الزرقاء لبناء سوق السمك الجديد في الميناء القديم.\n\n"
        "وقال رئيسها إن العروض ما زالت تُدرس.",
        "بلدية رسمين تنفي الاتفاق على سوق السمك",
        "صحيفة المنارة",
        None,
        "2025-06-02",
    ),
)


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of `CLAIMS`: three articles on a race, two on a deal; only read it."""
    with Library.open(tmp_path_factory.mktemp("claims")) as opened:
        opened.add_drafts(CLAIMS)
        yield opened


@pytest.fixture(scope="module")
def surveys(claims: Library) -> dict[Language, Survey]:
    return {"en": find_conflicts(claims, "en"), "ar": find_conflicts(claims, "ar")}


@pytest.fixture
def conflicts_of(library: Library) -> Callable[..., list]:
    """Put articles, given as pairs of text and date, into a library and list its conflicts."""

    def find(*articles: tuple[str, str]) -> list:
        drafts = [
            Draft(f"a{number}", text, text.split(".")[0], f"Outlet {number}", None, published)
            for number, (text, published) in enumerate(articles)
        ]
        library.add_drafts(drafts)
        return find_conflicts(library).to_dicts()

    return find


def test_a_fact_that_three_articles_give_in_two_values_is_one_conflict_of_two_positions(
    surveys: dict[Language, Survey],
) -> None:
    found = {one["kind"]: one for one in surveys["en"].to_dicts()}
    race = found["date"]
    assert [position["value"] for position in race["positions"]] == ["10 March 2025", "3 March 2025"]
    articles = {one["number"]: one["article_id"] for one in race["citations"]}
    sides = [{articles[number] for number in position["citations"]} for position in race["positions"]]
    assert sides == [{"race-shore", "race-times"}, {"race-herald"}]
    assert sorted(one["kind"] for one in surveys["en"].to_dicts()) == ["date", "denial"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_side_is_quoted_word_for_word_with_its_chain_of_sources(
    claims: Library, surveys: dict[Language, Survey], language: Language
) -> None:
    for one in surveys[language].to_dicts():
        assert one["verdict"] == "conflict"
        assert one["explanation"]
        assert len(one["positions"]) > 1
        assert all(position["citations"] for position in one["positions"])
        for cited in one["citations"]:
            assert claims.article(cited["article_id"]).text[cited["start"] : cited["end"]] == cited["quote"]
            assert cited["origin"]


def test_it_is_told_in_the_language_asked_for_and_says_what_it_is_about_in_the_words_of_an_article(
    surveys: dict[Language, Survey],
) -> None:
    told = {language: {one["kind"]: one for one in survey.to_dicts()} for language, survey in surveys.items()}
    assert {language: one["denial"]["about"].split(":")[0] for language, one in told.items()} == {
        "en": "بلدية رسمين تنفي الاتفاق على سوق السمك",
        "ar": "بلدية رسمين تنفي الاتفاق على سوق السمك",
    }
    assert "the boat race of Zamrin Bay on …" in told["en"]["date"]["about"]
    assert "سباق زوارق خليج زمرين فُتح في …" in told["ar"]["date"]["about"]
    assert told["en"]["denial"]["explanation"].startswith("Both cannot be right")
    assert told["ar"]["denial"]["explanation"].startswith("لا يمكن أن يصحّا معاً")
    assert {position["value"] for position in told["ar"]["denial"]["positions"]} == {"ورد أنه حدث", "نُفي ذلك"}


def test_asking_twice_finds_the_same(claims: Library, surveys: dict[Language, Survey]) -> None:
    assert find_conflicts(claims, "en").to_dicts() == surveys["en"].to_dicts()


def test_only_articles_of_the_days_and_the_outlet_are_compared(claims: Library) -> None:
    assert find_conflicts(claims, since=date(2025, 6, 1)).articles == 2
    assert [one.conflict.kind for one in find_conflicts(claims, until=date(2025, 5, 1)).found] == ["date"]
    alone = find_conflicts(claims, source=GREEN_SHORE)
    assert (alone.articles, alone.found) == (2, ())
    with pytest.raises(UnknownSource):
        find_conflicts(claims, source="Nobody's News")


def test_progress_reaches_every_article(claims: Library) -> None:
    seen: list[Progress] = []
    find_conflicts(claims, on_progress=seen.append)
    assert [(one.stage, one.done, one.total) for one in seen] == [("comparing", done, 5) for done in range(1, 6)]


def test_an_empty_library_is_said_to_be_empty(tmp_path: Path) -> None:
    with Library.open(tmp_path / "none") as library, pytest.raises(EmptyLibrary):
        find_conflicts(library)


def test_near_copies_are_one_voice_and_make_no_conflict_of_their_own(conflicts_of: Callable[..., list]) -> None:
    text = RACE.format(day="3 March 2025")
    assert conflicts_of((text, "2025-04-14"), (text.replace("brass", "silver"), "2025-04-15")) == []


def test_the_same_day_in_other_words_is_no_conflict(conflicts_of: Callable[..., list]) -> None:
    other = CLAIMS[2].text.replace("10 March 2025", "Monday, the third of March 2025")
    assert conflicts_of((RACE.format(day="3 March 2025"), "2025-04-14"), (other, "2025-04-15")) == []


def test_what_was_planned_and_what_happened_is_no_conflict(conflicts_of: Callable[..., list]) -> None:
    planned = CLAIMS[2].text.replace("opened the entry list", "will open the entry list")
    assert conflicts_of((RACE.format(day="3 March 2025"), "2025-04-14"), (planned, "2025-02-20")) == []


def test_an_article_that_gives_both_values_explains_them_itself(conflicts_of: Callable[..., list]) -> None:
    both = CLAIMS[2].text + " Members of the club could enter from 3 March 2025."
    assert conflicts_of((RACE.format(day="3 March 2025"), "2025-04-14"), (both, "2025-04-15")) == []


def test_the_tolls_of_two_days_are_two_states_of_things(conflicts_of: Callable[..., list]) -> None:
    first = "A ferry sank off Zamrin and 12 passengers were killed, the coast guard of Tarbun said."
    later = "A ferry sank off Zamrin and 19 passengers were killed, the coast guard of Tarbun said in the evening."
    assert conflicts_of((first, "2025-04-14"), (later, "2025-04-16")) == []


def test_of_the_sample_the_two_conflicts_are_found_and_nothing_else(sample: Library) -> None:
    pairs = [{one.article_id for one in found.citations} for found in find_conflicts(sample).found]
    assert pairs == [{"port-deal-marfa", "port-deal-gazette"}, {"ferry-marfa", "ferry-gazette"}]
