"""The agent: a question in, an answer out. Understand, search, read, compare, write; each step timed and traced."""

from collections.abc import Generator
from dataclasses import replace
from datetime import date
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from agent import gathering, quoting
from agent.conversation import Conversation
from agent.events import Event, Step
from agent.gathering import EVERYTHING, Material, Scope
from agent.questions import Question, understand
from agent.quoting import Written
from agent.records import QUOTES, Answer, Searched, Usage
from agent.steps import Steps
from agent.tracing import Tracer
from agent.wording import WORDING
from retrieval import Library
from retrieval.library import OnProgress, Progress, ignore
from retrieval.records import Language

if TYPE_CHECKING:
    from agent.brief import Brief
    from agent.brief.gathering import Material as BriefMaterial
    from agent.writing.failures import ModelFailed
    from agent.writing.settings import ModelSettings
    from agent.writing.writer import ModelWriter, Task

TURNS_TOLD = 4  # Of a conversation, to a model.


class Agent:
    """Answers questions over one library: in the words of its articles, or in those of a model on quotes of them.

    `model` names a model behind OpenAI's protocol, by OPENAI_API_KEY and OPENAI_BASE_URL, or says all of it; without
    one nothing is sent anywhere.

    Raises:
        SettingError: a model is named that cannot be reached, for want of a key or a server.
    """

    def __init__(self, library: Library, model: "str | ModelSettings | None" = None) -> None:
        self._library = library
        self._settings = _settings(model)

    @property
    def model(self) -> "ModelSettings | None":
        """The language model that writes; None where the words of the articles do."""
        return self._settings

    @cached_property
    def _writer(self) -> "ModelWriter":
        from agent.writing.writer import ModelWriter

        assert self._settings
        return ModelWriter(self._library, self._settings)

    def ask(
        self,
        question: str,
        language: Language | None = None,
        *,
        since: date | None = None,
        until: date | None = None,
        source: str | None = None,
        conversation: Conversation | None = None,
    ) -> Answer:
        """Answer `question` with its sources, or refuse and say why.

        The answer is in `language`, by default the question's own. Days are inclusive; `source` names an outlet. A
        question that leans on a `conversation` is understood from it.

        Raises:
            QuestionError: the question has no words, or far too many.
            EmptyLibrary: the library holds no articles.
            UnknownSource: no outlet has the name `source`.
        """
        scope = Scope(since, until, source)
        *_, last = self.stream(question, language, scope, conversation)
        assert isinstance(last, Answer)
        return last

    def stream(
        self,
        question: str,
        language: Language | None = None,
        scope: Scope = EVERYTHING,
        conversation: Conversation | None = None,
    ) -> Generator[Event, None, None]:
        """Answer as `ask` does, telling each step as it begins and each sentence once it is checked; the answer last.

        Closing the iterator ends the work.
        """
        steps = Steps()
        said = conversation or Conversation()
        with steps.timed("understand"):
            given = understand(question, language)
            resolved = said.resolve(question, self._library.table)
            asked = replace(understand(resolved.text), language=given.language)
        steps.note(
            "understand", asked=asked.text, topic=list(resolved.topic), kinds=list(asked.kinds), language=asked.language
        )
        material = yield from gathering.gather(asked, scope, self._library, steps)
        written, writer, notices = yield from self._written(asked, material, scope, said, steps)
        yield Answer(
            question=question,
            language=asked.language,
            status="refused" if written.reason else "answered",
            reason=written.reason,
            statements=written.statements,
            citations=written.citations,
            conflicts=written.conflicts,
            searched=Searched(len({hit.article_id for hit in material.hits}), len(material.hits), written.origins),
            writer=writer,
            notices=notices,
            usage=self._usage(steps),
            seconds=steps.seconds,
            trace=tuple(steps.notes),
        )

    def _written(
        self, asked: Question, material: Material, scope: Scope, said: Conversation, steps: Steps
    ) -> Generator[Event, None, tuple[Written, str, tuple[str, ...]]]:
        """Have the model write, and quote where it fails or there is none; say who wrote, and what is to be known."""
        notices: tuple[str, ...] = ()
        if self._settings:
            from agent.writing.failures import ModelFailed

            try:
                with steps.timed("write"):
                    written = yield from self._writer.write(self._task(asked, material, scope, said), steps)
                return written, self._settings.name, ()
            except ModelFailed as failed:
                notices = (self._notice(failed, asked.language, steps),)
        yield Step("writing")
        with steps.timed("write"):
            written = quoting.write(asked, material.evidence, Tracer(self._library, asked).trace, material.comparison)
        return written, QUOTES, notices

    def _task(self, asked: Question, material: Material, scope: Scope, said: Conversation) -> "Task":
        from agent.writing.writer import Task

        compared = (material.comparison,) if material.comparison else ()
        before = said.turns[-TURNS_TOLD:]
        return Task("question", asked, material.hits, material.evidence, compared, scope, before)

    def _notice(self, failed: "ModelFailed", language: Language, steps: Steps) -> str:
        """Note that the model failed, and say why to the reader."""
        assert self._settings
        steps.note("model", failed=str(failed))
        return WORDING[language].no_model.format(model=self._settings.name, reason=failed.said(language))

    def _usage(self, steps: Steps) -> Usage:
        if not self._settings:
            return Usage()
        prompt, completion = steps.prompt_tokens, steps.completion_tokens
        return Usage(prompt, completion, self._writer.price.cost(prompt, completion))

    def brief(
        self,
        topic: str,
        language: Language | None = None,
        *,
        since: date | None = None,
        until: date | None = None,
        source: str | None = None,
        on_progress: OnProgress = ignore,
    ) -> "Brief":
        """Write a brief on `topic` in quotations, or refuse and say why; the rest is as for `ask`.

        The topic is opened into subquestions, those it asks itself and the usual ones, and each is put to the articles.

        Raises:
            QuestionError: the topic has no words, or far too many.
            EmptyLibrary: the library holds no articles.
            UnknownSource: no outlet has the name `source`.
        """
        from agent.brief import gather, open_topic, write
        from agent.survey.events import Window

        steps = Steps()
        with steps.timed("understand"):
            question, asked = open_topic(topic, language)
        with steps.timed("gather"):
            material = gather(question, asked, self._library, Window(since, until, source), on_progress)
        with steps.timed("write"):
            written = write(material, self._library.table)
        steps.note("understand", asked=topic, language=question.language, subquestions=[one.asked for one in asked])
        steps.note("gather", articles=[one.id for one in material.articles], sentences=len(material.evidence))
        if self._settings and material.articles:
            written = self._retold(written, material, Scope(since, until, source), steps, on_progress)
        return replace(written, usage=self._usage(steps), seconds=steps.seconds, trace=tuple(steps.notes))

    def _retold(
        self, brief: "Brief", material: "BriefMaterial", scope: Scope, steps: Steps, on_progress: OnProgress
    ) -> "Brief":
        """Have the model write the bottom line and the facts; where it fails, the quotations stay and say why."""
        from agent.brief.retelling import retold
        from agent.writing.failures import ModelFailed
        from agent.writing.writer import Task

        assert self._settings
        about = {article.id for article in material.articles}
        hits = [hit for hit in gathering.find(material.topic.text, scope, self._library) if hit.article_id in about]
        task = Task("brief", material.topic, hits, material.evidence, material.comparisons, scope)
        try:
            with steps.timed("write"):
                written = last(self._writer.write(task, steps), on_progress)
        except ModelFailed as failed:
            return replace(brief, notices=(self._notice(failed, brief.language, steps),))
        return replace(retold(brief, written), writer=self._settings.name) if written.statements else brief

    def close(self) -> None:
        """Let go of what the agent opened; the library is the caller's to close."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def last(events: Generator[Event, None, Written], on_progress: OnProgress) -> Written:
    """Go through all events, telling at each that writing goes on, and return what they end in."""
    while True:
        on_progress(Progress("writing", 0, 0))
        try:
            next(events)
        except StopIteration as end:
            written: Written = end.value
            return written


def _settings(model: "str | ModelSettings | None") -> "ModelSettings | None":
    if not isinstance(model, str):
        return model
    from agent.writing.settings import ModelSettings

    return ModelSettings.from_environment(model)
