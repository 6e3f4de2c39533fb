"""The models that a process works with, chosen by its settings and loaded when first used."""

from functools import cache, cached_property

from retrieval.embedding import Embedder
from retrieval.errors import SettingError
from retrieval.model import BilingualTable
from retrieval.reranking import Reranker
from retrieval.settings import Parts


class Models:
    """The bundled table, which the words leg always uses, and the larger models where settings name them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @cached_property
    def table(self) -> BilingualTable:
        """The bundled table."""
        return _bundled_table()

    @cached_property
    def embedder(self) -> Embedder:
        """What makes the vectors of passages and questions.

        Raises:
            SettingError: ISNAD_EMBEDDINGS names no model of a kind that is known.
        """
        from retrieval import openai_embedder, sentence_models

        parts = self._parts
        kind, _, model = parts.embeddings.partition(":")
        if not parts.embeddings:
            return self.table
        if kind == sentence_models.KIND and model:
            return sentence_models.SentenceEmbedder(model, parts.query_prefix, parts.passage_prefix)
        if kind == openai_embedder.KIND and model:
            return openai_embedder.OpenAIEmbedder(model, parts)
        raise SettingError(
            f"ISNAD_EMBEDDINGS is {parts.embeddings!r}; write sentence-transformers:NAME_OR_FOLDER or openai:MODEL, or "
            "leave it empty for the bundled model.",
            f"قيمة ISNAD_EMBEDDINGS هي «{parts.embeddings}»؛ اكتب sentence-transformers:NAME_OR_FOLDER أو "
            "openai:MODEL، أو اتركها فارغة لاستعمال النموذج المرفق.",
        )

    @cached_property
    def reranker(self) -> Reranker | None:
        """What judges the best hits once more; None where no setting names one.

        Raises:
            SettingError: ISNAD_RERANKER names no model of a kind that is known.
        """
        from retrieval import sentence_models

        named = self._parts.reranker
        kind, _, model = named.partition(":")
        if not named:
            return None
        if kind == sentence_models.KIND and model:
            return sentence_models.CrossEncoderReranker(model)
        raise SettingError(
            f"ISNAD_RERANKER is {named!r}; write sentence-transformers:NAME_OR_FOLDER, or leave it empty for none.",
            f"قيمة ISNAD_RERANKER هي «{named}»؛ اكتب sentence-transformers:NAME_OR_FOLDER، أو اتركها فارغة.",
        )


@cache
def _bundled_table() -> BilingualTable:
    """Read the table once a process: reading takes half of what it takes to fill a library of a few articles."""
    return BilingualTable.load()
