"""Relative addresses from one page to another."""

from __future__ import annotations

from dataclasses import dataclass

from macros.domain.paths import relative


@dataclass(frozen=True)
class Links:
    """Writes addresses as seen from one page.

    They are final and end in .html: generators leave HTML alone that did not
    come out of Markdown.

    Attributes:
        page: Path of the page under docs, such as `reports/2023.md`.
    """

    page: str

    def to(self, path: str, anchor: str = "") -> str:
        """The address of a page under docs, or of a place on it."""
        if path == self.page and anchor:
            return f"#{anchor}"
        address = relative(path, self.page).removesuffix(".md") + ".html"
        return f"{address}#{anchor}" if anchor else address
