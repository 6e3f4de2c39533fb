"""Tell a dispute as an answer tells a conflict: what it is about, who says what, in whose words."""

import re

from agent.claims import Claim
from agent.differences import cited, tell
from agent.origins import Origin
from agent.questions import Question
from agent.quoting import citation
from agent.records import ClaimKind
from agent.survey.grouping import Dispute
from agent.survey.records import Found
from agent.tracing import Tracer
from agent.wording import clean
from retrieval.library import Library
from retrieval.records import Language

AROUND = 9  # Words of the article on either side of a value that say what it is of.
MISSING = "…"
_SPACED = re.compile(r"…(?=\s+[.،,؛;:!?؟])\s+")
_BLANKED: frozenset[ClaimKind] = frozenset({"number", "date", "person"})  # What is left without the value says of what.


def told(dispute: Dispute, library: Library, language: Language) -> Found:
    """Write a dispute in `language`; its articles are quoted as they are."""
    comparison = dispute.comparison
    sides = cited(comparison)
    about = say_about([claim for position in comparison.positions for claim in position.claims], language)
    tracer = Tracer(library, Question(about, language, ("open",)))
    origins: dict[int, Origin] = {number: tracer.trace(one) for number, one in enumerate(sides, start=1)}
    numbers = {one.at: number for number, one in enumerate(sides, start=1)}
    conflict = tell(comparison, about, numbers, origins, language)
    citations = tuple(citation(number, one, origins[number]) for number, one in enumerate(sides, start=1))
    return Found(conflict, citations, language, dispute.firmness)


def say_about(claims: list[Claim], language: Language) -> str:
    """Say what a dispute is about by the title and a clause of an article, one in `language` if there is one."""
    claim = next((one for one in claims if one.evidence.article.language == language), claims[0])
    title = " ".join(clean(claim.evidence.article.title).split())
    return f"{title}: {_clause(claim)}" if title else _clause(claim)


def _clause(claim: Claim) -> str:
    """Cut out the words round a value, with a gap where it stands; of a longer text, its first words."""
    text, span = claim.evidence.text, claim.span
    whole = len(span) >= len(text)
    before = [] if whole else clean(text[: span.start]).split()
    after = clean(text if whole else text[span.end :]).split()
    middle = [MISSING] if claim.kind in _BLANKED else clean("" if whole else span.of(text)).split()
    shown = [*before[-AROUND:], *middle, *after[: 2 * AROUND if whole else AROUND]]
    start = MISSING if len(before) > AROUND else ""
    end = MISSING if len(after) > (2 * AROUND if whole else AROUND) else ""
    return _SPACED.sub(MISSING, f"{start}{' '.join(shown)}{end}")
