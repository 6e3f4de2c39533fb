"""The top of the page: what this is."""

from retrieval.records import Language
from ui.page.markup import Html, tag
from ui.page.words import WORDS


def header(language: Language) -> Html:
    """Name the page and its promise."""
    words = WORDS[language]
    return tag("div", tag("h1", words.name), tag("p", words.promise))
