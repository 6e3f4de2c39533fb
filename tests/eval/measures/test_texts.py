"""Answers against gold answers: in them, equal to them, sharing words with them, in both languages."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.normal import normal_words
from eval.measures.texts import overlap_f1, stands_in
from eval.replies import Reply, Said
from tests.eval.measures.conftest import CONFLICT, NOTHING, PLAIN, REFUSAL, case, of, said

RIGHT = said("well-1", text="40 metres — The Post (2025): “is 40 metres deep”")
WRONG = said("well-2", text="55 metres — The Post (2025): “goes down 55 metres”")


@pytest.mark.parametrize("name", ["Found", "EM", "F1"])
def test_a_right_answer_has_all_a_wrong_one_little_and_a_refusal_nothing(name: str) -> None:
    assert of(name, PLAIN, RIGHT) == 1
    wrong = of(name, PLAIN, WRONG)
    assert wrong is not None
    assert wrong <= 0.5
    assert of(name, PLAIN, REFUSAL) == 0
    assert of(name, NOTHING, RIGHT) is None


def test_an_empty_answer_shares_nothing() -> None:
    empty = Reply(True, "", (Said("", ()),))
    assert [of(name, PLAIN, empty) for name in ("Found", "EM", "F1")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("gold", "text"),
    [
        ("45", "Forty-five people were hurt."),
        ("45", "أُصيب خمسة وأربعون شخصاً."),
        ("1200 m", "It is 1.2 km long."),
        ("1 billion", "It cost 1,000 million."),
        ("9 نوفمبر 2025", "وذلك في ٩ تشرين الثاني."),
        ("9 November 2025", "على متن الطائرة في ٩ تشرين الثاني 2025"),
        ("مدرسة الرَّشيد", "في مدرسه رشيد"),
        ("وزير الدفاع", "قال الوزير: الدفاع … وقال وزيرُ الدفاعِ"),
        ("Hala Bukhari", "led by the biologist Hala Bukhari."),
    ],
)
def test_a_gold_answer_is_found_in_other_spellings_units_and_calendars(gold: str, text: str) -> None:
    assert stands_in(gold, text)


@pytest.mark.parametrize(
    ("gold", "text"),
    [
        ("45", "It opened in 1945."),
        ("45", "450 people"),
        ("45", "أُصيب 54 شخصاً"),
        ("9 November 2025", "9 November 2024"),
        ("9 نوفمبر 2025", "في 19 نوفمبر 2025"),
        ("1.2 km", "12 km"),
        ("Hala Bukhari", "Hala said that Bukhari had left"),
        ("40", ""),
    ],
)
def test_what_only_looks_like_a_gold_answer_is_not_found(gold: str, text: str) -> None:
    assert not stands_in(gold, text)


def squad_normal(text: str) -> list[str]:
    """`normalize_answer` of SQuAD's script, as published."""
    bare = "".join(char for char in text.lower() if char not in set(string.punctuation))
    return re.sub(r"\b(a|an|the)\b", " ", bare).split()


@given(st.text(st.sampled_from(string.ascii_letters + string.digits + string.punctuation + " "), max_size=40))
def test_english_is_made_normal_exactly_as_squads_script_does(text: str) -> None:
    assert normal_words(text) == squad_normal(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("القِطّةُ", "قطه"),
        ("إلى الأُمّة", "الى الامة"),
        ("٤٥ مليوناً", "45 مليونا"),
        ("«دمشق»،", "دمشق"),
        ("والوزير", "ووزير"),
    ],
)
def test_spellings_of_one_arabic_answer_are_equal(one: str, other: str) -> None:
    assert normal_words(one) == normal_words(other)


words = st.lists(st.sampled_from(["دمشق", "1950", "mill", "cats"]), max_size=6)


@given(words, words)
def test_shared_words_are_between_nothing_and_all_and_either_way_round(one: list[str], other: list[str]) -> None:
    assert 0 <= overlap_f1(one, other) == overlap_f1(other, one) <= 1
    assert overlap_f1(one, one) == 1


SENSES = case(answers=("40", "55"))


def test_all_right_answers_and_no_wrong_one_undisputed() -> None:
    from dataclasses import replace

    asked = replace(SENSES, senses=(("40",), ("55", "fifty-five metres")), wrong=("99",))
    both, one, with_wrong = (Reply(True, text) for text in ("40 or 55", "40 it is", "40, 55 or 99"))
    assert [of("AllFound", asked, reply) for reply in (both, one, with_wrong, REFUSAL)] == [1, 0, 0, 0]
    assert [of("WrongSaid", asked, reply) for reply in (both, one, with_wrong, REFUSAL)] == [0, 0, 1, 0]


def test_a_conflict_has_no_one_short_answer_to_be_equal_to() -> None:
    assert [of(name, CONFLICT, RIGHT) for name in ("Found", "EM", "F1")] == [1, None, None]
