"""Splitting: passages are slices on sentence borders that hold the whole body, nothing else, and fit their size."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.folding import words
from retrieval.languages import language_of
from retrieval.records import Paragraph, Span
from retrieval.sentences import split_sentences
from retrieval.splitting import PASSAGE_TOKENS, SENTENCE_TOKENS, split

WORDS = {
    "en": ["the", "ferry", "was", "painted", "yellow", "by", "seven", "tired", "sailors", "while", "gulls", "slept"],
    "ar": ["طلى", "سبعة", "بحارة", "متعبين", "العبّارة", "باللون", "الأصفر", "بينما", "نامت", "النوارس", "ظهراً"],
}
STOPS = {"en": ".", "ar": "؟"}
few = settings(max_examples=40)  # A body holds up to 2,000 words.
FURNITURE = "\n\nشارك الخبر | Share this\n\n"


def one_each(found: Sequence[str]) -> list[int]:
    """Count every word as one token."""
    return [1] * len(found)


def sentence(language: str, length: int) -> str:
    listed = WORDS[language]
    return " ".join(listed[at % len(listed)] for at in range(length)) + STOPS[language]


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, list[Paragraph], list[Span]]:
    """Draw a text, its paragraphs, and what was cut between them."""
    text, paragraphs, cuts = "", [], []
    for _ in range(draw(st.integers(0, 9))):
        if text:
            between = draw(st.sampled_from(["\n\n", "\n", FURNITURE]))
            if between == FURNITURE:
                cuts.append(Span(len(text) + 2, len(text) + len(FURNITURE) - 2))
            text += between
        language = draw(st.sampled_from(["ar", "en"]))
        heading = draw(st.integers(0, 4)) == 0
        lengths = [6] if heading else draw(st.lists(st.integers(1, 90), min_size=1, max_size=5))
        printed = " ".join(sentence(language, length) for length in lengths)
        paragraphs.append(Paragraph(Span(len(text), len(text) + len(printed)), heading))
        text += printed
    return text, paragraphs, cuts


@few
@given(bodies())
def test_a_passage_runs_from_its_first_sentence_to_its_last(body):
    text, paragraphs, _ = body
    for passage in split(text, paragraphs, one_each):
        spans = [one.span for one in passage.sentences]
        assert passage.span == Span(spans[0].start, spans[-1].end)
        assert spans == sorted(spans)


@few
@given(bodies())
def test_every_sentence_of_the_body_stands_in_one_passage_in_reading_order(body):
    text, paragraphs, _ = body
    expected = [span for paragraph in paragraphs for span in split_sentences(text, paragraph.span)]
    found = [one.span for passage in split(text, paragraphs, one_each) for one in passage.sentences]
    assert found == expected


@few
@given(bodies())
def test_no_passage_touches_a_cut(body):
    text, paragraphs, cuts = body
    for passage in split(text, paragraphs, one_each):
        assert not any(passage.span.start < cut.end and cut.start < passage.span.end for cut in cuts)


@few
@given(bodies())
def test_a_passage_is_in_one_language(body):
    text, paragraphs, _ = body
    for passage in split(text, paragraphs, one_each):
        assert {language_of(one.span.of(text)) for one in passage.sentences} == {passage.language}


@few
@given(bodies())
def test_a_passage_keeps_its_size_unless_one_sentence_is_larger(body):
    text, paragraphs, _ = body
    for passage in split(text, paragraphs, one_each):
        if len(passage.sentences) > 1 and not any(one.heading for one in passage.sentences):
            assert len(words(passage.span.of(text))) <= 1.25 * PASSAGE_TOKENS


@few
@given(bodies())
def test_a_heading_stays_with_what_it_heads(body):
    text, paragraphs, _ = body
    passages = split(text, paragraphs, one_each)
    for passage, after in pairwise(passages):
        together = not text[passage.span.end : after.span.start].strip() and passage.language == after.language
        assert not (passage.sentences[-1].heading and together)


def test_a_heading_at_the_end_of_a_full_passage_begins_the_next_one():
    parts = [(170, False), (6, True), (100, False), (90, False)]
    text, paragraphs = "", []
    for length, heading in parts:
        start = len(text)
        text += sentence("en", length)
        paragraphs.append(Paragraph(Span(start, len(text)), heading))
        text += "\n\n"
    sizes = [[len(words(one.span.of(text))) for one in p.sentences] for p in split(text, paragraphs, one_each)]
    assert sizes == [[170], [6, 100, 90]]


@few
@given(st.sampled_from(["ar", "en"]), st.integers(2, 60), st.integers(8, 30))
def test_the_passages_of_an_even_text_are_about_equally_long(language, count, length):
    text = " ".join([sentence(language, length)] * count)
    sizes = [len(passage.sentences) for passage in split(text, [Paragraph(Span(0, len(text)))], one_each)]
    assert max(sizes) - min(sizes) <= max(2, 0.35 * max(sizes))
    assert len(sizes) <= -(-count * length // PASSAGE_TOKENS) + 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_long_line_without_stops_is_cut_between_words(language, table):
    line = sentence(language, 60_000)[:60_000].rsplit(" ", 1)[0]
    passages = split(line, [Paragraph(Span(0, len(line)))], table.piece_counts)
    pieces = [one.span.of(line) for passage in passages for one in passage.sentences]
    assert " ".join(pieces) == line
    assert max(sum(table.piece_counts(words(piece))) for piece in pieces) <= SENTENCE_TOKENS
    assert len(pieces) > 50


@few
@given(st.sampled_from(["ar", "en"]), st.integers(SENTENCE_TOKENS + 1, 3 * SENTENCE_TOKENS))
def test_a_sentence_too_long_is_cut_into_pieces_that_fit(language, length):
    text = sentence(language, length)
    passages = split(text, [Paragraph(Span(0, len(text)))], one_each)
    assert all(len(words(passage.span.of(text))) <= PASSAGE_TOKENS for passage in passages)
    assert " ".join(passage.span.of(text) for passage in passages) == text


def test_a_body_without_paragraphs_has_no_passages():
    assert split("Share this", [], one_each) == ()


def test_a_wrapped_line_stays_inside_its_sentence():
    text = "The ferry was painted\nyellow by seven sailors. طلى البحارة\nالعبّارة."
    paragraph = Paragraph(Span(0, len(text)))
    (passage,) = split(text, [paragraph], one_each)
    assert [one.span.of(text) for one in passage.sentences] == [
        "The ferry was painted\nyellow by seven sailors.",
        "طلى البحارة\nالعبّارة.",
    ]
