"""The flow of one answer, a LangGraph: ask the model, do what it asks, check what it wrote, send it back once."""

import json
import operator
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

import prompts
from agent.events import Step
from agent.steps import Steps
from agent.writing.checking import Faulty, Gate, Sound
from agent.writing.client import Client, Request
from agent.writing.dialects import Dialect
from agent.writing.failures import ENDLESS, UNREADABLE, ModelFailed
from agent.writing.patience import Patience
from agent.writing.replies import ANSWER, Call, Read, Reply, Said, Unreadable
from agent.writing.tokens import Count
from agent.writing.tools import Tools
from retrieval.records import Language

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk, BaseMessage

MOST_UNREADABLE = 1  # Replies that are sent back for their form.
LEAST_TOKENS = 300  # Of passages in a result, however little room is left.

Tell = Callable[[Step | Sound], object]


class _State(TypedDict):
    """What is known between two nodes: all messages, the last reply and what was read in it."""

    messages: Annotated[list[Any], operator.add]
    message: Any
    read: Read | None
    calls: int
    unreadable: int
    mending: bool


class Flow:
    """Runs one answer; what passes the gate is told as soon as it stands."""

    def __init__(
        self, client: Client, dialect: Dialect, tools: Tools, gate: Gate, steps: Steps, language: Language, tell: Tell
    ) -> None:
        self._client = client
        self._dialect = dialect
        self._tools = tools
        self._gate = gate
        self._steps = steps
        self._language = language
        self._tell = tell
        self._told: dict[str, Sound] = {}
        self._room = 2 * client.settings.passage_tokens

    def run(self, opening: "Sequence[BaseMessage]", patience: Patience, count: Count) -> Reply:
        """Go through the graph; return the last answer of the model.

        Raises:
            ModelFailed: there is no answer, and why.
            ToolsRefused: the server takes no tools.
            Cancelled: nobody waits any more.
        """
        self._patience, self._count = patience, count
        start = _State(messages=list(opening), message=None, read=None, calls=0, unreadable=0, mending=False)
        end = _graph(self).invoke(start, {"recursion_limit": 4 * self._client.settings.calls + 8})
        reply = end["read"]
        assert isinstance(reply, Reply)
        return reply

    def ask(self, state: _State) -> Mapping[str, Any]:
        """Ask the model; where it fails to mend an answer, that stays with what was right in it."""
        last = state["mending"] or state["calls"] + 1 >= self._client.settings.calls
        tools = self._dialect.tools(self._language)
        request = Request(self._sent(state, last), tools, ANSWER if last else None)
        if not state["calls"]:
            self._tell(Step("writing"))
        kept = state["mending"] and self._told
        try:
            message, read = self._replied(request)
        except ModelFailed as failed:
            if not kept:
                raise
            self._steps.note("model", failed=str(failed))
            return {"calls": state["calls"] + 1}
        if kept and not isinstance(read, Reply):
            return {"calls": state["calls"] + 1}
        if last and not isinstance(read, Reply | Unreadable):
            raise ModelFailed(ENDLESS, calls=state["calls"] + 1)
        return {"message": message, "read": read, "calls": state["calls"] + 1}

    def work(self, state: _State) -> Mapping[str, Any]:
        """Carry out what the model asked for."""
        message, read = state["message"], state["read"]
        assert message is not None
        if isinstance(read, Unreadable):
            if state["unreadable"] >= MOST_UNREADABLE:
                raise ModelFailed(UNREADABLE)
            said = prompts.fill("unread", self._language, reason=read.reason)
            return {"messages": self._dialect.answered(message, [said]), "unreadable": state["unreadable"] + 1}
        assert read is not None
        assert not isinstance(read, Reply)
        return {"messages": self._dialect.answered(message, [self._result(call) for call in read])}

    def check(self, state: _State) -> Mapping[str, Any]:
        """Have the gate look at the whole answer; once, what fails goes back with the reasons."""
        message, reply = state["message"], state["read"]
        assert message is not None
        assert isinstance(reply, Reply)
        self._tell(Step("checking"))
        for said in reply.statements:
            self._offer(said)
        checked = [self._gate.check(said) for said in reply.statements]
        faulty = [one for one in checked if isinstance(one, Faulty)]
        self._steps.note("check", sound=len(checked) - len(faulty), faults=[_noted(one) for one in faulty])
        if not faulty or state["mending"]:
            return {"mending": False, "message": None}
        told = prompts.fill("faults", self._language, faults="\n".join(map(self._fault, faulty)))
        return {"messages": self._dialect.answered(message, [told]), "mending": True}

    def _replied(self, request: Request) -> "tuple[AIMessageChunk, Read]":
        """Have one reply, telling the sentences of an answer as they arrive and pass."""
        began = time.perf_counter()
        message = None
        for message in self._client.stream(request, self._patience):
            for said in self._dialect.begun(message):
                self._offer(said)
        assert message is not None
        read = self._dialect.read(message)
        self._spend(request, message, read, time.perf_counter() - began)
        return message, read

    def _sent(self, state: _State, last: bool) -> "list[BaseMessage]":
        from langchain_core.messages import HumanMessage

        end = [HumanMessage(prompts.fill("last", self._language))] if last and not state["mending"] else []
        return [*state["messages"], *end]

    def _offer(self, said: Said) -> None:
        """Tell a sentence if it passes and was not told yet."""
        checked = self._gate.check(said)
        if isinstance(checked, Sound) and checked.text not in self._told:
            self._told[checked.text] = checked
            self._tell(checked)

    def _result(self, call: Call) -> str:
        self._patience.check()
        tokens = max(LEAST_TOKENS, min(self._client.settings.passage_tokens // 2, self._room))
        result = self._tools.run(call, tokens)
        self._room -= self._count(result)
        return result

    def _spend(self, request: Request, message: "AIMessageChunk", read: Read, seconds: float) -> None:
        """Note a call of the model with its tokens, counted here where the server does not say."""
        used = message.usage_metadata
        prompt = used["input_tokens"] if used else self._size(request)
        completion = used["output_tokens"] if used else self._count(f"{message.text}{message.tool_calls}")
        self._steps.spend(prompt, completion)
        self._steps.note(
            "model",
            prompt_tokens=prompt,
            completion_tokens=completion,
            seconds=round(seconds, 3),
            calls=[{"name": one.name, **one.arguments} for one in read] if isinstance(read, Sequence) else [],
            form=self._dialect.name,
        )

    def _size(self, request: Request) -> int:
        """Count the tokens of a request: its messages with what they call, and the functions described to the model."""
        said = [f"{one.content}{getattr(one, 'tool_calls', '') or ''}" for one in request.messages]
        return sum(map(self._count, (*said, *(json.dumps(one, ensure_ascii=False) for one in request.tools))))

    def _fault(self, faulty: Faulty) -> str:
        said = "; ".join(prompts.phrase(one.name, self._language, detail=one.detail) for one in faulty.reasons)
        return prompts.phrase("fault", self._language, text=faulty.text, reasons=said)


def _graph(flow: Flow) -> Any:
    from langgraph.graph import END, START, StateGraph

    def after_asking(state: _State) -> str:
        return "check" if isinstance(state["read"], Reply) else "work"

    def after_checking(state: _State) -> str:
        return "ask" if state["mending"] else END

    graph = StateGraph(_State)
    graph.add_node("ask", flow.ask)
    graph.add_node("work", flow.work)
    graph.add_node("check", flow.check)
    graph.add_edge(START, "ask")
    graph.add_conditional_edges("ask", after_asking, ["work", "check"])
    graph.add_edge("work", "ask")
    graph.add_conditional_edges("check", after_checking, ["ask", END])
    return graph.compile()


def _noted(faulty: Faulty) -> Mapping[str, Any]:
    return {"text": faulty.text, "reasons": [asdict(one) for one in faulty.reasons]}
