"""A library: one folder of articles that can be searched in both languages.

The catalogue is the truth. Everything beside it is derived from its passages by working off its pending list, which is
also how a run that was killed is finished by the next one.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Literal, Self

from filelock import FileLock, Timeout

from retrieval.catalogue import FILE_NAME, Catalogue, Counts, Filters
from retrieval.dating import Dating
from retrieval.errors import EmptyLibrary, IndexDamaged, LibraryBusy, LibraryDamaged
from retrieval.folding import words
from retrieval.indexes import Indexes
from retrieval.intake import DATING, Intake, Outcome
from retrieval.model import BilingualTable
from retrieval.models import Models
from retrieval.phrases import Phrase
from retrieval.publication import stated_publication
from retrieval.reading import PathLike, Refusal, measure, read
from retrieval.records import (
    LEGS,
    Article,
    Correction,
    Draft,
    FoundBy,
    Hit,
    Language,
    Listed,
    Passage,
    Published,
)
from retrieval.settings import Parts

log = logging.getLogger("isnad")

LOCK_NAME = "writer.lock"
PATIENCE_SECONDS = 0.5  # A search holds the lock for moments; only a writer is worth a word.
PASSAGES_AT_ONCE = 5_000  # Indexed together; each write of the indexes costs about 50 ms of its own.
SLOW_PASSAGES_AT_ONCE = 512  # With a larger model: what a kill or a server's refusal makes it embed again.


@dataclass(frozen=True, slots=True)
class Progress:
    """How far work is: `done` of `total` bytes to read, passages to index, questions to ask, articles to compare.

    Of a brief it is the steps of gathering; how long a model writes nobody knows, and `total` is 0.
    """

    stage: Literal["reading", "indexing", "asking", "comparing", "gathering", "writing"]
    done: int
    total: int


OnProgress = Callable[[Progress], object]


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of everything that was handed in. `failures` are the refusals of what was asked for by name."""

    outcomes: tuple[Outcome, ...]
    refusals: tuple[Refusal, ...]

    @property
    def failures(self) -> tuple[Refusal, ...]:
        """The refusals of what was asked for: not the files of other kinds that a folder holds too."""
        return tuple(refusal for refusal in self.refusals if refusal.kind != "skipped")

    def count(self, what: str) -> int:
        """Count the outcomes `added`, `replaced` or `unchanged`."""
        return sum(outcome.what == what for outcome in self.outcomes)


def ignore(progress: Progress) -> None:
    """Show nothing."""


class Library:
    """Articles in a folder. Reading needs no lock; one process at a time writes."""

    def __init__(self, folder: Path, wait_seconds: float, parts: Parts) -> None:
        self.folder = folder
        self._wait_seconds = wait_seconds
        self._parts = parts
        self._models = Models(parts)
        self._opened_catalogue: Catalogue | None = None
        self._opened_indexes: Indexes | None = None
        # Held by a thread that searches or writes the indexes; taken after the file lock, never before it.
        self._using = RLock()

    @classmethod
    def open(cls, folder: PathLike, wait_seconds: float = 60.0, parts: Parts | None = None) -> Self:
        """Open the library in `folder`; the folder is made when the first article is added.

        A writer waits up to `wait_seconds` for another process that is writing. The larger `parts` are those that the
        environment names, unless others are given.
        """
        return cls(Path(folder), wait_seconds, Parts.from_environment() if parts is None else parts)

    def close(self) -> None:
        """Let go of all files; using the library again opens them again."""
        if self._opened_indexes:
            self._opened_indexes.close()
        if self._opened_catalogue:
            self._opened_catalogue.close()
        self._opened_indexes = self._opened_catalogue = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing

    def add(self, paths: PathLike | Iterable[PathLike], on_progress: OnProgress = ignore) -> AddReport:
        """Add the articles of files and folders. What is there already stays, what changed is replaced.

        A bad file or row is reported in the result and stops nothing.

        Raises:
            LibraryBusy: another process was still writing after `wait_seconds`.
        """
        given = [paths] if isinstance(paths, str) or not isinstance(paths, Iterable) else list(paths)
        total, done = measure(given), 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            on_progress(Progress("reading", done, total))

        return self._add(read(given, advance), on_progress)

    def add_drafts(self, drafts: Iterable[Draft], on_progress: OnProgress = ignore) -> AddReport:
        """Add articles that are in memory already, as `add` does."""
        return self._add(drafts, on_progress)

    def remove(self, ids: Sequence[str]) -> None:
        """Take articles out.

        Raises:
            UnknownArticle: an id is not in the library; then nothing is removed.
        """
        self._require_articles()
        with self._writing():
            gone = [self._catalogue.article(article_id) for article_id in ids]
            with self._catalogue.transaction():
                self._catalogue.set_fact(DATING, "due")
                for article in gone:
                    self._catalogue.remove(article.id)
            self._index_pending(ignore)
            self._date([], gone)

    def correct(
        self, article_id: str, *, title: str | None = None, source: str | None = None, published: str | None = None
    ) -> Article:
        """State by hand what was not read rightly of an article; it stays so when the article is added again.

        What is None or blank stays as it is. `published` is written as beside an article: 2025-11-17, 2025-11, 2025.

        Raises:
            BadRow: `published` is no date.
            UnknownArticle: no article has this id.
        """
        stated = [" ".join(value.split()) if value else None for value in (title, source, published)]
        date = stated_publication("", stated[2])[0] if stated[2] else None
        self._require_articles()
        with self._writing():
            before = self._catalogue.article(article_id)
            with self._catalogue.transaction():
                self._catalogue.set_fact(DATING, "due")
                self._catalogue.correct(article_id, Correction(stated[0] or None, stated[1] or None, date))
            self._index_pending(ignore)
            self._date([article_id], [before])
        return self._catalogue.article(article_id)

    def rebuild(self, on_progress: OnProgress = ignore) -> None:
        """Make everything that is derived from the catalogue anew."""
        self._require_articles()
        with self._writing(finish=False):
            self._rebuild(on_progress)

    # Reading

    def search(
        self,
        query: str,
        limit: int = 10,
        *,
        since: date | None = None,
        until: date | None = None,
        source: str | None = None,
        language: Language | None = None,
        legs: Sequence[FoundBy] = LEGS,
    ) -> list[Hit]:
        """Find the passages that speak of `query`, best first, in whichever language they are.

        Days are inclusive; an article whose date is unknown passes no date filter. `source` is the name of an outlet.
        With one of the `legs` alone, only what it finds and its score count.

        Raises:
            EmptyLibrary: there is nothing to search yet.
            UnknownSource: no outlet has this name.
        """
        self._require_articles()
        name = self._catalogue.source_named(source) if source else None
        filters = Filters(since, until, name, language)
        self._put_in_order()
        try:
            with self._using:
                return self._indexes.search(query, limit, filters, legs, self._models.reranker)
        except IndexDamaged:  # Somebody is mending it: wait, and look again.
            with self._writing(), self._using:
                return self._indexes.search(query, limit, filters, legs, self._models.reranker)

    def article(self, article_id: str) -> Article:
        """Read one article.

        Raises:
            UnknownArticle: no article has this id.
        """
        return self._catalogue.article(article_id)

    def articles(self) -> Iterator[Article]:
        """Read every article, in order of id."""
        return self._catalogue.all_articles() if self.exists else iter(())

    def article_ids(
        self, *, since: date | None = None, until: date | None = None, source: str | None = None
    ) -> list[str]:
        """List the ids of the articles, in order, narrowed as a search is.

        Raises:
            EmptyLibrary: there are no articles yet.
            UnknownSource: no outlet has the name `source`.
        """
        self._require_articles()
        name = self._catalogue.source_named(source) if source else None
        return self._catalogue.article_ids(Filters(since, until, name))

    def listed(
        self,
        wanted: str = "",
        *,
        source: str | None = None,
        language: Language | None = None,
        start: int = 0,
        limit: int = 50,
    ) -> tuple[list[Listed], int]:
        """List articles without their texts, the latest first, from number `start` on, and count all that fit.

        Every word of `wanted` stands in the title, the outlet or the id, or is a part of a word there, however spelt.
        """
        if not self.exists:
            return [], 0
        return self._catalogue.listed(words(wanted), source, language, start, limit)

    def passages_of(self, article_id: str) -> list[Passage]:
        """Read the passages of an article, in reading order."""
        return self._catalogue.passages_of(article_id)

    def counts(self) -> Counts:
        """Count what the library holds."""
        return self._catalogue.counts()

    def sources(self) -> list[tuple[str, int]]:
        """List the outlets with the number of articles of each, the largest first."""
        return self._catalogue.sources()

    def verify(self) -> list[Phrase]:
        """Check everything derived against the catalogue; return what is wrong, a sentence each, and mend nothing."""
        if not self.exists:
            raise _nothing_in(self.folder)
        with self._writing(finish=False):
            return self._indexes.problems()

    @property
    def table(self) -> BilingualTable:
        """The bundled model, by which words and sentences are compared."""
        return self._models.table

    @property
    def exists(self) -> bool:
        """Whether the folder holds a catalogue."""
        return (self.folder / FILE_NAME).exists()

    @property
    def is_empty(self) -> bool:
        """Whether there are no articles; quick however many there are."""
        return not self.exists or self._catalogue.is_empty()

    # How

    @property
    def _catalogue(self) -> Catalogue:
        if self._opened_catalogue is None:
            if not self.exists:
                raise _nothing_in(self.folder)
            self._opened_catalogue = Catalogue(self.folder)
        return self._opened_catalogue

    @property
    def _indexes(self) -> Indexes:
        if self._opened_indexes is None:
            self._opened_indexes = Indexes(self.folder, self._catalogue, self._models, self._parts.chroma_url)
        self._opened_indexes.refresh()
        return self._opened_indexes

    def _require_articles(self) -> None:
        if self.is_empty:
            raise _nothing_in(self.folder)

    @contextmanager
    def _writing(self, finish: bool = True) -> Iterator[None]:
        """Be the one process that writes; finish first what a killed one left."""
        self._make_folder()
        lock = FileLock(self.folder / LOCK_NAME)
        try:
            lock.acquire(timeout=PATIENCE_SECONDS)
        except Timeout:
            log.warning(
                Phrase(
                    f"Another process is writing to {self.folder}; waiting for it.",
                    f"عملية أخرى تكتب في {self.folder}، والانتظار جارٍ حتى تنتهي.",
                )
            )
            self._wait_for(lock)
        try:
            if finish and self.exists:
                self._finish()
            yield
        finally:
            lock.release()

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryDamaged(
                f"The library cannot lie in {self.folder}: {error.strerror}. Name another folder.",
                f"لا يمكن أن تكون المكتبة في {self.folder}: {error.strerror}. سمِّ مجلداً آخر.",
            ) from error

    def _wait_for(self, lock: FileLock) -> None:
        try:
            lock.acquire(timeout=self._wait_seconds)
        except Timeout:
            raise LibraryBusy(
                f"Another process is still writing to {self.folder} after {self._wait_seconds:g} seconds. "
                "Nothing was changed; try again when it is done.",
                f"انقضت مهلة الانتظار ({self._wait_seconds:g} ثانية) وما زالت عملية أخرى تكتب في {self.folder}. "
                "لم يتغيّر شيء، فأعد المحاولة حين تنتهي.",
            ) from None

    def _put_in_order(self) -> None:
        """Finish what a killed process left and mend what is broken, unless another process is writing right now."""
        if self._is_in_order():
            return
        lock = FileLock(self.folder / LOCK_NAME)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return
        try:
            self._finish()
        finally:
            lock.release()

    def _is_in_order(self) -> bool:
        if self._catalogue.pending_count() or self._catalogue.fact(DATING) is not None:
            return False
        with self._using:
            return self._indexes.is_whole()

    def _finish(self) -> None:
        """Bring the indexes in step with the catalogue; the caller holds the lock."""
        self._index_pending(ignore)
        with self._using:
            whole = self._indexes.is_whole()
        if not whole:
            self._indexes.require_model()
            log.warning(_REBUILDING)
            self._rebuild(ignore)
        if self._catalogue.fact(DATING) is not None:
            self._date([article.id for article in self._catalogue.undated()])

    def _add(self, drafts: Iterable[Draft | Refusal], on_progress: OnProgress) -> AddReport:
        outcomes: list[Outcome] = []
        refusals: list[Refusal] = []
        with self._writing():
            if self._opened_catalogue is None:
                self._opened_catalogue = Catalogue(self.folder)
            with self._using:
                if self._catalogue.is_empty():
                    self._indexes.delete()  # Nothing is lost, and what another model left behind is gone.
                self._indexes.require_model()
            intake = Intake(self._catalogue, self._indexes.table)
            with closing(intake.take_all(drafts)) as batches:
                for taken, refused in batches:
                    outcomes += taken
                    refusals += refused
                    self._index_pending(on_progress, intake, self._passages_at_once)
            self._index_pending(on_progress, intake)
            dated = self._date([one.article_id for one in outcomes if one.what != "unchanged"], intake.gone)
            outcomes = [replace(one, published=dated.get(one.article_id, one.published)) for one in outcomes]
        return AddReport(tuple(outcomes), tuple(refusals))

    def _date(self, changed: Sequence[str], gone: Iterable[Article] = ()) -> dict[str, Published]:
        dating = Dating(self._catalogue, self._indexes.search, self._indexes.table.background_idf)
        dated = dating.run(changed, gone)
        self._catalogue.forget_fact(DATING)
        return dated

    def _index_pending(self, on_progress: OnProgress, intake: Intake | None = None, least: int = 1) -> None:
        """Work off the pending list while it holds `least` passages; make a broken index anew on the way."""
        try:
            self._work_off(on_progress, intake, least)
        except IndexDamaged:
            log.warning(_REBUILDING)
            self._rebuild(on_progress)

    def _work_off(self, on_progress: OnProgress, intake: Intake | None = None, least: int = 1) -> None:
        total, done = self._catalogue.pending_count(), 0
        while total - done >= least and (ids := self._catalogue.pending(self._passages_at_once)):
            with self._using:
                self._indexes.write(ids, intake.terms if intake else {})
            self._catalogue.settle(ids)
            if intake:
                intake.forget(ids)
            done += len(ids)
            on_progress(Progress("indexing", done, max(total, done)))

    @property
    def _passages_at_once(self) -> int:
        return SLOW_PASSAGES_AT_ONCE if self._parts.embeddings else PASSAGES_AT_ONCE

    def _rebuild(self, on_progress: OnProgress) -> None:
        with self._using:
            self._indexes.delete()
            self._catalogue.queue_everything()
            self._work_off(on_progress)


def _nothing_in(folder: Path) -> EmptyLibrary:
    return EmptyLibrary(
        f"There are no articles in {folder} yet. "
        "Add some with `isnad add PATH`, or the sample with `isnad add --sample`.",
        f"لا مقالات في {folder} بعد. أضف مقالات بالأمر `isnad add PATH`، أو أضف العيّنة بالأمر `isnad add --sample`.",
    )


_REBUILDING = Phrase(
    "An index of the library is broken or gone; it is being made anew from the catalogue.",
    "أحد فهارس المكتبة متضرّر أو مفقود، ويُعاد بناؤه الآن اعتماداً على سجلّ المكتبة.",
)
