"""What happens to an article on its way in: named, prepared, written, linked with its near copies."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import numpy as np

from retrieval.catalogue import Catalogue
from retrieval.crew import Crew
from retrieval.describing import hash_of
from retrieval.model import BilingualTable
from retrieval.near_copies import SIMILAR, similarity
from retrieval.preparing import Prepared, refused_date
from retrieval.reading import ROW_ENDINGS, Refusal
from retrieval.records import Article, Draft, Published
from retrieval.terms import Terms

# Committed together; what a kill loses at most, and the next run reads again. With 64, writing the catalogue takes a
# quarter more processor time: the bands of near copies fall all over their table, and each commit writes most of it.
ARTICLES_AT_ONCE = 256
DATING = "dating"  # The fact that says that dates are still to be inferred, should the process be killed before.

Taken = tuple[list["Outcome"], list[Refusal]]


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
class _Batch:
    """Drafts that are written together: under which hash and path their ids are known, and which are new or changed."""

    named: Sequence[Draft]
    known: dict[str, str]
    places: dict[str, str | None]
    changed: Sequence[Draft]
    refusals: Sequence[Refusal]


class Intake:
    """Takes drafts into a catalogue.

    `gone` is what was replaced; `terms` are those of each passage that was written, for the indexes, until forgotten.
    """

    def __init__(self, catalogue: Catalogue, table: BilingualTable) -> None:
        self._catalogue = catalogue
        self._table = table
        self._coming: dict[str, tuple[str, str | None]] = {}  # Hash and path of what is being prepared, by id.
        self.gone: list[Article] = []
        self.terms: dict[int, Terms] = {}

    def take_all(self, items: Iterable[Draft | Refusal]) -> Generator[Taken, None, None]:
        """Write any number of drafts, a batch in a transaction, as they are prepared by a crew.

        A publication date that cannot be read is refused alone: its article goes in without it.
        """
        with Crew(self._table) as crew:
            for batch, prepared in crew.prepared(map(self._screened, _batches(items, ARTICLES_AT_ONCE))):
                yield self._written(batch, prepared)

    def forget(self, passages: Iterable[int]) -> None:
        """Drop the terms of passages that are in the indexes."""
        for passage_id in passages:
            self.terms.pop(passage_id, None)

    def _screened(self, items: Sequence[Draft | Refusal]) -> _Batch:
        """Tell what is new or changed, compared with the catalogue and with the batches before this one."""
        named = self._named([item for item in items if isinstance(item, Draft)])
        ids = [draft.id for draft in named]
        coming = {article_id: self._coming[article_id] for article_id in ids if article_id in self._coming}
        known = self._catalogue.hashes(ids) | {article_id: made for article_id, (made, _) in coming.items()}
        places = self._catalogue.places(ids) | {article_id: place for article_id, (_, place) in coming.items()}
        hashes = {draft.id: hash_of(draft) for draft in named}
        changed = {draft.id: draft for draft in named if known.get(draft.id) != hashes[draft.id]}
        self._coming |= {draft.id: (hashes[draft.id], draft.path) for draft in changed.values()}
        refusals = [item for item in items if isinstance(item, Refusal)]
        refusals += [refusal for draft in named if (refusal := refused_date(draft))]
        return _Batch(named, known, places, list(changed.values()), refusals)

    def _written(self, batch: _Batch, prepared: Sequence[Prepared]) -> Taken:
        changed = {draft.id: one for draft, one in zip(batch.changed, prepared, strict=True)}
        self.gone += self._catalogue.articles([article_id for article_id in changed if article_id in batch.known])
        with self._catalogue.transaction():
            if changed:
                self._catalogue.set_fact(DATING, "due")
                self._write(prepared)
            for draft in batch.named:
                if draft.path and draft.id not in changed and batch.places[draft.id] != draft.path:
                    self._catalogue.move(draft.id, draft.path)
        for article_id in changed:
            self._coming.pop(article_id, None)
        unchanged = [draft.id for draft in batch.named if draft.id not in changed]
        corrected = self._catalogue.corrected(list(changed))
        outcomes = [
            _outcome(article_id, one, batch.known) for article_id, one in changed.items() if article_id not in corrected
        ]
        outcomes += [
            Outcome(article.id, _what(article.id, batch.known), article.title, article.source, article.published)
            for article in self._catalogue.articles(sorted(corrected))
        ]
        outcomes += [
            Outcome(article.id, "unchanged", article.title, article.source, article.published)
            for article in self._catalogue.articles(unchanged)
        ]
        return sorted(outcomes, key=lambda outcome: outcome.article_id), list(batch.refusals)

    def _write(self, prepared: Sequence[Prepared]) -> None:
        written = self._catalogue.put_all([one.entry for one in prepared])
        corrected = self._catalogue.corrected([str(one.entry.article["id"]) for one in prepared])
        for passages, one in zip(written.values(), prepared, strict=True):
            if one.entry.article["id"] not in corrected:  # Whose title may be another one.
                self.terms |= zip(passages, one.terms, strict=True)
        self._link(list(written))

    def _link(self, keys: Sequence[int]) -> None:
        """Link articles that were just written with each other, and with earlier ones, where they are near copies."""
        pairs = self._catalogue.sharing(keys)
        digests = {
            key: np.frombuffer(digest, np.uint32)
            for key, digest in self._catalogue.digests({key for pair in pairs for key in pair}).items()
        }
        for one, own in pairs:
            if similarity(digests[one], digests[own]) >= SIMILAR:
                self._catalogue.link(own, [one])

    def _named(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Keep the name that a file is known by; one whose name is another file's gets its folder's in front."""
        known = self._catalogue.ids_at([draft.path for draft in drafts if draft.path and not _is_row(draft)])
        places = self._catalogue.places([draft.id for draft in drafts])
        named: list[Draft] = []
        for draft in drafts:
            if draft.path in known and not _is_row(draft):
                named.append(replace(draft, id=known[draft.path]))
            else:
                named.append(self._renamed(draft) if _taken(draft, places.get(draft.id)) else draft)
        return named

    def _renamed(self, draft: Draft) -> Draft:
        assert draft.path
        name = draft.id
        for folder in Path(draft.path).parents:
            name = f"{folder.name}/{name}"
            if not _taken(draft, self._catalogue.places([name]).get(name)):
                break
        return replace(draft, id=name)


def _is_row(draft: Draft) -> bool:
    return draft.path is not None and Path(draft.path).suffix.lower() in ROW_ENDINGS


def _taken(draft: Draft, place: str | None) -> bool:
    """Whether another text file that still exists has this draft's name; a file that was moved keeps its name."""
    return bool(place and draft.path and not _is_row(draft) and place != draft.path and Path(place).exists())


def _outcome(article_id: str, one: Prepared, known: dict[str, str]) -> Outcome:
    return Outcome(article_id, _what(article_id, known), one.title, one.source, one.published)


def _what(article_id: str, known: dict[str, str]) -> Literal["added", "replaced"]:
    return "replaced" if article_id in known else "added"


def _batches(items: Iterable[Draft | Refusal], size: int) -> Iterator[list[Draft | Refusal]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
