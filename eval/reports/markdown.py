"""A report as Markdown, to be put into a merge request or a paper."""

from collections.abc import Iterable, Iterator, Sequence

from agent.wording import clean
from eval.measures import MEASURES
from eval.ranking.bootstrap import Estimate
from eval.reports.content import FEW_STORIES, Report, Shown
from eval.reports.words import known, say
from eval.summaries import BY_ITSELF, sorts_of
from eval.wording import SORTS, group_name
from retrieval.records import Language

BY_GROUP = ("Right", "Found", "Evidence", "ConflictR", "Sides", "FalseAlarm", "Refused", "OverRefused")


def to_markdown(report: Report, language: Language) -> str:
    """Write tables of figures, then each case that failed."""
    return "\n".join(_lines(report, language)) + "\n"


def _lines(report: Report, language: Language) -> Iterator[str]:
    columns = [row for name in BY_ITSELF if (row := report.column(name))]
    yield f"# {say('title', language)}\n"
    yield say("asked", language, count=report.rows[0].cases, system=report.run.name) + "\n"
    names = [f"{group_name(row.group, language)} ({row.cases})" for row in columns]
    yield from _table(
        (say("measure", language), say("meaning", language), *names),
        (
            (name, MEASURES[name].about.said(language), *(_figure(row.measures.get(name)) for row in columns))
            for name in report.measures
        ),
    )
    yield say("interval", language, few=FEW_STORIES) + "\n"
    for sort, rows in sorts_of(report.rows).items():
        yield f"## {SORTS[sort].said(language) if sort in SORTS else sort}\n"
        shown = [name for name in BY_GROUP if any(name in row.measures for row in rows)]
        yield from _table(
            (say("group", language), say("cases", language), *shown),
            (
                (group_name(row.group, language), str(row.cases), *(_figure(row.measures.get(name)) for name in shown))
                for row in rows
            ),
        )
    yield f"## {say('failed', language, count=len(report.failed))}\n"
    for one in report.failed:
        yield from _case(one, language)


def _case(one: Shown, language: Language) -> Iterator[str]:
    yield f"### {_plain(one.case.question)}\n"
    yield f"`{one.case.id}` · {_plain(one.scores['Right'].reason.said(language))}\n"
    yield f"- {say('gold', language)}: {_plain(known(one.case, language))}"
    for evidence in one.case.evidence:
        yield f"- {say('evidence', language)}: “{_plain(evidence.quote)}” ({evidence.article_id})"
    said = "refused" if one.answer["status"] == "refused" else "answer"
    yield f"- {say(said, language)}: {_plain(one.answer['text'])}\n"


def _table(header: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield "|" + "---|" * len(header)
    yield from (f"| {' | '.join(line)} |" for line in lines)
    yield ""


def _figure(one: Estimate | None) -> str:
    return f"{one.mean:.3f} [{one.low:.2f}, {one.high:.2f}]" if one else "–"


def _plain(text: str) -> str:
    """Keep a text on one line, and what it holds of Markdown's and HTML's marks from meaning anything."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in " ".join(clean(text).split()))
