"""The catalogue: articles and passages in one SQLite file, the truth that both indexes are rebuilt from.

Every row that enters or leaves `passages` puts itself on the `pending` list by a trigger, in the same transaction.
Whoever writes the indexes works that list off and strikes out what is done, so a process killed at any moment leaves
behind a list of what is still to do, and nothing else.
"""

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import RLock
from typing import Any

from retrieval.errors import LibraryDamaged, UnknownArticle, UnknownSource
from retrieval.folding import fold
from retrieval.phrases import Phrase
from retrieval.records import (
    LANGUAGES,
    Article,
    Correction,
    Cut,
    Language,
    Listed,
    Paragraph,
    Passage,
    Published,
    Sentence,
    Span,
)

FILE_NAME = "catalogue.sqlite3"
FORMAT = "1"
LOCK_SECONDS = 30.0  # How long a statement waits for those of another process.
SQL_VARIABLES = 30_000  # SQLite's own limit is 32,766 a statement.

SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_how TEXT NOT NULL,
    language TEXT NOT NULL,
    source TEXT,
    credited TEXT,
    url TEXT,
    path TEXT,
    first_day TEXT,
    last_day TEXT,
    date_how TEXT NOT NULL,
    date_reason TEXT NOT NULL,
    paragraphs TEXT NOT NULL,
    cuts TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    text TEXT NOT NULL -- The last: to reach a column behind it, SQLite walks through all of it.
);
CREATE INDEX IF NOT EXISTS articles_by_day ON articles (first_day);
CREATE INDEX IF NOT EXISTS articles_by_source ON articles (source);
CREATE INDEX IF NOT EXISTS articles_by_path ON articles (path);
CREATE INDEX IF NOT EXISTS articles_by_language ON articles (language, date_how); -- What `counts` counts.
CREATE TABLE IF NOT EXISTS passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    language TEXT NOT NULL,
    sentences TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_by_article ON passages (article);
CREATE TABLE IF NOT EXISTS copies (
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    PRIMARY KEY (article, other)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copies_by_other ON copies (other);
CREATE TABLE IF NOT EXISTS bands (
    band INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    PRIMARY KEY (band, article)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS bands_by_article ON bands (article);
CREATE TABLE IF NOT EXISTS signatures (
    article INTEGER PRIMARY KEY REFERENCES articles (key) ON DELETE CASCADE,
    digest BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS pending (passage INTEGER PRIMARY KEY);
CREATE TRIGGER IF NOT EXISTS passage_in AFTER INSERT ON passages
    BEGIN INSERT OR IGNORE INTO pending VALUES (new.id); END;
CREATE TRIGGER IF NOT EXISTS passage_out AFTER DELETE ON passages
    BEGIN INSERT OR IGNORE INTO pending VALUES (old.id); END;
CREATE TRIGGER IF NOT EXISTS title_changed AFTER UPDATE OF title ON articles
    BEGIN INSERT OR IGNORE INTO pending SELECT id FROM passages WHERE article = new.key; END;
CREATE TABLE IF NOT EXISTS corrections (
    id TEXT PRIMARY KEY,
    title TEXT,
    source TEXT,
    first_day TEXT,
    last_day TEXT
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Slice:
    """A passage before the catalogue has given it an id: a span of the article's text, its sentences, its folded words.

    The words are for the indexes, and the catalogue does not keep them.
    """

    span: Span
    language: Language
    sentences: tuple[Sentence, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An article and its passages as rows of the catalogue; `digest` and `bands` tell its near copies, if it has any.

    It holds plain values only, so that a process that describes articles can hand it over at little cost.
    """

    article: dict[str, str | None]
    passages: tuple[tuple[int, int, Language, str], ...]
    digest: bytes | None = None
    bands: tuple[int, ...] = ()

    @classmethod
    def of(cls, article: Article, slices: Sequence[Slice]) -> "Entry":
        """Write an article and its passages as rows."""
        passages = ((one.span.start, one.span.end, one.language, _dump_marked(one.sentences)) for one in slices)
        return cls(_article_row(article), tuple(passages))


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to; None asks for everything. Days are inclusive."""

    since: date | None = None
    until: date | None = None
    source: str | None = None
    language: Language | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in (self.since, self.until, self.source, self.language))


@dataclass(frozen=True, slots=True)
class Card:
    """A passage at a glance: where its article holds it, whose article that is, and the ids of its near copies."""

    passage_id: int
    start: int
    article_id: str
    source: str | None
    copies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a library holds."""

    articles: int
    passages: int
    sources: int
    by_language: dict[str, int]
    by_date_how: dict[str, int]
    copies: int
    pending: int


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Set the journal mode; SQLite does not wait for others by itself here (sqlite.org/pragma.html)."""
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.005)


class Catalogue:
    """Articles and passages in one SQLite file.

    Raises:
        LibraryDamaged: the file is no catalogue, or one of another format.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = RLock()
        self._path = folder / FILE_NAME
        try:
            self._connection = sqlite3.connect(
                self._path, check_same_thread=False, isolation_level=None, timeout=LOCK_SECONDS
            )
        except sqlite3.DatabaseError as error:
            raise _unreadable(self._path, error) from error
        try:
            self._prepare(folder)
        except BaseException:
            self.close()
            raise

    def _prepare(self, folder: Path) -> None:
        try:
            self._connection.create_function("fold", 1, lambda text: text and fold(text), deterministic=True)
            _write_ahead(self._connection)
            for pragma in ("synchronous=NORMAL", "foreign_keys=ON", "cache_size=-32768"):
                self._connection.execute(f"PRAGMA {pragma}")
            # The last that the schema makes: where it stands, another process has made everything before it.
            if self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'corrections'").fetchone() is None:
                self._connection.executescript(SCHEMA)
            if self.fact("format") is None:
                self.set_fact("format", FORMAT)
        except sqlite3.DatabaseError as error:
            raise _unreadable(self._path, error) from error
        if self.fact("format") != FORMAT:
            raise LibraryDamaged(
                f"{folder} was written in format {self.fact('format')}, this version reads format {FORMAT}. "
                "Add the articles to a new folder with `isnad add PATH --library NEW_FOLDER`.",
                f"كُتبت المكتبة {folder} بالصيغة {self.fact('format')}، ولا يقرأ هذا الإصدار إلا الصيغة {FORMAT}. "
                "أضف المقالات إلى مجلد جديد بالأمر `isnad add PATH --library NEW_FOLDER`.",
            )

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit everything done inside, or nothing of it."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def fact(self, name: str) -> str | None:
        """Look up a fact about the library itself, such as its format or its embedding model."""
        row = self._one("SELECT value FROM facts WHERE name = ?", (name,))
        return row[0] if row else None

    def set_fact(self, name: str, value: str) -> None:
        """Remember a fact about the library itself."""
        self._run(
            "INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
        )

    def forget_fact(self, name: str) -> None:
        """Forget a fact about the library itself."""
        self._run("DELETE FROM facts WHERE name = ?", (name,))

    # Articles

    def put(self, article: Article, slices: Sequence[Slice]) -> int:
        """Write an article and its passages, in place of an earlier one of the same id, and return its key."""
        return next(iter(self.put_all([Entry.of(article, slices)])))

    def put_all(self, entries: Sequence[Entry]) -> dict[int, list[int]]:
        """Write articles, each in place of an earlier one of the same id; map their keys to those of their passages.

        The keys go up in the order given.
        """
        self._many("DELETE FROM articles WHERE id = ?", [(entry.article["id"],) for entry in entries])
        keys = range(first := self._next_key("articles"), first + len(entries))
        self._many(_INSERT_ARTICLE, [{"key": key, **entry.article} for key, entry in zip(keys, entries, strict=True)])
        place = self._next_key("passages")
        held: dict[int, list[int]] = {}
        rows: list[tuple[int, int, int, int, Language, str]] = []
        for key, entry in zip(keys, entries, strict=True):
            held[key] = list(range(place, place + len(entry.passages)))
            rows += [(number, key, *row) for number, row in zip(held[key], entry.passages, strict=True)]
            place += len(entry.passages)
        self._many("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)", rows)
        signed = [(key, entry) for key, entry in zip(keys, entries, strict=True) if entry.digest is not None]
        self._many("INSERT INTO signatures VALUES (?, ?)", [(key, entry.digest) for key, entry in signed])
        bands = sorted((band, key) for key, entry in signed for band in entry.bands)
        self._many("INSERT OR IGNORE INTO bands VALUES (?, ?)", bands)
        self._many(_APPLY_CORRECTION, [(entry.article["id"],) for entry in entries])
        return held

    def correct(self, article_id: str, correction: Correction) -> None:
        """Keep what is stated by hand of an article; it holds for whatever is put under its id from now on."""
        first, last, _, _ = _published_columns(correction.published or Published())
        row = (article_id, correction.title, correction.source, first, last)
        self._run(_KEEP_CORRECTION, row)
        self._run(_APPLY_CORRECTION, (article_id,))

    def corrected(self, ids: Sequence[str]) -> set[str]:
        """Tell which of these articles are corrected by hand."""
        return {row[0] for row in self._where_in("SELECT id FROM corrections WHERE id IN", ids)}

    def titles(self, ids: Sequence[str]) -> dict[str, str]:
        """Map ids to titles."""
        return dict(self._where_in("SELECT id, title FROM articles WHERE id IN", sorted(set(ids))))

    def places(self, ids: Sequence[str]) -> dict[str, str | None]:
        """Map each known id to the path of the file that its article was read from, if it was."""
        return dict(self._where_in("SELECT id, path FROM articles WHERE id IN", ids))

    def ids_at(self, paths: Sequence[str]) -> dict[str, str]:
        """Map the path of each file that an article was read from to the article's id."""
        return dict(self._where_in("SELECT path, id FROM articles WHERE path IN", paths))

    def move(self, article_id: str, path: str) -> None:
        """Note that the file of an article lies elsewhere now."""
        self._run("UPDATE articles SET path = ? WHERE id = ?", (path, article_id))

    def set_published(self, article_id: str, published: Published) -> None:
        """Change when an article came out and how that is known."""
        first, last, how, reason = _published_columns(published)
        self._run(
            "UPDATE articles SET first_day = ?, last_day = ?, date_how = ?, date_reason = ? WHERE id = ?",
            (first, last, how, reason, article_id),
        )

    def remove(self, article_id: str) -> bool:
        """Take an article out, with what was stated of it by hand; say whether there was one."""
        self._run("DELETE FROM corrections WHERE id = ?", (article_id,))
        return self._run("DELETE FROM articles WHERE id = ?", (article_id,)).rowcount > 0

    def hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """Map each known id to the hash of what was handed in under it."""
        return dict(self._where_in("SELECT id, content_hash FROM articles WHERE id IN", ids))

    def article(self, article_id: str) -> Article:
        """Read one article.

        Raises:
            UnknownArticle: no article has this id.
        """
        found = self.articles([article_id])
        if not found:
            raise UnknownArticle(
                f"No article has the id {article_id!r}. `isnad library list` shows the ids.",
                f"لا مقال معرّفه «{article_id}». يعرض الأمر `isnad library list` المعرّفات كلها.",
            )
        return found[0]

    def articles(self, ids: Sequence[str]) -> list[Article]:
        """Read the articles with these ids, in order of id; unknown ids are left out."""
        return sorted(map(_article, self._where_in(f"{_ARTICLE} WHERE id IN", ids)), key=lambda article: article.id)

    def all_articles(self) -> Iterator[Article]:
        """Read every article, in order of id, a few at a time."""
        last = ""
        while rows := self._all(f"{_ARTICLE} WHERE id > ? ORDER BY id LIMIT 200", (last,)):
            yield from map(_article, rows)
            last = rows[-1][0]

    def listed(
        self, wanted: Sequence[str], source: str | None, language: Language | None, start: int, limit: int
    ) -> tuple[list[Listed], int]:
        """List articles without their texts, the latest first, and count all that fit.

        Each of the folded words `wanted` stands in the title, the outlet or the id.
        """
        tests = {"fold(source) = ?": source and fold(source), "language = ?": language}
        chosen = {test: value for test, value in tests.items() if value}
        holds = ["instr(fold(title || ' ' || ifnull(source, '') || ' ' || id), ?)"] * len(wanted)
        where, values = " AND ".join([*chosen, *holds]) or "1", (*chosen.values(), *wanted)
        rows = self._all(
            f"{_LISTED} WHERE {where} ORDER BY last_day DESC, id LIMIT ? OFFSET ?", (*values, limit, start)
        )
        return list(map(_listed, rows)), int(self._one(f"SELECT count(*) FROM articles WHERE {where}", values)[0])

    def undated(self) -> list[Article]:
        """Read the articles whose date is not stated."""
        return list(map(_article, self._all(f"{_ARTICLE} WHERE date_how != 'stated' ORDER BY id", ())))

    def counts(self) -> Counts:
        """Count what the library holds."""
        by_language: Counter[Language] = Counter()
        by_date_how: Counter[str] = Counter()
        sql = "SELECT language, date_how, count(*) FROM articles GROUP BY language, date_how"
        for language, how, count in self._all(sql, ()):
            by_language[language] += count
            by_date_how[how] += count
        return Counts(
            articles=by_language.total(),
            passages=self._count("SELECT count(*) FROM passages"),
            sources=self._count("SELECT count(DISTINCT source) FROM articles"),
            by_language={language: by_language[language] for language in LANGUAGES},
            by_date_how=dict(by_date_how),
            copies=self._count("SELECT count(DISTINCT article) FROM copies"),
            pending=self.pending_count(),
        )

    def sources(self) -> list[tuple[str, int]]:
        """List the outlets with how many articles each has, the largest first."""
        return self._all(
            "SELECT source, count(*) FROM articles WHERE source IS NOT NULL GROUP BY source ORDER BY 2 DESC, 1", ()
        )

    def source_named(self, name: str) -> str:
        """Find the outlet that a person means by `name`: the same when folded, or the only one that contains it.

        Raises:
            UnknownSource: no outlet has this name, or several contain it.
        """
        wanted = fold(name).strip()
        known = [source for source, _ in self.sources()]
        same = [source for source in known if fold(source) == wanted]
        holding = [source for source in known if wanted in fold(source)]
        if same or len({fold(source) for source in holding}) == 1:
            return (same or holding)[0]
        meant = (holding or known)[:10]
        raise UnknownSource(
            f"No one outlet is named {name!r}. Outlets: {', '.join(meant) or 'none yet'}.",
            f"لا تدل التسمية «{name}» على جهة ناشرة بعينها. الجهات الناشرة: {'، '.join(meant) or 'لا شيء بعد'}.",
        )

    def problems(self) -> list[Phrase]:
        """Check the file itself; return what is wrong, a sentence each."""
        try:
            found = [row[0] for row in self._all("PRAGMA quick_check", ()) if row[0] != "ok"]
        except LibraryDamaged as error:
            return [error.phrase]
        return [Phrase(f"The catalogue is damaged: {what}.", f"سجلّ المكتبة متضرّر: {what}.") for what in found]

    # Near copies

    def sharing(self, keys: Sequence[int]) -> set[tuple[int, int]]:
        """Pair each of these articles, by key, with every earlier one that shares a band with it, the earlier first."""
        sql = """SELECT one.article, own.article FROM bands own
            JOIN bands one ON one.band = own.band AND one.article < own.article WHERE own.article IN"""
        return set(self._where_in(sql, keys))

    def digests(self, keys: Collection[int]) -> dict[int, bytes]:
        """Read the signatures of articles by key."""
        return dict(self._where_in("SELECT article, digest FROM signatures WHERE article IN", sorted(keys)))

    def link(self, key: int, others: Iterable[int]) -> None:
        """Link an article with its near copies, both ways."""
        self._many("INSERT OR IGNORE INTO copies VALUES (?, ?)", [p for o in others for p in ((key, o), (o, key))])

    # Passages

    def cards(self, ids: Sequence[int]) -> dict[int, Card]:
        """Read what search must know of passages before it shows one; those that are no more are left out."""
        rows = self._where_in(_CARD, ids)
        return {
            at: Card(at, start, article, source, frozenset(json.loads(copies)))
            for at, start, article, source, copies in rows
        }

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """Read passages by id; those that are no more are left out."""
        rows = self._where_in(f"{_PASSAGE} WHERE p.id IN", ids)
        return {row[0]: _passage(row) for row in rows}

    def languages(self, ids: Sequence[int]) -> dict[int, Language]:
        """Map the ids of passages to their languages; those that are no more are left out."""
        return dict(self._where_in("SELECT id, language FROM passages WHERE id IN", ids))

    def passages_of(self, article_id: str) -> list[Passage]:
        """Read all passages of an article, in reading order."""
        rows = self._all(f"{_PASSAGE} WHERE a.id = ? ORDER BY p.start", (article_id,))
        return list(map(_passage, rows))

    def passage_ids(self, filters: Filters | None = None) -> list[int]:
        """List the ids of the passages that pass `filters`.

        An article whose date is an interval passes when the interval touches the window; one without a date does not.
        """
        where, values = _conditions(filters or Filters())
        rows = self._all(f"SELECT p.id FROM passages p JOIN articles a ON a.key = p.article WHERE {where}", values)
        return [row[0] for row in rows]

    def article_ids(self, filters: Filters | None = None) -> list[str]:
        """List the ids of the articles that pass `filters`, of which language is none, in order."""
        where, values = _conditions(filters or Filters())
        return [row[0] for row in self._all(f"SELECT a.id FROM articles a WHERE {where} ORDER BY a.id", values)]

    def is_empty(self) -> bool:
        """Whether there are no articles; quick however many there are."""
        return self._one("SELECT 1 FROM articles LIMIT 1", ()) is None

    def passage_counts(self) -> dict[Language, int]:
        """Count the passages of each language."""
        found = dict(self._all("SELECT language, count(*) FROM passages GROUP BY language", ()))
        return {language: found.get(language, 0) for language in LANGUAGES}

    def version(self) -> int:
        """Give a number that changes whenever another process, or another connection of this one, has written."""
        return self._count("PRAGMA data_version")

    def written(self) -> int:
        """Give a number that changes whenever this connection has written."""
        return self._connection.total_changes

    def pending_count(self) -> int:
        """Count the passages that the indexes have yet to hear of."""
        return self._count("SELECT count(*) FROM pending")

    def pending(self, limit: int) -> list[int]:
        """List passages, new and gone, that the indexes have yet to hear of."""
        return [row[0] for row in self._all("SELECT passage FROM pending ORDER BY passage LIMIT ?", (limit,))]

    def settle(self, ids: Sequence[int]) -> None:
        """Strike passages off the pending list: both indexes have them on disk."""
        with self.transaction():
            self._many("DELETE FROM pending WHERE passage = ?", [(passage_id,) for passage_id in ids])

    def queue_everything(self) -> None:
        """Put every passage on the pending list, to fill empty indexes from."""
        self._run("INSERT OR IGNORE INTO pending SELECT id FROM passages", ())

    # SQLite

    def _run(self, sql: str, values: tuple[Any, ...]) -> sqlite3.Cursor:
        with self._guarded():
            return self._connection.execute(sql, values)

    def _many(self, sql: str, rows: Sequence[tuple[Any, ...] | dict[str, Any]]) -> None:
        with self._guarded():
            self._connection.executemany(sql, rows)

    def _all(self, sql: str, values: tuple[Any, ...]) -> list[Any]:
        with self._guarded():
            return self._connection.execute(sql, values).fetchall()

    def _one(self, sql: str, values: tuple[Any, ...]) -> Any:
        with self._guarded():
            return self._connection.execute(sql, values).fetchone()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Hold the connection; name a broken file for what it is."""
        with self._lock:
            try:
                yield
            except (sqlite3.OperationalError, sqlite3.IntegrityError, sqlite3.ProgrammingError):
                raise
            except sqlite3.DatabaseError as error:
                raise _unreadable(self._path, error) from error

    def _next_key(self, table: str) -> int:
        """Give the key that the next row of a table gets; nobody else is writing."""
        row = self._one("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
        return int(row[0]) + 1 if row else 1

    def _count(self, sql: str) -> int:
        return int(self._one(sql, ())[0])

    def _where_in(self, sql: str, values: Sequence[Any]) -> list[Any]:
        found: list[Any] = []
        for start in range(0, len(values), SQL_VARIABLES):
            chunk = tuple(values[start : start + SQL_VARIABLES])
            found += self._all(f"{sql} ({', '.join('?' * len(chunk))})", chunk)
        return found


def _unreadable(path: Path, error: sqlite3.DatabaseError) -> LibraryDamaged:
    return LibraryDamaged(
        f"The catalogue {path} cannot be read ({error}). It is the truth of a library: put back a copy of it, or "
        "add the articles to a new folder with `isnad add PATH --library NEW_FOLDER`.",
        f"تعذّرت قراءة السجلّ {path} ({error}). هو أصل المكتبة: استعد نسخة منه، أو أضف المقالات إلى مجلد جديد بالأمر "
        "`isnad add PATH --library NEW_FOLDER`.",
    )


_COPIES = (
    "(SELECT json_group_array(o.id) FROM copies c JOIN articles o ON o.key = c.other WHERE c.article = articles.key)"
)
_ARTICLE = f"""SELECT id, text, title, title_how, language, source, credited, url, path,
    first_day, last_day, date_how, date_reason, paragraphs, cuts, content_hash, {_COPIES} FROM articles"""
_PASSAGE = """SELECT p.id, a.id, p.start, p.end, substr(a.text, p.start + 1, p.end - p.start), p.language, p.sentences
    FROM passages p JOIN articles a ON a.key = p.article"""
_CARD = f"""SELECT p.id, p.start, articles.id, articles.source, {_COPIES}
    FROM passages p JOIN articles ON articles.key = p.article WHERE p.id IN"""

_LISTED = "SELECT id, title, source, language, first_day, last_day, date_how, date_reason FROM articles"
_KEEP_CORRECTION = """INSERT INTO corrections VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
    title = coalesce(excluded.title, title), source = coalesce(excluded.source, source),
    first_day = coalesce(excluded.first_day, first_day), last_day = coalesce(excluded.last_day, last_day)"""
_APPLY_CORRECTION = """UPDATE articles SET
    title = coalesce(c.title, articles.title), title_how = iif(c.title IS NULL, title_how, 'stated'),
    source = coalesce(c.source, articles.source),
    first_day = coalesce(c.first_day, articles.first_day), last_day = coalesce(c.last_day, articles.last_day),
    date_how = iif(c.first_day IS NULL, date_how, 'stated'),
    date_reason = iif(c.first_day IS NULL, date_reason, iif(language = 'ar', 'صُحّح يدوياً', 'Corrected by hand'))
    FROM corrections c WHERE c.id = articles.id AND c.id = ?"""
_COLUMNS = [
    "id",
    "text",
    "title",
    "title_how",
    "language",
    "source",
    "credited",
    "url",
    "path",
    "first_day",
    "last_day",
    "date_how",
    "date_reason",
    "paragraphs",
    "cuts",
    "content_hash",
]
_INSERT_ARTICLE = f"INSERT INTO articles (key, {', '.join(_COLUMNS)}) VALUES (:key, :{', :'.join(_COLUMNS)})"


def _article_row(article: Article) -> dict[str, str | None]:
    first, last, how, reason = _published_columns(article.published)
    return {
        "id": article.id,
        "text": article.text,
        "title": article.title,
        "title_how": article.title_how,
        "language": article.language,
        "source": article.source,
        "credited": article.credited,
        "url": article.url,
        "path": article.path,
        "first_day": first,
        "last_day": last,
        "date_how": how,
        "date_reason": reason,
        "paragraphs": _dump_marked(article.paragraphs),
        "cuts": json.dumps([[cut.span.start, cut.span.end, cut.reason] for cut in article.cuts]),
        "content_hash": article.content_hash,
    }


def _article(row: Any) -> Article:
    article_id, text, title, title_how, language, source, credited, url, path, *derived = row
    first, last, how, reason, paragraphs, cuts, content_hash, copies = derived
    return Article(
        id=article_id,
        text=text,
        title=title,
        title_how=title_how,
        language=language,
        source=source,
        credited=credited,
        url=url,
        path=path,
        published=Published(_day(first), _day(last), how, reason),
        paragraphs=tuple(Paragraph(Span(start, end), bool(mark)) for start, end, mark in json.loads(paragraphs)),
        cuts=tuple(Cut(Span(start, end), reason) for start, end, reason in json.loads(cuts)),
        content_hash=content_hash,
        copies=tuple(sorted(json.loads(copies))),
    )


def _listed(row: Any) -> Listed:
    article_id, title, source, language, first, last, how, reason = row
    return Listed(article_id, title, source, language, Published(_day(first), _day(last), how, reason))


def _passage(row: Any) -> Passage:
    passage_id, article_id, start, end, text, language, sentences = row
    marked = tuple(Sentence(Span(a, b), bool(mark)) for a, b, mark in json.loads(sentences))
    return Passage(passage_id, article_id, start, end, text, language, marked)


def _published_columns(published: Published) -> tuple[str | None, str | None, str, str]:
    first = published.first.isoformat() if published.first else None
    last = published.last.isoformat() if published.last else None
    return first, last, published.how, published.reason


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _dump_marked(spans: Iterable[Sentence | Paragraph]) -> str:
    return json.dumps([[item.span.start, item.span.end, int(item.heading)] for item in spans])


def _conditions(filters: Filters) -> tuple[str, tuple[Any, ...]]:
    tests = {
        "a.last_day >= ?": filters.since and filters.since.isoformat(),
        "a.first_day <= ?": filters.until and filters.until.isoformat(),
        "fold(a.source) = ?": filters.source and fold(filters.source),  # One outlet, however articles spell it.
        "p.language = ?": filters.language,
    }
    chosen = {test: value for test, value in tests.items() if value is not None}
    return " AND ".join(chosen) or "1", tuple(chosen.values())
