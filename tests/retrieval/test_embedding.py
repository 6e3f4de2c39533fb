"""What makes vectors: the bundled table is one of several, and each family of models gets the words it wants."""

import numpy as np
import pytest

from retrieval.embedding import ENGLISH_BGE, INSTRUCTION, NONE, Embedder, Prefixes, encodable, family_prefixes
from retrieval.errors import SettingError
from retrieval.models import Models
from retrieval.settings import Parts

TEXTS = ["انهار سقف مدرسة في زمرين", "Doctors began a strike", ""]
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])


def test_without_a_setting_the_bundled_table_makes_the_vectors(table):
    models = Models(Parts())
    embedder: Embedder = models.embedder
    assert embedder is models.table
    assert embedder.name == table.name
    assert np.array_equal(embedder.encode_passages(TEXTS), table.encode(TEXTS))
    assert np.array_equal(embedder.encode_queries(TEXTS), table.encode(TEXTS))
    assert models.reranker is None


@pytest.mark.parametrize(
    ("model", "prefixes"),
    [
        ("intfloat/multilingual-e5-small", Prefixes("query: ", "passage: ")),
        ("intfloat/e5-base-v2", Prefixes("query: ", "passage: ")),
        ("intfloat/multilingual-e5-large-instruct", Prefixes(INSTRUCTION)),
        ("intfloat/e5-mistral-7b-instruct", Prefixes(INSTRUCTION)),
        ("/srv/models/Multilingual-E5-Large/", Prefixes("query: ", "passage: ")),
        ("/hub/models--intfloat--multilingual-e5-base/snapshots/d13f1b27", Prefixes("query: ", "passage: ")),
        ("BAAI/bge-small-en-v1.5", Prefixes(ENGLISH_BGE)),
        ("BAAI/bge-m3", NONE),
        ("nomic-ai/nomic-embed-text-v1.5", Prefixes("search_query: ", "search_document: ")),
        ("thenlper/gte-large", NONE),
        ("sentence-transformers/LaBSE", NONE),
        ("/home/e5-fan/paraphrase-multilingual-MiniLM-L12-v2", NONE),
        ("text-embedding-3-small", NONE),
    ],
)
def test_a_family_of_models_is_known_by_the_name_of_the_model(model, prefixes):
    assert family_prefixes(model) == prefixes


def test_half_characters_become_marks_and_all_others_stay():
    assert encodable("\ud800 كِتَابٌ 🌊 \x00") == "? كِتَابٌ 🌊 \x00"


@LANGUAGES
@pytest.mark.parametrize(
    ("parts", "part", "setting"),
    [
        (Parts(embeddings="word2vec:news"), "embedder", "ISNAD_EMBEDDINGS"),
        (Parts(embeddings="sentence-transformers:"), "embedder", "ISNAD_EMBEDDINGS"),
        (Parts(embeddings="openai"), "embedder", "ISNAD_EMBEDDINGS"),
        (Parts(embeddings="openai:text-embedding-3-small"), "embedder", "OPENAI_API_KEY"),
        (Parts(embeddings="openai:m", openai_key="sk-\nبلا"), "embedder", "OPENAI_API_KEY"),
        (Parts(reranker="cohere:rerank"), "reranker", "ISNAD_RERANKER"),
        (Parts(reranker="sentence-transformers"), "reranker", "ISNAD_RERANKER"),
    ],
)
def test_a_setting_that_names_no_model_is_named_and_no_key_is_shown(language, parts, part, setting):
    with pytest.raises(SettingError) as raised:
        getattr(Models(parts), part)
    assert setting in raised.value.said(language)
    assert "sk-" not in raised.value.said(language)
