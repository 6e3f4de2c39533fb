"""The agent: a question in, an answer out. Understand, search, read, write; each step timed and traced."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import Any, Self

from agent.brief import Brief, gather, open_topic
from agent.brief import write as write_brief
from agent.comparing import compare_answers
from agent.evidence import weigh
from agent.matching import Matcher, terms_of
from agent.questions import understand
from agent.quoting import write
from agent.records import Answer, Searched
from agent.survey.events import Window
from agent.tracing import Tracer
from retrieval import Library
from retrieval.library import OnProgress, ignore
from retrieval.records import Language

SEARCHED_PASSAGES = 60  # Of an event reported by many, the articles that differ must be among them.


class Agent:
    """Answers questions over one library, in the words of its articles."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def ask(
        self,
        question: str,
        language: Language | None = None,
        *,
        since: date | None = None,
        until: date | None = None,
        source: str | None = None,
    ) -> Answer:
        """Answer `question` with quotations, or refuse and say why.

        The answer is framed in `language`, by default the question's own. Days are inclusive; `source` names an outlet.

        Raises:
            QuestionError: the question has no words, or far too many.
            EmptyLibrary: the library holds no articles.
            UnknownSource: no outlet has the name `source`.
        """
        steps = _Steps()
        with steps.timed("understand"):
            asked = understand(question, language)
        with steps.timed("search"):
            hits = self._library.search(question, SEARCHED_PASSAGES, since=since, until=until, source=source)
        with steps.timed("read"):
            matcher = Matcher(terms_of(asked.text, self._library.table), self._library.table)
            evidence = weigh(asked, hits, self._library, matcher)
        with steps.timed("compare"):
            comparison = compare_answers(asked, evidence, matcher, self._library.table)
        with steps.timed("write"):
            written = write(asked, evidence, Tracer(self._library, asked).trace, comparison)
        steps.note("understand", kinds=list(asked.kinds), language=asked.language)
        found = [[hit.article_id, hit.passage.start, round(hit.score, 3)] for hit in hits]
        steps.note("search", query=question, hits=found)
        return Answer(
            question=question,
            language=asked.language,
            status="refused" if written.reason else "answered",
            reason=written.reason,
            statements=written.statements,
            citations=written.citations,
            conflicts=written.conflicts,
            searched=Searched(len({hit.article_id for hit in hits}), len(hits), written.origins),
            writer="quotes",
            seconds=steps.seconds,
            trace=tuple(steps.notes),
        )

    def brief(
        self,
        topic: str,
        language: Language | None = None,
        *,
        since: date | None = None,
        until: date | None = None,
        source: str | None = None,
        on_progress: OnProgress = ignore,
    ) -> Brief:
        """Write a brief on `topic` in quotations, or refuse and say why; the rest is as for `ask`.

        The topic is opened into subquestions, those it asks itself and the usual ones, and each is put to the articles.

        Raises:
            QuestionError: the topic has no words, or far too many.
            EmptyLibrary: the library holds no articles.
            UnknownSource: no outlet has the name `source`.
        """
        steps = _Steps()
        with steps.timed("understand"):
            question, asked = open_topic(topic, language)
        with steps.timed("gather"):
            material = gather(question, asked, self._library, Window(since, until, source), on_progress)
        with steps.timed("write"):
            written = write_brief(material, self._library.table)
        steps.note("understand", asked=topic, language=question.language, subquestions=[one.asked for one in asked])
        steps.note("gather", articles=[one.id for one in material.articles], sentences=len(material.evidence))
        return replace(written, seconds=steps.seconds, trace=tuple(steps.notes))

    def close(self) -> None:
        """Let go of what the agent opened; the library is the caller's to close."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Steps:
    """The seconds and the notes of each step of one answer."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.notes: list[Mapping[str, Any]] = []

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] = round(time.perf_counter() - start, 6)

    def note(self, step: str, **what: Any) -> None:
        self.notes.append({"step": step, **what})
