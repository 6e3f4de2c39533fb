"""Questions in, answers out: every statement on the words of an article."""

from agent.agent import Agent
from agent.records import Answer, Citation, Statement

__all__ = ["Agent", "Answer", "Citation", "Statement"]
