"""Re-ranking: the best hits of a search, judged once more by a model that reads question and passage together."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from retrieval.records import Hit

RERANKED = 30  # Hits judged; a large cross-encoder takes a tenth of a second and more for each on a processor.


class Reranker(Protocol):
    """Judges how well passages answer a question."""

    def scores(self, query: str, passages: Sequence[str]) -> Sequence[float]:
        """Score each passage between 0 and 1, higher is better."""


def reranked(hits: Sequence[Hit], query: str, reranker: Reranker) -> list[Hit]:
    """Put the best `RERANKED` of `hits`, which come best first, in the order of `reranker`, before all the others."""
    judged, rest = hits[:RERANKED], hits[RERANKED:]
    if not judged:
        return []
    scores = reranker.scores(query, [f"{hit.article.title}\n{hit.passage.text}" for hit in judged])
    best = [replace(hit, score=float(score)) for hit, score in zip(judged, scores, strict=True)]
    best.sort(key=lambda hit: (-hit.score, hit.article_id, hit.passage.start))
    return best + _below(best[-1].score, rest)


def _below(least: float, hits: Sequence[Hit]) -> list[Hit]:
    """Bring the scores of hits that were not judged below `least`, in their old proportions."""
    highest = max((hit.score for hit in hits), default=0.0) or 1.0
    return [replace(hit, score=least * (hit.score / highest)) for hit in hits]
