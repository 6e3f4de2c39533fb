"""Briefs to be taken away as files: each a link that holds the whole file, so that the server keeps none."""

import unicodedata
from base64 import b64encode
from collections.abc import Mapping

from agent.brief import Brief
from retrieval.records import Language
from ui.briefs import Format, render
from ui.page.markup import Html, tag
from ui.page.words import WORDS

FORMS: Mapping[Format, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "md": "text/markdown",
}
LONGEST_NAME = 80  # Characters; systems allow 255 bytes, and an Arabic letter is two.
KEPT = ("L", "M", "N")  # Letters, marks and digits, by the first letter of their Unicode category.


def download(brief: Brief, form: Format, language: Language) -> Html:
    """Link to a brief as a file of one form, named for its topic."""
    held = b64encode(render(brief, form)).decode("ascii")
    return tag(
        "a",
        WORDS[language].save_brief[form],
        href=f"data:{FORMS[form]};base64,{held}",
        download=f"{file_name(brief.topic, brief.language)}.{form}",
        class_="plain",
    )


def file_name(topic: str, language: Language) -> str:
    """Name a file for a topic: nothing in the name leads anywhere, or means something to a system.

    >>> file_name("../The ferry's crash: 2025?", "en"), file_name("حادث عبّارة «النورس»", "ar")
    ('brief-The-ferry-s-crash-2025', 'إحاطة-حادث-عبّارة-النورس')
    """
    kept = "".join(one if unicodedata.category(one).startswith(KEPT) else " " for one in topic)
    return "-".join([WORDS[language].brief_file, *kept[:LONGEST_NAME].split()])
