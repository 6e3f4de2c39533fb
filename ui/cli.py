"""The `isnad` command. Parts are imported when a command needs them, so that each command starts at once."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from retrieval.errors import IsnadError
from retrieval.settings import Settings
from ui.messages import MESSAGES, interface_language

if TYPE_CHECKING:
    from retrieval.library import Library
    from retrieval.records import Article, Language
    from ui.terminal import Terminal

app = typer.Typer(
    name="isnad",
    help="Answers over news in Arabic and English, every statement on its sources.\n\n"
    "أجوبة من الأخبار بالعربية والإنجليزية، وكل عبارة مسندة إلى مصادرها.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
library_app = typer.Typer(help="Look into the library and keep it in order. — تصفّح المكتبة وصيانتها.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(library_app, name="library")


class Tongue(StrEnum):
    """The languages that can be asked for."""

    ar = "ar"
    en = "en"


LibraryOption = Annotated[
    Path | None, typer.Option("--library", metavar="DIR", help="Folder of the library. [env: ISNAD_LIBRARY] — مجلد المكتبة.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON. — اطبع JSON.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE")]


@app.command()
def add(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="Files (.txt, .jsonl) or folders. — ملفات أو مجلدات.")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Add the articles of the shipped sample. — أضف العيّنة المرفقة.")] = False,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add news articles to the library; adding again changes nothing. — أضف مقالات إلى المكتبة.

    isnad add articles/ more.jsonl

    isnad add --sample

    A .txt file is one article; a .jsonl file has one a row: text, and where known id, title, source, published, url,
    language. Exit code 1: something was refused; the rest went in.
    """
    given = [*(paths or []), *([sample_folder()] if sample else [])]
    if not given:
        raise typer.BadParameter("name a file or a folder, or say --sample")
    with opened(library) as (lib, terminal):
        with terminal.progress() as on_progress:
            report = lib.add(given, on_progress)
        if as_json:
            print_json({"articles": [outcome.to_dict() for outcome in report.outcomes], "refused": [refusal.to_dict() for refusal in report.refusals]})
        else:
            terminal.report(report)
        if report.failures:
            raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="In Arabic or English. — بالعربية أو الإنجليزية.")],
    library: LibraryOption = None,
    as_json: JsonOption = False,
    language: Annotated[Tongue | None, typer.Option(help="Language of the answer; by default the question's. — لغة الجواب.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Published on this day or later. — منذ.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Published on this day or earlier. — حتى.")] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Only this outlet. — هذه الجهة الناشرة فقط.")] = None,
) -> None:
    """Answer a question in the words of the articles, each cited, or say why not. — أجب عن سؤال.

    isnad ask "Who received the delegation?"

    isnad ask "من استقبل الوفد؟" --since 2025-11-01
    """
    with opened(library) as (lib, terminal):
        from agent import Agent

        answer = Agent(lib).ask(question, tongue(language), since=day(since), until=day(until), source=source)
        if as_json:
            print_json(answer.to_dict())
        else:
            terminal.answer(answer)


@library_app.command("list")
def list_articles(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """List the articles. — اعرض المقالات."""
    with opened(library) as (lib, terminal):
        if as_json:
            print_json([described(article) for article in lib.articles()])
        else:
            terminal.articles(lib.articles())


@library_app.command()
def show(
    article_id: Annotated[str, typer.Argument(metavar="ID")], library: LibraryOption = None, as_json: JsonOption = False
) -> None:
    """Show an article as it came, with what cleaning left out and why. — اعرض مقالاً كما ورد وما حذفه التنظيف."""
    with opened(library) as (lib, terminal):
        article = lib.article(article_id)
        if as_json:
            print_json(described(article, whole=True) | {"passages": [[p.start, p.end] for p in lib.passages_of(article_id)]})
        else:
            terminal.article(article)


@library_app.command()
def remove(
    article_ids: Annotated[list[str], typer.Argument(metavar="ID...")],
    library: LibraryOption = None,
) -> None:
    """Remove articles. — احذف مقالات."""
    with opened(library) as (lib, terminal):
        lib.remove(article_ids)
        terminal.line(terminal.messages.removed.format(count=len(set(article_ids))))


@library_app.command()
def verify(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """Check the indexes against the catalogue; exit code 1 if something is wrong. — تحقّق من سلامة الفهارس."""
    with opened(library) as (lib, terminal):
        problems = lib.verify()
        counts = lib.counts()
        if as_json:
            print_json({"problems": problems, "articles": counts.articles, "passages": counts.passages})
        elif problems:
            for problem in [*problems, terminal.messages.problems]:
                terminal.line(problem)
        else:
            terminal.line(terminal.messages.verified.format(articles=counts.articles, passages=counts.passages))
        if problems:
            raise typer.Exit(1)


@library_app.command()
def rebuild(library: LibraryOption = None) -> None:
    """Make the indexes anew from the catalogue. — أعد بناء الفهارس."""
    with opened(library) as (lib, terminal):
        with terminal.progress() as on_progress:
            lib.rebuild(on_progress)
        terminal.line(terminal.messages.rebuilt.format(passages=lib.counts().passages))


@library_app.command()
def stats(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """Count what the library holds. — إحصاء محتويات المكتبة."""
    with opened(library) as (lib, terminal):
        counts, sources = lib.counts(), lib.sources()
        size_bytes = sum(path.stat().st_size for path in lib.folder.rglob("*") if path.is_file())
        if as_json:
            from dataclasses import asdict

            print_json(asdict(counts) | {"outlets": dict(sources), "bytes": size_bytes})
        else:
            terminal.stats(counts, sources, size_bytes)


@contextmanager
def opened(folder: Path | None) -> "Iterator[tuple[Library, Terminal]]":
    """Open the library and the terminal of one command; an error on purpose becomes its message and exit code 1."""
    from retrieval.library import Library
    from ui.terminal import Terminal

    language = interface_language()
    terminal = Terminal(MESSAGES[language], language)
    _show_warnings(terminal)
    settings = Settings.from_environment()
    try:
        with Library.open(folder or settings.library, settings.wait_seconds) as library:
            yield library, terminal
    except IsnadError as error:
        terminal.notice(terminal.messages.error.format(error=error.said(language)), "red")
        raise typer.Exit(1) from error


def sample_folder() -> Path:
    """The folder of the shipped sample."""
    return Path(str(files("retrieval") / "sample"))


def described(article: "Article", whole: bool = False) -> dict[str, Any]:
    """Write what is known of an article as JSON has it; `whole` adds the text and what cleaning did with it."""
    fields: dict[str, Any] = {
        "article_id": article.id,
        "title": article.title,
        "title_how": article.title_how,
        "source": article.source,
        "url": article.url,
        "published": str(article.published) or None,
        "published_how": article.published.how,
        "published_reason": article.published.reason,
        "language": article.language,
        "copies": list(article.copies),
    }
    if whole:
        fields |= {
            "text": article.text,
            "body": [[paragraph.span.start, paragraph.span.end] for paragraph in article.paragraphs],
            "cuts": [{"start": cut.span.start, "end": cut.span.end, "reason": cut.reason} for cut in article.cuts],
        }
    return fields


def print_json(value: object) -> None:
    """Print JSON for programs: UTF-8, unescaped Arabic."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def tongue(chosen: Tongue | None) -> "Language | None":
    """Turn the option's value into a language."""
    return None if chosen is None else ("ar" if chosen is Tongue.ar else "en")


def day(moment: datetime | None) -> date | None:
    """Turn the option's value into a day."""
    return moment.date() if moment else None


def _show_warnings(terminal: "Terminal") -> None:
    """Send the warnings of the library to the screen."""

    class Notices(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            terminal.notice(record.getMessage(), "yellow")

    logging.getLogger("isnad").handlers = [Notices(logging.WARNING)]


def main() -> None:
    """Run the command."""
    app()
