"""On its way in: what is refused of an article, and how that is said."""

from pathlib import Path

from retrieval import Library
from retrieval.records import Draft


def test_an_unreadable_date_is_refused_alone_and_said_in_both_languages(tmp_path: Path) -> None:
    draft = Draft(id="الجسر", text="افتُتح الجسر الجديد.", published="قريباً", path="/news/bridge.jsonl")
    with Library.open(tmp_path) as library:
        report = library.add_drafts([draft])
        assert library.article("الجسر").published.how == "unknown"
    (refusal,) = report.refusals
    assert (refusal.path, refusal.row, refusal.kind) == ("/news/bridge.jsonl", None, "date")
    assert refusal.said("en") == (
        "/news/bridge.jsonl: the article 'الجسر' went in without its date, as 'قريباً' cannot be read as a publication "
        "date: write it like 2025-11-17, or leave it out"
    )
    assert refusal.said("ar") == (
        "/news/bridge.jsonl: أُضيف المقال «الجسر» بلا تاريخ نشر، لأن «قريباً» لا يُقرأ تاريخَ نشر: "
        "اكتبه على صورة 2025-11-17 أو احذفه"
    )
