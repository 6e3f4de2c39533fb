"""Show answers and articles in a terminal: Arabic in its right order, and nothing that could steer the screen."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, fields
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from agent.chains import say_chain
from agent.events import Event, Told
from agent.records import Answer, Citation
from agent.survey import Found, Survey
from agent.wording import clean, quoted, said
from retrieval.catalogue import Counts
from retrieval.library import AddReport, OnProgress, ignore
from retrieval.library import Progress as Done
from retrieval.records import Article, Language, Published
from ui.messages import FIRST_STRONG_ISOLATE, MESSAGES, POP_ISOLATE, Messages

if TYPE_CHECKING:
    from agent.brief import Brief
    from eval.bench.runs import Beside, Report
    from eval.comparing import Change, Comparison
    from eval.ranking.bootstrap import Difference, Estimate
    from eval.ranking.runs import Row as Ranked
    from eval.summaries import Parity, Row

# The measures that a group of a few cases is shown by.
GROUPED = ("Right", "Found", "Evidence", "CiteP", "ConflictR", "Sides", "FalseAlarm", "Refused", "OverRefused")


class Terminal:
    """Standard output, for people when it is a screen and for programs when it is a pipe."""

    def __init__(self, messages: Messages, language: Language) -> None:
        self.messages = messages
        self.language = language
        self._out = Console(highlight=False, markup=False, soft_wrap=not sys.stdout.isatty())
        self._notices = Console(stderr=True, highlight=False, markup=False)

    def line(self, text: str, style: str = "") -> None:
        """Print one line."""
        self._show(Text(text, style=style))

    def _show(self, text: Text) -> None:
        """Print styled text on a screen; a pipe gets the bare characters, tabs and all."""
        if self._out.is_terminal:
            self._out.print(text)
        else:
            sys.stdout.write(f"{text.plain}\n")

    def notice(self, text: str, style: str = "") -> None:
        """Print one line beside the output, to standard error."""
        self._notices.print(Text(clean(text), style=style), soft_wrap=True)

    @contextmanager
    def progress(self) -> Iterator[OnProgress]:
        """Show a bar while long work goes on; nothing when nobody watches."""
        if not self._notices.is_terminal:
            yield ignore
            return
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self._notices, transient=True) as bars:
            tasks = {stage: bars.add_task(text, visible=False) for stage, text in self.messages.stages.items()}

            def show(done: Done) -> None:
                bars.update(tasks[done.stage], completed=done.done, total=done.total, visible=True)

            yield show

    def following(self, events: Iterator[Event]) -> Answer:
        """Show the steps and the sentences of an answer while it is made, where somebody watches; return the answer."""
        told: list[str] = []
        step = ""
        with self._notices.status("") as status:
            for event in events:
                if isinstance(event, Answer):
                    return event
                if isinstance(event, Told):
                    told.append(clean(event.statement.text))
                else:
                    step = f"{self.messages.answering[event.stage]} {clean(event.about)}"
                status.update(Text("\n".join((*told, step))))
        raise AssertionError("An answer ends with itself.")

    def trace(self, answer: Answer) -> None:
        """Print beside the output what each step of an answer did, a line of JSON each, and what it took."""
        for note in answer.trace:
            self.notice(json.dumps(note, ensure_ascii=False), "dim")
        usage = answer.usage
        if usage.prompt_tokens:
            figures = {"prompt": usage.prompt_tokens, "completion": usage.completion_tokens, "cost": usage.cost}
            self.notice(self.messages.spent.format(writer=answer.writer, **figures), "dim")
        steps = ", ".join(f"{step} {seconds:.2f}" for step, seconds in answer.seconds.items())
        self.notice(self.messages.took.format(seconds=sum(answer.seconds.values()), steps=steps), "dim")

    def answer(self, answer: Answer) -> None:
        """Print an answer with its sources, or a refusal with its reason."""
        for notice in answer.notices:
            self.notice(notice, "yellow")
        if answer.status == "refused":
            self.line(clean(answer.reason or ""), "yellow")
        for statement in answer.statements:
            marks = "".join(f"[{number}]" for number in statement.citations)
            self._show(Text.assemble(clean(statement.text), " ", (marks, "bold cyan")))
            for note in statement.notes:
                self.line(f"    {clean(note)}", "dim")
        for conflict in answer.conflicts:
            self.line(clean(conflict.explanation), "yellow")
        if answer.citations:
            self.line("")
            self.line(MESSAGES[answer.language].sources, "bold")
        for citation in answer.citations:
            self._show(self._source(citation, answer.language))

    def brief(self, brief: "Brief") -> None:
        """Print a brief as Markdown."""
        from ui.briefs import lay_out, write_markdown

        for line in write_markdown(lay_out(brief), isolated=self._out.is_terminal).splitlines():
            self.line(line, "bold" if line.startswith("#") else "")

    def survey(self, survey: Survey, language: Language) -> None:
        """Print the conflicts of a library, each with the words of both sides and where they stand."""
        messages = MESSAGES[language]
        for number, one in enumerate(survey.found, start=1):
            self._found(number, one, messages)
        frame = messages.conflict_count if survey.found else messages.no_conflicts
        self.line(frame.format(count=len(survey.found), articles=survey.articles))

    def _found(self, number: int, found: Found, messages: Messages) -> None:
        conflict = found.conflict
        kind = messages.conflict_kinds[conflict.kind]
        self._show(Text.assemble((f"{number}. ({kind}) ", "bold"), self.isolated(conflict.about)))
        for position in conflict.positions:
            marks = "".join(f"[{cited}]" for cited in position.citations)
            self._show(Text.assemble("  – ", (self.isolated(position.value), "bold"), " ", (marks, "bold cyan")))
        self.line(f"  {clean(conflict.explanation)}")
        for citation in found.citations:
            self._show(Text.assemble("  ", self._source(citation, found.language)))
            self.line(f"      {self.isolated(quoted(citation.quote, found.language))}", "dim")
        self.line("")

    def _source(self, citation: Citation, language: Language) -> Text:
        messages = MESSAGES[language]
        parts = [self.isolated(citation.title)]
        if citation.source:
            parts.append(self.isolated(citation.source))
        date = said(citation.published, language) or messages.no_date
        parts.append(f"{date} ({messages.date_how[citation.published.how]})")
        parts.append(self.isolated(citation.article_id))
        if citation.url:
            parts.append(self.isolated(citation.url))
        if citation.origin and citation.origin.how != "own":
            parts.append(messages.origin.format(chain=self.isolated(say_chain(citation.origin, language))))
        return Text.assemble((f"[{citation.number}] ", "bold cyan"), " · ".join(parts))

    def report(self, report: AddReport) -> None:
        """Print what became of everything that was handed in."""
        for refusal in report.refusals:
            notice = self.messages.dateless if refusal.kind == "date" else self.messages.refused
            self.notice(notice.format(refusal=refusal.said(self.language)), "yellow")
        counts = {what: report.count(what) for what in ("added", "replaced", "unchanged")}
        refused = sum(refusal.kind != "date" for refusal in report.failures)
        self.line(self.messages.added.format(**counts, refused=refused))

    def articles(self, articles: Iterator[Article]) -> None:
        """Print a table of articles, or a line of tab-separated fields each into a pipe."""
        if not self._out.is_terminal:
            for article in articles:
                self.line("\t".join(field.replace("\t", " ") for field in self._fields(article)))
            return
        headers = ("id", self.messages.published, self.messages.outlet, self.messages.language, self.messages.title)
        table = Table(*headers, box=None, header_style="bold")
        for article in articles:
            table.add_row(*(self.isolated(field) for field in self._fields(article)))
        self._out.print(table)

    def _fields(self, article: Article) -> Sequence[str]:
        how = self.messages.date_how[article.published.how]
        date = f"{article.published} ({how})" if article.published.first else how
        return (
            clean(article.id),
            date,
            clean(article.source or "–"),
            self.messages.languages[article.language],
            clean(article.title),
        )

    def article(self, article: Article) -> None:
        """Print all of an article as it came, what cleaning left out struck through with the reason."""
        for name, value in (
            (self.messages.title, article.title),
            (self.messages.outlet, article.source or "–"),
            (self.messages.published, _dated(article.published, self.messages)),
            (self.messages.language, self.messages.languages[article.language]),
        ):
            self._show(Text.assemble((f"{name}: ", "bold"), self.isolated(value)))
        if article.copies:
            self.line(self.messages.copies.format(ids=", ".join(map(clean, article.copies))))
        if article.cuts:
            self.line(self.messages.cut, "dim")
        self.line("")
        self._show(self._marked(article))

    def _marked(self, article: Article) -> Text:
        marked, end = Text(), 0
        for cut in article.cuts:
            marked.append(clean(article.text[end : cut.span.start]))
            marked.append(clean(cut.span.of(article.text)), "strike dim")
            marked.append(f" [{self.messages.cut_reasons[cut.reason]}]", "dim italic")
            end = cut.span.end
        return marked.append(clean(article.text[end:]))

    def stats(self, counts: Counts, sources: Sequence[tuple[str, int]], size_bytes: int) -> None:
        """Print how much the library holds."""
        values = {
            "articles": f"{counts.articles:,}",
            "passages": f"{counts.passages:,}",
            "sources": f"{counts.sources:,}",
            "copies": f"{counts.copies:,}",
            "pending": f"{counts.pending:,}",
            "bytes": f"{size_bytes / 1e6:,.1f}",
        }
        for name, value in values.items():
            self.line(f"{self.messages.stats[name]}: {value}")
        for language, count in counts.by_language.items():
            self.line(f"{self.messages.languages[language]}: {count:,}")
        for how, count in counts.by_date_how.items():
            self.line(f"{self.messages.published}, {self.messages.date_how[how]}: {count:,}")
        for source, count in sources:
            self.line(f"{self.isolated(source)}: {count:,}")

    def summaries(self, rows: "Sequence[Row]", parities: "Sequence[Parity]", seconds: Mapping[str, float]) -> None:
        """Print the scores of a run: each measure of all cases and of both languages, then the groups of cases."""
        from eval.measures import MEASURES
        from eval.summaries import BY_ITSELF, sorts_of
        from eval.wording import group_name

        names = self.messages.evaluation
        by_group, across = {row.group: row for row in rows}, {one.measure: one for one in parities}
        columns = [one for one in BY_ITSELF if one in by_group]
        shown = by_group["all"].telling
        headers = [
            names["measure"],
            "",
            *(f"{group_name(one, self.language)} ({by_group[one].cases})" for one in columns),
        ]
        lines = [
            (
                name,
                MEASURES[name].about.said(self.language),
                *(_interval(by_group[one].measures.get(name)) for one in columns),
                _difference(across[name].difference if name in across else None),
            )
            for name in shown
        ]
        self._table([*headers, names["ahead"]], lines)
        self.line("")
        chosen = [name for name in GROUPED if name in shown]
        groups = [row for sort in sorts_of(rows).values() for row in sort]
        self._table(
            [names["group"], names["cases"], *chosen],
            [
                (
                    group_name(row.group, self.language),
                    str(row.cases),
                    *(_mean(row.measures.get(name)) for name in chosen),
                )
                for row in groups
            ],
        )
        self.line("\n" + names["took"].format(**seconds))

    def comparison(self, found: "Comparison") -> None:
        """Print two runs side by side: each measure, then each case that changed with both answers."""
        from eval.comparing import is_tested

        names = self.messages.evaluation
        changed = {"worse": found.worse, "better": found.better}
        counts = {name: len(changes) for name, changes in changed.items()}
        self.line(names["shared"].format(cases=len(found.cases), unlike=found.unlike, **counts))
        lines = [
            (
                one.measure.name,
                f"{one.before.mean:.3f}",
                f"{one.after.mean:.3f}",
                _difference(one.difference),
                f"{one.p:.4f}" if is_tested(one.measure) else "–",
            )
            for one in found.measures
        ]
        self._table([names["measure"], names["before"], names["after"], names["difference"], "p"], lines)
        for name, changes in changed.items():
            if changes:
                self.line(f"\n{names[name]}", "bold")
            for change in changes:
                self._change(change, found)

    def _change(self, change: "Change", found: "Comparison") -> None:
        names = self.messages.evaluation
        self._show(Text.assemble((f"{change.case.id} ", "bold"), self.isolated(change.case.question)))
        for name, (before, after) in change.measures.items():
            reasons = (f"{one.gained:g} ({self.isolated(one.reason.said(self.language))})" for one in (before, after))
            self.line(f"  {name}: {' → '.join(reasons)}")
        for when, run in (("before", found.before), ("after", found.after)):
            self.line(f"  {names[when]}: {self.isolated(str(run.answers[change.case.id]['text']))}", "dim")

    def peers(self, rows: "Mapping[str, Row]") -> None:
        """Print systems side by side, a row each, all cases together."""
        first = next(iter(rows.values()))
        measures = [name for name in first.measures if name not in ("Tokens", "Cost", "EM")]
        lines = [(name, *(_mean(row.measures.get(one)) for one in measures)) for name, row in rows.items()]
        self._table([self.messages.evaluation["system"], *measures], lines)

    def rankings(self, rows: "Sequence[Ranked]") -> None:
        """Print what a measurement of search found, a row for each system on each direction, as `summaries` does."""
        names = self.messages.ranking
        measures = list(rows[0].measures)
        headers = [names["articles"], names["direction"], names["system"], names["questions"], *measures]
        if any(row.against_bm25 for row in rows):
            headers.append(names["against"].format(system="BM25", measure=measures[0]))
        self._table(headers, [_ranking(row)[: len(headers)] for row in rows])

    def bench(self, report: "Report") -> None:
        """Print a benchmark: how a library grew, how it is searched, and what the stock way took."""
        names = self.messages.bench
        self.line(names["made_up" if report.made_up else "adding"].format(articles=report.articles), "bold")
        columns = [one.name for one in fields(report.adding[0])]
        self._table([names[column] for column in columns], [_amounts(astuple(one)) for one in report.adding])
        asked = report.asking
        about = {"articles": report.articles, "questions": asked.questions, "first": asked.first_ms}
        self.line("\n" + names["asking"].format(**about), "bold")
        steps = {"all": asked.all, **asked.steps}
        rows = [(self.messages.steps[step], *_amounts(astuple(took))) for step, took in steps.items()]
        self._table([names["step"], names["p50"], names["p95"], names["mean"]], rows)
        self.line(f"{names['cpu_ms_per_search']}: {asked.cpu_ms:,.1f}")
        if report.beside:
            self.line("\n" + names["beside"].format(articles=report.beside.isnad.articles), "bold")
            self._table(["", "Isnad", names["stock"], names["ratio"]], [*self._compared(report.beside)])

    def _compared(self, beside: "Beside") -> Iterator[tuple[str, ...]]:
        for name, ratio in beside.ratios.items():
            ours, theirs = beside.amounts[name]
            yield self.messages.bench[name], *_amounts((ours, theirs)), f"× {ratio:,.1f}"

    def _table(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        if not self._out.is_terminal:
            for row in (headers, *rows):
                self.line("\t".join(row))
            return
        table = Table(*headers, box=None, header_style="bold")
        for row in rows:
            table.add_row(*row)
        self._out.print(table)

    def isolated(self, text: str) -> str:
        """Wrap foreign text so that it does not disturb the order of the line round it; a pipe gets it bare."""
        bare = clean(" ".join(text.split()))
        return f"{FIRST_STRONG_ISOLATE}{bare}{POP_ISOLATE}" if self._out.is_terminal else bare


def _dated(published: Published, messages: Messages) -> str:
    date = str(published) or messages.no_date
    return f"{date} ({published.reason})" if published.reason else date


def _interval(estimate: "Estimate | None") -> str:
    """Write a mean with its interval; a dash where there is none."""
    return f"{estimate.mean:.3f} [{estimate.low:.2f}, {estimate.high:.2f}]" if estimate else "–"


def _mean(estimate: "Estimate | None") -> str:
    return f"{estimate.mean:.3f}" if estimate else "–"


def _difference(found: "Difference | None") -> str:
    return f"{found.mean:+.3f} [{found.low:+.2f}, {found.high:+.2f}]" if found else "–"


def _ranking(row: "Ranked") -> tuple[str, ...]:
    """Write a row of measures, each with its interval, and the first one's difference from BM25."""
    cells = [f"{_share(one.mean)} [{_share(one.low)}, {_share(one.high)}]" for one in row.measures.values()]
    against = [f"{one.mean:+.3f} (p={one.p:.4f})" for one in (row.against_bm25 or {}).values()]
    return row.articles, row.direction, row.system, str(row.questions), *cells, *(against[:1] or ["–"])


def _share(value: float) -> str:
    """Write a share without its leading nought, so that a row fits on a screen."""
    return f"{value:.3f}".removeprefix("0")


def _amounts(values: Sequence[float]) -> tuple[str, ...]:
    """Write counts whole and measurements with two decimals."""
    return tuple(f"{value:,}" if isinstance(value, int) else f"{value:,.2f}" for value in values)
