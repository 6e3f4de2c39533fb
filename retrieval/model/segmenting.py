"""Cut words into the sub-word pieces of the bundled model. The only module that knows the `tokenizers` library.

`tokenizer.json` takes raw text: it holds the folding and the word pattern of `retrieval.folding`, so that every loader
of the model sees the same words. A `Segmenter` reads the same file but takes words that are folded already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from retrieval.folding import REMOVED, REPLACED

WORD_START = "\N{LOWER ONE EIGHTH BLOCK}"  # SentencePiece's mark: no word contains it, so it counts words.
NOT_IN_A_WORD = r"[^\p{L}\p{N}_]+"  # The complement of Python's `\w`; the library's own `\w` takes marks in as well.
WORDS_PER_CALL = 512  # Word by word takes two to three times as long.


@dataclass(frozen=True, slots=True)
class Segments:
    """The pieces of words, one word after the other: the first `counts[0]` of `ids` are the first word's, and so on."""

    ids: NDArray[np.intp]
    counts: NDArray[np.int32]


class Segmenter:
    """Cuts folded words into pieces, each word by itself."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        vocabulary = tokenizer.get_vocab()
        self._starts_word = np.zeros(len(vocabulary), bool)
        self._starts_word[[number for piece, number in vocabulary.items() if piece.startswith(WORD_START)]] = True
        self.bare_mark: int = vocabulary[WORD_START]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read `tokenizer.json`, leaving out the folding and the word pattern: without them it takes half the time."""
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.normalizer = None
        tokenizer.pre_tokenizer = _words_apart()
        return cls(tokenizer)

    def __len__(self) -> int:
        return len(self._starts_word)

    def segment(self, words: Sequence[str]) -> Segments:
        """Cut each of the folded `words`; one made of unknown letters is a single piece, `bare_mark`.

        Raises:
            ValueError: something in `words` is empty or holds a space, so it is not one word.
        """
        lines = [" ".join(words[at : at + WORDS_PER_CALL]) for at in range(0, len(words), WORDS_PER_CALL)]
        if len(lines) == 1:  # Waking the threads of a batch costs milliseconds.
            encodings = [self._tokenizer.encode(lines[0], add_special_tokens=False)]
        else:
            encodings = self._tokenizer.encode_batch_fast(lines, add_special_tokens=False)
        ids = np.concatenate([np.array([], np.intp), *(np.array(encoding.ids, np.intp) for encoding in encodings)])
        starts = np.flatnonzero(self._starts_word[ids])
        if len(starts) != len(words):
            raise ValueError(f"{len(words)} words were given, {len(starts)} found: pass what `words()` returns")
        return Segments(ids, np.diff(starts, append=len(ids)).astype(np.int32))


def train_tokenizer(texts: Iterable[Sequence[str]], vocabulary: int) -> Tokenizer:
    """Learn `vocabulary` pieces from texts of folded words by byte-pair encoding (Sennrich et al. 2016)."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = _words_apart()
    trainer = trainers.BpeTrainer(vocab_size=vocabulary, min_frequency=2, show_progress=False)
    tokenizer.train_from_iterator((" ".join(words) for words in texts), trainer)
    tokenizer.normalizer = _folding()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(NOT_IN_A_WORD), "removed"), _words_apart()]
    )
    return tokenizer


def _words_apart() -> pre_tokenizers.Metaspace:
    return pre_tokenizers.Metaspace(WORD_START, prepend_scheme="always")


def _folding() -> normalizers.Sequence:
    """Write `retrieval.folding.fold` as a normaliser."""
    steps: list[normalizers.Normalizer] = [normalizers.NFKD(), normalizers.Lowercase()]
    steps.append(normalizers.Replace(Regex(f"[{REMOVED}]"), ""))
    steps.extend(normalizers.Replace(old, new) for old, new in REPLACED.items())
    return normalizers.Sequence(steps)
