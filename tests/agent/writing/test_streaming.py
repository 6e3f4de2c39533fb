"""What is told while a model writes: the steps in order, and each sentence as soon as it passes, never before."""

import time
from collections.abc import Sequence

import pytest

from agent import Agent
from agent.events import Step, Told
from agent.records import Answer
from agent.writing import client
from agent.writing.settings import ModelSettings
from retrieval.records import Language
from tests.agent.model_server import Answers, Stalls, in_turn, serving, telling, writing
from tests.agent.writing.conftest import KILLED, LANGUAGES, Rooms, ask_model

SLOW = 0.03  # Seconds between two pieces of a reply.
TOLD = {
    "en": (
        ("The crash killed 4 people and injured 19.", "The crash killed 4 people and injured 19"),
        ("The driver was taken to the Cedar hospital.", "The driver, Ilyas Marrun, was taken to the Cedar hospital"),
        ("The line has not been closed.", "The line has not been closed"),
    ),
    "ar": (
        ("أدى الحادث إلى مقتل 4 أشخاص وإصابة 19.", "وأدى الحادث إلى مقتل 4 أشخاص وإصابة 19"),
        ("نُقل السائق إلى مستشفى الأرز.", "ونُقل السائق إلياس مرّون إلى مستشفى الأرز"),
        ("لم يُغلق الخط.", "ولم يُغلق الخط"),
    ),
}
WRONG = ("×", "×")


def quoted(language: Language) -> list[tuple[str, Sequence[str]]]:
    return [(text, [quote]) for text, quote in TOLD[language]]


def texts(language: Language) -> list[str]:
    return [text for text, _ in TOLD[language]]


@LANGUAGES
@pytest.mark.parametrize("plain", [False, True])
def test_steps_come_in_order_and_sentences_before_the_reply_is_whole(
    rooms: Rooms, language: Language, *, plain: bool
) -> None:
    lines = "\n".join(f"- {text}\n[{quote}]" for text, quote in TOLD[language])
    script = writing(lines, pause_seconds=SLOW) if plain else telling(*quoted(language), pause_seconds=SLOW)
    with serving(script) as server:
        agent = Agent(rooms[language], ModelSettings("scripted", url=server.url, plain=plain))
        times = [(event, time.monotonic()) for event in agent.stream(KILLED[language])]
    steps = [(event.stage, at) for event, at in times if isinstance(event, Step)]
    told = [at for event, at in times if isinstance(event, Told)]
    assert [stage for stage, _ in steps] == ["searching", "reading", "comparing", "writing", "checking"]
    assert len(told) == 3
    assert steps[3][1] < told[0] < told[1] < steps[4][1], "the last is whole only when the reply is"
    assert steps[4][1] - told[0] > SLOW


@LANGUAGES
def test_the_final_answer_holds_what_was_told_with_the_same_citations(rooms: Rooms, language: Language) -> None:
    asked = ask_model(rooms[language], telling(*quoted(language)), KILLED[language])
    told = [event for event in asked.events if isinstance(event, Told)]
    assert [one.statement.text for one in told] == asked.texts == texts(language)
    assert [one.statement.citations for one in told] == [one.citations for one in asked.answer.statements]
    assert tuple(one for event in told for one in event.citations) == asked.answer.citations
    assert isinstance(asked.events[-1], Answer)


@LANGUAGES
def test_no_sentence_is_told_that_was_not_checked(rooms: Rooms, language: Language) -> None:
    first, *rest = quoted(language)
    script = telling(first, (WRONG[0], [WRONG[1]]), *rest, pause_seconds=0.005)
    asked = ask_model(rooms[language], script, KILLED[language])
    assert asked.told == asked.texts == texts(language)
    assert len(asked.requests) == 2


@LANGUAGES
def test_words_that_a_model_writes_beside_its_answer_are_not_told(rooms: Rooms, language: Language) -> None:
    spoken = Answers(text="The mayor has fled. هربت رئيسة البلدية.", calls=[("answer", {"statements": []})])
    asked = ask_model(rooms[language], in_turn(spoken), KILLED[language])
    assert asked.told == []
    assert "fled" not in str(asked.answer.to_dict())


@LANGUAGES
def test_closing_the_iterator_ends_at_once_and_nothing_more_is_asked(rooms: Rooms, language: Language) -> None:
    with serving(in_turn(Stalls(20))) as server:
        settings = ModelSettings("scripted", url=server.url, seconds=20, stall_seconds=10)
        events = Agent(rooms[language], settings).stream(KILLED[language])
        assert next(event for event in events if isinstance(event, Step) and event.stage == "writing")
        began = time.monotonic()
        events.close()
        assert time.monotonic() - began < 1
        asked = len(server.requests)
        time.sleep(0.2)
        assert len(server.requests) <= max(asked, 1)


@LANGUAGES
def test_closing_in_the_midst_of_a_reply_that_would_be_sent_back_asks_no_more(
    rooms: Rooms, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "FIRST_PAUSE_SECONDS", 0.01)
    script = telling(*quoted(language), (WRONG[0], [WRONG[1]]), pause_seconds=0.02)
    with serving(script) as server:
        events = Agent(rooms[language], ModelSettings("scripted", url=server.url)).stream(KILLED[language])
        assert next(event for event in events if isinstance(event, Told))
        events.close()
        time.sleep(0.6)
        assert len(server.requests) == 1


@LANGUAGES
def test_without_a_model_the_steps_are_told_and_nothing_is_checked(rooms: Rooms, language: Language) -> None:
    *steps, answer = Agent(rooms[language]).stream(KILLED[language])
    assert [one.stage for one in steps if isinstance(one, Step)] == ["searching", "reading", "comparing", "writing"]
    assert isinstance(answer, Answer)
    assert answer == Agent(rooms[language]).ask(KILLED[language]) or answer.text
