"""From whom an answer has what it quotes, and how many voices that makes, asked as people ask, in both languages."""

import pytest

from agent import Answer
from agent.wording import WORDING
from retrieval.records import Draft
from tests.agent.conftest import AskOver


def origins(answer: Answer) -> list[dict]:
    """Give the attribution of each citation, with its chain of sources as said in the language of the answer."""
    return [{**cited["attribution"], "said": cited["origin"]} for cited in answer.to_dict()["citations"]]


def notes(answer: Answer) -> set[str]:
    return {note for statement in answer.statements for note in statement.notes}


FERRY_AR = "أُصيب 27 راكباً في حادث العبّارة نورا قرب ميناء ساروفة مساء الثلاثاء"
FERRY_EN = "The ferry Nora hit the quay at Sarufa on Tuesday and 27 passengers were injured"


@pytest.mark.parametrize(
    ("text", "question", "said"),
    [
        (
            f"{FERRY_AR}، وفق وكالة سانا.",
            "كم راكباً أُصيب في حادث العبّارة نورا؟",
            "بريد ساروفة نقلاً عن سانا",
        ),
        (
            f"{FERRY_EN}, SANA reported.",
            "How many passengers were injured on the ferry Nora?",
            "Sarufa Post, citing SANA",
        ),
    ],
)
def test_a_citation_says_from_whom_its_article_has_it(ask_over: AskOver, text: str, question: str, said: str) -> None:
    source = "بريد ساروفة" if said.startswith("بريد") else "Sarufa Post"
    answer = ask_over([Draft("a", text, title="x", source=source)], question)
    (origin,) = origins(answer)
    assert (origin["how"], origin["said"]) == ("stated", said)
    assert origin["speaker"] == origin["source"]
    assert text[origin["start"] : origin["end"]].strip(" ،,.") in text
    assert WORDING[answer.language].one_article in notes(answer)


@pytest.mark.parametrize(
    ("text", "question", "role"),
    [
        (
            "قال مدير الميناء سامي حداد إن 27 راكباً أُصيبوا في حادث العبّارة نورا.",
            "كم راكباً أُصيب في حادث العبّارة نورا؟",
            "مدير الميناء",
        ),
        (
            "Harbour director Sami Haddad said 27 passengers were injured on the ferry Nora.",
            "How many passengers were injured on the ferry Nora?",
            "Harbour director",
        ),
    ],
)
def test_a_person_is_named_with_the_office(ask_over: AskOver, text: str, question: str, role: str) -> None:
    (origin,) = origins(ask_over([Draft("a", text, title="x", source="Sarufa Post")], question))
    assert origin["role"] == role
    assert origin["speaker"] in ("سامي حداد", "Sami Haddad")
    assert role in origin["said"]


@pytest.mark.parametrize(
    ("text", "question", "said"),
    [
        (
            f"{FERRY_AR}، بحسب مصادر محلية للجزيرة.",
            "كم راكباً أُصيب في حادث العبّارة نورا؟",
            "بريد ساروفة نقلاً عن الجزيرة عن مصادر محلية",
        ),
        (
            f"{FERRY_EN}, local sources told Al Jazeera.",
            "How many passengers were injured on the ferry Nora?",
            "Sarufa Post, citing Al Jazeera, citing local sources",
        ),
    ],
)
def test_unnamed_sources_are_given_with_who_reported_them(
    ask_over: AskOver, text: str, question: str, said: str
) -> None:
    source = "بريد ساروفة" if said.startswith("بريد") else "Sarufa Post"
    answer = ask_over([Draft("a", text, title="x", source=source)], question)
    (origin,) = origins(answer)
    assert origin["said"] == said
    assert origin["source"] in ("الجزيرة", "Al Jazeera")


@pytest.mark.parametrize(
    ("texts", "question", "note"),
    [
        (
            (
                "قالت وزارة النقل السورية إن 27 راكباً أُصيبوا في حادث العبّارة نورا.",
                "بلغ عدد الركاب الذين أُصيبوا في حادث العبّارة نورا 27 راكباً، وفق ما نقلته وكالة سانا مساء اليوم.",
            ),
            "كم راكباً أُصيب في حادث العبّارة نورا؟",
            "مقالان، والأصل واحد: وزارة النقل السورية.",
        ),
        (
            (
                "The Syrian transport ministry said 27 passengers were injured on the ferry Nora.",
                "Last night 27 passengers of the ferry Nora were injured in Sarufa harbour, according to SANA.",
            ),
            "How many passengers were injured on the ferry Nora?",
            "2 articles, one origin: the Syrian transport ministry.",
        ),
    ],
)
def test_two_articles_that_go_back_to_one_origin_are_said_to_be_one_voice(
    ask_over: AskOver, texts: tuple[str, str], question: str, note: str
) -> None:
    drafts = [Draft(str(at), text, title="x", source=f"Post {at}") for at, text in enumerate(texts)]
    answer = ask_over(drafts, question)
    assert len(answer.citations) == 2
    assert answer.searched.origins == 1
    assert notes(answer) - {WORDING[answer.language].unknown_date} == {note}


@pytest.mark.parametrize(
    ("texts", "question"),
    [
        (
            (
                "قالت وزارة النقل السورية إن 27 راكباً أُصيبوا في حادث العبّارة نورا.",
                "بلغ عدد الركاب الذين أُصيبوا في حادث العبّارة نورا 27 راكباً، وفق ما أعلنته نقابة البحارة مساء اليوم.",
            ),
            "كم راكباً أُصيب في حادث العبّارة نورا؟",
        ),
        (
            (
                "The Syrian transport ministry said 27 passengers were injured on the ferry Nora.",
                "Last night 27 passengers of the ferry Nora were injured in Sarufa harbour, the seamen's union said.",
            ),
            "How many passengers were injured on the ferry Nora?",
        ),
    ],
)
def test_two_voices_get_no_note(ask_over: AskOver, texts: tuple[str, str], question: str) -> None:
    drafts = [Draft(str(at), text, title="x", source=f"Post {at}") for at, text in enumerate(texts)]
    answer = ask_over(drafts, question)
    assert answer.searched.origins == len(answer.citations) == 2
    assert notes(answer) <= {WORDING[answer.language].unknown_date}


BODY_AR = (
    "\n\nوارتطمت العبّارة بالرصيف الشرقي عند عودتها من الجزيرة في ليلة شديدة الريح.\n\nونُقل المصابون إلى مشفى المدينة"
    " وغادر معظمهم في الصباح بعد فحصهم.\n\nوتوقفت الرحلات يومين ريثما تُصلَح السفينة ويُفحص محركها وتُراجَع أبوابها."
)
BODY_EN = (
    "\n\nThe ship struck the eastern quay on her way back from the island on a night of strong wind.\n\nThe injured"
    " were taken to the town's hospital, and most of them left in the morning.\n\nSailings were stopped for two days"
    " while the engine and the doors were looked at."
)


@pytest.mark.parametrize(
    ("text", "credit", "question", "note"),
    [
        (
            f"{FERRY_AR}.{BODY_AR}",
            "المصدر: رويترز",
            "كم راكباً أُصيب في حادث العبّارة نورا؟",
            "مقالان، والأصل واحد: رويترز.",
        ),
        (
            f"{FERRY_EN}.{BODY_EN}",
            "Source: Reuters",
            "How many passengers were injured on the ferry Nora?",
            "2 articles, one origin: Reuters.",
        ),
    ],
)
def test_a_copy_without_a_credit_goes_back_to_the_agency_that_its_twin_credits(
    ask_over: AskOver, text: str, credit: str, question: str, note: str
) -> None:
    drafts = [
        Draft("a", text, title="x", source="Post A"),
        Draft("b", f"{text}\n\n{credit}", title="x", source="Post B"),
    ]
    answer = ask_over(drafts, question)
    assert {origin["how"] for origin in origins(answer)} <= {"shared", "source line"}
    assert {origin["source"] for origin in origins(answer)} <= {"رويترز", "Reuters"}
    assert note in notes(answer)
    assert WORDING[answer.language].one_article not in notes(answer)


@pytest.mark.parametrize(
    ("text", "question", "said"),
    [
        (f"{FERRY_AR}.", "كم راكباً أُصيب في حادث العبّارة نورا؟", "مقال لا يذكر مصدره"),
        (f"{FERRY_EN}.", "How many passengers were injured on the ferry Nora?", "an article that names no source"),
    ],
)
def test_an_article_that_says_nothing_of_its_source_is_given_none(
    ask_over: AskOver, text: str, question: str, said: str
) -> None:
    answer = ask_over([Draft("a", text, title="x")], question)
    (origin,) = origins(answer)
    assert (origin["speaker"], origin["source"], origin["how"]) == (None, None, "own")
    assert origin["said"] == said
