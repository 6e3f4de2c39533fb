"""The tab where briefs are written: a topic, what it is narrowed to, and the brief as a page to read."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import gradio as gr

from agent.brief import Brief
from retrieval.errors import IsnadError
from retrieval.library import Progress
from retrieval.records import Language
from ui.page.address import Address, as_language
from ui.page.answers import done_shown, problem
from ui.page.ask_tab import QUIET, Update, day_box, source_choices
from ui.page.briefs import brief_shown
from ui.page.labels import Labels
from ui.page.markup import NOTHING, Html
from ui.page.scripts import CLICKS
from ui.page.served import Served
from ui.page.shelves import progress_shown
from ui.page.sources import opened_panel
from ui.page.words import WORDS
from ui.page.work import follow


@dataclass(frozen=True, slots=True)
class BriefTab:
    """The components of the tab, and what makes them show what they should."""

    served: Served
    brief: gr.State
    topic: gr.Textbox
    since: gr.Textbox
    until: gr.Textbox
    source: gr.Dropdown
    written_in: gr.Dropdown
    write: gr.Button
    stop: gr.Button
    told: gr.HTML
    shown: gr.HTML

    @property
    def outcome(self) -> list[Any]:
        """The components that `showing` gives updates of."""
        return [self.brief, self.told, self.shown, self.write, self.stop]

    @property
    def components(self) -> list[Any]:
        """The components that `refreshed` gives updates of."""
        return [self.source, self.written_in, self.shown]

    @property
    def settings(self) -> list[Any]:
        """The components that `restored` gives updates of."""
        return [*self.components, self.topic, self.since, self.until]

    def restored(self, address: Address, language: Language) -> list[Update]:
        """Fill in what an address asks for."""
        return [
            *self.refreshed(None, language, address.source),
            *(value or gr.skip() for value in (address.question, address.since, address.until)),
        ]

    def refreshed(self, brief: Brief | None, language: Language, source: str = "") -> list[Update]:
        """Offer the outlets that there are now, and show the brief that was written, if one was."""
        languages = [(WORDS[language].page_language, ""), (WORDS["ar"].own_name, "ar"), (WORDS["en"].own_name, "en")]
        return [
            source_choices(self.served, language, source),
            gr.update(choices=languages),
            brief_shown(brief, language) if brief else NOTHING,
        ]


def build(served: Served, labels: Labels, language: gr.State, panel: gr.HTML) -> BriefTab:
    """Lay out the tab and connect it; `panel` is where citations open."""
    tab = _laid_out(served, labels)
    _connect_writing(tab, language)
    _connect_sources(tab, language, panel)
    return tab


def _laid_out(served: Served, labels: Labels) -> BriefTab:
    put, brief = labels.put, gr.State(None)
    with gr.Column(elem_id="briefing"):
        with gr.Row(elem_id="topic-row"):
            box = gr.Textbox(lines=1, max_lines=3, max_length=2000, scale=6, elem_id="topic")
            topic = put(box, label="topic", placeholder="topic_hint")
            write = put(gr.Button(variant="primary", scale=1, min_width=120, elem_id="write"), value="write_brief")
            halt = gr.Button(variant="stop", scale=1, min_width=120, visible=False, elem_id="stop-writing")
            stop = put(halt, value="stop")
        with gr.Row(elem_id="narrowing"):
            since = put(day_box("brief-since"), label="since")
            until = put(day_box("brief-until"), label="until")
            source = put(gr.Dropdown([("", "")], value="", min_width=150, elem_id="brief-source"), label="source")
            written_in = put(gr.Dropdown([("", "")], value="", min_width=150, elem_id="written-in"), label="written_in")
    told = gr.HTML(elem_id="brief-told")
    shown = gr.HTML(elem_id="brief", js_on_load=CLICKS)
    return BriefTab(served, brief, topic, since, until, source, written_in, write, stop, told, shown)


def _connect_writing(tab: BriefTab, language: gr.State) -> None:
    def write(
        topic: str, since: str | None, until: str | None, source: str | None, written_in: str | None, language: Language
    ) -> Iterator[list[Update]]:
        chosen = as_language(written_in or "") or language
        address = Address(topic.strip(), since or "", until or "", source or "", language=chosen)
        yield from _written(tab.served, address, language)

    writing = gr.on(
        [tab.topic.submit, tab.write.click],
        write,
        [tab.topic, tab.since, tab.until, tab.source, tab.written_in, language],
        tab.outcome,
        js="(...given) => isnad.briefed(given)",
        **QUIET,
    )
    cancelled = tab.stop.click(lambda: None, cancels=[writing], queue=False, **QUIET)
    cancelled.then(_stopped, language, tab.outcome, queue=False, **QUIET)  # After the last progress on its way.


def _written(served: Served, address: Address, language: Language) -> Iterator[list[Update]]:
    """Write a brief, showing how far it is, then the brief."""
    yield _showing(progress_shown(Progress("gathering", 0, 1), language), is_open=True)
    try:
        scope = address.scope
        with closing(
            follow(
                lambda on_progress: served.agent.brief(
                    address.question,
                    address.language,
                    since=scope.since,
                    until=scope.until,
                    source=scope.source,
                    on_progress=on_progress,
                ),
                stops=True,
            )
        ) as work:
            while True:
                yield _showing(progress_shown(next(work), language), is_open=True)
    except StopIteration as ended:
        brief: Brief = ended.value
        yield _showing(NOTHING, brief_shown(brief, language), brief)
    except IsnadError as error:
        yield _showing(problem(error.phrase, language))


def _stopped(language: Language) -> list[Update]:
    return _showing(done_shown(WORDS[language].brief_stopped))


def _showing(told: Html, shown: Html = NOTHING, brief: Brief | None = None, *, is_open: bool = False) -> list[Update]:
    return [brief, told, shown, gr.update(visible=not is_open), gr.update(visible=is_open)]


def _connect_sources(tab: BriefTab, language: gr.State, panel: gr.HTML) -> None:
    def open_source(brief: Brief | None, language: Language, event: gr.EventData) -> str:
        cited = brief.citations if brief else ()
        return opened_panel(tab.served, int(event.number), cited, language)

    done = tab.shown.cite(open_source, [tab.brief, language], panel, queue=False, **QUIET)
    done.then(None, js="() => isnad.opened('reading')")
