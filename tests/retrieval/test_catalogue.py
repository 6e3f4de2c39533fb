"""The catalogue: articles come back as they went in, changes of passages are listed, filters mean what they say."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.catalogue import FILE_NAME, FORMAT, Catalogue, Entry, Filters, Slice
from retrieval.describing import describe
from retrieval.errors import LibraryDamaged, UnknownArticle, UnknownSource
from retrieval.languages import language_of
from retrieval.records import Article, Draft, Published
from retrieval.splitting import split

FIRST = date(2024, 2, 27)
TEXTS = st.lists(
    st.sampled_from(
        [
            "افتُتح الجسر صباح الأحد.",
            "The bridge opened on Sunday.",
            "\n\n",
            "\n",
            " ",
            "شارك الخبر",
            "«نعم»",
            "🌉",
            "\t",
        ]
    ),
    max_size=12,
).map("".join)


def put(catalogue: Catalogue, draft: Draft, published: Published | None = None) -> Article:
    article = describe(draft)
    article = replace(article, published=published or article.published)
    catalogue.put(article, split(article.text, article.paragraphs, lambda words: [1] * len(words)))
    return article


def text(language: str, name: str) -> str:
    return {"en": f"The bridge of {name} opened on Sunday.", "ar": f"افتُتح جسر {name} صباح الأحد."}[language]


@pytest.fixture
def catalogue(tmp_path: Path):
    opened = Catalogue(tmp_path)
    yield opened
    opened.close()


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.sampled_from([None, "Zamrin Post", "صحيفة الشاطئ"]), st.sampled_from([None, "2024-02-28", "2024-02"]))
def test_an_article_and_its_passages_come_back_as_they_went_in(tmp_path_factory, text, source, published):
    catalogue = Catalogue(tmp_path_factory.mktemp("catalogue"))
    article = put(catalogue, Draft("one", text, source=source, published=published, path="/news/one.txt"))
    assert catalogue.article("one") == article
    for passage in catalogue.passages_of("one"):
        assert passage.text == text[passage.start : passage.end]
        assert catalogue.passages([passage.id]) == {passage.id: passage}
    catalogue.close()


# Every interval of up to three days in a week, and no date at all, in each language and three outlets.
DATES = [None, *((FIRST + timedelta(a), FIRST + timedelta(b)) for a in range(7) for b in range(a, min(a + 3, 7)))]
OUTLETS = [None, "Zamrin Post", "صحيفة الشاطئ"]


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    filled = Catalogue(tmp_path_factory.mktemp("week"))
    with filled.transaction():
        for number, days in enumerate(DATES):
            for outlet in OUTLETS:
                for language in ("ar", "en"):
                    name = f"{number}-{OUTLETS.index(outlet)}-{language}"
                    published = Published(*days, "inferred", "twin") if days else Published()
                    put(filled, Draft(name, text(language, name), source=outlet), published)
    yield filled
    filled.close()


DAYS = st.none() | st.integers(-2, 9).map(lambda days: FIRST + timedelta(days))


@settings(deadline=None)
@given(DAYS, DAYS, st.sampled_from(OUTLETS), st.sampled_from([None, "ar", "en"]))
def test_a_filter_lets_through_what_touches_its_window_and_nothing_undated(week, since, until, source, language):
    def passes(article: Article) -> bool:
        first, last = article.published.first, article.published.last
        return (
            (since is None or (last is not None and last >= since))
            and (until is None or (first is not None and first <= until))
            and source in (None, article.source)
            and language in (None, language_of(article.text))
        )

    found = week.passages(week.passage_ids(Filters(since, until, source, language)))
    assert {passage.article_id for passage in found.values()} == {a.id for a in week.all_articles() if passes(a)}


def test_an_empty_filter_is_false_and_lets_everything_through(week):
    assert not Filters()
    assert len(week.passage_ids()) == len(week.passage_ids(Filters())) == week.counts().passages
    assert all([Filters(since=FIRST), Filters(until=FIRST), Filters(source="x"), Filters(language="ar")])


def test_counts_add_up(week):
    counts = week.counts()
    assert counts.articles == len(DATES) * len(OUTLETS) * 2 == len(list(week.all_articles()))
    assert counts.by_language == {"ar": counts.articles // 2, "en": counts.articles // 2}
    assert counts.by_date_how == {"inferred": counts.articles - 6, "unknown": 6}
    assert (counts.sources, counts.copies) == (2, 0)


def test_a_filled_catalogue_lists_its_articles_once_in_order_of_id(catalogue):
    with catalogue.transaction():
        for number in range(450):
            put(catalogue, Draft(f"{number}", text("en", "Tarbun")))
    ids = [article.id for article in catalogue.all_articles()]
    assert ids == sorted(map(str, range(450)))


# The pending list


def settled(catalogue: Catalogue) -> None:
    catalogue.settle(catalogue.pending(1000))
    assert catalogue.pending_count() == 0


def test_a_new_article_puts_its_passages_on_the_list(catalogue):
    put(catalogue, Draft("one", text("ar", "تربون")))
    assert catalogue.pending(10) == [passage.id for passage in catalogue.passages_of("one")]


def test_a_replaced_article_puts_its_old_and_new_passages_on_the_list(catalogue):
    put(catalogue, Draft("one", text("ar", "تربون")))
    old = [passage.id for passage in catalogue.passages_of("one")]
    settled(catalogue)
    put(catalogue, Draft("one", text("en", "Tarbun")))
    new = [passage.id for passage in catalogue.passages_of("one")]
    assert not set(old) & set(new)
    assert catalogue.pending(10) == sorted(old + new)


def test_a_removed_article_puts_its_passages_on_the_list_and_no_id_is_given_twice(catalogue):
    put(catalogue, Draft("one", text("ar", "تربون")))
    old = [passage.id for passage in catalogue.passages_of("one")]
    settled(catalogue)
    assert catalogue.remove("one")
    assert catalogue.pending(10) == old
    put(catalogue, Draft("one", text("ar", "تربون")))
    assert not set(old) & {passage.id for passage in catalogue.passages_of("one")}


def test_a_new_date_puts_nothing_on_the_list(catalogue):
    put(catalogue, Draft("one", text("ar", "تربون")))
    settled(catalogue)
    inferred = Published(FIRST, FIRST, "inferred", "twin")
    catalogue.set_published("one", inferred)
    assert catalogue.article("one").published == inferred
    assert catalogue.pending_count() == 0


def test_queueing_everything_puts_each_passage_on_the_list_once(catalogue):
    put(catalogue, Draft("one", text("ar", "تربون")))
    put(catalogue, Draft("two", text("en", "Tarbun")))
    settled(catalogue)
    catalogue.queue_everything()
    catalogue.queue_everything()
    assert catalogue.pending(10) == sorted(catalogue.passage_ids())


def test_what_fails_inside_a_transaction_leaves_nothing_behind(catalogue):
    def fail_half_way() -> None:
        with catalogue.transaction():
            put(catalogue, Draft("one", text("ar", "تربون")))
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail_half_way()
    assert catalogue.counts().articles == catalogue.pending_count() == 0


def test_another_opening_of_the_file_sees_nothing_before_the_commit_and_all_after(catalogue, tmp_path):
    reader = Catalogue(tmp_path)
    with catalogue.transaction():
        put(catalogue, Draft("one", text("ar", "تربون")))
        assert reader.counts().articles == 0
    assert reader.counts().articles == 1
    reader.close()


def test_a_catalogue_that_is_just_being_made_can_be_opened_by_others(tmp_path):
    def open_one(folder: Path, barrier: threading.Barrier, makes_it: bool) -> int:
        barrier.wait()
        while not makes_it and not (folder / FILE_NAME).exists():
            pass
        with closing(Catalogue(folder)) as opened:
            return opened.counts().articles

    with ThreadPoolExecutor(4) as pool:
        for number in range(100):  # It goes wrong one time in fifty, if it does.
            folder, barrier = tmp_path / f"{number}", threading.Barrier(4)
            folder.mkdir()
            openings = [pool.submit(open_one, folder, barrier, at == 0) for at in range(4)]
            assert [opening.result() for opening in openings] == [0, 0, 0, 0]


# Near copies


def test_copies_are_linked_both_ways_until_one_is_gone(catalogue):
    keys = {}
    for name in ("one", "two", "three"):
        article = describe(Draft(name, text("en", name)))
        keys[name] = catalogue.put(article, ())
    catalogue.link(keys["one"], [keys["two"], keys["three"]])
    catalogue.link(keys["two"], [keys["one"]])
    assert {a.id: a.copies for a in catalogue.all_articles()} == {
        "one": ("three", "two"),
        "two": ("one",),
        "three": ("one",),
    }
    assert catalogue.counts().copies == 3
    catalogue.remove("one")
    assert {a.id: a.copies for a in catalogue.all_articles()} == {"two": (), "three": ()}


def test_articles_that_share_a_band_are_found_with_their_signatures(catalogue):
    entries = [
        replace(Entry.of(describe(Draft(name, text("en", name))), ()), digest=name.encode(), bands=bands)
        for name, bands in [("one", (1, 2)), ("two", (2, 3)), ("three", (4,))]
    ]
    one, two, three = catalogue.put_all(entries)
    assert catalogue.sharing([one, two, three]) == catalogue.sharing([two, 999]) == {(one, two)}
    assert catalogue.sharing([one, three]) == catalogue.sharing([]) == set()
    assert catalogue.digests([two, three, 999]) == {two: b"two", three: b"three"}


def test_articles_put_together_come_in_the_place_of_earlier_ones(catalogue):
    first = catalogue.put_all([Entry.of(*parts("one")), Entry.of(*parts("two"))])
    again = catalogue.put_all([Entry.of(*parts("two")), Entry.of(*parts("three"))])
    assert [article.id for article in catalogue.all_articles()] == ["one", "three", "two"]
    kept, (gone, *_) = list(first.values())
    assert set(catalogue.passages([*kept, gone])) == set(kept)
    for number, name in zip(again, ("two", "three"), strict=True):
        assert [one.id for one in catalogue.passages_of(name)] == again[number]


def parts(name: str) -> tuple[Article, tuple[Slice, ...]]:
    article = describe(Draft(name, text("en", name)))
    return article, split(article.text, article.paragraphs, lambda words: [1] * len(words))


# Outlets and articles by name


@pytest.fixture(scope="module")
def outlets(tmp_path_factory):
    filled = Catalogue(tmp_path_factory.mktemp("outlets"))
    names = ["Al-Marfa Daily", "Zamrin Herald", "Zamrin Post", "Zamrin", "صحيفة الشاطئ الأخضر", "وكالة أنباء الغراب"]
    for number, name in enumerate(names):
        put(filled, Draft(f"{number}", text("en", f"{number}"), source=name))
    yield filled
    filled.close()


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Al-Marfa Daily", "Al-Marfa Daily"),
        ("AL-MARFA DAILY", "Al-Marfa Daily"),
        ("marfa", "Al-Marfa Daily"),
        ("Zamrin", "Zamrin"),
        ("herald", "Zamrin Herald"),
        ("الشاطئ", "صحيفة الشاطئ الأخضر"),
        ("الشاطيء الاخضر", None),
        ("صحيفه الشاطئ الاخضر", "صحيفة الشاطئ الأخضر"),
        ("أنباءُ الغرابِ", "وكالة أنباء الغراب"),
    ],
)
def test_an_outlet_is_found_by_a_part_of_its_name_in_any_spelling(outlets, asked, meant):
    if meant:
        assert outlets.source_named(asked) == meant
    else:
        with pytest.raises(UnknownSource):
            outlets.source_named(asked)


@pytest.mark.parametrize("asked", ["zamri", "The Nowhere Times", "صحيفة لا وجود لها"])
def test_an_outlet_that_is_none_or_several_is_refused_with_the_ones_there_are(outlets, asked):
    with pytest.raises(UnknownSource) as raised:
        outlets.source_named(asked)
    for language in ("ar", "en"):
        assert asked in raised.value.said(language)
        assert "Zamrin Herald" in raised.value.said(language)
    assert ("Al-Marfa Daily" in str(raised.value)) is (asked != "zamri")


def test_outlets_are_listed_the_largest_first(week):
    assert week.sources() == [("Zamrin Post", 2 * len(DATES)), ("صحيفة الشاطئ", 2 * len(DATES))]


def test_an_unknown_article_is_refused_in_both_languages(catalogue):
    with pytest.raises(UnknownArticle) as raised:
        catalogue.article("لا أحد")
    assert all("لا أحد" in raised.value.said(language) for language in ("ar", "en"))
    assert catalogue.articles(["nobody"]) == []
    assert not catalogue.remove("nobody")


def test_a_fact_is_remembered_until_it_is_changed(catalogue, tmp_path):
    assert catalogue.fact("model") is None
    catalogue.set_fact("model", "one")
    catalogue.set_fact("model", "اثنان")
    again = Catalogue(tmp_path)
    assert again.fact("model") == "اثنان"
    again.close()


# A file that cannot be used


def test_a_file_of_garbage_is_damaged_and_left_as_it_is(tmp_path):
    garbage = b"\x8f this is no catalogue " * 500
    (tmp_path / FILE_NAME).write_bytes(garbage)
    with pytest.raises(LibraryDamaged) as raised:
        Catalogue(tmp_path)
    for language in ("ar", "en"):
        assert str(tmp_path / FILE_NAME) in raised.value.said(language)
        assert "isnad add" in raised.value.said(language)
    assert (tmp_path / FILE_NAME).read_bytes() == garbage


def test_a_catalogue_of_another_format_is_refused_with_both_formats_named(catalogue, tmp_path):
    put(catalogue, Draft("one", text("ar", "تربون")))
    catalogue.set_fact("format", "47")
    with pytest.raises(LibraryDamaged) as raised:
        Catalogue(tmp_path)
    for language in ("ar", "en"):
        assert "47" in raised.value.said(language)
        assert FORMAT in raised.value.said(language)
    assert catalogue.counts().articles == 1


@pytest.fixture
def holed(tmp_path: Path) -> Path:
    """A catalogue whose first page is whole and whose other pages are garbage."""
    catalogue = Catalogue(tmp_path)
    with catalogue.transaction():
        for number in range(50):
            put(catalogue, Draft(f"{number}", text("ar", f"{number}")))
    catalogue.close()
    file = tmp_path / FILE_NAME
    data = file.read_bytes()
    file.write_bytes(data[:8192] + b"\x8f" * (len(data) - 8192))
    return tmp_path


@pytest.mark.parametrize(
    "use",
    [
        lambda catalogue: list(catalogue.all_articles()),
        lambda catalogue: catalogue.counts(),
        lambda catalogue: put(catalogue, Draft("new", text("en", "Tarbun"))),
    ],
    ids=["reading", "counting", "writing"],
)
def test_a_catalogue_with_damaged_pages_is_damaged_at_every_use(holed, use):
    with closing(Catalogue(holed)) as catalogue, pytest.raises(LibraryDamaged, match="catalogue"):
        use(catalogue)


def test_a_check_finds_damaged_pages(holed):
    with closing(Catalogue(holed)) as catalogue:
        assert catalogue.problems()


def test_a_check_finds_nothing_wrong_with_a_whole_catalogue(week):
    assert week.problems() == []


def test_a_catalogue_is_one_sqlite_file_that_other_programs_can_read(catalogue, tmp_path):
    put(catalogue, Draft("one", text("ar", "تربون")))
    other = sqlite3.connect(tmp_path / FILE_NAME)
    assert other.execute("SELECT id, language FROM articles").fetchall() == [("one", "ar")]
    other.close()
