"""Programs that write a project at the same time."""

from __future__ import annotations

from multiprocessing.synchronize import Event
from pathlib import Path

from scripts.changes import journal
from scripts.changes.change_set import ChangeSet
from scripts.changes.writing import WriteError
from scripts.setup.console import Console
from scripts.setup.project import Project


def add_line(folder: Path, number: int) -> None:
    """Add a line to a page again and again, as a program of its own, until nobody was in between."""
    project = Project(folder)
    while True:
        file = project.docs / "a.md"
        try:
            changes = ChangeSet.plan(project.docs, f"第 {number} 个", {"a.md": file.read_bytes() + b"%d\n" % number})
            journal.write(project, changes, Console())
        except WriteError:
            continue
        return


def hold_on(folder: Path, holds: Event, may_end: Event) -> None:
    """Keep a project to oneself until one may end."""
    with journal._writing(Project(folder), Console()):
        holds.set()
        may_end.wait()
