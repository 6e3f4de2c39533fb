"""Make tasks of collections: the same questions in two languages give the directions across, or one mixed pool."""

import random
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import combinations

from eval.ranking.measures import Grades
from eval.ranking.records import Collection, Pool, SearchCase, Task, language_of_draft, main_language
from retrieval.errors import InputError
from retrieval.records import Draft


def separate(collections: Sequence[Collection]) -> list[Task]:
    """Ask each collection's articles its own questions, and the same questions of its twins in the other language."""
    tasks = []
    for one in collections:
        own = () if one.mirrored else one.cases
        others = [case for twin in collections if _are_twins(one, twin) for case in _asked_of(one, twin)]
        tasks += _by_direction(Pool(one.name, one.drafts), [*own, *others])
    return tasks


def mixed(collections: Sequence[Collection]) -> list[Task]:
    """Put every second article in one language only and the rest in the other, and ask in both.

    Raises:
        InputError: no two collections ask the same questions in two languages.
    """
    twins = [(one, other) for one, other in combinations(collections, 2) if _are_twins(one, other)]
    if not twins:
        raise InputError(
            "A mixed pool needs the same questions, by id, in Arabic and in English; no two of these have them.",
            "يحتاج الخلط إلى الأسئلة نفسها، بالمعرّفات نفسها، بالعربية والإنجليزية؛ وليس بين هذه المجموعات اثنتان كذلك.",
        )
    return [task for one, other in twins for task in _mixed(one, other)]


def sample(tasks: Iterable[Task], questions: int | None, seed: int) -> list[Task]:
    """Keep up to `questions` of each task, the same ones in every direction; None keeps all."""

    def order(case: SearchCase) -> float:
        return random.Random(f"{seed} {case.id}").random()

    return [replace(task, cases=tuple(sorted(task.cases, key=order)[:questions])) for task in tasks]


def _are_twins(one: Collection, other: Collection) -> bool:
    """Whether two collections ask the same questions of the same articles in two languages."""
    if {case.id for case in one.cases}.isdisjoint(case.id for case in other.cases):
        return False
    questions = [main_language(case.question for case in side.cases) for side in (one, other)]
    articles = [main_language(draft.text for draft in side.drafts) for side in (one, other)]
    return questions[0] != questions[1] and articles[0] != articles[1]


def _asked_of(one: Collection, twin: Collection) -> Iterator[SearchCase]:
    """Ask the questions of `twin` of the articles of `one`."""
    grades = {case.id: case.grades for case in one.cases}
    for case in twin.cases:
        if case.id in grades:
            yield replace(case, grades=grades[case.id])


def _by_direction(pool: Pool, cases: Sequence[SearchCase]) -> list[Task]:
    languages = {draft.id: language_of_draft(draft) for draft in pool.drafts}
    directions: dict[str, list[SearchCase]] = {}
    for case in cases:
        found_in = "+".join(sorted({languages[article] for article in case.grades if article in languages}))
        directions.setdefault(f"{case.language}→{found_in}", []).append(case)
    return [Task(pool, direction, tuple(group)) for direction, group in directions.items()]


def _mixed(one: Collection, other: Collection) -> list[Task]:
    """Keep the even articles of `one`; what is asked of the others is found in the articles of `other` alone."""
    kept = {draft.id for draft in one.drafts[::2]}
    grades = {side.name: {case.id: case.grades for case in side.cases} for side in (one, other)}
    shared = grades[one.name].keys() & grades[other.name].keys()
    found_in = {case_id: one if kept & grades[one.name][case_id].keys() else other for case_id in shared}
    moved = {article for case_id, side in found_in.items() if side is other for article in grades[other.name][case_id]}
    cases = [
        replace(case, grades=_renamed(found_in[case.id], grades[found_in[case.id].name][case.id]))
        for side in (one, other)
        for case in side.cases
        if case.id in shared and not (side.mirrored and found_in[case.id] is side)
    ]
    pool = Pool(f"{one.name}+{other.name}", (*_drafts(one, kept), *_drafts(other, moved)))
    return _by_direction(pool, cases)


def _drafts(side: Collection, wanted: Set[str]) -> Iterator[Draft]:
    return (replace(draft, id=_name(side, draft.id)) for draft in side.drafts if draft.id in wanted)


def _renamed(side: Collection, grades: Grades) -> Grades:
    return {_name(side, article): grade for article, grade in grades.items()}


def _name(side: Collection, article_id: str) -> str:
    """Tell apart articles of two sides that have one id."""
    return f"{side.name}/{article_id}"
