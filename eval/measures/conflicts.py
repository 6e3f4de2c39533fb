"""Whether conflicts are told where there are any, of their kind and with both sides, and nowhere else."""

from collections.abc import Sequence
from itertools import combinations, permutations

from eval.cases import Disagreement
from eval.measures.citing import holds
from eval.measures.scores import Answered, Score, share
from eval.replies import Cited, Flag
from eval.wording import value_name
from retrieval.phrases import Phrase
from retrieval.records import LANGUAGES

LONGEST_WORDS = (
    100  # Of a citation for a side; ALCE's passages are as long. Nobody checks a side against a whole article.
)
LEAST_NEEDED = 0.5  # More than this share of a side's citations are of articles that take it.

FOUND = Phrase("a conflict, and told", "تعارض قيل به")
MISSED = Phrase("a conflict, and not told", "تعارض لم يُقل به")
ALARM = Phrase("no conflict, yet told as one", "ليس تعارضاً وقيل به")
QUIET = Phrase("no conflict, and none told", "ليس تعارضاً ولم يُقل به")


def conflict_precision(one: Answered) -> Score | None:
    """Of the answers that say that sources conflict, count those where they do."""
    if not one.reply.flags:
        return Score(0.0, 0.0, _outcome(one))
    return share(one.case.conflict is not None, _outcome(one))


def conflict_recall(one: Answered) -> Score | None:
    """Of the questions on which sources conflict, count those whose answers say so."""
    return share(bool(one.reply.flags), _outcome(one)) if one.case.conflict else None


def conflict_f1(one: Answered) -> Score | None:
    """Give the harmonic mean of precision and recall: 2 · found of 2 · found + missed + false alarms."""
    is_so, told = one.case.conflict is not None, bool(one.reply.flags)
    return Score(2.0 * (is_so and told), float(is_so) + float(told), _outcome(one))


def kind_told(one: Answered) -> Score | None:
    """Of the questions on which sources conflict, count those whose answers name the right kind of conflict."""
    if one.case.conflict is None or one.case.conflict.kind is None:
        return None
    told, wanted = sorted({flag.kind for flag in one.reply.flags}), one.case.conflict.kind
    english, arabic = (
        (", ".join(value_name(kind, language) for kind in told) or "–", value_name(wanted, language))
        for language in LANGUAGES[::-1]
    )
    reason = Phrase(f"{english[0]}, where it is {english[1]}", f"{arabic[0]}، والصواب {arabic[1]}")
    return share(wanted in told, reason)


def sides_cited(one: Answered) -> Score | None:
    """Of the questions on which sources conflict, count those whose answers cite every side for what it says.

    A side counts that cites evidence of articles which take it, none of an article that takes another side, few of
    others, and in passages that can be checked. Sides whose citations overlap do not count: whoever cites everything
    for every side has told nothing.
    """
    if one.case.conflict is None:
        return None
    if not one.reply.flags:
        return share(False, MISSED)
    if any(_cites_all(flag, one.case.conflict, one) for flag in one.reply.flags):
        return share(True, Phrase("every side is cited for its own", "كل طرف مستشهد به على قوله"))
    return share(False, Phrase("a side is missing, mixed or not its own", "طرف غائب أو مختلط أو ليس قوله"))


def sides_f1(one: Answered) -> Score | None:
    """Give ConflictF1 where a conflict counts as found only if every side is cited for what it says."""
    sides = sides_cited(one)
    is_so, told = one.case.conflict is not None, bool(one.reply.flags)
    return Score(
        2.0 * (sides.gained if sides else 0.0), float(is_so) + float(told), sides.reason if sides else _outcome(one)
    )


def false_alarm(one: Answered) -> Score | None:
    """Of the questions on which nothing conflicts, count those whose answers say so."""
    return None if one.case.conflict else share(bool(one.reply.flags), _outcome(one))


def _outcome(one: Answered) -> Phrase:
    if one.case.conflict:
        return FOUND if one.reply.flags else MISSED
    return ALARM if one.reply.flags else QUIET


def _cites_all(flag: Flag, conflict: Disagreement, one: Answered) -> bool:
    """Whether each position has a side of its own; the fewer of positions and sides decide how many ways there are."""
    if len(flag.sides) < len(conflict.positions) or _overlap(flag.sides):
        return False
    chosen = permutations(flag.sides, len(conflict.positions))
    return any(
        all(_is_of(side, wanted, conflict, one) for side, wanted in zip(sides, conflict.positions, strict=True))
        for sides in chosen
    )


def _overlap(sides: Sequence[Sequence[Cited]]) -> bool:
    """Whether two sides cite the same characters."""
    return any(
        mine.article_id == its.article_id and mine.start < its.end and its.start < mine.end
        for side, other in combinations(sides, 2)
        for mine in side
        for its in other
    )


def _is_of(side: Sequence[Cited], wanted: frozenset[str], conflict: Disagreement, one: Answered) -> bool:
    """Whether a side cites what the articles of one position say, and hardly anything else."""
    against = frozenset[str]().union(*(position for position in conflict.positions if position != wanted)) - wanted
    own = [cited for cited in side if cited.article_id in wanted]
    if len(own) <= LEAST_NEEDED * len(side) or any(cited.article_id in against for cited in side):
        return False
    if any(len(cited.quote.split()) > LONGEST_WORDS for cited in side):
        return False
    evidence = [each for each in one.case.evidence if each.article_id in wanted]
    return any(holds(own, each, one.texts) for each in evidence) if evidence else True
