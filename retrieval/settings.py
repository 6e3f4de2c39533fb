"""The few choices a user has, read from the environment in this one place; command-line flags override them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Parts:
    """The larger parts that take the place of the bundled ones; what is empty stays as it is bundled.

    `embeddings` and `reranker` are written `KIND:NAME`. A prefix that is None is the model's own. Keys are never shown.
    """

    embeddings: str = ""
    query_prefix: str | None = None
    passage_prefix: str | None = None
    reranker: str = ""
    chroma_url: str = ""
    openai_url: str = ""
    openai_key: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Parts":
        """Read ISNAD_EMBEDDINGS, ISNAD_RERANKER and what belongs to them.

        >>> Parts.from_environment({"ISNAD_RERANKER": "sentence-transformers:models/judge"}).reranker
        'sentence-transformers:models/judge'
        """
        return cls(
            embeddings=environment.get("ISNAD_EMBEDDINGS", "").strip(),
            query_prefix=environment.get("ISNAD_QUERY_PREFIX"),
            passage_prefix=environment.get("ISNAD_PASSAGE_PREFIX"),
            reranker=environment.get("ISNAD_RERANKER", "").strip(),
            chroma_url=environment.get("ISNAD_CHROMA_URL", "").strip().rstrip("/"),
            openai_url=environment.get("OPENAI_BASE_URL", "").strip(),
            openai_key=environment.get("OPENAI_API_KEY", "").strip(),
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """What a process works with.

    `library` is the folder of the library; `wait_seconds` is how long a writer waits for another one to finish; `model`
    is the language model that writes answers, empty for none.
    """

    library: Path
    wait_seconds: float = 60.0
    parts: Parts = Parts()
    model: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read ISNAD_LIBRARY, else the user's own data folder, ISNAD_MODEL, and the larger parts.

        >>> Settings.from_environment({"ISNAD_LIBRARY": "news"}).library
        PosixPath('news')
        """
        library = Path(environment.get("ISNAD_LIBRARY") or _user_library())
        model = environment.get("ISNAD_MODEL", "").strip()
        return cls(library, parts=Parts.from_environment(environment), model=model)


def _user_library() -> Path:
    from platformdirs import user_data_path

    return user_data_path("isnad", appauthor=False) / "library"
