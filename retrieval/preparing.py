"""Prepare an article for a library: describe it, split it, sign it. It depends on the draft and on nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.catalogue import Entry, Slice
from retrieval.describing import describe, hash_of
from retrieval.errors import BadRow
from retrieval.folding import words
from retrieval.model import BilingualTable
from retrieval.near_copies import bands, signature
from retrieval.phrases import Phrase
from retrieval.publication import stated_publication
from retrieval.reading import Refusal
from retrieval.records import Article, Draft, Published
from retrieval.splitting import split
from retrieval.terms import Terms, terms_of

LEAST_WORDS = 3  # Of a body, to tell near copies by its word triples.


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article ready to be written; `terms` are what the indexes hold of each passage."""

    entry: Entry
    terms: tuple[Terms, ...]
    title: str
    source: str | None
    published: Published


def prepare(draft: Draft, table: BilingualTable) -> Prepared:
    """Describe, split and sign a draft; a publication date that cannot be read is left out."""
    article = _described(draft)
    slices = split(article.text, article.paragraphs, table.piece_counts)
    title = words(article.title)
    entry = _signed(Entry.of(article, slices), slices)
    terms = tuple(terms_of([(*title, *one.words) for one in slices], table))
    return Prepared(entry, terms, article.title, article.source, article.published)


def _described(draft: Draft) -> Article:
    try:
        return describe(draft)
    except BadRow:
        return replace(describe(replace(draft, published=None)), content_hash=hash_of(draft))


def refused_date(draft: Draft) -> Refusal | None:
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


def _signed(entry: Entry, slices: Sequence[Slice]) -> Entry:
    body = [word for one in slices for word in one.words]
    if len(body) < LEAST_WORDS:
        return entry
    digest = signature(body)
    return replace(entry, digest=digest.tobytes(), bands=tuple(bands(digest)))
