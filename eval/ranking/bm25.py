"""BM25 as others do it: stems by Snowball, matched as they stand, so across languages only names and digits meet.

The one module that knows bm25s (Lù 2024). Stop words are the package's own: English has a list, Arabic none.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from eval.ranking.records import language_of_draft
from retrieval.records import LANGUAGES, Draft, Language

STEMMERS: dict[Language, str] = {"ar": "arabic", "en": "english"}
STOP_WORDS: dict[Language, str | None] = {"ar": None, "en": "english"}


def is_installed() -> bool:
    """Whether the package that does the work is there."""
    return find_spec("bm25s") is not None


class Bm25Ranker:
    """BM25 with the defaults of bm25s (Lucene's, k1 = 1.5, b = 0.75), over title and text."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        import bm25s
        from Stemmer import Stemmer

        self._tokenize: Any = bm25s.tokenize
        self._stemmers = {language: Stemmer(name) for language, name in STEMMERS.items()}
        self._ids = [draft.id for draft in drafts]
        self._index = bm25s.BM25()
        self._index.index(self._stems_of(drafts), show_progress=False)

    def rank(self, question: str, language: Language, limit: int) -> list[str]:
        """List the ids of up to `limit` articles that share a stem with the question, the best first."""
        stems = self._stems([question], language)
        if not stems[0]:
            return []
        found, scores = self._index.retrieve(stems, k=min(limit, len(self._ids)), show_progress=False)
        return [self._ids[number] for number, score in zip(found[0], scores[0], strict=True) if score > 0]

    def _stems_of(self, drafts: Sequence[Draft]) -> list[list[str]]:
        """Stem each article by its own language, keeping their order."""
        stems: list[list[str]] = [[] for _ in drafts]
        for language in LANGUAGES:
            rows = [row for row, draft in enumerate(drafts) if language_of_draft(draft) == language]
            texts = [f"{drafts[row].title or ''}\n{drafts[row].text}" for row in rows]
            for row, stemmed in zip(rows, self._stems(texts, language), strict=True):
                stems[row] = stemmed
        return stems

    def _stems(self, texts: Sequence[str], language: Language) -> list[list[str]]:
        stems: list[list[str]] = self._tokenize(
            list(texts),
            stopwords=STOP_WORDS[language],
            stemmer=self._stemmers[language],
            return_ids=False,
            show_progress=False,
        )
        return stems
