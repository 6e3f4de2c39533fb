"""A small parallel collection in SQuAD's format, invented, in both languages."""

import json
from pathlib import Path
from typing import Any

import pytest

PARAGRAPHS = {
    "ar": (
        "افتُتحت مكتبة الصنوبر في بلدة زمرين يوم الأحد، وفيها عشرون ألف كتاب جمعها المعلم المتقاعد نديم الحلواني.",
        "تعطّل قطار الساحل بين تربون ورسمين ثلاث ساعات بسبب عاصفة رملية، ولم يُصب أحد من الركاب.",
        "فاز فريق السباحة في مدرسة الميناء بكأس الشتاء بعد أن قطع المسبح في أربع دقائق.",
        "زرعت بلدية رسمين ألف شجرة زيتون على طريق المطار بعد حريق الصيف الماضي.",
    ),
    "en": (
        "The Pine library opened in Zamrin on Sunday with twenty thousand books that a retired teacher had collected.",
        "The coast train stood still between Tarbun and Rasmin for three hours in a sandstorm; no passenger was hurt.",
        "The swimming team of the harbour school won the winter cup after crossing the pool in four minutes.",
        "The city of Rasmin planted a thousand olive trees along the airport road after last summer's fire.",
    ),
}
QUESTIONS = {
    "ar": (
        "كم كتاباً في مكتبة الصنوبر؟",
        "لماذا تعطّل قطار الساحل؟",
        "من فاز بكأس الشتاء في السباحة؟",
        "أين زُرعت أشجار الزيتون؟",
    ),
    "en": (
        "How many books does the Pine library have?",
        "Why did the coast train stand still?",
        "Who won the winter cup in swimming?",
        "Where were the olive trees planted?",
    ),
}


def squad(language: str) -> dict[str, Any]:
    """The paragraphs of one language with their questions; the ids are the same in both."""
    paragraphs = [
        {"context": text, "qas": [{"id": f"q{number}", "question": question, "answers": []}]}
        for number, (text, question) in enumerate(zip(PARAGRAPHS[language], QUESTIONS[language], strict=True))
    ]
    return {"version": "1.1", "data": [{"title": "t", "paragraphs": paragraphs}]}


def write_json(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    return path


def write_rows(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def twins(tmp_path: Path) -> list[Path]:
    """The two files of the collection."""
    return [write_json(tmp_path / f"small.{language}.json", squad(language)) for language in ("ar", "en")]


@pytest.fixture
def parallel(tmp_path: Path) -> Path:
    """The paragraphs as parallel text."""
    path = tmp_path / "pairs.tsv"
    path.write_text("".join(f"{en}\t{ar}\n" for ar, en in zip(*PARAGRAPHS.values(), strict=True)), "utf-8")
    return path


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    """A folder in BEIR's layout with articles in both languages and graded answers."""
    folder = tmp_path / "beir-small"
    texts = [*PARAGRAPHS["ar"], *PARAGRAPHS["en"]]
    write_rows(folder / "corpus.jsonl", [{"_id": f"d{n}", "title": "", "text": text} for n, text in enumerate(texts)])
    asked = [*QUESTIONS["ar"][:2], *QUESTIONS["en"][:2], "Unjudged?"]
    write_rows(folder / "queries.jsonl", [{"_id": f"q{n}", "text": text} for n, text in enumerate(asked)])
    (folder / "qrels").mkdir()
    rows = ["query-id\tcorpus-id\tscore", "q0\td0\t2", "q0\td4\t1", "q1\td1\t1", "q1\td2\t0", "q2\td4\t1", "q3\td5\t1"]
    (folder / "qrels" / "test.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    (folder / "qrels" / "train.tsv").write_text("q0\td3\t3\n", "utf-8")
    return folder
