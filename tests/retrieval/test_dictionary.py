"""The bundled dictionary: its laws, what it knows, and that it can be learned again."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.folding import words
from retrieval.model import FOLDER, BilingualTable
from retrieval.model.dictionary import STEPS, Dictionary, entry_stem, write_entries
from retrieval.model.pairs import Pair
from retrieval.model.table import DICTIONARY
from retrieval.model.translating import LEAST_NEAR, TERM_NEAR, TERMS, learn, terms

SHIPPED = Dictionary.load(FOLDER / DICTIONARY).translations
ENGLISH = st.sampled_from(["toll", "swarm", "oath", "pier"])
ARABIC = st.sampled_from(["حصيل", "سرب", "يمين", "رصيف"])
ENTRIES = st.dictionaries(st.tuples(ENGLISH, ARABIC), st.integers(1, STEPS)).map(
    lambda found: [(english, arabic, steps / STEPS) for (english, arabic), steps in found.items()]
)


@given(entries=ENTRIES)
def test_what_translates_one_way_translates_the_other(entries: list[tuple[str, str, float]]) -> None:
    translations = Dictionary.of(entries).translations
    for one, others in translations.items():
        assert all(translations[other][one] == near for other, near in others.items())


@given(entries=ENTRIES)
def test_what_is_written_is_read_whatever_its_order(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, str, float]]
) -> None:
    path, turned = (tmp_path_factory.mktemp("dictionary") / name for name in ("one.gz", "turned.gz"))
    write_entries(path, entries)
    write_entries(turned, reversed(entries))
    assert path.read_bytes() == turned.read_bytes()
    assert Dictionary.load(path).translations == (Dictionary.of(entries).translations if entries else {})


@given(word=st.sampled_from(words("collapsed armies dropping locusts sworn trade أسراب المسيّرة واليمين القتلى")))
def test_every_entry_is_a_word_or_less_of_it(word: str) -> None:
    assert 0 < len(entry_stem(word)) <= len(word)


def test_the_shipped_dictionary_has_every_term_of_our_own_and_only_words_of_two_scripts() -> None:
    assert all(SHIPPED[english][arabic] >= TERM_NEAR for english, arabic, _ in terms(FOLDER / TERMS))
    assert all(one.isascii() != other.isascii() for one, others in SHIPPED.items() for other in others)
    assert all(LEAST_NEAR <= near <= 1 for others in SHIPPED.values() for near in others.values())


@pytest.mark.parametrize(
    ("english", "arabic"),
    [("collapsed", "انهيار"), ("entered", "دخلت"), ("injured", "أصيب"), ("ships", "السفن"), ("arrested", "اعتقال")],
)
def test_words_that_the_data_pairs_are_in_the_shipped_dictionary(english: str, arabic: str) -> None:
    (folded,) = words(arabic)
    assert entry_stem(folded) in BilingualTable.load().translations(entry_stem(english))


def test_stems_that_stand_together_more_often_than_with_others_are_learned_as_translations() -> None:
    texts = [
        ("the ferry sank", "غرقت العبارة"),
        ("the bridge sank", "غرق الجسر"),
        ("the ferry arrived", "وصلت العبارة"),
        ("the bridge opened", "افتتح الجسر"),
    ]
    learned = list(learn(Pair(words(english), words(arabic)) for english, arabic in texts * 3))
    found = Dictionary.of(learned).translations
    for english, arabic in (("ferry", "العباره"), ("bridge", "الجسر"), ("sank", "غرق")):
        translations = found[entry_stem(english)]
        assert max(translations, key=lambda other: translations[other]) == entry_stem(arabic)


def test_a_term_list_pairs_each_english_word_with_each_arabic_one(tmp_path: Path) -> None:
    (tmp_path / TERMS).write_text("toll dead\tحصيلة قتلى\n", encoding="utf-8")
    stems = [entry_stem(word) for word in words("حصيلة قتلى")]
    assert list(terms(tmp_path / TERMS)) == [(one, other, TERM_NEAR) for one in ("toll", "dead") for other in stems]
