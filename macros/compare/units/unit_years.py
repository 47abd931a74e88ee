"""Which units there are, and of which years each has papers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

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

    @property
    def shown(self) -> tuple[Report | Ledger, ...]:
        """What of it is told one by one."""
        return tuple(paper for paper in (self.summary, self.ledger) if paper)


@dataclass(frozen=True)
class UnitRow:
    """A unit with its years (单位与年度)."""

    unit: Unit
    years: tuple[UnitYear, ...]


@dataclass(frozen=True)
class UnitGroup:
    """Units that are listed together: those of a county, else those of a letter (一组单位).

    Attributes:
        key: What the folders of a county's units begin with, `jia` of `jia-dongzhen`; else the letter.
        name: What it is called: the words that the names of a county's units begin with, else the letter.
        units: The units.
    """

    key: str
    name: str
    units: tuple[Unit, ...]


def find_units(yearbook: Yearbook, among: str = "") -> tuple[Unit, ...]:
    """The units by the letters of their folders, which are called by their sounds; the top folder's is the first.

    Args:
        yearbook: All pages.
        among: Only those of a group, by its key; empty for all.
    """
    found = sorted(yearbook.units.values(), key=lambda unit: unit.folder)
    return tuple(unit for unit in found if not among or among.lower() in {group_of(unit).lower(), unit.letter.lower()})


def group_of(unit: Unit) -> str:
    """The key of the group that a unit is listed with."""
    county, part_of, _ = unit.folder.partition("-")
    return county if part_of else unit.letter


def group_units(yearbook: Yearbook) -> tuple[UnitGroup, ...]:
    """All units in their groups, in the order of keys."""
    groups: dict[str, list[Unit]] = {}
    for unit in find_units(yearbook):
        groups.setdefault(group_of(unit), []).append(unit)
    named = ((key, name_group([unit.name for unit in units]) if len(key) > 1 else "") for key, units in groups.items())
    return tuple(UnitGroup(key, name or key[:1].upper(), tuple(groups[key])) for key, name in sorted(named))


def name_group(names: Sequence[str]) -> str:
    """What units of one county are called together, such as 甲县, where the names of all begin so; else nothing.

    Args:
        names: What each is called.
    """
    shared = "".join(row[0] for row in takewhile(lambda row: len(set(row)) == 1, zip(*names, strict=False)))
    county = re.match(r".+?[县区市旗州盟]", shared)
    return county[0] if county else shared if len(shared) > 1 and len(names) > 1 else ""


def tabulate_units(yearbook: Yearbook, among: str = "", last: int = 10) -> tuple[UnitRow, ...]:
    """Set what is here of each unit beside its years.

    Args:
        yearbook: All pages.
        among: Only units of a group; empty for all.
        last: So many years, the newest of any unit's.
    """
    found = {report.year for report in yearbook.reports.values()} | {one.year for one in yearbook.ledgers.values()}
    newest, oldest = max(found, default=0), min(found, default=0)
    years = range(max(oldest, newest - last + 1), newest + 1)
    rows = []
    for unit in find_units(yearbook, among):
        summaries = {paper.year: paper for paper in yearbook.written_of(unit.folder)}
        ledgers = {ledger.year: ledger for ledger in yearbook.ledgers_of(unit.folder)}
        cells = (
            UnitYear(year, summaries.get(year), len(yearbook.reports_in(unit.folder, year)), ledgers.get(year))
            for year in years
        )
        rows.append(UnitRow(unit, tuple(cells)))
    return tuple(rows)


def years_of_unit(yearbook: Yearbook, folder: str) -> tuple[int, ...]:
    """The years of which a unit has a paper or a ledger, the newest first."""

    def find() -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for papers in yearbook.years:
            found.setdefault(papers[0].folder, set()).add(papers[0].year)
        for ledger in yearbook.ledgers.values():
            found.setdefault(ledger.folder, set()).add(ledger.year)
        return found

    return tuple(sorted(yearbook.keep("years of units", find).get(folder, ()), reverse=True))


def papers_of_year(yearbook: Yearbook, year: int, among: str = "") -> tuple[Report, ...]:
    """The paper of each unit, or of each of a group, that tells of a year, in the order of the units."""
    units = find_units(yearbook, among)
    return tuple(paper for unit in units for paper in yearbook.written_of(unit.folder) if paper.year == year)


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
