"""Import Gradio in half its time, and without a word to anybody: import this before it."""

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

SLOW = "gradio.component_meta"


class _WithoutStubs(SourceFileLoader):
    """Loads the module that writes a stub file for each component whenever Gradio is imported, and has it write none.

    Writing them takes half of the import (1.5 s of 3 s), and a folder of packages is not ours to write to.
    """

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        module.create_or_modify_pyi = lambda *_: None  # type: ignore[attr-defined]


class _Finder(MetaPathFinder):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name == SLOW else None
        if spec and spec.origin:
            spec.loader = _WithoutStubs(name, spec.origin)
        return spec


os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
sys.meta_path.insert(0, _Finder())
