"""What a measure says of one answer, and what it is given to see."""

from collections.abc import Mapping
from dataclasses import dataclass

from eval.cases import Case
from eval.replies import Reply
from retrieval.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Answered:
    """A case, what was answered, and the text of each article by its id."""

    case: Case
    reply: Reply
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """So much of so much, and why. Over many cases both are added up, then divided.

    Most measures give 0 to 1 of 1 for each case; a precision gives 0 of 0 where nothing was claimed.
    """

    gained: float
    out_of: float
    reason: Phrase


def share(is_so: bool, reason: Phrase) -> Score:
    """Score one case with all or nothing."""
    return Score(float(is_so), 1.0, reason)
