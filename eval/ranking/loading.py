"""Read the collections that people name, by what they look like."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from eval.ranking.beir import load_beir
from eval.ranking.bitext import load_bitext
from eval.ranking.records import Collection
from eval.ranking.squad import load_squad
from retrieval.errors import InputError


def load(paths: Sequence[Path]) -> list[Collection]:
    """Read files and folders: .json is SQuAD's format, .tsv is parallel text, and a folder is BEIR's.

    Raises:
        InputError: a file is of another kind or not of its format, or two are named alike.
    """
    collections = [collection for path in paths for collection in _load(path)]
    for name, count in Counter(collection.name for collection in collections).items():
        if count > 1:
            raise InputError(
                f"{count} of the collections are called {name!r}. Give them names of their own.",
                f"المجموعات التي اسمها «{name}» عددها {count}. اجعل لكل مجموعة اسماً خاصاً بها.",
            )
    return collections


def _load(path: Path) -> Sequence[Collection]:
    if path.is_dir():
        return [load_beir(path)]
    if path.suffix.lower() == ".json":
        return [load_squad(path)]
    if path.suffix.lower() == ".tsv":
        return load_bitext(path)
    raise InputError(
        f"{path} is no collection to search: .json (SQuAD's format), .tsv (parallel text) or a folder (BEIR's layout).",
        f"{path} ليس مجموعة يُختبر بها البحث: ملف json (بصيغة SQuAD) أو tsv (نص متوازٍ) أو مجلد (بترتيب BEIR).",
    )
