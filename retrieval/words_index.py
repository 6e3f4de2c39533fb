"""The words leg: a Tantivy index of folded words and of their stems. The one module that knows Tantivy.

A query is a list of groups; a group stands for one word of the question and holds the words and stems, in the language
searched, that can stand for it. A group counts the best of them only (a disjunction-max query), and groups add up.
"""

import math
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from retrieval.errors import IndexDamaged
from retrieval.records import LANGUAGES, Language

FOLDER_NAME = "words"
HEAP_BYTES = 64_000_000
THREADS = 1
Query = tantivy.Query


@dataclass(frozen=True, slots=True)
class WordsEntry:
    """What the index holds of a passage: its id and language, its folded words and their stems, a space between two."""

    passage_id: int
    language: Language
    words: str
    stems: str


@dataclass(frozen=True, slots=True)
class Group:
    """One word of the question as `(word, weight)` and `(stem, weight)` pairs that can stand for it in the corpus."""

    words: tuple[tuple[str, float], ...]
    stems: tuple[tuple[str, float], ...] = ()


class WordsIndex:
    """Folded words and stems of passages on disk, scored by BM25 without the corpus's own idf (the weights carry it).

    Raises:
        IndexDamaged: the folder holds no index that can be read, now or at a later call.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER_NAME
        self._folder.mkdir(exist_ok=True)
        with self._guarded():
            self._index = tantivy.Index(_schema(), path=str(self._folder))
            self._index.config_reader(reload_policy="Manual")
            self._index.reload()

    @staticmethod
    def is_there(folder: Path) -> bool:
        """Whether a library folder holds an index."""
        return (folder / FOLDER_NAME / "meta.json").exists()

    @staticmethod
    def delete(folder: Path) -> None:
        """Delete the index below a library folder."""
        shutil.rmtree(folder / FOLDER_NAME, ignore_errors=True)

    def write(self, gone: Sequence[int], entries: Sequence[WordsEntry]) -> None:
        """Forget the passages `gone`, hold `entries` instead, and come back when both are on disk."""
        with self._guarded():
            writer = self._index.writer(HEAP_BYTES, THREADS)
            try:
                for passage_id in gone:
                    writer.delete_documents_by_term("passage", passage_id)
                for entry in entries:
                    writer.add_document(_document(entry))
                writer.commit()
            finally:
                writer.wait_merging_threads()
            self._index.reload()

    def count(self) -> int:
        """Count the passages that the index holds."""
        return int(self._searcher().num_docs)

    def search(
        self, groups: Sequence[Group], language: Language, limit: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Find the passages in `language` that hold the most of `groups`, as (passage id, score), best first.

        `among` narrows the search to these passage ids.
        """
        searcher = self._searcher()
        scored = [q for group in groups if (q := self._group(searcher, group)) is not None]
        if not scored or not searcher.num_docs:
            return []
        clauses = [
            (tantivy.Occur.Must, Query.boolean_query([(tantivy.Occur.Should, query) for query in scored])),
            *self._in(language, searcher),
        ]
        if among is not None:
            only = Query.term_set_query(self._index.schema, "passage", list(among))
            clauses.append((tantivy.Occur.Must, _unscored(only)))
        hits = searcher.search(Query.boolean_query(clauses), limit, count=False).hits
        ids = _passage_ids(searcher, [address for _, address in hits])
        return [(passage_id, score) for passage_id, (score, _) in zip(ids, hits, strict=True)]

    def passage_ids(self) -> list[int]:
        """List the passages that the index holds, for `verify`."""
        searcher = self._searcher()
        if not searcher.num_docs:
            return []
        hits = searcher.search(Query.all_query(), searcher.num_docs, count=False).hits
        return _passage_ids(searcher, [address for _, address in hits])

    def _searcher(self) -> tantivy.Searcher:
        """See what another process has committed since; a broken file is found now, and not while it is read."""
        with self._guarded():
            self._index.reload()
            return self._index.searcher()

    def _in(self, language: Language, searcher: tantivy.Searcher) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        """Narrow a query to a language: to ask for one that most passages are in takes half as long again."""
        if 2 * searcher.doc_freq("language", language) < searcher.num_docs:
            return [(tantivy.Occur.Must, _unscored(Query.term_query(self._index.schema, "language", language)))]
        others = [other for other in LANGUAGES if other != language]
        return [(tantivy.Occur.MustNot, Query.term_query(self._index.schema, "language", other)) for other in others]

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # Tantivy raises ValueError, OSError or a bare Exception.
            raise IndexDamaged(
                f"The words index in {self._folder} cannot be used: {error}. `isnad library rebuild` makes it anew.",
                f"تعذّر استعمال فهرس الكلمات في {self._folder}: {error}. يعيد بناءه الأمر `isnad library rebuild`.",
            ) from error

    def _group(self, searcher: tantivy.Searcher, group: Group) -> tantivy.Query | None:
        """Build the query of a group from those of its words and stems that the corpus holds."""
        total = searcher.num_docs
        terms = []
        for field, alternatives in (("words", group.words), ("stems", group.stems)):
            for word, weight in alternatives:
                if count := searcher.doc_freq(field, word):
                    # Tantivy multiplies by this idf of its own; dividing by it leaves the weight alone.
                    own_idf = math.log(1 + (total - count + 0.5) / (count + 0.5))
                    term = Query.term_query(self._index.schema, field, word, index_option="freq")
                    terms.append(Query.boost_query(term, weight / max(own_idf, 1e-6)))
        return Query.disjunction_max_query(terms) if terms else None


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("passage", indexed=True, fast=True)
    builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    for field in ("words", "stems"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _document(entry: WordsEntry) -> tantivy.Document:
    return tantivy.Document(passage=entry.passage_id, language=entry.language, words=entry.words, stems=entry.stems)


def _passage_ids(searcher: tantivy.Searcher, addresses: Sequence[tantivy.DocAddress]) -> list[int]:
    return [int(value) for value in searcher.fast_field_values("passage", list(addresses)) if value is not None]


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return Query.boost_query(query, 0.0)
