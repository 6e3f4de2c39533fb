"""Take in what a visitor hands over: files, archives of files, pasted text. No path in an archive leads out of it."""

import stat
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from retrieval.describing import hash_of
from retrieval.errors import InputError, UnreadableFile
from retrieval.library import AddReport, Library, OnProgress, ignore
from retrieval.reading import Refusal, read
from retrieval.records import Draft
from ui.sample import sample_folder

MOST_FILES = 20_000  # In one archive.
MOST_UNPACKED_BYTES = 500_000_000  # Of one archive, whatever it says of itself.
PIECE_BYTES = 1 << 16


def add_files(library: Library, paths: Sequence[Path], on_progress: OnProgress = ignore) -> AddReport:
    """Add the articles of files and .zip archives, each under the name of its file.

    Nothing is kept but the articles; a bad archive or file is refused and stops nothing.
    """
    with TemporaryDirectory(prefix="isnad-") as folder:
        staged = list(_staged(paths, Path(folder)))
        found = list(read([one for one in staged if isinstance(one, Path)]))
        drafts = [replace(one, path=None) for one in found if isinstance(one, Draft)]
        refused = [one for one in staged if isinstance(one, Refusal)]
        refused += [_named(one, Path(folder)) for one in found if isinstance(one, Refusal)]
    report = library.add_drafts(drafts, on_progress)
    return AddReport(report.outcomes, (*refused, *report.refusals))


def add_sample(library: Library, on_progress: OnProgress = ignore) -> AddReport:
    """Add the articles that ship with the program."""
    return library.add(sample_folder(), on_progress)


def add_text(library: Library, draft: Draft, on_progress: OnProgress = ignore) -> AddReport:
    """Add one article that was pasted, under a name made of what was pasted.

    Raises:
        InputError: there are no words in it.
    """
    if not any(map(str.isalnum, draft.text)):
        raise InputError("The text holds no words: paste an article.", "لا كلمات في النص: ألصق مقالاً.")
    named = replace(draft, id=f"pasted-{hash_of(draft)[:8]}")
    return library.add_drafts([named], on_progress)


def _staged(paths: Iterable[Path], folder: Path) -> Iterator[Path | Refusal]:
    """Lay files out in folders of their own, so that two of one name do not meet."""
    for number, path in enumerate(paths, start=1):
        if path.suffix.lower() != ".zip":
            yield path
            continue
        try:
            yield from _unpacked(path, folder / str(number))
        except UnreadableFile as error:
            yield Refusal(path.name, None, "unreadable", error.phrase)


def _unpacked(path: Path, folder: Path) -> list[Path]:
    """Unpack an archive into `folder`.

    Raises:
        UnreadableFile: it is none, is locked, or holds too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [one for one in archive.infolist() if _is_wanted(one)]
            if len(inside) > MOST_FILES:
                raise _too_large(f"{MOST_FILES:,}")
            return _written(archive, inside, folder)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UnreadableFile(
            f"the archive cannot be unpacked ({error}): make it anew, without a password",
            f"تعذّر فك الأرشيف ({error}): أنشئه من جديد بلا كلمة سر",
        ) from error


def _written(archive: zipfile.ZipFile, inside: Iterable[zipfile.ZipInfo], folder: Path) -> list[Path]:
    left, paths = MOST_UNPACKED_BYTES, []
    for one in inside:
        path = folder.joinpath(*_parts(one.filename))
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(one) as packed, path.open("wb") as plain:
            while piece := packed.read(PIECE_BYTES):
                left -= len(piece)
                if left < 0:
                    raise _too_large(f"{MOST_UNPACKED_BYTES / 1e6:,.0f} MB")
                plain.write(piece)
        paths.append(path)
    return paths


def _is_wanted(one: zipfile.ZipInfo) -> bool:
    """Whether an entry is a file that somebody means: no folder, link, or hidden file of a system."""
    parts = _parts(one.filename)
    is_link = stat.S_ISLNK(one.external_attr >> 16)
    return bool(parts) and not one.is_dir() and not is_link and not parts[-1].startswith(".")


def _parts(name: str) -> list[str]:
    r"""Give the parts of a name inside an archive that may become a path; what would lead out of it is dropped.

    >>> _parts("../../etc/news.txt"), _parts("C:\\news.txt"), _parts("/news/x.txt")
    (['etc', 'news.txt'], ['C', 'news.txt'], ['news', 'x.txt'])
    """
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return [part.replace(":", "")[-100:] for part in parts if part not in ("/", "..", ".") and "\0" not in part]


def _too_large(limit: str) -> UnreadableFile:
    return UnreadableFile(
        f"the archive holds more than {limit}: split it", f"في الأرشيف أكثر من {limit}: قسّمه إلى أجزاء"
    )


def _named(refusal: Refusal, folder: Path) -> Refusal:
    """Name a refused file as its owner knows it."""
    path = Path(refusal.path)
    inside = path.relative_to(folder).parts[1:] if path.is_relative_to(folder) else (path.name,)
    return replace(refusal, path="/".join(inside))
