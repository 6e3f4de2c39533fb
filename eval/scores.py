"""Score answers against cases. A score never travels without what explains it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from agent.records import Answer, Conflict
from eval.cases import Case, Disagreement, Evidence
from retrieval.folding import words
from retrieval.records import Article

MOST = 0.5  # A citation holds an evidence quote when it has more than this share of its words.


@dataclass(frozen=True, slots=True)
class Score:
    """How one case went: whether it is right, how many of its evidence quotes are cited, and why in one sentence.

    `flagged` is whether the answer says that sources conflict. Of a conflict that was to be found and was,
    `sides_cited` is whether articles of every position are cited for it, each for its own side, and `kind_right`
    whether its kind was told; both are None in all other cases.
    """

    case: Case
    right: bool
    evidence_cited: int
    not_verbatim: int
    explanation: str
    answered: bool = True
    flagged: bool = False
    sides_cited: bool | None = None
    kind_right: bool | None = None


def score(case: Case, answer: Answer, article: Callable[[str], Article]) -> Score:
    """Score one answer. An answerable case is right when an evidence quote is cited, another when it is refused."""
    cited = sum(any(_holds(c.article_id, c.quote, evidence) for c in answer.citations) for evidence in case.evidence)
    stray = sum(article(c.article_id).text[c.start : c.end] != c.quote for c in answer.citations)
    refused = answer.status == "refused"
    right = cited > 0 if case.answerable else refused
    flags = [one for one in answer.conflicts if one.verdict == "conflict"]
    found = case.conflict if flags else None
    return Score(
        case,
        right,
        cited,
        stray,
        _explanation(case, refused, cited),
        answered=not refused,
        flagged=bool(flags),
        sides_cited=any(_cites_all_sides(one, found, answer) for one in flags) if found else None,
        kind_right=any(one.kind == found.kind for one in flags) if found else None,
    )


def _cites_all_sides(flag: Conflict, conflict: Disagreement, answer: Answer) -> bool:
    """Whether each position to be found is given by a position of its own, with a citation of one of its articles."""
    articles = {citation.number: citation.article_id for citation in answer.citations}
    given = [{articles[number] for number in one.citations} for one in flag.positions]
    sides = [{at for at, side in enumerate(given) if side & wanted} for wanted in conflict.positions]
    return all(sides) and len(set().union(*sides)) >= len(sides)


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
    """The shares of a group of cases, from 0 to 1; None where the group has no such case.

    `conflict_precision` and `conflict_recall` are of the answers that say that sources conflict; `false_alarms` is the
    share of them among the answerable questions on which nothing conflicts.
    """

    group: str
    cases: int
    right: float
    evidence_cited: float | None
    refused_rightly: float | None
    refused_wrongly: float | None
    conflict_precision: float | None
    conflict_recall: float | None
    sides_cited: float | None
    kind_right: float | None
    false_alarms: float | None
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
        refused_wrongly=_share(not one.answered for one in scores if one.case.answerable),
        conflict_precision=_share(one.case.conflict is not None for one in scores if one.flagged),
        conflict_recall=_share(one.flagged for one in scores if one.case.conflict),
        sides_cited=_share(one.sides_cited for one in scores if one.sides_cited is not None),
        kind_right=_share(one.kind_right for one in scores if one.kind_right is not None),
        false_alarms=_share(one.flagged for one in scores if one.case.answerable and not one.case.conflict),
        not_verbatim=sum(one.not_verbatim for one in scores),
    )


def _share(values: Iterable[bool]) -> float | None:
    seen = list(values)
    return sum(seen) / len(seen) if seen else None
