"""What an answer costs in calls and tokens: a simple question one call, a second step one more, mending one at most."""

from collections.abc import Mapping, Sequence

import pytest

from agent.records import Usage
from retrieval import Library
from retrieval.records import Language
from tests.agent.model_server import Answers, Line, Request, Script, in_turn, passages, telling
from tests.agent.writing.conftest import KILLED, LANGUAGES, TOLL, Asked, Rooms, ask_model

MOST_CALLS = 6
LITTLE = 300  # Tokens of passages, so that not the whole sample lies on the desk.

# Questions whose answer stands in the other language, what a model searches for, and what it answers.
ACROSS: Mapping[Language, tuple[str, str, str, str]] = {
    "en": (
        "What have publishers at the Saroufa Book Fair called for?",
        "ناشرون بتمديد الدورة العاشرة خفض إيجار الأجنحة",
        "Publishers at the Saroufa Book Fair called for lower rents of stands.",
        "وطالب ناشرون بتمديد الدورة العاشرة إلى أسبوعين، وبخفض إيجار الأجنحة على الدور الصغيرة",
    ),
    "ar": (
        "ما عدد مسارات السيارات على جسر ميسون الجديد؟",
        "Maysoun bridge cost lanes footpath",
        "كلّف جسر ميسون الجديد 85 مليون دينار، وفيه أربعة مسارات.",
        "The bridge cost 85 million dinars, as budgeted, and carries four lanes and a footpath",
    ),
}


def calls(asked: Asked) -> Sequence[Mapping[str, object]]:
    return [note for note in asked.answer.trace if note["step"] == "model"]


def in_other_language(language: Language) -> Script:
    """Search in the other language first, and answer from what comes."""
    _, query, text, quote = ACROSS[language]
    search = Answers(calls=[("search_articles", {"query": query, "language": None})], prompt_tokens=300)
    return in_turn(search, telling((text, [quote]), prompt_tokens=700))


@LANGUAGES
def test_a_simple_question_costs_one_call(rooms: Rooms, language: Language) -> None:
    asked = ask_model(rooms[language], telling((TOLL[language][0], [TOLL[language][1]])), KILLED[language])
    assert len(asked.requests) == len(calls(asked)) == 1
    assert asked.answer.usage == Usage(100, 20, 0.0)
    (note,) = calls(asked)
    assert (note["prompt_tokens"], note["completion_tokens"], note["form"]) == (100, 20, "calling")
    assert asked.stages == ["searching", "reading", "comparing", "writing", "checking"]


@LANGUAGES
def test_checking_costs_one_call_more_at_most(rooms: Rooms, language: Language) -> None:
    wrong = telling((TOLL[language][0], [TOLL[language][1]]), ("×", []))
    asked = ask_model(rooms[language], wrong, KILLED[language])
    assert len(asked.requests) == 2
    assert asked.answer.usage == Usage(200, 40, 0.0)


@LANGUAGES
def test_a_question_that_takes_a_search_in_the_other_language_costs_two_calls(
    sample: Library, language: Language
) -> None:
    question, query, text, quote = ACROSS[language]
    asked = ask_model(sample, in_other_language(language), question, passage_tokens=LITTLE)
    assert asked.texts == [text]
    assert quote in asked.answer.citations[0].quote
    assert asked.answer.citations[0].language != language
    assert asked.answer.usage == Usage(1_000, 40, 0.0)
    first, second = calls(asked)
    assert first["calls"] == [{"name": "search_articles", "query": query, "language": None}]
    assert second["calls"] == []
    searched = [note["query"] for note in asked.answer.trace if note["step"] == "search"]
    assert searched == [question, query]
    assert asked.stages.count("searching") == 2
    assert asked.stages[-1] == "checking"


@LANGUAGES
def test_what_a_search_finds_goes_back_to_the_model_in_the_answer_to_its_call(
    sample: Library, language: Language
) -> None:
    question, _, _, quote = ACROSS[language]
    asked = ask_model(sample, in_other_language(language), question, passage_tokens=LITTLE)
    before, after = (passages(request) for request in asked.requests)
    assert set(before) < set(after)
    assert any(quote in text for text in after.values())
    *_, call, result = asked.requests[1]["messages"]
    assert (call["role"], result["role"]) == ("assistant", "tool")
    assert result["tool_call_id"] == call["tool_calls"][0]["id"]


@LANGUAGES
@pytest.mark.parametrize("tool", ["read_article", "compare_claims"])
def test_a_model_may_read_on_and_have_claims_compared(rooms: Rooms, language: Language, tool: str) -> None:
    def play(request: Request) -> Line:
        if len(request["messages"]) > 2:
            return telling((TOLL[language][0], [TOLL[language][1]]))(request)
        about = {"key": next(iter(passages(request)))} if tool == "read_article" else {"question": KILLED[language]}
        return Answers(calls=[(tool, about)])

    asked = ask_model(rooms[language], play, KILLED[language])
    assert asked.texts == [TOLL[language][0]]
    stage = {"read_article": "reading", "compare_claims": "comparing"}[tool]
    assert asked.stages.count(stage) == 2
    assert asked.requests[1]["messages"][-1]["content"]


@LANGUAGES
def test_the_same_call_twice_is_not_carried_out_twice(rooms: Rooms, language: Language) -> None:
    search = Answers(calls=[("search_articles", {"query": "tram ترام"})])
    right = telling((TOLL[language][0], [TOLL[language][1]]))
    asked = ask_model(rooms[language], in_turn(search, search, right), KILLED[language])
    assert len([note for note in asked.answer.trace if note["step"] == "search"]) == 2
    assert {"en": "asked before", "ar": "سُئل هذا من قبل"}[language] in asked.server.said(2)


@LANGUAGES
def test_several_calls_at_once_each_have_their_result(rooms: Rooms, language: Language) -> None:
    both = Answers(calls=[("search_articles", {"query": "tram ترام"}), ("read_article", {"key": "none"})])
    asked = ask_model(
        rooms[language], in_turn(both, telling((TOLL[language][0], [TOLL[language][1]]))), KILLED[language]
    )
    results = [one for one in asked.requests[1]["messages"] if one["role"] == "tool"]
    assert [one["tool_call_id"] for one in results] == ["call_0", "call_1"]
    assert results[0]["content"] != results[1]["content"]
    assert asked.answer.writer == "scripted"


@LANGUAGES
def test_a_search_cannot_leave_the_scope_of_the_question(sample: Library, language: Language) -> None:
    from datetime import date

    from agent import Agent
    from agent.gathering import Scope
    from agent.writing.settings import ModelSettings
    from tests.agent.model_server import serving

    wide = {"query": "Maysoun bridge جسر ميسون", "since": "2024-01-01", "source": "بريد ميسون"}
    script = in_turn(Answers(calls=[("search_articles", wide)]), telling())
    scope = Scope(since=date(2025, 9, 1), source="The Harbour Gazette")
    with serving(script) as server:
        agent = Agent(sample, ModelSettings("scripted", url=server.url))
        *_, answer = agent.stream(ACROSS[language][0], language, scope)
    hits = [hit for note in answer.trace if note["step"] == "search" for hit in note["hits"]]
    assert {article for article, *_ in hits} == {"bridge-opening"}


@LANGUAGES
def test_an_empty_answer_is_a_refusal_by_the_model(rooms: Rooms, language: Language) -> None:
    asked = ask_model(rooms[language], telling(), KILLED[language])
    assert (asked.answer.status, asked.answer.writer, asked.answer.notices) == ("refused", "scripted", ())
    assert asked.answer.reason
    assert len(asked.requests) == 1


@LANGUAGES
def test_a_model_is_told_the_question_the_passages_and_the_language_and_asked_to_call(
    rooms: Rooms, language: Language
) -> None:
    asked = ask_model(rooms[language], telling((TOLL[language][0], [TOLL[language][1]])), KILLED[language])
    (request,) = asked.requests
    rules, question = request["messages"]
    assert (rules["role"], question["role"]) == ("system", "user")
    assert KILLED[language] in question["content"]
    assert {"en": "Answer in English.", "ar": "أجب بالعربية."}[language] in question["content"]
    assert any(TOLL[language][1] in text for text in passages(request).values())
    assert str(MOST_CALLS) in rules["content"]
    assert request["tool_choice"] == "required"
    assert (request["temperature"], request["stream"]) == (0, True)


@LANGUAGES
def test_keys_and_fences_are_new_with_each_answer(rooms: Rooms, language: Language) -> None:
    script = telling((TOLL[language][0], [TOLL[language][1]]))
    first, second = (ask_model(rooms[language], script, KILLED[language]) for _ in range(2))
    assert not passages(first.requests[0]).keys() & passages(second.requests[0]).keys()
    fences = [one.requests[0]["messages"][1]["content"].split("<passage-")[1][:8] for one in (first, second)]
    assert fences[0] != fences[1]
