"""The words of a report, in both languages."""

from collections.abc import Mapping

from eval.cases import Case
from eval.wording import value_name
from retrieval.phrases import Phrase
from retrieval.records import Language

WORDS: Mapping[str, Phrase] = {
    "title": Phrase("Isnad: how questions were answered", "إسناد: كيف أُجيب عن الأسئلة"),
    "asked": Phrase("{count} questions, answered by {system}", "{count} سؤالاً، أجاب عنها {system}"),
    "measures": Phrase("Measures", "المقاييس"),
    "measure": Phrase("Measure", "المقياس"),
    "meaning": Phrase("What it says", "ما يقيسه"),
    "ahead": Phrase("Arabic minus English", "العربية ناقص الإنجليزية"),
    "interval": Phrase(
        "In brackets the 95 % interval: stories are drawn again and again with all of their questions (percentile "
        "bootstrap). Groups with fewer than {few} cases are greyed: their intervals say little.",
        "بين القوسين مجال الثقة 95%، بإعادة سحب القصص بكل أسئلتها (bootstrap). والمجموعات التي تقل حالاتها عن {few} "
        "باهتة، فمجالاتها قليلة الدلالة.",
    ),
    "less": Phrase("less is better", "الأقل أفضل"),
    "group": Phrase("Cases", "الحالات"),
    "cases": Phrase("Number", "العدد"),
    "time": Phrase("Time, seconds", "الزمن بالثواني"),
    "took_questions": Phrase("questions asked", "الأسئلة المطروحة"),
    "took_total": Phrase("in all", "المجموع"),
    "took_answering": Phrase("answering", "الإجابة"),
    "took_filling": Phrase("taking in articles", "إضافة المقالات"),
    "took_harness": Phrase("asking and scoring", "الطرح والتقييم"),
    "took_share_not_answering": Phrase("share that is not answering", "حصة ما ليس إجابة"),
    "took_share_harness": Phrase("share of asking and scoring", "حصة الطرح والتقييم"),
    "seconds": Phrase("Seconds an answer", "ثواني الجواب"),
    "failed": Phrase("Cases that are not right ({count})", "حالات غير صحيحة ({count})"),
    "all_right": Phrase("Every case is right.", "كل الحالات صحيحة."),
    "gold": Phrase("Known to be right", "المعروف صحته"),
    "refuse": Phrase("nothing answers it: to be refused", "لا جواب له: حقه الرفض"),
    "conflict": Phrase("sources conflict ({kind})", "المصادر متعارضة ({kind})"),
    "evidence": Phrase("Evidence", "الدليل"),
    "answer": Phrase("Answer", "الجواب"),
    "refused": Phrase("Refused", "رُفض"),
    "citations": Phrase("Citations", "الاستشهادات"),
    "flags": Phrase("Told of differences", "ما قيل عن الاختلاف"),
    "scores": Phrase("Scores", "الدرجات"),
    "settings": Phrase("Settings and versions", "الإعدادات والإصدارات"),
}


def say(name: str, language: Language, **fields: object) -> str:
    """Say a phrase of the report."""
    return WORDS[name].said(language).format(**fields)


def known(case: Case, language: Language) -> str:
    """Say what is known to be right of a case."""
    if not case.answerable:
        return say("refuse", language)
    answers = " / ".join(case.answers) or "–"
    if case.conflict:
        return f"{say('conflict', language, kind=value_name(case.conflict.kind or '?', language))}: {answers}"
    return answers
