"""A generator that tells how often the pages were loaded: `python -m tests.helpers.counted mkdocs build …`."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from macros.corpus import load
from macros.domain.yearbook import Yearbook

if __name__ == "__main__":
    load_yearbook, loads = load.load_yearbook, 0

    def count(docs: Path) -> Yearbook:
        global loads
        loads += 1
        return load_yearbook(docs)

    load.load_yearbook = count
    del sys.argv[0]
    try:
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    finally:
        print("loads", loads)
