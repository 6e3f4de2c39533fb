"""How a model is spoken to: by functions that it calls, or by lines of text where it knows none."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import prompts
from agent.writing.replies import (
    ANSWER,
    Call,
    Read,
    Said,
    Unreadable,
    begun_lines,
    complete,
    from_lines,
    reply_of,
)
from retrieval.records import Language

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk, BaseMessage


class Dialect(Protocol):
    """One way to speak to a model."""

    name: str

    def tools(self, language: Language) -> Sequence[Mapping[str, Any]]:
        """List the functions that the model may call."""

    def begun(self, message: "AIMessageChunk") -> Sequence[Said]:
        """List the whole statements of a reply that is still arriving."""

    def read(self, message: "AIMessageChunk") -> Read:
        """Read a whole reply."""

    def answered(self, message: "AIMessageChunk", results: Sequence[str]) -> "list[BaseMessage]":
        """Give what goes back to the model: its own reply, then a result for each call, or one text."""


class Calling:
    """By functions."""

    name = "calling"

    def tools(self, language: Language) -> Sequence[Mapping[str, Any]]:
        return prompts.tools(language)

    def begun(self, message: "AIMessageChunk") -> Sequence[Said]:
        return complete(next((call["args"] for call in message.tool_calls if call["name"] == ANSWER), None))

    def read(self, message: "AIMessageChunk") -> Read:
        if not all(_is_object(call["args"]) for call in message.tool_call_chunks):
            return Unreadable("the arguments of a call are not a JSON object")
        calls = [Call(call["id"] or "", call["name"], call["args"]) for call in message.tool_calls]
        if answer := next((call for call in calls if call.name == ANSWER), None):
            return reply_of(answer.arguments)
        return calls or from_lines(_text(message))

    def answered(self, message: "AIMessageChunk", results: Sequence[str]) -> "list[BaseMessage]":
        from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

        calls = message.tool_calls
        if not calls:
            return [AIMessage(_text(message)), HumanMessage("\n".join(results))]
        last = len(results) - 1  # The protocol wants a result for each call.
        back = [ToolMessage(results[min(at, last)], tool_call_id=call["id"]) for at, call in enumerate(calls)]
        return [AIMessage(_text(message), tool_calls=calls), *back]


class Plain:
    """By lines of text."""

    name = "plain"

    def tools(self, language: Language) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002
        return ()

    def begun(self, message: "AIMessageChunk") -> Sequence[Said]:
        return begun_lines(_text(message))

    def read(self, message: "AIMessageChunk") -> Read:
        return from_lines(_text(message))

    def answered(self, message: "AIMessageChunk", results: Sequence[str]) -> "list[BaseMessage]":
        from langchain_core.messages import AIMessage, HumanMessage

        return [AIMessage(_text(message)), HumanMessage("\n\n".join(results))]


def _is_object(arguments: str | None) -> bool:
    """Whether the arguments of a call are whole; LangChain completes those that were cut, an answer to an empty one."""
    try:
        return isinstance(json.loads(arguments or ""), dict)
    except ValueError:
        return False


def _text(message: "AIMessageChunk") -> str:
    return str(message.text)
