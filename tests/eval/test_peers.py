"""Other ways to answer: each does what it says, cites what stands there, and scores as it deserves."""

import json
from pathlib import Path

import pytest

from agent.writing.settings import ModelSettings
from eval.cases import Benchmark
from eval.peers import systems
from eval.peers.rules import AlwaysConflict, AlwaysRefuse, CloseNumbers, FuzzyQuotes, TopSentence
from eval.peers.sentences import sentences_of
from eval.peers.stuffed import Stuffed
from eval.runs import run
from eval.summaries import summarise
from eval.systems import Isnad, System
from retrieval.library import ignore
from tests.agent.model_server import Answers, serving
from tests.eval.conftest import isnad_eval
from tests.eval.stories import FERRY, MILL, TOLD_TWICE

RULES = (TopSentence(), CloseNumbers(), AlwaysConflict(), FuzzyQuotes(), AlwaysRefuse())


def figures(system: System, folder: Path) -> dict[str, float]:
    made = run([TOLD_TWICE], system, folder / system.name)
    return {name: one.mean for name, one in summarise(made.cases, made.scores)[0].measures.items()}


@pytest.mark.parametrize("system", RULES, ids=lambda one: one.name)
def test_what_a_peer_cites_stands_in_the_article_where_it_says(system: System, tmp_path: Path) -> None:
    texts = {draft.id: draft.text for draft in TOLD_TWICE.drafts}
    with system.over(TOLD_TWICE.drafts, tmp_path, ignore) as desk:
        for case in TOLD_TWICE.cases:
            answer = desk.ask(case.question, case.language)
            for one in answer.citations:
                assert texts[one.article_id][one.start : one.end] == one.quote
            assert (answer.status == "refused") is not bool(answer.statements)
            assert {n for c in answer.conflicts for p in c.positions for n in p.citations} <= {
                one.number for one in answer.citations
            }


def test_the_peers_that_are_bad_on_purpose_score_so_beside_isnad(tmp_path: Path) -> None:
    ours, refuser, alarmist = (figures(one, tmp_path) for one in (Isnad(), AlwaysRefuse(), AlwaysConflict()))
    assert (refuser["Right"], refuser["OverRefused"], refuser["ConflictR"]) == (0.25, 1, 0)
    assert (alarmist["ConflictR"], alarmist["Refused"]) == (1, 0)
    assert alarmist["FalseAlarm"] > 0
    assert ours["Right"] > max(refuser["Right"], alarmist["Right"])


def test_two_close_numbers_are_a_conflict_to_the_rule_and_distant_or_equal_ones_are_none(tmp_path: Path) -> None:
    with CloseNumbers().over(MILL.drafts, tmp_path, ignore) as desk:
        assert desk.ask("كم عاملاً أُصيب في حريق طاحونة زمرين؟", "ar").conflicts == ()
    near = [FERRY.drafts[0], type(FERRY.drafts[1])("ferry/a2", "Later 44 passengers were injured on the ferry Nawras.")]
    with CloseNumbers().over(near, tmp_path, ignore) as desk:
        (flag,) = desk.ask("How many passengers were injured on the ferry Nawras?", "en").conflicts
    assert {position.value for position in flag.positions} == {"41", "44"}


def test_sentences_are_found_where_they_stand_in_both_languages() -> None:
    texts = {draft.id: draft.text for draft in TOLD_TWICE.drafts}
    found = list(sentences_of(TOLD_TWICE.drafts))
    assert len(found) >= len(texts)
    assert all(one.span.of(texts[one.article_id]) == one.text for one in found)
    assert {one.language for one in found} == {"ar", "en"}


@pytest.mark.parametrize("story", [FERRY, MILL], ids=["en", "ar"])
def test_a_stuffed_model_is_shown_the_passages_and_its_marks_become_citations(story: object, tmp_path: Path) -> None:
    assert story in (FERRY, MILL)
    drafts, case = (FERRY.drafts, FERRY.cases[0]) if story is FERRY else (MILL.drafts, MILL.cases[0])
    with serving(lambda _: Answers("It is 41. [1] Or not. [9]")) as server:
        peer = Stuffed(ModelSettings("scripted", server.url))
        with peer.over(drafts, tmp_path, ignore) as desk:
            answer = desk.ask(case.question, case.language)
        assert case.question in server.said()
        assert "[1] " in server.said()
    assert [one.number for one in answer.citations] == [1]
    assert answer.statements[0].citations == (1,)
    assert answer.usage.prompt_tokens == 100


def test_without_a_model_the_peer_that_needs_one_is_left_out_and_named(caplog: pytest.LogCaptureFixture) -> None:
    names = [one.name for one in systems()]
    assert names[0] == "Isnad"
    assert "stuffed prompt" not in names
    assert "--model" in caplog.text


def test_the_command_sets_all_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.peers.stock.is_installed", lambda: False)
    monkeypatch.setattr("eval.formats.load_all", lambda _: [Benchmark("told", (FERRY, MILL))])
    result = isnad_eval("peers", tmp_path / "stories.jsonl", "--out", tmp_path / "runs", language="ar")
    assert result.exit_code == 0, result.stderr
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert rows[0][:2] == ["النظام", "Right"]
    assert [row[0] for row in rows[1:]] == ["Isnad", *(one.name for one in RULES)]
    assert json.loads((tmp_path / "runs" / "always-refuse" / "settings.json").read_text("utf-8"))["system"]


@pytest.mark.slow
def test_the_stock_way_quotes_the_nearest_piece(tmp_path: Path) -> None:
    from eval.peers.stock import Stock, is_installed

    if not is_installed():
        pytest.skip("its packages are not there")
    with Stock().over(FERRY.drafts, tmp_path, ignore) as desk:
        (one,) = desk.ask("How many passengers were injured on the ferry Nawras?", "en").citations
    assert {draft.id: draft.text for draft in FERRY.drafts}[one.article_id][one.start : one.end] == one.quote
