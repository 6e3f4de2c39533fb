"""What holds for every answer, whatever was asked: each law is tried on all answers of the session."""

import json
import re
from collections.abc import Callable
from datetime import date
from itertools import combinations

from agent import Agent, Answer
from agent.records import Statement
from agent.wording import WORDING
from retrieval import Library
from retrieval.folding import words

Answers = list[tuple[Library, Answer]]

ANSWER_KEYS = [
    "question",
    "language",
    "status",
    "reason",
    "text",
    "statements",
    "citations",
    "conflicts",
    "searched",
    "writer",
    "notices",
    "usage",
    "seconds",
    "trace",
]
CITATION_KEYS = [
    "number",
    "article_id",
    "title",
    "source",
    "url",
    "published",
    "published_how",
    "language",
    "quote",
    "start",
    "end",
    "origin",
    "attribution",
]


def outside_quotes(text: str) -> str:
    """Cut the quotation out of a statement: from the first opening mark to the last closing one."""
    return re.sub("[“«].*[”»]", "", text)


def quoting(answer: Answer) -> tuple[Statement, ...]:
    """Leave out the first statement where it says that sources differ; all others quote."""
    return answer.statements[1:] if answer.conflicts else answer.statements


def test_there_are_answers_and_refusals_in_both_languages(answers: Answers) -> None:
    assert {(answer.language, answer.status) for _, answer in answers} == {
        (language, status) for language in ("ar", "en") for status in ("answered", "refused")
    }


def test_every_citation_is_verbatim(answers: Answers) -> None:
    for library, answer in answers:
        for cited in answer.citations:
            assert library.article(cited.article_id).text[cited.start : cited.end] == cited.quote
            assert words(cited.quote)


def test_a_citation_says_of_its_article_what_the_library_says(answers: Answers) -> None:
    for library, answer in answers:
        for cited in answer.citations:
            article = library.article(cited.article_id)
            said = (cited.title, cited.source, cited.url, cited.published, cited.language)
            assert said == (article.title, article.source, article.url, article.published, article.language)


def test_every_origin_stands_in_its_article_or_is_the_outlets_own(answers: Answers) -> None:
    for library, answer in answers:
        for cited in answer.to_dict()["citations"]:
            origin, text = cited["attribution"], library.article(cited["article_id"]).text
            assert set(origin) == {"speaker", "role", "source", "how", "start", "end"}
            assert origin["how"] in ("stated", "near", "dateline", "source line", "shared", "own")
            assert (origin["start"] is None) == (origin["how"] == "own")
            assert origin["speaker"] is None or origin["how"] != "own"
            assert origin["start"] is None or words(text[origin["start"] : origin["end"]])


def test_every_chain_is_said_in_both_languages_and_begins_with_the_outlet(answers: Answers) -> None:
    for _, answer in answers:
        for cited in answer.to_dict()["citations"]:
            assert cited["origin"]
            if cited["source"] and cited["language"] == answer.language:
                assert cited["origin"].startswith(cited["source"])


def test_an_answer_counts_no_more_origins_than_citations(answers: Answers) -> None:
    for _, answer in answers:
        assert min(1, len(answer.citations)) <= answer.searched.origins <= len(answer.citations)


def test_a_quote_comes_from_the_body_never_from_what_cleaning_left_out(answers: Answers) -> None:
    for library, answer in answers:
        for cited in answer.citations:
            article = library.article(cited.article_id)
            assert any(p.span.start <= cited.start < cited.end <= p.span.end for p in article.paragraphs)


def test_citations_are_numbered_from_one_in_order(answers: Answers) -> None:
    for _, answer in answers:
        assert [cited.number for cited in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_every_statement_has_a_citation_and_every_citation_a_statement(answers: Answers) -> None:
    for _, answer in answers:
        used = [number for statement in answer.statements for number in statement.citations]
        assert all(statement.citations for statement in answer.statements)
        assert set(used) == {cited.number for cited in answer.citations}


def test_a_statement_shows_the_words_of_its_quotes(answers: Answers) -> None:
    for _, answer in answers:
        by_number = {cited.number: cited.quote for cited in answer.citations}
        for statement in quoting(answer):
            shown = " ".join(words(statement.text))
            assert all(" ".join(words(by_number[number])) in shown for number in statement.citations)


def test_where_sources_differ_the_first_statement_says_so_and_cites_every_side(answers: Answers) -> None:
    assert any(answer.conflicts for _, answer in answers)
    for _, answer in answers:
        for conflict in answer.conflicts:
            cited = [number for position in conflict.positions for number in position.citations]
            assert list(answer.statements[0].citations) == cited
            assert len(set(cited)) == len(cited)
            assert len(conflict.positions) > 1
            assert all(position.citations for position in conflict.positions)
            assert all(position.value in answer.statements[0].text for position in conflict.positions)


def test_an_answer_has_statements_or_a_reason_and_never_both(answers: Answers) -> None:
    for _, answer in answers:
        if answer.status == "refused":
            assert answer.reason
            assert answer.text == answer.reason
            assert not answer.statements
            assert not answer.citations
        else:
            assert answer.reason is None
            assert answer.statements


def test_the_text_marks_each_statement_with_the_numbers_of_its_citations(answers: Answers) -> None:
    for _, answer in answers:
        for statement in answer.statements:
            marks = "".join(f"[{number}]" for number in statement.citations)
            assert f"{statement.text} {marks}" in answer.text


def test_an_answer_speaks_the_language_of_the_question_outside_its_quotes(answers: Answers) -> None:
    for _, answer in answers:
        other = WORDING["en" if answer.language == "ar" else "ar"]
        frames = [outside_quotes(statement.text) for statement in answer.statements]
        notes = [note for statement in answer.statements for note in statement.notes]
        assert answer.language == ("ar" if re.search("[\u0621-\u064a]", answer.question) else "en")
        assert not {other.inferred_date, other.unknown_date, other.one_article}.intersection(notes)
        opening = other.quoted[0]
        assert not any(statement.text.startswith(opening) for statement in answer.statements)
        months = "January|March|June|July|August|September|October|November|December"
        if answer.language == "ar":
            assert not re.search(months, " ".join(frames))
        else:
            assert not re.search("يناير|مارس|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر", " ".join(frames))


def test_no_sentence_is_quoted_twice_and_no_two_near_copies_are(answers: Answers) -> None:
    for library, answer in answers:
        for one, other in combinations(answer.citations, 2):
            assert words(one.quote) != words(other.quote)
            assert other.article_id not in library.article(one.article_id).copies


def test_an_unstated_date_is_noted_and_a_stated_one_is_not(answers: Answers) -> None:
    for _, answer in answers:
        wording = WORDING[answer.language]
        by_number = {cited.number: cited for cited in answer.citations}
        for statement in answer.statements:
            hows = {by_number[number].published.how for number in statement.citations}
            assert (wording.inferred_date in statement.notes) == ("inferred" in hows)
            assert (wording.unknown_date in statement.notes) == ("unknown" in hows)


def test_an_answer_from_several_articles_is_not_said_to_stand_in_one_alone(answers: Answers) -> None:
    for _, answer in answers:
        if len({cited.article_id for cited in answer.citations}) > 1:
            alone = WORDING[answer.language].one_article
            assert not any(alone in statement.notes for statement in answer.statements)


def test_an_answer_has_exactly_the_fields_of_the_contract(answers: Answers) -> None:
    for _, answer in answers:
        told = answer.to_dict()
        assert list(told) == ANSWER_KEYS
        assert told["status"] in ("answered", "refused")
        assert set(told["searched"]) == {"articles", "passages", "origins"}
        assert set(told["usage"]) == {"prompt_tokens", "completion_tokens", "cost"}
        assert all(list(statement) == ["text", "citations", "notes"] for statement in told["statements"])
        assert all(list(cited) == CITATION_KEYS for cited in told["citations"])
        assert all(
            list(conflict) == ["kind", "verdict", "about", "positions", "explanation"] for conflict in told["conflicts"]
        )
        assert all(cited["published_how"] in ("stated", "inferred", "unknown") for cited in told["citations"])
        assert all(seconds >= 0 for seconds in told["seconds"].values())


def test_a_date_in_the_contract_is_null_while_unknown_and_iso_else(answers: Answers) -> None:
    cited = [one for _, answer in answers for one in answer.to_dict()["citations"]]
    assert {one["published_how"] for one in cited if one["published"] is None} == {"unknown"}
    known = [one["published"] for one in cited if one["published"]]
    assert known
    assert all(date.fromisoformat(day) for day in known if len(day) == 10)


def test_the_contract_survives_the_way_through_json(answers: Answers) -> None:
    for _, answer in answers:
        assert json.loads(json.dumps(answer.to_dict(), ensure_ascii=False)) == answer.to_dict()


def test_at_least_the_cited_articles_were_searched(answers: Answers) -> None:
    for _, answer in answers:
        assert answer.searched.articles >= len({cited.article_id for cited in answer.citations})
        assert answer.searched.passages >= answer.searched.articles


def test_the_trace_has_the_question_and_every_step_its_time(answers: Answers) -> None:
    for _, answer in answers:
        assert answer.to_dict()["question"] == answer.question
        traced = {note["step"] for note in answer.trace}
        assert {"understand", "search"} <= traced <= set(answer.seconds)
        assert list(answer.seconds) == ["understand", "search", "read", "compare", "write"]


def test_asking_again_gives_the_same_answer(ask: Callable[..., Answer], desk: Library) -> None:
    for question in ("Who met in Tamra?", "متى أُعيد فتح مخبز الواحة؟"):
        with Agent(desk) as agent:
            once, again = ask(question).to_dict(), agent.ask(question).to_dict()
        assert once | {"seconds": {}} == again | {"seconds": {}}


def test_spelling_marks_case_and_digits_of_a_question_change_no_statement(ask: Callable[..., Answer]) -> None:
    for plain, spelt in (
        ("متى أُعيد فتح مخبز الواحة؟", "متى اعيد فتح مخبز الواحه"),
        ("متى أُعيد فتح مخبز الواحة؟", "مَتَى أُعِيدَ فَتْحُ مَخْبَزِ الوَاحَةِ؟"),
        ("Who painted the lighthouse yellow?", "WHO PAINTED THE LIGHTHOUSE YELLOW"),
    ):
        assert ask(plain).statements == ask(spelt).statements
