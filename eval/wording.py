"""What groups of cases are called for readers, in both languages."""

from collections.abc import Mapping

from retrieval.phrases import Phrase
from retrieval.records import Language

# The first word of a group's name, and what may follow it.
SORTS: Mapping[str, Phrase] = {
    "all": Phrase("all", "الكل"),
    "language": Phrase("questions", "أسئلة"),
    "direction": Phrase("question → articles", "سؤال ← مقالات"),
    "kind": Phrase("kind", "الصنف"),
    "trap": Phrase("trap", "الشرك"),
    "conflict": Phrase("conflict", "التعارض"),
    "senses": Phrase("right answers", "الأجوبة الصحيحة"),
    "documents": Phrase("documents", "الوثائق"),
    "noise": Phrase("noise", "التشويش"),
}
VALUES: Mapping[str, Phrase] = {
    "ar": Phrase("Arabic", "عربية"),
    "en": Phrase("English", "إنجليزية"),
    "none": Phrase("none", "بلا"),
    "number": Phrase("number", "عدد"),
    "date": Phrase("date", "تاريخ"),
    "person": Phrase("person", "شخص"),
    "place": Phrase("place", "مكان"),
    "denial": Phrase("denial", "نفي"),
    "outcome": Phrase("outcome", "نتيجة"),
    "cause": Phrase("cause", "سبب"),
    "question": Phrase("question", "سؤال"),
    "brief": Phrase("brief", "موجز"),
    "update": Phrase("update", "تحديث"),
    "different-event": Phrase("different event", "حدث آخر"),
    "rounding": Phrase("rounding", "تقريب"),
    "unit": Phrase("unit", "وحدة قياس"),
    "paraphrase": Phrase("paraphrase", "إعادة صياغة"),
    "translation": Phrase("translation", "ترجمة"),
    "part-whole": Phrase("part and whole", "جزء وكل"),
    "planned-vs-happened": Phrase("planned and happened", "مخطَّط وواقع"),
    "attributed-opinion": Phrase("attributed opinion", "رأي منسوب"),
    "syndicated": Phrase("syndicated", "نص وكالة واحدة"),
    "date-format": Phrase("date format", "صيغة التاريخ"),
    "one": Phrase("one", "واحد"),
    "several": Phrase("several", "عدة"),
    "right": Phrase("right ones only", "صحيحة فقط"),
    "wrong too": Phrase("wrong ones too", "فيها خاطئة"),
    "conflict": Phrase("conflict", "تعارض"),
    "plan": Phrase("plan", "خطة"),
    "views": Phrase("views", "آراء"),
    "some": Phrase("some", "فيها"),
}


def value_name(value: str, language: Language) -> str:
    """Say what a kind, a trap or a verdict is called.

    >>> value_name("denial", "ar")
    'نفي'
    """
    return VALUES[value].said(language) if value in VALUES else value


def group_name(group: str, language: Language) -> str:
    """Say what a group of cases is called.

    >>> group_name("trap part-whole", "en"), group_name("language ar", "ar")
    ('trap: part and whole', 'أسئلة: عربية')
    """
    sort, _, value = group.partition(" ")
    said = SORTS[sort].said(language) if sort in SORTS else sort
    if not value:
        return said
    return f"{said}: {value_name(value, language)}"
