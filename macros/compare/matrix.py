"""What each year had on each topic: new, carried on, left out, back again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from macros.domain.concepts import Concept
from macros.domain.regulations import Regulation
from macros.domain.reports import Item, PartKind, Report
from macros.domain.yearbook import Yearbook

#: An item's topics are the concepts and regulations it cites; there is no other list.
Topic = Concept | Regulation


class Course(StrEnum):
    """What a year did with a topic (年度变化)."""

    NEW = "新增"
    CARRIED_ON = "延续"
    DROPPED = "未再出现"
    BACK = "再现"
    ABSENT = "—"
    NO_REPORT = "无报告"


@dataclass(frozen=True)
class MatrixCell:
    """One topic in one year: its items of one kind, and what the year did with it."""

    year: int
    report: Report | None
    items: tuple[Item, ...]
    course: Course


@dataclass(frozen=True)
class MatrixRow:
    """One topic through the years; `topic` is None for the items that cite nothing (专题)."""

    topic: Topic | None
    cells: tuple[MatrixCell, ...]

    @property
    def name(self) -> str:
        """How the table names the topic."""
        if self.topic is None:
            return "没有引用法规或概念的条目"
        return self.topic.names[0] if isinstance(self.topic, Concept) else f"《{self.topic.title}》"

    @property
    def years(self) -> int:
        """In how many years it occurs."""
        return sum(bool(cell.items) for cell in self.cells)


@dataclass(frozen=True)
class YearMatrix:
    """The topics of one kind of part (专题与年度)."""

    kind: PartKind
    years: tuple[int, ...]
    rows: tuple[MatrixRow, ...]


def year_matrix(reports: Iterable[Report], yearbook: Yearbook) -> tuple[YearMatrix, ...]:
    """Put the items of one unit's papers together by kind, topic and year.

    A year of which there is no paper stands among the others, and what was
    there before it is not taken for dropped in it.

    Args:
        reports: Papers of one unit and series.
        yearbook: What concepts and regulations are called.

    Returns:
        One matrix a kind, of kinds that have items; topics of most years first.
    """
    by_year = {report.year: report for report in reports}
    if not by_year:
        return ()
    years = tuple(range(min(by_year), max(by_year) + 1))
    found = _collect(by_year, yearbook)
    return tuple(
        YearMatrix(kind, years, tuple(_rows(found[kind], years, by_year, yearbook))) for kind in PartKind if found[kind]
    )


_Found = dict[PartKind, dict[str, dict[int, list[Item]]]]


def _collect(by_year: dict[int, Report], yearbook: Yearbook) -> _Found:
    found: _Found = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for year, report in by_year.items():
        for item in (passage for part in report.parts for passage in part.passages):
            # A lead that cites nothing is no item that cites nothing.
            for name in topics_of(item, yearbook) or ([] if item.is_lead else [""]):
                found[item.kind][name][year].append(item)
    return found


def topics_of(item: Item, yearbook: Yearbook) -> list[str]:
    """Ids of what an item cites, each once; a concept and the work that it names are one topic."""
    regulations = [citation.regulation for citation in item.citations]
    concepts = [f"#{link.concept}" for link in item.concepts if link.concept in yearbook.concepts]
    return list(dict.fromkeys([*regulations, *concepts]))


def _rows(
    topics: dict[str, dict[int, list[Item]]], years: tuple[int, ...], by_year: dict[int, Report], yearbook: Yearbook
) -> Iterator[MatrixRow]:
    rows = [
        MatrixRow(topic_named(name, yearbook), tuple(_cells(items, years, by_year))) for name, items in topics.items()
    ]
    yield from sorted(rows, key=lambda row: (row.topic is None, -row.years, row.name))


def topic_named(name: str, yearbook: Yearbook) -> Topic | None:
    """The topic of an id that `topics_of` gives; None for that of items that cite nothing."""
    if not name:
        return None
    return yearbook.concepts[name[1:]] if name.startswith("#") else yearbook.regulations[name]


def _cells(items: dict[int, list[Item]], years: tuple[int, ...], by_year: dict[int, Report]) -> Iterator[MatrixCell]:
    ever = last = False
    for year in years:
        report, there = by_year.get(year), tuple(items.get(year, ()))
        yield MatrixCell(year, report, there, _course(report, ever=ever, last=last, there=bool(there)))
        if report is not None:
            ever, last = ever or bool(there), bool(there)


def _course(report: Report | None, *, ever: bool, last: bool, there: bool) -> Course:
    if report is None:
        return Course.NO_REPORT
    if there:
        return Course.CARRIED_ON if last else Course.BACK if ever else Course.NEW
    return Course.DROPPED if last else Course.ABSENT
