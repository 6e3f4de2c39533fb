"""What happens to an article on its way in: named, described, split, linked with its near copies."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from retrieval.catalogue import Catalogue, Slice
from retrieval.describing import describe, hash_of
from retrieval.errors import BadRow
from retrieval.folding import words
from retrieval.model import BilingualTable
from retrieval.near_copies import SIMILAR, bands, signature, similarity
from retrieval.phrases import Phrase
from retrieval.reading import Refusal
from retrieval.records import Article, Draft, Published
from retrieval.splitting import split

DATING = "dating"  # The fact that says that dates are still to be inferred, should the process be killed before.


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article that was handed in."""

    article_id: str
    what: Literal["added", "replaced", "unchanged"]
    title: str
    source: str | None
    published: Published

    def to_dict(self) -> dict[str, Any]:
        """Write the outcome as JSON has it."""
        return {
            "article_id": self.article_id,
            "what": self.what,
            "title": self.title,
            "source": self.source,
            "published": str(self.published) or None,
            "published_how": self.published.how,
        }


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An article ready to be written."""

    article: Article
    slices: tuple[Slice, ...]
    digest: NDArray[np.uint32]


class Intake:
    """Takes drafts into a catalogue."""

    def __init__(self, catalogue: Catalogue, table: BilingualTable) -> None:
        self._catalogue = catalogue
        self._table = table
        self.gone: list[Article] = []  # What was replaced.

    def take(self, drafts: Sequence[Draft]) -> tuple[list[Outcome], list[Refusal]]:
        """Write a batch of drafts in one transaction.

        A publication date that cannot be read is refused alone: its article goes in without it.
        """
        refusals: list[Refusal] = []
        named = self._named(drafts)
        known = self._catalogue.hashes([draft.id for draft in named])
        changed: dict[str, _Prepared] = {}
        for draft in named:
            if known.get(draft.id) != hash_of(draft):
                changed[draft.id] = self._prepare(draft, refusals)
        self.gone += self._catalogue.articles([article_id for article_id in changed if article_id in known])
        with self._catalogue.transaction():
            if changed:
                self._catalogue.set_fact(DATING, "due")
            for one in changed.values():
                self._write(one)
        written = self._catalogue.articles([draft.id for draft in named])
        return [_outcome(article, known, changed) for article in written], refusals

    def _named(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Give a file whose name is taken by another file the name of its folder in front."""
        taken = self._catalogue.places([draft.id for draft in drafts])
        return [self._renamed(draft) if _taken(draft, taken.get(draft.id)) else draft for draft in drafts]

    def _renamed(self, draft: Draft) -> Draft:
        assert draft.path
        name = draft.id
        for folder in Path(draft.path).parents:
            name = f"{folder.name}/{name}"
            if not _taken(draft, self._catalogue.places([name]).get(name)):
                break
        return replace(draft, id=name)

    def _prepare(self, draft: Draft, refusals: list[Refusal]) -> _Prepared:
        try:
            article = describe(draft)
        except BadRow as error:
            refusals.append(_without_date(draft, error))
            article = replace(describe(replace(draft, published=None)), content_hash=hash_of(draft))
        slices = split(article.text, article.paragraphs, self._table.piece_counts)
        body = [word for paragraph in article.paragraphs for word in words(paragraph.span.of(article.text))]
        return _Prepared(article, slices, signature(body))

    def _write(self, one: _Prepared) -> None:
        key = self._catalogue.put(one.article, one.slices)
        in_bands = bands(one.digest)
        found = self._catalogue.candidates(in_bands)
        copies = [other for other, digest in found if similarity(np.frombuffer(digest, "u4"), one.digest) >= SIMILAR]
        self._catalogue.put_signature(key, one.digest.tobytes(), in_bands)
        self._catalogue.link(key, copies)


def _without_date(draft: Draft, error: BadRow) -> Refusal:
    reason = Phrase(
        f"the article {draft.id!r} went in without its date, as {error}",
        f"أُضيف المقال «{draft.id}» بلا تاريخ نشر، لأن {error.said('ar')}",
    )
    return Refusal(draft.path or draft.id, None, "date", reason)


def _taken(draft: Draft, place: str | None) -> bool:
    """Whether another text file that still exists has this draft's name; a file that was moved keeps its name."""
    is_row = draft.path is not None and Path(draft.path).suffix.lower() in (".jsonl", ".ndjson")
    return bool(place and draft.path and not is_row and place != draft.path and Path(place).exists())


def _outcome(article: Article, known: dict[str, str], changed: dict[str, _Prepared]) -> Outcome:
    what: Literal["added", "replaced", "unchanged"] = "unchanged"
    if article.id in changed:
        what = "replaced" if article.id in known else "added"
    return Outcome(article.id, what, article.title, article.source, article.published)
