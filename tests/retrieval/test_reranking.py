"""Re-ranking: the best hits in a new order, before all that were not judged, by a scripted judge."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.records import Article, Hit, Passage, Published
from retrieval.reranking import RERANKED, reranked


class Judge:
    """Gives the passages the scores of a list, in turn."""

    def __init__(self, scores: Sequence[float]) -> None:
        self._scores = scores
        self.asked: list[tuple[str, list[str]]] = []

    def scores(self, query: str, passages: Sequence[str]) -> Sequence[float]:
        self.asked.append((query, list(passages)))
        return self._scores[: len(passages)]


def hit(number: int, score: float) -> Hit:
    text = f"Passage {number}."
    article = Article(
        f"{number:03}", text, "العنوان", "stated", "en", None, None, None, None, Published(), (), (), "", ()
    )
    return Hit(Passage(number, article.id, 0, len(text), text, "en", ()), article, score, ("words",))


def hits(count: int) -> list[Hit]:
    return [hit(number, 2.0 - number / 100) for number in range(count)]


@given(st.integers(1, RERANKED + 20), st.lists(st.floats(0.001, 1), min_size=RERANKED, max_size=RERANKED))
def test_the_best_are_put_in_the_order_of_the_judge_and_the_others_follow_in_theirs(count, scores):
    before = hits(count)
    found = reranked(before, "question", Judge(scores))
    judged = found[: min(count, RERANKED)]
    assert [one.score for one in judged] == sorted(scores[: len(judged)], reverse=True)
    assert {one.article_id for one in judged} == {one.article_id for one in before[:RERANKED]}
    assert [one.article_id for one in found[RERANKED:]] == [one.article_id for one in before[RERANKED:]]
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert {one.found_by for one in found} == {("words",)}


@pytest.mark.parametrize("question", ["Who won?", "من فاز؟"])
def test_the_judge_reads_the_question_and_each_passage_below_its_title(question):
    judge = Judge([0.5, 0.5])
    reranked(hits(2), question, judge)
    assert judge.asked == [(question, ["العنوان\nPassage 0.", "العنوان\nPassage 1."])]


def test_nothing_found_is_nothing_judged():
    judge = Judge([])
    assert reranked([], "question", judge) == []
    assert judge.asked == []
