"""The few choices a user has, read from the environment in this one place; command-line flags override them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What a process works with.

    `library` is the folder of the library; `wait_seconds` is how long a writer waits for another one to finish.
    """

    library: Path
    wait_seconds: float = 60.0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read ISNAD_LIBRARY; without it the library lies in the user's own data folder.

        >>> Settings.from_environment({"ISNAD_LIBRARY": "news"}).library
        PosixPath('news')
        """
        return cls(library=Path(environment.get("ISNAD_LIBRARY") or _user_library()))


def _user_library() -> Path:
    from platformdirs import user_data_path

    return user_data_path("isnad", appauthor=False) / "library"
