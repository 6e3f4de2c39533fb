"""What answers say of conflicts: found, missed, made up, and with whose words."""

from dataclasses import replace

import pytest

from eval.cases import Disagreement
from eval.measures import score
from eval.measures.scores import Answered
from eval.replies import Cited, Flag, Reply
from tests.eval.measures.conftest import CONFLICT, DEEP, NOTHING, PLAIN, REFUSAL, TEXTS, case, flagged, of, said

RIGHT = flagged("well-1", "well-2")


def test_a_right_a_wrong_and_an_empty_answer_to_a_conflict() -> None:
    wrong = flagged("well-1", "بئر", kind="date")
    for name, told in {"ConflictR": (1, 1, 0), "Kind": (1, 0, 0), "Sides": (1, 0, 0), "Right": (1, 0, 0)}.items():
        assert [of(name, CONFLICT, reply) for reply in (RIGHT, wrong, REFUSAL)] == list(told)
    assert [of("FalseAlarm", PLAIN, reply) for reply in (said("well-1"), RIGHT, REFUSAL)] == [0, 1, 0]
    assert of("FalseAlarm", CONFLICT, RIGHT) is None


@pytest.mark.parametrize(
    ("sides", "counts"),
    [
        (("well-1", "well-2"), 1),
        (("well-2 well-3", "well-1 بئر"), 1),
        (("well-1", "بئر"), 0),
        (("well-1", "well-1"), 0),
        (("well-1 well-2",), 0),
        (("well-1 well-2", "well-3"), 0),
        (("well-1 well-2", "well-2 well-1"), 0),
        (("well-1 بئر well-2 well-3", "well-1 بئر well-2 well-3"), 0),
        ((), 0),
    ],
)
def test_each_side_must_be_cited_for_its_own_and_by_nothing_of_another(sides: tuple[str, ...], counts: int) -> None:
    assert of("Sides", CONFLICT, flagged(*sides)) == counts


def test_the_right_articles_without_the_words_that_take_the_side_do_not_count() -> None:
    water = "Its water is sweet."
    start = TEXTS["well-2"].index(water)
    sides = (flagged("well-1").flags[0].sides[0], (Cited("well-2", water, start, start + len(water)),))
    assert of("Sides", CONFLICT, Reply(True, "x", (), (), (Flag("number", sides),))) == 0


def test_sides_that_cite_whole_articles_do_not_count() -> None:
    texts = {name: f"{text} {'And so on. ' * 60}" for name, text in TEXTS.items()}
    sides = tuple((Cited(name, texts[name], 0, len(texts[name])),) for name in ("well-1", "well-2"))
    reply = Reply(True, "x", (), (), (Flag("number", sides),))
    assert score(Answered(CONFLICT, reply, texts))["Sides"].gained == 0


def test_a_side_may_cite_little_that_is_not_its_own_and_not_as_much_as_its_own() -> None:
    narrow = replace(CONFLICT, conflict=Disagreement("number", (frozenset({"well-1", "بئر"}), frozenset({"well-2"}))))
    assert of("Sides", narrow, flagged("well-1 بئر well-3", "well-2")) == 1
    assert of("Sides", narrow, flagged("well-1 well-3", "well-2")) == 0


def test_the_order_of_sides_does_not_matter_and_an_idle_third_side_does_no_harm() -> None:
    assert of("Sides", CONFLICT, flagged("well-2", "well-1")) == 1
    assert of("Sides", CONFLICT, flagged("well-2", "well-1", "well-3")) == 1


def test_an_unlabelled_kind_is_not_measured() -> None:
    assert of("Kind", replace(CONFLICT, conflict=replace(DEEP, kind=None)), RIGHT) is None


# Systems that ought to fail

CASES = [CONFLICT, *[PLAIN] * 3, NOTHING]


def summed(name: str, *replies: Reply) -> float | None:
    """Sum a measure up over the five cases, by the answers given in order."""
    scores = [score(Answered(one, reply, TEXTS)).get(name) for one, reply in zip(CASES, replies, strict=True)]
    found = [one for one in scores if one]
    out_of = sum(one.out_of for one in found)
    return sum(one.gained for one in found) / out_of if out_of else None


def test_a_system_that_refuses_everything_is_never_wrong_and_scores_nothing() -> None:
    told = {name: summed(name, *[REFUSAL] * 5) for name in ("Right", "Found", "F1", "Evidence", "CiteP", "CiteR")}
    assert told == {"Right": 0.2, "Found": 0, "F1": 0, "Evidence": 0, "CiteP": 0, "CiteR": 0}
    assert [summed(name, *[REFUSAL] * 5) for name in ("ConflictR", "ConflictF1", "Sides", "SidesF1")] == [0, 0, 0, 0]
    assert [summed(name, *[REFUSAL] * 5) for name in ("Refused", "OverRefused", "ConflictP")] == [1, 1, None]


def test_a_system_that_calls_everything_a_conflict_finds_all_and_is_right_of_hardly_anything() -> None:
    everything = flagged("well-1 well-2 well-3 بئر", "well-1 well-2 well-3 بئر")
    told = {name: summed(name, *[everything] * 5) for name in ("ConflictR", "ConflictP", "FalseAlarm", "Refused")}
    assert told == {"ConflictR": 1, "ConflictP": 0.2, "FalseAlarm": 1, "Refused": 0}
    assert [summed(name, *[everything] * 5) for name in ("Sides", "SidesF1", "Right")] == [0, 0, 0]
    assert summed("ConflictF1", *[everything] * 5) == pytest.approx(1 / 3)


def test_a_perfect_system_scores_full_marks() -> None:
    replies = (RIGHT, *[said("well-1")] * 3, REFUSAL)
    for name in ("Right", "Found", "Evidence", "CiteP", "CiteR", "ConflictP", "ConflictF1", "Kind", "Sides", "SidesF1"):
        assert summed(name, *replies) == 1, name
    assert [summed(name, *replies) for name in ("FalseAlarm", "OverRefused", "Refused")] == [0, 0, 1]


def test_a_refusal_is_right_exactly_where_nothing_answers() -> None:
    assert [of("Right", NOTHING, reply) for reply in (REFUSAL, said("well-1"))] == [1, 0]
    assert [of("OverRefused", case("well-1"), reply) for reply in (REFUSAL, said("well-1"))] == [1, 0]
