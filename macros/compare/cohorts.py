"""What a year promised or named, followed through the years after it (同年承诺): counted by year, source and kind."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Generic, Protocol, TypeVar

from macros.domain.ledgers import Ledger
from macros.domain.reports import ItemRef, PartKind, Report
from macros.domain.yearbook import LedgerLine, ReportItem, Yearbook

#: So many years after its own a row is looked at again; 0 is the end of its own year.
YEARS_AFTER = (0, 1, 2, 3)
#: Under what is counted that the ledger does not tell: the source, and the kind, of what stands in a paper alone.
NOT_IN_LEDGER = "未列入台账"


class Met(Enum):
    """Whether something had come about by a day (是否发生)."""

    YES = "是"
    #: Of which only a paper tells: had it not come about, nobody would know.
    YES_ALONE = "是，只有报告写明"
    NO = "否"
    UNTOLD = "未见记载"
    NOT_YET = "未到"

    @property
    def is_yes(self) -> bool:
        """Whether it had."""
        return self in {Met.YES, Met.YES_ALONE}


class Followed(Protocol):
    """A row that is followed through the years: a promise, or a problem."""

    @property
    def year(self) -> int:
        """Of which year it is."""

    @property
    def papers(self) -> tuple[Report | Ledger, ...]:
        """The papers that tell of it."""

    @property
    def counts(self) -> bool:
        """Whether it is among those of which a share is told."""

    @property
    def met(self) -> tuple[Met, ...]:
        """How it stood at the end of each of `YEARS_AFTER`, and on the day asked about."""


Row = TypeVar("Row", bound=Followed)


@dataclass(frozen=True)
class Share:
    """How many of some rows had come about (其中几项).

    Attributes:
        yes: Number of those that had.
        of: Number of all of which it can be told; where some are known only because it had come about, of all.
        untold: Number of those of which no paper tells.
    """

    yes: int
    of: int
    untold: int

    @property
    def ratio(self) -> float | None:
        """The share, 0 to 1; None where it can be told of none."""
        return self.yes / self.of if self.of else None


@dataclass(frozen=True)
class Cohort(Generic[Row]):
    """The rows of one year, one source or one kind (一组).

    Attributes:
        name: Its heading.
        rows: Its rows, in the order of years.
    """

    name: str
    rows: tuple[Row, ...]

    @property
    def sample(self) -> bool:
        """Whether any of them is told of by a sample."""
        return any(paper.sample for row in self.rows for paper in row.papers)

    @property
    def shares(self) -> tuple[Share | None, ...]:
        """The share after each of `YEARS_AFTER`, and on the day asked about; None where that day is to come for all."""
        return tuple(_share([row.met[place] for row in self.rows if row.counts]) for place in range(_columns()))


def unlisted_items(
    yearbook: Yearbook, folder: str, kind: PartKind, listed: Container[ItemRef | None]
) -> Iterator[ReportItem]:
    """Yield the items of a kind that a unit's papers have and no ledger names.

    Args:
        yearbook: All pages.
        folder: The unit's folder.
        kind: The kind of part that they stand in.
        listed: What the ledgers name.
    """
    for paper in yearbook.written_of(folder):
        for item in paper.items.values():
            if item.kind is kind and paper.ref(item) not in listed:
                yield ReportItem(paper, item)


def papers_of(*places: LedgerLine | ReportItem | None) -> tuple[Report | Ledger, ...]:
    """The papers in which some entries and items stand."""
    return tuple(place.ledger if isinstance(place, LedgerLine) else place.report for place in places if place)


def year_is_over(year: int, today: date) -> bool:
    """Whether a year's last day has been by some day."""
    return date(year, 12, 31) <= today


def by_year(rows: Sequence[Row]) -> tuple[Cohort[Row], ...]:
    """Rows by year, newest last."""
    return tuple(sorted(group_by(rows, lambda row: f"{row.year}年"), key=lambda cohort: cohort.rows[0].year))


def group_by(rows: Iterable[Row], name_of: Callable[[Row], str]) -> tuple[Cohort[Row], ...]:
    """Rows by a name of theirs, the largest group first; those that no ledger has come last."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(name_of(row), []).append(row)
    cohorts = [Cohort(name, tuple(found)) for name, found in groups.items()]
    return tuple(sorted(cohorts, key=lambda cohort: (cohort.name == NOT_IN_LEDGER, -len(cohort.rows), cohort.name)))


def _columns() -> int:
    return len(YEARS_AFTER) + 1


def _share(told: Sequence[Met]) -> Share | None:
    if told and all(met is Met.NOT_YET for met in told):
        return None
    yes, untold = sum(met.is_yes for met in told), told.count(Met.UNTOLD)
    # Without those of which nobody tells it would be all of them.
    return Share(yes, yes + told.count(Met.NO) + (untold if Met.YES_ALONE in told else 0), untold)
