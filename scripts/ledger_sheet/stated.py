"""What a row says of a measure's status outside its history: the status, and the day that counts for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.domain.dates import PartialDate
from macros.domain.ledger_columns import Column
from macros.domain.ledgers import DayRule, MeasureKind, Status
from scripts.ledger_sheet.days import GAP, leading_date, parse_date
from scripts.ledger_sheet.phrases import NOT_CLOSED, Phrasebook
from scripts.ledger_sheet.rows import SheetRow

_DAY_BEHIND = re.compile(r"(.+?)\s*[（(]([^（）()]*)[)）]")
#: Statuses after which nothing more is told.
ENDED = frozenset({Status.CLOSED, Status.ENDED})


@dataclass(frozen=True)
class MeasureTerms:
    """What else holds of a measure whose history is put together (措施的其他栏目).

    Attributes:
        kind: Its kind.
        due_on: The date by which it is to be done.
        closed_on: The day in the column of closings.
        done_on: The day on which the work was done, where the sheet has a column for it.
    """

    kind: MeasureKind
    due_on: PartialDate | None
    closed_on: PartialDate | None
    done_on: PartialDate | None = None

    @property
    def at_first(self) -> Status:
        """Where it stands while nothing is told of it."""
        return Status.STANDING if self.kind is MeasureKind.STANDING else Status.NOT_STARTED


@dataclass(frozen=True)
class Stated:
    """What the column of statuses says (状态一栏).

    Attributes:
        words: What stands there.
        status: What it means; None where nothing stands there or its words are unknown.
        on: The day that stands there with it.
        rule: Which day counts where none is given.
        is_denied: Whether it only says that the measure is not closed.
        is_unknown: Whether nobody has told yet what its words mean.
    """

    words: str = ""
    status: Status | None = None
    on: PartialDate | None = None
    rule: DayRule = DayRule.UNKNOWN
    is_denied: bool = False
    is_unknown: bool = False


def read_stated(row: SheetRow, phrasebook: Phrasebook) -> Stated:
    """Read the column of statuses of a row."""
    words, place = row.text(Column.STATUS), row.place(Column.STATUS)
    if not words or words in NOT_CLOSED:
        return Stated(words, is_denied=bool(words))
    plain, on = _part(words)
    found = phrasebook.look_up(plain, place)
    if found is None:
        return Stated(words, is_unknown=True)
    return Stated(words, found.status, on, found.day)


def _part(words: str) -> tuple[str, PartialDate | None]:
    """The words of a status, and a day before or behind them."""
    try:
        if dated := leading_date(words):
            return dated[1].lstrip(GAP) or words, dated[0]
        if match := _DAY_BEHIND.fullmatch(words):
            return match[1], parse_date(match[2])
    except ValueError:
        pass
    return words, None
