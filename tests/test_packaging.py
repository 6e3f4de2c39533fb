"""What is shipped: every package with its data, under names of its own, by commands that exist."""

import importlib
import importlib.util
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("agent", "eval", "prompts", "retrieval", "ui")
DATA = (
    "agent/names/README.md",
    "agent/names/cities.tsv",
    "agent/names/common.txt.gz",
    "agent/names/countries.tsv",
    "agent/writing/prices.toml",
    "eval/benchmark/README.md",
    "eval/benchmark/stories.jsonl",
    *(
        f"prompts/{path.parent.name}/{path.name}"
        for path in sorted((ROOT / "prompts").glob("*/*.*"))
        if "__" not in str(path)
    ),
    "eval/judging/labelled.jsonl",
    "retrieval/model/background.tsv.gz",
    "retrieval/model/dictionary.tsv.gz",
    "retrieval/model/model.safetensors",
    "retrieval/model/modules.json",
    "retrieval/model/terms.tsv",
    "retrieval/model/tokenizer.json",
    "retrieval/model/README.md",
    "retrieval/sample/README.md",
    "ui/page/page.js",
    "ui/page/style.css",
    *(f"retrieval/sample/articles/{path.name}" for path in (ROOT / "retrieval/sample/articles").iterdir()),
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]


def targets() -> set[str]:
    """The targets of the Makefile that people call."""
    phony = re.search(r"^\.PHONY:(.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    return set(phony.group(1).split()) if phony else set()


def test_the_wheel_is_made_of_all_five_packages() -> None:
    assert tuple(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == PACKAGES
    assert {path.parent.name for path in ROOT.glob("*/__init__.py")} == set(PACKAGES)


def test_every_folder_of_modules_is_a_package() -> None:
    assert [path for path in modules() if not (path.parent / "__init__.py").exists()] == []


@pytest.mark.parametrize("path", DATA)
def test_a_data_file_lies_in_its_package_and_is_not_empty(path: str) -> None:
    package, *parts = path.split("/")
    assert files(package).joinpath(*parts).is_file()
    assert (ROOT / path).stat().st_size > 0


def test_nothing_that_is_shipped_is_ignored_by_git() -> None:
    """Hatchling leaves out of the wheel what `.gitignore` names."""
    ignored = subprocess.run(
        ["git", "check-ignore", "--no-index", *DATA, *map(str, modules())],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if ignored.returncode == 128:
        pytest.skip("not a clone")
    assert ignored.stdout == ""


def test_the_version_is_one_that_packaging_reads_and_the_changelog_knows() -> None:
    version = PROJECT["project"]["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert version in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_files_that_the_project_names_are_there() -> None:
    project = PROJECT["project"]
    for name in (project["readme"], *project["license-files"]):
        assert (ROOT / name).read_text("utf-8").strip()


def test_the_command_leads_to_a_function() -> None:
    module, _, function = PROJECT["project"]["scripts"]["isnad"].partition(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_no_module_is_named_after_one_of_the_standard_library() -> None:
    names = {path.parent.name if path.name == "__init__.py" else path.stem for path in modules()}
    assert "library" in names
    assert names & sys.stdlib_module_names == set()


def test_torch_is_pinned_to_one_version() -> None:
    assert "torch==2.13.0" in PROJECT["project"]["dependencies"]


def test_the_make_commands_of_the_readme_exist() -> None:
    told = set(re.findall(r"^make (\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert {"demo", "check", "bench"} <= told <= targets()


def test_what_the_makefile_uses_is_defined_in_it() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    defined = set(re.findall(r"^(\w+)\s*[?:]?=", text, re.MULTILINE))
    assert set(re.findall(r"\$\((\w+)\)", text)) <= defined


def test_the_files_that_the_makefile_needs_are_there() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    needed = re.findall(r"^\.venv/\S+:(.*)$", text, re.MULTILINE)
    assert [name for line in needed for name in line.split() if name[0] != "." and not (ROOT / name).exists()] == []


def test_continuous_integration_runs_commands_that_exist() -> None:
    assert set(re.findall(r"^make (\w+)", (ROOT / ".ci/run").read_text("utf-8"), re.MULTILINE)) <= targets()


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("hatchling") is None, reason="hatchling is not installed")
def test_the_wheel_holds_every_module_and_every_data_file(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", tmp_path, ROOT],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {path.relative_to(ROOT).as_posix() for path in modules()} | set(DATA) <= held
    assert not [name for name in held if name.startswith(("tests/", ".ci/"))]
