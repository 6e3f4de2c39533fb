"""Tell near copies, such as one agency text in two outlets, by MinHash over word triples (Broder 1997)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

PERMUTATIONS = 128
BAND_ROWS = 4  # 32 bands of 4 rows: a pair of similarity .5 shares a band with probability .87, one of .2 with .05.
SIMILAR = 0.6  # Share of word triples in common; rewrites of one event by two reporters stay below .2.
SEED = 1


def signature(words: Sequence[str]) -> NDArray[np.uint32]:
    """Hash the word triples of a text, given as folded words, into `PERMUTATIONS` minima."""
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    triples = zip(words, words[1:], words[2:], strict=False)
    minhash.update(list(map(" ".join, triples)) if len(words) > 2 else [" ".join(words)])
    return np.array(minhash.digest(), np.uint32)


def bands(digest: NDArray[np.uint32]) -> list[int]:
    """Fold a signature into one 62-bit number per band; similar texts share at least one."""
    rows = digest.reshape(-1, BAND_ROWS).tolist()
    return [hash((number, *row)) >> 1 for number, row in enumerate(rows)]


def similarity(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """Estimate the share of word triples that two texts have in common.

    >>> similarity(signature("a b c d".split()), signature("a b c d".split()))
    1.0
    """
    return float((one == other).mean())
