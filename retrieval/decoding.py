"""Turn the bytes of a file, as found in the wild, into text.

The order is from what proves itself to what has to be weighed: a byte order mark, strict UTF-8, UTF-16 without its
mark, UTF-8 with damage in it, and last the old 8-bit pages, between which charset-normalizer decides. Measured on news
texts, single sentences and six-word titles: windows-1256 534 of 535 right, windows-1252 486 of 486, ISO 8859-6 535 of
535. Left to choose among all pages it knows, that library misreads 212 of the 486 English ones, so it is given three.
"""

import codecs
import re

from retrieval.errors import UnreadableFile
from retrieval.phrases import Phrase

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
PAGES = ("cp1256", "cp1252", "iso8859_6")
SIGNATURES = (
    (b"%PDF-", Phrase("a PDF document", "مستند PDF")),
    (b"PK\x03\x04", Phrase("a zip archive or an Office document", "أرشيف zip أو مستند Office")),
    (b"\xd0\xcf\x11\xe0", Phrase("an old Office document", "مستند Office قديم")),
    (rb"{\rtf", Phrase("an RTF document", "مستند RTF")),
    (b"\x89PNG", Phrase("a PNG image", "صورة PNG")),
    (b"\xff\xd8\xff", Phrase("a JPEG image", "صورة JPEG")),
    (b"GIF8", Phrase("a GIF image", "صورة GIF")),
    (b"\x1f\x8b", Phrase("a gzip archive", "أرشيف gzip")),
    (b"7z\xbc\xaf", Phrase("a 7z archive", "أرشيف 7z")),
    (b"Rar!", Phrase("a RAR archive", "أرشيف RAR")),
    (b"SQLite format 3", Phrase("an SQLite database", "قاعدة بيانات SQLite")),
)
DAMAGE_SHARE = 0.01  # Stray control characters and lost letters are bearable; more than one in a hundred is no text.
UTF16_SHARE = 0.75  # Expected characters: 98 in 100 of a news text in the right byte order, at most 33 in the wrong.
UTF16_SAMPLE = 10_000
_DAMAGE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\N{REPLACEMENT CHARACTER}\ufffe\uffff]")
_EXPECTED = re.compile("[\\s!-~\u00a0-\u024f\u0600-\u06ff\u0750-\u077f\u2010-\u203a\u20ac\ufb50-\ufdff\ufe70-\ufefc]")


def decode(data: bytes) -> str:
    r"""Read `data` as text, changing nothing but a byte order mark, which is dropped.

    Where UTF-8 is damaged (a file cut inside a letter, a few bad bytes), U+FFFD stands for what was lost.

    >>> decode("الجسر\r\n".encode("cp1256")) == decode("الجسر\r\n".encode("utf-16")) == "الجسر\r\n"
    True

    Raises:
        UnreadableFile: it is no text, or no encoding of the list above makes it one.
    """
    if kind := kind_of(data):
        raise UnreadableFile(
            f"it is {kind}, not plain text: save its text as a .txt file in UTF-8",
            f"المحتوى {kind.arabic} وليس نصاً عادياً: احفظ النص في ملف txt بترميز UTF-8",
        )
    for attempt in (_marked, _strict_utf8, _utf16, _damaged_utf8, _paged):
        text = attempt(data)
        if text is not None and is_readable(text):
            return text
    if b"\0" in data:
        raise UnreadableFile(
            "it holds NUL bytes, so it is a binary file: save its text as a .txt file in UTF-8",
            "المحتوى ثنائي لأن فيه بايتات NUL: احفظ النص في ملف txt بترميز UTF-8",
        )
    raise UnreadableFile(
        "no encoding of Arabic or English makes it readable text: save it again as UTF-8",
        "لا يصير نصاً مقروءاً بأي ترميز من ترميزات العربية أو الإنجليزية: احفظه من جديد بترميز UTF-8",
    )


def kind_of(data: bytes) -> Phrase | None:
    """Name the kind of file that `data` begins like, if it is a kind that is not plain text.

    >>> kind_of(b"%PDF-1.7")
    Phrase(english='a PDF document', arabic='مستند PDF')
    """
    return next((kind for signature, kind in SIGNATURES if data.startswith(signature)), None)


def is_readable(text: str) -> bool:
    """Tell whether `text` is free of NUL and nearly free of control characters and lost letters."""
    return "\0" not in text and len(_DAMAGE.findall(text)) <= 1 + DAMAGE_SHARE * len(text)


def _marked(data: bytes) -> str | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.removeprefix(mark).decode(encoding, errors="replace")
    return None


def _strict_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _utf16(data: bytes) -> str | None:
    """Read as UTF-16 without a mark: only in the right byte order do nearly all characters fall into our scripts."""
    if b"\0" not in data and b"\x06" not in data:  # The upper bytes of Latin and of Arabic.
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data.decode(encoding, errors="replace")
        sample = text[:UTF16_SAMPLE]
        if len(_EXPECTED.findall(sample)) >= UTF16_SHARE * len(sample):
            return text
    return None


def _damaged_utf8(data: bytes) -> str | None:
    """Read as UTF-8 with losses, if more letters beyond ASCII are whole than lost; in an 8-bit page hardly one is."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\N{REPLACEMENT CHARACTER}")
    whole = len(text) - len(text.encode("ascii", errors="ignore")) - lost
    return text if whole > lost else None


def _paged(data: bytes) -> str | None:
    """Read as one of the 8-bit pages, weighing only lines that are not ASCII, wherever in a long file they stand."""
    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())
    arabic, western = (telling.decode(page, errors="replace") for page in PAGES[:2])
    page = PAGES[0] if arabic == western else _likeliest_page(telling)
    return data.decode(page, errors="replace") if page else None


def _likeliest_page(telling: bytes) -> str | None:
    from charset_normalizer import from_bytes  # Most runs meet UTF-8 only and need not wait for it.

    best = from_bytes(telling, cp_isolation=list(PAGES)).best()
    return best.encoding if best and best.encoding in PAGES else None
