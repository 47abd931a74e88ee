"""Keeps Python's garbage collector away while a great many things are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects made between two collections.
_MADE_BETWEEN = 100_000


@contextmanager
def without_collector() -> Iterator[None]:
    """Collect nothing inside the block: none of it is garbage, and looking through it over and over takes long."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            # Counts as old at once; otherwise the first thing to come would have all of it looked through.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Collect a hundred times less often inside the block: what a build makes mostly stays to its end."""
    before = gc.get_threshold()
    gc.set_threshold(_MADE_BETWEEN, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
