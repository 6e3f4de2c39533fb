"""Count tokens: by tiktoken where its tables are at hand, else by letters, rather too many than too few."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from agent.writing.settings import ModelSettings

Count = Callable[[str], int]

LATIN_A_TOKEN = 3  # Letters at the least, of English prose.
OTHERS_A_TOKEN = 1  # Arabic in the older tables.
_NEWEST = "o200k_base"


def counter(settings: ModelSettings) -> Count:
    """Choose how the tokens of a model are counted; nothing is fetched for a server that is not OpenAI's."""
    table = _table_name(settings.name)
    if settings.is_openai or _is_at_hand(table):
        return _by_table(table) or by_letters
    return by_letters


def by_letters(text: str) -> int:
    """Count cautiously, without a table.

    >>> by_letters("news"), by_letters("أخبار")
    (2, 5)
    """
    latin = sum(map(str.isascii, text))
    return -(-latin // LATIN_A_TOKEN) + (len(text) - latin) // OTHERS_A_TOKEN


def _table_name(model: str) -> str:
    import tiktoken

    try:
        return tiktoken.encoding_name_for_model(model)
    except KeyError:
        return _NEWEST


@cache
def _by_table(name: str) -> Count | None:
    """Load a table of tiktoken's; None where it cannot be had."""
    import tiktoken

    try:
        encoding = tiktoken.get_encoding(name)
    except Exception:  # It fetches with requests, which fails in many ways where there is no network.
        return None
    return lambda text: len(encoding.encode(text, disallowed_special=()))


def _is_at_hand(name: str) -> bool:
    """Whether tiktoken has a table in its cache already, so that nothing has to be fetched."""
    own = str(Path(tempfile.gettempdir()) / "data-gym-cache")
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR", own))
    url = f"https://openaipublic.blob.core.windows.net/encodings/{name}.tiktoken"
    return bool(folder) and (Path(folder) / hashlib.sha1(url.encode()).hexdigest()).exists()
