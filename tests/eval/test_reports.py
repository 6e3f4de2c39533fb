"""Reports: self-contained, escaped, readable in both languages, and with every case that failed."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from eval.cases import Benchmark, Story
from eval.folders import Run
from eval.ranking.bootstrap import Estimate
from eval.reports.markup import said
from eval.reports.plots import histogram, intervals
from eval.runs import run
from eval.systems import Isnad
from tests.eval.conftest import isnad_eval
from tests.eval.stories import FERRY, MILL

HOSTILE = "<script>alert('x')</script> & \u202e“|*_"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run in which one question, with a hostile name, is answered that should be refused."""
    asked = replace(FERRY.cases[0], id="ferry/q3", answerable=False, evidence=(), conflict=None, answers=())
    hostile = replace(asked, question=f"How many passengers were injured on the ferry Nawras? {HOSTILE}")
    stories = (Story("ferry", FERRY.drafts, (*FERRY.cases, hostile)), MILL)
    return run([Benchmark("told", stories)], Isnad(), tmp_path_factory.mktemp("report") / "run")


class Elements(HTMLParser):
    """Lists the elements of a page, and whether they are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(run_: Run, language: str, folder: Path) -> str:
    path = folder / f"{language}.html"
    result = isnad_eval("report", run_.path, "--to", path, language=language)
    assert result.exit_code == 0, result.stderr
    return path.read_text("utf-8")


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_page_is_whole_needs_no_network_and_runs_in_the_direction_of_its_language(
    made: Run, tmp_path: Path, language: str, direction: str
) -> None:
    text = page(made, language, tmp_path)
    elements = Elements()
    elements.feed(text)
    assert elements.open == []
    assert elements.seen[0] == ("html", {"lang": language, "dir": direction})
    names = {name for name, _ in elements.seen}
    assert not names & {"script", "link", "img", "iframe"}
    assert "svg" in names
    loaded = {key for _, attributes in elements.seen for key in attributes} & {"src", "href", "srcset", "onload"}
    assert not loaded
    assert "url(" not in text
    assert "@import" not in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_case_that_failed_is_there_with_all_that_explains_it_and_no_other(
    made: Run, tmp_path: Path, language: str
) -> None:
    text = page(made, language, tmp_path)
    failed = [case for case in made.cases if not made.scores[case.id]["Right"].gained]
    assert failed
    assert text.count("<details>") == len(failed)
    for case in failed:
        assert case.id in text
        assert made.scores[case.id]["Right"].reason.said("ar" if language == "ar" else "en") in text
        for citation in made.answers[case.id]["citations"]:
            assert f"[{citation['number']}] {citation['article_id']} {citation['start']}–{citation['end']}" in text


def test_what_articles_and_questions_hold_is_text_and_nothing_else(made: Run, tmp_path: Path) -> None:
    text = page(made, "en", tmp_path)
    assert "<script" not in text
    assert "&lt;script&gt;alert(" in text
    assert "\u202e" not in text


def test_markdown_and_json_tell_the_same_figures(made: Run, tmp_path: Path) -> None:
    for name in ("report.md", "report.json"):
        assert isnad_eval("report", made.path, "--to", tmp_path / name).exit_code == 0
    figures = json.loads((tmp_path / "report.json").read_text("utf-8"))
    right = next(row for row in figures["groups"] if row["group"] == "all")["measures"]["Right"]
    markdown = (tmp_path / "report.md").read_text("utf-8")
    assert f"| {right['mean']:.3f} [{right['low']:.2f}, {right['high']:.2f}] |" in markdown
    assert len(figures["failed"]) == markdown.count("\n### ")
    assert "\\<script\\>" in markdown
    assert figures["settings"]["system"]["name"] == "Isnad"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_another_ending_and_a_folder_that_is_not_there_are_errors(made: Run, tmp_path: Path, language: str) -> None:
    for path in (tmp_path / "report.docx", tmp_path / "missing" / "report.html"):
        result = isnad_eval("report", made.path, "--to", path, language=language)
        assert result.exit_code == 1
        assert str(path) in result.stderr.replace("\n", "")


def test_without_a_name_the_report_lies_in_the_folder_of_the_run(made: Run) -> None:
    assert isnad_eval("report", made.path).exit_code == 0
    assert (made.path / "report.html").exists()


def test_foreign_words_are_isolated_in_either_direction_and_nothing_is_lost() -> None:
    assert (
        said("According to سانا, 12 May", "en") == '<div lang="en" dir="ltr">According to <bdi>سانا</bdi>, 12 May</div>'
    )
    assert said("وفق Reuters في 2025", "ar") == '<div lang="ar" dir="rtl">وفق <bdi>Reuters</bdi> في 2025</div>'
    assert "9 نوفمبر 2025</bdi>." in said("“في 9 نوفمبر 2025.”", "en")


def test_pictures_keep_their_marks_inside_whatever_the_values() -> None:
    assert intervals([("Right", [Estimate(0.5, 0.4, 0.6), None])], ["all", "ar"]).count("<circle") == 3
    assert "<b>" not in intervals([("<b>", [None])], ["<b>"])
    for values in ([0.0], [0.0, 0.0, 1.0], [3.0] * 50):
        assert histogram(values).startswith("<svg")
