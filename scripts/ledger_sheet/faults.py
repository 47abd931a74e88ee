"""What is wrong with a sheet, by cell, and what the clerk is told of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from macros.errors import SiteError


class SheetError(SiteError):
    """A sheet cannot be read or written; its text is one Chinese line."""

    meaning = "台账表格读不了、写不了，或者表里的值有误，逐格列出；页面没有写入"
    remedy = "照提示在表格里改好，保存为 .xlsx，再运行一次"


@dataclass(frozen=True)
class Fault:
    """One fault in one cell (表格错误): where, what was found, what was expected, what to do."""

    place: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        expected = f"，应为{self.expected}" if self.expected else ""
        return f"{self.place}：{self.found}{expected}。改法：{self.remedy}。"


class SheetErrors(SheetError):
    """All faults of one sheet."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        lines = [*map(str, self.faults), f"表里共 {len(self.faults)} 处错误，没有写入。"]
        super().__init__("\n".join(lines))


@dataclass
class Log:
    """What is found while a sheet is read: faults, which stop, and notices, which are told."""

    faults: list[Fault] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def fault(self, place: str, found: str, expected: str, remedy: str) -> None:
        """Keep a fault."""
        self.faults.append(Fault(place, found, expected, remedy))

    def notice(self, text: str) -> None:
        """Keep a notice, once."""
        if text not in self.notices:
            self.notices.append(text)

    def raise_if_any(self) -> None:
        """End the run where there is a fault.

        Raises:
            SheetErrors: There is at least one.
        """
        if self.faults:
            raise SheetErrors(sorted(self.faults, key=_place))


def _place(fault: Fault) -> tuple[int, int, str]:
    """By row, and there by column."""
    column, row = re.sub(r"[0-9]+$", "", fault.place), re.search(r"[0-9]+$", fault.place)
    return int(row[0]) if row else 0, len(column), column


def shown(text: str, most: int = 60) -> str:
    """A text in quotes on one line, cut short."""
    line = " ".join(text.split())
    return f"“{line[:most]}…”" if len(line) > most else f"“{line}”"
