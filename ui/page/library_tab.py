"""The tab where the library is kept: articles are added, found, read, corrected, removed, and compared."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from agent.survey import Survey, find_conflicts
from retrieval.errors import IsnadError
from retrieval.library import AddReport, OnProgress
from retrieval.records import Draft, Language
from ui.page.address import as_language
from ui.page.answers import done_shown, problem
from ui.page.ask_tab import QUIET, Update, languages
from ui.page.labels import Labels
from ui.page.markup import NOTHING, Html, tag
from ui.page.scripts import CLICKS
from ui.page.served import Served
from ui.page.shelves import article_shown, holdings, listing, progress_shown, report_shown, survey_shown
from ui.page.sources import opened_panel
from ui.page.uploads import add_files, add_sample, add_text
from ui.page.words import WORDS
from ui.page.work import follow

PER_PAGE = 25
ENDINGS = [".txt", ".text", ".jsonl", ".ndjson", ".zip"]
Add = Callable[[OnProgress], AddReport]


@dataclass(frozen=True, slots=True)
class LibraryTab:
    """The components of the tab, and what makes them show what they should."""

    served: Served
    holds: gr.HTML
    adding: gr.Accordion
    hint: gr.HTML
    files: gr.UploadButton
    text: gr.Textbox
    title: gr.Textbox
    outlet: gr.Textbox
    date: gr.Textbox
    add_text: gr.Button
    report: gr.HTML
    wanted: gr.Textbox
    source: gr.Dropdown
    written_in: gr.Dropdown
    shelf: gr.HTML
    panel: "ArticlePanel"
    survey: gr.State
    look: gr.Button
    found: gr.HTML

    @property
    def components(self) -> list[Any]:
        """The components that `refreshed` gives updates of."""
        return [self.holds, self.adding, self.panel.tools, self.hint, self.source, self.written_in, self.shelf]

    def refreshed(self, language: Language, may_edit: bool) -> list[Update]:
        """Show what the library holds now, from the first page on."""
        words = WORDS[language]
        outlets = [(words.any_source, ""), *((name, name) for name in self.served.sources())]
        return [
            holdings(self.served, may_edit, language),
            gr.update(visible=may_edit),
            gr.update(visible=may_edit),
            tag("p", words.files_hint.format(megabytes=self.served.settings.upload_mb)),
            gr.update(choices=outlets, value=""),
            gr.update(choices=languages(language), value=""),
            self.page("", "", "", language),
        ]

    def page(self, wanted: str, source: str, written_in: str, language: Language, start: int = 0) -> Html:
        """Show the articles that fit, from number `start` on."""
        begin = max(0, start)
        listed, total = self.served.library.listed(
            wanted, source=source or None, language=as_language(written_in), start=begin, limit=PER_PAGE
        )
        return listing(listed, begin, total, PER_PAGE, language)


@dataclass(frozen=True, slots=True)
class ArticlePanel:
    """An article that was opened, and what an editor may do with it."""

    opened: gr.State
    shown: gr.HTML
    tools: gr.Column
    told: gr.HTML
    title: gr.Textbox
    outlet: gr.Textbox
    date: gr.Textbox
    save: gr.Button
    remove: gr.Button
    sure: gr.Column
    yes: gr.Button
    no: gr.Button

    @property
    def components(self) -> list[Any]:
        """The components that `showing` gives updates of."""
        return [self.opened, self.shown, self.told, self.title, self.outlet, self.date, self.remove, self.sure]


def build(served: Served, labels: Labels, language: gr.State, sources: gr.HTML) -> LibraryTab:
    """Lay out the tab and connect it; `sources` is the panel that citations open in."""
    tab = _laid_out(served, labels)
    _connect_adding(tab, language)
    _connect_list(tab, language)
    _connect_article(tab, language)
    _connect_survey(tab, language, sources)
    return tab


def _laid_out(served: Served, labels: Labels) -> LibraryTab:
    put = labels.put
    holds = gr.HTML(elem_id="holds", js_on_load=CLICKS)
    with put(gr.Accordion(open=False, elem_id="adding"), label="add") as adding, gr.Row():
        with gr.Column(min_width=280):
            hint = gr.HTML(elem_classes="hint")
            button = gr.UploadButton(file_count="multiple", file_types=ENDINGS, variant="primary", elem_id="add-files")
            files = put(button, label="add_files")
        with gr.Column(min_width=280):
            text = put(gr.Textbox(lines=5, max_lines=12, elem_id="pasted"), label="paste", placeholder="paste_hint")
            with gr.Row():
                title = put(gr.Textbox(min_width=120), label="title", placeholder="title_hint")
                outlet = put(gr.Textbox(min_width=120), label="outlet", placeholder="outlet_hint")
                date = put(gr.Textbox(min_width=120), label="date", placeholder="date_hint")
            paste_button = put(gr.Button(variant="primary", elem_id="add-text"), value="add_text")
    report = gr.HTML(elem_id="report")
    with gr.Row(elem_id="finding"):
        wanted = put(gr.Textbox(scale=2, min_width=200, elem_id="find"), label="find", placeholder="find_hint")
        source = put(gr.Dropdown([], scale=1, min_width=140), label="source")
        written_in = put(gr.Dropdown([], scale=1, min_width=140), label="language")
    shown = gr.HTML(elem_id="list", js_on_load=CLICKS)
    with put(gr.Accordion(open=False, elem_id="differences"), label="differences"):
        put(gr.HTML(elem_classes="hint"), value="differences_hint")
        look = put(gr.Button(elem_id="look"), value="find_differences")
        found = gr.HTML(js_on_load=CLICKS)
    panel, survey = _article_panel(labels), gr.State(None)
    return LibraryTab(
        served=served,
        holds=holds,
        adding=adding,
        hint=hint,
        files=files,
        text=text,
        title=title,
        outlet=outlet,
        date=date,
        add_text=paste_button,
        report=report,
        wanted=wanted,
        source=source,
        written_in=written_in,
        shelf=shown,
        panel=panel,
        survey=survey,
        look=look,
        found=found,
    )


def _article_panel(labels: Labels) -> ArticlePanel:
    put, opened = labels.put, gr.State("")
    with gr.Column(elem_id="article-panel"):
        shown = gr.HTML(elem_id="article")
        with gr.Column() as tools, put(gr.Accordion(open=False, elem_id="correcting"), label="correct"):
            told = gr.HTML()
            title = put(gr.Textbox(), label="title")
            outlet = put(gr.Textbox(), label="outlet")
            date = put(gr.Textbox(), label="date", info="date_hint")
            put(gr.HTML(elem_classes="hint"), value="correct_hint")
            save = put(gr.Button(variant="primary", elem_id="save"), value="save")
            remove = put(gr.Button(variant="stop", elem_id="remove"), value="remove")
            with gr.Column(visible=False) as sure:
                put(gr.HTML(elem_classes="hint"), value="remove_sure")
                with gr.Row():
                    yes = put(gr.Button(variant="stop", min_width=100, elem_id="remove-yes"), value="remove_yes")
                    no = put(gr.Button(min_width=100), value="remove_no")
    return ArticlePanel(opened, shown, tools, told, title, outlet, date, save, remove, sure, yes, no)


def _connect_adding(tab: LibraryTab, language: gr.State) -> None:
    def from_files(paths: list[str], language: Language, request: gr.Request) -> Iterator[list[Update]]:
        def add(on_progress: OnProgress) -> AddReport:
            return add_files(tab.served.library, [Path(path) for path in paths], on_progress)

        yield from _added(tab, add, language, request)

    def from_text(
        text: str, title: str, outlet: str, date: str, language: Language, request: gr.Request
    ) -> Iterator[list[Update]]:
        draft = Draft("", text, title.strip() or None, outlet.strip() or None, published=date.strip() or None)

        def add(on_progress: OnProgress) -> AddReport:
            return add_text(tab.served.library, draft, on_progress)

        yield from _added(tab, add, language, request)

    def from_sample(language: Language, request: gr.Request) -> Iterator[list[Update]]:
        def add(on_progress: OnProgress) -> AddReport:
            return add_sample(tab.served.library, on_progress)

        yield from _added(tab, add, language, request)

    shown = [tab.report, *tab.components]
    tab.files.upload(from_files, [tab.files, language], shown, **QUIET)
    pasted = [tab.text, tab.title, tab.outlet, tab.date]
    tab.add_text.click(from_text, [*pasted, language], shown, **QUIET)
    tab.holds.sample(from_sample, language, shown, **QUIET)


def _added(tab: LibraryTab, add: Add, language: Language, request: gr.Request) -> Iterator[list[Update]]:
    """Add, showing how far it is, then what came of it."""
    waiting = [gr.skip()] * len(tab.components)
    try:
        tab.served.require_editor(request)
        work = follow(add)
        while True:
            yield [progress_shown(next(work), language), *waiting]
    except StopIteration as ended:
        yield [report_shown(ended.value, language), *tab.refreshed(language, True)]
    except IsnadError as error:
        yield [problem(error.phrase, language), *waiting]


def _connect_list(tab: LibraryTab, language: gr.State) -> None:
    def leaf(wanted: str, source: str, written_in: str, language: Language, event: gr.EventData) -> Html:
        return tab.page(wanted, source, written_in, language, int(event.start))

    chosen = [tab.wanted, tab.source, tab.written_in, language]
    changes = [tab.wanted.input, tab.source.input, tab.written_in.input]
    gr.on(changes, tab.page, chosen, tab.shelf, queue=False, trigger_mode="always_last", **QUIET)
    tab.shelf.turnpage(leaf, chosen, tab.shelf, queue=False, **QUIET)


def _connect_article(tab: LibraryTab, language: gr.State) -> None:
    panel, served = tab.panel, tab.served

    def showing(article_id: str, language: Language, told: Html = NOTHING) -> list[Update]:
        article = served.article(article_id)
        shown = article_shown(article, language) if article else NOTHING
        title, outlet = (article.title, article.source or "") if article else ("", "")
        date = str(article.published) if article else ""
        return [article_id, shown, told, title, outlet, date, gr.update(visible=True), gr.update(visible=False)]

    def open_one(language: Language, event: gr.EventData) -> list[Update]:
        return showing(str(event.article), language)

    def correct(
        article_id: str, title: str, outlet: str, date: str, language: Language, request: gr.Request
    ) -> list[Update]:
        unchanged = [gr.skip()] * len(tab.components)
        try:
            served.require_editor(request)
            before = served.library.article(article_id)
            stated = {"title": (title, before.title), "source": (outlet, before.source or "")}
            stated |= {"published": (date, str(before.published))}
            changed = {name: new for name, (new, old) in stated.items() if new.strip() != old}
            served.library.correct(article_id, **changed)
        except IsnadError as error:
            return [*(gr.skip() for _ in range(2)), problem(error.phrase, language), *[gr.skip()] * 5, *unchanged]
        return [*showing(article_id, language, done_shown(WORDS[language].corrected)), *tab.refreshed(language, True)]

    def remove(article_id: str, language: Language, request: gr.Request) -> list[Update]:
        try:
            served.require_editor(request)
            served.library.remove([article_id])
        except IsnadError as error:
            told = problem(error.phrase, language)
            return [told, *showing(article_id, language, told), *[gr.skip()] * len(tab.components)]
        return [done_shown(WORDS[language].removed), *showing("", language), *tab.refreshed(language, True)]

    stated = [panel.title, panel.outlet, panel.date]
    opening = tab.shelf.open(open_one, language, panel.components, queue=False, **QUIET)
    opening.then(None, js="() => isnad.opened('leafing')")
    panel.save.click(correct, [panel.opened, *stated, language], [*panel.components, *tab.components], **QUIET)
    asked = [panel.remove, panel.sure]
    panel.remove.click(lambda: [gr.update(visible=False), gr.update(visible=True)], None, asked, queue=False, **QUIET)
    panel.no.click(lambda: [gr.update(visible=True), gr.update(visible=False)], None, asked, queue=False, **QUIET)
    removing = panel.yes.click(
        remove, [panel.opened, language], [tab.report, *panel.components, *tab.components], **QUIET
    )
    removing.then(None, js="() => isnad.close()")


def _connect_survey(tab: LibraryTab, language: gr.State, sources: gr.HTML) -> None:
    def look(language: Language) -> Iterator[list[Update]]:
        try:
            work = follow(lambda on_progress: find_conflicts(tab.served.library, language, on_progress=on_progress))
            while True:
                yield [gr.skip(), progress_shown(next(work), language)]
        except StopIteration as ended:
            yield [ended.value, survey_shown(ended.value, language)]
        except IsnadError as error:
            yield [gr.skip(), problem(error.phrase, language)]

    def open_source(survey: Survey | None, language: Language, event: gr.EventData) -> str:
        cited = survey.found[int(event.turn)].citations if survey else ()
        return opened_panel(tab.served, int(event.number), cited, language)

    tab.look.click(look, language, [tab.survey, tab.found], concurrency_limit=1, **QUIET)
    done = tab.found.cite(open_source, [tab.survey, language], sources, queue=False, **QUIET)
    done.then(None, js="() => isnad.opened('reading')")
