import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.records import Span
from retrieval.sentences import ends_sentence, split_sentences

ARABIC = [
    "وصل د. سامر إلى الميناء عند العاشرة صباحا.",
    "وقالت الهيئة إن السعر بلغ ٤١٫٥ ليرة، بعد أن كان 39.2 ليرة.",
    "هل تعود السفن قريبا؟",
    "وأضاف: «لن نتراجع عن الاتفاق.»",
    "ماذا جرى بعد ذلك؟!",
    "ويقع المبنى في شارع أ. م. حداد، خلف ص. ب. 12.",
    "افتتح المعرض عام 1447 هـ.",
]
ENGLISH = [
    "Dr. J. K. Haddad met Gen. Mills in the U.S. capital on Nov. 17.",
    "The toll rose to 41.5 percent, according to No. 5 of the series.",
    'Did the ships return?"',
    "Version 1.2.3 is described at harbour.example and by post@harbour.example.",
    "He left at 5 p.m. Monday!",
    "The firm, Port Co. of Amman, sells ropes, chains, etc. to ships.",
]
ANY_TEXT = st.text(
    st.one_of(st.sampled_from('وصلدمكتاب ABcde12٣ .!?؟…،؛:"»«)(\n\u00a0\u200f'), st.characters(codec="utf-8")),
    max_size=120,
)


def split(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, Span(0, len(text)))]


@settings(deadline=None)
@given(ANY_TEXT, st.integers(0, 120), st.integers(0, 120))
def test_sentences_hold_every_character_but_white_space_in_order(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    position = start
    for span in split_sentences(text, Span(start, end)):
        assert position <= span.start < span.end <= end
        assert not text[position : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        position = span.end
    assert not text[position:end].strip()


@settings(deadline=None)
@given(st.lists(st.sampled_from(ARABIC + ENGLISH), min_size=1, max_size=6))
def test_sentences_that_were_joined_come_apart_again(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(ARABIC + ENGLISH), min_size=1, max_size=4), st.sampled_from(["\n", "\r\n", "\u00a0", "  "])
)
def test_a_line_break_within_a_sentence_is_a_space(sentences: list[str], space: str) -> None:
    wrapped = " ".join(sentences).replace(" ", space)
    assert [" ".join(sentence.split()) for sentence in split(wrapped)] == sentences


@given(
    st.lists(st.sampled_from(["وصل الوفد", "ثم غادر", "the ships left", "قال الوزير"]), min_size=1),
    st.sampled_from("،؛;:,"),
)
def test_commas_semicolons_and_colons_end_nothing(clauses: list[str], mark: str) -> None:
    text = f"{mark} ".join(clauses)
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("بمشاركة كبيرة .. محادثات في الميناء", 1),
        ("عاجل.. وصول الوفد إلى الميناء", 1),
        ("انتظرنا طويلا… ثم عادت السفن.", 1),
        ("We waited... and then the ships came.", 1),
        ("We waited... The ships came.", 2),
        ("«لن نتراجع.» قال الوزير.", 1),
        ("«لن نتراجع.» وغادر الوزير القاعة.", 2),
        ('"We will stay." said the minister.', 1),
        ('"Why now?" Haddad asked.', 1),
        ('"We will stay." The minister left.', 2),
        ("كتب رسالة (!) إلى الوزير.", 1),
        ("وصل الوفد.وقال الوزير شيئا.", 2),
        ("The talks ended.The ships left.", 2),
        ("وأشار موقع بي.سي ماغازين إلى ذلك.", 1),
        ("قالت بي. بي. سي. إن الوفد وصل.", 1),
        ("He moved to the U.S. The ships stayed.", 2),
        ("He moved to the U.S. Navy yard.", 1),
        ("1. وصل الوفد. 2. غادر الوفد.", 2),
        ("كان ذلك عام 2015 م. وعادت السفن بعده.", 2),
        ("ود. سامر وأ.د. ليلى حضرا اللقاء.", 1),
        ("رقم 5.وقالت الهيئة ذلك.", 2),
        ("...", 1),
        ("", 0),
        ("  \n ", 0),
    ],
)
def test_what_ends_a_sentence_and_what_does_not(text: str, sentences: int) -> None:
    assert len(split(text)) == sentences


@pytest.mark.parametrize(
    "line", ["He went home.", "غادر الوفد؟", "غادر «الوفد.»", "It rose to 41.5.", "ذهب… ", "In the talks!)"]
)
def test_a_line_that_closes_a_sentence(line: str) -> None:
    assert ends_sentence(line)


@pytest.mark.parametrize("line", ["سياق الزيارة", "وأضاف د.", "He met Gen.", "قال:", "بعد ذلك،", "41.5 million", ""])
def test_a_line_that_leaves_its_sentence_open(line: str) -> None:
    assert not ends_sentence(line)
