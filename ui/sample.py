"""Where the articles lie that ship with the program."""

from importlib.resources import files
from pathlib import Path


def sample_folder() -> Path:
    """The folder of the shipped sample."""
    return Path(str(files("retrieval") / "sample" / "articles"))
