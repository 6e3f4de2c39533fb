"""The passages that a model has before it, each under a key of this answer alone; published words, not orders."""

import math
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agent.evidence import Evidence
from agent.wording import clean
from agent.writing.tokens import Count
from retrieval.records import Article, Hit, Passage, Span

_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_DIGITS = "23456789"
_FRAME_TOKENS = 60  # Of the line before a passage and the one after it.
FEW = 8  # Passages that are shown, if there is room, whatever they are worth.
LEAST_WORTH = 0.05  # Of the best passage, what any further one is worth.
WORTH_FALLS = 2.0  # How far behind the best sentence one is whose passage is worth a third of the best.


@dataclass(frozen=True, slots=True)
class Laid:
    """A passage on the desk."""

    key: str
    article: Article
    passage: Passage


class Desk:
    """Lays passages out for a model, and finds them again by their keys."""

    def __init__(self, count: Count) -> None:
        self.fence = f"passage-{secrets.token_hex(4)}"
        self._count = count
        self._by_key: dict[str, Laid] = {}
        self._keys: dict[int, str] = {}

    def __iter__(self) -> Iterator[Laid]:
        return iter(self._by_key.values())

    def laid(self, key: str) -> Laid | None:
        """Find the passage under `key`."""
        return self._by_key.get(key.strip().strip("[]"))

    def key_of(self, passage: Passage) -> str | None:
        """Name the key of a passage; None if it is not on the desk."""
        return self._keys.get(passage.id)

    def key_at(self, article_id: str, span: Span) -> str | None:
        """Name the key of the passage on the desk in which words of an article stand."""
        inside = (
            one.key
            for one in self
            if one.article.id == article_id and one.passage.start <= span.start < one.passage.end
        )
        return next(inside, None)

    def size(self, passage: Passage) -> int:
        """Count the tokens that a passage takes, with its frame."""
        return self._count(passage.text) + _FRAME_TOKENS

    def lay(self, article: Article, passage: Passage) -> str:
        """Put a passage on the desk; return how it is shown."""
        if passage.id not in self._keys:
            key = self._new_key()
            self._keys[passage.id] = key
            self._by_key[key] = Laid(key, article, passage)
        return self._shown(self._by_key[self._keys[passage.id]])

    def pack(self, hits: Sequence[Hit], evidence: Sequence[Evidence], tokens: int) -> list[Hit]:
        """Choose among passages those that give most for `tokens`, article by article.

        A passage is worth what its best sentence is; what is on the desk already costs nothing and is passed over.
        """
        worth = _worth(hits, evidence)
        sizes = {hit.passage.id: self.size(hit.passage) for hit in hits}
        new = [hit for hit in hits if hit.passage.id not in self._keys]
        ranked = sorted((hit for hit in new if not _is_title(hit.passage)), key=lambda one: -worth[one.passage.id])
        telling = [hit for rank, hit in enumerate(ranked) if rank < FEW or worth[hit.passage.id] > LEAST_WORTH]
        chosen: list[Hit] = []
        left = tokens
        for hit in sorted(telling, key=lambda one: -worth[one.passage.id] / sizes[one.passage.id]):
            if sizes[hit.passage.id] <= left or not chosen:
                chosen.append(hit)
                left -= sizes[hit.passage.id]
        return _by_article(sorted(chosen, key=lambda one: -worth[one.passage.id]))

    def _new_key(self) -> str:
        while True:
            key = "".join(map(secrets.choice, (_LETTERS, _DIGITS, _LETTERS, _LETTERS)))
            if key not in self._by_key:
                return key

    def _shown(self, laid: Laid) -> str:
        article = laid.article
        facts = {
            "key": laid.key,
            "outlet": article.source or "?",
            "date": str(article.published) or "?",
            "date_known": article.published.how,
            "language": article.language,
            "title": article.title,
        }
        attributes = " ".join(f'{name}="{_attribute(value)}"' for name, value in facts.items())
        return f"<{self.fence} {attributes}>\n{clean(laid.passage.text)}\n</{self.fence}>"


def _by_article(hits: Sequence[Hit]) -> list[Hit]:
    """Put passages of one article together, in its order; the article of the best passage first."""
    ranks = {article_id: rank for rank, article_id in enumerate(dict.fromkeys(hit.article_id for hit in hits))}
    return sorted(hits, key=lambda hit: (ranks[hit.article_id], hit.passage.start))


def _is_title(passage: Passage) -> bool:
    return all(sentence.heading for sentence in passage.sentences)


def _attribute(value: str) -> str:
    return " ".join(clean(value).replace('"', "'").replace("<", "‹").replace(">", "›").split())


def _worth(hits: Sequence[Hit], evidence: Sequence[Evidence]) -> Mapping[int, float]:
    """Say what each passage is worth: e-fold less for each `WORTH_FALLS` that its best sentence is behind the best."""
    best = evidence[0].score if evidence else 0.0
    worth = {}
    for rank, hit in enumerate(hits):
        inside = [
            one.score
            for one in evidence
            if one.article.id == hit.article_id and hit.passage.start <= one.span.start < hit.passage.end
        ]
        behind = best - max(inside) if inside else WORTH_FALLS * (3 + rank)
        worth[hit.passage.id] = math.exp(-behind / WORTH_FALLS)
    return worth
