"""The quoting writer: answers in the words of the articles, without a language model."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent.choosing import MOST_STATEMENTS, choose
from agent.comparing import Comparison
from agent.differences import cited, is_shown, lead, tell
from agent.evidence import Evidence
from agent.gate import unborne
from agent.independence import Group, independent
from agent.origins import Origin
from agent.quantities import find_quantities
from agent.questions import Question
from agent.quotation import Quotation
from agent.records import Citation, Conflict, Statement
from agent.saying import say_quantity
from agent.stages import is_announcement, is_judgement, is_planned
from agent.tracing import Trace
from agent.wording import WORDING, clean, framed, say_articles
from retrieval.dates import find_dates, say_dates
from retrieval.records import Language

NEAR_CONTEXT = 0.5  # Share of the question that a sentence must speak of, to be shown in a refusal.


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer came back with: statements on citations, or the reason why there are none."""

    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    reason: str | None = None
    origins: int = 0
    conflicts: tuple[Conflict, ...] = ()


def write(
    question: Question, evidence: Sequence[Evidence], trace: Trace, comparison: Comparison | None = None
) -> Written:
    """Answer with the sentences that answer, best first, or say what is missing and what was found instead.

    Where sources differ, `comparison`, no side is stated flat: a sentence says so, and those of all sides follow.
    """
    chosen = choose(question, evidence)
    if not chosen:
        return Written(reason=refusal(question, evidence))
    differing = comparison if comparison and is_shown(comparison) else None
    if differing:
        chosen = _with_sides(cited(differing), chosen)
    origins = [trace(one) for one in chosen]
    groups = independent(origins)
    single = len({one.article.id for one in chosen}) == 1
    citations = []
    statements = []
    for number, (one, origin) in enumerate(zip(chosen, origins, strict=True), start=1):
        group = next(group for group in groups if origin in group.origins)
        notes = (*notes_on(one, origin, question.language, single), *origin_notes(group, question.language))
        citations.append(citation(number, one, origin))
        statements.append(Statement(_text(question, one), (number,), notes))
    conflicts = []
    if differing:
        numbers = {one.at: number for number, one in enumerate(chosen, start=1)}
        by_number = dict(enumerate(origins, start=1))
        conflict = tell(differing, question.text, numbers, by_number, question.language)
        sides = tuple(number for position in conflict.positions for number in position.citations)
        statements.insert(0, Statement(lead(differing, question.language), sides))
        conflicts.append(conflict)
    return Written(tuple(statements), tuple(citations), origins=len(groups), conflicts=tuple(conflicts))


def _with_sides(sides: Sequence[Evidence], chosen: Sequence[Evidence]) -> list[Evidence]:
    """Put the sentences of all sides before the others that were chosen, as far as there is room."""
    taken = {one.at for one in sides}
    rest = [one for one in chosen if one.at not in taken]
    return [*sides, *rest[: max(0, MOST_STATEMENTS - len(sides))]]


def citation(number: int, one: Quotation, origin: Origin) -> Citation:
    """Cite words under a number, with where its article has it from."""
    article = one.article
    return Citation(
        number=number,
        article_id=article.id,
        title=article.title,
        source=article.source,
        url=article.url,
        published=article.published,
        language=article.language,
        quote=one.span.of(article.text),
        start=one.span.start,
        end=one.span.end,
        origin=origin,
    )


def _text(question: Question, one: Evidence) -> str:
    value = _value(question, one)
    if value and unborne(value, [(one.text, one.article.published)]):
        value = None
    quote = framed(one.article, one.text, question.language)
    return f"{value} — {quote}" if value else quote


def _value(question: Question, one: Evidence) -> str | None:
    """Say the date or number that was asked for, in the question's language."""
    if one.value is None:
        return None
    if question.kinds[0] != "when":
        quantity = next((found for found in find_quantities(one.text) if found.span == one.value), None)
        return say_quantity(quantity, question.language) if quantity else None
    days = next((m.days for m in find_dates(one.text, one.article.published) if m.span == one.value), None)
    return say_dates(*days, question.language) if days else None


def notes_on(one: Quotation, origin: Origin, language: Language, single: bool) -> tuple[str, ...]:
    """Note how far words carry: how their date is known, whether they tell a plan or a view, or stand alone."""
    wording, article = WORDING[language], one.article
    notes = []
    if article.published.how == "inferred":
        notes.append(wording.inferred_date)
    if article.published.how == "unknown":
        notes.append(wording.unknown_date)
    if is_announcement(one.text) if one.value is None else is_planned(one.text, one.value):
        notes.append(wording.announced)
    if holder := view_note(origin, one.text, language):
        notes.append(holder)
    if single and not article.copies:
        notes.append(wording.one_article)
    return tuple(notes)


def view_note(origin: Origin, text: str, language: Language) -> str | None:
    """Say whose view a sentence gives, if it gives one."""
    wording = WORDING[language]
    name = clean(origin.speaker.label(language))
    if origin.manner == "opinion" and origin.how != "own" and name:
        return wording.view.format(holder=name)
    if origin.manner == "opinion" or (origin.how == "own" and is_judgement(text)):
        outlet = clean(origin.outlet.label(language))
        return wording.view.format(holder=outlet) if outlet else wording.view_of_article
    return None


def origin_notes(group: Group, language: Language) -> tuple[str, ...]:
    """Note on a statement that several articles, near copies among them, go back to one origin."""
    wording = WORDING[language]
    articles = {origin.article.id for origin in group.origins}
    articles.update(copy for origin in group.origins for copy in origin.article.copies)
    if len(articles) < 2:
        return ()
    counted = say_articles(len(articles), language)
    label = group.label(language)
    return ((wording.one_origin if label else wording.one_text).format(articles=counted, origin=clean(label)),)


def refusal(question: Question, evidence: Sequence[Evidence]) -> str:
    """Say that the articles do not answer, and the nearest that they say instead."""
    wording = WORDING[question.language]
    near = next((one for one in evidence if one.features.context >= NEAR_CONTEXT), None)
    if near is None:
        return wording.nothing_about if evidence else wording.nothing_found
    missing = next((wording.no_answer[kind] for kind in question.kinds if kind in wording.no_answer), None)
    found = wording.found_instead.format(found=framed(near.article, near.text, question.language))
    return f"{missing or wording.nothing_about} {found}"
