"""How common each word is in news and everyday text, in both languages: what a rare word is worth in search."""

import gzip
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

LEAST_COUNT = 2


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of `documents` texts of its language each folded word stands, where it is more than one."""

    documents: int
    counts: Mapping[str, int]

    @classmethod
    def count(cls, texts: Iterable[Iterable[str]], documents: int) -> Self:
        """Count texts of folded words, of which there are `documents` in each language."""
        counts = Counter(word for words in texts for word in set(words))
        return cls(documents, {word: count for word, count in counts.items() if count >= LEAST_COUNT})

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        first, *lines = gzip.decompress(path.read_bytes()).decode().splitlines()
        pairs = (line.split("\t") for line in lines)
        return cls(int(first), {word: int(count) for word, count in pairs})

    def save(self, path: Path) -> None:
        """Write the number of documents, then a word and its count a line; the same counts give the same bytes."""
        lines = [str(self.documents), *(f"{word}\t{count}" for word, count in sorted(self.counts.items()))]
        path.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))

    def idf(self, word: str) -> float:
        """Weigh a folded word as BM25 does (Robertson and Zaragoza 2009); an unknown word weighs most.

        >>> news = Background(1000, {"the": 900, "minister": 12})
        >>> news.idf("the") < news.idf("minister") < news.idf("سانا")
        True
        """
        count = self.counts.get(word, 0)
        return math.log1p((self.documents - count + 0.5) / (count + 0.5))
