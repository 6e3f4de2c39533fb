"""Choose which sentences answer a question, and which of them to quote."""

from collections.abc import Sequence

from agent.asked_nouns import says_whom
from agent.evidence import Evidence
from agent.questions import Kind, Question
from retrieval.folding import words

# The kinds of answer that are told from the words alone; a sentence without one cannot answer such a question.
TELLING: frozenset[Kind] = frozenset({"when", "how_many", "how_much", "name"})
BEHIND = 2.0  # How far behind the best sentence the first one with such an answer may be.
NEARLY = 3.5  # How far behind the first sentence quoted the others may be.
LEAST_SCORE = 6.6  # Refuses 90 % of questions about nothing in a library, and 2 % of those it answers.
LEAST_OF_VIEWS = 5.0  # The same where views are asked for: who gives one seldom repeats of what.
MOST_UNNAMED = 0.55  # Share of the names of the question that may be missing in the article of an answer.
LEAST_COUNTED = 0.2  # How well what a number counts must be what was to be counted.
PREFERRED = 5.0  # How far behind the best sentence one with the wanted kind of answer may be, to be the answer alone.
SECOND_OF_ARTICLE = 0.5  # What a further sentence of an article must be better by than one of another article.
MOST_STATEMENTS = 3


def choose(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Choose the sentences to quote: the best, then others nearly as good, from other articles before the same."""
    left = _without_needless_headings(choosable(question, evidence))
    chosen: list[Evidence] = []
    while left and len(chosen) < MOST_STATEMENTS:
        best = max(left, key=lambda one: _worth(one, chosen))
        if chosen and _worth(best, chosen) < chosen[0].score - NEARLY:
            break
        chosen.append(best)
        left = [one for one in left if one is not best and not _repeats(one, best)]
    return chosen


def _worth(one: Evidence, chosen: Sequence[Evidence]) -> float:
    """Value a sentence beside those chosen: a second one of the same article adds less than another voice."""
    return one.score - SECOND_OF_ARTICLE * sum(other.article.id == one.article.id for other in chosen)


def _without_needless_headings(able: Sequence[Evidence]) -> list[Evidence]:
    """Leave out headings of articles whose body answers too."""
    bodies = {one.article.id for one in able if not one.features.heading}
    return [one for one in able if not one.features.heading or one.article.id not in bodies]


def choosable(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Keep the sentences that can answer; those with the wanted kind of answer alone, where some are good.

    Not every name is known as one: a question for a name keeps them all.
    """
    able = [one for one in evidence if _answers(question, one)]
    if not able or able[0].score < evidence[0].score - BEHIND:
        return []
    if question.kinds == ("who",) and says_whom(question.text) and not any(one.features.fits for one in able):
        return []
    told = len(question.kinds) == 1 and question.kinds[0] not in ("who", "where")
    fitting = [one for one in able if one.features.fits] if told else []
    return fitting if fitting and fitting[0].score > able[0].score - PREFERRED else able


def _answers(question: Question, one: Evidence) -> bool:
    """Whether a sentence can answer: it speaks of what was asked, and has the kind of answer that can be told."""
    features = one.features
    if one.score < (LEAST_OF_VIEWS if "views" in question.kinds else LEAST_SCORE) or features.unnamed > MOST_UNNAMED:
        return False
    if not TELLING.issuperset(question.kinds):
        return True
    miscounted = question.counted and features.counted < LEAST_COUNTED
    return not (features.misfits or features.elsewhere or miscounted)


def _repeats(one: Evidence, other: Evidence) -> bool:
    """Whether two sentences say the same in the same words."""
    mine, theirs = set(words(one.text)), set(words(other.text))
    return len(mine & theirs) > 0.8 * min(len(mine), len(theirs))
