"""The measures of answers, each under one name in code, command line, table and prose."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from eval.measures import citing, conflicts, costs, refusing, texts
from eval.measures.scores import Answered, Score
from retrieval.errors import InputError
from retrieval.phrases import Phrase

Better = Literal["more", "less", "neither"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its name, what it says, how one answer is scored, and which way is better.

    Scores are added up and divided, unless `percentile` says which of them to take. What a run cannot repeat, such as
    seconds, is not `steady`, and stops no gate by itself.
    """

    name: str
    about: Phrase
    of: Callable[[Answered], Score | None]
    better: Better = "more"
    percentile: int | None = None
    steady: bool = True


MEASURES: Mapping[str, Measure] = {
    one.name: one
    for one in (
        Measure(
            "Right",
            Phrase(
                "right as a whole: refused, or all sides cited, or evidence cited and no false alarm",
                "صحيح إجمالاً: رُفض، أو استُشهد بكل الأطراف، أو استُشهد بالدليل بلا إنذار كاذب",
            ),
            refusing.right,
        ),
        Measure(
            "Found",
            Phrase("a gold answer stands in the answer", "يرد في الجواب جواب معتمد"),
            texts.found,
        ),
        Measure(
            "AllFound",
            Phrase("every right answer, and none known to be wrong", "كل الأجوبة الصحيحة وليس فيه ما عُرف خطؤه"),
            texts.all_found,
        ),
        Measure(
            "WrongSaid",
            Phrase("a wrong answer is given undisputed", "يُذكر جواب خاطئ بلا تنبيه"),
            texts.wrong_said,
            "less",
        ),
        Measure(
            "EM", Phrase("the short answer is a gold one (SQuAD)", "الجواب القصير مطابق (SQuAD)"), texts.exact_match
        ),
        Measure("F1", Phrase("words shared with a gold answer (SQuAD)", "كلمات مشتركة (SQuAD)"), texts.token_f1),
        Measure("Evidence", Phrase("gold evidence is cited", "استُشهد بالدليل"), citing.evidence_cited),
        Measure(
            "CiteP",
            Phrase("citations that hold evidence (ALCE)", "استشهادات فيها الدليل (ALCE)"),
            citing.citation_precision,
        ),
        Measure(
            "CiteR",
            Phrase("sentences that stand on evidence (ALCE)", "جمل تستند إلى الدليل (ALCE)"),
            citing.citation_recall,
        ),
        Measure(
            "Verbatim",
            Phrase("citations that stand word for word", "استشهادات حرفية"),
            citing.verbatim,
        ),
        Measure(
            "ConflictP",
            Phrase("conflicts told that are there", "تعارض قيل به وهو قائم"),
            conflicts.conflict_precision,
        ),
        Measure(
            "ConflictR",
            Phrase("conflicts there that are told", "تعارض قائم قيل به"),
            conflicts.conflict_recall,
        ),
        Measure(
            "ConflictF1",
            Phrase("precision and recall of conflicts in one", "دقة التعارض وشموله معاً"),
            conflicts.conflict_f1,
        ),
        Measure("Kind", Phrase("conflicts told with their kind", "تعارض قيل به بنوعه"), conflicts.kind_told),
        Measure(
            "Sides",
            Phrase("conflicts told with every side cited for its own", "تعارض استُشهد لكل طرف فيه بقوله"),
            conflicts.sides_cited,
        ),
        Measure(
            "SidesF1",
            Phrase("ConflictF1, found only with every side cited", "ConflictF1 بشرط الاستشهاد بكل طرف"),
            conflicts.sides_f1,
        ),
        Measure(
            "FalseAlarm",
            Phrase("called a conflict where none is", "قيل بتعارض ولا تعارض"),
            conflicts.false_alarm,
            "less",
        ),
        Measure(
            "Refused",
            Phrase("refused, of what nothing answers", "رُفض مما لا جواب له"),
            refusing.refused_rightly,
        ),
        Measure(
            "OverRefused",
            Phrase("refused, of what the articles answer", "رُفض مما تجيب عنه المقالات"),
            refusing.refused_wrongly,
            "less",
        ),
        Measure("Words", Phrase("words of an answer", "كلمات الجواب"), texts.answer_words, "neither"),
        Measure("Tokens", Phrase("tokens of a model", "وحدات النموذج"), costs.tokens, "less", steady=False),
        Measure("Cost", Phrase("US dollars", "دولار"), costs.cost, "less", steady=False),
        Measure(
            "Seconds@50",
            Phrase("seconds that half of the answers take at most", "ثوانٍ لا يتجاوزها نصف الأجوبة"),
            costs.seconds,
            "less",
            percentile=50,
            steady=False,
        ),
        Measure(
            "Seconds@95",
            Phrase("seconds that 95 in 100 answers take at most", "ثوانٍ لا يتجاوزها 95% من الأجوبة"),
            costs.seconds,
            "less",
            percentile=95,
            steady=False,
        ),
    )
}


def named(text: str) -> Measure:
    """Find a measure by its name, in any case.

    >>> named("conflictf1").name
    'ConflictF1'

    Raises:
        InputError: no measure is called that.
    """
    names = {name.lower(): measure for name, measure in MEASURES.items()}
    if text.strip().lower() not in names:
        known = ", ".join(MEASURES)
        raise InputError(
            f"There is no measure {text!r}. Known are {known}.", f"لا مقياس باسم «{text}». المقاييس المعروفة: {known}."
        )
    return names[text.strip().lower()]


def score(one: Answered) -> dict[str, Score]:
    """Score one answer by every measure that applies to its case."""
    scores = ((name, measure.of(one)) for name, measure in MEASURES.items())
    return {name: given for name, given in scores if given is not None}
