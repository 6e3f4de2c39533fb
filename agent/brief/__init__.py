"""Briefs: an answer at length on one topic, each sentence of it on quotations."""

from agent.brief.gathering import Material, gather
from agent.brief.records import Brief, Event, Fact, Gap, Saying
from agent.brief.topics import open_topic
from agent.brief.writing import write

__all__ = ["Brief", "Event", "Fact", "Gap", "Material", "Saying", "gather", "open_topic", "write"]
