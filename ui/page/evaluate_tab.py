"""The tab where answers are measured: benchmarks are run, and runs are read and compared."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from eval.benchmark import STORIES
from eval.comparing import Comparison, compare
from eval.reports.content import Report, gather
from eval.runs import How
from eval.systems import Isnad
from retrieval.errors import InputError, IsnadError
from retrieval.library import OnProgress, Progress
from retrieval.records import Language
from ui.page.answers import done_shown, problem
from ui.page.ask_tab import QUIET, Update
from ui.page.labels import Labels
from ui.page.markup import NOTHING, Html, join, tag
from ui.page.runs import Runs, read_benchmarks
from ui.page.scripts import CLICKS
from ui.page.served import Served
from ui.page.shelves import progress_shown
from ui.page.trials import comparison_shown, report_shown, run_name, runs_shown
from ui.page.words import WORDS
from ui.page.work import follow

ENDINGS = [".jsonl", ".json"]
Read = Report | Comparison | None


@dataclass(frozen=True, slots=True)
class EvaluateTab:
    """The components of the tab, and what makes them show what they should."""

    served: Served
    runs: Runs
    hint: gr.HTML
    form: gr.Column
    files: gr.State
    benchmark: gr.Radio
    upload: gr.UploadButton
    uploaded: gr.HTML
    count: gr.Number
    pool: gr.Radio
    start: gr.Button
    stop: gr.Button
    told: gr.HTML
    listed: gr.HTML
    before: gr.Dropdown
    after: gr.Dropdown
    compare: gr.Button
    read: gr.State
    shown: gr.HTML

    @property
    def shelf(self) -> list[Any]:
        """The components that `listing` gives updates of."""
        return [self.listed, self.before, self.after]

    @property
    def outcome(self) -> list[Any]:
        """The components that `showing` gives updates of."""
        return [self.told, self.read, self.shown, self.start, self.stop]

    @property
    def components(self) -> list[Any]:
        """The components that `refreshed` gives updates of."""
        return [self.hint, self.form, self.benchmark, self.pool, self.shown, *self.shelf]

    def refreshed(self, read: Read, language: Language, may_edit: bool) -> list[Update]:
        """Show what there is now, in a language; only an editor is offered to start a run."""
        words = WORDS[language]
        return [
            _hint(self.served, language, may_edit),
            gr.update(visible=may_edit),
            gr.update(choices=[(name, key) for key, name in words.benchmarks.items()]),
            gr.update(choices=[(name, key) for key, name in words.pooled.items()]),
            _read_shown(read, language),
            *self.listing(language),
        ]

    def listing(self, language: Language) -> list[Update]:
        """List the runs that there are now, to open and to choose from."""
        kept = self.runs.kept()
        choices = [(run_name(one), one.name) for one in kept]
        return [runs_shown(kept, language), gr.update(choices=choices), gr.update(choices=choices)]


def build(served: Served, labels: Labels, language: gr.State) -> EvaluateTab:
    """Lay out the tab and connect it."""
    tab = _laid_out(served, labels)
    _connect_files(tab, language)
    _connect_running(tab, language)
    _connect_reading(tab, language)
    return tab


def _laid_out(served: Served, labels: Labels) -> EvaluateTab:
    put, files, read = labels.put, gr.State(()), gr.State(None)
    hint = gr.HTML(elem_classes="hint")
    with gr.Column(elem_id="new-run") as form:
        benchmark = put(gr.Radio([("", "own"), ("", "file")], value="own", elem_id="benchmark"), label="benchmark")
        button = gr.UploadButton(file_count="multiple", file_types=ENDINGS, size="sm", elem_id="benchmark-files")
        upload = put(button, label="benchmark_files")
        uploaded = gr.HTML(elem_id="uploaded")
        pool = put(gr.Radio([("", "together"), ("", "apart")], value="together", elem_id="pool"), label="pool")
        box = gr.Number(0, precision=0, minimum=0, elem_id="question-count")
        count = put(box, label="question_count", info="question_count_hint")
        start = put(gr.Button(variant="primary", elem_id="start-run"), value="start_run")
    stop = put(gr.Button(variant="stop", visible=False, elem_id="stop-run"), value="stop")
    told = gr.HTML(elem_id="run-told")
    put(gr.HTML(elem_classes="heading"), value="runs")
    listed = gr.HTML(elem_id="runs", js_on_load=CLICKS)
    with put(gr.Accordion(open=False, elem_id="comparing"), label="compare_runs"), gr.Row():
        before = put(gr.Dropdown([], scale=2, min_width=200, elem_id="before"), label="before")
        after = put(gr.Dropdown([], scale=2, min_width=200, elem_id="after"), label="after")
        comparing = put(gr.Button(scale=1, min_width=100, elem_id="compare"), value="compare")
    shown = gr.HTML(elem_id="evaluated")
    return EvaluateTab(
        served=served,
        runs=Runs(served.runs),
        hint=hint,
        form=form,
        files=files,
        benchmark=benchmark,
        upload=upload,
        uploaded=uploaded,
        count=count,
        pool=pool,
        start=start,
        stop=stop,
        told=told,
        listed=listed,
        before=before,
        after=after,
        compare=comparing,
        read=read,
        shown=shown,
    )


def _connect_files(tab: EvaluateTab, language: gr.State) -> None:
    def take(paths: list[str], language: Language, request: gr.Request) -> list[Update]:
        try:
            tab.served.require_editor(request)
            found = read_benchmarks([Path(path) for path in paths])
        except IsnadError as error:
            return [(), problem(error.phrase, language), gr.skip()]
        told = (
            WORDS[language].benchmark_read.format(name=one.name, questions=len(one.cases), articles=len(one.drafts))
            for one in found
        )
        return [tuple(map(Path, paths)), join(map(done_shown, told)), "file"]

    tab.upload.upload(take, [tab.upload, language], [tab.files, tab.uploaded, tab.benchmark], **QUIET)


def _connect_running(tab: EvaluateTab, language: gr.State) -> None:
    def start(
        benchmark: str, files: Sequence[Path], count: int | None, pool: str, language: Language, request: gr.Request
    ) -> Iterator[list[Update]]:
        how = How(together=pool != "apart", questions=int(count) if count else None)
        waiting = [gr.skip()] * len(tab.shelf)
        try:
            tab.served.require_editor(request)
            paths = [STORIES] if benchmark == "own" else _chosen(files)
            yield [*_showing(progress_shown(Progress("reading", 0, 0), language), is_open=True), *waiting]
            with closing(follow(lambda on_progress: _measured(tab, paths, how, on_progress), stops=True)) as work:
                while True:
                    yield [*_showing(progress_shown(next(work), language), is_open=True), *waiting]
        except StopIteration as ended:
            yield [*_showing(NOTHING, ended.value, language), *tab.listing(language)]
        except IsnadError as error:
            yield [*_showing(problem(error.phrase, language)), *waiting]

    def stopped(language: Language) -> list[Update]:
        return [*_showing(done_shown(WORDS[language].run_stopped)), *tab.listing(language)]

    chosen = [tab.benchmark, tab.files, tab.count, tab.pool, language]
    shown = [*tab.outcome, *tab.shelf]
    running = tab.start.click(start, chosen, shown, **QUIET)
    cancelled = tab.stop.click(lambda: None, cancels=[running], queue=False, **QUIET)
    cancelled.then(stopped, language, shown, queue=False, **QUIET)  # After the last progress that is on its way.


def _connect_reading(tab: EvaluateTab, language: gr.State) -> None:
    def open_one(language: Language, event: gr.EventData) -> list[Update]:
        return _told(lambda: gather(tab.runs.open(str(event.run))), language)

    def set_beside(before: str | None, after: str | None, language: Language) -> list[Update]:
        return _told(lambda: compare(*map(tab.runs.open, _two(before, after))), language)

    place = [tab.told, tab.read, tab.shown]
    opened = tab.listed.open(open_one, language, place, **QUIET)
    compared = tab.compare.click(set_beside, [tab.before, tab.after, language], place, **QUIET)
    for reading in (opened, compared):
        reading.then(None, js="() => isnad.shown('#evaluated')")


def _measured(tab: EvaluateTab, paths: Sequence[Path], how: How, on_progress: OnProgress) -> Report:
    """Run the benchmarks of files with what answers on this page, and sum the run up."""
    system = Isnad(tab.served.agent.model)
    return gather(tab.runs.open(tab.runs.make(read_benchmarks(paths), system, how, on_progress)))


def _chosen(files: Sequence[Path]) -> Sequence[Path]:
    if not files:
        raise InputError("Choose files first.", "اختر ملفات أولاً.")
    return files


def _two(before: str | None, after: str | None) -> tuple[str, str]:
    if not before or not after or before == after:
        raise InputError("Choose two runs.", "اختر تجربتين.")
    return before, after


def _showing(told: Html, read: Read = None, language: Language = "en", *, is_open: bool = False) -> list[Update]:
    shown = _read_shown(read, language)
    return [told, read, shown, gr.update(visible=not is_open), gr.update(visible=is_open)]


def _told(read: Callable[[], Report | Comparison], language: Language) -> list[Update]:
    """Show what is read, or why it cannot be."""
    try:
        found = read()
    except IsnadError as error:
        return [problem(error.phrase, language), gr.skip(), gr.skip()]
    return [NOTHING, found, _read_shown(found, language)]


def _read_shown(read: Read, language: Language) -> Html:
    match read:
        case Report():
            return report_shown(read, language)
        case Comparison():
            return comparison_shown(read, language)
        case None:
            return NOTHING


def _hint(served: Served, language: Language, may_edit: bool) -> Html:
    """Say what running does and who answers; to a reader, that he may not."""
    words, model = WORDS[language], served.agent.model
    if not may_edit:
        return tag("p", words.may_not_run)
    asks = words.asks["model"].format(model=model.name) if model else words.asks["quotes"]
    return tag("p", words.evaluate_hint, " ", asks)
