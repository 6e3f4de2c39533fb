"""The stock way with a model: passages stuffed into one prompt, the reply taken as it comes, its marks as citations."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from agent.records import Answer, Statement
from agent.writing.once import reply_to
from agent.writing.settings import ModelSettings
from eval.peers.rules import RuleDesk
from eval.peers.sentences import Shelf, articles_fingerprint, quoted
from eval.systems import Desk
from prompts import fill
from retrieval.library import OnProgress
from retrieval.records import Draft, Language

STUFFED = 6  # Sentences, the best of as many articles.
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Stuffed:
    """A model answers from the best sentences by BM25 and marks them; nobody checks what it says."""

    model: ModelSettings
    name: str = "stuffed prompt"

    def settings(self) -> Mapping[str, str]:
        """Name the model."""
        return {"writer": self.model.name}

    @contextmanager
    def over(self, drafts: Sequence[Draft], folder: Path, on_progress: OnProgress) -> Iterator[Desk]:  # noqa: ARG002
        """Index the sentences."""
        shelf = Shelf(drafts)

        def answer(question: str, language: Language) -> Answer:
            found = shelf.best_of_each(question, language, STUFFED)
            passages = "\n".join(f"[{number}] {one.text}" for number, one in enumerate(found, start=1))
            said = reply_to(self.model, fill("stuffed", language, question=question, passages=passages))
            marks = dict.fromkeys(int(mark) for mark in _MARK.findall(said.text))
            cited = tuple(number for number in marks if 1 <= number <= len(found))
            whole = quoted(question, language, self.name, found)
            return replace(
                whole,
                statements=(Statement(said.text, cited),) if found else (),
                citations=tuple(one for one in whole.citations if one.number in cited),
                usage=said.usage,
            )

        yield RuleDesk(articles_fingerprint(drafts), answer)
