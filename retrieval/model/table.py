"""The bundled bilingual model: one table of sub-word vectors for Arabic and English, read without torch.

A word is the sum of its pieces and a text the sum of its words, brought to length one; no word depends on its
neighbours. How long a row is was learned too: it is the weight of the piece.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import save

from retrieval import folding
from retrieval.model.background import Background
from retrieval.model.segmenting import Segmenter

FOLDER = Path(__file__).parent
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
BACKGROUND = "background.tsv.gz"

TEXTS_AT_ONCE = 256
MOST_REMEMBERED = 500_000  # Words; about 50 MB.
WORDS_AT_ONCE = 2048  # The rows in hand, about 5 MB, stay near the processor.
FULL_SCALE = 127  # int8


@dataclass(frozen=True, slots=True)
class Pieces:
    """What words are made of: `counts` (n,) pieces each, and `vectors` (n, width), the sums of their rows."""

    counts: NDArray[np.int32]
    vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of vectors in one byte a number: row i is `codes[i] * scales[i]`."""

    codes: NDArray[np.int8]
    scales: NDArray[np.float32]

    @classmethod
    def rounded(cls, vectors: NDArray[np.float32]) -> Self:
        """Round `vectors` (n, width) to 255 steps, each row on its own scale; a zero row stays zero."""
        scales = np.abs(vectors).max(axis=1) / FULL_SCALE
        codes = np.rint(vectors / np.where(scales, scales, 1)[:, None])
        return cls(codes.astype(np.int8), scales.astype(np.float32))

    def __getitem__(self, ids: NDArray[np.intp]) -> NDArray[np.float32]:
        return self.codes[ids] * self.scales[ids, None]


@dataclass(frozen=True, eq=False)
class BilingualTable:
    """Turns words and texts of either language into vectors of one space.

    `name` tells one training from another: an index made with one must not be searched with another.
    """

    name: str
    rows: Rows
    segmenter: Segmenter
    folder: Path
    _sizes: dict[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        """Read the model that `retrieval.model.train` wrote into `folder`."""
        with safe_open(folder / WEIGHTS, framework="numpy") as weights:
            rows = Rows(weights.get_tensor("embeddings"), weights.get_tensor("weights"))
            name = weights.metadata()["name"]
        return cls(name, rows, Segmenter.load(folder / TOKENIZER), folder)

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        return int(self.rows.codes.shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each raw text its unit vector, (n, width); zeros where no word of a text is known."""
        sums = np.zeros((len(texts), self.width), np.float32)
        for part in _slices(len(texts), TEXTS_AT_ONCE):
            sums[part] = self._sums([folding.words(text) for text in texts[part]])
        lengths: NDArray[np.float32] = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.divide(sums, lengths, out=sums, where=lengths > 0)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode passages, which the table treats like any text."""
        return self.encode(texts)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode questions, which the table treats like any text."""
        return self.encode(texts)

    def pieces(self, words: Sequence[str]) -> Pieces:
        """Count the pieces of each folded word and add up their rows; nothing is normalised.

        Raises:
            ValueError: something in `words` is empty or holds a space, so it is not one word.
        """
        segments = self.segmenter.segment(words)
        vectors = np.empty((len(words), self.width), np.float32)
        ends = np.cumsum(segments.counts, dtype=np.intp)
        for part in _slices(len(words), WORDS_AT_ONCE):
            counts = segments.counts[part]
            ids = segments.ids[ends[part.start] - counts[0] : ends[part.stop - 1]]
            vectors[part] = _add_up_runs(self.rows[ids], counts)
        return Pieces(segments.counts, vectors)

    def word_vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Give each folded word the sum of its pieces, (n, width), not normalised; zeros for one of unknown letters."""
        return self.pieces(words).vectors

    def piece_counts(self, words: Sequence[str]) -> NDArray[np.int32]:
        """Count the pieces of each folded word, (n,): its size in tokens. A word is cut once and remembered."""
        new = [word for word in dict.fromkeys(words) if word not in self._sizes]
        if len(self._sizes) > MOST_REMEMBERED:
            self._sizes.clear()
            new = list(dict.fromkeys(words))
        self._sizes.update(zip(new, self.segmenter.segment(new).counts.tolist(), strict=True) if new else ())
        return np.array([self._sizes[word] for word in words], np.int32)

    def background_idf(self, word: str) -> float:
        """Weigh a folded word by how rare it is in news text of its language; an unknown word weighs most."""
        return self._background.idf(word)

    @cached_property
    def _background(self) -> Background:
        return Background.load(self.folder / BACKGROUND)

    def _sums(self, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """Add up the word vectors of each text; a word that many texts share is looked up once."""
        at = {word: place for place, word in enumerate(dict.fromkeys(chain.from_iterable(texts)))}
        vectors = self.word_vectors(list(at))
        return np.stack([vectors[[at[word] for word in text]].sum(axis=0) for text in texts])


def write_weights(path: Path, name: str, rows: Rows) -> None:
    """Write `rows` under the names by which sentence-transformers' StaticEmbedding looks for them."""
    path.write_bytes(save({"embeddings": rows.codes, "weights": rows.scales}, {"name": name}))


def _add_up_runs(rows: NDArray[np.float32], counts: NDArray[np.int32]) -> NDArray[np.float32]:
    """Add up the first `counts[0]` rows, the next `counts[1]`, and so on; made for many short runs."""
    starts = np.cumsum(counts) - counts
    sums: NDArray[np.float32] = rows[starts]
    for place in range(1, counts.max()):  # `np.add.reduceat` takes about ten times as long.
        longer = np.flatnonzero(counts > place)
        sums[longer] += rows[starts[longer] + place]
    return sums


def _slices(length: int, step: int) -> Iterator[slice]:
    for start in range(0, length, step):
        yield slice(start, min(start + step, length))
