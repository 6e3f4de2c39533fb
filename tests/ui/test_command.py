"""The command line: what goes in, what comes out on which output, and with which exit code, in both languages."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import click
import pytest
import typer
from click.testing import Result

from agent.wording import WORDING
from tests.conftest import SAMPLE
from ui.cli import app

Isnad = Callable[..., Result]
Process = subprocess.CompletedProcess[str]

ARABIC = re.compile("[\u0621-\u064a]")
# Escape codes, isolates and overrides: for a screen, never for a pipe.
FOR_SCREENS = re.compile("[\x1b\u2066-\u2069\u202a-\u202e]")
HEAVY = (
    *("torch", "transformers", "sentence_transformers", "gradio"),
    *("langchain", "langchain_core", "langchain_openai", "langgraph", "openai", "tiktoken"),
)
TELL_WHAT_WAS_IMPORTED = f"""
import atexit, sys
atexit.register(lambda: print(*sorted(set({HEAVY}) & sys.modules.keys()), file=sys.stderr))
from ui.cli import main
main()
"""
MAYOR = {"en": "Who is the mayor of Saroufa?", "ar": "من هي رئيسة بلدية ساروفة؟"}
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
ARTICLE_FIELDS = {
    "article_id",
    "title",
    "title_how",
    "source",
    "url",
    "published",
    "published_how",
    "published_reason",
    "language",
    "copies",
}


@pytest.fixture
def own_copy(sample_folder: Path, tmp_path: Path) -> Path:
    """A copy of the sample's library that a test may change."""
    return Path(shutil.copytree(sample_folder, tmp_path / "library"))


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    """A folder with two good articles, one good row, and files that are no articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "الجسر.txt").write_text("أغلقت البلدية جسر الورد أمام الشاحنات.\n\nويستمر الإغلاق أسبوعاً.", "utf-8")
    (folder / "bridge.txt").write_text(
        "The city closed the Rose bridge to lorries.\n\nIt stays closed for a week.", "utf-8"
    )
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01")
    rows = ['{"id": "row-1", "text": "The baker of Tarbun sings."}', '{"text": "cut off', "[1, 2]", '{"id": "row-4"}']
    (folder / "rows.jsonl").write_text("\n".join(rows), "utf-8")
    (folder / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


def commands() -> Iterator[tuple[str, ...]]:
    """Every command and group of commands, as it is typed."""

    def below(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield path
        for name, sub in getattr(command, "commands", {}).items():
            yield from below(sub, (*path, name))

    yield from below(typer.main.get_command(app), ())


# Help


def test_the_commands_that_other_programs_call_are_there() -> None:
    assert {" ".join(path) for path in commands()} >= {
        "add",
        "ask",
        "library list",
        "library show",
        "library remove",
        "library verify",
        "library rebuild",
        "library stats",
        "library conflicts",
        "eval run",
        "eval search",
        "eval bench",
    }


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_help_speaks_both_languages_and_shows_examples_in_both(
    isnad: Isnad, tmp_path: Path, path: tuple[str, ...]
) -> None:
    result = isnad(*path, "--help", library=tmp_path / "none")
    assert result.exit_code == 0
    assert ARABIC.search(result.stdout)
    assert re.search("[A-Za-z]{3}", result.stdout)
    assert not (tmp_path / "none").exists()
    if path == ("ask",):
        assert re.search(r'isnad ask "[A-Z]', result.stdout)
        assert re.search('isnad ask "[\u0621-\u064a]', result.stdout)


def test_every_option_and_argument_is_explained_in_both_languages() -> None:
    def parameters(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
        for parameter in command.params:
            yield f"{path} {parameter.name}", getattr(parameter, "help", None) or ""
        for name, sub in getattr(command, "commands", {}).items():
            yield from parameters(sub, f"{path} {name}")

    explained = dict(parameters(typer.main.get_command(app), "isnad"))
    assert len(explained) > 20
    assert [
        name for name, text in explained.items() if not (ARABIC.search(text) and re.search("[A-Za-z]{3}", text))
    ] == []


# Adding


def test_the_sample_goes_in_with_one_command(sample_added: tuple[Path, Result]) -> None:
    folder, result = sample_added
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "15 added, 0 replaced, 0 unchanged, 0 refused.\n"
    assert folder.is_dir()


def test_bad_input_is_named_on_standard_error_and_good_input_goes_in(
    isnad_process: Callable[..., Process], isnad: Isnad, untidy: Path, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    process = isnad_process("add", str(untidy), str(tmp_path / "nowhere.txt"), library=library)
    assert process.returncode == 1
    assert process.stdout.startswith("3 added, 0 replaced, 0 unchanged, ")
    named = {line.split(":")[1].strip() for line in process.stderr.splitlines()}
    assert named == {
        str(untidy / "empty.txt"),
        str(untidy / "binary.txt"),
        f"{untidy / 'rows.jsonl'}, row 2",
        f"{untidy / 'rows.jsonl'}, row 3",
        f"{untidy / 'rows.jsonl'}, row 4",
        str(untidy / "picture.jpg"),
        str(tmp_path / "nowhere.txt"),
    }
    assert not FOR_SCREENS.search(process.stdout + process.stderr)
    listed = json.loads(isnad("library", "list", "--json", library=library).stdout)
    assert [article["article_id"] for article in listed] == ["bridge", "row-1", "الجسر"]


def test_the_same_input_is_refused_in_arabic_and_counted_in_json(isnad: Isnad, untidy: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    told = isnad("add", str(untidy), library=library, language="ar")
    assert told.exit_code == 1
    assert told.stdout.startswith("أُضيف 3، ")
    assert all(line.startswith("لم يُقرأ: ") for line in told.stderr.splitlines())
    again = isnad("add", str(untidy), "--json", library=library)
    report = json.loads(again.stdout)
    assert (again.exit_code, again.stderr) == (1, "")
    assert {article["article_id"]: article["what"] for article in report["articles"]} == {
        "bridge": "unchanged",
        "row-1": "unchanged",
        "الجسر": "unchanged",
    }
    kinds = sorted(refusal["kind"] for refusal in report["refused"])
    assert kinds == ["row", "row", "row", "skipped", "unreadable", "unreadable"]


def test_a_file_of_another_kind_inside_a_folder_is_told_and_is_no_failure(isnad: Isnad, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "note.txt").write_text("A ship came in.", "utf-8")
    (tmp_path / "news" / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    result = isnad("add", str(tmp_path / "news"), library=tmp_path / "library")
    assert result.exit_code == 0
    assert "picture.jpg" in result.stderr
    asked_for = isnad("add", str(tmp_path / "news" / "picture.jpg"), library=tmp_path / "library")
    assert asked_for.exit_code == 1


def test_a_date_that_cannot_be_read_is_a_note_and_exit_code_one(isnad: Isnad, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "ship", "text": "A ship came in.", "published": "soon"}\n', "utf-8")
    for language, note in (("en", "Note: "), ("ar", "تنبيه: ")):
        result = isnad("add", str(rows), library=tmp_path / language, language=language)
        assert result.exit_code == 1
        assert result.stderr.startswith(note)
        assert "soon" in result.stderr
        assert "1" in result.stdout


@LANGUAGES
def test_adding_nothing_is_wrong_usage(isnad: Isnad, tmp_path: Path, language: str) -> None:
    result = isnad("add", library=tmp_path / "library", language=language)
    assert result.exit_code == 2
    assert "--sample" in result.stderr
    assert bool(ARABIC.search(result.stderr)) == (language == "ar")
    assert not (tmp_path / "library").exists()


# Asking


def test_asking_in_json_puts_one_object_on_standard_output_and_imports_nothing_heavy(
    isnad_process: Callable[..., Process], sample_folder: Path
) -> None:
    process = isnad_process("ask", MAYOR["ar"], "--json", library=sample_folder, code=TELL_WHAT_WAS_IMPORTED)
    assert process.returncode == 0
    assert process.stderr.strip() == ""
    answer = json.loads(process.stdout)
    assert (answer["question"], answer["language"], answer["status"]) == (MAYOR["ar"], "ar", "answered")
    assert ARABIC.search(process.stdout), "Arabic stands in the JSON as it is, not escaped"


@LANGUAGES
def test_an_answer_in_a_pipe_has_its_statements_and_sources_and_no_codes_for_screens(
    isnad: Isnad, sample_folder: Path, language: str
) -> None:
    answer = json.loads(isnad("ask", MAYOR[language], "--json", library=sample_folder).stdout)
    result = isnad("ask", MAYOR[language], library=sample_folder, language=language)
    assert (result.exit_code, result.stderr) == (0, "")
    for statement in answer["statements"]:
        assert statement["text"] in result.stdout
        assert all(f"    {note}" in result.stdout.splitlines() for note in statement["notes"])
    for cited in answer["citations"]:
        (line,) = [one for one in result.stdout.splitlines() if one.startswith(f"[{cited['number']}] ")]
        assert all(part in line for part in (cited["title"], cited["article_id"], cited["url"] or ""))
    assert not FOR_SCREENS.search(result.stdout)


def test_an_answer_on_a_screen_isolates_foreign_names(isnad_screen: Callable[..., str], sample_folder: Path) -> None:
    text = isnad_screen("ask", MAYOR["en"], library=sample_folder)
    source = next(line for line in text.splitlines() if "[1]" in line and "·" in line)
    assert source.count("\u2068") == source.count("\u2069") >= 2
    assert re.search(r"\x1b\[[0-9;]*m", text)
    assert not re.search(r"\x1b(?!\[(?:[0-9;]*m|\?25[lh]|[0-9]*[AK]))", text)  # Colours, and the line of steps.


def test_an_answer_names_its_sources_in_its_own_language(isnad: Isnad, sample_folder: Path) -> None:
    for question, answer_in, messages_in, heading in (
        (MAYOR["en"], "ar", "en", "المصادر"),
        (MAYOR["ar"], "en", "ar", "Sources"),
    ):
        arguments = ("ask", question, "--language", answer_in)
        told = json.loads(isnad(*arguments, "--json", library=sample_folder, language=messages_in).stdout)
        shown = isnad(*arguments, library=sample_folder, language=messages_in).stdout
        assert told["language"] == answer_in
        assert all(WORDING[answer_in].quoted[0] in statement["text"] for statement in told["statements"])
        assert heading in shown.splitlines()


def test_filters_reach_the_search(isnad: Isnad, sample_folder: Path) -> None:
    arguments = ("ask", MAYOR["en"], "--json")
    for extra, allowed in (
        (("--since", "2025-11-30"), {"2025-11-30"}),
        (("--until", "2025-01-21"), {"2025-01-21"}),
        (("--source", "Saroufa Courier"), {"2025-03-25", "2025-10-04", "2025-11-30"}),
    ):
        answer = json.loads(isnad(*arguments, *extra, library=sample_folder).stdout)
        assert answer["searched"]["articles"] > 0
        assert answer["citations"]
        assert {cited["published"] for cited in answer["citations"]} <= allowed


@LANGUAGES
def test_a_refusal_is_an_answer_with_its_reason_and_exit_code_zero(
    isnad: Isnad, sample_folder: Path, language: str
) -> None:
    question = {"en": "What is the boiling point of tungsten?", "ar": "كيف تُطهى الملوخية بالأرانب؟"}[language]
    result = isnad("ask", question, library=sample_folder, language=language)
    assert result.exit_code == 0
    assert result.stdout.strip() == WORDING[language].nothing_about
    answer = json.loads(isnad("ask", question, "--json", library=sample_folder).stdout)
    assert (answer["status"], answer["reason"], answer["citations"]) == ("refused", WORDING[language].nothing_about, [])


# Looking into the library


def test_the_list_has_a_line_an_article_in_order_of_id(isnad: Isnad, sample_folder: Path) -> None:
    articles = json.loads(isnad("library", "list", "--json", library=sample_folder).stdout)
    assert len(articles) == 15
    assert all(set(article) == ARTICLE_FIELDS for article in articles)
    ids = [article["article_id"] for article in articles]
    assert ids == sorted(ids)
    for language, names in (("en", ("Arabic", "English")), ("ar", ("العربية", "الإنجليزية"))):
        listed = isnad("library", "list", library=sample_folder, language=language).stdout
        assert [line.split()[0] for line in listed.splitlines()] == ids
        assert all(any(name in line for name in names) for line in listed.splitlines())
        assert not FOR_SCREENS.search(listed)


@pytest.mark.parametrize("article_id", ["bridge-plan", "port-deal-gazette"])
def test_an_article_is_shown_as_it_came_with_what_cleaning_left_out(
    isnad: Isnad, sample_folder: Path, article_id: str
) -> None:
    article = json.loads(isnad("library", "show", article_id, "--json", library=sample_folder).stdout)
    assert set(article) == ARTICLE_FIELDS | {"text", "body", "cuts", "passages"}
    assert article["text"] == (SAMPLE / f"{article_id}.txt").read_text("utf-8")
    spans = sorted([*article["body"], *([cut["start"], cut["end"]] for cut in article["cuts"])])
    assert all(0 <= start < end <= len(article["text"]) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for language in ("en", "ar"):
        shown = isnad("library", "show", article_id, library=sample_folder, language=language)
        assert shown.exit_code == 0
        assert not FOR_SCREENS.search(shown.stdout)
        for start, end in article["body"]:
            assert article["text"][start:end] in shown.stdout
        for cut in article["cuts"]:
            assert article["text"][cut["start"] : cut["end"]].strip() in shown.stdout


def test_the_counts_of_a_library_add_up_and_say_the_same_in_both_forms(isnad: Isnad, sample_folder: Path) -> None:
    counts = json.loads(isnad("library", "stats", "--json", library=sample_folder).stdout)
    assert counts["articles"] == 15
    assert sum(counts["by_language"].values()) == sum(counts["by_date_how"].values()) == 15
    assert counts["by_language"] == {"ar": 8, "en": 7}
    assert counts["sources"] == len(counts["outlets"])
    assert counts["pending"] == 0
    assert counts["bytes"] > 0
    for language, line in (("en", "Articles: 15"), ("ar", "المقالات: 15")):
        assert line in isnad("library", "stats", library=sample_folder, language=language).stdout.splitlines()


def test_a_whole_library_is_verified_in_both_languages(isnad: Isnad, sample_folder: Path) -> None:
    for language, words in (("en", "The library is whole: 15 articles"), ("ar", "المكتبة سليمة: 15 مقال")):
        result = isnad("library", "verify", library=sample_folder, language=language)
        assert result.exit_code == 0
        assert words in result.stdout
    assert json.loads(isnad("library", "verify", "--json", library=sample_folder).stdout)["problems"] == []


# Keeping it in order


def test_a_removed_article_is_gone_from_list_and_answers_and_the_rest_stays(isnad: Isnad, own_copy: Path) -> None:
    result = isnad("library", "remove", "bridge-plan", "bridge-opening", library=own_copy)
    assert (result.exit_code, result.stdout) == (0, "2 removed.\n")
    ids = [article["article_id"] for article in json.loads(isnad("library", "list", "--json", library=own_copy).stdout)]
    assert len(ids) == 13
    assert not {"bridge-plan", "bridge-opening"}.intersection(ids)
    answer = json.loads(isnad("ask", MAYOR["en"], "--json", library=own_copy).stdout)
    assert answer["citations"]
    assert {cited["article_id"] for cited in answer["citations"]} <= set(ids)
    assert isnad("library", "verify", library=own_copy).exit_code == 0
    assert isnad("library", "remove", "flood-barid", library=own_copy, language="ar").stdout == "حُذف 1.\n"


# Conflicts of a library


@LANGUAGES
def test_the_conflicts_of_a_library_are_listed_with_all_sides_quoted(
    isnad: Isnad, sample_folder: Path, language: str
) -> None:
    told = isnad("library", "conflicts", "--language", language, "--json", library=sample_folder)
    assert (told.exit_code, told.stderr) == (0, "")
    conflict, other = json.loads(told.stdout)
    assert (other["kind"], [one["value"] for one in other["positions"]]) == ("number", ["41", "27"])
    assert set(conflict) == {"kind", "verdict", "about", "positions", "explanation", "citations"}
    assert (conflict["kind"], conflict["verdict"]) == ("denial", "conflict")
    result = isnad("library", "conflicts", library=sample_folder, language=language)
    assert (result.exit_code, result.stderr) == (0, "")
    assert conflict["about"] in result.stdout
    assert conflict["explanation"] in result.stdout
    for position in conflict["positions"]:
        marks = "".join(f"[{number}]" for number in position["citations"])
        assert f"  – {position['value']} {marks}\n" in result.stdout
    for cited in conflict["citations"]:
        assert " ".join(cited["quote"].split()) in result.stdout
        lines = [one for one in result.stdout.splitlines() if one.startswith(f"  [{cited['number']}] ")]
        parts = (cited["title"], cited["source"], cited["article_id"])
        assert any(all(part in line for part in parts) for line in lines)
    assert (
        result.stdout.splitlines()[-1]
        == {"en": "Conflicts: 2, in 15 articles.", "ar": "التعارضات: 2، في 15 مقال."}[language]
    )
    assert not FOR_SCREENS.search(result.stdout)


@LANGUAGES
def test_a_library_without_conflicts_says_so(isnad: Isnad, sample_folder: Path, language: str) -> None:
    days = ("--since", "2025-09-01")
    result = isnad("library", "conflicts", *days, library=sample_folder, language=language)
    assert result.exit_code == 0
    assert result.stdout.startswith({"en": "No conflict was found in ", "ar": "لم يُعثر على أي تعارض في "}[language])
    assert json.loads(isnad("library", "conflicts", *days, "--json", library=sample_folder).stdout) == []


def test_the_conflicts_of_an_unknown_outlet_or_an_empty_library_are_an_error(
    isnad: Isnad, sample_folder: Path, tmp_path: Path
) -> None:
    assert isnad("library", "conflicts", "--source", "Nobody's News", library=sample_folder).exit_code == 1
    assert isnad("library", "conflicts", library=tmp_path / "none").exit_code == 1


def test_hostile_words_in_a_conflict_do_not_reach_the_screen(
    isnad: Isnad, isnad_screen: Callable[..., str], tmp_path: Path
) -> None:
    rows = tmp_path / "rows.jsonl"
    hostile = "\x1b[31m\u202e"
    text = (
        "The boat race of Zamrin Bay ended on Sunday.\n\n"
        "The entry list for the boat race of Zamrin Bay{hostile} opened on {day}, the harbour club of Tarbun said."
    )
    other = (
        "Prizes for the boat race of Zamrin Bay were handed out by the mayor.\n\n"
        "The harbour club of Tarbun opened the entry list for the boat race of Zamrin Bay{hostile} on {day}."
    )
    articles = [
        {"id": day, "text": one.format(hostile=hostile, day=day), "title": f"Boat race{hostile}", "source": source}
        for one, day, source in ((text, "3 March 2025", f"Herald{hostile}"), (other, "10 March 2025", "Times"))
    ]
    rows.write_text("\n".join(json.dumps(one) for one in articles) + "\n", "utf-8")
    library = tmp_path / "library"
    isnad("add", str(rows), library=library)
    assert len(json.loads(isnad("library", "conflicts", "--json", library=library).stdout)) == 1
    assert not FOR_SCREENS.search(isnad("library", "conflicts", library=library).stdout)
    screen = isnad_screen("library", "conflicts", library=library)
    assert "\u202e" not in screen
    assert "\x1b[31m" not in screen


def test_one_unknown_id_keeps_all_articles_in(isnad: Isnad, own_copy: Path) -> None:
    result = isnad("library", "remove", "bridge-plan", "no-such-id", library=own_copy)
    assert result.exit_code == 1
    assert "no-such-id" in result.stderr
    assert json.loads(isnad("library", "stats", "--json", library=own_copy).stdout)["articles"] == 15


def test_a_lost_index_is_noticed_and_made_anew_from_the_catalogue(isnad: Isnad, own_copy: Path) -> None:
    before = json.loads(isnad("ask", MAYOR["ar"], "--json", library=own_copy).stdout)
    for part, language, words in (("words", "en", "Rebuilt: "), ("meaning", "ar", "أُعيد البناء: ")):
        shutil.rmtree(own_copy / part)
        assert isnad("library", "verify", library=own_copy).exit_code == 1
        rebuilt = isnad("library", "rebuild", library=own_copy, language=language)
        assert (rebuilt.exit_code, rebuilt.stderr) == (0, "")
        assert rebuilt.stdout.startswith(words)
        assert isnad("library", "verify", library=own_copy).exit_code == 0
    after = json.loads(isnad("ask", MAYOR["ar"], "--json", library=own_copy).stdout)
    assert after["statements"] == before["statements"]


# Errors


@LANGUAGES
@pytest.mark.parametrize("command", ["ask hello", "library stats", "library show x"])
def test_an_empty_library_is_an_error_that_says_what_to_do(
    isnad: Isnad, tmp_path: Path, language: str, command: str
) -> None:
    result = isnad(*command.split(), library=tmp_path / "none", language=language)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith({"en": "Error: ", "ar": "خطأ: "}[language])
    assert "isnad add --sample" in result.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", ["verify", "rebuild", "remove x"])
def test_looking_after_a_library_that_is_not_there_makes_none(isnad: Isnad, tmp_path: Path, command: str) -> None:
    assert isnad("library", *command.split(), library=tmp_path / "none").exit_code == 1
    assert not (tmp_path / "none").exists()


def test_an_empty_library_lists_nothing_and_that_is_no_error(isnad: Isnad, tmp_path: Path) -> None:
    assert isnad("library", "list", library=tmp_path).stdout == ""
    assert json.loads(isnad("library", "list", "--json", library=tmp_path).stdout) == []


@LANGUAGES
@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("library", "show", "no-such-id"), "no-such-id"),
        (("library", "remove", "لا-وجود-له"), "لا-وجود-له"),
        (("ask", "mayor", "--source", "Daily Nothing"), "Daily Nothing"),
        (("ask", "؟"), ""),
        (("ask", "why " * 1000), "4,000"),
        (("eval", "run", "/no/such/file.jsonl"), "/no/such/file.jsonl"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value)[:30],
)
def test_what_cannot_be_done_is_said_on_standard_error_with_exit_code_one(
    isnad: Isnad, sample_folder: Path, language: str, command: tuple[str, ...], named: str
) -> None:
    result = isnad(*command, library=sample_folder, language=language)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith({"en": "Error: ", "ar": "خطأ: "}[language])
    assert named in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("ask", "mayor", "--since", "2025-13-01"), "--since"),
        (("ask", "mayor", "--until", "yesterday"), "--until"),
        (("ask", "mayor", "--language", "fr"), "--language"),
        (("ask",), "QUESTION"),
        (("library", "show"), "ID"),
        (("ask", "mayor", "--nonsense"), "--nonsense"),
    ],
)
def test_wrong_usage_is_exit_code_two_and_names_what_is_wrong(
    isnad: Isnad, sample_folder: Path, arguments: tuple[str, ...], named: str
) -> None:
    result = isnad(*arguments, library=sample_folder)
    assert (result.exit_code, result.stdout) == (2, "")
    assert named in result.stderr


def test_the_option_wins_over_the_environment(isnad: Isnad, sample_folder: Path, tmp_path: Path) -> None:
    elsewhere = isnad("library", "list", "--library", str(sample_folder), library=tmp_path / "none")
    assert len(elsewhere.stdout.splitlines()) == 15


# Reported


@LANGUAGES
def test_an_unknown_date_is_shown_as_unknown(isnad: Isnad, tmp_path: Path, language: str) -> None:
    (tmp_path / "ship.txt").write_text("A ship came in. It was green.", "utf-8")
    isnad("add", str(tmp_path / "ship.txt"), library=tmp_path / "library")
    shown = isnad("library", "show", "ship", library=tmp_path / "library", language=language).stdout
    assert {"en": "Published: date unknown", "ar": "تاريخ النشر: بلا تاريخ معروف"}[language] in shown


def test_the_list_in_a_pipe_is_separated_by_tabs(isnad: Isnad, sample_folder: Path) -> None:
    listed = isnad("library", "list", library=sample_folder).stdout
    assert {len(line.split("\t")) for line in listed.splitlines()} == {5}


def test_an_article_cannot_steer_the_screen_through_the_list(isnad: Isnad, tmp_path: Path) -> None:
    row = {"id": "evil\x1b[2J\u202eid", "text": "Some words of Rome."}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row), "utf-8")
    isnad("add", str(tmp_path / "rows.jsonl"), library=tmp_path / "library")
    listed = isnad("library", "list", library=tmp_path / "library").stdout
    assert "Some words of Rome" in listed
    assert not FOR_SCREENS.search(listed)


@LANGUAGES
def test_a_file_where_the_library_should_be_is_an_error_with_a_message(
    isnad: Isnad, tmp_path: Path, language: str
) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    result = isnad("add", "--sample", library=tmp_path / "file", language=language)
    assert result.exit_code == 1
    assert result.stderr.startswith({"en": "Error: ", "ar": "خطأ: "}[language])


@LANGUAGES
def test_an_answers_file_that_cannot_be_written_is_an_error_with_a_message(
    isnad: Isnad, tmp_path: Path, language: str
) -> None:
    story = {"id": "s", "articles": [{"id": "a", "text": "A ship came in."}], "questions": []}
    (tmp_path / "stories.jsonl").write_text(json.dumps(story), "utf-8")
    out = tmp_path / "nowhere" / "out.jsonl"
    arguments = ("eval", "run", str(tmp_path / "stories.jsonl"), "--answers", str(out))
    result = isnad(*arguments, library=tmp_path / "library", language=language)
    assert result.exit_code == 1
    assert result.stderr.startswith({"en": "Error: ", "ar": "خطأ: "}[language])


def test_no_line_in_a_pipe_ends_in_spaces(isnad: Isnad, sample_folder: Path) -> None:
    shown = isnad("ask", "How much did the bridge cost?", library=sample_folder).stdout
    assert [line for line in shown.splitlines() if line != line.rstrip()] == []
    assert re.search("^ {4}", shown, re.MULTILINE)
