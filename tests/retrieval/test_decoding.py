"""Bytes in, text out: what was encoded comes back, and what is no text is refused."""

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retrieval.decoding import decode, is_readable
from retrieval.errors import UnreadableFile

ARABIC = "قالت رئيسة البلدية إن الجسر الجديد سيُفتح يوم الجمعة، وأكد المدير أن الميناء لم يوقّع أي اتفاق مع الشركة؟"
ENGLISH = "The mayor’s office said that the bridge would open on Friday – “not a day later”, as the director put it."

# Words said once: no page of news says five times the same, and the counts of its letters tell its encoding.
arabic = st.lists(st.sampled_from(ARABIC.split()), min_size=8, unique=True).map(" ".join)
english = st.lists(st.sampled_from(ENGLISH.split()), min_size=8).map(lambda words: " ".join(["Saroufa’s", *words]))
anything = st.text(st.characters(exclude_categories=["C"], exclude_characters="\N{REPLACEMENT CHARACTER}"))


@given(anything)
@example("")
@example("سطر أول\r\nسطر ثانٍ\n\tThird line ")
def test_utf8_comes_back_as_it_was_with_and_without_its_mark(text: str) -> None:
    assert decode(text.encode("utf-8")) == text
    assert decode(text.encode("utf-8-sig")) == text


@given(anything)
def test_utf16_with_its_mark_comes_back_as_it_was(text: str) -> None:
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text


@given(st.one_of(arabic, english), st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_utf16_without_its_mark_is_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@settings(deadline=None)  # The first example imports charset-normalizer.
@given(arabic, st.sampled_from(["cp1256", "iso8859_6"]))
def test_arabic_in_an_8_bit_page_is_recognised(text: str, page: str) -> None:
    assert decode(text.encode(page)) == text


@settings(deadline=None)
@given(english)
def test_english_in_windows_1252_is_recognised(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("text", ["دمشق", "خبر عاجل", "الجسر «الجديد»"])
def test_a_few_arabic_words_in_windows_1256_are_enough(text: str) -> None:
    assert decode(text.encode("cp1256")) == text


@pytest.mark.parametrize("text", ["café", "the mayor’s", "“Yes”", "£5", "São Paulo"])
def test_a_few_english_words_in_windows_1252_are_enough(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(("telling", "page"), [(ARABIC, "cp1256"), (ENGLISH, "cp1252")])
def test_one_line_tells_the_page_of_a_long_file_wherever_it_stands(telling: str, page: str) -> None:
    plain = "The bridge will open on Friday.\n" * 3000
    text = f"{plain}{telling}\n{plain}"
    assert decode(text.encode(page)) == text


@given(arabic, st.integers(min_value=20, max_value=50))
def test_utf8_cut_inside_a_letter_keeps_all_whole_letters(text: str, at: int) -> None:
    cut = text.encode()[:at]
    assert decode(cut).rstrip("\N{REPLACEMENT CHARACTER}") == cut.decode(errors="ignore")


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
def test_a_bad_byte_in_utf8_is_shown_as_a_lost_letter(text: str) -> None:
    data = f"{text}\n".encode() * 20
    assert decode(data + b"\xff" + data) == f"{text}\n" * 20 + "\N{REPLACEMENT CHARACTER}" + f"{text}\n" * 20


def test_only_the_mark_is_dropped_and_nothing_is_normalised() -> None:
    text = "\ufeffكِتَابٌ ـــ ﷺ\u200f e\u0301 \u00a0\r\n\r\r\n"
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (rb"{\rtf1\ansi text}", "RTF"),
    ],
)
def test_a_known_kind_of_file_is_refused_by_its_name(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableFile, match=f"{kind}.*save its text") as caught:
        decode(data)
    assert kind in caught.value.said("ar")
    assert "احفظ النص" in caught.value.said("ar")


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
def test_nul_bytes_make_a_binary_file(text: str) -> None:
    with pytest.raises(UnreadableFile, match="NUL bytes"):
        decode(text.encode() + bytes(50) + text.encode())


def test_bytes_that_no_encoding_makes_readable_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="save it again as UTF-8"):
        decode(bytes(range(1, 256)) * 20)


def test_text_with_a_stray_control_character_is_readable_and_one_full_of_them_is_not() -> None:
    assert is_readable(f"{ARABIC}\x0c{ENGLISH}\x1f")
    assert not is_readable("\x01\x02\x03" + ENGLISH)
