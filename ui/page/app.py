"""The page put together: a header, a tab for each kind of work, and one switch for the language of all of it."""

from collections.abc import Mapping
from typing import Any

import gradio as gr

from agent.brief import Brief
from retrieval.records import Language
from ui.messages import interface_language
from ui.page import ask_tab, brief_tab, evaluate_tab, library_tab, programs
from ui.page.address import Address
from ui.page.ask_tab import QUIET
from ui.page.evaluate_tab import Read
from ui.page.header import header
from ui.page.labels import Labels
from ui.page.served import Served
from ui.page.session import Session
from ui.page.settings import AT_ONCE, MOST_WAITING


def page(served: Served) -> gr.Blocks:
    """Build the page; a tab is one module with a `build`."""
    labels = Labels()
    blocks = gr.Blocks(title="Isnad · إسناد", analytics_enabled=False, fill_width=True)
    with blocks:
        language = gr.State(interface_language())
        tongue = gr.Textbox(visible=False)  # The language, where the browser sees it.
        with gr.Row(elem_id="top"):
            name = gr.HTML(elem_id="name")
            switch = labels.put(gr.Button(size="sm", min_width=90, scale=0, elem_id="language"), value="other_language")
            shade = labels.put(gr.Button(size="sm", min_width=90, scale=0, elem_id="shade"), value="shade")
        sources = gr.HTML(elem_id="source-panel")
        with gr.Tabs(elem_id="tabs") as tabs:
            with labels.put(gr.Tab(id="ask", elem_id="ask"), label="ask") as ask_place:
                asking = ask_tab.build(served, labels, language, sources)
            with labels.put(gr.Tab(id="brief", elem_id="briefs"), label="brief") as brief_place:
                briefing = brief_tab.build(served, labels, language, sources)
            with labels.put(gr.Tab(id="library", elem_id="library"), label="library") as library_place:
                keeping = library_tab.build(served, labels, language, sources)
            with labels.put(gr.Tab(id="evaluate", elem_id="evaluate"), label="evaluate") as evaluate_place:
                measuring = evaluate_tab.build(served, labels, language)
        programs.offer(served)

        def arrived(tongue: str, request: gr.Request) -> list[Any]:
            address = Address.of(_query(request))
            spoken = address.language or _language(tongue)
            may_edit = served.may_edit(request)
            shelf = keeping.refreshed(spoken, may_edit)
            return [
                *_spoken(spoken, labels),
                *shelf,
                *asking.restored(address.at("ask"), spoken, may_edit),
                *briefing.restored(address.at("brief"), spoken),
                *measuring.refreshed(None, spoken, may_edit),
                gr.update(selected=address.place),
            ]

        def switched(
            language: Language, session: Session, brief: Brief | None, read: Read, request: gr.Request
        ) -> list[Any]:
            spoken: Language = "en" if language == "ar" else "ar"
            may_edit = served.may_edit(request)
            refreshed = [*keeping.refreshed(spoken, may_edit), *asking.refreshed(session, spoken, may_edit)]
            told = ask_tab.told(session, spoken)
            turned = [*briefing.refreshed(brief, spoken), *measuring.refreshed(read, spoken, may_edit)]
            return [*_spoken(spoken, labels), *refreshed, *turned, *told]

        def back(language: Language, session: Session, request: gr.Request) -> list[Any]:
            return asking.refreshed(session, language, served.may_edit(request))

        def briefed(language: Language) -> Any:
            return ask_tab.source_choices(served, language)

        def leafed(language: Language, request: gr.Request) -> list[Any]:
            return keeping.refreshed(language, served.may_edit(request))

        everywhere = [language, tongue, name, *labels.components, *keeping.components]
        restored = [*everywhere, *asking.settings, *briefing.settings, *measuring.components, tabs]
        ask_place.select(back, [language, asking.session], asking.greeting, queue=False, **QUIET)
        brief_place.select(briefed, language, briefing.source, queue=False, **QUIET)
        evaluate_place.select(measuring.listing, language, measuring.shelf, queue=False, **QUIET)
        library_place.select(leafed, language, keeping.components, queue=False, **QUIET)
        arriving = blocks.load(arrived, tongue, restored, js="() => isnad.tongue()", queue=False, **QUIET)
        arriving.then(None, tongue, js="(language) => isnad.speak(language)")
        switching = switch.click(
            switched,
            [language, asking.session, briefing.brief, measuring.read],
            [
                *everywhere,
                *asking.greeting,
                *briefing.components,
                *measuring.components,
                *asking.conversation,
            ],
            queue=False,
            **QUIET,
        )
        switching.then(None, tongue, js="(language) => isnad.speak(language)")
        shade.click(None, js="() => isnad.shade()")
    blocks.queue(default_concurrency_limit=AT_ONCE, max_size=MOST_WAITING)
    return blocks


def _spoken(language: Language, labels: Labels) -> list[Any]:
    return [language, language, header(language), *labels.said(language)]


def _query(request: gr.Request) -> Mapping[str, str]:
    return dict(request.query_params)


def _language(tongue: str) -> Language:
    return "ar" if tongue.lower().startswith("ar") else "en"
