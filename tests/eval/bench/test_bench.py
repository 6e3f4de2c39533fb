"""`isnad eval bench`: it runs, and its numbers agree with each other. How long anything takes is never tested."""

import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from click.testing import Result

from eval.bench import runs, stock
from eval.bench.articles import make_articles, read_articles, titles, write_articles
from eval.bench.asking import REST, STEPS, Clock, timed_steps
from eval.bench.measuring import Measured, in_own_process
from retrieval import Library
from retrieval.errors import InputError
from retrieval.folding import words
from retrieval.near_copies import SIMILAR, signature, similarity
from retrieval.records import Draft
from tests.conftest import NEWS, SAMPLE
from tests.eval.conftest import isnad_eval

GROWN = {
    "articles",
    "passages",
    "per_second",
    "cpu_ms_per_article",
    "growth",
    "start_seconds",
    "peak_mb",
    "disk_mb",
}
isnad = partial(isnad_eval, "bench")


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """The articles of `NEWS` as a file."""
    return write_articles(NEWS, tmp_path / "news.jsonl")


def test_made_up_articles_are_the_same_for_a_seed_and_say_what_they_are() -> None:
    made = make_articles(SAMPLE, 40, seed=3)
    assert made == make_articles(SAMPLE, 40, seed=3)
    assert made != make_articles(SAMPLE, 40, seed=4)
    assert made.made_up
    assert len({draft.id for draft in made.drafts}) == 40
    assert [draft.language for draft in made.drafts[:4]] == ["ar", "en", "ar", "en"]
    for draft in made.drafts:
        mark = {"ar": "مصنوع", "en": "Made-up"}[str(draft.language)]
        assert mark in str(draft.title)
        assert mark in str(draft.source)


def test_made_up_articles_are_no_near_copies_and_their_vocabulary_grows() -> None:
    drafts = make_articles(SAMPLE, 300, seed=0).drafts
    digests = [signature(words(draft.text)) for draft in drafts[:40]]
    assert all(similarity(a, b) < SIMILAR for n, a in enumerate(digests) for b in digests[:n])
    few, many = ({word for draft in part for word in words(draft.text)} for part in (drafts[:100], drafts))
    assert len(many) > 1.3 * len(few)


def test_articles_that_are_given_come_back_shuffled_and_whole(rows: Path) -> None:
    read = read_articles([rows], seed=1)
    assert not read.made_up
    assert {(draft.id, draft.text, draft.published) for draft in read.drafts} == {
        (draft.id, draft.text, draft.published) for draft in NEWS
    }
    assert [draft.id for draft in read.drafts] != [draft.id for draft in NEWS]
    assert read == read_articles([rows], seed=1)


def test_no_articles_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_articles([tmp_path / "none"], seed=0)


def test_titles_are_asked_and_a_first_line_where_there_is_none() -> None:
    assert set(titles(NEWS, 99, 0)) == {draft.title for draft in NEWS}
    assert titles([Draft("x", "السطر الأول\nالثاني")], 5, 0) == ["السطر الأول"]


def test_a_clock_charges_time_inside_a_step_to_the_inner_one_alone() -> None:
    clock = Clock()
    with clock.step("words"):
        with clock.step("read"):
            time.sleep(0.02)
        time.sleep(0.01)
    lap = clock.lap()
    assert lap["read"] >= 0.02
    assert lap["words"] >= 0.01
    assert set(lap) == {*STEPS, REST}
    assert sum(clock.lap().values()) < sum(lap.values())


def test_a_clock_charges_nothing_to_what_other_threads_do() -> None:
    clock = Clock()
    started, done = Event(), Event()

    def elsewhere() -> None:
        with clock.step("words"):
            started.set()
            done.wait()

    other = Thread(target=elsewhere)
    other.start()
    started.wait()
    with clock.step("read"):
        time.sleep(0.01)
    done.set()
    other.join()
    lap = clock.lap()
    assert lap["words"] == 0
    assert lap["read"] >= 0.01


def test_every_step_is_timed_by_a_search_and_left_as_it_was(news: Library) -> None:
    before = [getattr(owner, name) for parts in STEPS.values() for owner, name in parts]
    with timed_steps() as clock:
        timed = news.search("olive harvest")
        lap = clock.lap()
    assert all(lap[step] > 0 for step in STEPS)
    assert timed == news.search("olive harvest")
    assert [getattr(owner, name) for parts in STEPS.values() for owner, name in parts] == before


def fails() -> None:
    raise ValueError("on purpose")


def test_work_in_a_process_of_its_own_comes_back_with_its_memory() -> None:
    measured = in_own_process(len, "أربع")
    assert measured.result == 4
    assert measured.peak_bytes > 1_000_000


def test_work_that_fails_is_not_taken_for_done() -> None:
    with pytest.raises(RuntimeError, match="fails"):
        in_own_process(fails)


def report(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def in_this_process(work: Callable[..., Any], *arguments: Any) -> Measured[Any]:
    """Spare the seconds that a new process takes to import everything."""
    return Measured(work(*arguments), 5_000_000)


@pytest.fixture
def without_stock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stock, "is_installed", lambda: False)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, without_stock: None) -> None:  # noqa: ARG001
    monkeypatch.setattr(runs, "in_own_process", in_this_process)


@pytest.mark.usefixtures("without_stock")
def test_a_tiny_benchmark_has_numbers_that_agree(rows: Path) -> None:
    result = isnad(rows, "--size", 4, "--size", 100, "--json")
    found = report(result)
    assert "pip install" in result.stderr
    assert (found["articles"], found["made_up"], found["beside"]) == (9, False, None)
    small, large = found["adding"]
    assert set(small) == GROWN
    assert (small["articles"], large["articles"]) == (4, 9)
    assert small["growth"] == 1.0
    assert large["growth"] == pytest.approx(large["cpu_ms_per_article"] / small["cpu_ms_per_article"], rel=0.01)
    assert small["passages"] <= large["passages"]
    assert all(row[name] > 0 for row in (small, large) for name in GROWN)
    asked = found["asking"]
    assert asked["questions"] == 9
    assert set(asked["steps"]) == {*STEPS, REST}
    assert asked["all"]["p50"] <= asked["all"]["p95"]
    assert sum(step["mean"] for step in asked["steps"].values()) == pytest.approx(asked["all"]["mean"], rel=0.01)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("language", "headings"),
    [("en", ("made-up", "Growth of cost", "expand")), ("ar", ("مصنوع", "نمو الكلفة", "التوسيع"))],
)
def test_made_up_articles_are_measured_where_none_are_given(language: str, headings: tuple[str, ...]) -> None:
    result = isnad("--make", 6, language=language)
    assert result.exit_code == 0
    assert all(heading in result.stdout for heading in headings)


@pytest.mark.usefixtures("quick")
def test_questions_of_files_are_asked_too(rows: Path, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("Who won?\tمن فاز؟\nWhere is it?\tأين هو؟\n", "utf-8")
    assert report(isnad(rows, "--ask", pairs, "--json"))["asking"]["questions"] == 9 + 4


@pytest.mark.parametrize("language", ["ar", "en"])
def test_one_article_is_too_few(tmp_path: Path, language: str) -> None:
    path = write_articles(NEWS[:1], tmp_path / "one.jsonl")
    result = isnad(path, language=language)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith({"en": "Error: ", "ar": "خطأ: "}[language])


@pytest.mark.slow
@pytest.mark.skipif(not stock.is_installed(), reason="the packages of the stock way are not installed")
def test_the_stock_way_is_measured_on_the_same_articles(rows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "in_own_process", in_this_process)
    result = isnad(rows, "--json")
    assert result.stderr == ""
    beside = report(result)["beside"]
    assert beside["isnad"]["articles"] == beside["stock"]["articles"] == 9
    assert set(beside["amounts"]) == set(beside["ratios"])
    for name, ratio in beside["ratios"].items():
        ours, theirs = beside["amounts"][name]
        assert ratio == pytest.approx(theirs / ours, abs=0.01)
