"""The address of an answer or a brief: what was asked, and narrowed to what; whoever opens it asks the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from agent.gathering import Scope
from retrieval.errors import InputError
from retrieval.records import Language

Place = Literal["ask", "brief"]
LONGEST = 2_000  # Characters of a value that are read; a question has no more.


@dataclass(frozen=True, slots=True)
class Address:
    """What an address asks for; what is empty it leaves open."""

    question: str = ""
    since: str = ""
    until: str = ""
    source: str = ""
    articles: Language | None = None  # The language that they are in.
    language: Language | None = None
    place: Place = "ask"

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Address":
        """Read the query of an address.

        >>> Address.of({"q": "متى؟", "lang": "ar"}).language
        'ar'
        """
        names = ("q", "since", "until", "source", "articles", "lang", "tab")
        question, since, until, source, articles, language, tab = (query.get(name, "")[:LONGEST] for name in names)
        place: Place = "brief" if tab == "brief" else "ask"
        return cls(question.strip(), since, until, source, as_language(articles), as_language(language), place)

    def at(self, place: Place) -> "Address":
        """Give what is asked at one place of the page: nothing where the address leads to another one."""
        return self if self.place == place else Address(language=self.language, place=self.place)

    @property
    def scope(self) -> Scope:
        """What the question is narrowed to.

        Raises:
            InputError: a day is none.
        """
        return Scope(_day(self.since), _day(self.until), self.source or None, self.articles)


def as_language(name: str) -> Language | None:
    """Read the name of a language; any other is none."""
    return "ar" if name == "ar" else "en" if name == "en" else None


def _day(written: str) -> date | None:
    if not written.strip():
        return None
    try:
        return date.fromisoformat(written.strip())
    except ValueError as error:
        raise InputError(
            f"{written!r} is no day: write it like 2025-11-17.", f"«{written}» ليس يوماً: اكتبه على صورة 2025-11-17."
        ) from error
