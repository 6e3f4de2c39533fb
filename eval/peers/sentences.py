"""What the peers share: the sentences of articles by their places, and answers made of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agent.records import Answer, Citation, ClaimKind, Conflict, Position, Searched, Statement
from eval.ranking.bm25 import Bm25Ranker
from eval.ranking.records import language_of_draft
from eval.systems import fingerprint
from retrieval.records import Draft, Language, Published, Span
from retrieval.sentences import split_sentences

ASKED_FOR = 30  # Sentences that a search gives, of which the best of each article is taken.


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of an article and where they stand."""

    article_id: str
    language: Language
    span: Span
    text: str


class Shelf:
    """The sentences of articles, searched by BM25 with Snowball's stems."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._sentences = list(sentences_of(drafts))
        rows = [Draft(str(at), one.text, language=one.language) for at, one in enumerate(self._sentences)]
        self._ranker = Bm25Ranker(rows)

    def best(self, question: str, language: Language, limit: int = ASKED_FOR) -> list[Sentence]:
        """Find the sentences that share stems with a question, best first."""
        return [self._sentences[int(row)] for row in self._ranker.rank(question, language, limit)]

    def best_of_each(self, question: str, language: Language, articles: int) -> list[Sentence]:
        """Find the best sentence of each of the best articles."""
        first: dict[str, Sentence] = {}
        for one in self.best(question, language):
            first.setdefault(one.article_id, one)
        return list(first.values())[:articles]


def sentences_of(drafts: Sequence[Draft]) -> Iterator[Sentence]:
    """Split articles into their sentences."""
    for draft in drafts:
        at = 0
        for line in draft.text.split("\n"):
            for span in split_sentences(draft.text, Span(at, at + len(line))):
                if span.of(draft.text).strip():
                    yield Sentence(draft.id, language_of_draft(draft), span, span.of(draft.text))
            at += len(line) + 1


def articles_fingerprint(drafts: Sequence[Draft]) -> str:
    """Name articles by what they say."""
    return fingerprint({draft.id: draft.text for draft in drafts})


def refusal(question: str, language: Language, writer: str) -> Answer:
    """Make a refusal."""
    return Answer(question, language, "refused", "–", (), (), Searched(), writer)


def quoted(
    question: str,
    language: Language,
    writer: str,
    sentences: Sequence[Sentence],
    sides: Mapping[str, Sequence[int]] | None = None,
    kind: ClaimKind = "number",
) -> Answer:
    """Answer with sentences, each cited; `sides` give the numbers of the citations of each value of a conflict."""
    if not sentences:
        return refusal(question, language, writer)
    citations = tuple(
        Citation(
            number, one.article_id, "", None, None, Published(), one.language, one.text, one.span.start, one.span.end
        )
        for number, one in enumerate(sentences, start=1)
    )
    positions = tuple(Position(value, tuple(numbers)) for value, numbers in (sides or {}).items())
    conflicts = (Conflict(kind, "conflict", question, positions, ""),) if positions else ()
    statements = tuple(Statement(one.quote, (one.number,)) for one in citations)
    return Answer(question, language, "answered", None, statements, citations, Searched(), writer, conflicts)
