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
from retrieval.publication import stated_publication
from retrieval.reading import ROW_ENDINGS, Refusal
from retrieval.records import Article, Draft, Published
from retrieval.splitting import split

LEAST_WORDS = 3  # Of a body, to tell near copies by its word triples.
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
    digest: NDArray[np.uint32] | None


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
        named = self._named(drafts)
        ids = [draft.id for draft in named]
        known, places = self._catalogue.hashes(ids), self._catalogue.places(ids)
        changed = {draft.id: self._prepare(draft) for draft in named if known.get(draft.id) != hash_of(draft)}
        self.gone += self._catalogue.articles([article_id for article_id in changed if article_id in known])
        with self._catalogue.transaction():
            if changed:
                self._catalogue.set_fact(DATING, "due")
            for one in changed.values():
                self._write(one)
            for draft in named:
                if draft.path and draft.id not in changed and places[draft.id] != draft.path:
                    self._catalogue.move(draft.id, draft.path)
        written = {article.id: article for article in self._catalogue.articles(ids)}
        refusals = [refusal for draft in named if (refusal := _refused_date(draft))]
        return [_outcome(article, known, changed) for article in written.values()], refusals

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

    def _prepare(self, draft: Draft) -> _Prepared:
        readable = draft if _refused_date(draft) is None else replace(draft, published=None)
        article = replace(describe(readable), content_hash=hash_of(draft))
        slices = split(article.text, article.paragraphs, self._table.piece_counts)
        body = [word for paragraph in article.paragraphs for word in words(paragraph.span.of(article.text))]
        return _Prepared(article, slices, signature(body) if len(body) >= LEAST_WORDS else None)

    def _write(self, one: _Prepared) -> None:
        key = self._catalogue.put(one.article, one.slices)
        if one.digest is None:
            return
        in_bands = bands(one.digest)
        found = self._catalogue.candidates(in_bands)
        copies = [other for other, digest in found if similarity(np.frombuffer(digest, "u4"), one.digest) >= SIMILAR]
        self._catalogue.put_signature(key, one.digest.tobytes(), in_bands)
        self._catalogue.link(key, copies)


def _refused_date(draft: Draft) -> Refusal | None:
    """Say so if the publication date beside an article cannot be read."""
    if draft.published is None:
        return None
    try:
        stated_publication("", draft.published)
    except BadRow as error:
        reason = Phrase(
            f"the article {draft.id!r} went in without its date, as {error}",
            f"أُضيف المقال «{draft.id}» بلا تاريخ نشر، لأن {error.said('ar')}",
        )
        return Refusal(draft.path or draft.id, None, "date", reason)
    return None


def _is_row(draft: Draft) -> bool:
    return draft.path is not None and Path(draft.path).suffix.lower() in ROW_ENDINGS


def _taken(draft: Draft, place: str | None) -> bool:
    """Whether another text file that still exists has this draft's name; a file that was moved keeps its name."""
    return bool(place and draft.path and not _is_row(draft) and place != draft.path and Path(place).exists())


def _outcome(article: Article, known: dict[str, str], changed: dict[str, _Prepared]) -> Outcome:
    what: Literal["added", "replaced", "unchanged"] = "unchanged"
    if article.id in changed:
        what = "replaced" if article.id in known else "added"
    return Outcome(article.id, what, article.title, article.source, article.published)
