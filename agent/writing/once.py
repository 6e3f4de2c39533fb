"""Ask a language model one thing, and take its reply as text."""

from dataclasses import dataclass

from agent.records import Usage
from agent.writing.client import Client, Request
from agent.writing.patience import Patience
from agent.writing.prices import price_of
from agent.writing.settings import ModelSettings


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said, and what it took."""

    text: str
    usage: Usage


def reply_to(settings: ModelSettings, prompt: str) -> Reply:
    """Send one prompt.

    Raises:
        ModelFailed: there is no reply, and why.
    """
    from langchain_core.messages import HumanMessage

    *_, last = Client(settings).stream(Request([HumanMessage(prompt)]), Patience(settings.seconds))
    used = last.usage_metadata
    read, written = (used["input_tokens"], used["output_tokens"]) if used else (0, 0)
    return Reply(str(last.text).strip(), Usage(read, written, price_of(settings).cost(read, written)))
