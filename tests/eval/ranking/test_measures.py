"""Measures of a ranking: their laws, and values worked out by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.ranking.measures import FUNCTIONS, Measure
from retrieval.errors import InputError

ARTICLES = [f"a{number}" for number in range(12)]
GRADES = st.dictionaries(st.sampled_from(ARTICLES), st.integers(0, 3)).filter(lambda grades: any(grades.values()))
RANKINGS = st.lists(st.sampled_from(ARTICLES), unique=True)
CUTS = st.none() | st.integers(1, 15)
MEASURES = st.builds(Measure, st.sampled_from(sorted(FUNCTIONS)), CUTS)


@given(MEASURES, RANKINGS, GRADES)
def test_every_measure_lies_between_nothing_and_all(
    measure: Measure, ranking: list[str], grades: dict[str, int]
) -> None:
    assert 0 <= measure.of(ranking, grades) <= 1 + 1e-12


@given(MEASURES, GRADES)
def test_the_best_order_has_all_that_its_length_allows(measure: Measure, grades: dict[str, int]) -> None:
    best = sorted(grades, key=lambda article: -grades[article])
    relevant = sum(grade > 0 for grade in grades.values())
    allowed = min(measure.k or relevant, relevant) / relevant if measure.name == "Recall" else 1.0
    assert measure.of(best, grades) == pytest.approx(allowed)


@given(MEASURES, RANKINGS, GRADES, st.data())
def test_moving_a_better_article_up_never_costs(
    measure: Measure, ranking: list[str], grades: dict[str, int], data: st.DataObject
) -> None:
    if len(ranking) < 2:
        return
    at = data.draw(st.integers(1, len(ranking) - 1))
    upper, lower = ranking[at - 1], ranking[at]
    if grades.get(lower, 0) < grades.get(upper, 0):
        return
    moved = [*ranking[: at - 1], lower, upper, *ranking[at + 1 :]]
    assert measure.of(moved, grades) >= measure.of(ranking, grades) - 1e-12


@given(MEASURES, RANKINGS, GRADES)
def test_what_stands_below_the_cut_does_not_count(measure: Measure, ranking: list[str], grades: dict[str, int]) -> None:
    assert measure.of(ranking[: measure.k], grades) == measure.of(ranking, grades)


@given(RANKINGS, GRADES)
def test_an_article_of_grade_nought_is_as_one_that_nobody_graded(ranking: list[str], grades: dict[str, int]) -> None:
    positive = {article: grade for article, grade in grades.items() if grade}
    for name in FUNCTIONS:
        assert Measure(name, 5).of(ranking, grades) == Measure(name, 5).of(ranking, positive)


def test_values_are_those_of_trec_eval() -> None:
    ranking, grades = ["x", "b", "a", "y"], {"a": 2, "b": 1, "c": 3}
    gained = 1 / math.log2(3) + 2 / math.log2(4)
    best = 3 / math.log2(2) + 2 / math.log2(3) + 1 / math.log2(4)
    assert Measure("nDCG", 10).of(ranking, grades) == pytest.approx(gained / best)
    assert Measure("nDCG", 2).of(ranking, grades) == pytest.approx((1 / math.log2(3)) / (3 + 2 / math.log2(3)))
    assert Measure("Recall", 20).of(ranking, grades) == pytest.approx(2 / 3)
    assert (Measure("MRR").of(ranking, grades), Measure("MRR", 1).of(ranking, grades)) == (0.5, 0.0)
    assert (Measure("Hit", 1).of(ranking, grades), Measure("Hit", 2).of(ranking, grades)) == (0.0, 1.0)
    assert Measure("nDCG", 10).of([], grades) == Measure("Hit").of([], grades) == 0.0


@given(MEASURES)
def test_a_measure_is_read_as_it_is_written(measure: Measure) -> None:
    assert Measure.parse(str(measure)) == measure


@pytest.mark.parametrize(
    ("written", "means"),
    [("ndcg@10", "nDCG@10"), ("R@20", "Recall@20"), ("RR@10", "MRR@10"), ("Success@20", "Hit@20"), (" mrr ", "MRR")],
)
def test_names_that_others_use_are_understood(written: str, means: str) -> None:
    assert str(Measure.parse(written)) == means


@pytest.mark.parametrize(
    "written", ["", "nDCG@", "nDCG@0", "nDCG@-1", "nDCG10", "precision@5", "@10", "دقة@5", "nDCG@٥"]
)
def test_what_is_no_measure_is_refused_with_those_there_are(written: str) -> None:
    with pytest.raises(InputError) as caught:
        Measure.parse(written)
    for language in ("en", "ar"):
        assert all(text in caught.value.said(language) for text in (written, "nDCG@10", "Hit@k"))
