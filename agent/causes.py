"""Find the words of a sentence that say why something happened."""

import re

from retrieval.folding import fold, spans_of_folded
from retrieval.records import Span

# Words after which the cause stands, the surer ones first; over folded text.
_THEN = (
    re.compile(
        r"\b(?:because(?: of)?|due to|owing to|caused by|result of|thanks to"
        r"|sparked by|triggered by|started by|prompted by|in protest (?:at|against|over)|blamed (?:on|the|a|an)?"
        r"|بسبب|نتيجه|جراء|اثر|لان|بفعل|علي خلفيه|احتجاجا علي|مرده|يعود الي|تعود الي|ناجم[ه]? عن|نجم(?:ت)? عن)\b"
    ),
    re.compile(r"\b(?:after|over the|since|so that|بعدما|بعد ان|الي|بدا|عن)\b"),
)
# Words without one of which a sentence gives no cause.
_SURE = re.compile(
    r"\b(?:because|due to|owing to|caused?|causes|result(?:ed)? (?:of|from)|led to|sparked|triggered|started|blamed?"
    r"|prompted|responsible|on purpose|arson|in protest|angry over|reasons?"
    r"|is what|brought (?:on|about)|came down to"
    r"|بسبب|سبب|اسباب|تسبب(?:ت)?|نتيجه|جراء|اثر|لان|بفعل|بعدما|علي خلفيه|احتجاجا?"
    r"|مرده|مصدره|يعود الي|اد(?:ي|ت) الي|ناجم|ناتج|نجم(?:ت)?|عز(?:ا|ت)|مسوول|هو الذي|هي التي)\b"
)

# A cause that is still looked for is none.
_OPEN = re.compile(
    r"\b(?:investigat\w+|inquir\w+|probe|determine|establish|unknown|unclear)\W+(?:\w+\W+){0,4}?(?:causes?|reasons?)\b"
    r"|\b(?:causes?|reasons?)\W+(?:\w+\W+){0,2}?(?:unknown|unclear|investigat\w+)\b"
    r"|\b\w*(?:تحقيق|معرفه|كشف|تحديد|بحث)\w*\W+(?:\w+\W+){0,3}?\w*(?:سبب|اسباب)\w*"
)


def gives_cause(text: str) -> bool:
    """Whether a sentence says why something happened."""
    return bool(_SURE.search(_OPEN.sub("", fold(text))))


def cause_in(text: str) -> Span | None:
    """Find the part of a sentence that gives a cause: what follows the words for one, or the whole sentence.

    >>> text = "The road closed because of a landslide."
    >>> cause_in(text).of(text)
    'a landslide.'
    """
    folded, raw = fold(text), spans_of_folded(text)
    if not gives_cause(text):
        return None
    then = next((match for pattern in _THEN if (match := pattern.search(folded))), None)
    start = then.end() if then else 0
    rest = folded[start:]
    start += len(rest) - len(rest.lstrip())
    return raw(start, len(folded)) if start < len(folded) else None
