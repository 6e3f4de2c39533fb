"""The questions over the sample that ships: right by the measure that `isnad eval` reports."""

from agent import Answer
from eval.cases import Case
from eval.scores import score
from retrieval import Library

LEAST_RIGHT = 13  # Of sixteen.


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
    scores = [score(case, sample_answers[case.id], sample.article) for case in sample_cases]
    wrong = {one.case.id: one.explanation for one in scores if not one.right}
    assert len(scores) - len(wrong) >= LEAST_RIGHT, wrong


def test_no_quote_of_the_sample_is_scored_as_not_verbatim(
    sample: Library, sample_cases: list[Case], sample_answers: dict[str, Answer]
) -> None:
    assert not sum(score(case, sample_answers[case.id], sample.article).not_verbatim for case in sample_cases)
