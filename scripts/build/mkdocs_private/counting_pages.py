"""How many pages are made already, for whoever waits for them.

Each page that is made, by whichever of two processes, adds a byte to a file of
which the size is looked at. Where MkDocs makes pages otherwise than it is
known here, none is counted, and nothing else is different.
"""

from __future__ import annotations

import os
from functools import update_wrapper
from typing import Any

from mkdocs.commands import build

from scripts.build.generator import MADE_PAGES

#: The function of MkDocs that makes a page.
_POPULATE = "_populate_page"


def count_pages() -> None:
    """Count each page as it is made, where somebody has asked for it; before others take the pages in hand."""
    file, populate = os.environ.get(MADE_PAGES), getattr(build, _POPULATE, None)
    if not file or not callable(populate):
        return
    made = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def counted(*given: Any, **named: Any) -> None:
        populate(*given, **named)
        os.write(made, b".")

    setattr(build, _POPULATE, update_wrapper(counted, populate))
