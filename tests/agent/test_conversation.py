"""Conversations: what a follow-up leans on, in either language; how they are kept; what a model sees of them."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent import Agent
from agent.conversation import (
    FOLDER_NAME,
    LONGEST_ANSWER,
    MOST_CONVERSATIONS,
    MOST_TURNS,
    Conversation,
    Conversations,
    Turn,
)
from agent.writing.settings import ModelSettings
from retrieval import Library
from retrieval.errors import InputError
from retrieval.model import BilingualTable
from retrieval.records import Language
from tests.agent.model_server import in_turn, key_of, passages, serving, telling

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
FERRY = {"en": "How many passengers were injured in the ferry accident?", "ar": "كم راكباً أُصيب في حادث عبّارة النورس؟"}
BRIDGE = {"en": "When did the Maysoun bridge open to traffic?", "ar": "متى فُتح جسر ميسون أمام السيارات؟"}
MAYOR = {"en": "Who is the mayor of Saroufa?", "ar": "من هي رئيسة بلدية ساروفة؟"}
LEANING = {
    "en": [
        "And when was that?",
        "Who led it?",
        "Why?",
        "How many of them?",
        "What did she say?",
        "And where?",
        "When did it happen?",
    ],
    "ar": ["ومتى كان ذلك؟", "من ترأسه؟", "لماذا؟", "كم منهم؟", "ماذا قالت؟", "وأين؟", "متى حدث ذلك؟"],
}
ALONE = {
    "en": [
        "How many people came to the Saroufa Book Fair?",
        "Who won the prize for a first novel at the Saroufa fair?",
        "What did Majid al-Sanawbari say about the sprinklers in the warehouses?",
    ],
    "ar": [
        "كم زائراً استقبل معرض ساروفة للكتاب؟",
        "من نال جائزة الرواية الأولى في معرض ساروفة؟",
        "ماذا قال ماجد الصنوبري عن تسليم محطة الحاويات إلى مشغّل أجنبي؟",
    ],
}


def conversation(sample: Library, *questions: str) -> Conversation:
    said = Conversation()
    with Agent(sample) as agent:
        for question in questions:
            said = said.after(agent.ask(question, conversation=said))
    return said


def cited(sample: Library, *questions: str) -> set[str]:
    """The articles that the last of several questions is answered from."""
    said = conversation(sample, *questions[:-1])
    return {one.article_id for one in Agent(sample).ask(questions[-1], conversation=said).citations}


# What a question leans on


@pytest.mark.parametrize(
    ("language", "question"), [(language, question) for language in LEANING for question in LEANING[language]]
)
def test_a_follow_up_is_given_what_was_talked_about(
    sample: Library, table: BilingualTable, language: Language, question: str
) -> None:
    said = conversation(sample, BRIDGE[language])
    resolved = said.resolve(question, table)
    assert resolved.text.startswith(question)
    assert {"en": "Maysoun", "ar": "ميسون"}[language] in resolved.text


@pytest.mark.parametrize(
    ("language", "question"), [(language, question) for language in ALONE for question in ALONE[language]]
)
def test_a_question_that_stands_alone_is_left_as_it_is(
    sample: Library, table: BilingualTable, language: Language, question: str
) -> None:
    assert conversation(sample, BRIDGE[language]).resolve(question, table).text == question


@pytest.mark.parametrize("question", [*LEANING["en"], *LEANING["ar"]])
def test_without_a_conversation_every_question_is_left_as_it_is(table: BilingualTable, question: str) -> None:
    assert Conversation().resolve(question, table).text == question


@pytest.mark.parametrize(
    ("questions", "article"),
    [
        ((BRIDGE["en"], "Who cut the ribbon there?"), "bridge-opening"),
        ((BRIDGE["ar"], "وكم بلغت كلفته؟"), "bridge-plan"),
        (("ماذا احترق في حريق المستودع بميناء ساروفة في آب؟", "وماذا عن شباط؟"), "warehouse-february"),
        ((BRIDGE["en"], "وكم بلغت كلفته؟"), "bridge-plan"),
        ((BRIDGE["ar"], "And how much did it cost?"), "bridge-opening"),
    ],
)
def test_a_follow_up_is_answered_from_the_articles_talked_about(
    sample: Library, questions: Sequence[str], article: str
) -> None:
    assert article in cited(sample, *questions)


@LANGUAGES
def test_each_question_is_answered_in_its_own_language(sample: Library, language: Language) -> None:
    other = "ar" if language == "en" else "en"
    said = conversation(sample, BRIDGE[language])
    follow_up = {"en": "And how much did it cost?", "ar": "وكم بلغت كلفته؟"}[other]
    answer = Agent(sample).ask(follow_up, conversation=said)
    assert answer.language == other
    assert answer.question == follow_up


@LANGUAGES
def test_the_subject_is_kept_over_several_follow_ups_and_dropped_by_a_new_question(
    sample: Library, table: BilingualTable, language: Language
) -> None:
    long = conversation(sample, BRIDGE[language], *LEANING[language][:3])
    assert {"en": "Maysoun", "ar": "ميسون"}[language] in long.resolve(LEANING[language][4], table).text
    fresh = conversation(sample, BRIDGE[language], ALONE[language][0])
    assert {"en": "Maysoun", "ar": "ميسون"}[language] not in fresh.resolve(LEANING[language][0], table).text


@LANGUAGES
def test_a_person_asked_for_and_told_is_talked_about(
    sample: Library, table: BilingualTable, language: Language
) -> None:
    said = conversation(sample, MAYOR[language])
    follow_up = {"en": "What did she promise?", "ar": "بماذا وعدت هي؟"}[language]
    resolved = said.resolve(follow_up, table).text
    assert any(name in resolved for name in ("Arjoun", "العرجون"))


@pytest.mark.parametrize(
    ("before", "question", "new", "old"),
    [
        ("What burned at the port in August?", "What about February?", "February", "August"),
        ("ماذا احترق في الميناء في آب؟", "وماذا عن شباط؟", "شباط", "آب"),
        ("How many families fled on 4 October 2025?", "And what about 6 October?", "6 October", "4 October 2025"),
        ("كم أسرة غادرت يوم السبت 4 تشرين الأول؟", "ماذا عن يوم الاثنين؟", "الاثنين", "السبت"),
        ("Who opened the fair in Saroufa in May?", "What about Tayyoun?", "Tayyoun", "June"),
    ],
)
def test_the_same_is_asked_of_another_time_without_the_time_before(
    table: BilingualTable, before: str, question: str, new: str, old: str
) -> None:
    topic = Conversation().resolve(before, table).topic
    resolved = Conversation((Turn(before, topic),)).resolve(question, table)
    assert new in resolved.text
    assert before.split()[1] in resolved.text
    assert old not in resolved.text
    assert old not in resolved.topic


# With a model


@LANGUAGES
def test_a_model_sees_the_turns_before_and_what_the_question_leans_on(sample: Library, language: Language) -> None:
    said = conversation(sample, BRIDGE[language])
    with serving(telling()) as server:
        agent = Agent(sample, ModelSettings("scripted", url=server.url))
        answer = agent.ask(LEANING[language][0], conversation=said)
    text = server.said(0)
    before = text[: text.index({"en": "# Question", "ar": "# السؤال"}[language])]
    assert BRIDGE[language] in before
    assert said.turns[0].answer.splitlines()[0] in before
    assert LEANING[language][0] in text[len(before) :]
    assert answer.question == LEANING[language][0]


@LANGUAGES
def test_a_turn_that_was_refused_is_told_as_such_and_without_turns_nothing_is(
    sample: Library, language: Language
) -> None:
    said = Conversation((Turn("?", ("x",), ""),))
    unanswered = {"en": "(the articles did not answer)", "ar": "(لم تُجب المقالات)"}[language]
    with serving(telling()) as server:
        agent = Agent(sample, ModelSettings("scripted", url=server.url))
        agent.ask(BRIDGE[language], conversation=said)
        agent.ask(BRIDGE[language])
    assert unanswered in server.said(0)
    assert {"en": "# What was asked", "ar": "# ما سُئل"}[language] not in server.said(1)


@LANGUAGES
def test_a_model_is_told_four_turns_at_most(sample: Library, language: Language) -> None:
    said = Conversation(tuple(Turn(f"question-{at}", ("x",), f"answer-{at}") for at in range(9)))
    with serving(telling()) as server:
        Agent(sample, ModelSettings("scripted", url=server.url)).ask(BRIDGE[language], conversation=said)
    assert [at for at in range(9) if f"question-{at}" in server.said(0)] == [5, 6, 7, 8]


@LANGUAGES
def test_keys_of_an_earlier_answer_do_not_work_in_a_later_one(sample: Library, language: Language) -> None:
    told = {
        "en": ("The bridge cost 85 million dinars.", "The bridge cost 85 million dinars"),
        "ar": ("رُصد لبناء الجسر 85 مليون دينار.", "وقد رُصد لبنائه 85 مليون دينار"),
    }[language]
    kept: dict[str, str] = {}

    def remembering(request):
        kept.setdefault("key", key_of(request, told[1]))
        text, quote = told
        from tests.agent.model_server import answer

        return answer((text, [(kept["key"], quote)]))

    with serving(remembering) as server:
        agent = Agent(sample, ModelSettings("scripted", url=server.url))
        first = agent.ask(BRIDGE[language])
        second = agent.ask(BRIDGE[language], conversation=Conversation().after(first))
    assert first.writer == "scripted"
    assert second.writer == "quotes"
    assert kept["key"] not in passages(server.requests[-1])
    faults = [note["faults"] for note in second.trace if note["step"] == "check"]
    assert [reason["name"] for fault in faults[0] for reason in fault["reasons"]] == ["unknown_quote_key"]


@LANGUAGES
def test_words_of_an_earlier_answer_are_no_source(sample: Library, language: Language) -> None:
    """A model that quotes what it said before, where no passage says it."""
    invented = {"en": "The bridge is painted green", "ar": "الجسر مطلي بالأخضر"}[language]
    said = Conversation((Turn(BRIDGE[language], ("Maysoun", "ميسون"), invented),))
    with serving(in_turn(telling((f"{invented}.", [invented])))) as server:
        answer = Agent(sample, ModelSettings("scripted", url=server.url)).ask(BRIDGE[language], conversation=said)
    assert invented in server.said(0)
    assert invented not in answer.text


# How they are kept


@pytest.mark.parametrize("name", ["visit", "زيارة", "a-b_c", "٣", "x" * 64])
def test_a_conversation_is_kept_in_the_folder_of_the_library(tmp_path: Path, name: str) -> None:
    said = Conversation((Turn("Who?", ("bridge", "جسر"), "She [1]"), Turn("متى؟", (), "")))
    Conversations(tmp_path).write(name, said)
    assert Conversations(tmp_path).read(name) == said
    (path,) = (tmp_path / FOLDER_NAME).iterdir()
    assert path.name == f"{name}.json"
    assert "متى" in path.read_text("utf-8")


def test_a_conversation_that_nobody_began_is_empty_and_leaves_no_file(tmp_path: Path) -> None:
    assert Conversations(tmp_path).read("visit") == Conversation()
    assert list(tmp_path.iterdir()) == []


def test_only_the_latest_turns_and_so_much_of_an_answer_are_kept(sample: Library) -> None:
    answer = Agent(sample).ask(BRIDGE["en"])
    said = Conversation()
    for _ in range(MOST_TURNS + 5):
        said = said.after(answer)
    assert len(said.turns) == MOST_TURNS
    assert len(said.turns[-1].answer) <= LONGEST_ANSWER


def test_of_very_many_conversations_the_oldest_go(tmp_path: Path) -> None:
    kept = Conversations(tmp_path)
    for at in range(MOST_CONVERSATIONS):
        kept.write(f"c{at}", Conversation())
        os.utime(tmp_path / FOLDER_NAME / f"c{at}.json", (at, at))
    kept.write("newest", Conversation((Turn("Who?"),)))
    names = {path.stem for path in (tmp_path / FOLDER_NAME).iterdir()}
    assert len(names) == MOST_CONVERSATIONS
    assert "c0" not in names
    assert {"newest", "c1"} <= names


@pytest.mark.parametrize(
    "name", ["", "../visit", "a/b", "a b", ".", "..", "x" * 65, "a\n", "a\0", "~", "c:d", "خبر/ثان"]
)
def test_a_name_that_could_leave_the_folder_is_refused_in_both_languages(tmp_path: Path, name: str) -> None:
    for use in (Conversations(tmp_path).read, lambda bad: Conversations(tmp_path).write(bad, Conversation())):
        with pytest.raises(InputError) as caught:
            use(name)
        assert "names no conversation" in caught.value.said("en")
        assert "اسماً لمحادثة" in caught.value.said("ar")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"turns": null}',
        b'{"turns": [1]}',
        b'{"turns": [{"question": "Who?"}]}',
        b'{"turns": [{"question": 1, "topic": [], "answer": ""}]}',
        b'{"turns": [{"question": "Who?", "topic": [2], "answer": ""}]}',
        b'{"turns": [{"question": "Who?", "topic": "abc", "answer": ""}]}',
        b'{"turns": [{"question": "Who?", "topic": [], "answer": null}]}',
    ],
)
def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FOLDER_NAME / "visit.json"
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        Conversations(tmp_path).read("visit")
    for language, advice in (("en", "Delete the file"), ("ar", "احذف الملف")):
        assert str(path) in caught.value.said(language)
        assert advice in caught.value.said(language)


def test_a_file_says_what_was_asked_and_answered(tmp_path: Path, sample: Library) -> None:
    Conversations(tmp_path).write("visit", conversation(sample, BRIDGE["en"], LEANING["en"][0]))
    rows = json.loads((tmp_path / FOLDER_NAME / "visit.json").read_text("utf-8"))["turns"]
    assert [row["question"] for row in rows] == [BRIDGE["en"], LEANING["en"][0]]
    assert all(set(row) == {"question", "topic", "answer"} for row in rows)
