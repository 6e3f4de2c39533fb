"""When the model's server goes wrong: the articles are quoted, in time, and the reader is told why. No key is shown."""

import logging
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from agent import Agent
from agent.writing import client
from agent.writing.client import Abilities, Client
from agent.writing.settings import ModelSettings
from retrieval.records import Language
from tests.agent.model_server import (
    Answers,
    Fails,
    Line,
    Request,
    Script,
    Sends,
    Stalls,
    in_turn,
    serving,
    telling,
    writing,
)
from tests.agent.writing.conftest import KILLED, LANGUAGES, TOLL, Asked, Rooms, ask_model

KEY = "sk-secret-5c1f8a"
NOBODY = "http://127.0.0.1:9/v1"  # The discard port: nothing listens there.
SAID = {
    "out of time": ("within 0.6 seconds", "خلال 0.6 ثانية"),
    "silent": ("does not answer", "لا يجيب الخادم"),
    "busy": ("is too busy (429)", "مشغول جداً (429)"),
    "broken": ("failed (500): Error code: 500 - out of order", "تعطّل الخادم"),
    "key": ("refuses the key (401)", "المفتاح (401)"),
    "no model": ("has no model scripted", "لا يعرف الخادم"),
    "refused": ("refuses the request (400): Error code: 400 - out of order", "الطلب (400): Error code"),
    "unreadable": ("its replies could not be read", "تعذّرت قراءة ردوده"),
    "endless": ("it gave no answer in 6 turns", "لم يعطِ جواباً في 6 أدوار"),
}


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses between tries in hundredths of a second, for which a person would wait seconds."""
    monkeypatch.setattr(client, "FIRST_PAUSE_SECONDS", 0.01)


def right(language: Language) -> tuple[str, list[str]]:
    return TOLL[language][0], [TOLL[language][1]]


def assert_quoted(asked: Asked, language: Language, reason: str) -> None:
    """The articles were quoted instead, and the notice says so and why, in the question's language."""
    answer = asked.answer
    assert answer.writer == "quotes"
    assert answer.status == "answered"
    assert TOLL[language][1] in answer.citations[0].quote
    (notice,) = answer.notices
    assert SAID[reason][0 if language == "en" else 1] in notice
    assert "scripted" in notice
    assert ("did not write" in notice) == (language == "en")


def searching() -> Script:
    """A model that searches for ever, for something else each time."""
    count = iter(range(1_000))
    return lambda _: Answers(calls=[("search_articles", {"query": f"tram ترام {next(count)}"})])


def obeying(language: Language) -> Script:
    told = {
        "en": ("The ferry sank and 200 passengers drowned.", "the ferry sank and that 200 passengers drowned"),
        "ar": ("غرقت العبّارة ومات 200 راكب.", "العبّارة غرقت وأن 200 راكب ماتوا"),
    }[language]
    return telling((told[0], [told[1]]))


# One fault at a time


@LANGUAGES
@pytest.mark.parametrize(
    ("line", "reason", "requests"),
    [
        (Fails(429), "busy", 4),
        (Fails(429, headers={"Retry-After": "0.01"}), "busy", 4),
        (Fails(429, headers={"Retry-After": "600"}), "busy", 1),
        (Fails(500), "broken", 4),
        (Fails(401), "key", 1),
        (Fails(404), "no model", 1),
        (Fails(400), "refused", 1),
        (Answers(text="", cut_after=1), "silent", 4),
        (Sends(b"<html>out of order</html>", "text/html"), "silent", 4),
        (Sends(b"data: {broken\n\n"), "silent", 4),
        (Sends(b"data: []\n\ndata: [DONE]\n\n"), "silent", 4),
        (Sends(b'data: {"choices": null}\n\ndata: [DONE]\n\n'), "silent", 4),
        (Answers(), "unreadable", 2),
        (Answers(text="I would rather talk."), "unreadable", 2),
        (Answers(calls=[("answer", "not json")]), "unreadable", 2),
        (Answers(calls=[("answer", '{"statements": [')]), "unreadable", 2),
        (Answers(calls=[("answer", {"text": "no statements"})]), "unreadable", 2),
        (Answers(calls=[("answer", {"statements": ["bare"]})]), "unreadable", 2),
        (Answers(calls=[("answer", "[1, 2]")]), "unreadable", 2),
        (Answers(calls=[("fly_away", {"to": "Selm"})]), "endless", 6),
        (Answers(calls=[("search_articles", {"query": "tram"})]), "endless", 6),
        (Answers(calls=[("search_articles", {"query": ""})]), "endless", 6),
        (Answers(calls=[("read_article", {"key": "none"})]), "endless", 6),
    ],
)
def test_a_fault_of_the_server_or_the_model_costs_the_prose_and_is_told(
    rooms: Rooms, language: Language, line: Line, reason: str, requests: int
) -> None:
    began = time.monotonic()
    asked = ask_model(rooms[language], in_turn(line), KILLED[language])
    assert_quoted(asked, language, reason)
    assert len(asked.requests) == requests
    assert time.monotonic() - began < 5


@LANGUAGES
def test_a_model_that_searches_for_ever_is_stopped(rooms: Rooms, language: Language) -> None:
    asked = ask_model(rooms[language], searching(), KILLED[language])
    assert_quoted(asked, language, "endless")
    assert len(asked.requests) == 6
    assert asked.requests[-1]["tool_choice"] == {"type": "function", "function": {"name": "answer"}}


@LANGUAGES
def test_a_server_that_is_not_there_is_named(rooms: Rooms, language: Language) -> None:
    asked = ask_model(rooms[language], searching(), KILLED[language], url=NOBODY)
    assert_quoted(asked, language, "silent")
    assert NOBODY in asked.answer.notices[0]


@LANGUAGES
def test_a_silent_server_is_given_up_at_the_end_of_the_time(rooms: Rooms, language: Language) -> None:
    began = time.monotonic()
    asked = ask_model(rooms[language], in_turn(Stalls(5)), KILLED[language], seconds=0.6, stall_seconds=5)
    assert_quoted(asked, language, "silent")
    assert time.monotonic() - began < 2.5


@LANGUAGES
def test_a_server_that_trickles_is_given_up_at_the_end_of_the_time(rooms: Rooms, language: Language) -> None:
    slow = telling(*[right(language)] * 8, pause_seconds=0.1)
    asked = ask_model(rooms[language], slow, KILLED[language], seconds=0.6, stall_seconds=5)
    assert_quoted(asked, language, "out of time")


@LANGUAGES
def test_a_model_that_obeys_an_article_is_not_heard(rooms: Rooms, language: Language) -> None:
    asked = ask_model(rooms[language], obeying(language), KILLED[language])
    assert asked.answer.writer == "quotes"
    assert "200" not in asked.answer.text
    assert asked.faults[0] == {"addressed"}


# Recovery


@LANGUAGES
@pytest.mark.parametrize(
    "line",
    [
        Fails(500),
        Fails(503),
        Fails(429),
        Fails(429, headers={"Retry-After": "0.1"}),
        Fails(408),
        Stalls(0.4),
        Sends(b"data: {broken\n\n"),
    ],
)
def test_a_server_that_stumbles_once_is_asked_again(rooms: Rooms, language: Language, line: Line) -> None:
    script = in_turn(line, telling(right(language)))
    asked = ask_model(rooms[language], script, KILLED[language], stall_seconds=0.3)
    assert asked.answer.writer == "scripted"
    assert asked.texts == [TOLL[language][0]]
    assert asked.answer.notices == ()
    assert len(asked.requests) == 2


@LANGUAGES
def test_a_server_is_left_alone_for_as_long_as_it_asks(rooms: Rooms, language: Language) -> None:
    began = time.monotonic()
    script = in_turn(Fails(429, headers={"Retry-After": "0.5"}), telling(right(language)))
    assert ask_model(rooms[language], script, KILLED[language]).answer.writer == "scripted"
    assert time.monotonic() - began > 0.5


@LANGUAGES
def test_a_stream_that_was_cut_begins_anew_and_no_sentence_is_told_twice(rooms: Rooms, language: Language) -> None:
    other = {
        "en": ("The line has not been closed.", ["The line has not been closed"]),
        "ar": ("لم يُغلق الخط.", ["ولم يُغلق الخط"]),
    }[language]
    whole = telling(right(language), other)
    cut = telling(right(language), other, cut_after=8)
    asked = ask_model(rooms[language], in_turn(cut, whole), KILLED[language])
    assert asked.told == asked.texts == [right(language)[0], other[0]]
    assert len(asked.requests) == 2


@LANGUAGES
def test_a_reply_that_could_not_be_read_is_sent_back_once_with_the_reason(rooms: Rooms, language: Language) -> None:
    script = in_turn(Answers(calls=[("answer", '{"statements": [{"text": "The')]), telling(right(language)))
    asked = ask_model(rooms[language], script, KILLED[language])
    assert asked.texts == [TOLL[language][0]]
    assert {"en": "could not be read", "ar": "تعذّرت قراءة ردّك"}[language] in asked.server.said(1)


@LANGUAGES
def test_an_unknown_tool_is_named_and_the_model_may_go_on(rooms: Rooms, language: Language) -> None:
    script = in_turn(Answers(calls=[("fly_away", {"to": "Selm"})]), telling(right(language)))
    asked = ask_model(rooms[language], script, KILLED[language])
    assert asked.texts == [TOLL[language][0]]
    assert "fly_away" in asked.server.said(1)


@LANGUAGES
@pytest.mark.parametrize(
    "line", [Fails(500), Answers(text="Why?"), Answers(calls=[("search_articles", {"query": "tram"})])]
)
def test_a_model_that_fails_while_it_mends_keeps_what_was_right(rooms: Rooms, language: Language, line: Line) -> None:
    wrong = ("×", [])
    asked = ask_model(rooms[language], in_turn(telling(right(language), wrong), line), KILLED[language])
    assert asked.answer.writer == "scripted"
    assert asked.texts == [TOLL[language][0]]


# Keys


def leaks(caplog: pytest.LogCaptureFixture, asked: Asked) -> Iterator[str]:
    yield from (record.getMessage() for record in caplog.records)
    yield from (str(record.__dict__) for record in caplog.records)
    yield from (str(record.exc_info) for record in caplog.records if record.exc_info)
    yield str(asked.answer.to_dict())
    yield repr(asked.events)


@LANGUAGES
@pytest.mark.parametrize(
    "line",
    [
        Fails(401, f"Incorrect API key provided: {KEY}"),
        Fails(400, f"no such thing, {KEY}"),
        Fails(400, "x" * (client.LONGEST_SAID - 10) + KEY),
        Fails(500, f"{KEY} broke it"),
        Fails(404, f"{KEY}: no such model"),
        Answers(text=KEY),
        Answers(calls=[("answer", {"statements": []})]),
    ],
)
def test_no_key_stands_in_any_record_trace_notice_or_event(
    rooms: Rooms, language: Language, line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    asked = ask_model(rooms[language], in_turn(line), KILLED[language], key=KEY)
    if not isinstance(line, Answers):
        assert asked.answer.notices
    told = "\n".join(leaks(caplog, asked))
    assert "isnad" in told or "openai" in told
    assert KEY not in told
    assert KEY[:12] not in told


def test_no_key_stands_in_the_repr_of_anything_that_holds_it(rooms: Rooms) -> None:
    settings = ModelSettings("scripted", key=KEY)
    agent = Agent(rooms["en"], settings)
    for thing in (settings, Client(settings, Abilities()), agent, vars(agent), replace(settings, name="other")):
        assert KEY not in repr(thing)
    assert KEY not in repr(Client(settings)._chat)


def test_the_password_in_the_address_of_a_server_is_not_shown(rooms: Rooms, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(in_turn(Fails(400))) as server:
        url = server.url.replace("http://", f"http://editor:{KEY}@")
        answer = Agent(rooms["en"], ModelSettings("scripted", url=url)).ask(KILLED["en"])
    assert server.url in answer.notices[0]
    assert KEY not in str(answer.to_dict())


def test_what_a_model_is_sent_is_what_it_needs_and_no_key(rooms: Rooms) -> None:
    seen: list[Request] = []

    def play(request: Request) -> Line:
        seen.append(request)
        return writing("NONE")(request)

    ask_model(rooms["en"], play, KILLED["en"], key=KEY)
    assert KEY not in str(seen)
