"""Say in either language where sources differ: the values, what it means that they do, and who stands behind each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agent.claims import Cause, Claim, Stand
from agent.comparing import Comparison
from agent.comparing import Position as Held
from agent.evidence import Evidence
from agent.independence import independent
from agent.origins import Origin
from agent.outcomes import Outcome
from agent.quantities import Quantity
from agent.records import Conflict, Position, Verdict
from agent.saying import say_quantity
from agent.wording import clean, said
from retrieval.dates import DateMention, say_dates
from retrieval.records import Language, Published, Span

LONGEST_VALUE = 12  # Words of an article that stand for a value which has no shorter form.
SHOWN: frozenset[Verdict] = frozenset({"conflict", "update", "plan"})  # The others stay silent.
CITED = 2  # Articles cited for each position.


@dataclass(frozen=True, slots=True)
class _Telling:
    """The phrases of one language; the fields in braces are filled in."""

    conflict: str
    update: str
    plan: str
    dated: str
    against: str
    then: str
    explained: Mapping[Verdict, str]
    later: str
    behind: str
    voices: str
    is_so: str
    denied: str
    outcomes: Mapping[str, str]


ENGLISH = _Telling(
    conflict="Sources conflict: {values}.",
    update="This changed with time: {values}.",
    plan="What was announced and what happened differ: {values}.",
    dated="{value} ({date})",
    against=" – against – ",
    then=", then ",
    explained={
        "conflict": "Both cannot be right, and no article says why they differ.",
        "update": "The later article gives a later state, not another account of the same one.",
        "plan": "One was announced beforehand, the other is what is reported to have happened.",
    },
    later="The latest article is of {date}.",
    behind="For “{value}”: {voices}.",
    voices="{names} (independent voices: {count})",
    is_so="it is reported so",
    denied="it is denied",
    outcomes={
        "up": "a rise",
        "down": "a fall",
        "freed": "acquitted",
        "sentenced": "sentenced",
        "approved": "approved",
        "rejected": "rejected",
        "succeeded": "success",
        "failed": "failure",
    },
)
ARABIC = _Telling(
    conflict="تتعارض المصادر: {values}.",
    update="تغيّر هذا مع الوقت: {values}.",
    plan="ما أُعلن يختلف عمّا حدث: {values}.",
    dated="{value} ({date})",
    against=" – مقابل – ",
    then="، ثم ",
    explained={
        "conflict": "لا يمكن أن يصحّا معاً، ولا يشرح أي مقال سبب الاختلاف.",
        "update": "المقال اللاحق يورد حالة لاحقة لا رواية أخرى للحالة نفسها.",
        "plan": "أحدهما أُعلن مسبقاً، والآخر ما ورد أنه حدث فعلاً.",
    },
    later="أحدث المقالات بتاريخ {date}.",
    behind="من يقول «{value}»: {voices}.",
    voices="{names} (الأصوات المستقلة: {count})",
    is_so="ورد أنه حدث",
    denied="نُفي ذلك",
    outcomes={
        "up": "ارتفاع",
        "down": "انخفاض",
        "freed": "تبرئة",
        "sentenced": "حكم بالعقوبة",
        "approved": "موافقة",
        "rejected": "رفض",
        "succeeded": "نجاح",
        "failed": "فشل",
    },
)
_TELLING: Mapping[Language, _Telling] = {"en": ENGLISH, "ar": ARABIC}


def is_shown(comparison: Comparison) -> bool:
    """Whether a reader must know of it."""
    return comparison.verdict in SHOWN


def cited(comparison: Comparison) -> list[Evidence]:
    """List the sentences to cite for a comparison: the best of each position, then the next of each."""
    ranks = range(CITED)
    found = [one.claims[rank].evidence for rank in ranks for one in _ordered(comparison) if rank < len(one.claims)]
    return list({one.at: one for one in found}.values())


def lead(comparison: Comparison, language: Language) -> str:
    """Say in a sentence that sources differ, and by what."""
    telling = _TELLING[language]
    frame = {"conflict": telling.conflict, "update": telling.update, "plan": telling.plan}[comparison.verdict]
    between = telling.against if comparison.verdict == "conflict" else telling.then
    return frame.format(values=between.join(_dated(one.best, language) for one in _ordered(comparison)))


def tell(
    comparison: Comparison,
    about: str,
    numbers: Mapping[tuple[str, Span], int],
    origins: Mapping[int, Origin],
    language: Language,
) -> Conflict:
    """Write a comparison as it is shown; `numbers` has the citations of the sentences cited."""
    positions = []
    for one in _ordered(comparison):
        found = [number for claim in one.claims if (number := numbers.get(claim.evidence.at))]
        positions.append(Position(say_value(one.best, language), tuple(dict.fromkeys(found))))
    published = [one.best.evidence.article.published for one in comparison.positions]
    explanation = explain(comparison.verdict, positions, published, origins, language)
    return Conflict(comparison.kind, comparison.verdict, about, tuple(positions), explanation)


def say_value(claim: Claim, language: Language) -> str:
    """Say the value of a claim as shortly as it can be said, in `language` where it has words of its own."""
    telling, value = _TELLING[language], claim.value
    if isinstance(value, Quantity):
        return say_quantity(value, language) or _words(claim)
    if isinstance(value, DateMention) and value.days:
        return say_dates(*value.days, language)
    if isinstance(value, Stand):
        return telling.is_so if value.holds else telling.denied
    if isinstance(value, Outcome) and value.side in telling.outcomes:
        return telling.outcomes[value.side]
    return _words(claim)


def _words(claim: Claim) -> str:
    """Take the article's own words for a value, a long one cut short."""
    found = clean(claim.span.of(claim.evidence.text)).split()
    cut = isinstance(claim.value, Cause) and len(found) > LONGEST_VALUE
    return " ".join(found[:LONGEST_VALUE]) + "…" if cut else " ".join(found).rstrip(".،,")


def _ordered(comparison: Comparison) -> Sequence[Held]:
    """Order positions as they are told: what changed by time, others by how much speaks for them."""
    if comparison.verdict == "conflict":
        return comparison.positions
    return sorted(comparison.positions, key=lambda one: str(one.best.evidence.article.published))


def _dated(claim: Claim, language: Language) -> str:
    value = say_value(claim, language)
    article = claim.evidence.article
    whose = "، ".join if language == "ar" else ", ".join
    parts = [part for part in (clean(article.source or ""), said(article.published, language)) if part]
    return _TELLING[language].dated.format(value=value, date=whose(parts)) if parts else value


def explain(
    verdict: Verdict,
    positions: Sequence[Position],
    published: Sequence[Published],
    origins: Mapping[int, Origin],
    language: Language,
) -> str:
    """Say what it means that positions differ, which is the latest of those `published`, and who stands behind each."""
    telling = _TELLING[language]
    parts = [telling.explained[verdict]]
    if verdict == "conflict" and len({str(one) for one in published}) > 1 and all(map(str, published)):
        parts.append(telling.later.format(date=said(max(published, key=str), language)))
    for position in positions:
        groups = independent([origins[number] for number in position.citations])
        names = "؛ ".join if language == "ar" else "; ".join
        labels = list(dict.fromkeys(label for group in groups if (label := clean(group.label(language)))))
        if labels:
            voices = telling.voices.format(names=names(labels), count=len(groups))
            parts.append(telling.behind.format(value=position.value, voices=voices))
    return " ".join(parts)
