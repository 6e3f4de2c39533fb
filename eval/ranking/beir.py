"""Read a folder in the layout of BEIR (Thakur et al. 2021): corpus.jsonl, queries.jsonl, and grades in qrels/*.tsv."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eval.ranking.records import Collection, SearchCase
from retrieval.errors import InputError
from retrieval.languages import language_of
from retrieval.records import Draft

SPLIT = "test.tsv"  # What figures on BEIR are reported on.


def load_beir(folder: Path) -> Collection:
    """Read a folder; of its grades those of `qrels/test.tsv` if it is there, else all.

    As in trec_eval, a relevant article that the corpus lacks still counts as one to be found.

    Raises:
        InputError: a file is missing or not of this format, or the grades name no question and article of the folder.
    """
    drafts = tuple(_draft(row) for row in _rows(folder / "corpus.jsonl") if _text(row))
    questions = {str(row["_id"]): str(row["text"]).strip() for row in _rows(folder / "queries.jsonl")}
    grades = _grades(folder)
    known = {draft.id for draft in drafts}
    cases = tuple(
        SearchCase(case_id, language_of(question), question, grades[case_id])
        for case_id, question in questions.items()
        if question and not known.isdisjoint(grades.get(case_id, {}))
    )
    if not cases:
        raise InputError(
            f"The grades in {folder / 'qrels'} name no question of queries.jsonl with an article of corpus.jsonl.",
            f"لا يربط ما في {folder / 'qrels'} أيَّ سؤال من queries.jsonl بأي مقال من corpus.jsonl.",
        )
    return Collection(folder.resolve().name, drafts, cases)


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    for number, line in _lines(path):
        try:
            row = json.loads(line)
            _ = row["_id"], row["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}, line {number}, is not a JSON object with _id and text: {error!r}",
                f"السطر {number} من {path} ليس كائن JSON فيه _id وtext: {error!r}",
            ) from error
        yield row


def _text(row: Mapping[str, Any]) -> str:
    return str(row["text"]).strip() or str(row.get("title") or "").strip()


def _draft(row: Mapping[str, Any]) -> Draft:
    return Draft(str(row["_id"]), _text(row), title=str(row.get("title") or "").strip() or None)


def _grades(folder: Path) -> dict[str, dict[str, int]]:
    """Read the grades above 0 by question and article."""
    files = sorted((folder / "qrels").glob("*.tsv"))
    grades: dict[str, dict[str, int]] = {}
    for path in [path for path in files if path.name == SPLIT] or files:
        for number, line in _lines(path):
            cells = line.rstrip("\r").split("\t")
            if number == 1 and cells[-1] == "score":
                continue
            question, article, grade = _graded(path, number, cells)
            if grade > 0:
                grades.setdefault(question, {})[article] = grade
    return grades


def _graded(path: Path, number: int, cells: list[str]) -> tuple[str, str, int]:
    try:
        question, article, grade = cells
        return question, article, int(grade)
    except ValueError as error:
        raise InputError(
            f"{path}, line {number}: query-id, corpus-id and a whole number should stand there, with tabs between.",
            f"السطر {number} من {path}: يجب أن يكون فيه query-id وcorpus-id وعدد صحيح، تفصل بينها علامات جدولة (tab).",
        ) from error


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from ((number, line.rstrip("\n")) for number, line in enumerate(file, start=1) if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}", f"تعذّرت قراءة {path}: {error}") from error
