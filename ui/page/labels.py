"""Every label of the page by the name of its phrase, so that one switch says them all in the other language."""

from typing import Any, TypeVar

import gradio as gr
from gradio.blocks import Block

from retrieval.records import Language
from ui.page.words import WORDS

B = TypeVar("B", bound=Block)


class Labels:
    """Which phrases stand on which components."""

    def __init__(self) -> None:
        self._kept: list[tuple[Block, dict[str, str]]] = []

    def put(self, component: B, **phrases: str) -> B:
        """Have the properties of a component say phrases, each named by its field of `Words`."""
        self._kept.append((component, phrases))
        return component

    @property
    def components(self) -> list[Block]:
        """The components that say something, in the order of `said`."""
        return [component for component, _ in self._kept]

    def said(self, language: Language) -> list[dict[str, Any]]:
        """Give the updates that make every component speak `language`."""
        words = WORDS[language]
        return [gr.update(**{name: getattr(words, field) for name, field in said.items()}) for _, said in self._kept]
