"""The rows of a large table that lie nearest to a vector: a shortlist by signs, then exact cosines."""

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

FULL_SCALE = 127  # int8
MANY = 5_000  # Rows from which the shortlist pays: fewer are compared with four words in 0.4 ms.
# Of the eight stems nearest to a word, among 92,000, 500 keep .94, 1,000 .96 and 2,000 .98, and all but one word in 600
# its first; weighed as search does, .98, .98 and .99.
SHORTLIST = 500
SAMPLED = 8  # Every eighth row tells how far the shortlist reaches, as well as all of them do.


class Nearest:
    """Finds rows by cosine among unit vectors (n, width) in one byte a number.

    The signs of two vectors differ in as large a share of places as the angle between them is of half a turn
    (Charikar 2002), and counting them takes 32 bytes a row instead of 256.
    """

    def __init__(self, rows: NDArray[np.int8]) -> None:
        self._rows = np.asarray(rows)  # Of a file mapped into memory each gathering takes half as long again.

    def to(self, units: NDArray[np.float32], limit: int, threshold: float) -> Iterator[list[tuple[int, float]]]:
        """For each unit row of `units` (m, width), list up to `limit` rows with a cosine above `threshold`, best first.

        Each is a row's number and its cosine.
        """
        if len(self._rows) < MANY:
            everything = np.arange(len(self._rows))
            for cosines in units @ self._floats.T:
                yield _best(everything, cosines, limit, threshold)
            return
        for unit, signs in zip(units, _signs(units).T, strict=True):
            near = self._shortlist(signs)
            yield _best(near, self._rows.take(near, axis=0).astype("f4") @ unit / FULL_SCALE, limit, threshold)

    def _shortlist(self, signs: NDArray[np.uint64]) -> NDArray[np.intp]:
        """List the rows, about `SHORTLIST` of them, whose signs differ least."""
        # One byte holds each number but those of opposites, which exact cosines leave out again.
        different = np.zeros(len(self._rows), np.uint8)
        flipped, counts = np.empty(len(self._rows), np.uint64), np.empty_like(different)
        for column, own in zip(self._columns, signs, strict=True):
            np.bitwise_count(np.bitwise_xor(column, own, out=flipped), out=counts)
            different += counts
        farthest = np.searchsorted(np.cumsum(np.bincount(different[::SAMPLED])), SHORTLIST // SAMPLED)
        return np.flatnonzero(different <= farthest)

    @cached_property
    def _columns(self) -> NDArray[np.uint64]:
        """The signs of the rows, (width / 64, n), so that each step runs through memory in order."""
        return _signs(self._rows)

    @cached_property
    def _floats(self) -> NDArray[np.float32]:
        return self._rows.astype(np.float32) / np.float32(FULL_SCALE)


def _signs(vectors: NDArray[np.int8] | NDArray[np.float32]) -> NDArray[np.uint64]:
    """Pack which numbers of `vectors` (n, width) are positive, 64 to a number, (width / 64, n)."""
    packed = np.packbits(vectors > 0, axis=1)
    whole = np.pad(packed, ((0, 0), (0, -packed.shape[1] % 8)))
    return np.ascontiguousarray(whole.view(np.uint64).T)


def _best(ids: NDArray[np.intp], cosines: NDArray[np.float32], limit: int, threshold: float) -> list[tuple[int, float]]:
    near = np.flatnonzero(cosines > threshold)
    best = near[np.argsort(-cosines[near], kind="stable")[:limit]]
    return [(int(ids[at]), float(cosines[at])) for at in best]
