"""What is wrong with a sheet, by cell, and what the clerk is told of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from macros.errors import SiteError
from macros.findings import Finding, Kind

_CELL = re.compile(r"[^：]+![A-Z]+[0-9]+")
_MOST_CELLS = 3


class CellFaultKind(Kind):
    """What can be wrong with a cell (表格错误); the field of such a finding is the cell, the file its workbook."""

    FORMULA = ("公式出错", "改正公式，或者改成文字")
    NUMBER_SHARED = ("同一编号下有两个问题", "拆开合并的编号单元格，另一个问题的编号留空")
    NUMBER_REPEATED = ("编号重复", "改正编号；新的事项把编号留空")
    NUMBER_FORM = ("编号的写法不对", "照台账页面上的编号写；新的事项把编号留空")
    NUMBER_YEAR = (
        "编号是其他年度的",
        "其他年度的事项另外导入；本年新立的，把编号留空，在“同一问题编号”里写原来的",
    )
    PROBLEM_MISSING = ("没有写问题", "补写问题；是上一行的另一条措施的，把编号也留空，或合并单元格")
    SOURCE_MISSING = ("没有写来源", "补一栏“问题来源”，或者用 --source 写明全表的来源")
    WORD = ("不是可写的词", "改成其中一个")
    REFERENCE = ("条目的写法不对", "照总结里条目的标识写")
    DUE = ("期限不是日期", "改正日期；日历上没有的日期不能用")
    DATE = ("不是日期", "改正日期，没有的留空")
    CLOSED_LATER = ("销号日期在今天之后", "改正日期，没有销号的留空")
    HISTORY_DATE = ("办理情况里的日期日历上没有", "改成日历上有的日期，如 2024-03-01、2024年3月1日")
    STATUS_DISAGREES = (
        "状态与办理情况不一致",
        "改正其中一处；销号以后又退回的，状态写“退回整改”，或者在办理情况里补写一条",
    )
    CLOSED_DISAGREES = ("销号日期与状态或办理情况不一致", "改正其中一处；没有销号的，把销号日期留空")
    DONE_DISAGREES = ("完成日期与状态、销号日期或办理情况不一致", "改正其中一处；没有完成的，把完成日期留空")
    DONE_LATER = ("完成日期在今天之后", "改正日期，没有完成的留空；要做完的日期写在期限一栏")
    EVIDENCE_DISAGREES = ("佐证与办理情况不一致", "改正其中一处；没有办理情况的，补写状态或办理情况")
    DUE_DISAGREES = ("办理情况里写的期限与期限一栏不一致", "改正其中一处；改了期限的，写在期限一栏")
    DUE_YEAR = ("期限没有年份", "把年份补全，写在期限一栏")
    PHRASE = ("站点不知道这个说法是什么状态", "用 --meaning 写明，或者不加 --yes 再运行一次，照提示回答")
    FILLED_ON = ("没有填表日期", "在表头上面写“填表日期：2024-09-30”，或者加 --filled-on 2024-09-30")
    HISTORY_LATER = ("办理情况的日期在今天之后", "改正日期；打算做的写在措施里")

    @property
    def code(self) -> str:
        """Apart from those of what is wrong with a page."""
        return f"sheet-{super().code}"

    def tell(self, finding: Finding) -> str:
        """The line that the office reads: by the cell, since it names no other file than the one it imports."""
        said = finding.found or self.title
        return f"{finding.field}：{said}，应为{finding.expected}。改法：{finding.remedy}。"


def group_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines, those that say the same of several cells as one, with the first cells and how many they are."""
    groups: dict[str, list[str]] = {}
    for line in lines:
        cell, _, said = line.partition("：")
        is_of_cell = bool(_CELL.fullmatch(cell))
        groups.setdefault(said if is_of_cell else line, []).append(cell if is_of_cell else "")
    for said, cells in groups.items():
        named = cells[0] if len(cells) == 1 else f"{'、'.join(cells[:_MOST_CELLS])} 等 {len(cells)} 处"
        yield f"{named}：{said}" if named else said


class SheetError(SiteError):
    """A sheet cannot be read or written; its text is one Chinese line."""

    meaning = "台账表格读不了、写不了，或者表里的值有误，逐格列出；页面没有写入"
    remedy = "照提示在表格里改好，保存为 .xlsx，再运行一次"


class SheetErrors(SheetError):
    """All faults of one sheet, by row and there by column."""

    def __init__(self, faults: Iterable[Finding]) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.line, len(fault.field), fault.field))
        lines = [*group_lines(map(str, self.faults)), f"表里共 {len(self.faults)} 处错误，没有写入。"]
        super().__init__("\n".join(lines))


class UnknownPhrasesError(SheetErrors):
    """Nothing is wrong with a sheet but that words for a status are unknown; whoever knows them can tell."""

    meaning = "表里有站点不知道的状态用语；页面没有写入"
    remedy = "照提示用 --meaning 写明每个说法是什么状态、日期按什么算，再运行一次"

    def __init__(self, faults: Iterable[Finding], phrases: Mapping[str, Sequence[str]]) -> None:
        super().__init__(faults)
        self.phrases = phrases


class OtherYearError(SheetError):
    """A sheet says that it is of another year than the one into whose ledger it is to go; whoever knows may say so."""

    meaning = "表的标题或者文件名写的年度，与要导入的年度不同；页面没有写入"
    remedy = "核对 --year；确实是这一年的，加 --other-year，或者不加 --yes 再运行一次，照提示回答"

    def __init__(self, file: str, stated: int, year: int) -> None:
        super().__init__(
            f"{file}：表上写的是 {stated} 年，要导入的是 {year} 年的台账。"
            f"改法：改成 --year {stated}；确实是 {year} 年的，加 --other-year。"
        )
        self.stated = stated
        self.year = year


@dataclass
class Log:
    """What is found while a sheet is read: faults, which stop, and notices, which are told.

    Attributes:
        file: Name of the workbook.
        faults: What stops the import.
        notices: What the clerk should know.
    """

    file: str
    faults: list[Finding] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def fault(self, kind: CellFaultKind, cell: str, found: str, expected: str, advice: str = "") -> None:
        """Keep a fault.

        Args:
            kind: What is wrong.
            cell: The sheet's name and the cell, as `台账!K2`.
            found: What stands there, as a clause of its own; empty where the kind's title says it.
            expected: What should stand there.
            advice: What to do, where more can be said than for all of the kind.
        """
        row = int(cell[len(cell.rstrip("0123456789")) :])
        self.faults.append(Finding(kind, self.file, row, cell, found, expected, advice=advice))

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
            raise SheetErrors(self.faults)
