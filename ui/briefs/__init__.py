"""Briefs as people read them: Markdown, a web page, a Word file, JSON."""

from ui.briefs.document import lay_out
from ui.briefs.files import Format, chosen_form, render, save
from ui.briefs.markdown import write_markdown

__all__ = ["Format", "chosen_form", "lay_out", "render", "save", "write_markdown"]
