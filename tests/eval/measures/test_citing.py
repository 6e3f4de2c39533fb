"""Citations against gold evidence, by place: precision, recall, and whether the words stand there."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from eval.cases import Evidence
from eval.replies import Cited, Reply, Said
from tests.eval.measures.conftest import NOTHING, PLAIN, REFUSAL, TEXTS, case, cited, of, said

ASIDE = cited("well-1", "It was dug by hand.")
CITING = ("Evidence", "CiteP", "CiteR")


def test_the_evidence_cited_is_right_another_sentence_is_not_and_a_refusal_cites_nothing() -> None:
    aside = Reply(True, "x", (Said("x", (ASIDE,)),), (ASIDE,))
    for name in CITING:
        assert [of(name, PLAIN, reply) for reply in (said("well-1"), aside, REFUSAL)] == [1, 0, 0]
        assert of(name, NOTHING, said("well-1")) is None


def test_the_words_of_the_evidence_in_another_article_do_not_count() -> None:
    assert [of(name, case("well-2"), said("well-3")) for name in CITING] == [0, 0, 0]


def test_citing_more_than_needed_costs_precision_and_saying_more_than_is_known_costs_recall() -> None:
    reply = Reply(True, "x", (Said("x", (cited("well-1"), ASIDE)), Said("y", (ASIDE,))), (cited("well-1"), ASIDE))
    assert of("CiteP", PLAIN, reply) == 1 / 3
    assert of("CiteR", PLAIN, reply) == 1 / 2


def test_two_thirds_that_hold_the_evidence_only_together_are_both_needed() -> None:
    whole = "The well in Rasmin is 40 metres deep."
    asked = replace(PLAIN, evidence=(Evidence("well-1", whole),))
    first, second = cited("well-1", whole[:12]), cited("well-1", whole[12:24])
    reply = Reply(True, "x", (Said("x", (first, second)),), (first, second))
    assert (of("CiteP", asked, reply), of("CiteR", asked, reply)) == (1, 1)


@given(st.sampled_from(sorted(TEXTS)), st.integers(-9, 9).filter(bool))
def test_a_quote_that_is_shifted_or_changed_is_not_verbatim(name: str, shift: int) -> None:
    true = cited(name)
    shifted = replace(true, start=true.start + shift, end=true.end + shift)
    folded = replace(true, quote=true.quote.upper() if true.quote.isascii() else true.quote.replace("ا", "أ"))

    def verbatim(*citations: Cited) -> float | None:
        return of("Verbatim", PLAIN, Reply(True, "x", (), citations))

    assert [verbatim(true), verbatim(shifted), verbatim(folded)] == [1, 0, 0]
    assert verbatim(true, shifted) == 0.5
    assert verbatim() is None


def test_an_answer_span_counts_where_it_stands_and_not_where_its_words_stand_by_chance() -> None:
    text = "Room 5 is shut. It opens at 5."
    asked = replace(PLAIN, evidence=(Evidence("r", "5", text.rindex("5")),))
    from eval.measures import score
    from eval.measures.scores import Answered

    def evidence(quote: str) -> float:
        start = text.index(quote)
        one = Cited("r", quote, start, start + len(quote))
        return score(Answered(asked, Reply(True, quote, (Said(quote, (one,)),), (one,)), {"r": text}))[
            "Evidence"
        ].gained

    assert (evidence("It opens at 5."), evidence("Room 5 is shut.")) == (1, 0)
