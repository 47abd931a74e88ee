"""Units by topics, by duties and by indicators of a year: tables that are pictures."""

from __future__ import annotations

from datetime import date

from macros.compare.matrix import Topic
from macros.compare.units.unit_duties import DutyFound, compare_duties_of_units, what_is_found
from macros.compare.units.unit_indicators import tabulate_indicators_of_units
from macros.compare.units.unit_topics import tabulate_topics
from macros.compare.units.unit_years import choose_year
from macros.domain.concepts import Concept
from macros.domain.reports import Indicator, Item, Report
from macros.domain.yearbook import Yearbook
from macros.render.bars import Bar, bar_chart
from macros.render.environment import render
from macros.render.item_names import name_within
from macros.render.links import Links
from macros.render.matrix import MatrixCell, MatrixRow, Sign, count_cell, matrix
from macros.render.samples import sample_notice
from macros.render.units.unit_list import are_too_many, matrix_row

#: So many columns are seen at once without scrolling on an office's screen.
_MOST_TOPICS, _MOST_INDICATORS = 12, 8
_SIGNS = {
    DutyFound.RECORDED: (Sign.DONE, "good"),
    DutyFound.MENTIONED: (Sign.UNDER_WAY, ""),
    DutyFound.NOT_FOUND: (Sign.ABSENT, "muted"),
}


def topics_by_unit(yearbook: Yearbook, links: Links, year: int | None = None, among: str = "") -> str:
    """How many items of each unit's paper of a year tell of each topic."""
    if many := are_too_many(yearbook, links, among):
        return many
    chosen = choose_year(yearbook, year)
    table = tabulate_topics(yearbook, chosen, _MOST_TOPICS, among) if chosen else None
    rows = [_topics_row(paper, items, yearbook, links) for paper, items in table.rows] if table else []
    heads = [_topic_name(topic) for topic in table.topics] if table else []
    name = f"{chosen}年单位与专题"
    return render(
        "units_topics",
        year=chosen,
        shown=len(heads),
        total=table.total if table else 0,
        picture=matrix(name, "单位", heads, rows) if heads else "",
        notice=sample_notice(paper for paper, _ in table.rows) if table else "",
    )


def duties_by_unit(yearbook: Yearbook, links: Links, today: date, year: int | None = None, among: str = "") -> str:
    """What each unit's papers of a year have of each yearly duty."""
    if many := are_too_many(yearbook, links, among):
        return many
    chosen = choose_year(yearbook, year)
    table = compare_duties_of_units(yearbook, chosen, among) if chosen else None
    samples = {paper.folder for paper in yearbook.reports.values() if paper.sample and paper.year == chosen}
    rows = []
    for unit, duties in table.rows if table else ():
        cells = []
        for duty in duties:
            found = what_is_found(duty)
            sign, tone = _SIGNS.get(found, (None, "muted"))
            place = next((one for one in duty.evidence if found is DutyFound.RECORDED or one), None)
            address = links.to(place.report.path, place.item.id if place.item else "") if place and sign else ""
            cells.append(MatrixCell(sign.value if sign else "", found.value, tone, address))
        rows.append(matrix_row(unit, cells, yearbook, links, sample=unit.folder in samples))
    heads = [duty.name for duty in table.duties] if table else []
    key = [(sign, found.value) for found, (sign, _) in _SIGNS.items()]
    return render(
        "units_duties",
        year=chosen,
        ended=chosen is not None and date(chosen, 12, 31) < today,
        picture=matrix(f"{chosen}年规定动作与单位", "单位", heads, rows, key) if heads else "",
        notice=sample_notice(paper for paper in yearbook.reports.values() if paper.year == chosen),
        links=links,
        today=today,
    )


def indicators_by_unit(yearbook: Yearbook, links: Links, year: int | None = None, among: str = "") -> str:
    """Figures of a year side by side: the one that most units give as bars, the others as a table."""
    if many := are_too_many(yearbook, links, among):
        return many
    chosen = choose_year(yearbook, year)
    table = tabulate_indicators_of_units(yearbook, chosen, among) if chosen else None
    shown = list(zip(*(figures for _, figures in table.rows), strict=True))[:_MOST_INDICATORS] if table else []
    heads = [f"{name}（{unit}）" for name, unit in (table.names if table else ())][:_MOST_INDICATORS]
    rows = [
        _row(paper, tuple(_figure(found, paper, links) for found in figures[:_MOST_INDICATORS]),
             yearbook, links)
        for paper, figures in (table.rows if table else ())
    ]  # fmt: skip
    papers = [paper for paper, _ in table.rows] if table else []
    return render(
        "units_indicators",
        year=chosen,
        name=heads[0] if heads else "",
        chart=_bars(papers, list(shown[0]), f"{chosen}年{heads[0]}") if heads else "",
        picture=matrix(f"{chosen}年指标与单位", "单位", heads, rows) if heads else "",
        shown=len(heads),
        total=len(table.names) if table else 0,
        alone=table.alone if table else 0,
        differing=table.differing if table else (),
        notice=sample_notice(papers),
    )


def _bars(papers: list[Report], figures: list[tuple[Indicator, ...]], label: str) -> str:
    bars = []
    for paper, found in zip(papers, figures, strict=True):
        one = found[0] if len(found) == 1 else None
        text = "、".join(figure.written for figure in found) or "未列"
        bars.append(Bar(paper.unit, one.value if one else None, text, sample=paper.sample))
    return bar_chart(bars, label)


def _figure(found: tuple[Indicator, ...], paper: Report, links: Links) -> MatrixCell:
    if not found:
        return MatrixCell(Sign.ABSENT.value, "未列为指标", "muted")
    address = links.to(paper.path, found[0].at or "")
    # Its head says of what.
    shown = "、".join(figure.written if figure.qualifier else f"{figure.value:f}" for figure in found)
    return MatrixCell(shown, shown, "", address)


def _topics_row(paper: Report, found: tuple[tuple[Item, ...], ...], yearbook: Yearbook, links: Links) -> MatrixRow:
    cells = tuple(
        count_cell(
            len(items),
            "、".join(name_within(paper, item) for item in items) or "没有写到",
            links.to(paper.path, items[0].id) if items else "",
        )
        for items in found
    )
    return _row(paper, cells, yearbook, links)


def _row(paper: Report, cells: tuple[MatrixCell, ...], yearbook: Yearbook, links: Links) -> MatrixRow:
    return matrix_row(yearbook.units[paper.folder], cells, yearbook, links, sample=paper.sample)


def _topic_name(topic: Topic) -> str:
    return topic.names[0] if isinstance(topic, Concept) else f"《{topic.title}》"
