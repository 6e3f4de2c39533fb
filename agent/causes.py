"""Find the words of a sentence that say why something happened."""

import re
from collections.abc import Iterator

from agent.stages import denials_in
from retrieval.folding import fold, spans_of_folded
from retrieval.records import Span

# Words after which the cause stands, the surer ones first; over folded text.
_THEN = (
    re.compile(
        r"\b(?:because(?: of)?|due to|owing to|caused by|result of|thanks to|down to"
        r"|sparked by|triggered by|started by|prompted by|in protest (?:at|against|over)|blamed (?:on|the|a|an)?"
        r"|(?:cause|reason)s?(?= (?:was|is|were|are)\b|:)"
        r"|بسبب|(?:و|ف)?(?:ال)?سبب(?:ها|ه)?(?= |:)|نتيجه|جراء|اثر|لان(?:ها|ه|هم)?|بفعل|علي خلفيه|احتجاجا علي"
        r"|مرده|يعود الي|تعود الي|ناجم[ه]? عن|نجم(?:ت)? عن)\b"
    ),
    re.compile(r"\b(?:after|over the|since|so that|بعدما|بعد ان|الي|بدا|عن)\b"),
)
# Words before which it stands.
_THUS = re.compile(
    r"\b(?:caused(?! by)|causes|led to|sparked(?! by)|triggered(?! by)|started(?! by)|brought (?:on|about)"
    r"|(?:is|was) what"
    r"|(?:was|is|were|are) (?:to blame|responsible|behind|blamed for|the (?:cause|reason))"
    r"|(?:هو|هي) (?:الذي|التي|ما|سبب|السبب)|اد(?:ي|ت) الي|تسبب(?:ت)? (?:في|ب)|وراء)\b"
)
# Words round it, the verb first: أدى انهيار السد إلى الفيضان.
_ROUND = re.compile(r"\b[وف]?(?:اد(?:ي|ت) (?!الي)(.+?) الي|تسبب(?:ت)? (?!في |ب)(.+?) (?:في|ب\w+))\b")
# Words without one of which a sentence gives no cause.
_SURE = re.compile(
    r"\b(?:because|due to|owing to|caused?|causes|result(?:ed)? (?:of|from)|led to|sparked|triggered|started|blamed?"
    r"|prompted|responsible|on purpose|arson|in protest|angry over|reasons?"
    r"|is what|brought (?:on|about)|came down to"
    r"|بسبب|(?:و|ف)?(?:ال)?(?:سبب|اسباب)(?:ها|ه)?|[وف]?تسبب(?:ت)?|نتيجه|جراء|اثر|لان(?:ها|ه|هم)?|بفعل|بعدما|علي خلفيه"
    r"|احتجاجا?|مرده|مصدره|يعود الي|[وف]?اد(?:ي|ت)(?= .*\bالي\b)|ناجم|ناتج|نجم(?:ت)?|عز(?:ا|ت)|مسوول|هو الذي|هي التي)\b"
)

# A cause that is still looked for is none.
_OPEN = re.compile(
    r"\b(?:investigat\w+|inquir\w+|probe|determine|establish|unknown|unclear)\W+(?:\w+\W+){0,4}?(?:causes?|reasons?)\b"
    r"|\b(?:causes?|reasons?)\W+(?:\w+\W+){0,2}?(?:unknown|unclear|investigat\w+)\b"
    r"|\b\w*(?:تحقيق|معرفه|كشف|تحديد|بحث)\w*\W+(?:\w+\W+){0,3}?\w*(?:سبب|اسباب)\w*"
)
_SAID = re.compile(r"\b(?:that|[وفب]?[ا]ن)\b|:")  # Words after which begins what is said.
_COLON = re.compile(r"^[^:]{0,60}:\s")
_CLAUSE = re.compile("[,،;؛:.!?؟]")
_LEAST_CAUSE = 3  # Characters.


def gives_cause(text: str) -> bool:
    """Whether a sentence says why something happened."""
    return bool(_SURE.search(_OPEN.sub("", fold(text))))


def cause_in(text: str) -> Span | None:
    """Find the part of a sentence that gives a cause: beside the words for one, or the whole sentence.

    >>> for text in ("The road closed because of a landslide.", "A landslide led to the closure."):
    ...     cause_in(text).of(text)
    'a landslide.'
    'A landslide'
    """
    folded, raw = fold(text), spans_of_folded(text)
    if not gives_cause(text):
        return None
    start, end = _cause(folded)
    denied = (one.start for one in ruled_out_in(folded))
    end = min((at for at in denied if start + _LEAST_CAUSE < at < end), default=end)
    start += len(folded[start:end]) - len(folded[start:end].lstrip())
    end = start + len(folded[start:end].rstrip(" ,،"))
    return raw(start, end) if start < end else None


def _cause(folded: str) -> tuple[int, int]:
    """Find where in a folded sentence the cause stands that it gives."""
    if around := _ROUND.search(folded):
        return around.span(around.lastindex or 0)
    surely, maybe = (pattern.search(folded) for pattern in _THEN)
    thus = _THUS.search(folded)
    if thus and not (surely and surely.end() <= thus.start()):
        start = max((said.end() for said in _SAID.finditer(folded, 1, thus.start())), default=0)
        if thus.start() - start > _LEAST_CAUSE:
            return start, thus.start()
    then = surely or (None if thus else maybe)
    start = then.end() if then else 0
    named = _COLON.match(folded[start:]) if surely else None
    return start + (named.end() if named else 0), len(folded)


def ruled_out_in(text: str) -> Iterator[Span]:
    """Find the clauses of a sentence that deny something: what they deny caused nothing.

    >>> text = "The dam did not fail, she said."
    >>> [one.of(text) for one in ruled_out_in(text)]
    ['The dam did not fail']
    """
    for denial in denials_in(text):
        before = [match.end() for match in _CLAUSE.finditer(text, 0, denial.span.start)]
        after = _CLAUSE.search(text, denial.span.end)
        start = denial.span.start if denial.of_all else max(before, default=0)
        start += len(text[start:]) - len(text[start:].lstrip())
        clause = Span(start, after.start() if after else len(text))
        if denial.of_all or not gives_cause(clause.of(text)):
            yield clause
