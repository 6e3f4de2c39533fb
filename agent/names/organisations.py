"""Find the names of organisations: ministries, companies, unions, clubs, courts, agencies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.names.gazetteer import known
from agent.names.roles import STOPS, is_title
from agent.names.runs import Run
from agent.names.tokens import CALENDAR, LINKS, SPEECH, Token, span_of
from retrieval.folding import words
from retrieval.records import Span

LONGEST = 7  # Words of a name.
ENGLISH_HEADS = frozenset(
    words(
        """ministry company corporation corp inc ltd plc group holding union federation association league club fc team
        agency authority commission committee council court tribunal parliament senate assembly party movement front
        army navy police guard forces bank fund university college institute school academy hospital museum theatre
        foundation society organisation organization network service department directorate office bureau board
        airlines airways wings chamber syndicate news times post herald journal gazette daily weekly tribune ledger
        monitor observatory press television radio channel wire magazine review embassy consulate municipality"""
    )
)
_ENGLISH_LOWER = frozenset(words("ministry army police parliament government court municipality union council agency"))
_ARABIC_HEADS = frozenset(
    words(
        """وزارة شركة مؤسسة اتحاد نادي منتخب وكالة هيئة لجنة مجلس محكمة برلمان حزب حركة جبهة جيش شرطة حرس قوات بنك مصرف
        صندوق جامعة كلية معهد مدرسة أكاديمية مستشفى متحف منظمة جمعية شبكة مديرية إدارة دائرة مكتب نقابة غرفة رابطة صحيفة
        جريدة قناة إذاعة مجلة تلفزيون سفارة قنصلية بلدية حكومة سلطة نيابة خارجية فريق مركز فرقة كتيبة مرصد منصة"""
    )
)
_ARTICLES = ("", "ال", "لل", "و", "وال", "ب", "بال", "ل", "ف", "ك")
_RANKS = frozenset(words("الفريق والفريق للفريق بالفريق"))  # A team, but with the article mostly a general.
ARABIC_HEADS = frozenset(prefix + head for head in _ARABIC_HEADS for prefix in _ARTICLES) - _RANKS
_OF = frozenset(words("of for and the de la"))


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that a text names: where, and its folded words."""

    span: Span
    words: tuple[str, ...]


def organisations(found: Sequence[Token], names: Sequence[Run]) -> Iterator[Organisation]:
    """Yield the organisations among the words of a text, of whose names some are known."""
    taken = 0
    begins = {run.first: run for run in names}
    for at, token in enumerate(found):
        if at < taken:
            continue
        end = _arabic(found, at) if token.arabic else _english(found, at, begins)
        if end:
            taken = end
            yield Organisation(span_of(found[at:end]), tuple(one.word for one in found[at:end]))


def _english(found: Sequence[Token], at: int, begins: dict[int, Run]) -> int | None:
    """Take a name with a head in it and what "of" adds: "Energy Ledger", "the Ministry of Health of Syria"."""
    run = begins.get(at)
    if run is None:
        return _english_lower(found, at)
    end = _with_complement(found, run.end) if found[run.end - 1].word in ENGLISH_HEADS else run.end
    heads = [one for one in found[at:end] if one.word in ENGLISH_HEADS]
    acronym = run.end - at == 1 and found[at].raw.isupper() and len(found[at].raw) > 2 and run.known is None
    return end if (heads and end - at > 1) or acronym else None


def _english_lower(found: Sequence[Token], at: int) -> int | None:
    """Take "defence ministry" and "central bank" in small letters."""
    after = at + 1
    if after >= len(found) or not found[after].joined or found[at].word in STOPS or found[at].word in _OF:
        return None
    return after + 1 if found[after].word in ENGLISH_HEADS and found[after].word in _ENGLISH_LOWER else None


def _with_complement(found: Sequence[Token], end: int) -> int:
    last = end
    while last < len(found) and last < end + 5 and found[last].joined:
        if found[last].capital:
            end = last + 1
        elif found[last].word not in _OF:
            break
        last += 1
    return end


def _arabic(found: Sequence[Token], at: int) -> int | None:
    """Take a head with the words that say which: up to a verb, a preposition, a title or a comma."""
    if found[at].word not in ARABIC_HEADS:
        return None
    end = at + 1
    while end < len(found) and end - at < LONGEST and _says_which(found, at, end):
        end += 1
    return end if end - at > 1 else None


def _says_which(found: Sequence[Token], at: int, end: int) -> bool:
    token = found[end]
    if not token.joined or token.word in STOPS or token.word in SPEECH or token.word in CALENDAR:
        return False
    if is_title(token):  # "King Abdulaziz University"
        return end == at + 1 and token.word.startswith("ال")
    if token.word in LINKS or found[end - 1].word in LINKS:
        return True
    definite = token.word.startswith(("ال", "وال", "لل")) or token.gap.strip() in ("«", '"', "“")
    if definite or found[at].word.startswith(("ال", "وال", "لل", "بال")):
        return definite
    return end == at + 1 or token.strange or known([token.word]) is not None
