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
        handbook: The pages of the handbook that the site has; None where it has all that are led to.
    """

    page: str
    here: Mapping[tuple[str, str], str] = field(default_factory=dict)
    handbook: frozenset[str] | None = None

    def to_handbook(self, name: str, anchor: str = "") -> str:
        """The address of a page of the handbook by its name, such as `packs`; empty where an office has left it out."""
        path = f"handbook/{name}.md"
        return self.to(path, anchor) if self.handbook is None or path in self.handbook else ""

    def to(self, path: str, anchor: str = "") -> str:
        """The address of a page under docs, or of a place on it."""
        own = anchor if path == self.page else self.here.get((path, anchor))
        if own:
            return f"#{own}"
        address = relative(path, self.page).removesuffix(".md") + ".html"
        return f"{address}#{anchor}" if anchor else address
