"""Relative addresses from one page to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.domain.paths import relative
from macros.render.calendar_names import DUE_PAGE, calendar_path


@dataclass(frozen=True)
class Links:
    """Writes addresses as seen from one page.

    They are final and end in .html: generators leave HTML alone that did not
    come out of Markdown.

    Attributes:
        page: Path of the page under docs, such as `reports/2023.md`.
        here: What this page itself shows of other pages: its own anchor, by their path and anchor.
        handbook: The pages of the handbook that the site has; None where it has all that are led to.
        has_due: Whether the site has the page of what falls due, which is for 班子.
        has_calendars: Whether it has the calendars that belong to it.
    """

    page: str
    here: Mapping[tuple[str, str], str] = field(default_factory=dict)
    handbook: frozenset[str] | None = None
    has_due: bool = False
    has_calendars: bool = False

    @property
    def is_comparison(self) -> bool:
        """Whether the page is one that compares: elsewhere, as in the handbook, a table is one thing among others."""
        return self.page.startswith("compare/")

    def to_handbook(self, name: str, anchor: str = "") -> str:
        """The address of a page of the handbook by its name, such as `packs`; empty where an office has left it out."""
        path = f"handbook/{name}.md"
        return self.to(path, anchor) if self.handbook is None or path in self.handbook else ""

    def to_due(self) -> str:
        """The address of the page of what falls due; empty where the site has none."""
        return self.to(DUE_PAGE) if self.has_due else ""

    def to_calendar(self, folder: str, key: str = "") -> str:
        """The address of a calendar, as `calendar_path` takes it; empty where the site has none."""
        return relative(calendar_path(folder, key), self.page) if self.has_calendars else ""

    def to(self, path: str, anchor: str = "") -> str:
        """The address of a page under docs, or of a place on it."""
        own = anchor if path == self.page else self.here.get((path, anchor))
        if own:
            return f"#{own}"
        address = relative(path, self.page).removesuffix(".md") + ".html"
        return f"{address}#{anchor}" if anchor else address
