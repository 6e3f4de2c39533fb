"""The bundled bilingual model: its laws, what it knows, and what it costs."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from retrieval.errors import InputError
from retrieval.folding import words
from retrieval.model import FOLDER, BilingualTable
from retrieval.model.background import Background
from retrieval.model.pairs import SOURCES, Pair, read_pairs
from retrieval.model.table import TOKENIZER, WEIGHTS, Rows

LARGEST_FOLDER_BYTES = 14_500_000

TABLE = BilingualTable.load()
RAW_TOKENIZER = Tokenizer.from_file(str(FOLDER / TOKENIZER))

LATIN_AND_ARABIC = st.one_of(
    st.characters(min_codepoint=0x20, max_codepoint=0x24F),
    st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
    st.characters(min_codepoint=0x2000, max_codepoint=0x206F),
    st.characters(min_codepoint=0xFB50, max_codepoint=0xFDFB),
    st.sampled_from(
        "\N{COMBINING ACUTE ACCENT}\N{ARABIC FATHA}\N{ARABIC SHADDA}\N{ARABIC TATWEEL}\n،؟«»٪ ﷺﻻ火\N{KHMER LETTER KA}"
    ),
)
RAW_TEXTS = st.lists(
    st.one_of(
        st.text(LATIN_AND_ARABIC, max_size=12),
        st.sampled_from(["Sharaa's visit", "الرئيسُ الشَّرع", "بوتين،", "موسكـــو", "state-owned", "٤٥%", "U.N.", "أُمّة؟"]),
    ),
    max_size=8,
).map(" ".join)

NAMES = [
    ("Damascus", "دمشق"),
    ("Moscow", "موسكو"),
    ("Netanyahu", "نتنياهو"),
    ("Obama", "أوباما"),
    ("Baghdad", "بغداد"),
    ("Washington", "واشنطن"),
    ("Johnson", "جونسون"),
    ("Somalia", "الصومال"),
]
SENTENCES = [
    ("The president met the foreign minister in Damascus.", "التقى الرئيس وزير الخارجية في دمشق."),
    ("Oil prices fell after the announcement.", "انخفضت أسعار النفط بعد الإعلان."),
    ("The hospital needs medicine and clean water.", "يحتاج المستشفى إلى الدواء والمياه النظيفة."),
    ("Thousands of students returned to school.", "عاد آلاف الطلاب إلى المدرسة."),
    ("The team won the match in the last minute.", "فاز الفريق بالمباراة في الدقيقة الأخيرة."),
    ("Heavy rain flooded the streets of the capital.", "أغرقت الأمطار الغزيرة شوارع العاصمة."),
]


@given(RAW_TEXTS)
def test_a_text_is_the_normalised_sum_of_its_words(text: str) -> None:
    total = TABLE.word_vectors(words(text)).sum(axis=0)
    length = np.linalg.norm(total)
    expected = total / length if length > 0 else total
    assert np.allclose(TABLE.encode([text])[0], expected, atol=1e-5)


@given(RAW_TEXTS)
def test_the_tokenizer_file_reads_raw_text_as_the_folding_does(text: str) -> None:
    ids = RAW_TOKENIZER.encode(text, add_special_tokens=False).ids
    assert ids == TABLE.segmenter.segment(words(text)).ids.tolist()


@given(st.lists(RAW_TEXTS, max_size=5))
def test_a_vector_has_length_one_or_is_zeros_and_does_not_depend_on_its_batch(texts: list[str]) -> None:
    vectors = TABLE.encode(texts)
    assert vectors.shape == (len(texts), TABLE.width)
    assert all(length == 0 or abs(length - 1) < 1e-5 for length in np.linalg.norm(vectors, axis=1))
    assert all(
        np.allclose(TABLE.encode([text])[0], vector, atol=1e-5) for text, vector in zip(texts, vectors, strict=True)
    )


@given(RAW_TEXTS)
def test_the_pieces_of_words_are_those_of_the_tokenizer_file_and_every_word_has_a_vector(text: str) -> None:
    assert sum(TABLE.piece_counts(words(text))) == len(RAW_TOKENIZER.encode(text, add_special_tokens=False).ids)
    assert TABLE.word_vectors(words(text)).shape == (len(words(text)), TABLE.width)


@pytest.mark.parametrize("text", ["", "؟!", " \n", "\N{KHMER LETTER KA}\N{KHMER LETTER KHA}"])
def test_a_text_of_no_known_word_is_zeros(text: str) -> None:
    assert not TABLE.encode([text]).any()


@pytest.mark.parametrize("word", ["", "two words", "كلمتان اثنتان"])
def test_what_is_not_one_word_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="words were given"):
        TABLE.word_vectors([word])


def test_many_words_come_back_in_their_order() -> None:
    many = [word for number in range(3000) for word in (f"word{number}", "دمشق", "moscow")]
    vectors = TABLE.word_vectors(many)
    assert np.allclose(vectors[1::3], TABLE.word_vectors(["دمشق"]), atol=1e-5)
    assert np.allclose(vectors[-3], TABLE.word_vectors([many[-3]])[0], atol=1e-5)


@pytest.mark.parametrize(
    ("one", "other"), [("كِتَابٌ", "كتاب"), ("إلى الأُمّة", "الي الامه"), ("MOSCOW", "Moscow"), ("١٧ café", "17 cafe")]
)
def test_spellings_of_one_text_have_one_vector(one: str, other: str) -> None:
    assert np.array_equal(TABLE.encode([one]), TABLE.encode([other]))


@pytest.mark.parametrize("pairs", [NAMES, SENTENCES], ids=["names", "sentences"])
def test_a_text_is_nearest_to_its_translation(pairs: list[tuple[str, str]]) -> None:
    english, arabic = (TABLE.encode(side) for side in zip(*pairs, strict=True))
    cosines = english @ arabic.T
    assert cosines.argmax(axis=1).tolist() == list(range(len(pairs)))
    assert cosines.argmax(axis=0).tolist() == list(range(len(pairs)))


@pytest.mark.parametrize(("common", "rare"), [("the", "minister"), ("في", "وزير"), ("minister", "kavanaugh")])
def test_a_rare_word_weighs_more_than_a_common_one_and_an_unknown_word_most(common: str, rare: str) -> None:
    weights = [TABLE.background_idf(word) for word in (common, rare, "zzyzzx")]
    assert weights == sorted(weights)
    assert weights[0] < weights[1]


@given(st.dictionaries(st.text("abcابت0_", min_size=1), st.integers(2, 100)))
def test_word_counts_come_back_as_they_were_saved(
    tmp_path_factory: pytest.TempPathFactory, counts: dict[str, int]
) -> None:
    path = tmp_path_factory.mktemp("background") / "counts.gz"
    Background(100, counts).save(path)
    assert Background.load(path) == Background(100, counts)


def test_a_word_of_one_document_is_not_kept() -> None:
    assert Background.count([["a", "a", "b"], ["b"]], 2) == Background(2, {"b": 2})


def test_rounding_moves_no_number_by_more_than_half_a_step() -> None:
    vectors = np.random.default_rng(0).normal(size=(20, 8)).astype(np.float32)
    vectors[3] = 0
    rows = Rows.rounded(vectors)
    assert (np.abs(rows[np.arange(20)] - vectors) <= rows.scales[:, None] * 0.501).all()


def test_a_missing_or_broken_file_of_pairs_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    with pytest.raises(InputError, match=r"pairs\.tsv is missing"):
        list(read_pairs(path))
    path.write_text("Peace\tسلام\n!\tكلمة\nno tab\n", encoding="utf-8")
    rows = read_pairs(path)
    assert next(rows) == Pair(["peace"], ["سلام"])
    with pytest.raises(InputError, match="line 3"):
        next(rows)


def test_loading_and_encoding_bring_no_torch() -> None:
    code = (
        "import sys; from retrieval.model import BilingualTable; BilingualTable.load().encode(['Moscow', 'موسكو']);"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'huggingface_hub'} & set(sys.modules)))"
    )
    root = FOLDER.parents[1]
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert ran.stdout == "[]\n"


def test_the_folder_stays_small() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir() if path.is_file()}
    assert sum(sizes.values()) <= LARGEST_FOLDER_BYTES, sizes


def test_the_card_speaks_of_these_weights_and_names_every_source() -> None:
    card = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert card.count(TABLE.name) >= 2  # Once where the training wrote it, once where its figures stand.
    assert [source.file for source in SOURCES if source.file not in card] == []


@pytest.mark.slow
def test_sentence_transformers_loads_the_same_vectors() -> None:
    from sentence_transformers import SentenceTransformer

    texts = [text for pair in NAMES + SENTENCES for text in pair] + ["٤٥ كِتَابٌ!", "state-owned", ""]
    theirs = SentenceTransformer(str(FOLDER), device="cpu", local_files_only=True).encode(texts)
    ours = TABLE.encode(texts)
    assert theirs.shape == ours.shape
    assert ((theirs * ours).sum(axis=1)[:-1] > 0.9999).all()
    assert not theirs[-1].any()


@pytest.mark.slow
def test_training_twice_gives_the_same_model(tmp_path: Path) -> None:
    from retrieval.model.train import Recipe, train

    rows = "".join(f"{english} {number}\t{arabic} {number}\n" for number in range(12) for english, arabic in SENTENCES)
    names = []
    for folder in (tmp_path / "first", tmp_path / "second"):
        folder.mkdir()
        for source in SOURCES:
            (folder / source.file).write_text(rows, encoding="utf-8")
        (folder / "README.md").write_text("<!-- train.py writes from here --><!-- to here -->", encoding="utf-8")
        train(folder, folder, Recipe(vocabulary=300, width=16, epochs=1, batch=64))
        names.append(BilingualTable.load(folder).name)
        assert names[0] in (folder / "README.md").read_text(encoding="utf-8")
        assert (folder / WEIGHTS).exists()
    assert names[0] == names[1]
