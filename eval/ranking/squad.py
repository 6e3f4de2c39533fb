"""Read SQuAD's JSON, which XQuAD, MLQA, TyDi QA (gold passage) and ARCD share: paragraphs with questions on each."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.ranking.records import Collection, SearchCase, main_language
from retrieval.errors import InputError
from retrieval.records import Draft


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, and the paragraph that it was asked of."""

    id: str
    question: str
    paragraph: str


def load_squad(path: Path) -> Collection:
    """Read a file; each different paragraph is an article, and questions without an answer are left out.

    Raises:
        InputError: the file is not of this format, or asks nothing.
    """
    try:
        paragraphs = [
            paragraph for entry in json.loads(path.read_text("utf-8-sig"))["data"] for paragraph in entry["paragraphs"]
        ]
        ids = _ids(path.stem, [paragraph["context"].strip() for paragraph in paragraphs])
        asked = list(_asked(paragraphs))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path} is not SQuAD's JSON (data, paragraphs, context, qas with id and question): {error!r}",
            f"{path} ليس بصيغة SQuAD (وفيها data وparagraphs وcontext وqas، ولكل سؤال id وquestion): {error!r}",
        ) from error
    if not asked:
        raise InputError(f"{path} holds no questions.", f"لا أسئلة في {path}.")
    language = main_language(ids)
    drafts = tuple(Draft(article_id, text, language=language) for text, article_id in ids.items())
    return Collection(path.stem, drafts, _cases(asked, ids))


def _ids(stem: str, texts: list[str]) -> dict[str, str]:
    """Name each different text, in order."""
    different = dict.fromkeys(text for text in texts if text)
    return {text: f"{stem}-{number}" for number, text in enumerate(different, start=1)}


def _asked(paragraphs: list[Mapping[str, Any]]) -> Iterator[_Asked]:
    for paragraph in paragraphs:
        text = paragraph["context"].strip()
        for entry in paragraph["qas"]:
            question = entry["question"].strip()
            if text and question and not entry.get("is_impossible"):
                yield _Asked(str(entry["id"]), question, text)


def _cases(asked: list[_Asked], ids: Mapping[str, str]) -> tuple[SearchCase, ...]:
    """Make a case of each question; one that was asked of several paragraphs has them all."""
    language = main_language(one.question for one in asked)
    grades: dict[tuple[str, str], dict[str, int]] = {}
    for one in asked:
        grades.setdefault((one.id, one.question), {})[ids[one.paragraph]] = 1
    return tuple(SearchCase(case_id, language, question, graded) for (case_id, question), graded in grades.items())
