"""Run a benchmark: ask the agent each question of a file and score what it answers."""

import json
from typing import TextIO

from agent import Agent
from eval.cases import Benchmark, Case
from eval.scores import Score, score
from retrieval.library import Library, OnProgress, Progress, ignore


def fill(library: Library, benchmark: Benchmark, on_progress: OnProgress = ignore) -> None:
    """Put the articles of a benchmark into a library."""
    library.add_drafts(benchmark.drafts, on_progress)


def run(
    benchmark: Benchmark, library: Library, answers: TextIO | None = None, on_progress: OnProgress = ignore
) -> list[Score]:
    """Ask every question of `benchmark` of `library`, which must hold its articles, and score what comes back.

    `answers` gets each answer as a line of JSON: the interface's object with the case's id in front.
    """
    agent = Agent(library)
    scores = []
    for done, case in enumerate(benchmark.cases, start=1):
        scores.append(_ask(agent, library, case, answers))
        on_progress(Progress("asking", done, len(benchmark.cases)))
    return scores


def _ask(agent: Agent, library: Library, case: Case, answers: TextIO | None) -> Score:
    answer = agent.ask(case.question, case.language)
    if answers:
        answers.write(json.dumps({"id": case.id, **answer.to_dict()}, ensure_ascii=False) + "\n")
    return score(case, answer, library.article)
