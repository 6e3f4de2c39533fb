"""Run a benchmark: ask the agent each question of a file and score what it answers."""

import json
from collections.abc import Callable
from typing import TextIO

from agent import Agent
from eval.cases import Benchmark, Case
from eval.scores import Score, score
from retrieval.library import Library

OnCase = Callable[[Score], object]


def run(benchmark: Benchmark, library: Library, answers: TextIO | None, on_case: OnCase) -> list[Score]:
    """Ask every question of `benchmark` of `library`, which must hold its articles; write an answer a line, in JSON."""
    agent = Agent(library)
    scores = []
    for case in benchmark.cases:
        scores.append(_ask(agent, library, case, answers))
        on_case(scores[-1])
    return scores


def fill(library: Library, benchmark: Benchmark) -> None:
    """Put the articles of a benchmark into a library."""
    library.add_drafts(benchmark.drafts)


def _ask(agent: Agent, library: Library, case: Case, answers: TextIO | None) -> Score:
    answer = agent.ask(case.question, case.language)
    if answers:
        answers.write(json.dumps({"id": case.id, **answer.to_dict()}, ensure_ascii=False) + "\n")
    return score(case, answer, library.article)
