"""What is told while an answer is made: the steps as they begin, then each sentence once it has been checked."""

from dataclasses import dataclass
from typing import Literal

from agent.records import Answer, Citation, Statement

Stage = Literal["searching", "reading", "comparing", "writing", "checking"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step begins; `about` is what is searched for, read or compared."""

    stage: Stage
    about: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that passed every check, with the citations that it is the first to use."""

    statement: Statement
    citations: tuple[Citation, ...]


# The answer comes last, and holds what was told; where more was found meanwhile, its order and numbers are what counts.
Event = Step | Told | Answer
