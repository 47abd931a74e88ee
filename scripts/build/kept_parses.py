"""What pages were read as, kept from one program to the next: to read a thousand takes seconds."""

from __future__ import annotations

from macros.corpus import know_pages, known_pages
from scripts.build.kept import kept_folder
from scripts.build.kept_table import KeptTable
from scripts.setup.project import Project


class KeptParses:
    """What pages of a project were read as before."""

    def __init__(self, project: Project) -> None:
        self._table = KeptTable(kept_folder(project) / "parses")
        know_pages(self._table.values)

    def keep(self) -> None:
        """Keep what pages were read as now, with what their fields say, which was read when it was asked for."""
        self._table.keep(known_pages())
