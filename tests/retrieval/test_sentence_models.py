"""Models of sentence-transformers, tiny ones made here: prefixes reach the model, and what cannot be loaded says so."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from retrieval import Library
from retrieval.embedding import NONE, Prefixes
from retrieval.errors import OtherModel, SettingError
from retrieval.records import Draft
from retrieval.reranking import RERANKED
from retrieval.sentence_models import CrossEncoderReranker, SentenceEmbedder
from retrieval.settings import Parts

pytestmark = pytest.mark.slow
WIDTH = 32
LANGUAGES = ("ar", "en")
TEXTS = ["سقف المدرسة", "a yellow lighthouse", "\ud800"]
DRAFTS = [
    Draft("crane", "A crane fell into the harbour of Tarbun. Its driver swam ashore.", title="A crane"),
    Draft("bay", "Ships wait in the bay of Tarbun, and bakers sell no bread.", title="Ships wait"),
    Draft("snail", "عثر أطفال زمرين على حلزون أزرق في بئر القلعة.", title="حلزون أزرق"),
    Draft("well", "جفّت بئر القلعة في زمرين بعد صيف بلا مطر.", title="جفاف بئر"),
]


def letters() -> dict[str, int]:
    """A vocabulary of single letters of both languages."""
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    plain = [chr(code) for start, end in ((33, 127), (0x621, 0x64B)) for code in range(start, end)]
    return {piece: at for at, piece in enumerate(marks + plain + [f"##{letter}" for letter in plain])}


def save_bert(folder: Path, scores: int | None) -> Path:
    """Save a random BERT of one thin layer: an encoder, or a judge of pairs that gives `scores`."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(letters()),
        hidden_size=WIDTH,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=WIDTH,
        num_labels=scores or 2,
    )
    model = BertForSequenceClassification(config) if scores else BertModel(config)
    model.save_pretrained(folder)
    BertTokenizerFast(vocab=letters()).save_pretrained(folder)
    return folder


def with_prompts(model: Path, folder: Path, prompts: dict[str, str]) -> Path:
    """Copy a saved model with other prompts in its configuration."""
    shutil.copytree(model, folder)
    file = folder / "config_sentence_transformers.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"prompts": prompts}), "utf-8")
    return folder


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved model without prompts of its own."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    folder = tmp_path_factory.mktemp("models")
    bert = Transformer(str(save_bert(folder / "bert", None)))
    SentenceTransformer(modules=[bert, Pooling(WIDTH)], device="cpu").save(str(folder / "plain"))
    return folder / "plain"


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_bert(tmp_path_factory.mktemp("judge"), 1)


def as_sent(plain: Path, prefixes: Prefixes) -> list[np.ndarray]:
    """What the bare model makes of questions and passages that carry these prefixes."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(plain), device="cpu", local_files_only=True)
    texts = [text.replace("\ud800", "?") for text in TEXTS]
    return [
        model.encode([prefix + text for text in texts], normalize_embeddings=True)
        for prefix in (prefixes.query, prefixes.passage)
    ]


def assert_sent(embedder: SentenceEmbedder, plain: Path, prefixes: Prefixes) -> None:
    for found, expected in zip(
        (embedder.encode_queries(TEXTS), embedder.encode_passages(TEXTS)), as_sent(plain, prefixes), strict=True
    ):
        assert found.dtype == np.float32
        assert found.shape == (len(TEXTS), WIDTH)
        assert found == pytest.approx(expected, abs=1e-5)
        assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("prompts", "prefixes"),
    [
        ({}, NONE),
        ({"query": "Q: ", "document": "D: "}, Prefixes("Q: ", "D: ")),
        ({"query": "query: ", "passage": "passage: "}, Prefixes("query: ", "passage: ")),
        ({"query": "سؤال: "}, Prefixes("سؤال: ", "")),
        ({"corpus": "نص: "}, Prefixes("", "نص: ")),
    ],
)
def test_the_prefixes_in_the_configuration_of_a_model_reach_it(plain, tmp_path, prompts, prefixes):
    model = with_prompts(plain, tmp_path / "model", prompts)
    assert_sent(SentenceEmbedder(str(model)), plain, prefixes)


@pytest.mark.parametrize(
    ("name", "prefixes"),
    [("multilingual-e5-small", Prefixes("query: ", "passage: ")), ("bge-m3", NONE)],
)
def test_a_model_without_prefixes_of_its_own_gets_those_of_its_family(plain, tmp_path, name, prefixes):
    model = shutil.copytree(plain, tmp_path / name)
    assert_sent(SentenceEmbedder(str(model)), plain, prefixes)


@pytest.mark.parametrize(
    ("given", "prefixes"),
    [(("a: ", "b: "), Prefixes("a: ", "b: ")), (("", None), Prefixes("", "D: ")), ((None, ""), Prefixes("Q: ", ""))],
)
def test_a_prefix_that_is_given_takes_the_place_of_the_model_s_own(plain, tmp_path, given, prefixes):
    model = with_prompts(plain, tmp_path / "model", {"query": "Q: ", "document": "D: "})
    assert_sent(SentenceEmbedder(str(model), *given), plain, prefixes)


def test_a_folder_has_one_name_however_it_is_spelled(plain, monkeypatch):
    monkeypatch.chdir(plain.parent)
    assert SentenceEmbedder("plain").name == SentenceEmbedder(str(plain)).name == f"sentence-transformers:{plain}"
    assert SentenceEmbedder("plain", passage_prefix="").name != SentenceEmbedder("plain").name
    assert SentenceEmbedder("plain", query_prefix="").name == SentenceEmbedder("plain").name
    assert SentenceEmbedder("intfloat/multilingual-e5-small").name == (
        "sentence-transformers:intfloat/multilingual-e5-small"
    )


def test_the_bundled_model_can_be_named_as_one_of_sentence_transformers(table):
    from retrieval.model import FOLDER

    embedder = SentenceEmbedder(str(FOLDER))
    assert (embedder.encode_queries(TEXTS[:2]) * table.encode(TEXTS[:2])).sum(axis=1) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("setting", "use"),
    [
        ("ISNAD_EMBEDDINGS", lambda model: SentenceEmbedder(model).encode_queries(["question"])),
        ("ISNAD_RERANKER", lambda model: CrossEncoderReranker(model).scores("question", ["passage"])),
    ],
)
@pytest.mark.parametrize("kind", ["missing", "empty"])
def test_a_model_that_cannot_be_loaded_is_named_with_its_setting(tmp_path, setting, use, kind):
    folder = tmp_path / kind
    if kind == "empty":
        folder.mkdir()
    with pytest.raises(SettingError) as raised:
        use(str(folder))
    for language in LANGUAGES:
        assert setting in raised.value.said(language)
        assert str(folder) in raised.value.said(language)


# Re-ranking


def test_a_judge_scores_pairs_between_0_and_1_as_the_model_does(judge):
    from sentence_transformers import CrossEncoder

    passages = ["The crane fell.", "سقطت الرافعة.", "? x"]
    scores = CrossEncoderReranker(str(judge)).scores("Who fell? \ud800", [*passages[:2], "\ud800 x"])
    model = CrossEncoder(str(judge), device="cpu", local_files_only=True)
    expected = model.predict([("Who fell? ?", passage) for passage in passages])  # By a sigmoid, its default.
    assert scores == pytest.approx(expected.tolist(), abs=1e-5)


def test_a_model_of_several_scores_is_no_judge(tmp_path):
    folder = save_bert(tmp_path / "nli", 3)
    with pytest.raises(SettingError) as raised:
        CrossEncoderReranker(str(folder)).scores("question", ["passage"])
    assert all(word in raised.value.said(language) for word in ("3", "ISNAD_RERANKER") for language in LANGUAGES)


@pytest.mark.parametrize("question", ["ships in the bay of Tarbun", "بئر القلعة في زمرين"])
def test_a_search_gives_the_order_of_the_judge(judge, tmp_path, question):
    with Library.open(tmp_path / "library") as plain_library:
        plain_library.add_drafts(DRAFTS)
        found = plain_library.search(question)
    assert 1 < len(found) <= RERANKED
    read = [f"{hit.article.title}\n{hit.passage.text}" for hit in found]
    expected = dict(zip(read, CrossEncoderReranker(str(judge)).scores(question, read), strict=True))
    with Library.open(tmp_path / "library", parts=Parts(reranker=f"sentence-transformers:{judge}")) as library:
        judged = library.search(question)
    assert {f"{hit.article.title}\n{hit.passage.text}": hit.score for hit in judged} == pytest.approx(expected)


# In a library


def test_a_library_is_made_anew_with_a_model_of_another_width(plain, table, tmp_path):
    parts = Parts(embeddings=f"sentence-transformers:{plain}")
    assert table.width != WIDTH
    with Library.open(tmp_path / "library") as library:
        library.add_drafts(DRAFTS)
        bundled = [(hit.article_id, hit.score) for hit in library.search("حلزون أزرق")]
    with Library.open(tmp_path / "library", parts=parts) as library:
        for call in (lambda: library.search("crane"), lambda: library.add_drafts([Draft("new", "A new article.")])):
            with pytest.raises(OtherModel) as raised:
                call()
            for language in LANGUAGES:
                said = raised.value.said(language)
                assert [word for word in (table.name, str(plain), "isnad library rebuild") if word not in said] == []
        assert [str(plain) in problem.said("ar") for problem in library.verify()] == [True]
        assert library.counts().articles == len(DRAFTS)
        library.rebuild()
        assert library.verify() == []
        assert library.search("crane")[0].article_id == "crane"
        library.add_drafts([Draft("new", "A new article on a blue snail.")])
        assert "new" in [hit.article_id for hit in library.search("blue snail")]
        library.remove(["new"])
        assert library.verify() == []
    with Library.open(tmp_path / "library") as library:
        library.rebuild()
        assert [(hit.article_id, hit.score) for hit in library.search("حلزون أزرق")] == bundled


def test_an_emptied_library_may_be_filled_with_another_model(plain, tmp_path):
    with Library.open(tmp_path / "library") as library:
        library.add_drafts(DRAFTS)
        library.remove([draft.id for draft in DRAFTS])
    with Library.open(tmp_path / "library", parts=Parts(embeddings=f"sentence-transformers:{plain}")) as library:
        library.add_drafts(DRAFTS)
        assert library.search("crane")[0].article_id == "crane"
        assert library.verify() == []
