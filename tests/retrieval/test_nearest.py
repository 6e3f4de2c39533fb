"""The nearest rows of a table: exact in a small one, and in a large one nearly all of them and the first of all."""

import numpy as np
import pytest

from retrieval.model import unit_rows
from retrieval.nearest import FULL_SCALE, MANY, Nearest

WIDTH, TOPICS = 256, 100


@pytest.fixture(scope="module", params=[MANY - 1, MANY, 4 * MANY], ids=["small", "at the border", "large"])
def rows(request):
    """Units around some topics, as the words of a language lie, in one byte a number."""
    random = np.random.default_rng(7)
    topics = random.normal(size=(TOPICS, WIDTH))
    spread = topics[random.integers(TOPICS, size=request.param)] + random.normal(size=(request.param, WIDTH))
    return np.rint(unit_rows(spread.astype("f4")) * FULL_SCALE).astype("i1")


@pytest.fixture(scope="module")
def asked(rows):
    return unit_rows(rows[:: len(rows) // 40].astype("f4"))


def test_cosines_are_exact_above_the_threshold_and_the_best_come_first(rows, asked):
    for unit, found in zip(asked, Nearest(rows).to(asked, 8, 0.3), strict=True):
        cosines = [cosine for _, cosine in found]
        assert cosines == sorted(cosines, reverse=True)
        assert min(cosines) > 0.3
        assert cosines == pytest.approx([float(rows[at] @ unit) / FULL_SCALE for at, _ in found], abs=1e-5)


def test_a_row_is_nearest_to_itself_and_few_others_that_are_near_are_missed(rows, asked):
    exact = [np.argsort(-(rows @ unit))[:8].tolist() for unit in asked]
    found = [[at for at, _ in near] for near in Nearest(rows).to(asked, 8, 0.0)]
    assert [near[0] for near in found] == [near[0] for near in exact]
    shared = sum(len(set(one) & set(other)) for one, other in zip(exact, found, strict=True))
    assert shared > 0.8 * 8 * len(asked)


def test_no_rows_and_no_question_find_nothing():
    nothing = Nearest(np.zeros((0, WIDTH), "i1"))
    assert list(nothing.to(np.ones((2, WIDTH), "f4"), 8, 0.0)) == [[], []]
    assert list(nothing.to(np.ones((0, WIDTH), "f4"), 8, 0.0)) == []
