"""What a language model replies: a call of a tool, or the answer, from arguments of a call or from plain lines."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.records import ClaimKind

ANSWER = "answer"
NOTHING = "NONE"
MOST_STATEMENTS = 12

_ASKED = re.compile(r"^\s*(SEARCH|READ|COMPARE)\s*[:：]\s*(.+?)\s*$", re.MULTILINE)
_ASKING = {
    "SEARCH": ("search_articles", "query"),
    "READ": ("read_article", "key"),
    "COMPARE": ("compare_claims", "question"),
}
_STATEMENT = re.compile(r"^\s*[-*•–]\s+(.+?)\s*$")
_QUOTE = re.compile(r"^\s*(?:[-*•–]\s+)?\[(\w+)\]\s*(.+?)\s*$")
_CONFLICT = re.compile(r"^\s*CONFLICT\W+(number|date|person|place|denial|outcome|cause)\b")
_MARKS = "“”«»\"'‘’ "


class _Part(BaseModel):
    """A part of a reply; what it holds beside its fields is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)


class Quoted(_Part):
    """Words said to be copied from the passage under a key."""

    key: str
    quote: str


class Said(_Part):
    """A sentence that a model wrote, and its quotes."""

    text: str
    quotes: tuple[Quoted, ...] = ()


class Side(Quoted):
    """One side of a difference: its value in a few words, and where it stands."""

    value: str = ""


class Difference(_Part):
    """Where a model says that sources cannot both be right."""

    kind: ClaimKind
    sides: tuple[Side, ...] = Field(min_length=2)


class Reply(_Part):
    """An answer as a model gives it; without statements it says that there is none."""

    statements: tuple[Said, ...] = Field(default=(), max_length=MOST_STATEMENTS)
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A tool that a model calls; `id` ties the result to it."""

    id: str
    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A reply in no form that was asked for, and what is wrong with it."""

    reason: str


Read = Reply | Sequence[Call] | Unreadable


def reply_of(arguments: Mapping[str, Any]) -> Reply | Unreadable:
    """Read the answer from the arguments of its call. A difference that is not whole is passed over.

    >>> reply_of({"statements": [{"text": "It opened.", "quotes": [{"key": "a1", "quote": "opened"}]}]}).differences
    ()
    """
    if "statements" not in arguments:
        return Unreadable("statements: missing")
    try:
        return Reply(statements=arguments["statements"] or (), differences=_whole(arguments.get("differences")))
    except ValidationError as error:
        first = error.errors()[0]
        return Unreadable(f"{'.'.join(map(str, first['loc']))}: {first['msg']}")


def complete(arguments: Mapping[str, Any] | None) -> list[Said]:
    """List the statements of an answer that is still arriving, but for the last, which may be half of one."""
    begun = (arguments or {}).get("statements")
    whole = []
    for one in begun[:-1] if isinstance(begun, list) else ():
        try:
            whole.append(Said.model_validate(one))
        except ValidationError:
            return whole
    return whole


def from_lines(text: str) -> Read:
    r"""Read a plain reply: lines that call, or statements each with its quotes below it.

    >>> from_lines("SEARCH: Corran mill")[0].arguments
    {'query': 'Corran mill'}
    >>> from_lines('- It opened.\n[a1] "opened in May"').statements[0].quotes[0].quote
    'opened in May'
    """
    lines = [line for line in text.splitlines() if line.strip()]
    statements = [match for line in lines if (match := _STATEMENT.match(line))]
    if not statements and (asked := _ASKED.findall(text)):
        return [Call(str(at), _ASKING[verb][0], {_ASKING[verb][1]: about}) for at, (verb, about) in enumerate(asked)]
    if text.strip().strip(".").upper() == NOTHING:
        return Reply()
    reply = reply_of(_arguments(lines))
    if isinstance(reply, Reply) and not reply.statements:
        return Unreadable("it has neither a statement, nor a line SEARCH, READ or COMPARE, nor NONE")
    return reply


def begun_lines(text: str) -> list[Said]:
    """List the statements of a plain answer that is still arriving, but for the last."""
    return complete(_arguments(text.splitlines()[:-1]))


def _arguments(lines: Sequence[str]) -> dict[str, Any]:
    """Turn the lines of a plain answer into the arguments of an answer's call."""
    statements: list[dict[str, Any]] = []
    differences: list[dict[str, Any]] = []
    quotes: list[dict[str, str]] = []
    for line in lines:
        if match := _CONFLICT.match(line):
            differences.append({"kind": match.group(1), "sides": (quotes := [])})
        elif match := _QUOTE.match(line):
            quotes.append({"key": match.group(1), "quote": match.group(2).strip(_MARKS)})
        elif match := _STATEMENT.match(line):
            statements.append({"text": match.group(1), "quotes": (quotes := [])})
    return {"statements": statements, "differences": differences}


def _whole(differences: object) -> tuple[Difference, ...]:
    found = []
    for one in differences if isinstance(differences, list) else ():
        try:
            found.append(Difference.model_validate(one))
        except ValidationError:
            continue
    return tuple(found)
