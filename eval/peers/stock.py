"""The stock way: LangChain's splitter, MiniLM, Chroma, and the first piece found as the answer."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.records import Answer
from eval.bench.stock import OVERLAP_CHARACTERS, PIECE_CHARACTERS, QUIET, MiniLm, is_installed
from eval.peers.rules import RuleDesk
from eval.peers.sentences import Sentence, articles_fingerprint, quoted
from eval.ranking.records import language_of_draft
from eval.systems import Desk
from retrieval.library import OnProgress
from retrieval.records import Draft, Language, Span

__all__ = ["Stock", "is_installed"]


@dataclass(frozen=True, slots=True)
class Stock:
    """Pieces of 1,000 characters that overlap by 200, one vector each; the nearest one is quoted whole."""

    name: str = "stock RAG"

    def settings(self) -> Mapping[str, str]:
        """Name the model and the size of the pieces."""
        return {"model": "all-MiniLM-L6-v2", "piece": str(PIECE_CHARACTERS), "overlap": str(OVERLAP_CHARACTERS)}

    @contextmanager
    def over(self, drafts: Sequence[Draft], folder: Path, on_progress: OnProgress) -> Iterator[Desk]:  # noqa: ARG002
        """Embed the pieces of all articles."""
        os.environ.update(QUIET)
        from langchain_chroma import Chroma

        pieces = list(_pieces(drafts))
        model: Any = MiniLm()
        store = Chroma(f"pieces-{os.getpid()}-{id(pieces)}", embedding_function=model, persist_directory=str(folder))
        store.add_texts([piece.text for piece in pieces], [{"at": at} for at in range(len(pieces))])

        def answer(question: str, language: Language) -> Answer:
            found = [pieces[one.metadata["at"]] for one in store.similarity_search(question, k=1)]
            return quoted(question, language, self.name, found)

        yield RuleDesk(articles_fingerprint(drafts), answer)


def _pieces(drafts: Sequence[Draft]) -> Iterator[Sentence]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=PIECE_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS)
    for draft in drafts:
        at = 0
        for piece in splitter.split_text(draft.text):
            at = draft.text.index(piece, at)
            yield Sentence(draft.id, language_of_draft(draft), Span(at, at + len(piece)), piece)
            at += 1
