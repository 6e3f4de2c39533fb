"""Near copies: one text in two outlets is told from two texts on one event, on every machine alike."""

import os
import random
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.folding import words
from retrieval.near_copies import SIMILAR, bands, signature, similarity

AGENCY = {
    "ar": (
        "أعلنت إدارة المطار أن المدرج الشمالي سيُغلق عشرة أيام لإصلاح ما أفسدته الرمال وأن الرحلات ستتحول إلى غيره "
        "وقال المدير مصطفى الزعفراني إن الطائرات الكبيرة لن تتمكن من الهبوط ليلاً وإن ستين رحلة ستؤجل حتى نهاية الأسبوع "
        "وطلب من المسافرين أن يسألوا شركاتهم قبل أن يقصدوا المطار"
    ),
    "en": (
        "The airport will close its northern runway for ten days to repair what the sand has damaged and flights will "
        "move to the small runway its manager Mustafa al-Zafarani said adding that large aircraft will not be able to "
        "land by night and that sixty flights are put off until the weekend and asking travellers to call first"
    ),
}
OWN = {
    "ar": (
        "عشرة أيام من دون المدرج الشمالي هذا ما ينتظر المسافرين بعدما خرّبت العواصف سطحه وستين رحلة أو أكثر لن تقلع في "
        "موعدها بحسب مصطفى الزعفراني الذي يدير المطار والذي نصح الناس بالاتصال بشركات الطيران"
    ),
    "en": (
        "Sandstorms have eaten into the surface of the main landing strip and passengers face ten days of delays with "
        "some sixty departures moved while repairs go on according to Mustafa al-Zafarani who runs the airport"
    ),
}
SHORT_TEXTS = st.lists(st.sampled_from(["bridge", "river", "نهر", "جسر", "opened", "افتُتح", "يوم", "day"]), max_size=30)


def likeness(one: str, other: str) -> float:
    return similarity(signature(words(one)), signature(words(other)))


@given(SHORT_TEXTS)
def test_a_text_is_wholly_like_itself(text):
    assert similarity(signature(text), signature(list(text))) == 1.0
    assert bands(signature(text)) == bands(signature(list(text)))


@given(SHORT_TEXTS, SHORT_TEXTS)
def test_likeness_is_mutual_and_a_share(one, other):
    there, back = similarity(signature(one), signature(other)), similarity(signature(other), signature(one))
    assert there == back
    assert 0 <= there <= 1


@given(SHORT_TEXTS)
def test_bands_fit_the_whole_numbers_of_sqlite(text):
    found = bands(signature(text))
    assert len(found) == len(set(found)) == 32
    assert all(-(2**63) <= band < 2**63 for band in found)


@given(st.sampled_from(["ar", "en"]), st.integers(0, 10_000))
def test_a_reprint_with_one_word_changed_is_a_copy_and_is_found_by_its_bands(language, seed):
    changed = AGENCY[language].split()
    changed[random.Random(seed).randrange(len(changed))] = "شيء" if language == "ar" else "something"
    one, other = signature(words(AGENCY[language])), signature(words(" ".join(changed)))
    assert similarity(one, other) >= SIMILAR
    assert set(bands(one)) & set(bands(other))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_two_reporters_on_one_event_are_no_copies(language):
    assert likeness(AGENCY[language], OWN[language]) < SIMILAR / 2


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_same_words_in_another_order_are_no_copy(language):
    shuffled = AGENCY[language].split()
    random.Random(7).shuffle(shuffled)
    assert likeness(AGENCY[language], " ".join(shuffled)) < SIMILAR / 2


def test_vowel_marks_and_letter_forms_make_no_other_text():
    assert likeness("أُغلِقَ المدرجُ الشماليُّ إلى يوم الأحد", "اغلق المدرج الشمالي الي يوم الاحد") == 1.0


def test_every_process_computes_the_same_signature_and_bands():
    code = (
        "import sys; from retrieval.near_copies import bands, signature\n"
        "digest = signature(sys.argv[1].split()); print(digest.tolist(), bands(digest))"
    )
    texts = " ".join(AGENCY.values())
    found = {
        subprocess.run(
            [sys.executable, "-c", code, texts],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    digest = signature(texts.split())
    assert found == {f"{digest.tolist()} {bands(digest)}"}
    assert digest.dtype == np.uint32
