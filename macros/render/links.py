"""Relative addresses from one page to another."""

from __future__ import annotations

from dataclasses import dataclass

from macros.domain.paths import relative


@dataclass(frozen=True)
class Links:
    """Writes addresses as seen from one page.

    Inside Markdown a link names the source file, which the generator checks
    and turns into an address; HTML that a macro returns is left alone by all
    generators, so there the address must be final.

    Attributes:
        page: Path of the page under docs, such as `reports/2023.md`.
        final: Whether addresses end in .html.
    """

    page: str
    final: bool

    def to(self, path: str, anchor: str = "") -> str:
        """The address of a page under docs, or of a place on it."""
        if path == self.page and anchor:
            return f"#{anchor}"
        address = relative(path, self.page)
        if self.final:
            address = address.removesuffix(".md") + ".html"
        return f"{address}#{anchor}" if anchor else address
