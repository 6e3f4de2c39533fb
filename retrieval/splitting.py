"""Cut an article's body into passages on sentence borders, sized in tokens of the embedding model."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, takewhile

from retrieval.catalogue import Slice
from retrieval.folding import words, words_of_each, words_with_spans
from retrieval.languages import language_of
from retrieval.records import Language, Paragraph, Sentence, Span
from retrieval.sentences import split_sentences

PASSAGE_TOKENS = 192  # About 130 words: three to six sentences of news.
MOST_TOKENS = 240  # Of a passage of several sentences, when they fall badly.
SENTENCE_TOKENS = 2 * PASSAGE_TOKENS  # A longer "sentence" is a list or a table without stops; it is cut between words.

CountTokens = Callable[[Sequence[str]], Iterable[int]]
_Counted = tuple[Sentence, Sequence[str], int]  # With its folded words and its tokens.


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence with what decides where passages end."""

    sentence: Sentence
    words: Sequence[str]
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
    languages = {paragraph.span.end: language_of(paragraph.span.of(text)) for paragraph in paragraphs}
    ends = sorted(languages)
    end = 0
    for sentence, found, tokens in _counted(text, list(_sentences(text, paragraphs)), count_tokens):
        follows = not text[end : sentence.span.start].strip()
        end = sentence.span.end
        yield _Unit(sentence, found, tokens, languages[ends[bisect_left(ends, end)]], follows)


def _sentences(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Sentence]:
    for paragraph in paragraphs:
        for span in split_sentences(text, paragraph.span):
            yield Sentence(span, paragraph.heading)


def _counted(text: str, sentences: Sequence[Sentence], count_tokens: CountTokens) -> Iterator[_Counted]:
    """Yield each sentence with its folded words and its tokens; one that is far too long comes in pieces."""
    found = words_of_each([sentence.span.of(text) for sentence in sentences])
    counts = iter(count_tokens([word for group in found for word in group]))  # One call counts all.
    for sentence, group in zip(sentences, found, strict=True):
        own = list(islice(counts, len(group)))
        if sum(own) <= SENTENCE_TOKENS:
            yield sentence, group, sum(own)
        else:
            yield from _pieces(text, sentence, own)


def _pieces(text: str, sentence: Sentence, counts: Sequence[int]) -> Iterator[_Counted]:
    """Cut a sentence that is far too long between words."""
    start, tokens = sentence.span.start, 0
    for (_, span), count in zip(words_with_spans(sentence.span.of(text)), counts, strict=True):
        if tokens and tokens + count > PASSAGE_TOKENS:
            border = sentence.span.start + span.start
            piece = text[start:border].rstrip()
            yield replace(sentence, span=Span(start, start + len(piece))), words(piece), tokens
            start, tokens = border, 0
        tokens += count
    yield replace(sentence, span=Span(start, sentence.span.end)), words(text[start : sentence.span.end]), tokens


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
    group, size, before, done = [run[0]], run[0].tokens, 0, 1
    for unit in run[1:]:
        if before + size + unit.tokens / 2 > done * target or size + unit.tokens > MOST_TOKENS:
            heading = _trailing_headings(group)
            if len(heading) < len(group):
                yield group[: len(group) - len(heading)]
                group, moved = heading, sum(one.tokens for one in heading)
                before, size, done = before + size - moved, moved, done + 1
        group.append(unit)
        size += unit.tokens
    yield group


def _trailing_headings(group: Sequence[_Unit]) -> list[_Unit]:
    """Take the headings at the end of a group: they head what comes next."""
    return list(takewhile(lambda unit: unit.sentence.heading, reversed(group)))[::-1]


def _slice(group: Sequence[_Unit]) -> Slice:
    span = Span(group[0].sentence.span.start, group[-1].sentence.span.end)
    found = tuple(chain.from_iterable(unit.words for unit in group))
    return Slice(span, group[0].language, tuple(unit.sentence for unit in group), found)
