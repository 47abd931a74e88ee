"""Proposes indicators out of tables: of the columns or rows of several years, those of the paper's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from macros.domain.amounts import read_cell, read_unit
from macros.domain.figures import Figure

_YEAR = re.compile(r"((?:19|20)[0-9]{2})年?度?(?:[（(][^（）()]{1,6}[）)]|[^0-9月表（(]{0,6})")
_THIS, _LAST = re.compile(r"(?:本|今|当)年.{0,3}"), re.compile(r"(?:上|去)年.{0,3}")
#: What heads the column of the values where a table tells one year alone.
_VALUES = re.compile(r"(?:数量|数值|数|完成数|完成情况|完成值|实际完成|实绩)")
_UNITS = re.compile(r"(?:计量)?单位")
_NUMBERS = re.compile(r"(?:序号|编号)")
_IN_BRACKETS = re.compile(r"(?P<name>.*?)[（(](?:单位[：:])?(?P<unit>[^（）()]{1,6})[）)]")
_OF_TABLE = re.compile(r".*单位[：:]\s*(?P<unit>[^\s）)]{1,6})[）)]?")
_SHORTEST, _LONGEST = 2, 24
#: A row with fewer cells that say something is the title of a table.
_FEWEST_COLUMNS = 2


def find_table_figures(rows: Sequence[Sequence[str]], year: int) -> Iterator[Figure]:
    """Yield the figures of a table that are those of one year, in reading order.

    Args:
        rows: The cells, row by row.
        year: The year of the paper; other columns and rows tell of other years.

    Yields:
        Figures with the row as their sentence; the unit is empty where the table says none.
    """
    cells = [[cell.strip() for cell in row] for row in rows if row]
    of_table = next((unit for row in cells[:2] for cell in row if (unit := _unit_of_table(cell))), "")
    for number, head in enumerate(cells):
        body = cells[number + 1 :]
        if len(list(filter(None, head))) < _FEWEST_COLUMNS:
            continue
        columns = {place: told for place, cell in enumerate(head) if (told := _year_of(cell, year))}
        if columns or any(_VALUES.fullmatch(_bare(cell)) for cell in head):
            yield from _by_columns(head, body, columns, year, of_table)
            return
        years = [row for row in body if _year_of(row[0], year) == year]
        if years and any(_year_of(row[0], year) for row in body):
            yield from _by_rows(head, years, of_table)
            return


def _by_columns(
    head: Sequence[str], body: Sequence[Sequence[str]], columns: Mapping[int, int], year: int, of_table: str
) -> Iterator[Figure]:
    """One row an indicator; the column of the year, or that of the values."""
    own = [place for place, told in columns.items() if told == year]
    if not columns:
        own = [place for place, cell in enumerate(head) if _VALUES.fullmatch(_bare(cell))]
    unit_column = next((place for place, cell in enumerate(head) if _UNITS.fullmatch(cell)), -1)
    name_column = next((place for place, cell in enumerate(head) if not _NUMBERS.fullmatch(cell)), 0)
    if len(own) != 1 or own[0] == name_column:
        return
    for row in body:
        if len(row) == len(head):
            unit = read_unit(row[unit_column]) if unit_column >= 0 else ""
            yield from _figure(row[name_column], row[own[0]], unit or _unit_in(head[own[0]]) or of_table, row)


def _by_rows(head: Sequence[str], rows: Sequence[Sequence[str]], of_table: str) -> Iterator[Figure]:
    """One column an indicator, and a row a year."""
    for row in rows if len(rows) == 1 else ():
        for name, cell in zip(head[1:], row[1:], strict=False):
            yield from _figure(name, cell, of_table, row)


def _figure(name: str, cell: str, unit: str, row: Sequence[str]) -> Iterator[Figure]:
    amount, shown = read_cell(cell), _bare(name)
    if amount and _SHORTEST <= len(shown) <= _LONGEST and not shown[0].isdecimal():
        own = amount.unit or _unit_in(name) or unit
        yield Figure(shown, amount.value, own, amount.qualifier, " ".join(filter(None, row)))


def _year_of(cell: str, year: int) -> int:
    """The year that a cell names; 0 where it names none."""
    match = _YEAR.fullmatch(cell)
    if match:
        return int(match[1])
    return year if _THIS.fullmatch(cell) else year - 1 if _LAST.fullmatch(cell) else 0


def _unit_in(text: str) -> str:
    """The unit that stands in brackets behind a name."""
    match = _IN_BRACKETS.fullmatch(text)
    return read_unit(match["unit"]) if match else ""


def _unit_of_table(cell: str) -> str:
    match = _OF_TABLE.fullmatch(cell)
    return read_unit(match["unit"]) if match else ""


def _bare(name: str) -> str:
    """A name without the unit behind it."""
    match = _IN_BRACKETS.fullmatch(name)
    return match["name"] if match and read_unit(match["unit"]) else name
