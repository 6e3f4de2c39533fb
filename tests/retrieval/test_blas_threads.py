"""How many threads numpy's BLAS gets: one, in whichever order things are imported, unless somebody asks for more."""

import os
import subprocess
import sys

import pytest

THREADS = "import threadpoolctl; print({one['num_threads'] for one in threadpoolctl.threadpool_info()})"


@pytest.mark.parametrize("imports", ["import retrieval, numpy", "import numpy, retrieval"])
@pytest.mark.parametrize(("asked", "given"), [(None, 1), ("2", min(2, os.cpu_count() or 1))])
def test_blas_gets_one_thread_unless_told_otherwise(imports: str, asked: str | None, given: int) -> None:
    settings = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    if asked:
        settings["OPENBLAS_NUM_THREADS"] = asked
    done = subprocess.run(
        [sys.executable, "-c", f"{imports}; {THREADS}"], capture_output=True, text=True, env=settings, check=True
    )
    assert done.stdout.strip() == str({given})
