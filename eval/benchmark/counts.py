"""Count the questions of a benchmark: by conflict or trap, by language, and across languages."""

from collections import Counter
from collections.abc import Iterator

from eval.benchmark.shapes import KINDS, TRAPS
from eval.cases import Benchmark, Case

SORTS = (*(f"conflict {kind}" for kind in KINDS), *(f"trap {trap}" for trap in TRAPS), "plain", "unanswerable")
COLUMNS = ("all", "ar", "en", "across")


def sort_of(case: Case) -> str:
    """Name what a question tries: a kind of conflict, a trap, a plain answer, or a refusal."""
    marks = [tag for tag in case.tags if tag in SORTS]
    return marks[0] if marks else "plain" if case.answerable else "unanswerable"


def table(benchmark: Benchmark) -> str:
    """Lay out the counts, a sort a line; `across` are those with evidence in the other language than the question's."""
    counts = count(benchmark)
    lines = [("", *COLUMNS), *((sort, *(str(counts[sort, column]) for column in COLUMNS)) for sort in (*SORTS, "all"))]
    return "\n".join(f"{line[0]:28}" + "".join(f"{cell:>8}" for cell in line[1:]) for line in lines)


def count(benchmark: Benchmark) -> Counter[tuple[str, str]]:
    """Count questions by sort and column; every question counts under `all` as well."""
    languages = {draft.id: draft.language for draft in benchmark.drafts}
    return Counter(
        (sort, column)
        for case in benchmark.cases
        for sort in (sort_of(case), "all")
        for column in _columns(case, {languages[evidence.article_id] for evidence in case.evidence})
    )


def _columns(case: Case, languages: set[str | None]) -> Iterator[str]:
    yield "all"
    yield case.language
    if languages - {case.language}:
        yield "across"
