"""Checks the pages under docs: what it finds stops a build and a publish."""

from __future__ import annotations

from pathlib import Path

from macros.citations.verify import find_wrong_editions
from macros.corpus import load_yearbook
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors


def check_content(docs: Path) -> Yearbook:
    """Read all pages and check what they say against each other.

    Args:
        docs: The folder of the pages.

    Returns:
        The yearbook, which is sound.

    Raises:
        ContentErrors: Anything is wrong; all of it is told.
    """
    yearbook = load_yearbook(docs)
    errors = list(find_wrong_editions(yearbook))
    if errors:
        raise ContentErrors(errors)
    return yearbook
