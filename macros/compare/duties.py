"""The yearly duties of a year beside what the papers of that year record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from macros.compare.duty_sentences import DutyStanding, Saying, is_recorded, may_record, read_sayings
from macros.domain.concepts import Duty
from macros.domain.regulations import Regulation
from macros.domain.remembering import Remember, find_anew
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
    return find_all_records(yearbook).get(duty, [])


def find_all_records(
    yearbook: Yearbook, remember: Remember = find_anew
) -> dict[Duty, list[tuple[Report, Item | None]]]:
    """The same of every duty; all papers are searched once.

    Args:
        yearbook: All pages.
        remember: Knows what was found in a paper before.
    """
    return yearbook.keep("records of duties", lambda: _find_all_records(yearbook, remember))


def _find_all_records(yearbook: Yearbook, remember: Remember) -> dict[Duty, list[tuple[Report, Item | None]]]:
    duties = yearbook.duties
    words = {word for duty in duties for group in duty.words for word in group}
    groups = [(number, frozenset(group)) for number, duty in enumerate(duties) for group in duty.words]
    found: dict[Duty, list[tuple[Report, Item | None]]] = {duty: [] for duty in duties}
    for report in sorted(yearbook.reports.values(), key=lambda report: (-report.year, report.key)):
        for duty in (duty for duty in duties if report.series is duty.series):
            found[duty].append((report, None))
        for number, name in remember("duties", report, partial(_name_records, report, duties, words, groups)):
            found[duties[number]].append((report, report.passages[name]))
    return found


def _name_records(
    report: Report, duties: tuple[Duty, ...], words: set[str], groups: list[tuple[int, frozenset[str]]]
) -> tuple[tuple[int, str], ...]:
    """The numbers of duties with the items of a paper that record them."""
    found = []
    for item in (item for item in report.passages.values() if may_record(report, item)):
        # Most items have none of the words: each is looked for once, whatever number of duties it is a word of.
        there = {word for word in words if word in item.text}
        asked = dict.fromkeys(number for number, group in groups if group <= there) if there else ()
        found += [(number, item.id) for number in asked if is_recorded(duties[number], report, item)]
    return tuple(found)


def _evidence(duty: Duty, papers: tuple[Report, ...]) -> Iterator[Evidence]:
    for report in papers:
        if report.series is duty.series:
            yield Evidence(report, None, None)
        for item in report.passages.values():
            # Most items have none of the words: only those that have them are cut into sentences.
            if not any(all(word in item.text for word in words) for words in duty.words):
                continue
            for saying in read_sayings(duty, report, item):
                yield Evidence(report, item, saying)
