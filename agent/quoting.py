"""The quoting writer: answers in the words of the articles, without a language model."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent.evidence import Evidence
from agent.independence import Group, independent
from agent.origins import Origin
from agent.quantities import find_quantities
from agent.questions import Kind, Question
from agent.records import Citation, Statement
from agent.saying import say_quantity
from agent.tracing import Trace
from agent.wording import WORDING, clean, framed, say_articles
from retrieval.dates import find_dates, say_dates
from retrieval.folding import words
from retrieval.records import Article, Language

# The kinds of answer that are told from the words alone; a sentence without one cannot answer such a question.
TELLING: frozenset[Kind] = frozenset({"when", "how_many", "how_much", "name"})
BEHIND = 2.0  # How far behind the best sentence the first one with such an answer may be.
NEARLY = 3.5  # How far behind the first sentence quoted the others may be.
LEAST_SCORE = 6.6  # Refuses 90 % of questions about nothing in a library, and 2 % of those it answers.
MOST_UNNAMED = 0.55  # Share of the names of the question that may be missing in the article of an answer.
LEAST_COUNTED = 0.2  # How well what a number counts must be what was to be counted.
NEAR_CONTEXT = 0.5  # Share of the question that a sentence must speak of, to be shown in a refusal.
SECOND_OF_ARTICLE = 0.5  # What a further sentence of an article must be better by than one of another article.
MOST_STATEMENTS = 3


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer came back with: statements on citations, or the reason why there are none."""

    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    reason: str | None = None
    origins: int = 0


def write(question: Question, evidence: Sequence[Evidence], trace: Trace) -> Written:
    """Answer with the sentences that answer, best first, or say what is missing and what was found instead."""
    chosen = choose(question, evidence)
    if not chosen:
        return Written(reason=_refusal(question, evidence))
    origins = [trace(one) for one in chosen]
    groups = independent(origins)
    single = len({one.article.id for one in chosen}) == 1
    citations = []
    statements = []
    for number, (one, origin) in enumerate(zip(chosen, origins, strict=True), start=1):
        group = next(group for group in groups if origin in group.origins)
        notes = (*_notes(question, one.article, single), *origin_notes(group, question.language))
        citations.append(_citation(number, one, origin))
        statements.append(Statement(_text(question, one), (number,), notes))
    return Written(tuple(statements), tuple(citations), origins=len(groups))


def choose(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Choose the sentences to quote: the best, then others nearly as good, from other articles before the same."""
    able = [one for one in evidence if _answers(question, one)]
    if not able or able[0].score < evidence[0].score - BEHIND:
        return []
    left = _without_needless_headings(able)
    chosen: list[Evidence] = []
    while left and len(chosen) < MOST_STATEMENTS:
        best = max(left, key=lambda one: _worth(one, chosen))
        if chosen and _worth(best, chosen) < chosen[0].score - NEARLY:
            break
        chosen.append(best)
        left = [one for one in left if one is not best and not _repeats(one, best)]
    return chosen


def _worth(one: Evidence, chosen: Sequence[Evidence]) -> float:
    """Value a sentence beside those chosen: a second one of the same article adds less than another voice."""
    return one.score - SECOND_OF_ARTICLE * sum(other.article.id == one.article.id for other in chosen)


def _without_needless_headings(able: Sequence[Evidence]) -> list[Evidence]:
    """Leave out headings of articles whose body answers too."""
    bodies = {one.article.id for one in able if not one.features.heading}
    return [one for one in able if not one.features.heading or one.article.id not in bodies]


def _answers(question: Question, one: Evidence) -> bool:
    """Whether a sentence can answer: it speaks of what was asked, and has the kind of answer that can be told."""
    features = one.features
    if one.score < LEAST_SCORE or features.unnamed > MOST_UNNAMED:
        return False
    if not TELLING.issuperset(question.kinds):
        return True
    miscounted = question.counted and features.counted < LEAST_COUNTED
    return not (features.misfits or features.elsewhere or miscounted)


def _repeats(one: Evidence, other: Evidence) -> bool:
    """Whether two sentences say the same in the same words."""
    mine, theirs = set(words(one.text)), set(words(other.text))
    return len(mine & theirs) > 0.8 * min(len(mine), len(theirs))


def _citation(number: int, one: Evidence, origin: Origin) -> Citation:
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


def _notes(question: Question, article: Article, single: bool) -> tuple[str, ...]:
    wording = WORDING[question.language]
    notes = []
    if article.published.how == "inferred":
        notes.append(wording.inferred_date)
    if article.published.how == "unknown":
        notes.append(wording.unknown_date)
    if single and not article.copies:
        notes.append(wording.one_article)
    return tuple(notes)


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


def _refusal(question: Question, evidence: Sequence[Evidence]) -> str:
    wording = WORDING[question.language]
    near = next((one for one in evidence if one.features.context >= NEAR_CONTEXT), None)
    if near is None:
        return wording.nothing_about if evidence else wording.nothing_found
    missing = next((wording.no_answer[kind] for kind in question.kinds if kind in wording.no_answer), None)
    found = wording.found_instead.format(found=framed(near.article, near.text, question.language))
    return f"{missing or wording.nothing_about} {found}"
