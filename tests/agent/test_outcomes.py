"""How it turned out, where only one of two outcomes can be true, and why it did: by the words that say so."""

import pytest

from agent.causes import cause_in, gives_cause, ruled_out_in
from agent.outcomes import Outcome, OutcomeFinder

ASKED = {
    "direction": ("Did exports rise or fall?", "هل ارتفعت الصادرات أم انخفضت؟"),
    "verdict": ("What was the verdict?", "ما الحكم الذي صدر؟"),
    "approval": ("Did parliament approve the law?", "هل أقرّ البرلمان القانون؟"),
    "success": ("Did the launch succeed?", "هل نجح الإطلاق؟"),
}
NAMED = {
    "up": ("direction", "Exports climbed again.", "زادت الصادرات مرة أخرى."),
    "down": ("direction", "Exports dropped.", "تراجعت الصادرات."),
    "freed": ("verdict", "The court acquitted her.", "برّأت المحكمة المتهمة."),
    "sentenced": ("verdict", "The court jailed her.", "قضت المحكمة بسجنها."),
    "approved": ("approval", "Members passed it.", "وافق النواب عليه."),
    "rejected": ("approval", "Members rejected it.", "رفض النواب القانون."),
    "succeeded": ("success", "The launch was successful.", "نجح الإطلاق."),
    "failed": ("success", "The launch failed.", "فشل الإطلاق."),
}


@pytest.mark.parametrize("side", NAMED)
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("asked", ["en", "ar"])
def test_an_outcome_is_found_in_either_language_whichever_asks(side: str, language: str, asked: str) -> None:
    topic, english, arabic = NAMED[side]
    question = ASKED[topic][asked == "ar"]
    found = OutcomeFinder(question).find(english if language == "en" else arabic)
    assert found
    assert found[0] == Outcome(topic, side)


def test_an_arabic_verb_with_a_pronoun_names_the_outcome_too() -> None:
    found = OutcomeFinder("ما الحكم الذي صدر؟").find("خرج حراً بعدما برّأته المحكمة.")
    assert found
    assert found[0] == Outcome("verdict", "freed")


@pytest.mark.parametrize("side", NAMED)
def test_the_span_is_of_the_words_that_name_the_outcome(side: str) -> None:
    topic, *texts = NAMED[side]
    for question, text in zip(ASKED[topic], texts, strict=True):
        found = OutcomeFinder(question).find(text)
        assert found
        assert found[1].of(text).strip(" .") == found[1].of(text) != ""


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Did exports rise or fall?", "Exports rose, then fell."),
        ("Did exports rise or fall?", "Exports went to the Gulf."),
        ("When did the court meet?", "The court met at noon."),
        ("Who sells bread?", "The price rose."),
        ("هل ارتفعت الصادرات أم انخفضت؟", "ارتفعت الصادرات ثم انخفضت."),
        ("هل ارتفعت الصادرات أم انخفضت؟", "ذهبت الصادرات إلى الخليج."),
        ("من يبيع الخبز؟", "ارتفع السعر."),
    ],
)
def test_a_sentence_with_both_outcomes_or_none_or_another_question_has_none(question: str, text: str) -> None:
    assert OutcomeFinder(question).find(text) is None


@pytest.mark.parametrize(
    ("question", "text", "title"),
    [
        ("Which film won the Golden Net?", "The Golden Net went to “Salt and Stairs”.", "Salt and Stairs"),
        ("ما الفيلم الفائز بالشبكة الذهبية؟", "ذهبت الشبكة الذهبية إلى «ملح ودرج».", "ملح ودرج"),
    ],
)
def test_a_title_in_quotation_marks_is_an_outcome_where_one_is_asked_for(question: str, text: str, title: str) -> None:
    found = OutcomeFinder(question).find(text)
    assert found
    assert (found[0].topic, found[1].of(text)) == ("title", title)


def test_a_title_that_the_question_names_and_one_of_two_are_none() -> None:
    finder = OutcomeFinder("Which film beat “Salt and Stairs”?")
    assert finder.find("“Salt and Stairs” came second.") is None
    assert finder.find("“Night” and “Noon” were shown.") is None


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("The road closed because of a landslide.", "a landslide."),
        ("The fire was caused by a gas leak in the kitchen.", "a gas leak in the kitchen."),
        ("The strike was triggered by unpaid wages.", "unpaid wages."),
        ("A landslide led to the closure of the road.", "A landslide"),
        ("He said that a gas leak caused the fire, ruling out arson.", "a gas leak"),
        ("The cause was a gas leak.", "was a gas leak."),
        ("أُغلق الطريق بسبب انهيار صخري.", "انهيار صخري."),
        ("قال إن انهياراً صخرياً هو الذي أدى إلى إغلاق الطريق.", "انهياراً صخرياً"),
        ("قال إن تسرّب الغاز تسبب في الحريق، مستبعداً فعلاً متعمّداً.", "تسرّب الغاز"),
        ("أدى انهيار السد إلى الفيضان في الوادي.", "انهيار السد"),
        ("وتسبب عقب سيجارة في الحريق.", "عقب سيجارة"),
        ("أما السبب فحدده الفوج: تسرّب الغاز.", "تسرّب الغاز."),
        ("لم تغنِّ لأنها لم تقبض.", "لم تقبض."),
        ("اندلع الحريق نتيجة تسرّب الغاز في المطبخ.", "تسرّب الغاز في المطبخ."),
        ("أضرب العمال احتجاجاً على تأخر الأجور.", "تأخر الأجور."),
    ],
)
def test_a_cause_is_what_follows_the_words_for_one(text: str, cause: str) -> None:
    span = cause_in(text)
    assert span
    assert span.of(text) == cause
    assert gives_cause(text)


@pytest.mark.parametrize(
    "text", ["The road was closed on Monday.", "Nine shops burned.", "أُغلق الطريق يوم الإثنين.", "احترقت تسعة دكاكين."]
)
def test_a_sentence_without_a_word_for_it_gives_no_cause(text: str) -> None:
    assert not gives_cause(text)
    assert cause_in(text) is None


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("The dam did not fail, she said.", "The dam did not fail"),
        ("He blamed the wiring, ruling out a gas leak.", "ruling out a gas leak"),
        ("لم ينهر السد، بحسب المدير.", "لم ينهر السد"),
        ("عزا الحريق إلى الأسلاك، مستبعداً تسرّب الغاز.", "مستبعداً تسرّب الغاز"),
    ],
)
def test_a_clause_that_denies_something_rules_it_out(text: str, clause: str) -> None:
    assert clause in [one.of(text) for one in ruled_out_in(text)]


BETWEEN = pytest.mark.xfail(strict=True, reason="words stand between يعود and إلى")


@pytest.mark.parametrize(
    "text",
    [
        "Arson is blamed for the fire in the mill.",
        "فعل متعمّد هو سبب الحريق في الطاحونة.",
        pytest.param("يعود الحريق في الطاحونة إلى فعل متعمّد.", marks=BETWEEN),
    ],
)
def test_a_sentence_that_names_a_cause_before_or_round_its_word_gives_one(text: str) -> None:
    assert gives_cause(text)
    assert cause_in(text)
