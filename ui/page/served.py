"""What every tab of the page works on, and who may do what there."""

from dataclasses import dataclass
from pathlib import Path

import gradio as gr

from agent import Agent
from retrieval.errors import EmptyLibrary, InputError, IsnadError, UnknownArticle
from retrieval.library import Library
from retrieval.records import Article
from ui.page.settings import PageSettings


@dataclass(frozen=True, slots=True)
class Served:
    """A library, the agent that answers over it, and the settings that it is served with."""

    library: Library
    agent: Agent
    settings: PageSettings

    def may_edit(self, request: gr.Request) -> bool:
        """Whether the visitor may change the library."""
        return self.settings.may_edit(request.username)

    def require_editor(self, request: gr.Request) -> None:
        """Let nobody through who may only read.

        Raises:
            InputError: the visitor's account may not change the library.
        """
        if not self.may_edit(request):
            raise InputError("Your account reads; it does not change the library.", "حسابك للقراءة، ولا يغيّر المكتبة.")

    @property
    def runs(self) -> Path:
        """The folder that runs of benchmarks are kept in, beside that of the library."""
        folder = self.library.folder.resolve()
        return folder.with_name(f"{folder.name}-runs")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to ask yet."""
        try:
            return self.library.is_empty
        except IsnadError:
            return True

    def sources(self) -> list[str]:
        """List the outlets, the largest first."""
        return [] if self.is_empty else [name for name, _ in self.library.sources()]

    def article(self, article_id: str) -> Article | None:
        """Read an article; None where there is none of this id any more."""
        try:
            return self.library.article(article_id)
        except (UnknownArticle, EmptyLibrary):
            return None
