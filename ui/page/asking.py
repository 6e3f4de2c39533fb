"""Answer a visitor's question step by step, telling the session as it stands after each."""

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace

from agent import Agent
from retrieval.errors import IsnadError
from retrieval.library import Library
from ui.page.address import Address
from ui.page.follow_ups import follow_ups
from ui.page.session import Session


def ask(session: Session, address: Address, agent: Agent, library: Library) -> Generator[Session, None, None]:
    """Yield the session at each step of an answer; closing the iterator ends the work.

    What goes wrong on purpose becomes part of the turn, said in both languages.
    """
    asked = session.asking(address.question)
    turn = asked.turns[-1]
    yield asked
    try:
        with closing(agent.stream(address.question, scope=address.scope, conversation=asked.said)) as events:
            for event in events:
                turn = turn.after(event)
                yield asked.now(turn)
        if turn.answer:
            yield asked.now(replace(turn, next_questions=follow_ups(turn.answer, library, address.scope)))
    except IsnadError as error:
        yield asked.now(replace(turn, error=error.phrase))
