"""What the list of archived files says of a page that was printed."""

from __future__ import annotations

from pathlib import Path

from scripts.paper.catalogue import Record
from scripts.paper.letter import read_letterhead
from scripts.paper.pdf import Pdf
from scripts.paper.shelf import Shelf


def record_of(
    shelf: Shelf, page: str, file: Path, pdf: Pdf, *, number: str = "", title: str = "", keep: str = ""
) -> Record:
    """The row of a page.

    Args:
        shelf: The site that it is printed from.
        page: The page.
        file: The name of its file in the folder.
        pdf: What was printed.
        number: 文号, where it is not the one of the report.
        title: 题名, where it is not that of the page.
        keep: 保管期限.
    """
    report = shelf.report_of(page)
    signed = report.signed_on if report else None
    return Record(
        file=file.as_posix(),
        unit=shelf.unit_of(page),
        number=number or read_letterhead(report.letterhead if report else ()).number,
        title=title or shelf.read(page).title,
        day=f"{signed.year}{signed.month or 0:02}{signed.day or 0:02}" if signed else "",
        pages=pdf.pages,
        keep=keep,
        content=pdf.content,
    )
