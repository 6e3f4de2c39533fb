"""Briefs whose bottom line and facts a model writes."""

from agent import Agent, Brief
from agent.writing.settings import ModelSettings
from retrieval.records import Language
from tests.agent.model_server import Fails, Script, serving, telling
from tests.agent.writing.conftest import LANGUAGES, QUICK, TOLL, Rooms

TOPIC = {"en": "The tram crash in Dorvane", "ar": "حادث الترام في دورفان"}
DRIVER = {
    "en": (
        "The driver, Ilyas Marrun, was taken to the Cedar hospital.",
        "The driver, Ilyas Marrun, was taken to the Cedar hospital",
    ),
    "ar": ("نُقل السائق إلياس مرّون إلى مستشفى الأرز.", "ونُقل السائق إلياس مرّون إلى مستشفى الأرز"),
}
WRONG = {"en": "The crash killed 44 people.", "ar": "أدى الحادث إلى مقتل 44 شخصاً."}


def brief_by(script: Script, rooms: Rooms, language: Language) -> tuple[Brief, str]:
    with serving(script) as server:
        brief = Agent(rooms[language], ModelSettings("scripted", url=server.url, **QUICK)).brief(TOPIC[language])
        return brief, server.said(0) if server.requests else ""


@LANGUAGES
def test_a_model_writes_the_bottom_line_and_the_facts_and_the_rules_the_rest(rooms: Rooms, language: Language) -> None:
    (line, quote), (fact, other) = TOLL[language], DRIVER[language]
    brief, asked = brief_by(telling((line, [quote]), (fact, [other])), rooms, language)
    assert TOPIC[language] in asked
    assert [one.text for one in brief.bottom_line] == [line]
    assert [(one.statement.text, one.articles, one.origins) for one in brief.facts] == [(fact, 1, 1)]
    assert brief.timeline
    assert (brief.writer, brief.notices) == ("scripted", ())
    assert brief.usage.prompt_tokens > 0


@LANGUAGES
def test_citations_are_numbered_anew_without_a_gap_and_each_is_used(rooms: Rooms, language: Language) -> None:
    (line, quote), (fact, other) = TOLL[language], DRIVER[language]
    brief, _ = brief_by(telling((line, [quote]), (fact, [other])), rooms, language)
    used = {number for one in brief.statements for number in one.citations}
    used |= {number for one in brief.differences for side in one.positions for number in side.citations}
    assert [one.number for one in brief.citations] == sorted(used) == list(range(1, len(used) + 1))
    assert all(statement.citations for statement in brief.statements)
    for one in brief.citations:
        assert rooms[language].article(one.article_id).text[one.start : one.end] == one.quote


@LANGUAGES
def test_a_sentence_that_its_quote_does_not_carry_enters_no_brief(rooms: Rooms, language: Language) -> None:
    line, quote = TOLL[language]
    brief, _ = brief_by(telling((line, [quote]), (WRONG[language], [quote])), rooms, language)
    assert not any("44" in one.text for one in brief.statements)


@LANGUAGES
def test_where_the_model_fails_the_brief_is_of_quotations_and_says_why(rooms: Rooms, language: Language) -> None:
    quoted = Agent(rooms[language]).brief(TOPIC[language])
    brief, _ = brief_by(lambda _: Fails(401, "who are you?"), rooms, language)
    assert (brief.bottom_line, brief.facts, brief.writer) == (quoted.bottom_line, quoted.facts, "quotes")
    assert "scripted" in brief.notices[0]
    assert ("key" if language == "en" else "المفتاح") in brief.notices[0]
