"""Trace the sentences that an answer quotes to their origins, in their articles and in the near copies of these."""

from collections.abc import Callable

from agent.origins import Origin, origin_of, shared_with
from agent.quantities import find_quantities
from agent.questions import Question
from agent.quotation import Quotation
from retrieval.folding import words
from retrieval.library import Library
from retrieval.records import Sentence, Span

Trace = Callable[[Quotation], Origin]
MOST_COPIES = 5  # Near copies read, in search of one that says whose text it is.


class Tracer:
    """Traces the evidence for one question; only articles that are quoted are read."""

    def __init__(self, library: Library, question: Question) -> None:
        self._library = library
        self._counts = not {"how_many", "how_much"}.isdisjoint(question.kinds)

    def trace(self, quotation: Quotation) -> Origin:
        """Find the origin of words of an article, or of the value in them that answers."""
        article = quotation.article
        sentences = self._sentences(article.id)
        at = next(at for at, one in enumerate(sentences) if one.span.end > quotation.span.start)
        origin = origin_of(article, sentences, at, self._about(quotation))
        return self._shared(origin) if origin.how == "own" and article.copies else origin

    def _shared(self, origin: Origin) -> Origin:
        """Give what nobody is named for to the agency that a near copy with the same sentence credits, or is of."""
        wanted = words(origin.text)
        for copy in origin.article.copies[:MOST_COPIES]:
            article, sentences = self._library.article(copy), self._sentences(copy)
            same = (at for at, one in enumerate(sentences) if words(one.span.of(article.text)) == wanted)
            for other in (origin_of(article, sentences, at) for at in same):
                if _is_credited(other) and other.speaker.key != origin.outlet.key:
                    return shared_with(origin, other)
        return origin

    def _about(self, quotation: Quotation) -> Span | None:
        """Find the words that answer: the value, or the last number where the question wants one."""
        value = quotation.value
        if value is None and self._counts:
            value = next((one.span for one in reversed(find_quantities(quotation.text))), None)
        start = quotation.span.start
        return Span(start + value.start, start + value.end) if value else None

    def _sentences(self, article_id: str) -> list[Sentence]:
        return [sentence for passage in self._library.passages_of(article_id) for sentence in passage.sentences]


def _is_credited(origin: Origin) -> bool:
    own = origin.how == "own" and origin.speaker.kind == "agency"
    return own or origin.how in ("dateline", "source line")
