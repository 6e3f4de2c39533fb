"""What tokens cost: a small table that people edit."""

import os
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

from agent.writing.settings import ModelSettings
from retrieval.errors import SettingError

MILLION = 1_000_000


def cost(settings: ModelSettings, prompt_tokens: int, completion_tokens: int) -> float:
    """Reckon US dollars; nothing for a server of one's own, unless ISNAD_PRICES lists its model.

    >>> cost(ModelSettings("gpt-4o-mini-2024-07-18"), 10_000, 1_000)
    0.0021
    """
    own = os.environ.get("ISNAD_PRICES", "")
    if not own and not settings.is_openai:
        return 0.0
    prices = _prices(own)
    fitting = [name for name in prices if settings.name.startswith(name)]
    if not fitting:
        return 0.0
    read, written = prices[max(fitting, key=len)]
    return round((prompt_tokens * read + completion_tokens * written) / MILLION, 6)


@cache
def _prices(path: str) -> dict[str, tuple[float, float]]:
    try:
        text = Path(path).read_text("utf-8") if path else (files("agent.writing") / "prices.toml").read_text("utf-8")
        return {str(name): (float(pair[0]), float(pair[1])) for name, pair in tomllib.loads(text)["models"].items()}
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise SettingError(
            f"ISNAD_PRICES names {path}, which is no table of prices ({error}). See agent/writing/prices.toml.",
            f"يشير ISNAD_PRICES إلى {path} وليس جدول أسعار ({error}). انظر agent/writing/prices.toml.",
        ) from error
