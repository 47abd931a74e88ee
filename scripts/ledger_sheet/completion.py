"""A column of days on which things were done (实际完成时间): what they stand for, and whether all else agrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from macros.domain.dates import PartialDate
from macros.domain.ledger_columns import Column
from macros.domain.ledgers import Status
from macros.findings import shown
from scripts.ledger_sheet.days import is_no_day
from scripts.ledger_sheet.drafts import ToldLine
from scripts.ledger_sheet.faults import CellFaultKind, Log
from scripts.ledger_sheet.head import SheetHead
from scripts.ledger_sheet.notation import Told
from scripts.ledger_sheet.phrases import Phrasebook
from scripts.ledger_sheet.rows import SheetEntry, SheetRow
from scripts.ledger_sheet.stated import ENDED, Stated

#: What such a day may be the day of.
DONE_STATUSES = (Status.AWAITING, Status.CLOSED)
#: What cannot be told any more of what is done.
_NOT_DONE = frozenset({Status.NOT_STARTED, Status.UNDER_WAY, Status.PARTLY_DONE})


def read_done_as(head: SheetHead, entries: Sequence[SheetEntry], phrasebook: Phrasebook) -> Status | None:
    """Which status the days of that column are of; None where there are none, or nobody has told yet.

    Beside a column of closings they are the days on which the work was done.

    Args:
        head: The head of the sheet.
        entries: Its body.
        phrasebook: What the office has told of the column's heading.
    """
    rows = [row for entry in entries for row in entry if not is_no_day(row.text(Column.DONE_ON))]
    if Column.DONE_ON not in head.columns or not rows:
        return None
    if Column.CLOSED_ON in head.columns:
        return Status.AWAITING
    heading = head.headings[Column.DONE_ON]
    *_, found = [phrasebook.look_up(heading, row.place(Column.DONE_ON)) for row in rows]
    return found.status if found else None


def with_completion(lines: Sequence[ToldLine], done_on: PartialDate | None) -> list[ToldLine]:
    """What a sheet tells of a measure, with the day on which it was done.

    Args:
        lines: Its history.
        done_on: The day; None where none is given.
    """
    if done_on is None or any(line.status is Status.AWAITING for line in lines):
        return list(lines)
    for number, line in enumerate(lines):
        if line.status is None and line.on == done_on:
            return [*lines[:number], replace(line, status=Status.AWAITING), *lines[number + 1 :]]
    told = Told("", done_on, str(Status.AWAITING), "", None)
    return [*lines, ToldLine(told, Status.AWAITING, done_on)]


def check_completion(
    row: SheetRow,
    stated: Stated,
    done_on: PartialDate | None,
    closed_on: PartialDate | None,
    lines: Sequence[ToldLine],
    log: Log,
) -> bool:
    """Whether the day on which something was done agrees with all else; a fault at its cell where it does not.

    Args:
        row: The row.
        stated: What its column of statuses says.
        done_on: The day; None where none is given.
        closed_on: The day of the closing.
        lines: The history, as the sheet tells it.
        log: Where the fault goes.
    """
    if done_on is None:
        return True
    found = ""
    if stated.status in _NOT_DONE:
        found = f"状态写的是{shown(stated.words)}"
    elif closed_on and closed_on.last < done_on.first:
        found = f"销号日期写的是 {closed_on}"
    for line in lines:
        if line.on is None or line.status is None or found:
            continue
        if line.status in _NOT_DONE and line.on.first > done_on.last:
            found = f"办理情况里 {line.on} 还是{line.status}"
        elif line.status in ENDED and line.on.last < done_on.first:
            found = f"办理情况里 {line.on} 已经是{line.status}"
        elif line.status is Status.AWAITING and not line.on.may_be(done_on):
            found = f"办理情况里{line.status}的日期是 {line.on}"
    if found:
        place = row.place(Column.DONE_ON)
        log.fault(CellFaultKind.DONE_DISAGREES, place, f"{Column.DONE_ON}写的是 {done_on}，{found}", "几处一致")
    return not found
