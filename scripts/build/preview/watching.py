"""Which files a site is made from, and whether any of them has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.setup.project import Project

#: What a build itself writes among them: the search data, and what Python makes of its sources.
_WRITTEN = {"search", "__pycache__"}
_Stamps = dict[str, tuple[int, int, int]]


def program_of(project: Project) -> Sequence[Path]:
    """What decides how pages are made, beside the pages: settings, program, theme."""
    return [project.folder / "mkdocs.yml", project.folder / "macros", project.overrides]


class Watch:
    """Looks at files again and again.

    Args:
        tops: Files, and folders with all that is below them.
    """

    def __init__(self, tops: Sequence[Path]) -> None:
        self._tops = tops
        self._stamps = self._look()

    def has_changed(self) -> bool:
        """Whether any file has changed, come or gone since this was asked the last time."""
        before, self._stamps = self._stamps, self._look()
        return before != self._stamps

    def _look(self) -> _Stamps:
        return {name: stamp for top in self._tops for name, stamp in _stamps(str(top))}


def _stamps(top: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    names = [top] if os.path.isfile(top) else (name for name in _walk(top))  # noqa: PTH113 - it is looked at often
    for name in names:
        try:
            found = os.stat(name)  # noqa: PTH116
        except OSError:
            continue
        yield name, (found.st_mtime_ns, found.st_size, found.st_ino)


def _walk(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in _WRITTEN]
        yield from (f"{place}/{name}" for name in files)
