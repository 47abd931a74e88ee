"""The years of the site: the ledgers as bars, and a table of what each year has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from macros.compare.ledger_view import MeasureStanding, list_measures
from macros.domain.ledgers import Ledger
from macros.domain.reports import PartKind, Report
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.stacked_bars import StackedBar, stacked_bars
from macros.render.standings import standing_parts

#: In the place of a ledger, where there may be one that is not shown.
NOT_SHOWN = "不显示"
#: Where there are more years than so many, each unit has the newest ones, and at least one.
MOST_CARDS = 60
#: Of more units not even one year of each is listed.
MOST_UNITS = 60


@dataclass(frozen=True)
class _Year:
    """One year of a unit: its summary, or the first of its other papers, with the others named."""

    report: Report
    others: tuple[Report, ...]
    counts: tuple[int, ...]
    ledger: Ledger | None
    standings: Counter[MeasureStanding]
    empty: str

    @property
    def total(self) -> int:
        """How many measures its ledger has."""
        return self.standings.total()

    @property
    def closed(self) -> int:
        """How many of them are over."""
        return self.standings[MeasureStanding.CLOSED]


def year_cards(yearbook: Yearbook, links: Links, today: date) -> str:
    """The years: how far the ledger of each has come, and how many items its summary has of each kind."""
    by_unit: dict[str, list[tuple[Report, ...]]] = {}
    for papers in yearbook.years:
        by_unit.setdefault(papers[0].folder, []).append(papers)
    if len(by_unit) > MOST_UNITS:
        # Even one year of each would be too long: here are those of whose site it is.
        own = yearbook.folder_of("")
        by_unit = {own: by_unit[own]} if own in by_unit else {}
    written = [(unit.name, by_unit[unit.folder]) for unit in yearbook.units.values() if unit.folder in by_unit]
    total = sum(map(len, by_unit.values()))
    most = total if total <= MOST_CARDS else max(1, MOST_CARDS // len(written))
    units = [(name, [_year(papers, yearbook, today) for papers in years[:most]]) for name, years in written]
    shown = [year for _, years in units for year in years]
    # One year each stands beside those of the others: it names its unit itself.
    named = most == 1 and len(units) > 1
    groups = [("", shown)] if named else units
    return render(
        "year_cards",
        notice=sample_notice(paper for year in shown for paper in (year.report, *year.others, year.ledger)),
        units=[(name, years, _picture(years, links, named=named)) for name, years in groups],
        kinds=list(PartKind),
        named=named,
        most=most,
        left=total - len(shown),
        withheld=yearbook.withheld_ledgers,
        links=links,
        today=today,
    )


def _year(papers: Sequence[Report], yearbook: Yearbook, today: date) -> _Year:
    report, *others = papers
    items = report.items.values() if report.written else ()
    counts = tuple(sum(item.kind is kind for item in items) for kind in PartKind)
    ledger = yearbook.ledger_beside(report)
    # How far one has come that readers are not shown whole, nobody can tell them.
    ledger = ledger if ledger and ledger.key not in yearbook.withheld_ledgers else None
    standings = Counter(line.standing for line in list_measures(ledger, today)) if ledger else Counter()
    empty = "台账还没有措施" if ledger else "本站没有台账" if yearbook.shows_all_ledgers(report.folder) else NOT_SHOWN
    return _Year(report, tuple(others), counts, ledger, standings, empty)


def _picture(years: Sequence[_Year], links: Links, *, named: bool) -> str:
    """A bar a year, of where the measures of its ledger stand."""
    bars = [
        StackedBar(
            (year.report.unit if named else "") + year.report.name,
            standing_parts(year.standings),
            links.to(year.report.path),
            year.empty,
            sample=year.ledger is not None and year.ledger.sample,
        )
        for year in years
    ]
    return stacked_bars(bars, "各年台账的措施")
