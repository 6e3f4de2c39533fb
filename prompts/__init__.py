"""The words that are sent to a language model: files that people edit, in `en/` and `ar/`, each with its twin.

Fields are written `$name`; what fills them is data and is never read as a prompt.
"""

import json
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any, Literal, cast

Language = Literal["ar", "en"]


def fill(name: str, language: Language, **fields: object) -> str:
    """Read a prompt and put `fields` in their places.

    >>> fill("last", "en").startswith("No more searching")
    True

    Raises:
        KeyError: a field of the prompt is not given.
    """
    return template(name, language).substitute(fields)


@cache
def template(name: str, language: Language) -> Template:
    """Read a prompt as a template, without the white space round it."""
    return Template(_read(f"{name}.md", language).strip())


def phrase(name: str, language: Language, **fields: object) -> str:
    """Fill in one of the short messages that go back to a model.

    >>> phrase("unknown_key", "ar", key="a7kd")
    'لا مقطع بالمفتاح a7kd.'
    """
    return phrases(language)[name].substitute(fields)


@cache
def phrases(language: Language) -> dict[str, Template]:
    """Read the short messages, by name."""
    return {name: Template(text) for name, text in json.loads(_read("phrases.json", language)).items()}


@cache
def tools(language: Language) -> tuple[dict[str, Any], ...]:
    """Read what a model may call, as OpenAI's protocol describes functions.

    >>> [tool["name"] for tool in tools("ar")]
    ['search_articles', 'read_article', 'compare_claims', 'answer']
    """
    return tuple(cast("list[dict[str, Any]]", json.loads(_read("tools.json", language))))


def _read(name: str, language: Language) -> str:
    return (files(__name__) / language / name).read_text(encoding="utf-8")
