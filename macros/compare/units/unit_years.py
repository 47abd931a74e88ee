"""Which units there are, and of which years each has papers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from macros.domain.ledgers import Ledger
from macros.domain.reports import Report, Unit
from macros.domain.yearbook import Yearbook


@dataclass(frozen=True)
class UnitYear:
    """One unit in one year (单位的一年).

    Attributes:
        year: The year.
        summary: The paper that tells of the whole year; None where none is here.
        papers: How many papers of the year are here, that among them.
        ledger: Its ledger; None where none is here.
    """

    year: int
    summary: Report | None
    papers: int
    ledger: Ledger | None


@dataclass(frozen=True)
class UnitRow:
    """A unit with its years (单位与年度)."""

    unit: Unit
    years: tuple[UnitYear, ...]


def find_units(yearbook: Yearbook, letter: str = "") -> tuple[Unit, ...]:
    """The units by the letters of their folders, which are called by their sounds; the top folder's is the first.

    Args:
        yearbook: All pages.
        letter: Only those that begin with it; empty for all.
    """
    found = sorted(yearbook.units.values(), key=lambda unit: unit.folder)
    return tuple(unit for unit in found if not letter or unit.letter == letter.upper())


def tabulate_units(yearbook: Yearbook, letter: str = "", last: int = 10) -> tuple[UnitRow, ...]:
    """Set what is here of each unit beside its years.

    Args:
        yearbook: All pages.
        letter: Only units that begin with it; empty for all.
        last: So many years, the newest of any unit's.
    """
    found = {report.year for report in yearbook.reports.values()} | {one.year for one in yearbook.ledgers.values()}
    newest, oldest = max(found, default=0), min(found, default=0)
    years = range(max(oldest, newest - last + 1), newest + 1)
    rows = []
    for unit in find_units(yearbook, letter):
        summaries = {paper.year: paper for paper in yearbook.written_of(unit.folder)}
        ledgers = {ledger.year: ledger for ledger in yearbook.ledgers_of(unit.folder)}
        cells = (
            UnitYear(year, summaries.get(year), len(yearbook.reports_in(unit.folder, year)), ledgers.get(year))
            for year in years
        )
        rows.append(UnitRow(unit, tuple(cells)))
    return tuple(rows)


def papers_of_year(yearbook: Yearbook, year: int) -> tuple[Report, ...]:
    """The paper of each unit that tells of a year, in the order of the units."""
    found = (paper for unit in find_units(yearbook) for paper in yearbook.written_of(unit.folder) if paper.year == year)
    return tuple(found)


def choose_year(yearbook: Yearbook, year: int | None = None) -> int | None:
    """The year that units are set beside one another of.

    Args:
        yearbook: All pages.
        year: The one that is asked for.

    Returns:
        That; else the newest that two units have told of; else the newest of any; None where there is none.
    """
    if year is not None:
        return year
    told = Counter(paper.year for unit in yearbook.units for paper in yearbook.written_of(unit))
    return max(told, key=lambda one: (told[one] > 1, one), default=None)
