"""What the command line says, in both languages."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from retrieval.records import Language

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Messages:
    """The phrases of one language; the fields in braces are filled in."""

    stages: Mapping[str, str]
    sources: str
    origin: str
    no_date: str
    date_how: Mapping[str, str]
    what: Mapping[str, str]
    added: str
    refused: str
    dateless: str
    nothing_named: str
    title: str
    outlet: str
    published: str
    language: str
    languages: Mapping[str, str]
    cut: str
    cut_reasons: Mapping[str, str]
    copies: str
    removed: str
    verified: str
    problems: str
    rebuilt: str
    counts: str
    stats: Mapping[str, str]
    conflict_kinds: Mapping[str, str]
    conflict_count: str
    no_conflicts: str
    written: str
    error: str
    serving: str
    evaluation: Mapping[str, str]
    ranking: Mapping[str, str]
    bench: Mapping[str, str]
    steps: Mapping[str, str]
    answering: Mapping[str, str]
    spent: str
    took: str


ENGLISH = Messages(
    stages={
        "reading": "Reading",
        "indexing": "Indexing",
        "asking": "Asking",
        "comparing": "Comparing",
        "gathering": "Gathering",
        "writing": "Writing",
    },
    sources="Sources",
    origin="origin: {chain}",
    no_date="date unknown",
    date_how={"stated": "stated", "inferred": "inferred", "unknown": "not stated"},
    what={"added": "added", "replaced": "replaced", "unchanged": "unchanged"},
    added="{added:,} added, {replaced:,} replaced, {unchanged:,} unchanged, {refused:,} refused.",
    refused="Not read: {refusal}",
    dateless="Note: {refusal}",
    nothing_named="name a file or a folder, or say --sample",
    title="Title",
    outlet="Outlet",
    published="Published",
    language="Language",
    languages={"ar": "Arabic", "en": "English"},
    cut="Struck through: left out by cleaning (why, in brackets).",
    cut_reasons={
        "title": "repeated title",
        "furniture": "site furniture",
        "dateline": "date line",
        "source": "source line",
    },
    copies="Near copies: {ids}",
    removed="{count:,} removed.",
    verified="The library is whole: {articles:,} articles, {passages:,} passages.",
    problems="Make the indexes anew with `isnad library rebuild`.",
    rebuilt="Rebuilt: {passages:,} passages.",
    counts="{articles:,} articles",
    stats={
        "articles": "Articles",
        "passages": "Passages",
        "sources": "Outlets",
        "copies": "Articles with near copies",
        "pending": "Passages yet to be indexed",
        "bytes": "Size on disk, MB",
    },
    conflict_kinds={
        "number": "number",
        "date": "date",
        "person": "person",
        "place": "place",
        "denial": "denial",
        "outcome": "outcome",
        "cause": "cause",
    },
    conflict_count="Conflicts: {count:,}, in {articles:,} articles.",
    no_conflicts="No conflict was found in {articles:,} articles.",
    written="The brief is in {path}.",
    error="Error: {error}",
    serving="The page is open at {address} (Ctrl+C ends it).",
    evaluation={
        "measure": "Measure",
        "ahead": "Arabic minus English",
        "group": "Cases",
        "cases": "Number",
        "before": "Before",
        "after": "After",
        "difference": "Difference",
        "shared": "{cases} cases in both; {worse} went worse, {better} better. Left out, being other cases: {unlike}.",
        "worse": "Went worse",
        "better": "Went better",
        "system": "System",
        "written": "{path}: {failed} cases that are not right.",
        "judged": "Judged right by {model}: {share:.3f}.",
        "took": "{questions} questions in {total:.1f} s: answering {answering:.1f}, taking in articles {filling:.1f}, "
        "asking and scoring {harness:.1f} ({share_harness:.1%}).",
    },
    ranking={
        "articles": "Articles",
        "direction": "Direction",
        "system": "Found by",
        "questions": "Questions",
        "against": "Against {system}, {measure}",
    },
    bench={
        "adding": "Adding {articles:,} articles",
        "made_up": "Adding {articles:,} made-up articles",
        "articles": "Articles",
        "passages": "Passages",
        "per_second": "Articles a second",
        "cpu_ms_per_article": "Processor ms an article",
        "growth": "Growth of cost",
        "start_seconds": "Seconds to start",
        "peak_mb": "Memory, MB",
        "disk_mb": "On disk, MB",
        "asking": "Searching {articles:,} articles, {questions:,} questions, ms; the first took {first:,.0f}",
        "step": "Step",
        "p50": "Median",
        "p95": "95th percentile",
        "mean": "Mean",
        "cpu_ms_per_search": "Processor ms a search",
        "p50_ms": "Median search, ms",
        "ms_per_article": "Adding an article, ms",
        "beside": "Beside the stock way, {articles:,} articles",
        "stock": "Stock way",
        "ratio": "Ratio",
    },
    steps={
        "all": "all",
        "upkeep": "upkeep",
        "expand": "expand",
        "words": "words",
        "waiting": "waiting",
        "read": "read",
        "sentences": "sentences",
        "spread": "spread",
        "rest": "rest",
    },
    answering={
        "searching": "Searching",
        "reading": "Reading",
        "comparing": "Comparing",
        "writing": "Writing",
        "checking": "Checking",
    },
    spent="{writer}: {prompt:,} + {completion:,} tokens, ${cost:.4f}",
    took="{seconds:.2f} s ({steps})",
)
ARABIC = Messages(
    stages={
        "reading": "قراءة",
        "indexing": "فهرسة",
        "asking": "طرح الأسئلة",
        "comparing": "مقارنة",
        "gathering": "جمع المادة",
        "writing": "كتابة",
    },
    sources="المصادر",
    origin="الأصل: {chain}",
    no_date="بلا تاريخ معروف",
    date_how={"stated": "مذكور", "inferred": "مستنتَج", "unknown": "غير مذكور"},
    what={"added": "أُضيف", "replaced": "استُبدل", "unchanged": "لم يتغيّر"},
    added="أُضيف {added:,}، استُبدل {replaced:,}، لم يتغيّر {unchanged:,}، رُفض {refused:,}.",
    refused="لم يُقرأ: {refusal}",
    dateless="تنبيه: {refusal}",
    nothing_named="اذكر ملفاً أو مجلداً، أو أضف الخيار --sample",
    title="العنوان",
    outlet="الجهة الناشرة",
    published="تاريخ النشر",
    language="اللغة",
    languages={"ar": "العربية", "en": "الإنجليزية"},
    cut="ما شُطب حذفه التنظيف (والسبب بين قوسين).",
    cut_reasons={"title": "عنوان مكرر", "furniture": "عناصر الموقع", "dateline": "سطر التاريخ", "source": "سطر المصدر"},
    copies="نسخ شبه مطابقة: {ids}",
    removed="حُذف {count:,}.",
    verified="المكتبة سليمة: {articles:,} مقال، {passages:,} مقطع.",
    problems="أعد بناء الفهارس بالأمر `isnad library rebuild`.",
    rebuilt="أُعيد البناء: {passages:,} مقطع.",
    counts="{articles:,} مقال",
    stats={
        "articles": "المقالات",
        "passages": "المقاطع",
        "sources": "الجهات الناشرة",
        "copies": "مقالات لها نسخ شبه مطابقة",
        "pending": "مقاطع تنتظر الفهرسة",
        "bytes": "الحجم على القرص، ميغابايت",
    },
    conflict_kinds={
        "number": "عدد",
        "date": "تاريخ",
        "person": "شخص",
        "place": "مكان",
        "denial": "نفي",
        "outcome": "نتيجة",
        "cause": "سبب",
    },
    conflict_count="التعارضات: {count:,}، في {articles:,} مقال.",
    no_conflicts="لم يُعثر على أي تعارض في {articles:,} مقال.",
    written="كُتبت الإحاطة في {path}.",
    error="خطأ: {error}",
    serving="الصفحة مفتوحة على {address} (وتُغلق بالضغط على Ctrl+C).",
    evaluation={
        "measure": "المقياس",
        "ahead": "العربية ناقص الإنجليزية",
        "group": "الحالات",
        "cases": "العدد",
        "before": "قبل",
        "after": "بعد",
        "difference": "الفرق",
        "shared": "{cases} حالة مشتركة، ساءت {worse} وتحسّنت {better}. تُركت {unlike} لاختلافها في نفسها.",
        "worse": "ما ساء",
        "better": "ما تحسّن",
        "system": "النظام",
        "written": "{path}: {failed} حالة غير صحيحة.",
        "judged": "عدّه {model} صحيحاً: {share:.3f}.",
        "took": "{questions} سؤالاً في {total:.1f} ثانية: الإجابة {answering:.1f}، وإضافة المقالات {filling:.1f}، "
        "والطرح والتقييم {harness:.1f} ({share_harness:.1%}).",
    },
    ranking={
        "articles": "المقالات",
        "direction": "الاتجاه",
        "system": "الباحث",
        "questions": "الأسئلة",
        "against": "الفرق عن {system}، {measure}",
    },
    bench={
        "adding": "إضافة {articles:,} مقال",
        "made_up": "إضافة {articles:,} مقال مصنوع",
        "articles": "المقالات",
        "passages": "المقاطع",
        "per_second": "مقالات في الثانية",
        "cpu_ms_per_article": "زمن المعالج للمقال، م.ث",
        "growth": "نمو الكلفة",
        "start_seconds": "ثواني البدء",
        "peak_mb": "الذاكرة، ميغابايت",
        "disk_mb": "على القرص، ميغابايت",
        "asking": "البحث في {articles:,} مقال، {questions:,} سؤال، بالميلي ثانية؛ استغرق الأول {first:,.0f}",
        "step": "الخطوة",
        "p50": "الوسيط",
        "p95": "المئين 95",
        "mean": "المتوسط",
        "cpu_ms_per_search": "زمن المعالج للبحث، م.ث",
        "p50_ms": "وسيط البحث، م.ث",
        "ms_per_article": "إضافة المقال، م.ث",
        "beside": "إلى جانب الطريقة الشائعة، {articles:,} مقال",
        "stock": "الطريقة الشائعة",
        "ratio": "النسبة",
    },
    steps={
        "all": "الكل",
        "upkeep": "الصيانة",
        "expand": "التوسيع",
        "words": "الكلمات",
        "waiting": "الانتظار",
        "read": "القراءة",
        "sentences": "الجمل",
        "spread": "التوزيع",
        "rest": "ما بقي",
    },
    answering={
        "searching": "بحث",
        "reading": "قراءة",
        "comparing": "مقارنة",
        "writing": "كتابة",
        "checking": "تدقيق",
    },
    spent="{writer}: {prompt:,} + {completion:,} وحدة نصية، {cost:.4f} دولار",
    took="{seconds:.2f} ثانية ({steps})",
)
MESSAGES: Mapping[Language, Messages] = {"en": ENGLISH, "ar": ARABIC}


def interface_language(environment: Mapping[str, str] = os.environ) -> Language:
    """Choose the language of the command line: ISNAD_LANGUAGE, else the locale, else English.

    >>> interface_language({"LANG": "ar_SY.UTF-8"}), interface_language({"ISNAD_LANGUAGE": "en", "LANG": "ar_SY"})
    ('ar', 'en')
    """
    chosen = next(
        (v for name in ("ISNAD_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if (v := environment.get(name))), ""
    )
    return "ar" if chosen.lower().startswith("ar") else "en"
