"""Scoring what answers say of conflicts: found, missed, made up, and with whose articles."""

from dataclasses import replace

import pytest

from agent.records import Answer, Citation, ClaimKind, Conflict, Position, Searched, Statement, Verdict
from eval.cases import Case, Disagreement, Evidence
from eval.scores import Score, Summary, score, summarise
from retrieval.records import Article, Language, Published

TEXTS = {
    "well-1": "The well in Rasmin is 40 metres deep.",
    "well-2": "The well in Rasmin goes down 55 metres.",
    "well-3": "Rasmin's well is 55 metres deep.",
    "بئر": "عمق بئر رسمين 40 متراً.",
}
NUMBERS = {article_id: number for number, article_id in enumerate(TEXTS, start=1)}
DEEP = Disagreement("number", (frozenset({"well-1", "بئر"}), frozenset({"well-2", "well-3"})))

MIXED = pytest.mark.xfail(strict=True, reason="a position that cites articles of both sides counts for either")


def article(article_id: str) -> Article:
    text = TEXTS[article_id]
    return Article(article_id, text, "The well", "stated", "en", None, None, None, None, Published(), (), (), "")


def citation(article_id: str) -> Citation:
    text = TEXTS[article_id]
    return Citation(NUMBERS[article_id], article_id, "", None, None, Published(), "en", text, 0, len(text))


def conflict(*sides: str, kind: ClaimKind = "number", verdict: Verdict = "conflict") -> Conflict:
    """Make a conflict whose positions cite the articles named, those of one position in one string."""
    positions = tuple(Position(side, tuple(NUMBERS[one] for one in side.split())) for side in sides)
    return Conflict(kind, verdict, "How deep?", positions, "")


def answer(*conflicts: Conflict) -> Answer:
    cited = tuple(citation(article_id) for article_id in TEXTS)
    statement = Statement("40 metres", tuple(NUMBERS.values()))
    return Answer(
        "How deep?", "en", "answered", None, (statement,), cited, Searched(), "quotes", conflicts=tuple(conflicts)
    )


REFUSAL = Answer("How deep?", "en", "refused", "Nothing.", (), (), Searched(), "quotes")


def case(disagreement: Disagreement | None = DEEP, *, answerable: bool = True, language: Language = "en") -> Case:
    evidence = (Evidence("well-1", TEXTS["well-1"]),) if answerable else ()
    return Case("s/q", language, "How deep?", answerable, evidence, conflict=disagreement)


def of(disagreement: Disagreement | None, said: Answer) -> Score:
    return score(case(disagreement), said, article)


def summed(*scores: Score) -> Summary:
    return summarise(scores)[0]


# One answer


def test_a_conflict_that_was_found_with_its_kind_and_both_sides_is_scored_so() -> None:
    found = of(DEEP, answer(conflict("well-1", "well-2")))
    assert (found.flagged, found.sides_cited, found.kind_right) == (True, True, True)


@pytest.mark.parametrize(
    ("sides", "cites_all"),
    [
        (("well-1", "well-2"), True),
        (("بئر", "well-3"), True),
        (("well-2 well-3", "well-1 بئر"), True),
        (("well-1", "بئر"), False),
        (("well-1", "well-1"), False),
        (("well-1 well-2",), False),
        pytest.param(("well-1 well-2", "well-3"), False, marks=MIXED),
        pytest.param(("well-1 well-2", "well-2 well-1"), False, marks=MIXED),
        ((), False),
    ],
)
def test_each_side_must_be_cited_by_a_position_of_its_own(sides: tuple[str, ...], cites_all: bool) -> None:
    assert of(DEEP, answer(conflict(*sides))).sides_cited is cites_all


def test_another_kind_is_found_but_its_kind_is_wrong() -> None:
    found = of(DEEP, answer(conflict("well-1", "well-2", kind="date")))
    assert (found.flagged, found.sides_cited, found.kind_right) == (True, True, False)


@pytest.mark.parametrize("verdict", ["update", "views", "scope", "plan", "event", "agreement"])
def test_only_what_is_called_a_conflict_is_flagged(verdict: Verdict) -> None:
    shown = of(DEEP, answer(conflict("well-1", "well-2", verdict=verdict)))
    assert (shown.flagged, shown.sides_cited, shown.kind_right) == (False, None, None)


def test_an_update_beside_a_conflict_hides_it_not_nor_lends_it_its_sides() -> None:
    found = of(DEEP, answer(conflict("well-1", "well-2", verdict="update"), conflict("well-1", "بئر", kind="date")))
    assert (found.flagged, found.sides_cited, found.kind_right) == (True, False, False)


@pytest.mark.parametrize("said", [answer(), REFUSAL])
def test_an_answer_without_a_conflict_and_a_refusal_flag_nothing(said: Answer) -> None:
    missed = of(DEEP, said)
    assert (missed.flagged, missed.sides_cited, missed.kind_right) == (False, None, None)
    assert missed.answered is (said.status == "answered")


def test_a_false_alarm_has_no_sides_or_kind_to_be_right() -> None:
    alarm = of(None, answer(conflict("well-1", "well-2")))
    assert (alarm.flagged, alarm.sides_cited, alarm.kind_right) == (True, None, None)


# Many answers

RIGHT = of(DEEP, answer(conflict("well-1", "well-2")))
MISSED = of(DEEP, answer())
ALARM = of(None, answer(conflict("well-1", "well-2")))
QUIET = of(None, answer())
NOTHING = score(case(None, answerable=False), REFUSAL, article)


def test_the_measures_of_conflicts_count_what_they_say() -> None:
    all_of = summed(RIGHT, RIGHT, MISSED, ALARM, QUIET, QUIET, QUIET, NOTHING)
    assert all_of.conflict_precision == pytest.approx(2 / 3)
    assert all_of.conflict_recall == pytest.approx(2 / 3)
    assert all_of.false_alarms == 0.25
    assert (all_of.sides_cited, all_of.kind_right) == (1, 1)
    assert (all_of.refused_rightly, all_of.refused_wrongly) == (1, 0)


def test_sides_and_kinds_are_shares_of_the_conflicts_found_not_of_all() -> None:
    half = of(DEEP, answer(conflict("well-1", "بئر", kind="date")))
    assert summed(RIGHT, half, MISSED).sides_cited == 0.5
    assert summed(RIGHT, half, MISSED).kind_right == 0.5
    assert summed(RIGHT, half, MISSED).conflict_recall == pytest.approx(2 / 3)


def test_measures_of_what_a_group_has_none_of_are_empty_not_nought() -> None:
    quiet = summed(QUIET)
    assert (quiet.conflict_precision, quiet.conflict_recall, quiet.sides_cited, quiet.kind_right) == (None,) * 4
    assert quiet.false_alarms == 0
    assert summed(MISSED).false_alarms is None
    assert summed(MISSED).refused_rightly is None


def test_a_system_that_refuses_everything_is_quiet_and_scores_as_badly_as_it_should() -> None:
    refusals = [score(one, REFUSAL, article) for one in (case(), case(None), case(None, answerable=False))]
    told = summed(*refusals)
    assert (told.conflict_recall, told.conflict_precision, told.false_alarms) == (0, None, 0)
    assert (told.evidence_cited, told.refused_wrongly, told.refused_rightly) == (0, 1, 1)
    assert told.right == pytest.approx(1 / 3)


def test_a_system_that_calls_everything_a_conflict_finds_all_and_is_wrong_most_of_the_time() -> None:
    flag = answer(conflict("well-1", "well-2"))
    told = summed(*(score(one, flag, article) for one in (case(), *[case(None)] * 3, case(None, answerable=False))))
    assert (told.conflict_recall, told.false_alarms) == (1, 1)
    assert told.conflict_precision == 0.2
    assert told.refused_rightly == 0


def test_a_system_that_flags_with_the_sides_of_one_article_alone_gains_recall_and_no_sides() -> None:
    told = summed(of(DEEP, answer(conflict("well-1", "well-1"))))
    assert (told.conflict_recall, told.sides_cited) == (1, 0)


def test_each_language_has_its_own_measures() -> None:
    arabic = score(case(language="ar"), answer(), article)
    rows = {row.group: row for row in summarise([RIGHT, arabic])}
    assert (rows["language en"].conflict_recall, rows["language ar"].conflict_recall) == (1, 0)
    assert rows["all"].conflict_recall == 0.5


def test_the_order_of_positions_does_not_matter() -> None:
    said = conflict("well-1", "well-2")
    turned = replace(said, positions=said.positions[::-1])
    assert of(DEEP, answer(said)).sides_cited == of(DEEP, answer(turned)).sides_cited
