"""Read parallel text: a sentence and its translation a line, with a tab between."""

from pathlib import Path

from eval.ranking.records import Collection, SearchCase, main_language
from retrieval.errors import InputError
from retrieval.records import Draft, Language

Pair = tuple[str, str]


def load_bitext(path: Path) -> tuple[Collection, Collection]:
    """Read a file of Arabic and English, in either order; each side is searched with the sentences of the other.

    Raises:
        InputError: the file is not of this format.
    """
    pairs = _pairs(path)
    languages = [main_language(pair[side] for pair in pairs) for side in (0, 1)]
    if languages[0] == languages[1]:
        raise InputError(
            f"{path} holds {len(pairs)} pairs, yet both columns are in one language. One must be Arabic, one English.",
            f"في {path} أزواج عددها {len(pairs)}، لكن عموديها بلغة واحدة. ليكن أحدهما بالعربية والآخر بالإنجليزية.",
        )
    first, second = (_side(path.stem, [pair[side] for pair in pairs], languages[side]) for side in (0, 1))
    return first, second


def _pairs(path: Path) -> list[Pair]:
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path} cannot be read as parallel text: {error}", f"تعذّرت قراءة {path} نصاً متوازياً: {error}"
        ) from error
    pairs = [_pair(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not pairs:
        raise InputError(f"{path} is empty.", f"الملف {path} فارغ.")
    return pairs


def _pair(path: Path, number: int, line: str) -> Pair:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != 2 or not all(cells):
        raise InputError(
            f"{path}, line {number}: a sentence, a tab and its translation should stand there.",
            f"السطر {number} من {path}: يجب أن تكون فيه جملة ثم علامة جدولة (tab) ثم ترجمتها.",
        )
    return cells[0], cells[1]


def _side(stem: str, sentences: list[str], language: Language) -> Collection:
    name = f"{stem}.{language}"
    ids = {text: f"{name}-{number}" for number, text in enumerate(dict.fromkeys(sentences), start=1)}
    drafts = tuple(Draft(article_id, text, language=language) for text, article_id in ids.items())
    cases = tuple(
        SearchCase(f"{stem} {number}", language, text, {ids[text]: 1}) for number, text in enumerate(sentences, start=1)
    )
    return Collection(name, drafts, cases, mirrored=True)
