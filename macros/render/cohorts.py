"""Promises kept and problems that came back, by cohort: a picture, counts, and below the rows that were counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic

from macros.compare.cohorts import YEARS_AFTER, Cohort, Met, Row, Share, by_year, group_by
from macros.compare.promises import Outcome, Promise, list_promises
from macros.compare.returns import NamedProblem, list_problems
from macros.domain.yearbook import Yearbook
from macros.render.cohort_chart import ShareCell, ShareRow, cohort_chart
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.unit_shown import whose_papers

#: What the columns are called: the end of the year itself, so many years after, the day asked about.
_COLUMNS = (*(f"{after}年后" if after else "当年底" for after in YEARS_AFTER), "至今")
#: What has come of a promise, as columns of counts; what is done stands in the columns before them.
_STATES = tuple(outcome for outcome in Outcome if outcome not in {Outcome.DONE, Outcome.UNDATED})
_YEAR = "年度"


@dataclass(frozen=True)
class _Count:
    """A number, and what the filters of the list are set to for its rows; empty where it has none."""

    text: str
    choice: str = ""


@dataclass(frozen=True)
class _View(Generic[Row]):
    """How rows of one sort are counted and shown.

    Attributes:
        label: What the picture shows.
        tone: The picture's colour.
        columns: The columns of shares, the last ones of `_COLUMNS`.
        states: The columns of numbers after them, each with which rows count.
        groups: What the rows are counted by, each with its cohorts; the years come first.
    """

    label: str
    tone: str
    columns: tuple[str, ...]
    states: Mapping[str, Callable[[Row], bool]]
    groups: Mapping[str, tuple[Cohort[Row], ...]]

    @property
    def years(self) -> list[tuple[Cohort[Row], list[tuple[Row, list[str]]]]]:
        """The rows of each year, each with the columns in which it counts."""
        return [(cohort, [(row, self._times(row)) for row in cohort.rows]) for cohort in self.groups[_YEAR]]

    @property
    def tables(self) -> list[tuple[str, list[tuple[Cohort[Row], list[_Count]]]]]:
        """The counts, a table a group."""
        return [
            (name, [(cohort, list(self._counts(cohort, place))) for cohort in cohorts])
            for place, (name, cohorts) in enumerate(self.groups.items())
        ]

    @property
    def picture(self) -> str:
        """The shares of each year."""
        rows = [
            ShareRow(
                cohort.name,
                tuple(ShareCell(share.ratio if share else None, _text(share)) for share in self._shares(cohort)),
                cohort.sample,
            )
            for cohort in self.groups[_YEAR]
        ]
        return cohort_chart(self.columns, rows, self.label, self.tone)

    def _shares(self, cohort: Cohort[Row]) -> tuple[Share | None, ...]:
        return cohort.shares[-len(self.columns) :]

    def _times(self, row: Row) -> list[str]:
        met = row.met[-len(self.columns) :] if row.counts else ()
        return [name for name, found in zip(self.columns, met, strict=False) if found.is_yes]

    def _counts(self, cohort: Cohort[Row], place: int) -> Iterator[_Count]:
        def choice(column: str = "", state: str = "") -> str:
            # The list has a filter a group, then one for the columns and one for the states.
            chosen = [""] * len(self.groups)
            chosen[place] = cohort.name
            return "|".join([*chosen, column, state])

        yield _Count(f"{len(cohort.rows)}", choice())
        for column, share in zip(self.columns, self._shares(cohort), strict=True):
            yield _Count(_text(share), choice(column) if share and share.yes else "")
        for state, is_in in self.states.items():
            number = sum(map(is_in, cohort.rows))
            yield _Count(f"{number}", choice(state=state) if number else "")


def promises_kept(yearbook: Yearbook, folder: str, links: Links, today: date) -> str:
    """How many of the measures of each year were done after one, two and three years, and what came of the others.

    Args:
        yearbook: All pages.
        folder: The unit's.
        links: Addresses as seen from the page.
        today: The day as of which they are told.
    """
    rows = list_promises(yearbook, folder, today)
    occurring = {row.now for row in rows} | {Outcome.SILENT}
    view = _View(
        label="各年度措施的办结情况",
        tone="good",
        columns=_COLUMNS,
        states={state: _is_now(state) for state in _STATES if state in occurring},
        groups={
            _YEAR: by_year(rows),
            "来源": group_by(rows, lambda row: row.source),
            "类型": group_by(rows, lambda row: row.kind),
        },
    )
    return _render("promises_kept", view, yearbook, folder, links, today)


def problems_returned(yearbook: Yearbook, folder: str, links: Links, today: date) -> str:
    """How many of the problems of each year came back within one, two and three years; see `promises_kept`."""
    rows = list_problems(yearbook, folder, today)
    view = _View(
        label="各年度问题的再现情况",
        tone="problem",
        # What is named in a year has not come back in it.
        columns=_COLUMNS[1:],
        states={Met.UNTOLD.value: lambda row: row.met[-1] is Met.UNTOLD},
        groups={_YEAR: by_year(rows), "来源": group_by(rows, lambda row: row.source)},
    )
    return _render("problems_returned", view, yearbook, folder, links, today)


def _render(
    template: str,
    view: _View[Promise] | _View[NamedProblem],
    yearbook: Yearbook,
    folder: str,
    links: Links,
    today: date,
) -> str:
    papers = [paper for cohort in view.groups[_YEAR] for row in cohort.rows for paper in row.papers]
    return render(
        template,
        view=view,
        anchor="rows-" + template.replace("_", "-") + (f"-{folder.replace('/', '-')}" if folder else ""),
        missing=_years_without_ledger(yearbook, folder, today),
        notice=sample_notice(papers),
        whose=whose_papers(yearbook, folder),
        links=links,
        today=today,
    )


def _is_now(state: Outcome) -> Callable[[Promise], bool]:
    return lambda row: row.now is state


def _text(share: Share | None) -> str:
    if share is None:
        return ""
    return f"{share.yes}/{share.of}" if share.of else Met.UNTOLD.value if share.untold else "—"


def _years_without_ledger(yearbook: Yearbook, folder: str, today: date) -> list[int]:
    told = {ledger.year for ledger in yearbook.ledgers_of(folder)}
    return [year for year in range(min(told, default=today.year), today.year) if year not in told]
