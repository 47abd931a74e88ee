"""Counted figures of a year side by side, only where units give them under one name and in one unit of measure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from macros.compare.units.unit_years import papers_of_year
from macros.domain.reports import Indicator, Report
from macros.domain.yearbook import Yearbook

#: A name that is given in one unit, and the figures of each paper under it.
_Found = dict[tuple[str, str], dict[str, list[Indicator]]]


@dataclass(frozen=True)
class UnitIndicators:
    """Units by indicators of a year (指标与单位).

    Attributes:
        year: The year.
        names: The indicators, each with its unit of measure; those that most units give first.
        rows: Each unit's paper with its figures of each.
        alone: How many others only one unit gives.
        differing: Names that units give in several units of measure.
    """

    year: int
    names: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Report, tuple[tuple[Indicator, ...], ...]], ...]
    alone: int
    differing: tuple[str, ...]


def tabulate_indicators_of_units(yearbook: Yearbook, year: int, among: str = "") -> UnitIndicators:
    """Set the figures of a year side by side.

    Args:
        yearbook: All pages.
        year: The year.
        among: Only units of a group; empty for all.
    """
    papers = papers_of_year(yearbook, year, among)
    found: _Found = defaultdict(lambda: defaultdict(list))
    written: dict[str, str] = {}
    for paper in papers:
        for figure in paper.indicators:
            written.setdefault(figure.key, figure.name)
            found[figure.key, figure.unit][paper.key].append(figure)
    shared = sorted((name for name in found if len(found[name]) > 1), key=lambda name: (-len(found[name]), name))
    units: dict[str, set[str]] = defaultdict(set)
    for key, unit in found:
        units[key].add(unit)
    rows = tuple((paper, tuple(tuple(found[name].get(paper.key, ())) for name in shared)) for paper in papers)
    return UnitIndicators(
        year,
        tuple((written[key], unit) for key, unit in shared),
        tuple(row for row in rows if any(row[1])),
        len(found) - len(shared),
        tuple(sorted(written[key] for key, own in units.items() if len(own) > 1)),
    )
