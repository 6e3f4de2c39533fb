"""Briefs as files: each form whole, in the right direction, and harmless whatever the articles say."""

import json
import re
import stat
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import Result

from agent import Agent, Brief, Citation, Statement
from agent.brief import Event, Fact, Gap, Saying
from agent.records import Conflict, Position, Searched
from retrieval import Library
from retrieval.errors import InputError
from retrieval.records import Published
from ui.briefs import chosen_form, lay_out, render, save, write_markdown
from ui.briefs.labels import LABELS

Isnad = Callable[..., Result]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TOPICS = {"en": "Ferry crash at Saroufa", "ar": "حادث عبّارة النورس"}
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
HOSTILE = '<script>alert(1)</script> **[x](javascript:alert(2))** | `a` \u202e\x1b[31m & "q" <img src=x onerror=y>'
ISOLATES = re.compile("[\u2066-\u2069]")


@pytest.fixture(scope="session")
def briefs(sample: Library) -> dict[str, Brief]:
    return {language: Agent(sample).brief(topic) for language, topic in TOPICS.items()}


def hostile(language: str) -> Brief:
    """A brief in which whatever comes from outside tries to be more than words."""
    day = date(2025, 3, 1)
    quote = f"«{HOSTILE}»" if language == "ar" else f"“{HOSTILE}”"
    statement = Statement(f"{HOSTILE} ({day}): {quote}", (1,), (HOSTILE,))
    cited = Citation(
        1,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        "javascript:alert(3)",
        Published(day, day, "stated"),
        "en",
        HOSTILE,
        0,
        len(HOSTILE),
    )
    return Brief(
        HOSTILE,
        language,
        "answered",
        bottom_line=(statement,),
        facts=(Fact(statement, 1, 1),),
        timeline=(Event(day, day, "stated", True, statement),),
        sayings=(Saying(HOSTILE, (statement,)),),
        differences=(Conflict("number", "conflict", HOSTILE, (Position(HOSTILE, (1,)),), HOSTILE),),
        planned=(statement,),
        unknown=(Gap(HOSTILE, statement),),
        citations=(cited,),
        searched=Searched(1, 1, 1),
    )


def parts(content: bytes) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {name: ElementTree.fromstring(packed.read(name)) for name in packed.namelist() if name.endswith(".xml")}


def words_in(content: bytes) -> str:
    return "".join(text.text or "" for text in parts(content)["word/document.xml"].iter(f"{W}t"))


# All forms


@LANGUAGES
def test_every_section_and_every_source_is_in_every_form(language: str, briefs: dict[str, Brief]) -> None:
    brief, labels = briefs[language], LABELS[language]
    headings = [labels.bottom_line, labels.facts, labels.timeline, labels.differences, labels.sources]
    forms = {form: render(brief, form) for form in ("md", "html", "docx")}
    texts = [forms["md"].decode(), forms["html"].decode(), words_in(forms["docx"])]
    for text in texts:
        assert all(heading in text for heading in headings)
        for cited in brief.citations:
            assert f"[{cited.number}]" in text.replace("\\", "")


@LANGUAGES
def test_what_is_outside_quotations_is_in_the_language_of_the_brief(language: str, briefs: dict[str, Brief]) -> None:
    lines = write_markdown(lay_out(briefs[language]), isolated=False).splitlines()
    headings = [line for line in lines if line.startswith("## ")]
    assert len(headings) >= 5
    arabic = [bool(re.search("[\u0621-\u064a]", line)) for line in headings]
    assert set(arabic) == {language == "ar"}


@LANGUAGES
def test_a_refusal_is_written_with_its_reason(language: str) -> None:
    brief = Brief("topic", language, "refused", "لا شيء." if language == "ar" else "Nothing.")
    for form in ("md", "html"):
        assert (brief.reason or "") in render(brief, form).decode()
    assert (brief.reason or "") in words_in(render(brief, "docx"))


def test_labels_have_twins() -> None:
    english, arabic = LABELS["en"], LABELS["ar"]
    for name in english.__slots__:
        one, other = getattr(english, name), getattr(arabic, name)
        assert type(one) is type(other)
        assert one != other
        if not isinstance(one, str):
            assert one.keys() == other.keys()


@LANGUAGES
def test_json_is_what_the_brief_says_of_itself(language: str, briefs: dict[str, Brief]) -> None:
    assert json.loads(render(briefs[language], "json")) == json.loads(json.dumps(briefs[language].to_dict()))


# Markdown


@LANGUAGES
def test_markdown_means_nothing_that_an_article_wrote(language: str) -> None:
    written = write_markdown(lay_out(hostile(language)), isolated=False)
    assert "<script" not in written.replace("\\<script", "")
    assert "](javascript" not in written.replace("\\](", "")
    assert "\x1b" not in written
    assert "\u202e" not in written
    rows = [line for line in written.splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}


def test_markdown_isolates_what_runs_the_other_way_except_for_programs(briefs: dict[str, Brief]) -> None:
    document = lay_out(briefs["ar"])
    assert ISOLATES.search(write_markdown(document))
    assert not ISOLATES.search(write_markdown(document, isolated=False))
    assert write_markdown(document).count("\u2068") == write_markdown(document).count("\u2069")


# The page


@LANGUAGES
def test_the_page_has_its_direction_and_each_quotation_its_own(language: str, briefs: dict[str, Brief]) -> None:
    page = render(briefs[language], "html").decode()
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert page.count('<bdi dir="auto" lang="') > len(briefs[language].citations)
    assert "<script" not in page
    assert "http-equiv" not in page
    assert not re.search(r"<(?:link|img|iframe)\b|@import|url\(", page)


@LANGUAGES
def test_references_on_the_page_lead_to_their_sources(language: str, briefs: dict[str, Brief]) -> None:
    page = render(briefs[language], "html").decode()
    leading = set(re.findall(r'href="#(source-\d+)"', page))
    assert leading == set(re.findall(r'id="(source-\d+)"', page))
    assert len(leading) == len(briefs[language].citations)


@LANGUAGES
def test_the_page_escapes_whatever_came_from_outside(language: str) -> None:
    page = render(hostile(language), "html").decode()
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert "\x1b" not in page
    assert "\u202e" not in page


# Word


def test_a_word_file_in_arabic_runs_from_right_to_left_throughout(briefs: dict[str, Brief]) -> None:
    body = parts(render(briefs["ar"], "docx"))["word/document.xml"]
    paragraphs = [one for one in body.iter(f"{W}p") if "".join(one.itertext()).strip()]
    assert all(one.find(f"{W}pPr/{W}bidi") is not None for one in paragraphs)
    assert all(one.find(f"{W}tblPr/{W}bidiVisual") is not None for one in body.iter(f"{W}tbl"))
    assert len(list(body.iter(f"{W}tbl"))) == 2
    assert body.find(f".//{W}sectPr/{W}bidi") is not None
    for run in body.iter(f"{W}r"):
        text = "".join(run.itertext())
        if re.search("[\u0621-\u064a]", text) and not re.search("[A-Za-z]", text):
            assert run.find(f"{W}rPr/{W}rtl") is not None, text


def test_a_word_file_in_english_marks_only_arabic_words_as_right_to_left(briefs: dict[str, Brief]) -> None:
    body = parts(render(briefs["en"], "docx"))["word/document.xml"]
    assert not list(body.iter(f"{W}bidi"))
    assert not list(body.iter(f"{W}bidiVisual"))
    marked = ["".join(run.itertext()) for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None]
    assert marked
    assert all(re.search("[\u0621-\u064a]", text) for text in marked)


@LANGUAGES
def test_a_word_file_has_a_title_headings_and_fonts_for_both_scripts(language: str, briefs: dict[str, Brief]) -> None:
    found = parts(render(briefs[language], "docx"))
    body, styles = found["word/document.xml"], found["word/styles.xml"]
    used = [style.get(f"{W}val") for style in body.iter(f"{W}pStyle")]
    assert used[0] == "Title"
    assert used.count("Heading1") >= 5
    for style in styles.iter(f"{W}style"):
        if style.get(f"{W}styleId") in ("Normal", "Title", "Heading1"):
            fonts = style.find(f"{W}rPr/{W}rFonts")
            assert fonts is not None
            assert fonts.get(f"{W}cs") == fonts.get(f"{W}ascii") == "Arial"
            assert style.find(f"{W}rPr/{W}szCs") is not None
    assert briefs[language].topic[1:] in "".join(found["docProps/core.xml"].itertext())


@LANGUAGES
def test_references_in_a_word_file_lead_to_their_sources(language: str, briefs: dict[str, Brief]) -> None:
    body = parts(render(briefs[language], "docx"))["word/document.xml"]
    anchors = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")}
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert anchors == set(names)
    assert len(names) == len(set(names)) == len(briefs[language].citations)


@LANGUAGES
def test_a_word_file_holds_hostile_words_as_words(language: str) -> None:
    text = words_in(render(hostile(language), "docx"))
    assert "<script>" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


# Files


@pytest.mark.parametrize(
    ("named", "output", "form"),
    [
        (None, None, "md"),
        (None, "a.md", "md"),
        (None, "a.HTML", "html"),
        (None, "إحاطة.docx", "docx"),
        (None, "a.json", "json"),
        ("html", "a.txt", "html"),
        ("json", None, "json"),
    ],
)
def test_the_form_is_the_one_named_or_what_the_file_ends_with(named: str, output: str, form: str) -> None:
    assert chosen_form(named, Path(output) if output else None) == form


def test_a_form_that_cannot_be_told_is_an_error_in_both_languages() -> None:
    for named, output in ((None, Path("brief.pages")), ("docx", None)):
        with pytest.raises(InputError) as caught:
            chosen_form(named, output)
        assert re.search("[A-Za-z]{4}", caught.value.said("en"))
        assert re.search("[\u0621-\u064a]", caught.value.said("ar"))


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "إحاطة.md"
    target.write_text("old", "utf-8")
    target.chmod(0o640)
    save(b"new", target)
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [one.name for one in tmp_path.iterdir()] == [target.name]


def test_a_new_file_may_be_read_as_any_other(tmp_path: Path) -> None:
    save(b"new", tmp_path / "brief.md")
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / "brief.md").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_file_that_cannot_be_written_is_an_error_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for target in (tmp_path / "nowhere" / "brief.md", tmp_path / "folder"):
        with pytest.raises(InputError) as caught:
            save(b"new", target)
        assert str(target) in caught.value.said("en")
        assert str(target) in caught.value.said("ar")
    assert not list((tmp_path / "folder").iterdir())
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


# The command


@LANGUAGES
def test_the_command_prints_a_brief(language: str, isnad: Isnad, sample_folder: Path) -> None:
    told = isnad("brief", TOPICS[language], library=sample_folder, language=language)
    assert told.exit_code == 0
    assert told.stdout.startswith("# ")
    assert f"## {LABELS[language].facts}" in told.stdout
    assert not ISOLATES.search(told.stdout)


@LANGUAGES
def test_the_command_writes_the_form_that_the_file_ends_with(
    language: str, isnad: Isnad, sample_folder: Path, tmp_path: Path
) -> None:
    for ending, start in (("md", b"# "), ("html", b"<!DOCTYPE"), ("docx", b"PK"), ("json", b"{")):
        target = tmp_path / f"brief.{ending}"
        told = isnad("brief", TOPICS[language], "-o", str(target), library=sample_folder, language=language)
        assert told.exit_code == 0, told.stderr
        assert target.read_bytes().startswith(start)
        assert target.name in told.stderr.replace("\n", "")
        assert told.stdout == ""


@LANGUAGES
def test_the_command_says_what_is_wrong_before_any_work(language: str, isnad: Isnad, sample_folder: Path) -> None:
    told = isnad("brief", TOPICS[language], "-o", "brief.pages", library=sample_folder, language=language)
    assert told.exit_code == 1
    assert ".docx" in told.stderr


def test_the_command_prints_json_in_the_language_asked_for(isnad: Isnad, sample_folder: Path) -> None:
    told = isnad("brief", TOPICS["ar"], "--language", "en", "--json", library=sample_folder)
    written = json.loads(told.stdout)
    assert written["language"] == "en"
    assert written["facts"]
