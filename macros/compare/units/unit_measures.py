"""What came of the measures of each unit, by the year in which they were promised."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from macros.compare.promises import Outcome, Promise, list_promises
from macros.compare.units.unit_years import find_units
from macros.domain.ledgers import Mark
from macros.domain.reports import Unit
from macros.domain.yearbook import Yearbook


class Came(StrEnum):
    """What had come of a measure by a day, as units are set beside one another (办理结果)."""

    DONE = "已销号"
    UNPROVEN = "已销号，无佐证"
    ANSWERED = "报告写明有结果"
    ENDED = "终止"
    LASTING = "长期坚持"
    OPEN = "在办"
    OVERDUE = "逾期"
    SILENT = "未见记载"

    @property
    def counts(self) -> bool:
        """Whether it is among those of which a share is told: what stands for good is never over."""
        return self is not Came.LASTING


_OF_OUTCOME = {
    Outcome.DONE: Came.DONE,
    Outcome.UNPROVEN: Came.UNPROVEN,
    Outcome.UNDATED: Came.UNPROVEN,
    Outcome.ENDED: Came.ENDED,
    Outcome.OPEN: Came.OPEN,
    Outcome.ANSWERED: Came.ANSWERED,
    Outcome.LASTING: Came.LASTING,
    Outcome.LASTING_SILENT: Came.SILENT,
    Outcome.SILENT: Came.SILENT,
}


@dataclass(frozen=True)
class UnitMeasures:
    """The measures of a unit (单位的措施).

    Attributes:
        unit: The unit.
        years: What came of those of each year, counted.
        knows_all: Whether its ledgers are here whole; else nothing is counted.
        sample: Whether any of its papers is a sample.
    """

    unit: Unit
    years: dict[int, Counter[Came]]
    knows_all: bool
    sample: bool

    @property
    def all(self) -> Counter[Came]:
        """The same of all years together."""
        return sum(self.years.values(), Counter[Came]())


def count_measures_of_units(
    yearbook: Yearbook, today: date, year: int | None = None, among: str = ""
) -> tuple[UnitMeasures, ...]:
    """Count what came of the measures of every unit.

    Args:
        yearbook: All pages.
        today: The day as of which they are told.
        year: Only those that were promised in it; None for all.
        among: Only units of a group; empty for all.
    """
    return tuple(_of_unit(unit, yearbook, today, year) for unit in find_units(yearbook, among))


def share_done(counts: Counter[Came]) -> tuple[int, int]:
    """How many were closed with proof, of how many that can be over."""
    return counts[Came.DONE], sum(number for came, number in counts.items() if came.counts)


def _of_unit(unit: Unit, yearbook: Yearbook, today: date, year: int | None) -> UnitMeasures:
    knows_all = yearbook.shows_all_ledgers(unit.folder)
    rows = list_promises(yearbook, unit.folder, today) if knows_all else ()
    years: dict[int, Counter[Came]] = {}
    for row in rows:
        if year in {None, row.year}:
            years.setdefault(row.year, Counter())[_came(row, today)] += 1
    sample = any(paper.sample for row in rows for paper in row.papers)
    return UnitMeasures(unit, dict(sorted(years.items())), knows_all, sample)


def _came(row: Promise, today: date) -> Came:
    came = _OF_OUTCOME[row.now]
    late = row.line and row.measure and Mark.OVERDUE in row.measure.marks_on(today, row.line.ledger.year)
    # One on which nothing is recorded is late all the same.
    return Came.OVERDUE if late and came in {Came.OPEN, Came.SILENT} else came
