"""The yearly duties of a year beside what the papers of that year record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from macros.compare.duty_sentences import DutyStanding, Saying, is_recorded, read_sayings
from macros.domain.concepts import Duty
from macros.domain.regulations import Regulation
from macros.domain.reports import Item, Report
from macros.domain.yearbook import AppliedBasis, Yearbook


@dataclass(frozen=True)
class Evidence:
    """What a paper says of a duty; a paper that records it by being there has no item (记载)."""

    report: Report
    item: Item | None
    saying: Saying | None

    @property
    def standing(self) -> DutyStanding:
        """What it is worth as a record."""
        return self.saying.standing if self.saying else DutyStanding.RECORD


@dataclass(frozen=True)
class DutyOfYear:
    """A duty in a year (当年的规定动作).

    Attributes:
        duty: The duty.
        work: The regulation that asks it.
        bases: Where that stood at the end of the year; empty where it did not.
        asked: Whether it was asked by the end of the year.
        evidence: What the papers of the year say, in order of paper and item.
    """

    duty: Duty
    work: Regulation
    bases: tuple[AppliedBasis, ...]
    asked: bool
    evidence: tuple[Evidence, ...]

    @property
    def searchable(self) -> bool:
        """Whether the duty has anything to be found by."""
        return bool(self.duty.words or self.duty.series)

    @property
    def recorded(self) -> bool:
        """Whether any paper records that it was done."""
        return any(found.standing is DutyStanding.RECORD for found in self.evidence)

    @property
    def by_standing(self) -> list[tuple[DutyStanding, list[Evidence]]]:
        """The evidence by its worth; records come first, and there even where there are none."""
        rows = [
            (standing, [found for found in self.evidence if found.standing is standing]) for standing in DutyStanding
        ]
        return [(standing, found) for standing, found in rows if found or standing is DutyStanding.RECORD]


@dataclass(frozen=True)
class DutiesOfYear:
    """All duties in a year of one unit, with the papers that were looked through (规定动作对照)."""

    year: int
    papers: tuple[Report, ...]
    rows: tuple[DutyOfYear, ...]

    @property
    def unrecorded(self) -> tuple[DutyOfYear, ...]:
        """Those that are asked and can be looked for, of which no paper of the year records that they were done."""
        return tuple(row for row in self.rows if row.asked and row.searchable and not row.recorded)


def compare_duties(yearbook: Yearbook, folder: str, year: int) -> DutiesOfYear:
    """Set the duties of a year beside what the papers of that year say.

    Args:
        yearbook: All pages.
        folder: The unit's folder; empty for the top folder.
        year: The year.
    """
    papers = yearbook.reports_in(folder, year)
    end = date(year, 12, 31)
    rows = [
        DutyOfYear(
            duty,
            yearbook.regulations[duty.basis.regulation],
            tuple(yearbook.applied_bases((duty.basis,), end)),
            duty.since <= end,
            tuple(_evidence(duty, papers)),
        )
        for duty in yearbook.duties
    ]
    return DutiesOfYear(year, papers, tuple(rows))


def find_records(duty: Duty, yearbook: Yearbook) -> list[tuple[Report, Item | None]]:
    """The items of all papers that record a duty as done, newest year first; None where the paper itself is the record.

    Nothing is said of years without one: that a paper does not tell of it proves nothing.
    """
    papers = sorted(yearbook.reports.values(), key=lambda report: (-report.year, report.key))
    return [(report, item) for report in papers for item in _records(duty, report)]


def _records(duty: Duty, report: Report) -> Iterator[Item | None]:
    if report.series is duty.series:
        yield None
    yield from (item for item in report.passages.values() if _may_tell(duty, item) and is_recorded(duty, report, item))


def _evidence(duty: Duty, papers: tuple[Report, ...]) -> Iterator[Evidence]:
    for report in papers:
        if report.series is duty.series:
            yield Evidence(report, None, None)
        for item in report.passages.values():
            for saying in read_sayings(duty, report, item) if _may_tell(duty, item) else ():
                yield Evidence(report, item, saying)


def _may_tell(duty: Duty, item: Item) -> bool:
    """Whether an item has the words: most have none, and only those that do are cut into sentences."""
    return any(all(word in item.text for word in words) for words in duty.words)
