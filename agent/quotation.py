"""Words of an article that a statement rests on."""

from typing import Protocol

from retrieval.records import Article, Span


class Quotation(Protocol):
    """Words of an article, `span` of its text; `value` is the date or number in `text` that answers, if one does."""

    @property
    def article(self) -> Article: ...
    @property
    def span(self) -> Span: ...
    @property
    def text(self) -> str: ...
    @property
    def value(self) -> Span | None: ...
