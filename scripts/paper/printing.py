"""Prints pages of a built site as PDF, one after another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from macros.corpus import today
from scripts.paper import letter
from scripts.paper.faces import load_faces
from scripts.paper.letter import Letter
from scripts.paper.pdf import Pdf, Press
from scripts.paper.shelf import Shelf
from scripts.setup.project import ROOT

#: Fonts of the office's own, beside the site; not kept in git.
FONTS = Path(ROOT, "fonts")


class Printer:
    """Prints pages of one site one after another, with faces and notes loaded once."""

    def __init__(self, shelf: Shelf) -> None:
        """Get ready.

        Raises:
            FaceError: No face with Chinese characters is there.
        """
        self.shelf = shelf
        self.faces = load_faces(FONTS)
        self._press = Press(shelf.site, self.faces, today())

    def print(self, page: str, *, archive: bool = False) -> Pdf:
        """A page as it stands on the site.

        Raises:
            ArticleError: There is nothing on it to be printed.
            PaperError: A table does not fit any page.
            PressError: It cannot be set.
        """
        return self._press.set(self.shelf.read(page), self.shelf.note_of(page), archive=archive)

    def print_report(self, page: str, head: Letter, title: str = "", *, archive: bool = False) -> Pdf:
        """A report as an upward paper, without what the site adds; what does not go with that is told.

        Raises:
            ArticleError: There is nothing on it to be printed.
            PaperError: A table does not fit any page.
            PressError: It cannot be set.
        """
        report = self.shelf.report_of(page)
        own = {part.id for part in report.parts} if report else set()
        paper = letter.as_report(self.shelf.read(page), own)
        paper = letter.retitled(paper, title) if title else paper
        pdf = self._press.set(paper, lambda _: "", head, archive=archive)
        return replace(pdf, remarks=(*letter.remarks_on(paper), *pdf.remarks))
