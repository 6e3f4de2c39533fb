"""Every error and message of the program is there in both languages."""

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval import errors
from retrieval.errors import IsnadError, UnknownSource
from retrieval.phrases import Phrase

ROOT = Path(errors.__file__).parents[1]
FOLDERS = ("agent", "eval", "prompts", "retrieval", "ui")
ERRORS = {name for name, thing in vars(errors).items() if isinstance(thing, type) and issubclass(thing, IsnadError)}
ARABIC_LETTERS = re.compile("[\u0621-\u064a]")
LATIN_LETTERS = re.compile("[A-Za-z]")


def sources() -> Iterator[tuple[str, ast.Module]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Find where one of `names` is called, with the place."""
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                yield f"{path}:{node.lineno}", node


def literal(node: ast.expr) -> str | None:
    """The letters of a text that stands in the code, with `{}` for each value filled in; None for any other thing."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def one_sided(call: ast.Call) -> str | None:
    """Say what keeps a call from passing an English text and its Arabic twin, if anything does."""
    if len(call.args) != 2 or call.keywords:
        return "does not pass two texts"
    english, arabic = map(literal, call.args)
    if english is None or arabic is None:
        return "passes something other than two texts"
    if ARABIC_LETTERS.search(english):
        return "has Arabic in its English"
    if not ARABIC_LETTERS.search(arabic) and (len(english.split()) > 1 or LATIN_LETTERS.search(arabic)):
        return "has no Arabic letters in its Arabic"
    if english.count("{}") > arabic.count("{}"):
        return "names fewer values in Arabic than in English"
    return None


def test_every_error_is_made_of_an_english_text_and_its_arabic_twin() -> None:
    made = list(calls(*ERRORS))
    assert len(made) > 20
    assert [f"{place} {fault}" for place, call in made if (fault := one_sided(call))] == []


def test_every_phrase_is_made_of_an_english_text_and_its_arabic_twin() -> None:
    made = [(place, call) for place, call in calls("Phrase") if not place.startswith("retrieval/errors.py")]
    assert len(made) > 30
    assert [f"{place} {fault}" for place, call in made if (fault := one_sided(call))] == []


def test_every_error_is_raised_somewhere_or_has_one_below_it() -> None:
    made = {call.func.id for _, call in calls(*ERRORS) if isinstance(call.func, ast.Name)}
    bases = {base.__name__ for name in ERRORS for base in vars(errors)[name].__bases__}
    assert made | bases >= ERRORS


def test_no_error_is_raised_by_its_bare_name() -> None:
    bare = [
        f"{path}:{node.lineno}"
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name) and node.exc.id in ERRORS
    ]
    assert bare == []


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_an_error_says_its_text_in_the_language_asked_for(name: str) -> None:
    error = vars(errors)[name]("It went wrong.", "حدث خطأ.")
    assert str(error) == error.said("en") == "It went wrong."
    assert error.said("ar") == "حدث خطأ."


def test_an_error_can_be_sent_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(UnknownSource("No such outlet.", "لا جهة ناشرة بهذا الاسم.")))
    assert isinstance(error, UnknownSource)
    assert error.phrase == Phrase("No such outlet.", "لا جهة ناشرة بهذا الاسم.")


def test_the_tree_in_the_docstring_names_every_error() -> None:
    assert errors.__doc__ is not None
    drawn = re.findall(r"^[│├└─ ]*(\w+)", errors.__doc__.partition("\n\n")[2], re.MULTILINE)
    assert sorted(drawn) == sorted(ERRORS)
