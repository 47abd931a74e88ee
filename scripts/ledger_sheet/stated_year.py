"""Of which year a sheet says that it is: in its title, in the name of the sheet, or in that of its file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from scripts.ledger_sheet.grid import Grid

#: Not the year of a day, such as 填表日期：2024年9月30日 or 2024年底.
_WRITTEN = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s*年(?!\s*(?:[0-9]{1,2}\s*月|[底末初]))")
_DIGITS = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9.\-/_年]*[0-9])")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def find_years(text: str) -> list[int]:
    """The years that a title names as such: 2023年, 2023年度; of a day or a month none."""
    return [int(year) for year in _WRITTEN.findall(text.translate(_WIDE_DIGITS))]


def years_of_file(name: str) -> list[int]:
    """The years that the name of a file tells: 2023年台账.xlsx, else 台账2023.xlsx."""
    stem = Path(name).stem.translate(_WIDE_DIGITS)
    return find_years(stem) or [int(year) for year in _DIGITS.findall(stem)]


def stated_years(titles: Iterable[str], file: str) -> list[int]:
    """The years that titles name, else those of the name of the file; empty where nothing tells one."""
    return next((years for title in titles if (years := find_years(title))), []) or years_of_file(file)


def titles_of_sheet(grid: Grid, end: int) -> list[str]:
    """What stands above the headings of a sheet, a text each, and then the name of the sheet.

    Args:
        grid: The sheet.
        end: Number of rows down to the last one of its head, of which an upper one may be the title.
    """
    return [*(cell.text for row in grid.rows[: end - 1] for cell in row if cell.text.strip()), grid.name]
