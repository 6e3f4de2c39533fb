"""A server on loopback that speaks OpenAI's chat protocol and plays a script: models good, careless and broken."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
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


Line = Answers | Fails | Stalls
Script = Callable[[Request], Line]


@dataclass
class ModelServer:
    """What a test sees of the server: its address, and the requests that came."""

    url: str
    requests: list[Request] = field(default_factory=list)

    def said(self, at: int = -1) -> str:
        """All that the messages of one request say."""
        return "\n".join(str(message.get("content") or "") for message in self.requests[at]["messages"])


def in_turn(*lines: Line) -> Script:
    """Play lines one after the other, the last again and again."""
    left = list(lines)

    def play(_: Request) -> Line:
        return left.pop(0) if len(left) > 1 else left[0]

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
            else:
                self._stream(line)

        def _send_error(self, line: Fails) -> None:
            body = json.dumps({"error": {"message": line.message, "type": "scripted"}}).encode()
            self.send_response(line.status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
                **line.headers,
            }.items():
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
