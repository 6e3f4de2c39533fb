"""The questions over the sample that ships: right by the measures that `isnad eval` reports."""

from agent import Answer
from eval.cases import Case
from eval.measures import score
from eval.measures.scores import Answered, Score
from eval.replies import Reply
from retrieval import Library

LEAST_RIGHT = 13  # Of sixteen.


def scored(case: Case, answer: Answer, library: Library) -> dict[str, Score]:
    texts = {citation.article_id: library.article(citation.article_id).text for citation in answer.citations}
    return score(Answered(case, Reply.of(answer.to_dict()), texts))


def test_the_questions_are_in_both_languages_and_name_words_of_the_articles(
    sample: Library, sample_cases: list[Case]
) -> None:
    assert len(sample_cases) == 16
    assert {case.language for case in sample_cases} == {"ar", "en"}
    for case in sample_cases:
        assert bool(case.evidence) == case.answerable
        for evidence in case.evidence:
            assert evidence.quote in sample.article(evidence.article_id).text.replace("\r\n", "\n")


def test_nearly_all_questions_are_answered_from_the_evidence_or_refused(
    sample: Library, sample_cases: list[Case], sample_answers: dict[str, Answer]
) -> None:
    scores = {case.id: scored(case, sample_answers[case.id], sample)["Right"] for case in sample_cases}
    wrong = {name: str(one.reason) for name, one in scores.items() if not one.gained}
    assert len(scores) - len(wrong) >= LEAST_RIGHT, wrong


def test_every_quote_of_the_sample_is_verbatim(
    sample: Library, sample_cases: list[Case], sample_answers: dict[str, Answer]
) -> None:
    for case in sample_cases:
        verbatim = scored(case, sample_answers[case.id], sample).get("Verbatim")
        assert verbatim is None or verbatim.gained == verbatim.out_of
