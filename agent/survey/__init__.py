"""Compare the articles of a whole library with each other, without a question: where they cannot both be right."""

from agent.survey.records import Found, Survey
from agent.survey.surveying import disputes_among, find_conflicts

__all__ = ["Found", "Survey", "disputes_among", "find_conflicts"]
