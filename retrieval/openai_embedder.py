"""Vectors from a server that speaks OpenAI's embeddings protocol."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import GivenPrefixes, encodable, family_prefixes
from retrieval.errors import ServerError, SettingError
from retrieval.settings import Parts

if TYPE_CHECKING:
    from openai import APIStatusError, OpenAI

KIND = "openai"
OPENAI_URL = "https://api.openai.com/v1"
TEXTS_AT_ONCE = 256  # OpenAI takes 2,048.
TOKENS_AT_ONCE = 100_000  # OpenAI takes 300,000.
BYTES_A_TOKEN = 2  # Of UTF-8, at the least: Arabic has a token for about every letter, English for four.
TOO_LARGE = (400, 413, 422)  # What servers answer to more texts at once than they take.
REFUSED = (401, 403)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a request may take, and how often it is sent again to a server that is busy, broken or silent."""

    seconds: float
    retries: int


PATIENT = Patience(60, 6)  # The pauses, which the client doubles, add up to half a minute.
QUICK = Patience(15, 2)  # Somebody waits for the answer.


class OpenAIEmbedder:
    """An embedding model behind a server; OPENAI_BASE_URL names one other than OpenAI's own.

    Raises:
        SettingError: the server refuses the key or knows no such model.
        ServerError: the server does not answer, or not with vectors.
    """

    def __init__(self, model: str, parts: Parts) -> None:
        self._model = model
        self._given = GivenPrefixes(parts.query_prefix, parts.passage_prefix)
        self._prefixes = self._given.over(family_prefixes(model))
        self._url = parts.openai_url or OPENAI_URL
        self._key = parts.openai_key
        if not self._key.isascii() or not self._key.isprintable():
            raise SettingError(
                "OPENAI_API_KEY holds characters that stand in no key. Copy the key once more.",
                "في OPENAI_API_KEY محارف لا ترد في أي مفتاح. انسخ المفتاح من جديد.",
            )
        if not self._key and not parts.openai_url:
            raise SettingError(
                f"The embedding model {KIND}:{model} needs a key in OPENAI_API_KEY, or a server of your own in "
                "OPENAI_BASE_URL.",
                f"يحتاج نموذج المتجهات {KIND}:{model} إلى مفتاح في OPENAI_API_KEY، أو إلى خادم خاص في OPENAI_BASE_URL.",
            )

    @property
    def name(self) -> str:
        """What tells this model from others."""
        return self._given.named(f"{KIND}:{self._model}")

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each passage its unit vector, (n, width)."""
        return self._encoded([self._prefixes.passage + encodable(text) for text in texts], PATIENT)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each question its unit vector, (n, width)."""
        return self._encoded([self._prefixes.query + encodable(text) for text in texts], QUICK)

    @cached_property
    def _client(self) -> "OpenAI":
        from openai import OpenAI

        # A server of one's own often wants no key, the client always does.
        return OpenAI(api_key=self._key or "none", base_url=self._url)

    def _encoded(self, texts: Sequence[str], patience: Patience) -> NDArray[np.float32]:
        parts = [self._vectors(part, patience) for part in _portions(texts)]
        if len({part.shape[1] for part in parts}) > 1:
            self._not_vectors("vectors of several widths", "متجهات بأطوال مختلفة")
        return np.concatenate(parts) if parts else np.zeros((0, 0), np.float32)

    def _vectors(self, texts: Sequence[str], patience: Patience) -> NDArray[np.float32]:
        """Ask for the vectors of one portion, in halves where the server takes no more."""
        from openai import APIConnectionError, APIStatusError

        try:
            return self._asked(texts, patience)
        except APIStatusError as error:
            if error.status_code not in TOO_LARGE or len(texts) == 1:
                self._refused(error)
        except APIConnectionError as error:
            self._unreachable(str(error.__cause__ or error))
        half = len(texts) // 2
        return np.concatenate([self._vectors(part, patience) for part in (texts[:half], texts[half:])])

    def _asked(self, texts: Sequence[str], patience: Patience) -> NDArray[np.float32]:
        """Send one request; the client waits and asks again for as long as the server says that it is busy."""
        from openai import APIConnectionError, APIStatusError

        client = self._client.with_options(timeout=patience.seconds, max_retries=patience.retries)
        try:
            data = client.embeddings.create(model=self._model, input=list(texts)).data
            rows = [one.embedding for one in sorted(data, key=lambda one: one.index)]
            vectors = np.array(rows, np.float32)
        except (APIStatusError, APIConnectionError):
            raise
        except Exception as error:  # What is not JSON, or JSON of another shape, fails anywhere in the client.
            self._not_vectors(type(error).__name__, type(error).__name__)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True) if vectors.ndim == 2 else np.zeros(0)
        if len(lengths) != len(texts) or not np.isfinite(lengths).all() or not lengths.all():
            self._not_vectors(f"{len(rows)} for {len(texts)} texts", f"العدد {len(rows)} لنصوص عددها {len(texts)}")
        unit: NDArray[np.float32] = vectors / lengths
        return unit

    def _refused(self, error: "APIStatusError") -> NoReturn:
        status, said = error.status_code, self._without_key(error.message)
        if status in REFUSED:
            raise SettingError(
                f"The server {self._shown_url} refuses the key ({status}). Put one that it knows in OPENAI_API_KEY.",
                f"رفض الخادم {self._shown_url} المفتاح ({status}). ضع في OPENAI_API_KEY مفتاحاً يعرفه.",
            ) from None
        if status == 404:
            raise SettingError(
                f"The server {self._shown_url} has no embedding model {self._model}: {said}. See to ISNAD_EMBEDDINGS "
                "and OPENAI_BASE_URL.",
                f"لا يعرف الخادم {self._shown_url} نموذج المتجهات {self._model}: {said}. راجع ISNAD_EMBEDDINGS "
                "وOPENAI_BASE_URL.",
            ) from None
        raise ServerError(
            f"The server {self._shown_url} gave no vectors ({status}): {said}. Articles that were added are kept; the "
            "next search or addition indexes them.",
            f"لم يُعطِ الخادم {self._shown_url} متجهات ({status}): {said}. ما أُضيف من مقالات محفوظ، ويفهرسه البحث "
            "التالي أو الإضافة التالية.",
        ) from None

    def _unreachable(self, reason: str) -> NoReturn:
        said = self._without_key(reason)
        raise ServerError(
            f"The server {self._shown_url} does not answer: {said}. Start it, or name another one in OPENAI_BASE_URL.",
            f"لا يجيب الخادم {self._shown_url}: {said}. شغّله، أو سمِّ خادماً آخر في OPENAI_BASE_URL.",
        ) from None

    def _not_vectors(self, english: str, arabic: str) -> NoReturn:
        raise ServerError(
            f"The server {self._shown_url} answers, but not with the vectors asked for ({english}). See whether "
            f"OPENAI_BASE_URL is right and {self._model} is a model for embeddings.",
            f"يجيب الخادم {self._shown_url} بغير المتجهات المطلوبة ({arabic}). تحقّق من OPENAI_BASE_URL ومن أن "
            f"{self._model} نموذج متجهات.",
        ) from None

    @property
    def _shown_url(self) -> str:
        """The address without a name and password in it."""
        parts = urlsplit(self._url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    def _without_key(self, text: str) -> str:
        """Keep the key out of what a server said about it."""
        first = next(iter(text.strip().splitlines()), "")[:300].rstrip(". ")
        return first.replace(self._key, "***") if self._key else first


def _portions(texts: Sequence[str]) -> Iterator[list[str]]:
    """Cut `texts` into what one request may hold, by number and by tokens counted cautiously."""
    portion: list[str] = []
    tokens = 0
    for text in texts:
        size = len(text.encode()) // BYTES_A_TOKEN
        if portion and (len(portion) == TEXTS_AT_ONCE or tokens + size > TOKENS_AT_ONCE):
            yield portion
            portion, tokens = [], 0
        portion.append(text)
        tokens += size
    if portion:
        yield portion
