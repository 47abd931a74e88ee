"""Reads tables, and the rows of two years that stand side by side, into tables of blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lxml import html

from scripts.paper.blocks import Block, PaperTable, Para, Role, TableCell, TextRun
from scripts.paper.contract import PrintWord, word_of
from scripts.paper.inline import Standpoint, number_of, read_runs

_SIDES: dict[PrintWord | None, str] = {PrintWord.RIGHT: "end", PrintWord.CENTER: "center"}
#: Reads what stands inside an element.
ReadBlocks = Callable[[html.HtmlElement, Standpoint], tuple[Block, ...]]


def read_table(element: html.HtmlElement, here: Standpoint, read: ReadBlocks) -> PaperTable:
    """Read a `<table>`; its head is what stands in `<thead>`, else nothing."""
    caption = element.find("caption")
    head = _rows(element.findall("thead/tr"), here, read)
    rows = _rows([*element.findall("tr"), *element.findall("tbody/tr"), *element.findall("tfoot/tr")], here, read)
    if word_of(element) is PrintWord.COUNTS:
        head, rows = _at_the_right(head), _at_the_right(rows)
    return PaperTable(
        head=head,
        rows=rows,
        caption=() if caption is None else read_runs([caption], here),
        blank=word_of(element) is PrintWord.BLANK,
        id=element.get("id", ""),
    )


def read_pairs(section: html.HtmlElement, here: Standpoint, read: ReadBlocks) -> PaperTable:
    """Read one item of two years, whose rows are boxes side by side, as a table of two columns.

    Args:
        section: The item, whose every `div` is a row.
        here: Where it stands; its years stand above the columns.
        read: Reads a box.
    """
    head = tuple(TableCell((Para((TextRun(year),), Role.LINE),), header=True) for year in here.years)
    return PaperTable(
        head=(head,) if head else (),
        rows=tuple(_pair(row, here, read) for row in section.findall("div")),
        id=section.get("id", ""),
        even=True,
    )


def _pair(row: html.HtmlElement, here: Standpoint, read: ReadBlocks) -> tuple[TableCell, ...]:
    boxes = list(row)
    for mark in row.iter("span"):
        match word_of(mark):
            case PrintWord.COLUMN:
                # The head of the column says it.
                mark.text = ""
            case PrintWord.TAG:
                # Its place on the screen sets it apart from the words after it.
                mark.tail = " " + (mark.tail or "")
    return tuple(TableCell(read(box, here), colspan=3 - len(boxes)) for box in boxes)


def _rows(rows: list[html.HtmlElement], here: Standpoint, read: ReadBlocks) -> tuple[tuple[TableCell, ...], ...]:
    return tuple(tuple(_cell(cell, here, read) for cell in row if cell.tag in {"th", "td"}) for row in rows)


def _at_the_right(rows: tuple[tuple[TableCell, ...], ...]) -> tuple[tuple[TableCell, ...], ...]:
    """The rows of a table of counts: what names a row stays at the left."""
    return tuple(
        tuple(cell if not place and cell.header else replace(cell, align="end") for place, cell in enumerate(row))
        for row in rows
    )


def _cell(cell: html.HtmlElement, here: Standpoint, read: ReadBlocks) -> TableCell:
    return TableCell(
        read(cell, here),
        header=cell.tag == "th",
        colspan=max(number_of(cell, "colspan", 1), 1),
        rowspan=max(number_of(cell, "rowspan", 1), 1),
        align=_SIDES.get(word_of(cell), "start"),
    )
