"""Pages of a site by the titles that its readers see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape
from pathlib import Path

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
#: The title is in the head, of which no page has more than this.
_HEAD = 20_000


def title_of(site: Path, page: str) -> str:
    """The title of a built page; its path where it has none."""
    try:
        with (site / page).open(encoding="utf-8", errors="replace") as file:
            found = _TITLE.search(file.read(_HEAD))
    except OSError:
        found = None
    # The name of the site stands behind that of the page.
    words = unescape(found[1]).rpartition(" - ")[0] or unescape(found[1]) if found else ""
    return f"「{words.strip()}」" if words.strip() else page


def titles_of(site: Path, pages: Iterable[str]) -> list[str]:
    """The titles of some pages; those that share one are told apart by where they stand, at last by their paths."""
    titles = {page: title_of(site, page) for page in pages}
    times = Counter(titles.values())
    apart = {page: title if times[title] == 1 else f"{title}{_place_of(site, page)}" for page, title in titles.items()}
    times = Counter(apart.values())
    return [title if times[title] == 1 else f"{titles[page]}（{page}）" for page, title in apart.items()]


def _place_of(site: Path, page: str) -> str:
    """Where a page stands, by the title of the first page of its folder; empty for the top folder."""
    folder = page.rpartition("/")[0]
    index = f"{folder}/index.html"
    return f"（在{title}里）" if folder and (title := title_of(site, index)) != index else ""
