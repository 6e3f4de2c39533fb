"""Views: a sentence that gives one says who holds it, or has words that somebody spoke."""

import pytest

from agent.views import gives_view
from retrieval.folding import words


@pytest.mark.parametrize(
    "text",
    [
        "The critic called it “two hours of walking”.",
        "It is a tax on the poor,” he said.",
        "Guild master Rudolf Amsel argues that the rise came late.",
        "وصفت الناقدة الفيلم بأنه «قصيدة تمشي على أربع».",
        "ويرى الخبير ماهر العساف أن السعر بخس.",
    ],
)
def test_a_sentence_that_says_what_somebody_thinks_gives_a_view(text: str) -> None:
    assert gives_view(text, ())


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What are the views on “The Salt Road”?", "“The Salt Road” was shown on Saturday."),
        ("ما الآراء في فيلم «طريق الملح الطويل»؟", "عُرض فيلم «طريق الملح الطويل» يوم السبت."),
    ],
)
def test_the_title_that_a_question_names_is_no_view(question: str, text: str) -> None:
    assert not gives_view(text, words(question))
