"""What a story, and each object in it, is made of."""

from collections.abc import Iterator, Mapping
from types import NoneType

from retrieval.phrases import Phrase

KINDS = ("number", "date", "person", "place", "denial", "outcome", "cause")
TRAPS = (
    "update",
    "different-event",
    "rounding",
    "unit",
    "paraphrase",
    "translation",
    "part-whole",
    "planned-vs-happened",
    "attributed-opinion",
    "syndicated",
    "date-format",
)

Shape = Mapping[str, tuple[type, ...]]
STORY: Shape = {"id": (str,), "topic": (str,), "articles": (list,), "questions": (list,)}
ARTICLE: Shape = {
    "id": (str,),
    "source": (str,),
    "published": (str, NoneType),
    "lang": (str,),
    "title": (str,),
    "text": (str,),
}
QUESTION: Shape = {
    "id": (str,),
    "lang": (str,),
    "question": (str,),
    "answerable": (bool,),
    "answers": (list,),
    "evidence": (list,),
    "conflict": (dict, NoneType),
    "trap": (str, NoneType),
    "note": (str,),
}
EVIDENCE: Shape = {"article": (str,), "quote": (str,)}
CONFLICT: Shape = {"kind": (str,), "positions": (list,)}
POSITION: Shape = {"value": (str,), "articles": (list,)}

JSON_NAMES: Mapping[type, str] = {str: "string", list: "list", dict: "object", bool: "true or false", NoneType: "null"}


def misshapen(value: object, shape: Shape) -> Iterator[Phrase]:
    """Say which fields `value` lacks, holds in another type, or leaves empty.

    >>> [str(message) for message in misshapen({"article": 5}, EVIDENCE)]
    ["'article' is 5, not string", "has no 'quote'"]
    """
    if not isinstance(value, dict):
        yield Phrase(f"is {_short(value)}, not an object", f"قيمته {_short(value)} وليست كائناً")
        return
    for field, types in shape.items():
        if field not in value:
            yield Phrase(f"has no {field!r}", f"ينقصه {field!r}")
        elif type(value[field]) not in types:
            names, given = " / ".join(JSON_NAMES[one] for one in types), _short(value[field])
            yield Phrase(f"{field!r} is {given}, not {names}", f"قيمة {field!r} هي {given} وليست {names}")
        elif isinstance(value[field], str) and not value[field].strip():
            yield Phrase(f"{field!r} is empty", f"{field!r} فارغ")


def _short(value: object) -> str:
    return repr(value)[:60]
