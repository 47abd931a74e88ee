"""What every search is driven through."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

_REPORT = re.compile(r"/?reports/(?P<key>[^#?]+)\.html(?:\?[^#]*)?(?:#(?P<anchor>.*))?")
#: Stands for the anchor where a search names a page and no place on it.
WHOLE_PAGE = "*"


@dataclass(frozen=True)
class Answer:
    """What a search said to one query.

    Attributes:
        names: Places by name, best first: `2023#m2`; `2023#*` for a page as a whole.
        milliseconds: From the query to the results.
        hidden: How many more there are, by what the page says, than it shows.
    """

    names: tuple[str, ...]
    milliseconds: float
    hidden: int = 0


@dataclass(frozen=True)
class Engine:
    """A search, and how it is driven.

    Attributes:
        key: Its name on the command line.
        label: Its name in the figures.
        build: Makes its site from the pages.
        files: What the paths of the files begin with that only the search needs.
        driver: Drives it in the browser.
        way: How it is driven and how its results become items, in one line.
    """

    key: str
    label: str
    build: Callable[[Path], Path]
    files: tuple[str, ...]
    driver: Driver
    way: str


class Driver(Protocol):
    """Asks a search as a page of the site does."""

    def open(self, page: Any, address: str, word: str) -> float:
        """Open the site with a query; give the milliseconds until its first answer."""

    def ask(self, page: Any, word: str) -> Answer:
        """Ask an opened page one more query."""


@cache
def script(name: str) -> str:
    """The code that runs in the page, from the file beside this module."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def name_of(address: str) -> str | None:
    """The name of the place that an address on the site points at.

    Args:
        address: Path below the root of the site, such as `reports/2023.html#m2`.

    Returns:
        Such as `2023#m2`; `2023#` at the top of the page; None where it is no report.
    """
    found = _REPORT.fullmatch(address)
    return f"{found['key']}#{found['anchor'] or ''}" if found else None
