"""Find the names of persons in a sentence: by titles and rare words in Arabic, by capitals in English."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from agent.matching import is_unknown
from retrieval.folding import fold, words, words_with_spans
from retrieval.languages import language_of
from retrieval.model import BilingualTable
from retrieval.records import Span

REACH = 9  # Words after a title or rank within which a name is sought.
GAP = 6  # Characters between the words of one name: أبو, "al-".
TITLES = frozenset(
    words(
        """الرئيس رئيس رئيسة وزير الوزير وزيرة اللواء العميد الفريق العقيد النقيب الرائد السيد السيدة الدكتور
        الدكتورة المدير مدير مديرة المتحدث المتحدثة متحدث قائد القائد نائب الممثلة الممثل المخرج المخرجة
        الكاتب الباحث الباحثة برئاسة يرأسه ترأسه يقوده قادها قادته المهندس المهندسة السفير سفير الشيخ الملك
        الأمير محافظ المحافظ الأستاذ القاضي القاضية المحامي حاكم الخبير خبير عالمة عالم الناطق الناشط
        الناشطة الصحفي الصحفية اللاعب المدرب الفنان الشاعر خلفا"""
    )
)
_CAPITALISED = re.compile(r"[A-Z][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: its folded words and where it stands."""

    words: tuple[str, ...]
    span: Span


def find_names(text: str, table: BilingualTable) -> list[Name]:
    """Find the names of persons in raw `text`, neighbouring words as one name."""
    found = _arabic(text, table) if language_of(text) == "ar" else _english(text, table)
    return [_joined(run) for run in _runs(found)]


def _arabic(text: str, table: BilingualTable) -> Iterator[tuple[str, Span]]:
    """Yield the words that news text does not know, after a title or rank."""
    reach = 0
    for word, span in words_with_spans(text):
        if word in TITLES:
            reach = REACH
        elif reach and not word[0].isdigit() and is_unknown(word.removeprefix("و"), table):
            yield word, span
        reach = max(0, reach - 1)


def _english(text: str, table: BilingualTable) -> Iterator[tuple[str, Span]]:
    """Yield capitalised words in mid-sentence, and at its start those that news text does not know."""
    for match in _CAPITALISED.finditer(text):
        word = fold(match.group())
        if match.start() > 1 or is_unknown(word, table):
            yield word, Span(match.start(), match.end())


def _runs(found: Iterable[tuple[str, Span]]) -> list[list[tuple[str, Span]]]:
    runs: list[list[tuple[str, Span]]] = []
    for word, span in found:
        if runs and span.start - runs[-1][-1][1].end <= GAP:
            runs[-1].append((word, span))
        else:
            runs.append([(word, span)])
    return runs


def _joined(run: Sequence[tuple[str, Span]]) -> Name:
    return Name(tuple(word for word, _ in run), Span(run[0][1].start, run[-1][1].end))
