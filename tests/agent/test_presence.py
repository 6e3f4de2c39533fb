"""Refusing what is asked of somebody or something that no article names, in either script."""

from collections.abc import Callable

import pytest

from agent import Answer


@pytest.mark.parametrize(
    "question",
    [
        "ما عاصمة بيرو؟",
        "متى افتُتح الجسر في البيرو؟",
        "كم كلّف الملعب في طوكيو؟",
        "What is the capital of Peru?",
        "When was the rope bridge in Peru opened?",
        "How much did the stadium in Tokyo cost?",
    ],
)
def test_what_is_asked_of_a_place_that_no_article_names_is_refused(question: str, ask: Callable[..., Answer]) -> None:
    assert ask(question).status == "refused"


@pytest.mark.parametrize(
    "question",
    [
        "متى وصل أوسكار ليندكفست إلى زمرين؟",
        "من التقت سلمى حديد في تمرة؟",
        "When did Oscar Lindquist arrive in Zamreen?",
        "Who met Salma Hadeed in Tamra?",
        "When was the bakery in Zamrin reopened?",
        "كم كلّف الملعب الجديد في طربون؟",
    ],
)
def test_a_name_spelled_otherwise_is_no_reason_to_refuse(question: str, ask: Callable[..., Answer]) -> None:
    assert ask(question).status == "answered"
