"""The English and Arabic pairs that the bundled model learns from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from retrieval.errors import InputError
from retrieval.folding import words

Kind = Literal["sentence", "entry", "title"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file of pairs of one kind. The words of a file that reads like `news` are counted for the background."""

    file: str
    kind: Kind
    news: bool = False


# The card says what each is and under which licence.
SOURCES = (
    Source("ntrex128.tsv", "sentence", news=True),
    Source("fignews_gaza_mt.tsv", "sentence", news=True),
    Source("tico19_test.tsv", "sentence", news=True),
    Source("sdg_un.tsv", "sentence", news=True),
    Source("mmlu_acegpt_clean.tsv", "sentence", news=True),
    Source("tatoeba.tsv", "sentence", news=True),
    Source("bible_kjv_svd.tsv", "sentence"),
    Source("names_arwikicats.tsv", "entry"),
    Source("names_wikidata_tokens.tsv", "entry"),
    Source("lex_arabeyes.tsv", "entry"),
    Source("lex_wiktionary_wechsel.tsv", "entry"),
    Source("lex_dialect_wiktionary.tsv", "entry"),
    Source("wikicategories_arwikicats.tsv", "title"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of folded words that mean the same."""

    english: list[str]
    arabic: list[str]


def read_pairs(path: Path) -> Iterator[Pair]:
    """Read a file whose lines are an English text, a tab and an Arabic text; a pair with a wordless side is left out.

    Raises:
        InputError: there is no such file, or a line is not two texts with a tab between them.
    """
    if not path.is_file():
        raise InputError(
            f"{path} is missing: the card of the model names the files that training needs",
            f"الملف {path} غير موجود: تذكر بطاقة النموذج الملفات التي يحتاج إليها التدريب",
        )
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        sides = [words(side) for side in line.split("\t")]
        if len(sides) != 2:
            raise InputError(
                f"{path}, line {number}: {line!r} should be an English text, a tab and an Arabic text",
                f"{path}، السطر {number}: {line!r}، والمطلوب نص إنجليزي ثم علامة جدولة ثم نص عربي",
            )
        if all(sides):
            yield Pair(*sides)
