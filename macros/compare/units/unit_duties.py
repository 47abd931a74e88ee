"""The yearly duties of a year by unit: what is recorded, what is only planned, and of what nothing is found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from macros.compare.duties import DutyOfYear, compare_duties
from macros.compare.units.unit_years import find_units
from macros.domain.concepts import Duty
from macros.domain.reports import Unit
from macros.domain.yearbook import Yearbook


class DutyFound(StrEnum):
    """What a unit's papers of a year have of a duty (记载情况)."""

    RECORDED = "有记载"
    MENTIONED = "只见安排或提到"
    NOT_FOUND = "未见记载"
    NOT_ASKED = "当年尚无此项要求"
    NOT_LOOKED_FOR = "没有登记查找用的词"


@dataclass(frozen=True)
class UnitDuties:
    """Units by duties of a year (规定动作与单位).

    Attributes:
        year: The year.
        duties: The duties.
        rows: Each unit that has papers of the year, with what they have of each duty.
    """

    year: int
    duties: tuple[Duty, ...]
    rows: tuple[tuple[Unit, tuple[DutyOfYear, ...]], ...]


def compare_duties_of_units(yearbook: Yearbook, year: int, among: str = "") -> UnitDuties:
    """Set the duties of a year beside what each unit's papers record.

    Args:
        yearbook: All pages.
        year: The year.
        among: Only units of a group; empty for all.
    """
    found = [(unit, compare_duties(yearbook, unit.folder, year)) for unit in find_units(yearbook, among)]
    return UnitDuties(year, yearbook.duties, tuple((unit, duties.rows) for unit, duties in found if duties.papers))


def what_is_found(row: DutyOfYear) -> DutyFound:
    """What a unit's papers have of a duty, in a word."""
    if not row.asked:
        return DutyFound.NOT_ASKED
    if not row.searchable:
        return DutyFound.NOT_LOOKED_FOR
    if row.recorded:
        return DutyFound.RECORDED
    return DutyFound.MENTIONED if row.evidence else DutyFound.NOT_FOUND
