"""Search: both legs in both languages, near copies collapsed, spread over articles and outlets, filters obeyed."""

import string
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.catalogue import Catalogue, Filters
from retrieval.describing import describe
from retrieval.errors import EmptyLibrary, UnknownSource
from retrieval.records import Draft
from retrieval.searching import DEPTH, MEANING_WEIGHT, SPREAD, Search
from retrieval.splitting import split


def ids(hits):
    return [hit.article_id for hit in hits]


# What both languages ask of a library of real parts


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("لماذا أضرب الأطباء؟", "doctors"),
        ("محصول الزيتون والجفاف", "olives"),
        ("منارة صفراء للصيادين", "lighthouse"),
        ("What happened to the school?", "school-roof"),
        ("Which ship brought wheat to the port?", "wheat-ship"),
        ("chess champion girl", "chess"),
        ("why did the doctors strike", "doctors"),
        ("السفينة التي حملت القمح", "wheat-ship"),
    ],
)
def test_a_question_finds_its_article_in_either_language(news, question, answer):
    assert news.search(question, 5)[0].article_id == answer


@pytest.mark.parametrize("question", ["doctors strike", "قمح", "tunnel under the mountain", "نفق السنديان"])
def test_a_hit_is_a_slice_of_its_article_with_a_score_and_the_legs_that_found_it(news, question):
    for hit in news.search(question):
        assert hit.article == news.article(hit.article_id)
        assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text
        assert hit.found_by
        assert isinstance(hit.score, float)


def test_asking_again_finds_the_same(news):
    assert news.search("نفق السنديان") == news.search("نفق السنديان")


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_no_more_hits_than_asked_for(news, limit):
    assert news.search("doctors", limit) == news.search("doctors", 10)[:limit]


def test_of_near_copies_one_is_shown_and_a_rewrite_of_the_event_beside_it(news):
    found = ids(news.search("نفق السنديان تحت جبل الغراب", 5))
    assert len({"tunnel", "tunnel-reprint"}.intersection(found)) == 1
    assert "tunnel-own" in found


@pytest.mark.parametrize("question", ["", " ", "؟!", "«»", "🌊"])
def test_a_question_without_words_finds_nothing(news, question):
    assert news.search(question) == []


@pytest.mark.parametrize("question", ["\ud800 doctors \x00", "doctors " * 500, "word:doctors AND (", "أطباء\u202eabc"])
def test_no_question_is_an_error(news, question):
    assert "doctors" in ids(news.search(question))


@pytest.mark.parametrize(
    ("question", "answer"),
    [("who is striking", "doctors"), ("painting towers", "lighthouse"), ("سقوف المدارس", "school-roof")],
)
def test_a_word_is_found_in_its_other_forms(news, question, answer):
    assert news.search(question, 5, legs=("words",))[0].article_id == answer


def test_as_many_hits_as_asked_for_when_there_are_so_many(library):
    library.add_drafts(
        [Draft(f"en{n}", f"The ferry number {n} left.") for n in range(150)]
        + [Draft(f"ar{n}", f"غادرت العبارة رقم {n}.") for n in range(150)]
    )
    for limit in (10, 70, 200):
        hits = library.search("which ferry left?", limit)
        assert len({hit.passage.id for hit in hits}) == limit


@pytest.mark.parametrize(("question", "answer"), [("doctors strike", "doctors"), ("سفينة القمح", "wheat-ship")])
@pytest.mark.parametrize("leg", ["words", "meaning"])
def test_a_leg_can_search_alone_and_then_all_hits_are_its_own(news, question, answer, leg):
    hits = news.search(question, 50, legs=(leg,))
    assert hits[0].article_id == answer
    assert {hit.found_by for hit in hits} == {(leg,)}
    assert ids(hits) == ids(news.search(question, 50, legs=[leg]))


def test_no_leg_finds_nothing(news):
    assert news.search("doctors", legs=()) == []


# Filters


EVERYTHING = "doctors olive lighthouse tunnel whale سقف القمح الشطرنج نفق"


def filtered(library, **filters):
    return set(ids(library.search(EVERYTHING, 50, **filters)))


def test_a_language_is_that_of_the_passages(news):
    for language in ("ar", "en"):
        hits = news.search(EVERYTHING, 50, language=language)
        assert hits
        assert {hit.passage.language for hit in hits} == {language}


@pytest.mark.parametrize(
    ("window", "inside"),
    [
        ({"since": date(2024, 10, 31)}, {"olives"}),
        ({"since": date(2024, 11, 1)}, set()),
        ({"since": date(2024, 10, 5), "until": date(2024, 10, 6)}, {"olives"}),
        ({"until": date(2024, 3, 4)}, {"doctors"}),
        ({"until": date(2024, 3, 3)}, set()),
        ({"since": date(2024, 4, 20), "until": date(2024, 5, 12)}, {"wheat-ship", "school-roof"}),
        ({"since": date(2024, 4, 21), "until": date(2024, 5, 11)}, set()),
    ],
)
def test_an_article_passes_when_a_day_it_can_be_of_lies_in_the_window(news, window, inside):
    assert filtered(news, **window) == inside


def test_undated_articles_pass_no_window_however_wide(news):
    everything = filtered(news, since=date(1900, 1, 1), until=date(2100, 1, 1))
    assert {"lighthouse", "chess"}.isdisjoint(everything)
    assert {"lighthouse", "chess"} <= filtered(news)


@pytest.mark.parametrize(
    ("source", "articles"),
    [
        ("marfa", {"doctors"}),
        ("AL-MARFA DAILY", {"doctors"}),
        ("herald", {"olives", "tunnel-own"}),
        ("صحيفه الشاطئ الاخضر", {"school-roof", "wheat-ship", "tunnel-reprint"}),
        ("الأخضر", {"school-roof", "wheat-ship", "tunnel-reprint"}),
        ("الغراب", {"tunnel"}),
    ],
)
def test_an_outlet_may_be_named_by_a_part_of_its_name(news, source, articles):
    assert filtered(news, source=source) == articles


@pytest.mark.parametrize("source", ["The Nowhere Times", "صحيفة لا وجود لها", "zamrin"])
def test_an_outlet_that_is_unknown_or_not_the_only_one_is_an_error(news, source):
    with pytest.raises(UnknownSource, match="Zamrin Herald"):
        news.search("doctors", source=source)


def test_an_outlet_written_in_capitals_by_one_article_is_still_one_outlet(library):
    library.add_drafts(
        [
            Draft("one", "A whale was seen off Rasmin.", source="The Rasmin Echo"),
            Draft("two", "A whale died on the beach of Rasmin.", source="THE RASMIN ECHO"),
        ]
    )
    for name in ("rasmin echo", "The Rasmin Echo"):
        assert filtered(library, source=name) == {"one", "two"}


def test_filters_add_up(news):
    assert filtered(news, source="الأخضر", until=date(2024, 5, 1)) == {"wheat-ship"}
    assert filtered(news, source="الأخضر", language="en") == set()


def test_a_library_without_articles_says_so_in_both_languages(library):
    with pytest.raises(EmptyLibrary) as raised:
        library.search("doctors")
    assert all("isnad add" in raised.value.said(language) for language in ("ar", "en"))


# How hits are fused, collapsed and spread, with legs that say what the test wants


class ScriptedLeg:
    """Finds the passages that it was told to find, as (passage id, score) by language."""

    def __init__(self, script):
        self.script = script

    def search(self, _asked, language, limit, among=None):
        found = [(at, score) for at, score in self.script.get(language, []) if among is None or at in among]
        return found[:limit]


class NoNeighbours:
    """A vocabulary in which every word stands alone."""

    def near(self, vectors, _script, _limit, _threshold):
        return [[] for _ in vectors]


class BlankTable:
    """A model to which every word weighs 1 and no sentence resembles another."""

    width = 2

    def encode(self, texts: Sequence[str]):
        return np.zeros((len(texts), 2), np.float32)

    encode_queries = word_vectors = sums = encode

    def background_idf(self, _word):
        return 1.0


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Articles a to z of three passages each in turn, two outlets and none; b is a near copy of a, d of c."""
    catalogue = Catalogue(tmp_path_factory.mktemp("shelf"))
    for number, letter in enumerate(string.ascii_lowercase):
        text = "\n\n".join(f"Part {part} of {letter}. " + "word " * 180 + "." for part in (1, 2, 3))
        source = ["The Rasmin Echo", "Zamrin Post", None][number % 3]
        article = describe(Draft(letter, text, title=f"Title {letter}", source=source))
        key = catalogue.put(article, split(text, article.paragraphs, lambda words: [1] * len(words)))
        if letter in "bd":
            catalogue.link(key, [key - 1])
    assert len(catalogue.passage_ids()) == 3 * 26
    yield catalogue
    catalogue.close()


def searched(shelf, words=(), meaning=(), limit=10, filters=None, embedder=None):
    legs = [ScriptedLeg({"en": list(found)}) for found in (words, meaning)]
    table = BlankTable()
    return Search(shelf, *legs, NoNeighbours(), table, embedder or table).search(
        "question", limit, filters or Filters()
    )


def part(shelf, letter, number=1):
    return shelf.passages_of(letter)[number - 1].id


SCORES = st.dictionaries(st.integers(1, 78), st.floats(0.01, 1.0), max_size=40)


def ranked(scores):
    return sorted(scores.items(), key=lambda item: -item[1])


@settings(max_examples=40, deadline=None)
@given(SCORES, SCORES)
def test_every_passage_comes_once_and_says_which_legs_found_it(shelf, words, meaning):
    hits = searched(shelf, ranked(words), ranked(meaning), 78)
    found = [hit.passage.id for hit in hits]
    assert len(found) == len(set(found))
    for hit in hits:
        legs = [name for name, scores in (("words", words), ("meaning", meaning)) if hit.passage.id in scores]
        assert hit.found_by == tuple(legs)
        at = hit.passage.id
        assert hit.score == pytest.approx(words.get(at, 0) + MEANING_WEIGHT * meaning.get(at, 0))


@pytest.mark.parametrize("floor", [0.0, 0.8])
def test_the_cosines_of_a_larger_model_count_by_how_far_they_lie_above_the_lowest(shelf, floor):
    cosines = {at: floor + (1 - floor) * share for at, share in ((1, 0.9), (7, 0.5), (13, 0.1))}
    found = searched(shelf, [(7, 0.6)], ranked(cosines), embedder=BlankTable())
    assert {hit.passage.id: hit.score for hit in found} == pytest.approx({1: 8 / 9, 7: 0.6 + 4 / 9, 13: 0}, abs=1e-5)
    assert {hit.passage.id: hit.found_by for hit in found}[13] == ("meaning",)


@settings(max_examples=40, deadline=None)
@given(SCORES)
def test_of_two_near_copies_only_the_one_found_best_is_shown(shelf, scores):
    hits = searched(shelf, ranked(scores), limit=78)
    shown = set(ids(hits))
    for pair in ({"a", "b"}, {"c", "d"}):
        assert len(pair & shown) <= 1
        of_pair = [(score, shelf.passages([at])[at].article_id) for at, score in scores.items()]
        of_pair = [(score, letter) for score, letter in of_pair if letter in pair]
        if of_pair:
            best = max(score for score, _ in of_pair)
            assert pair & shown <= {letter for score, letter in of_pair if score == best}
            assert pair & shown


@settings(max_examples=40, deadline=None)
@given(SCORES)
def test_the_best_hit_comes_first_and_a_smaller_limit_shows_the_first_of_a_larger_one(shelf, scores):
    hits = searched(shelf, ranked(scores), limit=78)
    assert not hits or hits[0].score == max(hit.score for hit in hits)
    assert searched(shelf, ranked(scores), limit=3) == hits[:3]


def test_a_second_passage_of_an_article_yields_to_another_article_that_is_about_as_good(shelf):
    scores = [(part(shelf, "a", 1), 1.0), (part(shelf, "a", 2), 0.99), (part(shelf, "f"), 0.97)]
    assert [hit.passage.id for hit in searched(shelf, scores)] == [scores[0][0], scores[2][0], scores[1][0]]


def test_a_second_article_of_an_outlet_yields_to_another_outlet_that_is_about_as_good(shelf):
    scores = [(part(shelf, "g"), 1.0), (part(shelf, "j"), 0.99), (part(shelf, "h"), 0.97)]
    assert ids(searched(shelf, scores)) == ["g", "h", "j"]


def test_articles_without_an_outlet_do_not_stand_in_each_others_way(shelf):
    scores = [(part(shelf, "f"), 1.0), (part(shelf, "i"), 0.99), (part(shelf, "h"), 0.98)]
    assert ids(searched(shelf, scores)) == ["f", "i", "h"]


def test_a_much_better_passage_yields_to_nothing(shelf):
    scores = [(part(shelf, "a", 1), 1.0), (part(shelf, "a", 2), 0.9), (part(shelf, "f"), 0.9 * SPREAD**3)]
    assert ids(searched(shelf, scores)) == ["a", "a", "f"]


def test_each_language_gets_its_own_candidates(tmp_path):
    catalogue = Catalogue(tmp_path)
    for number in range(DEPTH + 20):
        for language, text in (("en", f"The bridge number {number}."), ("ar", f"الجسر رقم {number}.")):
            article = describe(Draft(f"{language}-{number}", text))
            catalogue.put(article, split(text, article.paragraphs, lambda words: [1] * len(words)))
    by_language = {language: catalogue.passage_ids(Filters(language=language)) for language in ("ar", "en")}
    words = ScriptedLeg({"en": [(at, 1.0) for at in by_language["en"]], "ar": [(at, 0.5) for at in by_language["ar"]]})
    table = BlankTable()
    search = Search(catalogue, words, ScriptedLeg({}), NoNeighbours(), table, table)
    found = {hit.passage.language for hit in search.search("word", 200, Filters())}
    catalogue.close()
    assert found == {"ar", "en"}


@pytest.mark.parametrize("question", ["school hospital doctor bread", "مدرسة مستشفى طبيب خبز"])
def test_what_answers_in_the_other_language_beats_what_half_answers_in_the_question_s_own(library, question):
    library.add_drafts(
        [
            Draft("en-whole", "The school and the hospital had a doctor and bread."),
            Draft("en-half", "The school was painted. The doctor sang."),
            Draft("ar-whole", "في المدرسة والمستشفى طبيب وخبز."),
            Draft("ar-half", "طليت المدرسة. وغنى الطبيب."),
        ]
    )
    assert set(ids(library.search(question))[:2]) == {"en-whole", "ar-whole"}


def test_words_that_stand_in_one_sentence_beat_the_same_words_apart(library):
    library.add_drafts(
        [
            Draft("apart", "The minister came by boat. A hotel opened in Rasmin. Fish was sold in the harbour."),
            Draft("together", "The minister opened a harbour. A hotel in Rasmin was full. Fish came by boat."),
        ]
    )
    assert ids(library.search("minister opened harbour")) == ["together", "apart"]
    assert ids(library.search("hotel opened Rasmin")) == ["apart", "together"]


class DisturbedCatalogue(Catalogue):
    """A catalogue from which another process removes an article between two readings."""

    def passages(self, ids):
        found = super().passages(ids)
        self.remove("gone")
        return found


def test_an_article_removed_while_a_search_goes_on_is_left_out(tmp_path):
    catalogue = DisturbedCatalogue(tmp_path)
    for name in ("gone", "stays"):
        article = describe(Draft(name, f"The bridge of {name}."))
        catalogue.put(article, split(article.text, article.paragraphs, lambda words: [1] * len(words)))
    hits = searched(catalogue, [(passage_id, 1.0) for passage_id in catalogue.passage_ids()])
    catalogue.close()
    assert ids(hits) == ["stays"]


@settings(max_examples=25, deadline=None)
@given(SCORES, st.sampled_from(["The Rasmin Echo", "Zamrin Post", None]))
def test_a_filter_only_takes_away(shelf, scores, source):
    whole = {hit.passage.id for hit in searched(shelf, ranked(scores), limit=78, filters=Filters(language="en"))}
    filters = Filters(source=source, language="en")
    narrowed = searched(shelf, ranked(scores), limit=78, filters=filters)
    assert all(source in (None, hit.article.source) for hit in narrowed)
    if source is None:
        assert {hit.passage.id for hit in narrowed} == whole
    assert searched(shelf, ranked(scores), filters=Filters(since=date.today() + timedelta(1))) == []
