"""Articles in, passages out: reading, cleaning, dating, storing and searching news in Arabic and English."""

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.library import AddReport, Library, Progress
    from retrieval.records import Article, Hit, Passage, Published, Span

__all__ = ["AddReport", "Article", "Hit", "Library", "Passage", "Progress", "Published", "Span"]

# Vectors here are small: threads of numpy's BLAS take more than twice the processor time of a search and bring nothing.
if "OPENBLAS_NUM_THREADS" not in os.environ:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    if "numpy" in sys.modules:  # It has read the setting already.
        from threadpoolctl import threadpool_limits

        threadpool_limits(1, user_api="blas")

_HOMES = {"AddReport": "library", "Library": "library", "Progress": "library"}


def __getattr__(name: str) -> object:
    """Import a part when it is first asked for: a small part must not cost the import of all."""
    if name not in __all__:
        raise AttributeError(f"module 'retrieval' has no attribute {name!r}")
    return getattr(import_module(f"retrieval.{_HOMES.get(name, 'records')}"), name)
