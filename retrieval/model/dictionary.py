"""Which stems of one language translate which of the other: what no vector of single pieces tells."""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from retrieval.stemming import stem

Entry = tuple[str, str, float]  # An English stem, an Arabic one, and how near they are, as a cosine says it.
STEPS = 100  # Nearness is written in hundredths.
_Y = re.compile("(?<=..)(?:y|ies?|ied)$")
_INFLECTION = re.compile("(?<=...)(?:ing|ed|es|s|e)$")
_DOUBLE = re.compile(r"(?<=..)([bdgmnprt])\1$")


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Stems of either language with those of the other that translate them, and how near they are, from 0 to 1."""

    translations: Mapping[str, Mapping[str, float]]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Self:
        """Look entries up from both sides.

        >>> Dictionary.of([("toll", "حصيل", 0.25)]).translations["حصيل"]
        {'toll': 0.25}
        """
        translations: dict[str, dict[str, float]] = defaultdict(dict)
        for english, arabic, nearness in entries:
            translations[english][arabic] = nearness
            translations[arabic][english] = nearness
        return cls(dict(translations))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `write_entries` wrote."""
        rows = (line.split("\t") for line in gzip.decompress(path.read_bytes()).decode().splitlines())
        return cls.of((english, arabic, int(nearness) / STEPS) for english, arabic, nearness in rows)


def write_entries(path: Path, entries: Iterable[Entry]) -> None:
    """Write an English stem, an Arabic one and hundredths a line; the same entries give the same bytes."""
    lines = sorted(f"{english}\t{arabic}\t{round(nearness * STEPS)}" for english, arabic, nearness in entries)
    path.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


def entry_stem(word: str) -> str:
    """Cut a folded word down to how the dictionary has it; an English one only by what grammar adds.

    Snowball makes one of "corporal" and "corporate", which translate differently.

    >>> [entry_stem(word) for word in ("collapsed", "collapse", "dropping", "armies", "corporal", "للمدرسه")]
    ['collaps', 'collaps', 'drop', 'armi', 'corporal', 'مدرس']
    """
    if not word.isascii():
        return stem(word)
    return _DOUBLE.sub(r"\1", _INFLECTION.sub("", _Y.sub("i", word)))
