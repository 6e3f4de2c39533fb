"""Make the bundled dictionary again: `python -m retrieval.model.translating DATA_FOLDER`.

Which stem translates which is told by the pairs that they stand in: IBM Model 1 (Brown et al. 1993) in both directions,
of which the geometric mean counts. Terms of news that those pairs lack stand in a list of our own.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from retrieval.model.dictionary import Entry, entry_stem, write_entries
from retrieval.model.pairs import SOURCES, Pair, read_pairs
from retrieval.model.table import DICTIONARY, FOLDER

TERMS = "terms.tsv"
LEXICON = "lex_wiktionary_wechsel.tsv"
LONGEST = 80  # Stems of a text; longer ones say little of which word is which.
ROUNDS = 6
NULL = 1e-4  # What a stem may owe to nothing in the other text.
UNSURE = 1.0  # Counted beside the occurrences of a stem: rare ones are less sure.
LEAST_PAIRS = 2
NEARNESS = 1.25  # Times the root of the likelihood: as sure as a cosine of that height is. The next two are the same.
LEAST_NEAR = 0.25
TERM_NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Texts:
    """One side of all pairs: its stems by number, and the numbers of each text."""

    stems: tuple[str, ...]
    texts: tuple[NDArray[np.intp], ...]

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Self:
        """Number the stems of texts of folded words."""
        numbers: dict[str, int] = {}
        rows = [[numbers.setdefault(entry_stem(word), len(numbers)) for word in text] for text in texts]
        return cls(tuple(numbers), tuple(np.unique(row) for row in rows))


def learn(pairs: Iterable[Pair]) -> Iterator[Entry]:
    """Find the stems that translate each other in `pairs`, with how near they are, as a cosine would say it."""
    kept = [pair for pair in pairs if max(len(pair.english), len(pair.arabic)) <= LONGEST]
    english, arabic = Texts.of(pair.english for pair in kept), Texts.of(pair.arabic for pair in kept)
    sizes = [(len(one), len(other)) for one, other in zip(english.texts, arabic.texts, strict=True)]
    left = np.concatenate([np.repeat(one, size) for one, (_, size) in zip(english.texts, sizes, strict=True)])
    right = np.concatenate([np.tile(one, size) for one, (size, _) in zip(arabic.texts, sizes, strict=True)])
    links, met, counts = np.unique(left * len(arabic.stems) + right, return_inverse=True, return_counts=True)
    of_english, of_arabic = np.divmod(links, len(arabic.stems))
    starts = np.cumsum([0, *(one for one, _ in sizes)]), np.cumsum([0, *(other for _, other in sizes)])
    places = [np.repeat(start + np.arange(one), other) for start, (one, other) in zip(starts[0], sizes, strict=False)]
    others = [np.tile(start + np.arange(other), one) for start, (one, other) in zip(starts[1], sizes, strict=False)]
    to_english = likelihoods(met, np.concatenate(places), of_arabic)
    to_arabic = likelihoods(met, np.concatenate(others), of_english)
    near = np.minimum(1.0, NEARNESS * (to_english * to_arabic) ** 0.25)
    for at in np.flatnonzero((near > LEAST_NEAR) & (counts >= LEAST_PAIRS)).tolist():
        yield english.stems[of_english[at]], arabic.stems[of_arabic[at]], float(near[at])


def likelihoods(met: NDArray[np.intp], places: NDArray[np.intp], sources: NDArray[np.intp]) -> NDArray[np.float64]:
    """Say of each link how likely its source becomes its target, (links,), by IBM Model 1.

    `met` are the links as they are met, (meetings,), `places` the words of the target texts that they are met at,
    `sources` the source of each link, (links,).
    """
    likely = np.full(len(sources), 1.0)
    for _ in range(ROUNDS):
        claimed = likely[met]
        shared = claimed / (np.bincount(places, claimed) + NULL)[places]
        counted = np.bincount(met, shared, len(sources))
        likely = counted / (np.bincount(sources, counted) + UNSURE)[sources]
    return likely


def terms(path: Path) -> Iterator[Entry]:
    """Read our own list: on each line English words, a tab, and the Arabic words that translate each of them."""
    for pair in read_pairs(path):
        yield from (
            (entry_stem(english), entry_stem(arabic), TERM_NEAR)
            for english, arabic in product(pair.english, pair.arabic)
        )


def strongest(entries: Iterable[Entry]) -> list[Entry]:
    """Keep each two stems once, as near as they are said to be; numbers and what is in one script translate nothing.

    >>> strongest([("toll", "حصيل", 0.4), ("toll", "حصيل", 0.6), ("2025", "عام", 0.5)])
    [('toll', 'حصيل', 0.6)]
    """
    best: dict[tuple[str, str], float] = {}
    for english, arabic, near in entries:
        if english.isascii() and english[0].isalpha() and not arabic.isascii():
            best[english, arabic] = max(near, best.get((english, arabic), 0.0))
    return [(english, arabic, near) for (english, arabic), near in best.items()]


def main() -> None:
    """Write the dictionary into the folder of this module."""
    parser = argparse.ArgumentParser("python -m retrieval.model.translating", description="Make the dictionary again.")
    parser.add_argument("data", type=Path, help="the folder with the files of pairs that the model's card names")
    data = parser.parse_args().data
    files = [*(source.file for source in SOURCES if source.kind == "sentence"), LEXICON]
    pairs = (pair for file in files for pair in read_pairs(data / file))
    write_entries(FOLDER / DICTIONARY, strongest([*learn(pairs), *terms(FOLDER / TERMS)]))


if __name__ == "__main__":
    main()
