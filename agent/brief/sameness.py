"""Tell whether two sentences of two articles make one claim: in much the same words, of the same days and numbers."""

from collections.abc import Sequence

from agent.answers import DAYS, dates_in
from agent.evidence import Evidence
from agent.judging import overlap
from agent.matching import Matcher, terms_of
from agent.measures import is_vague
from agent.names import find_persons, same_person
from agent.quantities import Quantity, find_quantities
from agent.same_value import same_value
from agent.stages import is_announcement
from retrieval.dates import DateMention
from retrieval.folding import words
from retrieval.model import BilingualTable

# Cosine, and the share of the words of either sentence that the other has. Set on real and invented news.
SAME_CLAIM = (0.55, 0.45)
SAME_CLAIM_ACROSS = (0.3, 0.3)  # In two languages, where a number, a day or a person must agree too.


class Sameness:
    """Compares many sentences by their number."""

    def __init__(self, sentences: Sequence[Evidence], table: BilingualTable) -> None:
        self._sentences = sentences
        self._table = table
        vectors = table.encode([one.text for one in sentences])
        self._cosines = vectors @ vectors.T
        self._words = [tuple(words(one.text)) for one in sentences]
        self._matchers: dict[int, Matcher] = {}

    def is_one_claim(self, one: int, other: int) -> bool:
        """Whether two sentences say the same; what is planned and what happened are two things."""
        a, b = self._sentences[one], self._sentences[other]
        across = a.article.language != b.article.language
        least_cosine, least_shared = SAME_CLAIM_ACROSS if across else SAME_CLAIM
        if self._cosines[one, other] < least_cosine or is_announcement(a.text) != is_announcement(b.text):
            return False
        agreed = _agreed_values(a, b)
        if agreed is None or (across and not agreed and not self._share_person(a, b)):
            return False
        return min(self._share(one, other), self._share(other, one)) >= least_shared

    def _share(self, one: int, other: int) -> float:
        """Say which share of one sentence the words of another carry."""
        if one not in self._matchers:
            self._matchers[one] = Matcher(terms_of(self._sentences[one].text, self._table), self._table)
        matcher = self._matchers[one]
        return matcher.share(matcher.match(self._words[other]))

    def _share_person(self, a: Evidence, b: Evidence) -> bool:
        mine, theirs = (find_persons(one.text, self._table) for one in (a, b))
        return any(same_person(one.words, other.words) for one in mine for other in theirs)


def _agreed_values(a: Evidence, b: Evidence) -> int | None:
    """Count the days and numbers that two sentences share; None where they give others.

    The first number of each must be in the other: "460, up from 300" is not what "about 300" says.
    """
    days = sum(overlap(one, other) for one in exact_days(a) for other in exact_days(b))
    mine, theirs = _numbers(a), _numbers(b)
    if exact_days(a) and exact_days(b) and not days:
        return None
    if mine and theirs and not (_is_among(mine[0], theirs) and _is_among(theirs[0], mine)):
        return None
    return days + sum(_is_among(one, theirs) for one in mine)


def _is_among(number: Quantity, numbers: Sequence[Quantity]) -> bool:
    return any(same_value(number, one) in ("same", "rounding") for one in numbers)


def exact_days(one: Evidence) -> list[DateMention]:
    """List the dates in a sentence that fix a day, or a part of a month."""
    mentions = dates_in(one.text, one.article.published)
    return [mention for mention in mentions if mention.days and (mention.kind in DAYS or mention.said.part)]


def _numbers(one: Evidence) -> list[Quantity]:
    return [quantity for quantity in find_quantities(one.text) if not is_vague(quantity)]
