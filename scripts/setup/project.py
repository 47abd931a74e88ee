"""The folder that an office works in, and what of it a site is made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from macros.domain.reports import Audience

#: Where this program stands; an office keeps its pages in the same folder.
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Project:
    """What a site is made from, and for whom (项目).

    Attributes:
        folder: Holds the pages, the theme's own files and mkdocs.yml.
        audience: Who may read the site; what is above it must not be in the folder.
        is_part: Whether pages of the office were left out of the folder.
        files: Kinds of files that reports and packs offer beside their pages, such as `pdf`.
        computed: Whether Word files among them hold what the site computes beside a report's own words.
        unit: The folder of the unit that the site is published for, whose neighbours are left out; empty for all.
    """

    folder: Path
    audience: Audience = Audience.LEADERS
    is_part: bool = False
    files: tuple[str, ...] = ()
    computed: bool = False
    unit: str = ""

    @property
    def docs(self) -> Path:
        """The folder of the pages."""
        return self.folder / "docs"

    @property
    def overrides(self) -> Path:
        """The folder of the theme's own files, which also takes the search data."""
        return self.folder / "overrides"

    @property
    def work(self) -> Path:
        """The folder of what is half done."""
        return self.folder / ".build"

    @property
    def site(self) -> Path:
        """The site as `build` makes it."""
        return self.folder / "site"

    @property
    def preview(self) -> Path:
        """The site as it was last built to be looked at or printed from."""
        return self.work / "preview"


#: This very folder, as an office works in it.
HERE = Project(ROOT)
