"""The writer that is a language model: runs a flow beside, takes up what passes, and gives over where it fails."""

import queue
import threading
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import prompts
from agent.comparing import Comparison
from agent.conversation import Turn
from agent.differences import is_shown
from agent.events import Event, Step
from agent.evidence import Evidence
from agent.gathering import EVERYTHING, Scope, read
from agent.questions import Question
from agent.quotes import locate
from agent.quoting import Written, refusal
from agent.steps import Steps
from agent.tracing import Tracer
from agent.wording import clean
from agent.writing.checking import Gate, Located, Sound
from agent.writing.client import Abilities, Client
from agent.writing.desk import Desk
from agent.writing.dialects import Calling, Dialect, Plain
from agent.writing.failures import MUTE, OUT_OF_TIME, UNSOUND, ModelFailed, ToolsRefused
from agent.writing.flow import Flow
from agent.writing.patience import Patience
from agent.writing.prices import price_of
from agent.writing.replies import Difference, Reply
from agent.writing.reported import compare_reported, stated
from agent.writing.settings import ModelSettings
from agent.writing.sheet import LONGEST_VALUE, Apart, Sheet
from agent.writing.tokens import counter
from agent.writing.tools import Tools
from retrieval.folding import fold
from retrieval.library import Library
from retrieval.records import Hit, Language

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

GRACE_SECONDS = 1.0  # For the thread beside to say itself that the time is over.
BY_RULE = ("number", "date")


@dataclass(frozen=True, slots=True)
class Task:
    """What a model is to write, and from what: an answer to a question, or the heads of a brief on a topic.

    `before` are the turns of the conversation; `comparisons` are what the rules say of where articles differ.
    """

    kind: Literal["question", "brief"]
    question: Question
    hits: Sequence[Hit]
    evidence: Sequence[Evidence]
    comparisons: Sequence[Comparison] = ()
    scope: Scope = EVERYTHING
    before: Sequence[Turn] = ()


class ModelWriter:
    """Writes answers over one library with one model."""

    def __init__(self, library: Library, settings: ModelSettings) -> None:
        self._library = library
        self._client = Client(settings, Abilities(tools=not settings.plain))
        self.price = price_of(settings)

    def write(self, task: Task, steps: Steps) -> Generator[Event, None, Written]:
        """Have the model do a task, telling steps and checked sentences as they come.

        Raises:
            ModelFailed: the model gave no answer that can go out, and why; what was told until then falls with it.
        """
        question = task.question
        sheet = Sheet(Tracer(self._library, question).trace, question.language, question.text)
        if task.kind == "question" and task.comparisons and (told := sheet.add_difference(task.comparisons[0])):
            yield told
        work = _Work(self._library, self._client, task, steps)
        try:
            for event in work.events():
                if isinstance(event, Reply):
                    return self._whole(event, sheet, task, work, steps)
                yield sheet.add(event) if isinstance(event, Sound) else event
        finally:
            work.patience.cancel()
        raise ModelFailed(UNSOUND)

    def _whole(self, reply: Reply, sheet: Sheet, task: "Task", work: "_Work", steps: Steps) -> Written:
        """Bring together what the model wrote and the conflicts that it or the rules find in all that was read."""
        evidence, differing = task.evidence, any(map(is_shown, task.comparisons))
        if task.kind == "question" and work.tools.hits and not differing:
            hits = {hit.passage.id: hit for hit in task.hits} | work.tools.hits
            material = read(task.question, list(hits.values()), self._library, steps)
            evidence = material.evidence
            differing = sheet.add_difference(material.comparison) is not None
        for difference in reply.differences:
            self._add_apart(difference, sheet, task.question, evidence, work.gate)
        if not sheet.is_bare:
            return sheet.written()
        if reply.statements:
            raise ModelFailed(UNSOUND)
        if differing:
            raise ModelFailed(MUTE)
        return Written(reason=refusal(task.question, evidence))

    def _add_apart(
        self, difference: Difference, sheet: Sheet, question: Question, evidence: Sequence[Evidence], gate: Gate
    ) -> None:
        """Take up a conflict that the model reports: of numbers and dates if the rules agree, others if they stand."""
        located = [(side, gate.locate(side)) for side in difference.sides]
        sides = [(side, at) for side, at in located if isinstance(at, Located)]
        if len({at.article.id for _, at in sides}) < 2:
            return
        if difference.kind in BY_RULE:
            found = stated([(side.value, at) for side, at in sides], evidence)
            for other in found[1:]:
                sheet.add_difference(compare_reported(found[0], other, question, difference.kind, self._library.table))
            return
        values = [(_value(side.value, at), at) for side, at in sides]
        if len({fold(value) for value, _ in values}) == len(values):
            sheet.add_apart(Apart(difference.kind, tuple(values)))


class _Work:
    """One answer in the making, in a thread of its own: neither a silent server nor a reader who leaves holds it up."""

    def __init__(self, library: Library, client: Client, task: Task, steps: Steps) -> None:
        self._client = client
        self._task = task
        self._steps = steps
        self._library = library
        self._count = counter(client.settings)
        self._events: queue.SimpleQueue[Step | Sound | Reply | BaseException] = queue.SimpleQueue()
        self._desk = Desk(self._count)
        self.patience = Patience(client.settings.seconds)
        self._language: Language = task.question.language
        self.tools = Tools(library, task.scope, self._language, self._desk, steps, self._events.put)
        self.gate = Gate(self._desk, library, self._language, task.comparisons)

    def events(self) -> Iterator[Step | Sound | Reply]:
        """Yield what happens, the model's answer last.

        Raises:
            ModelFailed: there is no answer, and why.
        """
        threading.Thread(target=self._run, name="isnad-model", daemon=True).start()
        while True:
            try:
                event = self._events.get(timeout=self.patience.left + GRACE_SECONDS)
            except queue.Empty:
                raise ModelFailed(OUT_OF_TIME, seconds=self.patience.seconds) from None
            if isinstance(event, BaseException):
                raise event
            yield event
            if isinstance(event, Reply):
                return

    def _run(self) -> None:
        try:
            self._events.put(self._reply())
        except BaseException as error:  # Whatever it is, it belongs to whoever waits.
            self._events.put(error)

    def _reply(self) -> Reply:
        """Have the model answer by functions, or plainly where its server takes none."""
        asked = self._asked()
        if self._client.abilities.tools:
            try:
                return self._flow(Calling(), asked)
            except ToolsRefused:
                self._steps.note("model", refused="tools")
        return self._flow(Plain(), asked)

    def _flow(self, dialect: Dialect, asked: str) -> Reply:
        flow = Flow(self._client, dialect, self.tools, self.gate, self._steps, self._language, self._events.put)
        return flow.run(self._opening(dialect, asked), self.patience, self._count)

    def _opening(self, dialect: Dialect, asked: str) -> "list[BaseMessage]":
        """Write the first messages: the rules and how to go about it, then the task."""
        from langchain_core.messages import HumanMessage, SystemMessage

        rules = prompts.fill("rules", self._language, fence=self._desk.fence)
        how = prompts.fill(dialect.name, self._language, calls=self._client.settings.calls)
        return [SystemMessage(f"{rules}\n\n{how}"), HumanMessage(asked)]

    def _asked(self) -> str:
        """Write the task with what a first search found for it."""
        task, language = self._task, self._language
        chosen = self._desk.pack(task.hits, task.evidence, self._client.settings.passage_tokens)
        shown = "\n".join(self._desk.lay(hit.article, hit.passage) for hit in chosen)
        found = {"passages": shown or prompts.phrase("nothing_found", language), "compared": self._compared()}
        asked = clean(task.question.text)
        if task.kind == "brief":
            return prompts.fill("brief", language, topic=asked, **found)
        return prompts.fill("question", language, conversation=self._said_before(task.before), question=asked, **found)

    def _said_before(self, before: Sequence[Turn]) -> str:
        language = self._language
        if not before:
            return ""
        turns = [
            prompts.phrase(
                "turn",
                language,
                question=clean(turn.question),
                answer=clean(turn.answer) or prompts.phrase("unanswered", language),
            )
            for turn in before
        ]
        return prompts.fill("conversation", language, turns="\n".join(turns)) + "\n\n"

    def _compared(self) -> str:
        found = "\n".join(filter(None, map(self.tools.compared, self._task.comparisons)))
        return "\n" + prompts.fill("compared", self._language, found=found) if found else ""


def _value(value: str, at: Located) -> str:
    """Take a side's value if it is words of its quote, else the first words of that."""
    if value and locate(value, at.text):
        return clean(value)
    found = clean(at.text).split()
    return " ".join(found[:LONGEST_VALUE]) + ("…" if len(found) > LONGEST_VALUE else "")
