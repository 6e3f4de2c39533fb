"""An answer to be taken away: as plain text with its sources, and as the JSON that `isnad ask --json` prints."""

import json

from agent.chains import say_chain
from agent.records import Answer, Citation
from agent.wording import clean, quoted, said
from retrieval.records import Language
from ui.messages import MESSAGES
from ui.page.markup import is_web


def as_text(answer: Answer) -> str:
    """Write an answer in its own language, each statement with its numbers, then the sources that they stand for."""
    parts = [answer.question, "", *answer.notices, answer.text]
    parts += [conflict.explanation for conflict in answer.conflicts]
    if answer.citations:
        parts += ["", f"{MESSAGES[answer.language].sources}:"]
    parts += [_line(citation, answer.language) for citation in answer.citations]
    return clean("\n".join(parts)) + "\n"


def as_json(answer: Answer) -> str:
    """Write an answer as JSON; what would steer a screen is written as an escape, so that the value stays exact."""
    written = json.dumps(answer.to_dict(), ensure_ascii=False, indent=1)
    return "".join(one if one == "\n" or clean(one) else json.dumps(one)[1:-1] for one in written)


def _line(citation: Citation, language: Language) -> str:
    messages = MESSAGES[language]
    date = said(citation.published, language) or messages.no_date
    parts = [citation.title, citation.source, f"{date} ({messages.date_how[citation.published.how]})"]
    if citation.origin and citation.origin.how != "own":
        parts.append(messages.origin.format(chain=say_chain(citation.origin, language)))
    if is_web(citation.url):
        parts.append(citation.url)
    told = " · ".join(" ".join(part.split()) for part in parts if part)
    return f"[{citation.number}] {told}\n    {quoted(citation.quote, citation.language)}"
