"""Suggest what to ask next: what the cited words hold and was not asked, and what other sources say."""

from agent.names import find_persons, find_places
from agent.questions import understand
from agent.records import Answer
from retrieval.dates import find_dates
from retrieval.model import BilingualTable
from ui.page.words import WORDS

MOST = 3


def follow_ups(answer: Answer, table: BilingualTable) -> tuple[str, ...]:
    """List up to three questions that lean on `answer`, in its language; none where there was no answer."""
    if answer.status == "refused":
        return ()
    asked = set(understand(answer.question).kinds)
    quotes = " ".join(citation.quote for citation in answer.citations)
    one_outlet = len({citation.source for citation in answer.citations}) == 1
    fitting = {
        "when": "when" not in asked and bool(find_dates(quotes)),
        "who": not asked & {"who", "name"} and bool(find_persons(quotes, table)),
        "where": "where" not in asked and bool(find_places(quotes, table)),
        "differ": one_outlet and not answer.conflicts,
        "why": "why" not in asked,
    }
    phrases = WORDS[answer.language].follow_ups
    return tuple(phrases[kind] for kind, fits in fitting.items() if fits)[:MOST]
