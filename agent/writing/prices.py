"""What tokens cost: a small table that people edit."""

import os
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from agent.writing.settings import ModelSettings
from retrieval.errors import SettingError

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """What a model costs, in US dollars for a million tokens read and written."""

    read: float = 0.0
    written: float = 0.0

    def cost(self, prompt_tokens: int, completion_tokens: int) -> float:
        """Reckon US dollars."""
        return round((prompt_tokens * self.read + completion_tokens * self.written) / MILLION, 6)


def price_of(settings: ModelSettings) -> Price:
    """Look up what a model costs: nothing on a server of one's own, unless ISNAD_PRICES lists it.

    >>> price_of(ModelSettings("gpt-4o-mini-2024-07-18")).cost(10_000, 1_000)
    0.0021

    Raises:
        SettingError: what ISNAD_PRICES names is no table of prices.
    """
    own = os.environ.get("ISNAD_PRICES", "")
    if not own and not settings.is_openai:
        return Price()
    prices = _prices(own)
    return prices[max((name for name in prices if settings.name.startswith(name)), key=len, default="")]


@cache
def _prices(path: str) -> dict[str, Price]:
    """Read a table of prices; under the empty name is what a model costs that it does not list."""
    try:
        text = Path(path).read_text("utf-8") if path else (files("agent.writing") / "prices.toml").read_text("utf-8")
        listed = tomllib.loads(text)["models"].items()
        return {"": Price()} | {name: Price(float(pair[0]), float(pair[1])) for name, pair in listed}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise SettingError(
            f"ISNAD_PRICES names {path}, which is no table of prices ({error}). See agent/writing/prices.toml.",
            f"يشير ISNAD_PRICES إلى {path} وليس جدول أسعار ({error}). انظر agent/writing/prices.toml.",
        ) from error
