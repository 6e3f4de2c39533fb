"""What is measured: anything that takes articles and then answers questions. Isnad, and in `eval.peers` others."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from agent import Agent
from agent.records import Answer
from agent.writing.settings import ModelSettings
from retrieval.library import Library, OnProgress
from retrieval.model import FOLDER
from retrieval.records import Draft, Language
from retrieval.settings import Parts


class Desk(Protocol):
    """A system that has its articles."""

    @property
    def fingerprint(self) -> str:
        """A short name of the articles that changes with what they say."""
        ...

    def ask(self, question: str, language: Language) -> Answer:
        """Answer a question in a language, or refuse."""
        ...


class System(Protocol):
    """A way to answer questions."""

    @property
    def name(self) -> str:
        """What it is called in tables."""
        ...

    def settings(self) -> Mapping[str, str]:
        """Say what its answers depend on besides articles and questions."""
        ...

    def over(self, drafts: Sequence[Draft], folder: Path, on_progress: OnProgress) -> AbstractContextManager[Desk]:
        """Take in articles, in a folder of its own, and be asked until the end of the block."""
        ...


@dataclass(frozen=True, slots=True)
class Isnad:
    """The program itself, with a language model or without."""

    model: ModelSettings | None = None
    name: str = "Isnad"

    def settings(self) -> Mapping[str, str]:
        """Name the models, and the weights of the bundled one by their hash."""
        parts = Parts.from_environment()
        return {
            "writer": self.model.name if self.model else "quotes",
            "server": self.model.url.rpartition("@")[2] if self.model else "",
            "embeddings": parts.embeddings,
            "reranker": parts.reranker,
            "bundled model": _fingerprint_of_files(FOLDER),
        }

    @contextmanager
    def over(self, drafts: Sequence[Draft], folder: Path, on_progress: OnProgress) -> Iterator[Desk]:
        """Fill a library; one that holds the articles already stays as it is."""
        with Library.open(folder) as library:
            library.add_drafts(drafts, on_progress)
            with Agent(library, self.model) as agent:
                yield _Isnad(agent, _fingerprint_of_library(library))


@dataclass(frozen=True, slots=True)
class _Isnad:
    agent: Agent
    fingerprint: str

    def ask(self, question: str, language: Language) -> Answer:
        return self.agent.ask(question, language)


def fingerprint(texts: Mapping[str, str]) -> str:
    """Make one short name of texts by their ids: another text, another name.

    >>> fingerprint({"a": "x", "b": "y"}) == fingerprint({"b": "y", "a": "x"}) != fingerprint({"a": "x", "b": "z"})
    True
    """
    whole = hashlib.sha256()
    for name in sorted(texts):
        for part in (name, texts[name]):
            whole.update(hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest())
    return whole.hexdigest()[:16]


def _fingerprint_of_library(library: Library) -> str:
    return fingerprint(
        {one.id: "\n".join((one.text, one.title, one.source or "", str(one.published))) for one in library.articles()}
    )


def _fingerprint_of_files(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.iterdir() if path.is_file() and path.suffix not in (".py", ".md")):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()[:16]
