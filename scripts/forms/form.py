"""A form that was handed in: its cells, what it asks for, and how it is filled, whichever program it is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.forms.asked import FormShape
from scripts.forms.excel_choices import with_choices
from scripts.forms.excel_reading import Sheet, read_sheets
from scripts.forms.excel_writing import fill_workbook
from scripts.forms.faults import FormError
from scripts.forms.grid import FormCell, FormGrid
from scripts.forms.package import Package
from scripts.forms.planning import FillPlan
from scripts.forms.proposing import knows_heading, word_of
from scripts.forms.shape import read_shape
from scripts.forms.word_reading import WordPlace, read_places
from scripts.forms.word_writing import fill_document

#: What damaged parts make of code that takes them as the format has them.
_DAMAGE = (ArithmeticError, AttributeError, IndexError, KeyError, StopIteration, TypeError, ValueError)
#: How far down a title may stand, and how many columns it spans where something stands beside it.
_TITLE_ROWS, _TITLE_COLUMNS = 4, 3
_OF_WORD, _OF_EXCEL = "wordprocessingml", "spreadsheetml"


@dataclass(frozen=True)
class Form:
    """A form (表).

    Attributes:
        package: Its parts.
        grids: Its sheets, or its running text and tables.
        shape: What it asks for.
        sheets: The sheets of a workbook.
        places: The running text and tables of a Word file.
    """

    package: Package
    grids: tuple[FormGrid, ...]
    shape: FormShape
    sheets: tuple[Sheet, ...] = ()
    places: tuple[WordPlace, ...] = ()

    @property
    def is_word(self) -> bool:
        """Whether it is a Word file."""
        return bool(self.places)

    @property
    def titles(self) -> list[str]:
        """The lines at its top that may say of which year it is: running text, and cells across several columns."""
        margins = {place.grid.name for place in self.places if place.part != self.package.main_part}
        top = [cell for grid in self.grids if grid.name not in margins for cell in _first_rows(grid)]
        return [cell.says for cell in top if cell.says]

    def fill(self, plan: FillPlan) -> list[str]:
        """Fill it, and give what a person should look at.

        Raises:
            FormError: Something does not fit, or the file is damaged where it is to be written.
        """
        with _refusing_damage(self.package.name):
            if self.is_word:
                return fill_document(self.package, self.places, plan)
            return fill_workbook(self.package, self.sheets, plan)


def _first_rows(grid: FormGrid) -> list[FormCell]:
    cells = [cell for (row, _), cell in sorted(grid.cells.items()) if row <= _TITLE_ROWS]
    return [cell for cell in cells if grid.is_text or cell.columns >= _TITLE_COLUMNS or not _beside(cell, cells)]


def _beside(cell: FormCell, cells: Sequence[FormCell]) -> bool:
    """Whether something else stands in its row, as beside the heading of a column."""
    return any(other is not cell and other.row == cell.row and other.says for other in cells)


@contextmanager
def _refusing_damage(name: str) -> Iterator[None]:
    """What the format forbids can stand anywhere in a stranger's file: it is refused as a whole."""
    try:
        yield
    except _DAMAGE as error:
        raise FormError(f"{name} 已损坏，填不了。改法：用 Excel、Word 或 WPS 打开，另存一份，再填。") from error


def read_form(file: Path) -> Form:
    """Read a form.

    Raises:
        FormError: It cannot be read.
    """
    package = Package.read(file)
    with _refusing_damage(package.name):
        return _read(package)


def read_content(content: bytes, name: str) -> Form:
    """Read a form that is not on the disk.

    Raises:
        FormError: It cannot be read.
    """
    with _refusing_damage(name):
        return _read(Package(content, name))


def _read(package: Package) -> Form:
    main = package.related("", "officeDocument") if "_rels/.rels" in package.names else []
    types = package.content("[Content_Types].xml").decode("utf-8", "replace") if main else ""
    if _OF_EXCEL in types and main[0][1].startswith("xl/"):
        read = read_sheets(package)
        grids = tuple(with_choices(package, sheet, grid) for sheet, grid in read)
        return Form(package, grids, read_shape(grids, knows_heading, word_of), sheets=tuple(sheet for sheet, _ in read))
    if _OF_WORD in types and main[0][1].startswith("word/"):
        places = tuple(read_places(package))
        grids = tuple(place.grid for place in places)
        return Form(package, grids, read_shape(grids, knows_heading, word_of), places=places)
    raise FormError(f"{package.name} 不是 Excel 表格，也不是 Word 文件。改法：另存为 .xlsx 或 .docx，再填。")
