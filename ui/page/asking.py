"""Answer a visitor's question step by step, telling the session as it stands after each."""

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace

from agent import Agent
from agent.records import Answer
from retrieval.errors import IsnadError
from retrieval.library import Library
from ui.page.address import Address
from ui.page.follow_ups import follow_ups
from ui.page.session import Session


def ask(session: Session, address: Address, agent: Agent, library: Library) -> Generator[Session, None, None]:
    """Yield the session at each step of an answer; closing the iterator ends the work.

    What goes wrong on purpose becomes part of the turn, said in both languages.
    """
    session = session.asking(address.question)
    turn = session.turns[-1]
    yield session
    try:
        with closing(agent.stream(address.question, scope=address.scope, conversation=session.said)) as events:
            for event in events:
                turn = turn.after(event)
                if isinstance(event, Answer):
                    turn = replace(turn, next_questions=follow_ups(event, library.table))
                session = session.now(turn)
                yield session
    except IsnadError as error:
        yield session.now(replace(turn, error=error.phrase))
