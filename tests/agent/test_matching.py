"""How well the words of a text meet the terms of a question: laws first, then forms, spellings and names."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.asked_nouns import asked_nouns
from agent.matching import ASKING, SAME, Matcher, Terms, stem, terms_of
from retrieval.folding import words
from retrieval.model import BilingualTable

VOCABULARY = words(
    "ferry injured passengers harbour inquiry captain mosaic families river minister 2025 27 Lindqvist Tarbun the of"
    " عبّارة مصابون ركاب ميناء تحقيق قبطان فسيفساء أسر نهر وزير ٢٠٢٤ ٤١ الطوفاني زمرين في من"
)
known_words = st.sampled_from(VOCABULARY)
any_words = known_words | st.text(min_size=1, max_size=9).flatmap(lambda text: st.sampled_from(words(text) or ["x"]))
word_lists = st.lists(any_words, min_size=1, max_size=8)
quickly = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])


def strength(term: str, word: str, table: BilingualTable) -> float:
    """How well the one word of a text meets the one term of a question."""
    (one,), (other,) = words(term), words(word)
    return float(Matcher(Terms.of([one], table), table).match([other])[0])


# Laws


@quickly
@given(terms=word_lists)
def test_words_meet_themselves_in_full(table: BilingualTable, terms: list[str]) -> None:
    matcher = Matcher(Terms.of(terms, table), table)
    met = matcher.match(terms)
    assert met.tolist() == [1.0] * len(terms)
    assert matcher.share(met) == pytest.approx(1)


@quickly
@given(terms=word_lists, text=word_lists)
def test_every_match_lies_between_nothing_and_all(table: BilingualTable, terms: list[str], text: list[str]) -> None:
    matcher = Matcher(Terms.of(terms, table), table)
    met = matcher.match(text)
    assert met.shape == (len(terms),)
    assert met.min() >= 0
    assert met.max() <= 1
    assert 0 <= matcher.share(met) <= 1 + 1e-6


@quickly
@given(data=st.data(), text=word_lists)
def test_the_order_of_the_words_of_a_text_does_not_matter(
    table: BilingualTable, data: st.DataObject, text: list[str]
) -> None:
    matcher = Matcher(Terms.of(VOCABULARY, table), table)
    shuffled = data.draw(st.permutations(text))
    assert matcher.match(text).tolist() == matcher.match(shuffled).tolist()


@quickly
@given(text=word_lists, more=word_lists)
def test_more_words_never_match_less(table: BilingualTable, text: list[str], more: list[str]) -> None:
    matcher = Matcher(Terms.of(VOCABULARY, table), table)
    assert (matcher.match([*text, *more]) >= matcher.match(text)).all()


@quickly
@given(text=word_lists)
def test_learning_words_together_or_one_by_one_is_the_same(table: BilingualTable, text: list[str]) -> None:
    together = Matcher(Terms.of(VOCABULARY, table), table)
    together.learn([*text, *VOCABULARY])
    alone = [Matcher(Terms.of(VOCABULARY, table), table).match([word]) for word in text]
    assert together.match(text) == pytest.approx(np.max(alone, axis=0), abs=1e-5)


def test_a_text_without_words_meets_nothing(table: BilingualTable) -> None:
    matcher = Matcher(terms_of("Who met in Tamra?", table), table)
    assert matcher.share(matcher.match([])) == 0


# Forms and spellings


@pytest.mark.parametrize(
    ("term", "word"),
    [
        ("passengers", "passenger"),
        ("injured", "injuring"),
        ("families", "family"),
        ("الجنود", "والجنود"),
        ("وزير", "الوزير"),
        ("معرض", "للمعرض"),
        ("كتاب", "الكتاب"),
        ("القتلى", "لقتلى"),
        ("انصرف", "وانصرف"),
        ("زمرين", "بزمرين"),
    ],
)
def test_a_form_of_a_word_meets_it_nearly_in_full(table: BilingualTable, term: str, word: str) -> None:
    assert strength(term, word, table) >= 0.9
    assert strength(word, term, table) >= 0.9


@pytest.mark.parametrize(
    ("term", "word"), [("إصابة", "اصابه"), ("مدرسةٌ", "مدرسه"), ("٢٧", "27"), ("Mosaic", "mosaic"), ("مُعْلَن", "معلن")]
)
def test_a_spelling_of_a_word_is_the_word(table: BilingualTable, term: str, word: str) -> None:
    assert strength(term, word, table) == 1


@pytest.mark.parametrize(
    ("term", "word"), [("12", "1200"), ("٧", "7000"), ("340", "460"), ("27", "twenty"), ("٧", "سبعة")]
)
def test_a_number_in_digits_meets_no_other(table: BilingualTable, term: str, word: str) -> None:
    assert strength(term, word, table) == 0


@pytest.mark.parametrize(
    ("english", "arabic"),
    [
        ("collapsed", "انهيار"),
        ("entered", "دخلت"),
        ("dead", "لقتلى"),
        ("toll", "الحصيلة"),
        ("swarms", "الأسراب"),
        ("sworn", "اليمين"),
        ("drones", "المسيّرة"),
        ("injured", "أُصيب"),
    ],
)
def test_words_in_any_form_are_met_in_the_other_language(table: BilingualTable, english: str, arabic: str) -> None:
    assert strength(english, arabic, table) >= SAME
    assert strength(arabic, english, table) >= SAME


@pytest.mark.parametrize(("english", "arabic"), [("corporal", "شركات"), ("policy", "شرطة"), ("toll", "وزير")])
def test_words_of_one_stem_are_not_met_by_what_translates_another(
    table: BilingualTable, english: str, arabic: str
) -> None:
    assert strength(english, arabic, table) < SAME
    assert strength(arabic, english, table) < SAME


@pytest.mark.parametrize(
    ("term", "word"),
    [("minister", "وزير"), ("river", "نهر"), ("passengers", "ركاب"), ("مدينة", "city"), ("فيضان", "flood")],
)
def test_a_translation_meets_a_word_better_than_another_word_does(table: BilingualTable, term: str, word: str) -> None:
    others = [other for other in ("apple", "tungsten", "تفاح", "خيمة") if other.isascii() == word.isascii()]
    assert all(strength(term, word, table) > strength(term, other, table) + 0.2 for other in others)


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Lindqvist", "ليندكفيست"),
        ("Darwazeh", "دروازة"),
        ("Norrholm", "نورهولم"),
        ("البيلسان", "Baylasan"),
        ("السرنوك", "Sarnouk"),
        ("الصنوبري", "Sanawbari"),
    ],
)
def test_a_name_is_met_across_scripts_in_both_directions(table: BilingualTable, name: str, spelling: str) -> None:
    assert strength(name, spelling, table) >= 0.6
    assert strength(spelling, name, table) >= 0.6


def test_another_name_is_not_met_across_scripts(table: BilingualTable) -> None:
    for name, other in (("Lindqvist", "الطوفاني"), ("Norrholm", "البيلسان"), ("السرنوك", "Darwazeh")):
        assert strength(name, other, table) < 0.5


def test_stemming_a_stem_again_leaves_it_in_both_scripts() -> None:
    for word in ("injured", "passengers", "الجنود", "المصابين"):
        assert stem(stem(word)) == stem(word) != word


# The terms of a question


def test_the_words_that_ask_carry_nothing(table: BilingualTable) -> None:
    for question, telling in (
        ("When did the ferry strike the quay?", {"ferry", "strike", "quay"}),
        ("متى ارتطمت العبّارة بالرصيف؟", {"ارتطمت", "العباره", "بالرصيف"}),
    ):
        terms = terms_of(question, table)
        assert telling <= set(terms.words)
        assert not ASKING.intersection(terms.words)
        assert (terms.weights > 0).all()


def test_a_question_of_nothing_but_asking_words_still_has_terms(table: BilingualTable) -> None:
    for question in ("Who?", "متى؟", "what is it"):
        assert terms_of(question, table).words


def test_a_rare_word_weighs_more_than_a_common_one_and_the_noun_asked_for_less(table: BilingualTable) -> None:
    for question, rare, common in (
        ("Did Lindqvist see people?", "lindqvist", "people"),
        ("هل رأى الطوفاني الناس؟", "الطوفاني", "الناس"),
    ):
        terms = terms_of(question, table)
        weights = dict(zip(terms.words, terms.weights, strict=True))
        assert weights[rare] > weights.get(common, 0)
    for asked, plain, noun in (
        ("In which stadium was it?", "Was it in the stadium?", "stadium"),
        ("في أي ملعب كان؟", "هل كان في ملعب؟", "ملعب"),
    ):
        weights = [
            dict(zip(t.words, t.weights, strict=True))[noun] for t in (terms_of(q, table) for q in (asked, plain))
        ]
        assert weights[0] < weights[1]


@pytest.mark.parametrize(
    ("question", "nouns"),
    [
        ("Which minister resigned?", {"minister"}),
        ("What is the name?", set()),
        ("في أي مدينة كان؟", {"مدينه"}),
        ("من استقبل الوفد؟", set()),
    ],
)
def test_the_noun_after_which_is_asked_for(question: str, nouns: set[str]) -> None:
    assert asked_nouns(question) == nouns


@pytest.mark.parametrize(("past", "present"), [("سُرّبت", "تُسرَّب"), ("نقلوا", "ينقل"), ("كتبت", "يكتب")])
def test_a_verb_is_the_same_in_both_tenses(table: BilingualTable, past: str, present: str) -> None:
    (asked,), (told,) = words(past), words(present)
    assert Matcher(Terms.of([asked], table), table).match([told])[0] >= SAME
