"""Suggest what to ask next: what the cited words hold and was not asked, what other sources say, what lies nearest."""

from agent import Agent
from agent.gathering import Scope, find
from agent.names import find_persons, find_places
from agent.questions import understand
from agent.records import Answer
from retrieval.dates import find_dates
from retrieval.library import Library
from ui.page.words import WORDS

MOST = 3
MOST_NEAR = 2


def follow_ups(answer: Answer, library: Library, scope: Scope) -> tuple[str, ...]:
    """List up to three questions that lean on `answer`, in its language; instead of a refusal, what can be answered."""
    if answer.status == "refused":
        return tuple(question for question in _nearest(answer, library, scope) if _answered(question, library, scope))
    table = library.table
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


def _nearest(answer: Answer, library: Library, scope: Scope) -> list[str]:
    """Ask for what the articles that lie nearest to a question are about."""
    titles = dict.fromkeys(hit.article.title for hit in find(answer.question, scope, library))
    ask_about = WORDS[answer.language].ask_about
    return [ask_about.format(title=title) for title in list(titles)[:MOST_NEAR]]


def _answered(question: str, library: Library, scope: Scope) -> bool:
    """Whether the articles answer in their own words; no language model is called."""
    *_, last = Agent(library).stream(question, scope=scope)
    return isinstance(last, Answer) and last.status == "answered"
