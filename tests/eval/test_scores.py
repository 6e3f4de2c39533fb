"""Scoring answers: what is right, what is verbatim, and how scores are summed up."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.records import Answer, Citation, Searched, Statement
from eval.cases import Case, Evidence
from eval.scores import Score, score, summarise
from retrieval.errors import UnknownArticle
from retrieval.records import Article, Published

TEXTS = {
    "mill": "The mill in Tarbun burned on Monday. Two cats were saved by the baker. Nobody was hurt.",
    "طاحونة": "احترقت طاحونة تربون يوم الإثنين. وأنقذ الخبّاز قطتين. ولم يُصب أحد.",
}
SAVED = {"mill": "Two cats were saved by the baker.", "طاحونة": "وأنقذ الخبّاز قطتين."}


def article(article_id: str) -> Article:
    if article_id not in TEXTS:
        raise UnknownArticle(article_id, article_id)
    text = TEXTS[article_id]
    return Article(article_id, text, "Fire", "stated", "en", None, None, None, None, Published(), (), (), "")


def citation(article_id: str, quote: str) -> Citation:
    start = TEXTS[article_id].index(quote)
    return Citation(1, article_id, "Fire", None, None, Published(), "en", quote, start, start + len(quote))


def answer(*citations: Citation) -> Answer:
    numbered = tuple(replace(one, number=number) for number, one in enumerate(citations, start=1))
    statements = tuple(Statement(one.quote, (one.number,)) for one in numbered)
    status, reason = ("answered", None) if citations else ("refused", "Nothing.")
    return Answer("Who was saved?", "en", status, reason, statements, numbered, Searched(), "quotes")


def case(*evidence: Evidence, answerable: bool = True, language: str = "en", tags: Sequence[str] = ()) -> Case:
    return Case("s/q", language, "Who was saved?", answerable, evidence, tuple(tags))


BOTH = tuple(Evidence(name, quote) for name, quote in SAVED.items())


@pytest.mark.parametrize("name", TEXTS)
def test_a_cited_evidence_quote_is_right_and_another_sentence_is_not(name: str) -> None:
    right = score(case(Evidence(name, SAVED[name])), answer(citation(name, SAVED[name])), article)
    assert (right.right, right.evidence_cited, right.not_verbatim) == (True, 1, 0)
    first = TEXTS[name].split(". ")[0]
    wrong = score(case(Evidence(name, SAVED[name])), answer(citation(name, first)), article)
    assert (wrong.right, wrong.evidence_cited, wrong.not_verbatim) == (False, 0, 0)


@pytest.mark.parametrize("name", TEXTS)
def test_a_longer_quote_holds_the_evidence_and_half_of_its_words_do_not(name: str) -> None:
    whole = score(case(Evidence(name, SAVED[name])), answer(citation(name, TEXTS[name])), article)
    assert whole.right
    half = " ".join(SAVED[name].split()[: len(SAVED[name].split()) // 2])
    assert not score(case(Evidence(name, SAVED[name])), answer(citation(name, half)), article).right


def test_the_words_of_the_evidence_in_another_article_do_not_count() -> None:
    elsewhere = score(case(Evidence("طاحونة", SAVED["mill"])), answer(citation("mill", SAVED["mill"])), article)
    assert not elsewhere.right


def test_one_of_two_evidence_quotes_is_right_and_both_are_counted() -> None:
    one = score(case(*BOTH), answer(citation("mill", SAVED["mill"])), article)
    two = score(case(*BOTH), answer(*(citation(name, quote) for name, quote in SAVED.items())), article)
    assert (one.right, one.evidence_cited) == (True, 1)
    assert (two.right, two.evidence_cited) == (True, 2)
    assert one.explanation == "cites 1 of 2 evidence quotes"


def test_a_refusal_is_right_exactly_where_nothing_answers() -> None:
    assert score(case(answerable=False), answer(), article).right
    assert not score(case(answerable=False), answer(citation("mill", SAVED["mill"])), article).right
    assert not score(case(*BOTH), answer(), article).right


def test_the_explanation_tells_the_four_ways_apart() -> None:
    told = {
        score(case(*BOTH), answer(), article).explanation,
        score(case(*BOTH), answer(citation("mill", SAVED["mill"])), article).explanation,
        score(case(answerable=False), answer(), article).explanation,
        score(case(answerable=False), answer(citation("mill", SAVED["mill"])), article).explanation,
    }
    assert len(told) == 4


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_quote_with_any_character_changed_is_not_verbatim(name: str, data: st.DataObject) -> None:
    true = citation(name, SAVED[name])
    at = data.draw(st.integers(0, len(true.quote) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda char: char != true.quote[at]))
    tampered = replace(true, quote=true.quote[:at] + other + true.quote[at + 1 :])
    assert score(case(*BOTH), answer(true), article).not_verbatim == 0
    assert score(case(*BOTH), answer(tampered), article).not_verbatim == 1
    assert score(case(*BOTH), answer(true, tampered), article).not_verbatim == 1


@given(st.sampled_from(sorted(TEXTS)), st.integers(-40, 40).filter(bool))
def test_a_quote_whose_offsets_are_shifted_is_not_verbatim(name: str, shift: int) -> None:
    true = citation(name, SAVED[name])
    shifted = replace(true, start=true.start + shift, end=true.end + shift)
    assert score(case(*BOTH), answer(shifted), article).not_verbatim == 1


def test_a_quote_that_only_folds_to_the_articles_words_is_not_verbatim() -> None:
    true = citation("طاحونة", SAVED["طاحونة"])
    for quote in (true.quote.replace("ّ", ""), true.quote.replace("أ", "ا")):
        scored = score(case(*BOTH), answer(replace(true, quote=quote)), article)
        assert (scored.right, scored.not_verbatim) == (True, 1)


# Summaries


def test_a_summary_has_all_cases_then_each_language_and_tag() -> None:
    scores = [
        Score(case(*BOTH, language="ar", tags=["trap none"]), True, 1, 0, ""),
        Score(case(*BOTH, language="en", tags=["trap unit"]), False, 0, 2, ""),
        Score(case(answerable=False, language="ar", tags=["trap none"]), False, 0, 1, ""),
    ]
    rows = {one.group: one for one in summarise(scores)}
    assert list(rows) == ["all", "language ar", "trap none", "language en", "trap unit"]
    everything, arabic, english = rows["all"], rows["language ar"], rows["language en"]
    assert (everything.cases, everything.not_verbatim) == (3, 3)
    assert everything.right == pytest.approx(1 / 3)
    assert everything.evidence_cited == 0.5
    assert everything.refused_rightly == 0
    assert (arabic.cases, arabic.right, arabic.evidence_cited, arabic.refused_rightly) == (2, 0.5, 1, 0)
    assert (english.cases, english.evidence_cited, english.refused_rightly) == (1, 0, None)


outcomes = st.builds(
    lambda right, answerable, language: Score(case(answerable=answerable, language=language), right, int(right), 0, ""),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["ar", "en"]),
)


@given(st.lists(outcomes, max_size=12))
def test_shares_lie_between_nothing_and_all_and_the_languages_add_up(scores: list[Score]) -> None:
    rows = {one.group: one for one in summarise(scores)}
    languages = [row for name, row in rows.items() if name.startswith("language")]
    assert rows["all"].cases == len(scores) == sum(row.cases for row in languages)
    assert rows["all"].right * len(scores) == pytest.approx(sum(row.right * row.cases for row in languages))
    for row in rows.values():
        assert all(share is None or 0 <= share <= 1 for share in (row.right, row.evidence_cited, row.refused_rightly))


@given(st.lists(outcomes, min_size=1, max_size=8), st.randoms())
def test_the_order_of_the_cases_does_not_matter(scores: list[Score], random: st.randoms) -> None:
    shuffled = random.sample(scores, len(scores))
    assert {one.group: one for one in summarise(scores)} == {one.group: one for one in summarise(shuffled)}
