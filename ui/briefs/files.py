"""Put a brief into a file: in the form that is asked for or that the name ends with, whole or not at all."""

import json
from pathlib import Path
from typing import Literal

from agent.brief import Brief
from retrieval.errors import InputError
from retrieval.files import write_atomically
from ui.briefs.document import lay_out
from ui.briefs.markdown import write_markdown
from ui.briefs.webpage import write_page

Format = Literal["md", "html", "docx", "json"]
_ENDINGS: dict[str, Format] = {
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".json": "json",
}


def chosen_form(named: Format | None, output: Path | None) -> Format:
    """Choose the form of a brief: the one named, else as its file ends, else Markdown.

    Raises:
        InputError: the ending is that of no form; or a Word file was asked for and no file named.
    """
    if output is None and named == "docx":
        raise InputError(
            "A Word file cannot be printed. Name a file for it with --output.",
            "لا يُطبع ملف Word على الشاشة. سمِّ له ملفاً بالخيار --output.",
        )
    if named or output is None:
        return named or "md"
    found = _ENDINGS.get(output.suffix.lower())
    if found is None:
        raise InputError(
            f"What form {output} should have cannot be told from its name. End it with .md, .html, .docx or .json, "
            "or say --format.",
            f"لا تُعرف الصيغة من اسم الملف {output}. اجعل نهايته .md أو .html أو .docx أو .json، "
            "أو أضف الخيار --format.",
        )
    return found


def render(brief: Brief, form: Format) -> bytes:
    """Write a brief in one of its forms."""
    if form == "json":
        return (json.dumps(brief.to_dict(), ensure_ascii=False, indent=1) + "\n").encode()
    document = lay_out(brief)
    if form == "docx":
        from ui.briefs.word import write_word

        return write_word(document)
    return (write_page(document) if form == "html" else write_markdown(document)).encode()


def save(content: bytes, path: Path) -> None:
    """Write a file in place of what was there, at once: a reader finds the old one or the new one.

    Raises:
        InputError: it cannot be written.
    """
    try:
        write_atomically(path, content)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}. Name another file.",
            f"تعذّرت الكتابة في {path}: {error.strerror}. سمِّ ملفاً آخر.",
        ) from error
