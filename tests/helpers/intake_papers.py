"""Small papers that the tests of the structure are made of."""

from __future__ import annotations

from pathlib import Path

from macros.corpus import load_yearbook
from macros.domain.reports import Audience
from scripts.intake.cleaning import clean
from scripts.intake.facts import ImportOrder
from scripts.intake.galley import Galley, GalleyParagraph
from scripts.intake.holdings import Holdings
from scripts.intake.joining import join_lines
from scripts.intake.manuscript import Line, Manuscript
from scripts.intake.readers.plain import read_plain
from scripts.intake.report_import import Import, import_report
from tests.helpers.factories import write_pages

ORDER = ImportOrder("来稿.txt", "0" * 64, year=2023, unit="XX乡党委", audience=Audience.LEADERS, keeps_figures=True)


def make_holdings(folder: Path) -> Holdings:
    """The holdings of the small site, without its own report of 2023."""
    return Holdings.of(load_yearbook(write_pages(folder, {"reports/2023.md": None, "ledger/2023.md": None})))


def read(text: str) -> Manuscript:
    """A text as the reader of plain text gives it."""
    return read_plain(text.encode("utf-8-sig"))


def bring_in(text: str, holdings: Holdings, *, old: str = "", order: ImportOrder = ORDER) -> Import:
    """Import a text."""
    return import_report(read(text), order, holdings, old=old)


def galley_of(*lines: str | Line) -> Galley:
    """A galley of lines, not cleaned."""
    rows = (line if isinstance(line, Line) else Line(line, number) for number, line in enumerate(lines, 1))
    return Galley(Manuscript("txt", tuple(rows)))


def cleaned(*lines: str | Line) -> list[str]:
    """What stays of lines after cleaning and joining, paragraph by paragraph."""
    galley = galley_of(*lines)
    clean(galley)
    join_lines(galley)
    return [paragraph.text for paragraph in galley.paragraphs()]


def paragraphs_of(*texts: str) -> list[GalleyParagraph]:
    """Paragraphs, one a line."""
    return [GalleyParagraph(text, number, 0, 0, number - 1, number - 1) for number, text in enumerate(texts, 1)]
