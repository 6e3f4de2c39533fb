"""What a model may do before it answers: search, read on, have claims compared. Each returns text for the model."""

from collections.abc import Callable
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, ValidationError

import prompts
from agent.comparing import Comparison
from agent.differences import is_shown, say_value
from agent.events import Step
from agent.gathering import Material, Scope, find, noted, read
from agent.questions import Question, understand
from agent.steps import Steps
from agent.wording import clean, quoted
from agent.writing.desk import Desk
from agent.writing.replies import Call
from retrieval.errors import IsnadError
from retrieval.library import Library
from retrieval.records import Article, Hit, Language, Passage

Tell = Callable[[Step], object]

NEIGHBOURS = 2  # Passages before and after one, when a model reads on.


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)


class _Search(_Arguments):
    query: str = Field(min_length=1, max_length=500)
    since: str | None = None
    until: str | None = None
    source: str | None = None
    language: Language | None = None


class _ReadOn(_Arguments):
    key: str


class _Compare(_Arguments):
    question: str = Field(min_length=1, max_length=500)


class Tools:
    """Works on one library for one answer; what is found comes onto the desk, and is remembered in `hits`."""

    def __init__(
        self, library: Library, scope: Scope, language: Language, desk: Desk, steps: Steps, tell: Tell
    ) -> None:
        self._library = library
        self._scope = scope
        self._language = language
        self._desk = desk
        self._steps = steps
        self._tell = tell
        self._asked: set[str] = set()
        self.hits: dict[int, Hit] = {}

    def run(self, call: Call, tokens: int) -> str:
        """Carry out a call, its result in about `tokens` at most; a call that cannot be is answered with the reason."""
        asked = f"{call.name} {sorted(call.arguments.items(), key=str)}"
        if asked in self._asked:
            return self._said("asked_before")
        self._asked.add(asked)
        try:
            return self._carried_out(call, tokens)
        except ValidationError as error:
            return self._said("bad_call", reason=error.errors()[0]["msg"])
        except IsnadError as error:
            return self._said("bad_call", reason=error.said(self._language))

    def _carried_out(self, call: Call, tokens: int) -> str:
        if call.name == "search_articles":
            return self._search(_Search.model_validate(call.arguments), tokens)
        if call.name == "read_article":
            return self._read_on(_ReadOn.model_validate(call.arguments), tokens)
        if call.name == "compare_claims":
            return self._compare(_Compare.model_validate(call.arguments), tokens)
        return self._said("bad_call", reason=call.name)

    def _search(self, wanted: _Search, tokens: int) -> str:
        self._tell(Step("searching", wanted.query))
        with self._steps.timed("search"):
            hits = find(wanted.query, self._within(wanted), self._library)
        self._steps.note("search", query=wanted.query, hits=noted(hits))
        if not hits:
            return self._said("nothing_found")
        material = self._read(understand(wanted.query, self._language), hits)
        return self._laid(material, tokens)

    def _within(self, wanted: _Search) -> Scope:
        """Narrow the scope of the question; a model cannot widen it."""
        since = max(filter(None, (self._scope.since, _day(wanted.since))), default=None)
        until = min(filter(None, (self._scope.until, _day(wanted.until))), default=None)
        return Scope(since, until, self._scope.source or wanted.source, self._scope.language or wanted.language)

    def _read_on(self, wanted: _ReadOn, tokens: int) -> str:
        laid = self._desk.laid(wanted.key)
        if laid is None:
            return self._said("unknown_key", key=wanted.key)
        self._tell(Step("reading", clean(laid.article.title)))
        whole = self._library.passages_of(laid.article.id)
        at = next(n for n, one in enumerate(whole) if one.id == laid.passage.id)
        near = [one for one in whole[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1] if not self._desk.key_of(one)]
        if near:
            return self._shown([(laid.article, one) for one in near], tokens)
        keys = [self._desk.key_of(one) for one in whole]
        return self._said("already_here", keys=", ".join(key for key in keys if key))

    def _compare(self, wanted: _Compare, tokens: int) -> str:
        self._tell(Step("comparing", wanted.question))
        question = understand(wanted.question, self._language)
        material = self._read(question, find(wanted.question, self._scope, self._library))
        laid = self._laid(material, tokens // 2)
        return f"{self.compared(material.comparison) or self._said('no_difference')}\n\n{laid}"

    def _read(self, question: Question, hits: list[Hit]) -> Material:
        self.hits.update({hit.passage.id: hit for hit in hits})
        return read(question, hits, self._library, self._steps)

    def _laid(self, material: Material, tokens: int) -> str:
        """Show the passages that give most; name those that are on the desk already."""
        here = [key for hit in material.hits[:10] if (key := self._desk.key_of(hit.passage))]
        chosen = self._desk.pack(material.hits, material.evidence, tokens)
        shown = "\n".join(self._desk.lay(hit.article, hit.passage) for hit in chosen)
        return "\n".join(filter(None, (shown, self._said("already_here", keys=", ".join(here)) if here else "")))

    def _shown(self, passages: list[tuple[Article, Passage]], tokens: int) -> str:
        shown: list[str] = []
        left = tokens
        for article, passage in passages:
            left -= self._desk.size(passage)
            if left < 0 and shown:
                break
            shown.append(self._desk.lay(article, passage))
        return "\n".join(shown)

    def compared(self, comparison: Comparison | None) -> str:
        """Tell a model what the rules found that a reader must know; nothing where there is nothing."""
        if comparison is None or not is_shown(comparison):
            return ""
        lines = [self._said("difference", verdict=comparison.verdict, kind=comparison.kind)]
        for position in comparison.positions:
            one = position.best.evidence
            lines.append(
                self._said(
                    "side",
                    value=say_value(position.best, self._language),
                    outlet=clean(one.article.source or "?"),
                    date=str(one.article.published) or "?",
                    key=self._desk.key_at(one.article.id, one.span) or "?",
                    quote=quoted(one.text, self._language),
                )
            )
        return "\n".join(lines)

    def _said(self, name: str, **fields: object) -> str:
        return prompts.phrase(name, self._language, **fields)


def _day(written: str | None) -> date | None:
    """Read a day; what is no day narrows nothing."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
