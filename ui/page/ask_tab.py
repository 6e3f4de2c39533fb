"""The tab where questions are asked: a conversation, the sources behind it, and what a question is narrowed to."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.events import Dependency

from retrieval.errors import IsnadError
from retrieval.records import Language
from ui.page.address import Address, as_language
from ui.page.answers import problem, turns, welcome_shown
from ui.page.asking import ask
from ui.page.examples import examples
from ui.page.labels import Labels
from ui.page.markup import NOTHING
from ui.page.scripts import CLICKS
from ui.page.served import Served
from ui.page.session import Session
from ui.page.shelves import progress_shown
from ui.page.sources import opened_panel
from ui.page.uploads import add_sample
from ui.page.words import WORDS
from ui.page.work import follow

Update = Any  # What Gradio takes for a component: a value, or an update of its properties.
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True)
class AskTab:
    """The components of the tab, and what makes them show what they should."""

    served: Served
    session: gr.State
    question: gr.Textbox
    since: gr.Textbox
    until: gr.Textbox
    source: gr.Dropdown
    articles: gr.Dropdown
    welcome: gr.HTML
    earlier: gr.HTML
    current: gr.HTML
    send: gr.Button
    stop: gr.Button
    anew: gr.Button

    @property
    def conversation(self) -> list[Any]:
        """The components that `told` gives updates of."""
        return [self.session, self.earlier, self.current, self.send, self.stop]

    @property
    def settings(self) -> list[Any]:
        """The components that `restored` gives updates of."""
        return [*self.greeting, self.question, self.since, self.until]

    @property
    def greeting(self) -> list[Any]:
        """The components that `refreshed` gives updates of."""
        return [self.welcome, self.source, self.articles]

    def restored(self, address: Address, language: Language, may_edit: bool) -> list[Update]:
        """Fill in what an address asks for, and leave alone what it does not: a visitor may be quicker."""
        return [
            *self.refreshed(Session(), language, may_edit, address.source, address.articles or ""),
            *(value or gr.skip() for value in (address.question, address.since, address.until)),
        ]

    def refreshed(
        self, session: Session, language: Language, may_edit: bool, source: str = "", articles: str = ""
    ) -> list[Update]:
        """Greet a visitor, and offer the outlets that there are now; what was chosen stays, unless another is named."""
        chosen = [source_choices(self.served, language, source), _chosen(languages(language), articles)]
        if session.turns:
            return [NOTHING, *chosen]
        offered = examples(self.served.library, language)
        return [welcome_shown(offered, self.served.is_empty, may_edit, language), *chosen]


def languages(language: Language) -> list[tuple[str, str]]:
    """Offer the languages of articles, each by its own name."""
    return [(WORDS[language].any_language, ""), (WORDS["ar"].own_name, "ar"), (WORDS["en"].own_name, "en")]


def build(served: Served, labels: Labels, language: gr.State, panel: gr.HTML) -> AskTab:
    """Lay out the tab and connect it."""
    tab = _laid_out(served, labels)
    _connect_asking(tab, language)
    _connect_sample(tab, language)
    _connect_sources(tab, language, panel)
    return tab


def told(session: Session, language: Language) -> list[Update]:
    """Show a session as it stands."""
    last = max(0, len(session.turns) - 1)
    is_open = bool(session.turns) and session.turns[-1].is_open
    return [
        session,
        turns(session.turns[:last], language),
        turns(session.turns[last:], language, last),
        gr.update(visible=not is_open),
        gr.update(visible=is_open),
    ]


def source_choices(served: Served, language: Language, source: str = "") -> Update:
    """Offer the outlets that there are now; one that is named is chosen, if there is such a one."""
    return _chosen([(WORDS[language].any_source, ""), *((name, name) for name in served.sources())], source)


def _chosen(choices: list[tuple[str, str]], value: str) -> Update:
    known = value in [each for _, each in choices]
    return gr.update(choices=choices, value=value if known else "") if value else gr.update(choices=choices)


def _laid_out(served: Served, labels: Labels) -> AskTab:
    session = gr.State(Session())
    with gr.Column(elem_id="conversation"):
        welcome = gr.HTML(elem_id="welcome", js_on_load=CLICKS)
        earlier = gr.HTML(elem_id="earlier", elem_classes="turns", js_on_load=CLICKS)
        current = gr.HTML(elem_id="current", elem_classes="turns", js_on_load=CLICKS)
    with gr.Column(elem_id="composer"):
        with gr.Row():
            box = gr.Textbox(lines=1, max_lines=5, max_length=2000, container=False, scale=6, elem_id="question")
            question = labels.put(box, label="question", placeholder="question_hint")
            send = labels.put(gr.Button(variant="primary", scale=1, min_width=90, elem_id="send"), value="send")
            halt = gr.Button(variant="stop", scale=1, min_width=90, visible=False, elem_id="stop")
            stop = labels.put(halt, value="stop")
        with labels.put(gr.Accordion(open=False, elem_id="filters"), label="filters"), gr.Row():
            since = labels.put(day_box("since"), label="since")
            until = labels.put(day_box("until"), label="until")
            source = labels.put(gr.Dropdown([], elem_id="source", min_width=200), label="source")
            articles = labels.put(gr.Dropdown([], elem_id="articles", min_width=150), label="articles_in")
        anew = labels.put(gr.Button(size="sm", elem_id="anew"), value="anew")
    return AskTab(
        served, session, question, since, until, source, articles, welcome, earlier, current, send, stop, anew
    )


def day_box(name: str) -> gr.Textbox:
    """Make a box for a day: the browser's own calendar, as Gradio's has no label and knows no Arabic."""
    return gr.Textbox(type="email", elem_id=name, elem_classes="day", min_width=150)


def _connect_asking(tab: AskTab, language: gr.State) -> None:
    def answer(
        question: str,
        since: str | None,
        until: str | None,
        source: str | None,
        articles: str | None,
        session: Session,
        language: Language,
    ) -> Iterator[list[Update]]:
        address = Address(question.strip(), since or "", until or "", source or "", as_language(articles or ""))
        if address.question:
            sessions = ask(session, address, tab.served.agent, tab.served.library)
            yield from _followed(sessions, language)

    def begin_anew(language: Language, request: gr.Request) -> list[Update]:
        session = Session()
        return [*told(session, language), *tab.refreshed(session, language, tab.served.may_edit(request))]

    asking: dict[str, Any] = {
        "fn": answer,
        "inputs": [tab.question, tab.since, tab.until, tab.source, tab.articles, tab.session, language],
        "outputs": [tab.question, tab.welcome, *tab.conversation],
        "js": "(...given) => isnad.asked(given)",
        **QUIET,
    }
    typed = gr.on([tab.question.submit, tab.send.click], **asking)
    suggested = [_connect_suggestions(place, tab, asking) for place in (tab.welcome, tab.earlier, tab.current)]
    ending: dict[str, Any] = {"cancels": [typed, *suggested], "queue": False, **QUIET}
    tab.stop.click(_stopped, [tab.session, language], tab.conversation, **ending)
    begun_anew = [*tab.conversation, *tab.greeting]
    tab.anew.click(begin_anew, language, begun_anew, js="(language) => isnad.anew(language)", **ending)


def _connect_suggestions(place: gr.HTML, tab: AskTab, asking: dict[str, Any]) -> Dependency:
    chosen = place.suggest(_suggested, None, tab.question, queue=False, **QUIET)
    answered: Dependency = chosen.then(**asking)
    return answered


def _suggested(event: gr.EventData) -> str:
    return str(event.question)


def _stopped(session: Session, language: Language) -> list[Update]:
    return told(session.stopped(), language)


def _followed(sessions: Generator[Session, None, None], language: Language) -> Iterator[list[Update]]:
    """Show each step; what was said before is sent once, with the first."""
    with closing(sessions):
        for at, session in enumerate(sessions):
            state, earlier, *rest = told(session, language)
            yield [gr.skip(), gr.skip(), state, gr.skip(), *rest] if at else ["", NOTHING, state, earlier, *rest]


def _connect_sample(tab: AskTab, language: gr.State) -> None:
    def add(session: Session, language: Language, request: gr.Request) -> Iterator[list[Update]]:
        nothing_else = [gr.skip()] * (len(tab.greeting) - 1)
        try:
            tab.served.require_editor(request)
            work = follow(lambda on_progress: add_sample(tab.served.library, on_progress))
            while True:
                yield [progress_shown(next(work), language), *nothing_else]
        except StopIteration:
            yield tab.refreshed(session, language, True)
        except IsnadError as error:
            yield [problem(error.phrase, language), *nothing_else]

    tab.welcome.sample(add, [tab.session, language], tab.greeting, **QUIET)


def _connect_sources(tab: AskTab, language: gr.State, panel: gr.HTML) -> None:
    def open_source(session: Session, language: Language, event: gr.EventData) -> str:
        return opened_panel(tab.served, int(event.number), session.cited(int(event.turn)), language)

    for place in (tab.earlier, tab.current):
        done = place.cite(open_source, [tab.session, language], panel, queue=False, **QUIET)
        done.then(None, js="() => isnad.opened('reading')")
