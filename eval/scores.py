"""Score answers against cases. A score never travels without what explains it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from agent.records import Answer
from eval.cases import Case, Evidence
from retrieval.folding import words
from retrieval.records import Article

MOST = 0.5  # A citation holds an evidence quote when it has more than this share of its words.


@dataclass(frozen=True, slots=True)
class Score:
    """How one case went: whether it is right, how many of its evidence quotes are cited, and why in one sentence."""

    case: Case
    right: bool
    evidence_cited: int
    not_verbatim: int
    explanation: str


def score(case: Case, answer: Answer, article: Callable[[str], Article]) -> Score:
    """Score one answer. An answerable case is right when an evidence quote is cited, another when it is refused."""
    cited = sum(any(_holds(c.article_id, c.quote, evidence) for c in answer.citations) for evidence in case.evidence)
    stray = sum(article(c.article_id).text[c.start : c.end] != c.quote for c in answer.citations)
    refused = answer.status == "refused"
    right = cited > 0 if case.answerable else refused
    return Score(case, right, cited, stray, _explanation(case, refused, cited))


def _holds(article_id: str, quote: str, evidence: Evidence) -> bool:
    if article_id != evidence.article_id:
        return False
    wanted, held = Counter(words(evidence.quote)), Counter(words(quote))
    return (wanted & held).total() > MOST * wanted.total()


def _explanation(case: Case, refused: bool, cited: int) -> str:
    if not case.answerable:
        return "refused, as nothing answers it" if refused else "answered, though nothing answers it"
    if refused:
        return "refused, though the articles answer it"
    return f"cites {cited} of {len(case.evidence)} evidence quotes"


@dataclass(frozen=True, slots=True)
class Summary:
    """The shares of a group of cases, from 0 to 1; None where the group has no such case."""

    group: str
    cases: int
    right: float
    evidence_cited: float | None
    refused_rightly: float | None
    not_verbatim: int


def summarise(scores: Sequence[Score]) -> list[Summary]:
    """Sum up all cases, each language, and each tag."""
    groups = {"all": list(scores)}
    for one in scores:
        for name in (f"language {one.case.language}", *one.case.tags):
            groups.setdefault(name, []).append(one)
    return [_summary(name, group) for name, group in groups.items()]


def _summary(name: str, scores: Sequence[Score]) -> Summary:
    return Summary(
        group=name,
        cases=len(scores),
        right=_share(one.right for one in scores) or 0.0,
        evidence_cited=_share(one.evidence_cited > 0 for one in scores if one.case.answerable),
        refused_rightly=_share(one.right for one in scores if not one.case.answerable),
        not_verbatim=sum(one.not_verbatim for one in scores),
    )


def _share(values: Iterable[bool]) -> float | None:
    seen = list(values)
    return sum(seen) / len(seen) if seen else None
