"""Checks the pages under docs: what it finds stops a build and a publish."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from pathlib import Path

from macros.citations.verify import find_wrong_editions
from macros.corpus import load_yearbook
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors
from macros.plugin import MACROS
from scripts.citation_pages import find_wrong_links, link_pages


def check_content(docs: Path) -> Yearbook:
    """Read all pages and check what they say against each other.

    Args:
        docs: The folder of the pages.

    Returns:
        The yearbook, which is sound.

    Raises:
        ContentErrors: Anything is wrong; all of it is told.
    """
    yearbook = load_yearbook(docs, {macro.__name__: _most_arguments(macro) for macro in MACROS})
    errors = list(find_wrong_editions(yearbook))
    errors += [error for page in link_pages(docs, yearbook, []) for error in find_wrong_links(page)]
    if errors:
        raise ContentErrors(errors)
    return yearbook


def _most_arguments(macro: Callable[..., str]) -> int:
    # The first argument of a macro that asks for the page is the page's own context.
    return len([name for name in signature(macro).parameters if name != "context"])
