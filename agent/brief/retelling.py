"""Put a model's sentences in place of the bottom line and the facts of a brief, and number its citations anew."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agent.brief.records import Brief, Fact
from agent.independence import independent
from agent.quoting import Written
from agent.records import Citation, Conflict, Position, Statement


def retold(brief: Brief, written: Written) -> Brief:
    """Tell a brief in the sentences that a model wrote and the gate passed; the rest stays as the rules made it.

    The first sentence is the bottom line. Where sources conflict, that stays before it.
    """
    moved = {one.number: _number(one, brief.citations) for one in written.citations}
    citations = (*brief.citations, *(replace(one, number=moved[one.number]) for one in written.citations))
    told = [replace(one, citations=tuple(moved[number] for number in one.citations)) for one in written.statements]
    leads = brief.bottom_line[:1] if any(one.verdict == "conflict" for one in brief.differences) else ()
    facts = tuple(_fact(one, citations) for one in told[1:])
    return _numbered(replace(brief, bottom_line=(*leads, *told[:1]), facts=facts, citations=citations))


def _fact(statement: Statement, citations: Sequence[Citation]) -> Fact:
    by_number = {one.number: one for one in reversed(citations)}
    cited = [by_number[number] for number in statement.citations]
    origins = [one.origin for one in cited if one.origin]
    return Fact(statement, len({one.article_id for one in cited}), len(independent(origins)))


def _number(citation: Citation, known: Sequence[Citation]) -> int:
    """Number a citation behind those known, or as the one that holds its words already."""
    holding = (one.number for one in known if one.article_id == citation.article_id and _holds(one, citation))
    return next(holding, citation.number + len(known))


def _holds(one: Citation, other: Citation) -> bool:
    return one.start <= other.start and other.end <= one.end


def _numbered(brief: Brief) -> Brief:
    """Number the citations that are used, article by article in the order in which these come up, each as it reads."""
    by_number = {one.number: one for one in reversed(brief.citations)}
    used = dict.fromkeys(_used(brief))
    articles = dict.fromkeys(by_number[number].article_id for number in used)
    ranks = {article_id: rank for rank, article_id in enumerate(articles)}
    ordered = sorted(used, key=lambda number: (ranks[by_number[number].article_id], by_number[number].start, number))
    new = {old: number for number, old in enumerate(ordered, start=1)}
    citations = tuple(replace(by_number[old], number=number) for old, number in new.items())

    def said(statement: Statement) -> Statement:
        return replace(statement, citations=tuple(new[number] for number in statement.citations))

    def differs(conflict: Conflict) -> Conflict:
        sides = tuple(Position(one.value, tuple(new[number] for number in one.citations)) for one in conflict.positions)
        return replace(conflict, positions=sides)

    return replace(
        brief,
        bottom_line=tuple(map(said, brief.bottom_line)),
        facts=tuple(replace(one, statement=said(one.statement)) for one in brief.facts),
        timeline=tuple(replace(one, statement=said(one.statement)) for one in brief.timeline),
        sayings=tuple(replace(one, statements=tuple(map(said, one.statements))) for one in brief.sayings),
        differences=tuple(map(differs, brief.differences)),
        planned=tuple(map(said, brief.planned)),
        unknown=tuple(replace(one, instead=said(one.instead)) for one in brief.unknown),
        citations=citations,
        searched=replace(brief.searched, origins=len(independent([one.origin for one in citations if one.origin]))),
    )


def _used(brief: Brief) -> Iterator[int]:
    yield from (number for statement in brief.statements for number in statement.citations)
    yield from (number for one in brief.differences for side in one.positions for number in side.citations)
