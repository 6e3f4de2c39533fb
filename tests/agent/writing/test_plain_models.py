"""Servers of less ability: asked without what they refuse, in plain lines where they know no tools."""

from collections.abc import Callable

import pytest

from agent import Agent
from agent.writing.settings import ModelSettings
from agent.writing.tokens import by_letters
from retrieval import Library
from retrieval.records import Language
from tests.agent.model_server import (
    Answers,
    Fails,
    Line,
    Request,
    Script,
    in_turn,
    passages,
    serving,
    telling,
    writing,
)
from tests.agent.writing.conftest import KILLED, LANGUAGES, TOLL, Rooms, ask_model

OPEN = {
    "en": ("The line has not been closed.", "The line has not been closed"),
    "ar": ("لم يُغلق الخط.", "ولم يُغلق الخط"),
}


def plainly(language: Language, **how: object) -> Script:
    text, quote = TOLL[language]
    return writing(f"- {text}\n[{quote}]", **how)


def refusing(word: str, script: Script, *, is_there: Callable[[Request], bool]) -> Script:
    """Refuse requests that hold something, with `word` in the message."""
    return lambda request: Fails(400, f"{word} is not supported") if is_there(request) else script(request)


# What a server refuses is left out from then on


@LANGUAGES
@pytest.mark.parametrize("name", ["temperature", "stream_options", "tool_choice", "max_completion_tokens"])
def test_what_a_server_refuses_is_left_out_then_and_from_then_on(rooms: Rooms, language: Language, name: str) -> None:
    script = refusing(name, telling((TOLL[language][0], [TOLL[language][1]])), is_there=lambda request: name in request)
    with serving(script) as server:
        agent = Agent(rooms[language], ModelSettings("scripted", url=server.url))
        answers = [agent.ask(KILLED[language]) for _ in range(2)]
    assert [one.writer for one in answers] == ["scripted", "scripted"]
    assert [name in request for request in server.requests] == [True, False, False]
    assert all("tools" in request for request in server.requests)


@LANGUAGES
def test_all_that_can_be_left_out_is_left_out_one_after_the_other(rooms: Rooms, language: Language) -> None:
    names = ("temperature", "stream_options", "tool_choice", "tools")

    def play(request: Request) -> Line:
        refused = next((name for name in names if name in request), None)
        return Fails(400, f"unknown field: {refused}") if refused else plainly(language)(request)

    asked = ask_model(rooms[language], play, KILLED[language])
    assert asked.texts == [TOLL[language][0]]
    assert len(asked.requests) == len(names) + 1


@LANGUAGES
def test_a_server_that_takes_no_tools_is_asked_in_plain_lines_and_remembered(rooms: Rooms, language: Language) -> None:
    script = refusing("tool use", plainly(language), is_there=lambda request: "tools" in request)
    with serving(script) as server:
        agent = Agent(rooms[language], ModelSettings("scripted", url=server.url))
        first, second = (agent.ask(KILLED[language]) for _ in range(2))
    assert [one.text for one in first.statements] == [one.text for one in second.statements] == [TOLL[language][0]]
    assert ["tools" in request for request in server.requests] == [True, False, False]
    assert {"step": "model", "refused": "tools"} in first.trace
    assert [note["form"] for note in first.trace if "form" in note] == ["plain"]


@LANGUAGES
def test_a_model_named_as_plain_is_never_offered_tools(
    rooms: Rooms, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(plainly(language)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("ISNAD_MODEL_PLAIN", "1")
        monkeypatch.delenv("OPENAI_API_KEY", raising=False)
        answer = Agent(rooms[language], "scripted").ask(KILLED[language])
    assert [one.text for one in answer.statements] == [TOLL[language][0]]
    (request,) = server.requests
    assert "tools" not in request
    assert "tool_choice" not in request
    for verb in ("SEARCH:", "READ:", "COMPARE:", "NONE", "CONFLICT"):
        assert verb in request["messages"][0]["content"]


@LANGUAGES
def test_tokens_are_counted_here_where_the_server_does_not_say(rooms: Rooms, language: Language) -> None:
    text, quote = TOLL[language]
    asked = ask_model(rooms[language], telling((text, [quote]), prompt_tokens=None), KILLED[language])
    sent = sum(by_letters(message["content"]) for message in asked.requests[0]["messages"])
    assert asked.answer.usage.prompt_tokens > sent, "the functions count too"
    assert asked.answer.usage.completion_tokens > by_letters(text + quote)


# The plain form


@LANGUAGES
def test_a_plain_answer_is_checked_like_any_other(rooms: Rooms, language: Language) -> None:
    (text, quote), (other, second) = TOLL[language], OPEN[language]
    reply = writing(f"- {text}\n[{quote}]\n- {other}\n[{second}]\n- {text} {other}\n[{NOWHERE[language]}]\n- ×")
    asked = ask_model(rooms[language], reply, KILLED[language], plain=True)
    assert asked.texts == [text, other]
    assert asked.faults == [{"invented", "uncited"}] * 2
    assert NOWHERE[language] in asked.server.said(1)


NOWHERE = {"en": "The crash killed all four of them", "ar": "قتل الحادث أربعتهم جميعاً"}


@LANGUAGES
@pytest.mark.parametrize("verb", ["SEARCH", "READ", "COMPARE"])
def test_a_plain_model_may_search_read_on_and_compare(rooms: Rooms, language: Language, verb: str) -> None:
    def play(request: Request) -> Line:
        if len(request["messages"]) > 2:
            return plainly(language)(request)
        about = next(iter(passages(request))) if verb == "READ" else KILLED[language]
        return Answers(text=f"{verb}: {about}")

    asked = ask_model(rooms[language], play, KILLED[language], plain=True)
    assert asked.texts == [TOLL[language][0]]
    assert len(asked.requests) == 2
    (note,) = (note for note in asked.answer.trace if note.get("calls"))
    names = {"SEARCH": "search_articles", "READ": "read_article", "COMPARE": "compare_claims"}
    assert note["calls"][0]["name"] == names[verb]
    assert [one["role"] for one in asked.requests[1]["messages"]] == ["system", "user", "assistant", "user"]


@LANGUAGES
@pytest.mark.parametrize("none", ["NONE", "NONE.", " none\n"])
def test_a_plain_model_says_none_where_the_articles_do_not_answer(rooms: Rooms, language: Language, none: str) -> None:
    asked = ask_model(rooms[language], in_turn(Answers(text=none)), KILLED[language], plain=True)
    assert (asked.answer.status, asked.answer.writer) == ("refused", "scripted")


@LANGUAGES
@pytest.mark.parametrize(
    "frame",
    [
        "# Answer الجواب\n\nHere is what I found: إليك ما وجدت:\n\n- {text}\n[{quote}]\n\nI hope that this helps!",
        "* {text}\n  [{quote}]",
        "• {text}\n\n\n[{quote}]",
        "- {text}\n- [{quote}]",
        "- {text}\n  - [{quote}]",
    ],
)
def test_headings_and_chatter_round_a_plain_answer_are_passed_over(
    rooms: Rooms, language: Language, frame: str
) -> None:
    text, quote = TOLL[language]

    def play(request: Request) -> Line:
        key = next(key for key, shown in passages(request).items() if quote in shown)
        return Answers(text=frame.format(text=text, quote=f"{key}] “{quote}”").replace("”]", "”"))

    asked = ask_model(rooms[language], play, KILLED[language], plain=True)
    assert asked.texts == [text]
    assert len(asked.requests) == 1


@LANGUAGES
def test_chatter_alone_is_sent_back_once(rooms: Rooms, language: Language) -> None:
    asked = ask_model(
        rooms[language], in_turn(Answers(text="Sure! بالتأكيد!"), plainly(language)), KILLED[language], plain=True
    )
    assert asked.texts == [TOLL[language][0]]
    assert {"en": "could not be read", "ar": "تعذّرت قراءة ردّك"}[language] in asked.server.said(1)


@LANGUAGES
def test_a_plain_model_reports_a_conflict_in_lines(sample: Library, language: Language) -> None:
    question = {
        "en": "How many passengers were injured in the ferry accident?",
        "ar": "كم راكباً أُصيب في حادث عبّارة النورس؟",
    }
    said = {
        "en": "Sources conflict: one speaks of 27 injured passengers, the other of 41.",
        "ar": "تتعارض المصادر: أحدها يتحدث عن إصابة 27 راكباً والآخر عن 41.",
    }
    sides = "[أُصيب 27 راكباً بجروح]\n[Forty-one passengers were injured on Tuesday evening]"
    reply = writing(f"- {said[language]}\n{sides}\nCONFLICT number\n{sides}")
    asked = ask_model(sample, reply, question[language], plain=True)
    assert asked.answer.writer == "scripted"
    assert said[language] in asked.texts
    (conflict,) = asked.answer.conflicts
    assert (conflict.kind, len(conflict.positions)) == ("number", 2)
