"""Gather what an answer is made of: the passages found, their sentences weighed, and where the articles differ."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date

from agent.comparing import Comparison, compare_answers
from agent.events import Step
from agent.evidence import Evidence, weigh
from agent.matching import Matcher, terms_of
from agent.questions import Question
from agent.steps import Steps
from retrieval.library import Library
from retrieval.records import Hit, Language

SEARCHED_PASSAGES = 60  # Of an event reported by many, the articles that differ must be among them.


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles may answer: days are inclusive, `source` names an outlet, `language` is the articles'."""

    since: date | None = None
    until: date | None = None
    source: str | None = None
    language: Language | None = None


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Material:
    """What was found for a question: passages and the sentences of their articles, best first, and how they differ."""

    hits: Sequence[Hit]
    evidence: Sequence[Evidence]
    comparison: Comparison | None


def gather(question: Question, scope: Scope, library: Library, steps: Steps) -> Generator[Step, None, Material]:
    """Search, read and compare, telling each step as it begins.

    Raises:
        EmptyLibrary: the library holds no articles.
        UnknownSource: no outlet has the name of the scope.
    """
    yield Step("searching", question.text)
    with steps.timed("search"):
        hits = find(question.text, scope, library)
    steps.note("search", query=question.text, hits=noted(hits))
    yield Step("reading")
    matcher, evidence = _weighed(question, hits, library, steps)
    yield Step("comparing")
    return _compared(question, hits, evidence, matcher, library, steps)


def find(query: str, scope: Scope, library: Library, limit: int = SEARCHED_PASSAGES) -> list[Hit]:
    """Search the articles of a scope."""
    return library.search(
        query, limit, since=scope.since, until=scope.until, source=scope.source, language=scope.language
    )


def read(question: Question, hits: Sequence[Hit], library: Library, steps: Steps) -> Material:
    """Read the articles found, sentence by sentence, and compare what they claim."""
    matcher, evidence = _weighed(question, hits, library, steps)
    return _compared(question, hits, evidence, matcher, library, steps)


def noted(hits: Sequence[Hit]) -> list[list[str | int | float]]:
    """Write hits as a trace has them: article, start of the passage, score."""
    return [[hit.article_id, hit.passage.start, round(hit.score, 3)] for hit in hits]


def _weighed(question: Question, hits: Sequence[Hit], library: Library, steps: Steps) -> tuple[Matcher, list[Evidence]]:
    with steps.timed("read"):
        matcher = Matcher(terms_of(question.text, library.table), library.table)
        return matcher, weigh(question, hits, library, matcher)


def _compared(
    question: Question,
    hits: Sequence[Hit],
    evidence: Sequence[Evidence],
    matcher: Matcher,
    library: Library,
    steps: Steps,
) -> Material:
    with steps.timed("compare"):
        return Material(hits, evidence, compare_answers(question, evidence, matcher, library.table))
