"""The yearbook goes from the check to the generator, which then need not read the pages again.

That leans on a generator that is one process for the whole of a build, and on
both reading the same classes. Whatever does not come about, the generator
reads the pages itself.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from macros.corpus import HANDED_OVER, hand_over, later, promise, stamp_pages
from macros.corpus.settings import builds_plainly
from macros.domain.yearbook import Yearbook
from scripts.setup.project import Project


class Handover:
    """A yearbook that the generator is told to wait for; none where a build is to be plain.

    Attributes:
        variables: What the generator finds in its environment.
    """

    def __init__(self, project: Project, file: Path) -> None:
        self._docs, self._file = project.docs, file
        # Before the first page is read: one that changes meanwhile is not what was read.
        self._stamp = stamp_pages(project.docs)
        self.variables = {} if builds_plainly(project.docs) else {HANDED_OVER: str(file)}
        if self.variables:
            promise(file)

    def give(self, yearbook: Yearbook) -> None:
        """Hand over what was read, or take the promise back."""
        self._give(yearbook, self._file)

    def give_later(self, found: object) -> None:
        """Hand over what was found in all that was read, or take that promise back."""
        self._give(found, later(self._file))

    def _give(self, value: object, file: Path) -> None:
        if not self.variables:
            return
        try:
            hand_over(value, self._docs, self._stamp, file)
        except (OSError, pickle.PicklingError, TypeError, AttributeError, RecursionError):
            _remove(file)

    def end(self) -> None:
        """Nobody waits any longer."""
        _remove(self._file)
        _remove(later(self._file))


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


@contextmanager
def handing_over(project: Project) -> Iterator[Handover]:
    """Promise the generator a yearbook, and take the file away in the end."""
    handover = Handover(project, project.work / f"yearbook-{os.getpid()}")
    try:
        yield handover
    finally:
        handover.end()
