"""Questions in, answers out: every statement on the words of an article."""

from agent.agent import Agent
from agent.brief import Brief
from agent.records import Answer, Citation, Statement
from agent.survey import Survey, find_conflicts

__all__ = ["Agent", "Answer", "Brief", "Citation", "Statement", "Survey", "find_conflicts"]
