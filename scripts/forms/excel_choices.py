"""The words that cells of a sheet take and no others (数据有效性的序列)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from scripts.forms.excel_reading import Looks, Sheet, cell_text, corners, iterate_cells, list_sheets, tag
from scripts.forms.grid import FormGrid
from scripts.forms.package import Package

#: So many cells of a rule are looked at; one for a whole column says the same of all.
_MOST_CELLS = 20_000


def with_choices(package: Package, sheet: Sheet, grid: FormGrid) -> FormGrid:
    """A sheet's grid with the words that its cells take; a rule that only warns leaves a cell free.

    Args:
        package: The workbook.
        sheet: The sheet.
        grid: Its cells.
    """
    rules = list(package.tree(sheet.part).iter(tag("dataValidation")))
    if not any(rule.get("type") == "list" for rule in rules):
        return grid
    # Lists of words stand on hidden sheets too.
    sheets = {one.name: one for one in list_sheets(package)}
    choices = _find(rules, package, sheet, sheets)
    cells = {
        place: replace(cell, choices=choices[place]) if place in choices else cell for place, cell in grid.cells.items()
    }
    return replace(grid, cells=cells)


def _find(
    rules: Sequence[etree._Element], package: Package, sheet: Sheet, sheets: Mapping[str, Sheet]
) -> dict[tuple[int, int], tuple[str, ...]]:
    looks = Looks(package)
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for rule in rules:
        if rule.get("type") != "list" or rule.get("errorStyle", "stop") != "stop":
            continue
        words = tuple(_words(rule.findtext(tag("formula1")) or "", package, sheet, sheets, looks))
        for ref in (rule.get("sqref") or "").split() if words else ():
            left, top, right, bottom = corners(ref)
            rows = range(top, min(bottom, top + _MOST_CELLS // (right - left + 1)) + 1)
            found |= {(row, column): words for row in rows for column in range(left, right + 1)}
    return found


def _words(formula: str, package: Package, own: Sheet, sheets: Mapping[str, Sheet], looks: Looks) -> Iterator[str]:
    if formula.startswith('"') and formula.endswith('"'):
        yield from (word.strip() for word in formula[1:-1].replace('""', '"').split(","))
        return
    name, _, area = formula.rpartition("!")
    sheet = sheets.get(name.strip("'").replace("''", "'")) if name else own
    try:
        left, top, right, bottom = corners(area.replace("$", ""))
    except (ValueError, TypeError):
        # A name, or a formula: which words those are nobody tells but the program itself.
        return
    if sheet is None:
        return
    root: etree._Element = package.tree(sheet.part)
    for row, column, cell in iterate_cells(root):
        is_in = top <= row <= bottom and left <= column <= right
        if is_in and (text := cell_text(cell, looks.texts, looks.epoch, is_date=False)):
            yield text
