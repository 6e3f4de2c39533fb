"""The headings and labels of a brief, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from retrieval.records import Language


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one language; the fields in braces are filled in."""

    read: str
    quotes: str
    model: str
    bottom_line: str
    facts: str
    timeline: str
    sayings: str
    differences: str
    planned: str
    unknown: str
    sources: str
    date: str
    known: str
    event: str
    how: Mapping[str, str]
    is_planned: str
    about: str
    positions: str
    meaning: str
    verdicts: Mapping[str, str]
    instead: str
    undated: str


ENGLISH = Labels(
    read="Articles read: {articles:,}. Independent origins cited: {origins:,}.",
    quotes="Every sentence is a quotation; no language model was used.",
    model="Bottom line and key facts written by {model} and checked against their quotes; the rest is quoted.",
    bottom_line="Bottom line",
    facts="Key facts",
    timeline="Timeline",
    sayings="Who says what",
    differences="Where sources differ",
    planned="Planned or expected",
    unknown="Not known",
    sources="Sources",
    date="Date",
    known="How known",
    event="Event",
    how={
        "stated": "stated",
        "reckoned": "reckoned from the article’s date",
        "published": "date of the article",
        "inferred": "reckoned; the article’s date is inferred",
    },
    is_planned="Planned:",
    about="About",
    positions="Positions",
    meaning="What it means",
    verdicts={
        "conflict": "Conflict",
        "update": "Update",
        "views": "Views",
        "scope": "Another scope",
        "plan": "Announced and happened",
        "event": "Two events",
        "agreement": "Agreement",
    },
    instead="The articles do not say this in so many words. The nearest:",
    undated="date unknown",
)
ARABIC = Labels(
    read="المقالات المقروءة: {articles:,}. الأصول المستقلة المستشهد بها: {origins:,}.",
    quotes="كل جملة اقتباس، ولم يُستخدم نموذج لغوي.",
    model="كتب {model} الخلاصة وأهم الحقائق ودُقّقت على اقتباساتها، والباقي اقتباس.",
    bottom_line="الخلاصة",
    facts="أهم الحقائق",
    timeline="التسلسل الزمني",
    sayings="من يقول ماذا",
    differences="ما تختلف فيه المصادر",
    planned="المخطَّط له والمتوقَّع",
    unknown="ما لا يُعرف",
    sources="المصادر",
    date="التاريخ",
    known="كيف عُرف",
    event="الحدث",
    how={
        "stated": "مذكور",
        "reckoned": "محسوب من تاريخ المقال",
        "published": "تاريخ المقال",
        "inferred": "محسوب، وتاريخ المقال مستنتَج",
    },
    is_planned="مخطَّط له:",
    about="الموضوع",
    positions="الأقوال",
    meaning="الدلالة",
    verdicts={
        "conflict": "تعارض",
        "update": "تحديث",
        "views": "آراء",
        "scope": "نطاق آخر",
        "plan": "المعلَن وما حدث",
        "event": "حدثان",
        "agreement": "اتفاق",
    },
    instead="لا تقول المقالات هذا صراحة. وأقرب ما فيها:",
    undated="بلا تاريخ معروف",
)
LABELS: Mapping[Language, Labels] = {"en": ENGLISH, "ar": ARABIC}
