"""Read articles from files as they are found: a text file is one article, a row of a JSONL file is one article.

Reading does not raise for what it was handed: a bad path, file or row becomes a `Refusal`, and the next one is read.
"""

import codecs
import errno
import hashlib
import json
import os
import re
import stat
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Literal

from retrieval.decoding import decode, is_readable, kind_of
from retrieval.errors import BadRow, InputError, UnreadableFile
from retrieval.phrases import Phrase
from retrieval.records import LANGUAGES, Draft, Language

TEXT_ENDINGS = ("", ".txt", ".text")
ROW_ENDINGS = (".jsonl", ".ndjson")
KINDS_READ = Phrase(
    "text files (.txt, .text, no ending) and JSONL files (.jsonl, .ndjson)",
    "الملفات النصية (txt وtext وما لا امتداد له) وملفات JSONL (jsonl وndjson)",
)
ROW_ADVICE = Phrase("write one JSON object a row", "اكتب كائن JSON واحداً في كل سطر")
CAUSES = {
    errno.ENOENT: Phrase("no such file any more", "لم يعد موجوداً"),
    errno.EACCES: Phrase("permission denied", "الإذن مرفوض"),
    errno.ELOOP: Phrase("its link leads back to itself", "رابطه يعود إلى نفسه"),
    errno.ENAMETOOLONG: Phrase("its name is too long", "اسمه أطول مما يُسمح به"),
    errno.EIO: Phrase("the disk could not read it", "عجز القرص عن قراءته"),
}
MAX_ARTICLE_BYTES = 20_000_000  # A thousand times a long article: what is larger is a dump of many.
HEAD_BYTES = 4096
SKIP_BYTES = 1 << 20
# A dot inside a name, as in "3. دمشق" or "news 17.11.2025", begins no ending.
_ENDING = re.compile(r"(?<=.)\.(?=[a-z0-9]*[a-z])[a-z0-9]{1,8}\Z", re.IGNORECASE)

NOTHING_THERE = Phrase(
    "there is nothing at this path: check its spelling, or where its link leads",
    "لا شيء في هذا المسار: تحقّق من كتابته، أو من وجهته إن كان رابطاً",
)
NAME_NOT_UTF8 = Phrase("its name is not in UTF-8: rename it", "اسمه ليس بترميز UTF-8: أعد تسميته")
EMPTY_FOLDER = Phrase(
    "this folder is empty or may not be listed: check what is in it",
    "هذا المجلد فارغ أو لا يُسمح بعرض محتوياته: تحقّق مما فيه",
)

PathLike = str | os.PathLike[str]
RefusalKind = Literal["missing", "skipped", "unreadable", "row", "date"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A path, or a row of a JSONL file (counted from 1), that gave no article, and why.

    `skipped` is a file of another kind met inside a folder, `date` an article that went in without its unreadable
    publication date; the other kinds are things asked for and not got.
    """

    path: str
    row: int | None
    kind: RefusalKind
    reason: Phrase

    def __str__(self) -> str:
        return self.said("en")

    def said(self, language: Language) -> str:
        """Write the refusal for a reader of `language`.

        >>> refusal = Refusal("news.jsonl", 3, "row", Phrase("its `text` is empty", "حقل `text` فارغ"))
        >>> print(refusal.said("en"))
        news.jsonl, row 3: its `text` is empty
        >>> print(refusal.said("ar"))
        news.jsonl، السطر 3: حقل `text` فارغ
        """
        row = Phrase(f", row {self.row}", f"، السطر {self.row}").said(language) if self.row else ""
        return f"{self.path}{row}: {self.reason.said(language)}"

    def to_dict(self) -> dict[str, Any]:
        """Write the refusal as JSON has it, with the reason in English."""
        return {"path": self.path, "row": self.row, "kind": self.kind, "reason": str(self.reason)}


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
        reason = Phrase("the path is empty: name a file or a folder", "المسار فارغ: اذكر ملفاً أو مجلداً")
        yield _refused(Path(), "missing", reason)
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
        if not os.path.isdir(path):  # noqa: PTH112  `Path.is_dir` raises, up to Python 3.13, on a name too long.
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
    except (OSError, ValueError) as error:
        return _unopened(path, error)
    if stat.S_ISDIR(state.st_mode):
        return _refused(path, "missing", EMPTY_FOLDER)
    stem, ending = _split_name(path.name)
    if stat.S_ISREG(state.st_mode) and ending in TEXT_ENDINGS + ROW_ENDINGS:
        return _File(path, stem, ending, state.st_size)
    return _refused(path, "skipped" if inside else "unreadable", _not_read(ending, stat.S_ISREG(state.st_mode)))


def _unopened(path: Path, error: OSError | ValueError) -> Refusal:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return _refused(path, "missing", NOTHING_THERE)
    if isinstance(error, UnicodeEncodeError):
        return _refused(path, "unreadable", NAME_NOT_UTF8)
    cause = _cause(error)
    reason = Phrase(f"it cannot be opened ({cause}): check the path", f"تعذّر فتحه ({cause.arabic}): تحقّق من المسار")
    return _refused(path, "unreadable", reason)


def _not_read(ending: str, is_file: bool) -> Phrase:
    english = f"{ending} files" if is_file else "pipes and devices"
    arabic = f"ملفات {ending[1:]}" if is_file else "الأنابيب والأجهزة"
    return Phrase(f"{english} are not read, only {KINDS_READ} are", f"لا تُقرأ {arabic}، وإنما {KINDS_READ.arabic} فقط")


def _refused(path: Path, kind: RefusalKind, reason: Phrase) -> Refusal:
    return Refusal(os.fsencode(path).decode("utf-8", errors="replace"), None, kind, reason)


def _cause(error: OSError | ValueError) -> Phrase:
    if not isinstance(error, OSError):
        return Phrase("its name holds a NUL byte", "في اسمه بايت NUL")  # What else a path raises, `_unopened` knows.
    system = Phrase(f"system error {error.errno}: {error.strerror}", f"خطأ النظام {error.errno}: {error.strerror}")
    return CAUSES.get(error.errno or 0, system)


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
            yield _refused(entry.path, "unreadable", error.phrase)
        except OSError as error:
            yield _refused(entry.path, "unreadable", _not_permitted(_cause(error)))


def _not_permitted(cause: Phrase) -> Phrase:
    return Phrase(
        f"it cannot be read ({cause}): check its permissions",
        f"تعذّرت قراءته ({cause.arabic}): تحقّق من أذونات الوصول إليه",
    )


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
            reason = _taken_id(draft.id, taken[draft.id][1])
            yield Refusal(path, item.row, "row" if item.row else "unreadable", reason)


def _taken_id(article_id: str, holder: str) -> Phrase:
    return Phrase(
        f"its id {article_id!r} is taken by another article, in {holder}: give each its own id",
        f"معرّفه «{article_id}» مستعمل لمقال آخر في {holder}: اجعل لكل مقال معرّفاً خاصاً به",
    )


def _digest(draft: Draft) -> str:
    """Hash what the article says and what is stated beside it, but not its id or place."""
    stated = (draft.text, draft.title, draft.source, draft.url, draft.published, draft.language)
    return hashlib.blake2b(json.dumps(stated, ensure_ascii=False).encode(), digest_size=8).hexdigest()


def _text(file: _File, name: str, advance: Callable[[int], object]) -> Iterator[_Placed]:
    data = _content(file)
    text = decode(data)
    if not data:
        raise UnreadableFile("it is empty: put the article there", "الملف فارغ: ضع نص المقال فيه")
    if not _has_words(text):
        raise UnreadableFile("it holds no words: put the article there", "لا كلمات في الملف: ضع نص المقال فيه")
    advance(file.size)
    yield _Placed(Draft(id=name, text=text, path=str(file.path)))


def _content(file: _File) -> bytes:
    if file.size <= MAX_ARTICLE_BYTES:
        with file.path.open("rb") as stream:
            data = stream.read(MAX_ARTICLE_BYTES + 1)  # It may have grown since it was found.
        if len(data) <= MAX_ARTICLE_BYTES:
            return data
    limit = _megabytes(MAX_ARTICLE_BYTES)
    raise UnreadableFile(
        f"it is larger than {limit}: split it into articles",
        f"حجمه أكبر من {limit.arabic}: قسّمه إلى مقالات، كل مقال في ملف",
    )


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text.replace("\N{ARABIC TATWEEL}", "")))  # Python counts the line it draws as a letter.


def _megabytes(count: int) -> Phrase:
    return Phrase(f"{count / 1e6:g} MB", f"{count / 1e6:g} ميغابايت")


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
        raise UnreadableFile(
            f"it is {kind}, not JSONL: {ROW_ADVICE}", f"الملف {kind.arabic} وليس JSONL: {ROW_ADVICE.arabic}"
        )
    if b"\0" in head:
        raise UnreadableFile(
            f"it is a binary file, or in UTF-16: {ROW_ADVICE}, in UTF-8",
            f"الملف ثنائي أو بترميز UTF-16: {ROW_ADVICE.arabic}، بترميز UTF-8",
        )
    if len(head) < HEAD_BYTES and _is_blank(head):
        raise UnreadableFile(f"it holds no rows: {ROW_ADVICE}", f"لا أسطر في الملف: {ROW_ADVICE.arabic}")
    if _is_spread_out(head):
        raise UnreadableFile(
            f"it is one JSON value over many lines: {ROW_ADVICE}",
            f"الملف قيمة JSON واحدة موزّعة على أسطر كثيرة: {ROW_ADVICE.arabic}",
        )


def _is_spread_out(head: bytes) -> bool:
    """Whether one JSON value goes on over many lines, with no row among them."""
    lines = [line.strip() for line in head.splitlines() if not _is_blank(line)]
    return lines[:1] in ([b"["], [b"{"]) and not any(line[:1] == b"{" and line[-1:] == b"}" for line in lines)


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
        return Refusal(str(file.path), number, "row", error.phrase)
    name = draft.id or f"{file.stem}-{_digest(draft)}"
    return _Placed(replace(draft, id=name, path=str(file.path)), number)


def _parsed(line: bytes | None) -> dict[str, object]:
    if line is None:
        limit = _megabytes(MAX_ARTICLE_BYTES)
        raise BadRow(
            f"it is longer than {limit}: split it into articles, one a row",
            f"طوله أكثر من {limit.arabic}: قسّمه إلى مقالات، كل مقال في سطر",
        )
    row = _json(decode(line))
    if not isinstance(row, dict):
        kind = _json_kind(row)
        raise BadRow(f"it is {kind}, not an object: {ROW_ADVICE}", f"فيه {kind.arabic} لا كائن: {ROW_ADVICE.arabic}")
    return row


def _json(line: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise BadRow(
            f"it is not JSON ({error.msg} at character {error.pos + 1}): {ROW_ADVICE}",
            f"ليس JSON سليماً (عند المحرف {error.pos + 1}: {error.msg}): {ROW_ADVICE.arabic}",
        ) from error
    except RecursionError as error:
        raise BadRow(
            f"its JSON is nested too deeply to be read: {ROW_ADVICE}",
            f"تداخل JSON فيه أعمق من أن يُقرأ: {ROW_ADVICE.arabic}",
        ) from error
    except ValueError as error:  # Python reads no whole number of more than 4,300 digits.
        raise BadRow(
            "it holds a number with too many digits to be read: put it in quotation marks",
            "فيه عدد أرقامه أكثر من أن تُقرأ: ضعه بين علامتي اقتباس",
        ) from error


def _described(row: dict[str, object]) -> Draft:
    """Take what the row states; `id` is empty where it states none.

    Raises:
        BadRow: a value of the wrong type, or no text.
    """
    return Draft(
        id=_stated_id(row) or "",
        text=_stated_text(row),
        title=_stated(row, "title"),
        source=_stated(row, "source"),
        url=_stated(row, "url"),
        published=_stated(row, "published"),
        language=_stated_language(row),
    )


def _stated_text(row: dict[str, object]) -> str:
    text = _stated(row, "text")
    if text is None and "text" in row:
        raise BadRow("its `text` is empty: put the article into `text`", "حقل `text` فارغ: ضع نص المقال فيه")
    if text is None:
        raise BadRow(
            f"it has no `text`, only {', '.join(row) or 'nothing'}: put the article into `text`",
            f"لا حقل `text` فيه (حقوله: {'، '.join(row) or 'لا شيء'}): ضع نص المقال في `text`",
        )
    if not (_has_words(text) and is_readable(text)):
        raise BadRow(
            "its `text` is not made of words: put the article there",
            "حقل `text` ليس نصاً من كلمات: ضع نص المقال فيه",
        )
    return text


def _stated(row: dict[str, object], key: str) -> str | None:
    """Take the text under `key`; null and blank state nothing."""
    value = row.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        kind = _json_kind(value)
        raise BadRow(
            f"its `{key}` is {kind}, not text: put it in quotation marks, or leave it out",
            f"في حقل `{key}` {kind.arabic} لا نص: ضع القيمة بين علامتي اقتباس أو احذف الحقل",
        )
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
    raise BadRow(
        f"its `language` is {stated!r}, and only `ar` and `en` are read: correct it, or leave it out",
        f"في حقل `language` القيمة «{stated}»، ولا تُقرأ إلا `ar` و`en`: صحّحها أو احذف الحقل",
    )


def _whole(text: str) -> str:
    """Put U+FFFD for each half of a surrogate pair, which JSON can hold and UTF-8 cannot."""
    return text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")


def _json_kind(value: object) -> Phrase:
    kinds: dict[type, Phrase] = {
        bool: Phrase("true or false", "قيمة منطقية"),
        str: Phrase("text", "نص"),
        list: Phrase("an array", "مصفوفة"),
        dict: Phrase("an object", "كائن"),
        type(None): Phrase("null", "القيمة null"),
    }
    return kinds.get(type(value), Phrase("a number", "عدد"))
