"""Vectors from a server that speaks OpenAI's protocol, as servers answer and as they fail."""

import base64
import json
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from retrieval import Library, openai_embedder
from retrieval.errors import ServerError, SettingError
from retrieval.openai_embedder import OpenAIEmbedder
from retrieval.records import Draft
from retrieval.settings import Parts

KEY = "sk-the-key-that-nobody-may-see"
WIDTH = 8
TEXTS = ["Doctors began a strike.", "انهار سقف مدرسة.", "Half of the tunnel is dug."]
LANGUAGES = ("ar", "en")


def vector_of(text: str) -> list[float]:
    """Count letters of a few kinds; not of length one."""
    return [1.0 + text.count(letter) for letter in "aeorانم "]


def unit(texts: list[str]) -> np.ndarray:
    rows = np.array([vector_of(text) for text in texts], np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@dataclass
class Reply:
    """What the server sends: a status, what follows it, and what it holds for a time before."""

    status: int = 200
    body: object = None
    headers: dict[str, str] = field(default_factory=dict)


def vectors(asked: dict[str, Any], floats: bool = False) -> Reply:
    rows = [vector_of(text) for text in asked["input"]]
    if asked.get("encoding_format") == "base64" and not floats:
        sent: list[object] = [base64.b64encode(struct.pack(f"<{WIDTH}f", *row)).decode() for row in rows]
    else:
        sent = list(rows)
    data = [{"object": "embedding", "index": at, "embedding": row} for at, row in enumerate(sent)]
    return Reply(200, {"object": "list", "data": data[::-1], "model": asked["model"], "usage": {}})


def refusal(status: int, said: str = "No.", **headers: str) -> Reply:
    return Reply(
        status, {"error": {"message": said}}, {name.replace("_", "-"): value for name, value in headers.items()}
    )


class Server(ThreadingHTTPServer):
    """A server on a port of its own. It gives its `replies` one by one, then vectors, and remembers what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.replies: list[Callable[[dict[str, Any]], Reply] | Reply] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked | {"path": self.path})
        self.server.keys.append(self.headers["Authorization"])
        reply = self.server.replies.pop(0) if self.server.replies else vectors
        answer = reply if isinstance(reply, Reply) else reply(asked)
        body = answer.body.encode() if isinstance(answer.body, str) else json.dumps(answer.body).encode()
        self.send_response(answer.status)
        for name, value in ({"Content-Type": "application/json"} | answer.headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        with suppress(BrokenPipeError):  # Whoever asked did not wait.
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def embedder(server: Server) -> OpenAIEmbedder:
    return OpenAIEmbedder("small", Parts(openai_url=server.url, openai_key=KEY))


def assert_clear(error: ServerError | SettingError, *words: str) -> None:
    """An error says the same in both languages, and never the key."""
    for language in LANGUAGES:
        said = error.said(language)
        assert KEY not in said
        assert [word for word in words if word not in said] == []


@pytest.mark.parametrize("floats", [False, True], ids=["base64", "floats"])
def test_vectors_come_in_the_order_of_the_texts_and_of_length_one(server, embedder, floats):
    server.replies = [lambda asked: vectors(asked, floats)] * 2
    for encode in (embedder.encode_passages, embedder.encode_queries):
        found = encode(TEXTS)
        assert found.dtype == np.float32
        assert found == pytest.approx(unit(TEXTS), abs=1e-6)
    assert [(asked["path"], asked["model"], asked["input"]) for asked in server.asked] == [
        ("/v1/embeddings", "small", TEXTS)
    ] * 2
    assert server.keys == [f"Bearer {KEY}"] * 2


def test_no_text_is_no_request(server, embedder):
    assert len(embedder.encode_passages([])) == 0
    assert server.asked == []


def test_many_texts_go_in_portions_by_number_and_by_size(server, embedder, monkeypatch):
    monkeypatch.setattr(openai_embedder, "TEXTS_AT_ONCE", 4)
    monkeypatch.setattr(openai_embedder, "TOKENS_AT_ONCE", 60)
    texts = [f"n {number}" for number in range(6)] + ["س" * 50, "ع" * 50, "ص"]
    assert embedder.encode_passages(texts) == pytest.approx(unit(texts), abs=1e-6)
    assert [len(asked["input"]) for asked in server.asked] == [4, 3, 2]


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_server_that_takes_fewer_texts_at_once_gets_fewer(server, embedder, status):
    def at_most_two(asked: dict[str, Any]) -> Reply:
        return vectors(asked) if len(asked["input"]) <= 2 else refusal(status, "batch too large")

    server.replies = [at_most_two] * 20
    texts = TEXTS * 3
    assert embedder.encode_passages(texts) == pytest.approx(unit(texts), abs=1e-6)


def test_a_text_that_is_refused_alone_is_an_error_with_the_words_of_the_server(server, embedder):
    server.replies = [refusal(400, "input is too long")] * 9
    with pytest.raises(ServerError) as raised:
        embedder.encode_passages(TEXTS)
    assert_clear(raised.value, "400", "input is too long", server.url)


@pytest.mark.parametrize(
    "busy", [refusal(429, "slow down", retry_after="0.05"), refusal(500), refusal(503), refusal(408)], ids=str
)
def test_a_server_that_is_busy_or_broken_for_a_moment_is_asked_again(server, embedder, busy):
    server.replies = [busy]
    assert embedder.encode_queries(TEXTS) == pytest.approx(unit(TEXTS), abs=1e-6)
    assert len(server.asked) == 2


def test_the_pause_that_a_server_asks_for_is_kept(server, embedder, monkeypatch):
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    server.replies = [refusal(429, retry_after="17"), refusal(429, retry_after_ms="1500")]
    embedder.encode_passages(TEXTS)
    assert pauses == [17, 1.5]


@pytest.mark.parametrize("status", [429, 500])
def test_a_server_that_stays_busy_or_broken_is_an_error(server, embedder, monkeypatch, status):
    monkeypatch.setattr("time.sleep", lambda _: None)
    server.replies = [refusal(status, f"no room for {KEY}")] * 20
    with pytest.raises(ServerError) as raised:
        embedder.encode_passages(TEXTS)
    assert_clear(raised.value, str(status), "no room for ***", server.url)
    assert len(server.asked) == 1 + openai_embedder.PATIENT.retries


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_refused_is_named_and_not_shown(server, embedder, status):
    server.replies = [refusal(status, f"Incorrect API key provided: {KEY}")]
    with pytest.raises(SettingError) as raised:
        embedder.encode_queries(TEXTS)
    assert_clear(raised.value, "OPENAI_API_KEY", str(status))
    assert KEY not in repr(raised.value.__cause__)
    assert raised.value.__suppress_context__


def test_a_model_that_the_server_does_not_know_is_named(server, embedder):
    server.replies = [refusal(404, "The model `small` does not exist.")]
    with pytest.raises(SettingError) as raised:
        embedder.encode_queries(TEXTS)
    assert_clear(raised.value, "small", "does not exist", "ISNAD_EMBEDDINGS")


def test_a_server_that_is_not_there_is_an_error_that_says_what_to_do(server, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    server.server_close()
    address = server.url.replace("http://", "http://user:password@")
    with pytest.raises(ServerError) as raised:
        OpenAIEmbedder("small", Parts(openai_url=address, openai_key=KEY)).encode_queries(TEXTS)
    assert_clear(raised.value, server.url, "refused", "OPENAI_BASE_URL")
    assert all("password" not in raised.value.said(language) for language in LANGUAGES)


def test_a_server_that_says_nothing_is_left_after_a_while(server, embedder, monkeypatch):
    monkeypatch.setattr(openai_embedder, "QUICK", openai_embedder.Patience(0.2, 0))
    silence = threading.Event()
    server.replies = [lambda asked: (silence.wait(10) and vectors(asked)) or refusal(500)]
    with pytest.raises(ServerError) as raised:
        embedder.encode_queries(TEXTS)
    silence.set()
    assert_clear(raised.value, server.url, "OPENAI_BASE_URL")


def changed(change: Callable[[list[Any]], object]) -> Callable[[dict[str, Any]], Reply]:
    """Send the right vectors, changed in one way."""

    def reply(asked: dict[str, Any]) -> Reply:
        sent = vectors(asked, floats=True)
        change(sent.body["data"])  # type: ignore[index]
        return sent

    return reply


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, "<html>Welcome!</html>", {"Content-Type": "text/html"}),
        Reply(200, "{not JSON"),
        Reply(200, {"object": "list"}),
        Reply(200, {"object": "list", "data": []}),
        Reply(200, {"data": [{"index": 0, "embedding": "!!!"}]}),
        changed(lambda data: data.pop()),
        changed(lambda data: data.append(data[0])),
        changed(lambda data: data[0]["embedding"].pop()),
        changed(lambda data: data[0].update(embedding=None)),
        changed(lambda data: data[0].update(embedding=[0.0] * WIDTH)),
        changed(lambda data: data[0].update(embedding=[float("nan")] * WIDTH)),
        changed(lambda data: data[0].update(embedding=[])),
    ],
)
def test_an_answer_that_is_not_the_vectors_asked_for_is_an_error(server, embedder, reply):
    server.replies = [reply]
    with pytest.raises(ServerError) as raised:
        embedder.encode_queries(TEXTS)
    assert_clear(raised.value, server.url, "OPENAI_BASE_URL", "small")


def test_prefixes_are_those_of_the_family_unless_others_are_given(server):
    e5 = "intfloat/multilingual-e5-small"
    for parts, sent in (
        (Parts(), ["query: قمح", "passage: قمح"]),
        (Parts(query_prefix="", passage_prefix="نص: "), ["قمح", "نص: قمح"]),
    ):
        own = Parts(parts.embeddings, parts.query_prefix, parts.passage_prefix, openai_url=server.url)
        embedder = OpenAIEmbedder(e5, own)
        embedder.encode_queries(["قمح"])
        embedder.encode_passages(["قمح"])
        assert [text for asked in server.asked[-2:] for text in asked["input"]] == sent
    assert server.keys == ["Bearer none"] * 4


def test_a_prefix_for_passages_makes_another_model_and_one_for_questions_does_not():
    names = [
        OpenAIEmbedder("small", Parts(query_prefix=query, passage_prefix=passage, openai_key=KEY)).name
        for query, passage in ((None, None), ("q: ", None), (None, "p: "), (None, ""))
    ]
    assert names[0] == names[1] == "openai:small"
    assert len(set(names)) == 3


def test_half_characters_reach_the_server_as_marks(server, embedder):
    embedder.encode_queries(["\ud800 أطباء"])
    assert server.asked[0]["input"] == ["? أطباء"]


DRAFTS = [
    Draft("crane", "A crane fell into the harbour of Tarbun. Its driver swam ashore."),
    Draft("snail", "عثر أطفال زمرين على حلزون أزرق في بئر القلعة."),
]


def test_a_library_is_filled_and_searched_by_way_of_the_server(server, tmp_path):
    parts = Parts("openai:small", openai_url=server.url, openai_key=KEY)
    with Library.open(tmp_path / "library", parts=parts) as library:
        library.add_drafts(DRAFTS)
        passages = [text for asked in server.asked for text in asked["input"]]
        assert any("Its driver swam ashore" in text for text in passages)
        assert library.search("crane")[0].article_id == "crane"
        assert library.search("حلزون")[0].found_by == ("words", "meaning")
        assert library.search("؟!") == []
        assert server.asked[-1]["input"] == ["حلزون"]
        assert library.verify() == []


def test_articles_that_came_while_the_server_was_down_are_indexed_when_it_is_up(server, tmp_path, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    parts = Parts("openai:small", openai_url=server.url, openai_key=KEY)
    with Library.open(tmp_path / "library", parts=parts) as library:
        server.replies = [refusal(500)] * 7
        with pytest.raises(ServerError):
            library.add_drafts(DRAFTS)
        assert library.counts().articles == library.counts().pending == 2
        assert library.search("crane")[0].article_id == "crane"
        assert library.verify() == []
