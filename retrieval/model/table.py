"""The bundled bilingual model: one table of sub-word vectors for Arabic and English, read without torch.

A word is the sum of its pieces and a text the sum of its words, brought to length one; no word depends on its
neighbours. How long a row is was learned too: it is the weight of the piece.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice, pairwise
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import save

from retrieval import folding
from retrieval.model.background import Background
from retrieval.model.dictionary import Dictionary
from retrieval.model.segmenting import Segmenter

FOLDER = Path(__file__).parent
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
BACKGROUND = "background.tsv.gz"
DICTIONARY = "dictionary.tsv.gz"

PIECE_ID = np.dtype(np.uint32)
MOST_REMEMBERED = 300_000  # Words; about 70 MB.
WORDS_AT_ONCE = 2048  # The rows in hand, about 5 MB, stay near the processor.
TEXTS_AT_ONCE = 32  # Likewise.
FULL_SCALE = 127  # int8


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

    def __getitem__(self, ids: NDArray[np.intp] | NDArray[np.uint32]) -> NDArray[np.float32]:
        # `take` needs half the time of an index in brackets.
        return self.codes.take(ids, axis=0) * self.scales.take(ids)[:, None]


@dataclass(frozen=True, eq=False)
class BilingualTable:
    """Turns words and texts of either language into vectors of one space.

    `name` tells one training from another: an index made with one must not be searched with another.
    """

    name: str
    rows: Rows
    segmenter: Segmenter
    folder: Path
    _cut: dict[str, bytes] = field(default_factory=dict)  # The piece ids of words met before.

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
        return self.encode_words([folding.words(text) for text in texts])

    def encode_words(self, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """Give each text of folded words its unit vector, as `encode` does."""
        return unit_rows(self.sums(texts))

    def sums(self, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """Add up the vectors of the folded words of each text, (n, width); nothing is normalised."""
        sums = np.empty((len(texts), self.width), np.float32)
        for part in _slices(len(texts), TEXTS_AT_ONCE):
            some = texts[part]
            cuts = self._cuts([word for text in some for word in text])
            pieces = [b"".join(islice(cuts, len(text))) for text in some]
            ids = np.frombuffer(b"".join(pieces), PIECE_ID)
            scales, codes = self.rows.scales.take(ids), self.rows.codes.take(ids, axis=0).astype(np.float32)
            ends = accumulate((len(one) // PIECE_ID.itemsize for one in pieces), initial=0)
            for number, (start, end) in enumerate(pairwise(ends), part.start):
                np.dot(scales[start:end], codes[start:end], out=sums[number])
        return sums

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode passages, which the table treats like any text."""
        return self.encode(texts)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode questions, which the table treats like any text."""
        return self.encode(texts)

    def word_vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Give each folded word the sum of its pieces, (n, width), not normalised; zeros for one of unknown letters.

        Raises:
            ValueError: something in `words` is empty or holds a space, so it is not one word.
        """
        cuts = list(self._cuts(words))
        all_ids = np.frombuffer(b"".join(cuts), PIECE_ID)
        all_counts = np.fromiter(map(len, cuts), np.int32, len(cuts)) // PIECE_ID.itemsize
        vectors = np.empty((len(words), self.width), np.float32)
        ends = np.cumsum(all_counts, dtype=np.intp)
        for part in _slices(len(words), WORDS_AT_ONCE):
            counts = all_counts[part]
            ids = all_ids[ends[part.start] - counts[0] : ends[part.stop - 1]]
            vectors[part] = _add_up_runs(self.rows[ids], counts)
        return vectors

    def piece_counts(self, words: Sequence[str]) -> list[int]:
        """Count the pieces of each folded word: its size in tokens."""
        return [size // PIECE_ID.itemsize for size in map(len, self._cuts(words))]

    def background_idf(self, word: str) -> float:
        """Weigh a folded word by how rare it is in news text of its language; an unknown word weighs most."""
        return self._background.idf(word)

    def translations(self, stem: str) -> Mapping[str, float]:
        """List the stems of the other language that translate one, with how near they are, as cosines would say it."""
        return self._dictionary.translations.get(stem, {})

    @cached_property
    def _dictionary(self) -> Dictionary:
        return Dictionary.load(self.folder / DICTIONARY)

    @cached_property
    def _background(self) -> Background:
        return Background.load(self.folder / BACKGROUND)

    def _cuts(self, words: Sequence[str]) -> Iterator[bytes]:
        """Give the piece ids of each folded word, as bytes. A word is cut once and remembered, while there is room."""
        new = list(set(words).difference(self._cut))
        if not new:
            return map(self._cut.__getitem__, words)
        segments = self.segmenter.segment(new)
        ids = segments.ids.astype(PIECE_ID).tobytes()
        ends = (np.cumsum(segments.counts) * PIECE_ID.itemsize).tolist()
        cut = {word: ids[start:end] for word, (start, end) in zip(new, pairwise([0, *ends]), strict=True)}
        if len(self._cut) + len(cut) <= MOST_REMEMBERED:
            self._cut.update(cut)
            return map(self._cut.__getitem__, words)
        return (cut.get(word) or self._cut[word] for word in words)


def unit_rows(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bring each row of `vectors`, (n, width), to length one; a row of zeros stays zeros."""
    lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)


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
