"""Whether an answer is refused where nothing answers and only there, and whether a case is right as a whole."""

from eval.measures.citing import evidence_cited
from eval.measures.conflicts import sides_cited
from eval.measures.scores import Answered, Score, share
from eval.measures.texts import found
from retrieval.phrases import Phrase


def refused_rightly(one: Answered) -> Score | None:
    """Of the questions that nothing answers, count those that are refused."""
    if one.case.answerable:
        return None
    if one.reply.answered:
        return share(False, Phrase("answered, though nothing answers it", "أُجيب عنه ولا جواب له"))
    return share(True, Phrase("refused, as nothing answers it", "رُفض إذ لا جواب له"))


def refused_wrongly(one: Answered) -> Score | None:
    """Of the questions that the articles answer, count those that are refused."""
    if not one.case.answerable:
        return None
    if one.reply.answered:
        return share(False, Phrase("answered", "أُجيب عنه"))
    return share(True, Phrase("refused, though the articles answer it", "رُفض والمقالات تجيب عنه"))


def right(one: Answered) -> Score | None:
    """Say whether a case is right as a whole.

    What nothing answers must be refused; of a conflict every side must be cited; any other answer must cite gold
    evidence (or say a gold answer, where no evidence is known) and call nothing a conflict.
    """
    if not one.case.answerable:
        return refused_rightly(one)
    if one.case.conflict:
        return sides_cited(one)
    if one.reply.flags:
        return share(False, Phrase("calls a conflict what is none", "عدّ تعارضاً ما ليس منه"))
    if not one.reply.answered:
        return share(False, Phrase("refused, though the articles answer it", "رُفض والمقالات تجيب عنه"))
    return evidence_cited(one) or found(one)
