"""Read articles from files as they are found: a text file is one article, a row of a JSONL file is one article.

Reading does not raise for what it was handed: a bad path, file or row becomes a `Refusal`, and the next one is read.
"""

import codecs
import hashlib
import json
import os
import re
import stat
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal

from retrieval.encodings import decode, is_readable, kind_of
from retrieval.errors import BadRow, InputError, UnreadableFile
from retrieval.records import LANGUAGES, Draft

TEXT_ENDINGS = ("", ".txt", ".text")
ROW_ENDINGS = (".jsonl", ".ndjson")
KINDS_READ = "text files (.txt, .text, no ending) and JSONL files (.jsonl, .ndjson) are"
ROW_ADVICE = "write one JSON object a row"
MAX_ARTICLE_BYTES = 20_000_000  # A thousand times a long article: what is larger is a dump of many.
HEAD_BYTES = 4096
SKIP_BYTES = 1 << 20
# A dot inside a name, as in "3. دمشق" or "news 17.11.2025", begins no ending.
_ENDING = re.compile(r"(?<=.)\.(?=[a-z0-9]*[a-z])[a-z0-9]{1,8}\Z", re.IGNORECASE)

PathLike = str | os.PathLike[str]
RefusalKind = Literal["missing", "skipped", "unreadable", "row"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A path, or a row of a JSONL file (counted from 1), that gave no article, and why.

    `skipped` is a file of another kind met inside a folder; the other kinds are things asked for and not got.
    """

    path: str
    row: int | None
    kind: RefusalKind
    reason: str

    def __str__(self) -> str:
        """Write the refusal for a reader.

        >>> print(Refusal("news.jsonl", 3, "row", "its `text` is empty: put the article there"))
        news.jsonl, row 3: its `text` is empty: put the article there
        """
        place = self.path if self.row is None else f"{self.path}, row {self.row}"
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    stem: str
    ending: str
    size: int


@dataclass(frozen=True, slots=True)
class _Placed:
    """An article and the row it stood on."""

    draft: Draft
    row: int | None = None


def _unheard(count: int) -> None:
    """Let the progress pass."""


def read(
    paths: PathLike | Iterable[PathLike], advance: Callable[[int], object] = _unheard
) -> Iterator[Draft | Refusal]:
    """Read the articles of files and folders in sorted order, holding one at a time.

    `advance` is told the bytes of each file or row that is done with; they add up to `measure(paths)`.

    An article from a text file is named by its file name without the ending; where files of one call share that, by as
    much of their folders as tells them apart (`harbour/001`, `gazette/001`). A JSONL row keeps its `id`, or gets one
    made of the file's name and its content. An exact repetition is passed over; another article under an id that is
    taken is refused.
    """
    found = list(_find(paths))
    names = _names([entry for entry in found if isinstance(entry, _File) and entry.ending in TEXT_ENDINGS])
    return _once(_articles(found, names, advance))


def measure(paths: PathLike | Iterable[PathLike]) -> int:
    """Add up the bytes of the files that `read` would open."""
    return sum(entry.size for entry in _find(paths) if isinstance(entry, _File))


def _find(paths: PathLike | Iterable[PathLike]) -> Iterator[_File | Refusal]:
    """Yield each file once, however many of the paths lead to it."""
    seen: set[Path | Refusal] = set()
    for given in [paths] if isinstance(paths, str | os.PathLike) else paths:
        for entry in _look(os.fspath(given)):
            key = entry.path.resolve() if isinstance(entry, _File) else entry
            if key not in seen:
                yield entry
            seen.add(key)


def _look(given: str) -> Iterator[_File | Refusal]:
    if not given:  # An unset shell variable; taken as a path it would be the current folder.
        yield _refused(Path(), "missing", "the path is empty: name a file or a folder")
        return
    top = Path(os.path.abspath(given))  # noqa: PTH100  `Path.resolve` would follow links, and lose the name given.
    for path in _walk(top):
        yield _classify(path, inside=path != top)


def _walk(top: Path) -> Iterator[Path]:
    """Yield `top` or, if it is a folder, the files under it in sorted order; hidden ones are left out.

    A linked folder is entered once. A folder that cannot be listed stands for itself, and so does an empty `top`.
    """
    seen: set[Path] = set()
    pending = [top]
    while pending:
        path = pending.pop()
        if not path.is_dir():
            yield path
        elif (real := path.resolve()) not in seen:
            seen.add(real)
            children = _visible(path)
            if children is None or (path == top and not children):
                yield path
            pending.extend(reversed(children or []))


def _visible(folder: Path) -> list[Path] | None:
    try:
        return sorted(child for child in folder.iterdir() if not child.name.startswith("."))
    except OSError:
        return None


def _classify(path: Path, inside: bool) -> _File | Refusal:
    """Tell what a path leads to; `inside`: it was met in a folder, nobody named it."""
    try:
        state = path.stat()
        str(path).encode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return _refused(path, "missing", "there is nothing at this path: check its spelling, or where its link leads")
    except UnicodeEncodeError:
        return _refused(path, "unreadable", "its name is not in UTF-8: rename it")
    except (OSError, ValueError) as error:
        return _refused(path, "unreadable", f"it cannot be opened ({_cause(error)}): check the path")
    if stat.S_ISDIR(state.st_mode):
        return _refused(path, "missing", "this folder is empty or may not be listed: check what is in it")
    stem, ending = _split_name(path.name)
    if stat.S_ISREG(state.st_mode) and ending in TEXT_ENDINGS + ROW_ENDINGS:
        return _File(path, stem, ending, state.st_size)
    what = f"{ending} files are" if stat.S_ISREG(state.st_mode) else "pipes and devices are"
    return _refused(path, "skipped" if inside else "unreadable", f"{what} not read, only {KINDS_READ}")


def _refused(path: Path, kind: RefusalKind, reason: str) -> Refusal:
    return Refusal(os.fsencode(path).decode("utf-8", errors="replace"), None, kind, reason)


def _cause(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _split_name(name: str) -> tuple[str, str]:
    """Split a file name into its stem and its ending in lower case.

    >>> _split_name("الجسر.TXT"), _split_name("3. الجسر"), _split_name("news 17.11.2025")
    (('الجسر', '.txt'), ('3. الجسر', ''), ('news 17.11.2025', ''))
    """
    match = _ENDING.search(name)
    return (name[: match.start()], match.group().lower()) if match else (name, "")


def _names(files: Sequence[_File]) -> dict[Path, str]:
    """Name each file by its stem, or by the shortest end of its path that no other file of the call shares."""
    namesakes = Counter((file.path.parent, file.stem) for file in files)
    names: dict[Path, str] = {}
    pending, depth = list(files), 1
    while pending:
        sharing = defaultdict(list)
        for file in pending:
            base = file.stem if namesakes[file.path.parent, file.stem] == 1 else file.path.name
            sharing[_tail(file.path, base, depth)].append(file)
        names |= {group[0].path: tail for tail, group in sharing.items() if len(group) == 1}
        pending = [file for group in sharing.values() if len(group) > 1 for file in group]
        depth += 1
    return names


def _tail(path: Path, base: str, depth: int) -> str:
    return "/".join((*path.parts[-depth:-1], base)) if depth <= len(path.parts) else str(path)


def _articles(
    found: Iterable[_File | Refusal], names: dict[Path, str], advance: Callable[[int], object]
) -> Iterator[_Placed | Refusal]:
    for entry in found:
        if isinstance(entry, Refusal):
            yield entry
            continue
        try:
            yield from _rows(entry, advance) if entry.path not in names else _text(entry, names[entry.path], advance)
        except UnreadableFile as error:
            advance(entry.size)
            yield _refused(entry.path, "unreadable", str(error))
        except OSError as error:
            yield _refused(entry.path, "unreadable", f"it cannot be read ({_cause(error)}): check its permissions")


def _once(items: Iterable[_Placed | Refusal]) -> Iterator[Draft | Refusal]:
    """Let each id through once: a repetition says nothing new, and a namesake must not replace the first silently."""
    taken: dict[str, tuple[str, str]] = {}
    for item in items:
        if isinstance(item, Refusal):
            yield item
            continue
        draft, path, digest = item.draft, str(item.draft.path), _digest(item.draft)
        if draft.id not in taken:
            taken[draft.id] = (digest, path)
            yield draft
        elif taken[draft.id][0] != digest:
            reason = f"its id {draft.id!r} is taken by another article, in {taken[draft.id][1]}: give each its own id"
            yield Refusal(path, item.row, "row" if item.row else "unreadable", reason)


def _digest(draft: Draft) -> str:
    """Hash what the article says and what is stated beside it, but not its id or place."""
    stated = (draft.text, draft.title, draft.source, draft.url, draft.published, draft.language)
    return hashlib.blake2b(json.dumps(stated, ensure_ascii=False).encode(), digest_size=8).hexdigest()


def _text(file: _File, name: str, advance: Callable[[int], object]) -> Iterator[_Placed]:
    data = _content(file)
    text = decode(data)
    if not _has_words(text):
        raise UnreadableFile(f"it {'holds no words' if data else 'is empty'}: put the article there")
    advance(file.size)
    yield _Placed(Draft(id=name, text=text, path=str(file.path)))


def _content(file: _File) -> bytes:
    if file.size <= MAX_ARTICLE_BYTES:
        with file.path.open("rb") as stream:
            data = stream.read(MAX_ARTICLE_BYTES + 1)  # It may have grown since it was found.
        if len(data) <= MAX_ARTICLE_BYTES:
            return data
    raise UnreadableFile(f"it is larger than {_megabytes(MAX_ARTICLE_BYTES)}: split it into articles")


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text.replace("\N{ARABIC TATWEEL}", "")))  # Python counts the line it draws as a letter.


def _megabytes(count: int) -> str:
    return f"{count / 1e6:g} MB"


def _rows(file: _File, advance: Callable[[int], object]) -> Iterator[_Placed | Refusal]:
    with file.path.open("rb") as stream:
        _check_head(stream.read(HEAD_BYTES))
        stream.seek(0)
        for number, (line, size) in enumerate(_lines(stream), start=1):
            advance(size)
            if line is None or not _is_blank(line):
                yield _row(file, number, line)


def _check_head(head: bytes) -> None:
    """Refuse at once what would only be refused row by row.

    Raises:
        UnreadableFile: the file is no JSONL at all.
    """
    if kind := kind_of(head):
        raise UnreadableFile(f"it is {kind}, not JSONL: {ROW_ADVICE}")
    if b"\0" in head:
        raise UnreadableFile(f"it is a binary file, or in UTF-16: {ROW_ADVICE}, in UTF-8")
    if len(head) < HEAD_BYTES and _is_blank(head):
        raise UnreadableFile(f"it holds no rows: {ROW_ADVICE}")
    lines = [line.strip() for line in head.splitlines() if not _is_blank(line)]
    if lines and lines[0] in (b"[", b"{") and not any(line.startswith(b"{") and line.endswith(b"}") for line in lines):
        raise UnreadableFile(f"it is one JSON value over many lines: {ROW_ADVICE}")


def _is_blank(data: bytes) -> bool:
    return not data.removeprefix(codecs.BOM_UTF8).strip()


def _lines(stream: BinaryIO) -> Iterator[tuple[bytes | None, int]]:
    """Yield each line with its length in bytes; None stands for a line too long to hold."""
    while line := stream.readline(MAX_ARTICLE_BYTES + 1):
        if len(line) <= MAX_ARTICLE_BYTES:
            yield line, len(line)
        else:
            yield None, len(line) + (0 if line.endswith(b"\n") else _skip_line(stream))


def _skip_line(stream: BinaryIO) -> int:
    skipped = 0
    while piece := stream.readline(SKIP_BYTES):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def _row(file: _File, number: int, line: bytes | None) -> _Placed | Refusal:
    try:
        draft = _described(_parsed(line))
    except InputError as error:
        return Refusal(str(file.path), number, "row", str(error))
    name = draft.id or f"{file.stem}-{_digest(draft)}"
    return _Placed(replace(draft, id=name, path=str(file.path)), number)


def _parsed(line: bytes | None) -> dict[str, object]:
    if line is None:
        raise BadRow(f"it is longer than {_megabytes(MAX_ARTICLE_BYTES)}: split it into articles, one a row")
    try:
        row = json.loads(decode(line))
    except json.JSONDecodeError as error:
        raise BadRow(f"it is not JSON ({error.msg} at character {error.pos + 1}): {ROW_ADVICE}") from error
    except (ValueError, RecursionError) as error:
        raise BadRow(f"it is JSON that cannot be read ({error}): {ROW_ADVICE}") from error
    if not isinstance(row, dict):
        raise BadRow(f"it is {_json_kind(row)}, not an object: {ROW_ADVICE}")
    return row


def _described(row: dict[str, object]) -> Draft:
    """Take what the row states; `id` is empty where it states none.

    Raises:
        BadRow: a value of the wrong type, or no text.
    """
    text = _stated(row, "text")
    if text is None:
        lack = "its `text` is empty" if "text" in row else f"it has no `text`, only {', '.join(row) or 'nothing'}"
        raise BadRow(f"{lack}: put the article into `text`")
    if not (_has_words(text) and is_readable(text)):
        raise BadRow("its `text` is not made of words: put the article there")
    return Draft(
        id=_stated_id(row) or "",
        text=text,
        title=_stated(row, "title"),
        source=_stated(row, "source"),
        url=_stated(row, "url"),
        published=_stated(row, "published"),
        language=_stated_language(row),
    )


def _stated(row: dict[str, object], key: str) -> str | None:
    """Take the text under `key`; null and blank state nothing."""
    value = row.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadRow(f"its `{key}` is {_json_kind(value)}, not text: put it in quotation marks, or leave it out")
    return _whole(value) if value.strip() else None


def _stated_id(row: dict[str, object]) -> str | None:
    value = row.get("id")
    return json.dumps(value) if isinstance(value, int | float) else _stated(row, "id")


def _stated_language(row: dict[str, object]) -> str | None:
    """Take the language by its first subtag (BCP 47); an article that is said to be in a third one would be misread."""
    stated = _stated(row, "language") or _stated(row, "lang")
    language = re.split("[-_]", stated.strip().lower())[0] if stated else None
    if language is None or language in LANGUAGES:
        return language
    raise BadRow(f"its `language` is {stated!r}, and only `ar` and `en` are read: correct it, or leave it out")


def _whole(text: str) -> str:
    """Put U+FFFD for each half of a surrogate pair, which JSON can hold and UTF-8 cannot."""
    return text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")


def _json_kind(value: object) -> str:
    kinds: dict[type, str] = {
        bool: "true or false",
        str: "text",
        list: "an array",
        dict: "an object",
        type(None): "null",
    }
    return kinds.get(type(value), "a number")
