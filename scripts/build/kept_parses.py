"""What pages were read as, kept from one program to the next: to read a thousand takes seconds."""

from __future__ import annotations

from macros.corpus import know_pages, known_pages
from scripts.build.kept import kept_folder, read_kept, write_kept
from scripts.setup.project import Project

_FILE = "parses"
#: Where fewer pages are new, it costs less to read them again than to write all.
_WORTH_WRITING = 1 / 20


class KeptParses:
    """What pages of a project were read as before."""

    def __init__(self, project: Project) -> None:
        self._file = kept_folder(project) / _FILE
        pages = read_kept(self._file) or {}
        self._kept = pages.keys()
        know_pages(pages)

    def keep(self) -> None:
        """Keep what pages were read as now."""
        pages = known_pages()
        if len(pages.keys() - self._kept) > len(pages) * _WORTH_WRITING:
            # What its fields say was read when it was asked for, and is kept with it.
            write_kept(self._file, pages)
            self._kept = pages.keys()
