"""Find the sentences of a stretch of text, Arabic and English alike.

A sentence ends at . ! ? ؟ ۔ … with the quotes and brackets that close there, never at a comma, semicolon or colon.
Decimals, initials, abbreviations, addresses, dashes written as dots, and stops inside a running quotation end nothing.
"""

import re
from collections.abc import Iterator

from retrieval.folding import fold
from retrieval.records import Span

_MARKS = "\u200e\u200f\u061c"  # Direction marks stand beside stops in pages of two scripts.
_STOP = re.compile(rf"([.!?؟۔…]+)([\"'”’»›)\]}}{_MARKS}]*)(\s*)")
_FINAL = re.compile(rf"([.!?؟۔…]+)[\"'”’»›)\]}}\s{_MARKS}]*$")
_TOKEN = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0620-\u06ff]")
_TATWEEL = "\N{ARABIC TATWEEL}"


def _words(*lists: str) -> frozenset[str]:
    return frozenset(" ".join(lists).split())


# Written with a stop, and a name follows.
_HONORIFICS = _words(
    "Dr Mr Mrs Ms Prof Gen Lt Col Maj Capt Cpl Sgt Adm Cmdr Brig Rev Hon Sen Rep Gov Pres Amb St Mt Ft Fr Messrs",
    "vs v eg ie cf al approx ca",
)
_BEFORE_NUMBERS = _words(
    "No Nos no nos Art art Fig fig Sec Vol vol Ch p pp Op Res para",
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
)
# Written with a stop in mid-sentence and at its end alike: only a usual first word of a sentence tells.
_EITHER = _words("Inc Corp Ltd Co Bros Jr Sr etc Ave Blvd Rd Dept Univ Est")
_OPENERS = _words(
    "The A An He She It They We I You This That These Those There Here His Her Its Their Our My In On At By From For",
    "With To Of As If When While After Before Since During Under Over But And Or So Yet However Meanwhile Also Then",
    "What Who Why How Where Which Not No All Some Many Most Both Each Earlier Later Last",
)
_CLOCK = _words("a.m p.m am pm")
_AFTER_CLOCK = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday GMT UTC EST EDT ET BST KSA")
_UNITS_OF_YEARS = _words("م ه")  # 2025 م. and 1447 هـ. may well end a sentence.
_LATIN_LETTERS = _words("بي سي إف اف آي اي إن ان إس اس جي دي تي في إل ال إم ام أو او كيو آر ار يو دبليو إكس اكس")
_DOMAINS = _words("كوم نت أورغ اورغ")

# After an ellipsis these go on with the sentence that it interrupted.
_CONTINUING = _words(
    fold(
        "إن أن من في على إلى عن مع ثم أو أم بل لكن ولكن حتى التي الذي الذين بعد قبل بين كما لأن لأنه ولا ولم"
        " which that and or but to of in on"
    )
)
# After a quotation these tell who spoke: the sentence of the quotation goes on.
_SPEECH = _words("قال قالت يقول تقول سأل سألت تساءل تساءلت يتساءل صرخ صرخت هتف أجاب أجابت يضيف تضيف كتب كتبت")
_SPEECH_AFTER_NAME = re.compile(
    r"(?:[A-Z][\w'’.-]*\s+|the\s+|\w+ing\s+){0,4}(?:said|says|asked|asks|told|added|wrote|shouted|replied)\b"
)


def split_sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Cut `text[span.start:span.end]` into sentences, trimmed of white space, that together hold all the rest.

    A line break inside the span counts as a space. A piece without a letter ("1.") joins what follows it.

    >>> text = "وصل د. سامر إلى دمشق. وغادر الوفد!"
    >>> [sentence.of(text) for sentence in split_sentences(text, Span(0, len(text)))]
    ['وصل د. سامر إلى دمشق.', 'وغادر الوفد!']
    """
    return tuple(_pieces(text, span))


def ends_sentence(line: str) -> bool:
    """Tell whether a line closes a sentence: it ends in a stop that belongs to no abbreviation or initial.

    >>> ends_sentence("He went home.»"), ends_sentence("وأضاف د."), ends_sentence("سياق الزيارة")
    (True, False, False)
    """
    final = _FINAL.search(line, max(0, len(line) - 16))
    if final is None:
        return False
    return final.group(1) != "." or not _is_title(_token_before(line, final.start()))


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Yield the trimmed sentences; pieces without letters go to the next one, or at the end to the last."""
    start = span.start
    pending: Span | None = None
    for border in (*_borders(text, span), span.end):
        piece = _trimmed(text, start, border)
        if not len(piece):
            continue
        if not _WORD.search(text, piece.start, piece.end):
            if border != span.end:
                continue
            if pending:
                piece, pending = Span(pending.start, piece.end), None
        if pending:
            yield pending
        pending, start = piece, border
    if pending:
        yield pending


def _borders(text: str, span: Span) -> Iterator[int]:
    """Yield the offsets at which sentences end inside the span."""
    for stop in _STOP.finditer(text, span.start, span.end):
        if stop.end() < span.end and _ends(text, stop, span):
            yield stop.end(2)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    stripped = piece.lstrip()
    start = end - len(stripped)
    return Span(start, start + len(stripped.rstrip()))


def _ends(text: str, stop: re.Match[str], span: Span) -> bool:
    """Decide for one run of stops, with closing quotes and the space after it, whether a sentence ends there."""
    stops, closers, gap = stop.groups()
    following = text[stop.end()]
    before = text[stop.start() - 1] if stop.start() > span.start else ""
    if before in ("(", "["):
        return False
    if not gap:
        return _ends_without_space(text, stop)
    if following in ",،;؛:)]" or (following.islower() and not _ARABIC.match(before)):
        return False
    if closers and _speech_follows(text, stop, span):
        return False
    if (len(stops) > 1 and not stops.strip(".…")) or stops == "…":
        return _ends_at_ellipsis(text, stop, before)
    return stops != "." or not _abbreviates(text, stop)


def _ends_without_space(text: str, stop: re.Match[str]) -> bool:
    """Find the end whose space was forgotten («دمشق.وقال», "talks.The"), not a decimal, an address or an initial."""
    token, word = _token_before(text, stop.start()), _word_after(text, stop.end())
    arabic = bool(word and _ARABIC.match(word))
    if stop.group(2) or stop.group(1).strip(".…"):
        return arabic or (word[:1].isupper() and bool(stop.group(2)))
    if stop.group(1) != "." or len(word) < 2:
        return False
    if arabic:
        letters = token in _LATIN_LETTERS or word in _DOMAINS
        return not letters and (len(token) > 2 or _number_stands_before(text, stop.start()))
    return token[-3:].islower() and len(token) > 2 and word.istitle() and "." not in token


def _speech_follows(text: str, stop: re.Match[str], span: Span) -> bool:
    """Tell whether the words after a closed quotation name its speaker."""
    if not set(stop.group(2)) & set("\"'”’»›"):
        return False
    if _word_after(text, stop.end()) in _SPEECH:
        return True
    return "." not in stop.group(1) and bool(_SPEECH_AFTER_NAME.match(text, stop.end(), span.end))


def _ends_at_ellipsis(text: str, stop: re.Match[str], before: str) -> bool:
    """Two dots, and dots set off by a space, are a dash; three end a sentence unless it plainly goes on."""
    if stop.group(1) == ".." or before.isspace():
        return False
    return fold(_word_after(text, stop.end())) not in _CONTINUING


def _abbreviates(text: str, stop: re.Match[str]) -> bool:
    """Tell whether the word before a single full stop is written with it."""
    token, word = _token_before(text, stop.start()), _word_after(text, stop.end())
    if not token:
        return False
    if token in _BEFORE_NUMBERS:
        return text[stop.end()].isdigit()
    if token in _CLOCK:
        return not word[:1].isupper() or word in _AFTER_CLOCK
    if token.removeprefix("و") in _LATIN_LETTERS and word in _LATIN_LETTERS:
        return True
    if token in _EITHER or (token.isascii() and _is_initials(token)):
        return word not in _OPENERS and not _ARABIC.match(word)
    if token.strip(_TATWEEL) in _UNITS_OF_YEARS and _number_stands_before(text, stop.start() - len(token)):
        return False
    return _is_title(token)


def _is_title(token: str) -> bool:
    """Recognise what stands before a name: Dr, Gen, د, أ.د, J."""
    return token in _HONORIFICS or _is_initials(token)


def _is_initials(token: str) -> bool:
    """Recognise single letters, dotted or not; an Arabic one may carry a joined "and", "to" or "by"."""
    if not token:
        return False
    parts = token.replace(_TATWEEL, "").split(".")
    if not token.isascii() and len(parts[0]) == 2 and parts[0][0] in "ولب":
        parts[0] = parts[0][1] if parts[0][1] in "دأم" else parts[0]
    return all(len(part) == 1 for part in parts) and (not token.isascii() or token.isupper() or len(parts) > 1)


def _token_before(text: str, end: int) -> str:
    """Take the letters, with dots between them, that stand directly before `end`."""
    found = _TOKEN.search(text[max(0, end - 20) : end])
    return found.group() if found else ""


def _number_stands_before(text: str, end: int) -> bool:
    return text[max(0, end - 8) : end].rstrip()[-1:].isdigit()


def _word_after(text: str, start: int) -> str:
    """Take the first word after `start`, behind opening quotes and brackets."""
    found = _WORD.search(text, start, start + 40)
    return found.group() if found and not any(char.isspace() for char in text[start : found.start()]) else ""
