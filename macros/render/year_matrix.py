"""Topics by years: one matrix that counts, and behind it a table for each kind of part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from macros.compare.matrix import MatrixRow, Topic, YearMatrix, year_matrix
from macros.domain.concepts import Concept
from macros.domain.reports import Item, PartKind, Report
from macros.domain.yearbook import Yearbook
from macros.render import matrix
from macros.render.environment import render
from macros.render.item_names import name_within
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.unit_shown import THIS_SITE

#: So many topics are seen at once, those of most years; the tables behind have all.
_MOST_TOPICS = 24


@dataclass
class _Line:
    """A topic with its items of every kind, by year."""

    row: MatrixRow
    items: dict[int, list[tuple[Report, Item]]] = field(default_factory=dict)
    kinds: Counter[PartKind] = field(default_factory=Counter)

    @property
    def order(self) -> tuple[bool, int, int, str]:
        """Topics of most years and items first; what cites nothing is no topic, and last."""
        return self.row.topic is None, -len(self.items), -self.kinds.total(), self.row.name


def render_year_matrix(reports: Sequence[Report], yearbook: Yearbook, links: Links, whose: str = THIS_SITE) -> str:
    """What each year had on each topic, with the way to every item."""
    tables = year_matrix(reports, yearbook)
    lines = _collect(tables)
    papers = {report.year for report in reports}
    years = tables[0].years if tables else ()
    rows = [_row(line, years, papers, links) for line in lines[:_MOST_TOPICS]]
    samples = {report.year for report in reports if report.sample}
    heads = [f"{year}年" for year in years]
    return render(
        "year_matrix",
        whose=whose,
        notice=sample_notice(reports),
        picture=matrix.matrix("专题与年度", "专题", heads, rows, samples={f"{year}年" for year in samples}),
        shown=len(rows),
        total=len(lines),
        samples=samples,
        tables=[(table, [(row, _address(row.topic, links)) for row in table.rows]) for table in tables],
        links=links,
    )


def _collect(tables: Sequence[YearMatrix]) -> list[_Line]:
    lines: dict[str, _Line] = {}
    for table in tables:
        for row in table.rows:
            line = lines.setdefault(row.name, _Line(row))
            for cell in row.cells:
                if cell.report and cell.items:
                    line.items.setdefault(cell.year, []).extend((cell.report, item) for item in cell.items)
                    line.kinds[table.kind] += len(cell.items)
    return sorted(lines.values(), key=lambda line: line.order)


def _row(line: _Line, years: Sequence[int], papers: set[int], links: Links) -> matrix.MatrixRow:
    kinds = "、".join(f"{kind.word} {line.kinds[kind]}" for kind in PartKind if line.kinds[kind])
    cells = [_cell(line.items.get(year, []), links) if year in papers else matrix.NO_PAPERS for year in years]
    return matrix.MatrixRow(line.row.name, tuple(cells), _address(line.row.topic, links), kinds)


def _cell(found: list[tuple[Report, Item]], links: Links) -> matrix.MatrixCell:
    words = "、".join(name_within(report, item) for report, item in found)
    address = links.to(found[0][0].path, found[0][1].id) if found else ""
    return matrix.count_cell(len(found), words or "没有写到", address)


def _address(topic: Topic | None, links: Links) -> str:
    if topic is None:
        return ""
    return links.to("regulations/concepts.md", topic.id) if isinstance(topic, Concept) else links.to(topic.path)
