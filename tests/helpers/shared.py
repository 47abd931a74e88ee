"""What is made once for all workers of a test run, to be read and never changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def make_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker who asks makes, while the others wait.

    Args:
        factory: Knows the folders of this run.
        name: The folder's own name.
        make: Makes the folder at a path where nothing is.
    """
    own = factory.getbasetemp()
    # The folder of a worker stands in that of the run.
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with FileLock(folder.with_suffix(".lock")):
        if not folder.is_dir():
            fresh = folder.with_name(f"{name}-unfinished")
            shutil.rmtree(fresh, ignore_errors=True)
            make(fresh)
            fresh.rename(folder)
    return folder
