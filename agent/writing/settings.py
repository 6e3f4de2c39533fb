"""Which language model writes, and how much it may cost in time and tokens."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from retrieval.errors import SettingError

OPENAI_URL = "https://api.openai.com/v1"
SECONDS = 120.0
PASSAGE_TOKENS = 6_000


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A model behind OpenAI's protocol, and the bounds of one answer.

    `seconds` is for the whole answer, `stall_seconds` how long the server may be silent, `calls` how often the model is
    asked, mending not counted; `passage_tokens` is how much of articles it is given at first, half of it with each
    search. `plain`: the server knows no tools, and everything goes through prompts. The key is never shown.
    """

    name: str
    url: str = OPENAI_URL
    key: str = field(default="", repr=False)
    plain: bool = False
    seconds: float = SECONDS
    stall_seconds: float = 45.0
    calls: int = 6
    passage_tokens: int = PASSAGE_TOKENS
    answer_tokens: int = 2_000

    @classmethod
    def from_environment(cls, name: str, environment: Mapping[str, str] = os.environ) -> "ModelSettings":
        """Read where the model `name` is to be had, and what bounds are set.

        >>> ModelSettings.from_environment("llama3.1", {"OPENAI_BASE_URL": "http://localhost:11434/v1"}).url
        'http://localhost:11434/v1'

        Raises:
            SettingError: there is neither a key nor a server of one's own, or a number is none.
        """
        url, key = environment.get("OPENAI_BASE_URL", "").strip(), environment.get("OPENAI_API_KEY", "").strip()
        if not url and not key:
            raise SettingError(
                f"The model {name} needs a key in OPENAI_API_KEY, or a server of your own in OPENAI_BASE_URL.",
                f"يحتاج النموذج {name} إلى مفتاح في OPENAI_API_KEY، أو إلى خادم خاص في OPENAI_BASE_URL.",
            )
        if not key.isascii() or not key.isprintable():
            raise SettingError(
                "OPENAI_API_KEY holds characters that stand in no key. Copy the key once more.",
                "في OPENAI_API_KEY محارف لا ترد في أي مفتاح. انسخ المفتاح من جديد.",
            )
        return cls(
            name=name,
            url=url.rstrip("/") or OPENAI_URL,
            key=key,
            plain=environment.get("ISNAD_MODEL_PLAIN", "").strip() not in ("", "0"),
            seconds=_number(environment, "ISNAD_MODEL_SECONDS", SECONDS),
            passage_tokens=int(_number(environment, "ISNAD_MODEL_TOKENS", PASSAGE_TOKENS)),
        )

    @property
    def is_openai(self) -> bool:
        """Whether the model is OpenAI's own, and its tables and prices hold."""
        return self.url == OPENAI_URL


def _number(environment: Mapping[str, str], name: str, default: float) -> float:
    given = environment.get(name, "").strip()
    if not given:
        return default
    try:
        number = float(given)
    except ValueError:
        number = 0.0
    if not 0 < number < 10**7:
        raise SettingError(
            f"{name} is {given!r}; it must be a number above nought.",
            f"قيمة {name} هي {given!r}، ويجب أن تكون عدداً أكبر من الصفر.",
        )
    return number
