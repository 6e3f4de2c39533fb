"""What the indexes hold of a passage: it depends on the passage's words and the bundled table, and on nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.model import BilingualTable
from retrieval.stemming import stem


@dataclass(frozen=True, slots=True)
class Terms:
    """The folded words of a passage, the title's first, and their stems, a space between two; and its unit vector.

    The vector is the bundled table's, as bytes: plain values are handed from one process to another at little cost.
    """

    words: str
    stems: str
    vector: bytes


def terms_of(passages: Sequence[Sequence[str]], table: BilingualTable) -> list[Terms]:
    """Derive from the folded words of passages what the indexes hold of each."""
    vectors = table.encode_words(passages)
    return [
        Terms(" ".join(words), " ".join(map(stem, words)), vector.tobytes())
        for words, vector in zip(passages, vectors, strict=True)
    ]
