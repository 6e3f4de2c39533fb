"""Reports of a run: one page for the browser, Markdown, or JSON, in either language."""

from pathlib import Path

from eval.folders import Run
from eval.reports.content import Report, gather
from eval.reports.markdown import to_markdown
from eval.reports.page import to_page
from eval.reports.plain import to_json
from retrieval.errors import InputError
from retrieval.records import Language

WRITERS = {".html": to_page, ".md": to_markdown, ".json": to_json}


def write_report(run: Run, path: Path, language: Language) -> Report:
    """Write a report of a run in the format that the name of the file ends in; return what it says.

    Raises:
        InputError: the name ends otherwise, or the file cannot be written.
    """
    if path.suffix.lower() not in WRITERS:
        known = ", ".join(WRITERS)
        raise InputError(
            f"{path} ends in none of {known}, which say what is to be written.", f"لا ينتهي {path} بأي من {known}."
        )
    report = gather(run)
    text = WRITERS[path.suffix.lower()](report, language)
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}. Name another file.",
            f"تعذّرت الكتابة في {path}: {error.strerror}. سمِّ ملفاً آخر.",
        ) from error
    return report
