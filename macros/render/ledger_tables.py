"""The ledgers as tables: one year for the inspector, all years at a glance, and what presses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from macros.compare.ledger_view import (
    LedgerOverview,
    MeasureLine,
    MeasureStanding,
    find_pressing,
    list_measures,
    overview_of,
)
from macros.domain.ledgers import Ledger
from macros.domain.reports import ItemRef
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.event_strip import StripScale
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.stacked_bars import StackedBar, stacked_bars
from macros.render.standings import standing_parts
from macros.render.unit_shown import THIS_SITE, whose_papers
from macros.render.withheld import withheld


def ledger_table(
    ledger: Ledger | None,
    yearbook: Yearbook,
    links: Links,
    today: date,
    whose: str = THIS_SITE,
) -> str:
    """One year's measures, a row each, with everything that an inspector asks for; landscape on paper."""
    lines = list_measures(ledger, today) if ledger else []
    return render(
        "ledger_table",
        whose=whose,
        notice=sample_notice([ledger]),
        own=False,
        withheld=withheld("整改台账") if yearbook.withheld_ledgers else "",
        **rows_of(ledger, lines, yearbook, links, today),
    )


def rows_of(
    ledger: Ledger | None, lines: Sequence[MeasureLine], yearbook: Yearbook, links: Links, today: date
) -> dict[str, object]:
    """What the table of a year is made of, and what is counted of it above it."""
    scale = StripScale.over(lines, today)
    counted = Counter(line.standing for line in lines)
    return {
        "ledger": ledger,
        "cut": ledger is not None and ledger.key in yearbook.withheld_ledgers,
        "rows": [_row(line, lines, scale, yearbook) for line in lines],
        "counts": [(standing.value, counted[standing]) for standing in MeasureStanding if counted[standing]],
        "undated": sum(event.on is None for line in lines for event in line.history),
        "scale": scale,
        "links": links,
        "today": today,
    }


def measure_cells(line: MeasureLine, scale: StripScale) -> str:
    """The cells of one measure: who, until when, how it stands, and its strip of time."""
    return render("measure_cells", line=line, strip=scale.strip(line), today=scale.today)


def ledger_overview(yearbook: Yearbook, folder: str, links: Links, today: date) -> str:
    """All years of a unit: what is open, then counts by year, kind, source and responsible unit."""
    view = overview_of(yearbook, folder, today)
    pressing = _pressing(view.pressing, links, today, more="", most=len(view.pressing))
    return render(
        "ledger_overview",
        whose=whose_papers(yearbook, folder),
        view=view,
        chart=_years_chart(view, links),
        pressing=pressing,
        standings=list(MeasureStanding),
        notice=sample_notice(view.ledgers),
        samples=_samples(view),
        links=links,
        today=today,
    )


def _years_chart(view: LedgerOverview, links: Links) -> str:
    """How the measures of each year stand, a bar a year that leads to its ledger."""
    ways = {f"{ledger.year}年": links.to(ledger.path) for ledger in view.ledgers}
    samples = _samples(view)
    bars = [
        StackedBar(tally.name, standing_parts(tally.standings), ways[tally.name], sample=tally.name in samples)
        for tally in view.years
    ]
    return stacked_bars(bars, "各年度台账的措施办得怎样")


def _samples(view: LedgerOverview) -> set[str]:
    """The years whose ledgers are samples, as they are named."""
    return {f"{ledger.year}年" for ledger in view.ledgers if ledger.sample}


def overdue_list(yearbook: Yearbook, folder: str, links: Links, today: date, most: int) -> str:
    """The measures that press most, as a list of its own; it is counted where readers are shown all ledgers.

    Args:
        yearbook: All pages.
        folder: The unit's.
        links: Addresses as seen from the page.
        today: The day for which they are told.
        most: How many are shown; a link leads to the others.
    """
    lines, counted = find_pressing(yearbook, folder, today), yearbook.shows_all_ledgers(folder)
    return render(
        "overdue_list",
        whose=whose_papers(yearbook, folder),
        notice=sample_notice([line.ledger for line in lines[:most]]),
        pressing=_pressing(lines, links, today, more=links.to("ledger/index.md"), most=most),
        counted=counted,
        withheld="" if counted else withheld("台账的办理情况"),
    )


def _pressing(lines: Sequence[MeasureLine], links: Links, today: date, *, more: str, most: int) -> dict[str, object]:
    return {
        "lines": lines[:most],
        "total": len(lines),
        "overdue": sum(line.standing is MeasureStanding.OVERDUE for line in lines),
        "more": more if len(lines) > most else "",
        "scale": StripScale.over(lines[:most], today),
        "links": links,
        "today": today,
    }


def _row(line: MeasureLine, lines: Sequence[MeasureLine], scale: StripScale, yearbook: Yearbook) -> dict[str, object]:
    entry, measure = line.entry, line.measure
    return {
        "line": line,
        "first": next(other for other in lines if other.entry is entry) is line,
        "problem": _item(entry.problem, yearbook) if entry.problem else None,
        "causes": [_item(ref, yearbook) for ref in entry.causes],
        "item": _item(measure.item, yearbook) if measure and measure.item else None,
        "repeats": yearbook.entry(line.ledger, entry.repeats or ""),
        "strip": scale.strip(line),
    }


def _item(ref: ItemRef, yearbook: Yearbook) -> dict[str, str]:
    report = yearbook.reports[ref.report]
    return {"id": ref.item, "path": report.path, "title": report.items[ref.item].title}
