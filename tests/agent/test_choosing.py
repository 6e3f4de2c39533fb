"""Which sentences answer, and which of them are quoted."""

from dataclasses import fields, replace

import pytest

from agent.choosing import LEAST_SCORE, MOST_STATEMENTS, choosable, choose
from agent.evidence import Evidence, Features
from agent.questions import understand
from retrieval.records import Article, Published, Span

HOW_MANY = understand("How many boats sank?")
WHAT = understand("ماذا حدث في الميناء؟")
PLAIN = Features(**{one.name: 0.0 for one in fields(Features)})
GOOD = LEAST_SCORE + 8


def article(article_id: str) -> Article:
    return Article(article_id, "", "", "stated", "en", None, None, None, None, Published(), (), (), "")


def sentence(text: str, score: float = GOOD, *, of: str = "a", **features: float) -> Evidence:
    return Evidence(article(of), Span(0, len(text)), text, replace(PLAIN, **features), score, None)


def texts(chosen: list[Evidence]) -> list[str]:
    return [one.text for one in chosen]


def ranked(*evidence: Evidence) -> list[Evidence]:
    return sorted(evidence, key=lambda one: -one.score)


def test_nothing_answers_from_nothing() -> None:
    assert not choose(WHAT, [])
    assert not choosable(WHAT, [])


def test_a_sentence_that_scores_too_low_answers_nothing() -> None:
    assert not choose(WHAT, [sentence("رست سفينة.", LEAST_SCORE - 0.1)])
    assert choose(WHAT, [sentence("رست سفينة.", LEAST_SCORE + 0.1)])


def test_an_article_without_the_names_of_the_question_answers_nothing() -> None:
    assert not choose(WHAT, [sentence("رست سفينة.", unnamed=1)])


def test_the_best_comes_first_and_no_more_are_chosen_than_fit() -> None:
    said = ("رست سفينة ملح.", "هبّت ريح.", "أُغلق الرصيف.", "نام الحارس.", "وصل قطار من الجبل.")
    evidence = [sentence(text, GOOD - at / 10, of=text) for at, text in enumerate(said)]
    assert texts(choose(WHAT, evidence)) == texts(evidence[:MOST_STATEMENTS])


def test_what_is_far_behind_the_best_is_not_chosen() -> None:
    evidence = [sentence("رست سفينة."), sentence("هبّت ريح من الغرب.", GOOD - 6, of="b")]
    assert texts(choose(WHAT, evidence)) == ["رست سفينة."]


def test_another_article_comes_before_a_second_sentence_as_good() -> None:
    evidence = ranked(
        sentence("رست سفينة ملح.", GOOD),
        sentence("وأفرغت حمولتها ليلاً.", GOOD - 0.1),
        sentence("وصل مركب إلى الرصيف.", GOOD - 0.2, of="b"),
    )
    assert [one.article.id for one in choose(WHAT, evidence)] == ["a", "b", "a"]


@pytest.mark.parametrize("twin", ["رست سفينة ملح في الميناء اليوم.", "رَسَت سفينةُ ملحٍ في الميناءِ اليوم"])
def test_the_same_words_are_not_quoted_twice(twin: str) -> None:
    evidence = [sentence("رست سفينة ملح في الميناء اليوم."), sentence(twin, GOOD - 0.1, of="b")]
    assert len(choose(WHAT, evidence)) == 1


@pytest.mark.xfail(strict=True, reason="sentences in the same words but for the number are taken for one")
@pytest.mark.parametrize(
    "text", ["{} sailors were saved off the cape on Monday", "أُنقذ {} بحّاراً قبالة الرأس يوم الإثنين"]
)
def test_the_same_words_with_another_number_are_another_sentence(text: str) -> None:
    evidence = [sentence(text.format(11)), sentence(text.format(17), GOOD - 0.1, of="b")]
    assert len(choose(WHAT, evidence)) == 2


def test_a_heading_is_left_out_where_the_body_answers_and_kept_where_it_does_not() -> None:
    heading = sentence("Twelve boats sink", GOOD, heading=1, fits=1, counted=1)
    body = sentence("In the storm twelve boats were lost at sea.", GOOD - 0.5, fits=1, counted=1)
    assert texts(choose(HOW_MANY, [heading, body])) == [body.text]
    assert texts(choose(HOW_MANY, [heading])) == [heading.text]


def test_a_sentence_without_a_number_does_not_answer_how_many() -> None:
    assert not choosable(HOW_MANY, [sentence("Boats sank.", misfits=1)])
    assert choosable(HOW_MANY, [sentence("Twelve boats sank.", fits=1, counted=1)])


def test_a_sentence_with_a_number_is_no_answer_where_a_much_better_one_has_none() -> None:
    evidence = [sentence("Boats sank.", GOOD, misfits=1), sentence("Nine men sang.", GOOD - 4, fits=1, counted=1)]
    assert not choosable(HOW_MANY, evidence)


def test_sentences_with_the_wanted_kind_of_answer_stand_alone_where_one_is_good() -> None:
    why = understand("لماذا أُغلقت المكتبة؟")
    telling = sentence("أُغلقت بسبب عطل في الكهرباء.", GOOD - 1, of="b", fits=1)
    other = sentence("أُغلقت المكتبة صباحاً.", GOOD, misfits=1)
    assert choosable(why, [other, telling]) == [telling]
    assert choosable(why, [other]) == [other]


def test_sentences_in_which_no_name_is_known_may_answer_who_it_was() -> None:
    who = understand("من افتتح المكتبة؟")
    named = sentence("افتتحها سعيد النحّال.", GOOD - 1, of="b", fits=1)
    unnamed = sentence("افتُتحت المكتبة صباحاً.", GOOD, misfits=1)
    assert choosable(who, [unnamed, named]) == [unnamed, named]


@pytest.mark.parametrize("question", ["Who is the owner of the mill?", "أي مهندس بنى الطاحونة؟"])
def test_where_nobody_is_named_a_question_for_an_office_is_not_answered(question: str) -> None:
    asked = understand(question)
    assert not choose(asked, [sentence("The mill burned.", misfits=1.0)])
    assert choose(asked, [sentence("The mill belongs to Ann Lind.", fits=1.0)])


@pytest.mark.parametrize("question", ["Who repaired the mill?", "من أصلح الطاحونة؟"])
def test_not_every_name_is_known_as_one_where_no_office_is_asked_for(question: str) -> None:
    assert choose(understand(question), [sentence("The carpenter repaired it.", misfits=1.0)])
