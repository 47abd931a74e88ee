"""Relative addresses from one page to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.domain.paths import relative


@dataclass(frozen=True)
class Links:
    """Writes addresses as seen from one page.

    They are final and end in .html: generators leave HTML alone that did not
    come out of Markdown.

    Attributes:
        page: Path of the page under docs, such as `reports/2023.md`.
        here: What this page itself shows of other pages: its own anchor, by their path and anchor.
    """

    page: str
    here: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def to(self, path: str, anchor: str = "") -> str:
        """The address of a page under docs, or of a place on it."""
        own = anchor if path == self.page else self.here.get((path, anchor))
        if own:
            return f"#{own}"
        address = relative(path, self.page).removesuffix(".md") + ".html"
        return f"{address}#{anchor}" if anchor else address
