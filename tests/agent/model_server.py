"""A server on loopback that speaks OpenAI's chat protocol and plays a script: models good, careless and broken."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Request = Mapping[str, Any]


@dataclass(frozen=True)
class Answers:
    """A reply: text, or calls of functions as `(name, arguments)`; arguments that are a string go out as they are."""

    text: str = ""
    calls: Sequence[tuple[str, Any]] = ()
    prompt_tokens: int | None = 100
    completion_tokens: int = 20
    pause_seconds: float = 0.0  # Between the pieces of a reply.
    cut_after: int | None = None  # Pieces after which the connection is lost.


@dataclass(frozen=True)
class Fails:
    """An error in place of a reply."""

    status: int
    message: str = "out of order"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stalls:
    """Silence for so long."""

    seconds: float


@dataclass(frozen=True)
class Sends:
    """A body as it is, whatever it may be."""

    body: bytes
    kind: str = "text/event-stream"


Line = Answers | Fails | Stalls | Sends
Script = Callable[[Request], Line]
Told = tuple[str, Sequence[str]]  # A sentence, and the words that it quotes.
_PASSAGE = re.compile(r'<passage-\w+ key="(\w+)"[^>]*>\n(.*?)\n</passage', re.DOTALL)
NO_KEY = "zz99"


@dataclass
class ModelServer:
    """What a test sees of the server: its address, and the requests that came."""

    url: str
    requests: list[Request] = field(default_factory=list)

    def said(self, at: int = -1) -> str:
        """All that the messages of one request say."""
        return "\n".join(str(message.get("content") or "") for message in self.requests[at]["messages"])


def in_turn(*lines: Line | Script) -> Script:
    """Play lines one after the other, the last again and again."""
    left = list(lines)

    def play(request: Request) -> Line:
        line = left.pop(0) if len(left) > 1 else left[0]
        return line(request) if callable(line) else line

    return play


def passages(request: Request) -> dict[str, str]:
    """The passages that a request shows, by key."""
    said = "\n".join(str(message.get("content") or "") for message in request["messages"])
    return dict(_PASSAGE.findall(said))


def key_of(request: Request, quote: str) -> str:
    """The key of the passage in which words stand, or at least most of them."""
    wanted = set(quote.split())
    rows = [((quote in text, len(wanted & set(text.split()))), key) for key, text in passages(request).items()]
    (found, shared), key = max(rows, default=((False, 0), NO_KEY))
    return key if found or shared else NO_KEY


def telling(*told: Told, sides: Sequence[tuple[str, str]] = (), kind: str = "number", **how: Any) -> Script:
    """Answer with sentences on quotes, and a difference whose sides are (value, quote); the keys are looked up."""

    def play(request: Request) -> Line:
        statements = [(text, [(key_of(request, quote), quote) for quote in quotes]) for text, quotes in told]
        apart = [{"value": value, "key": key_of(request, quote), "quote": quote} for value, quote in sides]
        differences = [{"kind": kind, "sides": apart}] if apart else []
        return replace(answer(*statements, differences=differences), **how)

    return play


def writing(text: str, **how: Any) -> Script:
    """Reply in plain text, in which `[words]` at the start of a line stand for the key of the passage with them."""

    def play(request: Request) -> Line:
        return Answers(
            re.sub(r"^\[(.+?)\]", lambda match: f"[{key_of(request, match[1])}] {match[1]}", text, flags=re.M), **how
        )

    return play


def answer(*statements: tuple[str, Sequence[tuple[str, str]]], differences: Sequence[Any] = ()) -> Answers:
    """A call of `answer`: statements, each with quotes as (key, words)."""
    told = [
        {"text": text, "quotes": [{"key": key, "quote": quote} for key, quote in quotes]} for text, quotes in statements
    ]
    return Answers(calls=[("answer", {"statements": told, "differences": list(differences)})])


@contextmanager
def serving(script: Script) -> Iterator[ModelServer]:
    """Serve a script while a test runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            shown.requests.append(request)
            line = script(request)
            if isinstance(line, Stalls):
                stop.wait(line.seconds)
                self.close_connection = True
            elif isinstance(line, Fails):
                self._send_error(line)
            elif isinstance(line, Sends):
                self._send(200, line.body, {"Content-Type": line.kind})
            else:
                self._stream(line)

        def _send_error(self, line: Fails) -> None:
            body = json.dumps({"error": {"message": line.message, "type": "scripted"}}).encode()
            self._send(line.status, body, {"Content-Type": "application/json", **line.headers})

        def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def _stream(self, line: Answers) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            try:
                for at, event in enumerate(_events(line)):
                    if at == line.cut_after:
                        return
                    stop.wait(line.pause_seconds)
                    self.wfile.write(b"data: " + json.dumps(event).encode() + b"\n\n")
                    self.wfile.flush()
                self.wfile.write(b"data: [DONE]\n\n")
            except (BrokenPipeError, ConnectionResetError):
                pass  # Whoever asked has gone.

    stop = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    shown = ModelServer(f"http://127.0.0.1:{server.server_address[1]}/v1")
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield shown
    finally:
        stop.set()
        server.shutdown()
        server.server_close()


def _events(line: Answers) -> Iterator[dict[str, Any]]:
    base = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": int(time.time()), "model": "scripted"}

    def event(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
        return base | {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}

    yield event({"role": "assistant", "content": ""})
    for piece in _pieces(line.text):
        yield event({"content": piece})
    for index, (name, arguments) in enumerate(line.calls):
        written = arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)
        function = {"name": name, "arguments": ""}
        yield event({"tool_calls": [{"index": index, "id": f"call_{index}", "type": "function", "function": function}]})
        for piece in _pieces(written):
            yield event({"tool_calls": [{"index": index, "function": {"arguments": piece}}]})
    yield event({}, "tool_calls" if line.calls else "stop")
    if line.prompt_tokens is not None:
        used = {"prompt_tokens": line.prompt_tokens, "completion_tokens": line.completion_tokens}
        yield base | {"choices": [], "usage": used | {"total_tokens": sum(used.values())}}


def _pieces(text: str) -> Iterator[str]:
    return (text[start : start + 40] for start in range(0, len(text), 40))
