"""An embedding model and a re-ranker of sentence-transformers. The one module that knows it.

Importing it takes seconds and half a gigabyte, so nothing is imported before a text comes in.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import GivenPrefixes, Prefixes, encodable, family_prefixes
from retrieval.errors import SettingError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

Model = TypeVar("Model")
KIND = "sentence-transformers"
TEXTS_AT_ONCE = 32


class SentenceEmbedder:
    """A model of sentence-transformers, by its name on the hub or its folder.

    A given prefix takes the place of the model's own.

    Raises:
        SettingError: at the first text, when the model cannot be loaded.
    """

    def __init__(self, model: str, query_prefix: str | None = None, passage_prefix: str | None = None) -> None:
        self._place = _place(model)
        self._given = GivenPrefixes(query_prefix, passage_prefix)

    @property
    def name(self) -> str:
        """What tells this model from others."""
        return self._given.named(f"{KIND}:{self._place}")

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each passage its unit vector, (n, width)."""
        return self._encoded(self._model.encode_document, texts, self._prefixes.passage)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each question its unit vector, (n, width)."""
        return self._encoded(self._model.encode_query, texts, self._prefixes.query)

    def _encoded(self, encode: Any, texts: Sequence[str], prefix: str) -> NDArray[np.float32]:
        with _failing(self._place):
            vectors = encode(
                [encodable(text) for text in texts],
                prompt=prefix,
                batch_size=TEXTS_AT_ONCE,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return np.asarray(vectors, np.float32)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        try:
            from sentence_transformers import SentenceTransformer

            quieten()
            return _loaded(SentenceTransformer, self._place)
        except Exception as error:  # Missing, unreadable, of another kind, in need of its own code: each has a class.
            raise SettingError(
                f"The embedding model {self._place} cannot be loaded: {_reason(error)}. Name another one in "
                "ISNAD_EMBEDDINGS: a folder, or a model of the Hugging Face hub where that can be reached.",
                f"تعذّر تحميل نموذج المتجهات {self._place}: {_reason(error)}. سمِّ نموذجاً آخر في ISNAD_EMBEDDINGS: "
                "مجلداً، أو نموذجاً من موقع Hugging Face إن أمكن الوصول إليه.",
            ) from error

    @cached_property
    def _prefixes(self) -> Prefixes:
        return self._given.over(_own_prefixes(self._model.prompts) or family_prefixes(self._place))


class CrossEncoderReranker:
    """A cross-encoder of sentence-transformers, by its name on the hub or its folder.

    Raises:
        SettingError: at the first question, when the model cannot be loaded or does not give one score.
    """

    def __init__(self, model: str) -> None:
        self._place = _place(model)

    def scores(self, query: str, passages: Sequence[str]) -> Sequence[float]:
        """Score each passage between 0 and 1, higher is better."""
        pairs = [(encodable(query), encodable(passage)) for passage in passages]
        model = self._model
        with _failing(self._place):
            logits = model.predict(pairs, batch_size=TEXTS_AT_ONCE, activation_fn=_as_it_is, show_progress_bar=False)
        return [float(score) for score in 1 / (1 + np.exp(-np.asarray(logits, np.float64)))]

    @cached_property
    def _model(self) -> "CrossEncoder":
        try:
            from sentence_transformers import CrossEncoder

            quieten()
            model: CrossEncoder = _loaded(CrossEncoder, self._place)
        except Exception as error:
            raise SettingError(
                f"The re-ranker {self._place} cannot be loaded: {_reason(error)}. Name another one in ISNAD_RERANKER: "
                "a folder, or a model of the Hugging Face hub where that can be reached.",
                f"تعذّر تحميل نموذج إعادة الترتيب {self._place}: {_reason(error)}. سمِّ نموذجاً آخر في ISNAD_RERANKER: "
                "مجلداً، أو نموذجاً من موقع Hugging Face إن أمكن الوصول إليه.",
            ) from error
        if model.num_labels != 1:
            raise SettingError(
                f"The model {self._place} gives {model.num_labels} scores for a pair of texts, a re-ranker gives one. "
                "Name another one in ISNAD_RERANKER.",
                f"يعطي النموذج {self._place} درجات عددها {model.num_labels} لكل زوج من النصوص، وإعادة الترتيب تحتاج "
                "إلى درجة واحدة. سمِّ نموذجاً آخر في ISNAD_RERANKER.",
            )
        return model


@contextmanager
def _failing(place: str) -> Iterator[None]:
    """Name the model that failed at its work: out of memory, or with an architecture that torch does not run."""
    try:
        yield
    except Exception as error:
        raise SettingError(
            f"The model {place} failed: {_reason(error)}. Name another one in the setting that names it.",
            f"أخفق النموذج {place}: {_reason(error)}. سمِّ نموذجاً آخر في الإعداد الذي يسمّيه.",
        ) from error


def _place(model: str) -> str:
    """Spell a folder in one way, whichever folder the process runs in; a name of the hub stays as it is."""
    folder = Path(model).expanduser()
    return str(folder.resolve()) if folder.is_dir() else model


def _loaded(load: Callable[..., Model], place: str) -> Model:
    """Load a model from its folder, else from the cache of the hub, else from the hub.

    Cache first: without a network the hub is asked for a minute, and vectors must not change when a model there does.
    """
    if Path(place).is_dir():
        return load(place, local_files_only=True)
    if Path(place).is_absolute() or place.startswith((".", "~")) or place.count("/") > 1:
        raise FileNotFoundError("there is no such folder")
    if _is_cached(place):
        with suppress(Exception):  # A download that was cut off: the hub has the rest.
            return load(place, local_files_only=True)
    return load(place)


def _is_cached(model: str) -> bool:
    from huggingface_hub import try_to_load_from_cache

    return any(isinstance(try_to_load_from_cache(model, name), str) for name in ("modules.json", "config.json"))


def _own_prefixes(prompts: Mapping[str, str | None]) -> Prefixes | None:
    """Read the prefixes of a model's configuration.

    `encode_document` would take the empty prompt "document", which every model has, before a "passage" that is filled.
    """
    passage = next((prompt for name in ("document", "passage", "corpus") if (prompt := prompts.get(name))), "")
    own = Prefixes(prompts.get("query") or "", passage)
    return own if own != Prefixes() else None


def _as_it_is(scores: Any) -> Any:
    """Leave the scores of a model to us: some come as logits by default, some as probabilities."""
    return scores


def quieten() -> None:
    """Keep the bar of the weights being read off the screen, for the rest of the process; that of a download stays."""
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def _reason(error: Exception) -> str:
    """Take the first line of what went wrong; the others advise programmers."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__).rstrip(". ")
