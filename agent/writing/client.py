"""A chat model behind OpenAI's protocol, by LangChain: replies as they arrive, and retries."""

import logging
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from agent.writing.failures import (
    BROKEN,
    BUSY,
    NO_MODEL,
    REFUSED,
    REFUSED_KEY,
    SILENT,
    ModelFailed,
    ToolsRefused,
)
from agent.writing.patience import Patience
from agent.writing.settings import ModelSettings

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_openai import ChatOpenAI
    from openai import APIStatusError

log = logging.getLogger("isnad.model")

RETRIES = 3
FIRST_PAUSE_SECONDS = (
    0.5  # Doubled with each retry, and up to a quarter longer, so that many clients do not return at once.
)
# What the client raises over a stream that was cut, is not JSON, or is JSON of another shape.
MISSHAPEN = (ValueError, TypeError, AttributeError, LookupError)
LONGEST_SAID = 200  # Characters of what a server says about an error.
_PASSING = (408, 409, 429)  # And all from 500.
_ABSENT = 404
_REFUSED_KEY = (401, 403)


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a server has been found to take; what it refuses is left out from then on."""

    tools: bool = True
    must_call: bool = True
    cap: bool = True
    temperature: bool = True
    usage: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """What a model is asked: the messages, and the functions that it must call one of; none where it writes plainly."""

    messages: Sequence["BaseMessage"]
    tools: Sequence[Mapping[str, Any]] = ()
    only: str | None = None


@dataclass
class Client:
    """Asks one model. `abilities` is what the server is known to take."""

    settings: ModelSettings
    abilities: Abilities = field(default_factory=Abilities)

    def stream(self, request: Request, patience: Patience) -> Iterator["AIMessageChunk"]:
        """Yield the reply as far as it has arrived, more of it each time; after a stumble it begins anew.

        Raises:
            ModelFailed: there is no reply, and why.
            ToolsRefused: the server takes no tools.
            Cancelled: nobody waits any more.
        """
        for attempt in range(RETRIES + 1):
            try:
                yield from self._attempt(request, patience)
                return
            except _Stumble as stumble:
                log.info("The model's server stumbled: %s", stumble.failure)
                pause = stumble.pause or _pause(attempt)
                if attempt == RETRIES or pause >= patience.left:
                    raise stumble.failure from None
                patience.pause(pause)

    def _attempt(self, request: Request, patience: Patience) -> Iterator["AIMessageChunk"]:
        import httpx
        from openai import APIConnectionError, APIError, APIStatusError

        patience.check()
        try:
            yield from self._whole(request, patience)
        except APIStatusError as error:
            yield from self._refused(error, request, patience)
        except APIConnectionError as error:
            raise _Stumble(self._silent(error.__cause__ or error)) from None
        except APIError as error:  # An event of the stream that tells of an error.
            raise _Stumble(ModelFailed(BROKEN, url=self._url, status="-", said=self._said(error))) from None
        except (httpx.HTTPError, *MISSHAPEN) as error:
            raise _Stumble(self._silent(error)) from None

    def _whole(self, request: Request, patience: Patience) -> Iterator["AIMessageChunk"]:
        """Ask once; a reply that breaks off counts as none."""
        so_far: AIMessageChunk | None = None
        timeout = min(self.settings.stall_seconds, patience.left)
        for chunk in self._chat.stream(list(request.messages), timeout=timeout, **self._asked(request)):
            patience.check()
            so_far = chunk if so_far is None else so_far + chunk
            yield so_far
        if so_far is None or not so_far.response_metadata.get("finish_reason"):
            raise ValueError("the reply broke off")

    @cached_property
    def _chat(self) -> "ChatOpenAI":
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        return ChatOpenAI(
            model=self.settings.name,
            base_url=self.settings.url,
            api_key=SecretStr(
                self.settings.key or "none"
            ),  # A server of one's own often wants no key; the client does.
            max_retries=0,
            use_responses_api=False,
        )

    def _asked(self, request: Request) -> dict[str, Any]:
        """Put the request as the server takes it."""
        able = self.abilities
        asked: dict[str, Any] = {"stream_usage": able.usage}
        if able.cap:
            asked["max_completion_tokens"] = self.settings.answer_tokens
        if able.temperature:
            asked["temperature"] = 0
        if request.tools:
            asked["tools"] = [{"type": "function", "function": dict(one)} for one in request.tools]
            if able.must_call:
                only = {"type": "function", "function": {"name": request.only}}
                asked["tool_choice"] = only if request.only else "required"
        return asked

    def _refused(self, error: "APIStatusError", request: Request, patience: Patience) -> Iterator["AIMessageChunk"]:
        """Ask again without what the server does not take, or say why it cannot be asked."""
        status, said = error.status_code, self._said(error)
        about = {"url": self._url, "status": status, "said": said, "name": self.settings.name}
        if status in _PASSING or status >= 500:
            raise _Stumble(ModelFailed(BUSY if status < 500 else BROKEN, **about), _retry_after(error)) from None
        if status in _REFUSED_KEY:
            raise ModelFailed(REFUSED_KEY, **about) from None
        if less := self._lessened(said, bool(request.tools)):
            self.abilities = less
            if request.tools and not less.tools:
                raise ToolsRefused from None
            yield from self._attempt(request, patience)
            return
        raise ModelFailed(NO_MODEL if status == _ABSENT else REFUSED, **about) from None

    def _lessened(self, said: str, with_tools: bool) -> Abilities | None:
        """Leave out what the server complains of; None where that is nothing that can be left out."""
        able, text = self.abilities, said.lower()
        if able.temperature and "temperature" in text:
            return replace(able, temperature=False)
        if able.usage and "stream_options" in text:
            return replace(able, usage=False)
        if able.cap and "max_completion_tokens" in text:
            return replace(able, cap=False)
        if able.must_call and "tool_choice" in text:
            return replace(able, must_call=False)
        if able.tools and with_tools and "tool" in text:
            return replace(able, tools=False)
        return None

    def _silent(self, error: BaseException) -> ModelFailed:
        return ModelFailed(SILENT, url=self._url, said=self._said(error))

    @property
    def _url(self) -> str:
        """The address without a name and password in it."""
        parts = urlsplit(self.settings.url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    def _said(self, error: BaseException) -> str:
        """Take the first words of what went wrong, without the key."""
        text = str(getattr(error, "message", "") or error or type(error).__name__)
        if self.settings.key:
            text = text.replace(self.settings.key, "***")
        return next(iter(text.strip().splitlines()), "")[:LONGEST_SAID].rstrip(". ")


class _Stumble(Exception):
    """A fault that may pass; `pause` is how many seconds the server asks for."""

    def __init__(self, failure: ModelFailed, pause: float | None = None) -> None:
        super().__init__(str(failure))
        self.failure = failure
        self.pause = pause


def _pause(attempt: int) -> float:
    return FIRST_PAUSE_SECONDS * 2.0**attempt * random.uniform(1, 1.25)


def _retry_after(error: "APIStatusError") -> float | None:
    """Read how many seconds a server asks to be left alone; it may also give a date, which is passed over."""
    asked = str(error.response.headers.get("retry-after", ""))
    return float(asked) if re.fullmatch(r"\d+(?:\.\d+)?", asked) else None
