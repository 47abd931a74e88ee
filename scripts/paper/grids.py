"""Reads tables, and the rows of two years that stand side by side, into tables of blocks."""

from __future__ import annotations

from collections.abc import Callable

from lxml import html

from scripts.paper.blocks import Block, Cell, Paragraph, Role, Run, Table
from scripts.paper.contract import PrintWord, word_of
from scripts.paper.inline import Place, number_of, read_runs

#: Reads what stands inside an element.
ReadBlocks = Callable[[html.HtmlElement, Place], tuple[Block, ...]]


def read_table(element: html.HtmlElement, place: Place, read: ReadBlocks) -> Table:
    """Read a `<table>`; its head is what stands in `<thead>`, else nothing."""
    caption = element.find("caption")
    return Table(
        head=_rows(element.findall("thead/tr"), place, read),
        rows=_rows([*element.findall("tr"), *element.findall("tbody/tr"), *element.findall("tfoot/tr")], place, read),
        caption=() if caption is None else read_runs([caption], place),
        blank=word_of(element) is PrintWord.BLANK,
        id=element.get("id", ""),
    )


def read_pairs(section: html.HtmlElement, place: Place, read: ReadBlocks) -> Table:
    """Read one item of two years, whose rows are boxes side by side, as a table of two columns.

    Args:
        section: The item, whose every `div` is a row.
        place: Where it stands; its years stand above the columns.
        read: Reads a box.
    """
    head = tuple(Cell((Paragraph((Run(year),), Role.LINE),), header=True) for year in place.years)
    return Table(
        head=(head,) if head else (),
        rows=tuple(_pair(row, place, read) for row in section.findall("div")),
        id=section.get("id", ""),
        even=True,
    )


def _pair(row: html.HtmlElement, place: Place, read: ReadBlocks) -> tuple[Cell, ...]:
    boxes = list(row)
    for mark in row.iter("span"):
        match word_of(mark):
            case PrintWord.COLUMN:
                # The head of the column says it.
                mark.text = ""
            case PrintWord.TAG:
                # Its place on the screen sets it apart from the words after it.
                mark.tail = " " + (mark.tail or "")
    return tuple(Cell(read(box, place), colspan=3 - len(boxes)) for box in boxes)


def _rows(rows: list[html.HtmlElement], place: Place, read: ReadBlocks) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(_cell(cell, place, read) for cell in row if cell.tag in {"th", "td"}) for row in rows)


def _cell(cell: html.HtmlElement, place: Place, read: ReadBlocks) -> Cell:
    align = "end" if cell.get("align") == "right" else "center" if cell.get("align") == "center" else "start"
    return Cell(
        read(cell, place),
        header=cell.tag == "th",
        colspan=max(number_of(cell, "colspan", 1), 1),
        rowspan=max(number_of(cell, "rowspan", 1), 1),
        align=align,
    )
