"""Keeps each page as an import has made it, beside the project, so that what was changed by hand since can be told.

A page names the file that it was made from by its digest; so it names what
the import has made of that file as well, also after a change was taken back.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from macros.domain.reports import Report
from scripts.changes.writing import read_file, write_whole
from scripts.setup.project import Project


def keep_imported(docs: Path, report: Report, text: str) -> None:
    """Keep a page as an import has made it.

    Args:
        docs: The folder of the pages.
        report: The page.
        text: All of it, before anything that was changed by hand was put into it again.

    Raises:
        WriteError: It cannot be written.
    """
    file = _file(docs, report)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text.encode())


def find_imported(docs: Path, report: Report) -> str:
    """A page as the last import has made it; empty where nobody knows."""
    file = _file(docs, report)
    return ((read_file(file) if file else None) or b"").decode("utf-8", "replace")


def _file(docs: Path, report: Report) -> Path | None:
    if report.source is None or report.source.sha256 is None:
        return None
    name = sha256(f"{report.path}\n{report.source.sha256}".encode()).hexdigest()[:32]
    return Project(docs.parent).work / "imported" / f"{name}.md"
