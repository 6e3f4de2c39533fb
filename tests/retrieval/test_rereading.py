"""Rereading: a passage is as near as its best sentence, and words count where they stand together."""

import numpy as np
import pytest

from retrieval.records import Passage, Sentence, Span
from retrieval.rereading import Reading, reread
from retrieval.words_index import Group

TEXTS = {
    "en": ("The ferry left the harbour.", "A doctor slept on the quay."),
    "ar": ("غادرت العبارة الميناء.", "نام طبيب على الرصيف."),
}
FERRY_HARBOUR = {
    "en": [Group((("ferry", 0.7),)), Group((), (("harbour", 0.3), ("quay", 0.1)))],
    "ar": [Group((("العباره", 0.7),)), Group((), (("ميناء", 0.3), ("رصيف", 0.1)))],
}


def passage(language, texts):
    text = " ".join(texts)
    starts = [text.index(sentence) for sentence in texts]
    spans = [Span(start, start + len(sentence)) for start, sentence in zip(starts, texts, strict=True)]
    return Passage(1, "a", 0, len(text), text, language, tuple(Sentence(span) for span in spans))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_cosines_are_those_of_the_passage_and_of_its_best_sentence(table, language):
    texts = TEXTS[language]
    for question in ("a ship sails", "طبيب نائم"):
        vector = table.encode([question])[0]
        (reading,) = reread(table, [passage(language, texts)], vector, [])
        assert reading.sentence == pytest.approx(max(table.encode(texts) @ vector), abs=1e-4)
        assert reading.whole == pytest.approx((table.encode([" ".join(texts)]) @ vector)[0], abs=1e-4)
        assert reading.held == 0


@pytest.mark.parametrize("language", ["ar", "en"])
def test_words_count_where_they_stand_together(table, language):
    first, second = TEXTS[language]
    readings = reread(
        table,
        [passage(language, texts) for texts in ((first, second), (second,), (first.split()[0],))],
        None,
        FERRY_HARBOUR[language],
    )
    assert readings == [Reading(held=1.0), Reading(held=0.1), Reading()]


@pytest.mark.parametrize("texts", [(), ("…",)])
def test_a_passage_without_words_says_nothing(table, texts):
    assert reread(table, [passage("en", texts)], np.ones(table.width, "f4"), []) == [Reading()]
