"""Cut an article's body into passages on sentence borders, sized in tokens of the embedding model."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.catalogue import Slice
from retrieval.folding import words_with_spans
from retrieval.languages import language_of
from retrieval.records import Language, Paragraph, Sentence, Span
from retrieval.sentences import split_sentences

PASSAGE_TOKENS = 192  # About 130 words: three to six sentences of news.
SENTENCE_TOKENS = 2 * PASSAGE_TOKENS  # A longer "sentence" is a list or a table without stops; it is cut between words.

CountTokens = Callable[[Sequence[str]], Iterable[int]]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence with what decides where passages end."""

    sentence: Sentence
    tokens: int
    language: Language
    follows: bool  # Nothing but white space lies between it and the unit before.


def split(text: str, paragraphs: Sequence[Paragraph], count_tokens: CountTokens) -> tuple[Slice, ...]:
    """Cut the body of `text` into passages of about `PASSAGE_TOKENS` tokens.

    A passage never spans anything that cleaning cut, nor text of two languages; within such a run the passages come out
    about equally long. `count_tokens` gives the tokens of each of a list of folded words.
    """
    units = list(_units(text, paragraphs, count_tokens))
    return tuple(_slice(group) for run in _runs(units) for group in _even_groups(run))


def _units(text: str, paragraphs: Sequence[Paragraph], count_tokens: CountTokens) -> Iterator[_Unit]:
    end = 0
    for paragraph in paragraphs:
        language = language_of(paragraph.span.of(text))
        for span in split_sentences(text, paragraph.span):
            for piece, tokens in _short_enough(text, span, count_tokens):
                follows = not text[end : piece.start].strip()
                yield _Unit(Sentence(piece, paragraph.heading), tokens, language, follows)
                end = piece.end


def _short_enough(text: str, span: Span, count_tokens: CountTokens) -> Iterator[tuple[Span, int]]:
    """Cut a sentence that is far too long between words; yield each piece with its tokens."""
    found = list(words_with_spans(span.of(text)))
    counts = [int(count) for count in count_tokens([word for word, _ in found])]
    if sum(counts) <= SENTENCE_TOKENS:
        yield span, sum(counts)
        return
    start, tokens = span.start, 0
    for (_, word_span), count in zip(found, counts, strict=True):
        if tokens and tokens + count > PASSAGE_TOKENS:
            border = span.start + word_span.start
            yield Span(start, start + len(text[start:border].rstrip())), tokens
            start, tokens = border, 0
        tokens += count
    yield Span(start, span.end), tokens


def _runs(units: Sequence[_Unit]) -> Iterator[list[_Unit]]:
    """Group units that may share a passage: one language, nothing cut in between."""
    run: list[_Unit] = []
    for unit in units:
        if run and not (unit.follows and unit.language == run[-1].language):
            yield run
            run = []
        run.append(unit)
    if run:
        yield run


def _even_groups(run: Sequence[_Unit]) -> Iterator[list[_Unit]]:
    """Cut a run into as few passages as the size allows, each about as long; a heading stays with what it heads."""
    total = sum(unit.tokens for unit in run)
    target = total / max(1, -(-total // PASSAGE_TOKENS))
    group: list[_Unit] = [run[0]]
    size = run[0].tokens
    for before, unit in pairwise(run):
        full = size + unit.tokens / 2 > target or size + unit.tokens > 1.25 * PASSAGE_TOKENS
        if full and not before.sentence.heading:
            yield group
            group, size = [], 0
        group.append(unit)
        size += unit.tokens
    yield group


def _slice(group: Sequence[_Unit]) -> Slice:
    span = Span(group[0].sentence.span.start, group[-1].sentence.span.end)
    return Slice(span, group[0].language, tuple(unit.sentence for unit in group))
