"""Papers of labelled series as the importer reads them, and the labels."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.corpus import load_yearbook
from macros.domain.reports import Audience, Report
from macros.domain.yearbook import Yearbook
from macros.errors import SiteError
from scripts.bench.gold.labelled import Relation, load_labelled_series
from scripts.intake.facts import ImportOrder
from scripts.intake.guard import Reader
from scripts.intake.holdings import Holdings
from scripts.intake.report_import import import_report
from scripts.setup.project import ROOT, Project

#: The series whose papers are pages of the project itself.
SHIPPED = "shipped"
#: How labels write the item of a year that has none.
NOWHERE = "-"
_OWN_LABELS = Path(ROOT) / "tests/compare/labels"
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True)
class Gold:
    """What was labelled, and the papers that it is of (标注).

    Attributes:
        rows: The rows of each table by the name of its file without the ending; a row by its heads.
        series: The papers of each series by year.
        yearbook: The project's own pages.
    """

    rows: Mapping[str, tuple[Mapping[str, str], ...]]
    series: Mapping[str, Mapping[int, Report]]
    yearbook: Yearbook

    def of(self, table: str) -> dict[str, list[Mapping[str, str]]]:
        """The rows of a table by series; empty where there is no such table."""
        found: dict[str, list[Mapping[str, str]]] = {name: [] for name in self.series}
        for row in self.rows.get(table, ()):
            found[row["series"]].append(row)
        return {name: rows for name, rows in found.items() if rows}


def load_gold(labels: Path, corpus: Path, project: Project) -> Gold:
    """Read every table of labels, and the papers of every series that they name.

    What the project has labelled itself comes with it: made-up papers, and by
    ids alone further years of papers that are not its own.

    Args:
        labels: A folder of tables, as tab-separated values with a line of heads; `series` is one of them.
        corpus: The papers; each file's name begins with its series and holds its year.
        project: Whose pages are the series `shipped`.

    Raises:
        SiteError: There is no table, no paper of a series, or a paper that cannot be imported.
    """
    given = {file.stem: _read(file) for file in sorted(labels.glob("*.tsv"))}
    if not given:
        raise SiteError(f"{labels} 里没有标注（.tsv 文件）。改法：看文件夹写得对不对。")
    rows = _with_own(given, corpus)
    yearbook = load_yearbook(project.docs)
    names = sorted({row["series"] for table in rows.values() for row in table} - {SHIPPED})
    with Reader() as reader:
        series = {name: _import(name, corpus, reader, Holdings.of(yearbook, project.docs)) for name in names}
    shipped = {report.year: report for report in yearbook.reports_of("")}
    made_up = {one.name: one.reports() for one in load_labelled_series()}
    for one in load_labelled_series():
        for relation in one.relations:
            table = "threads" if relation.kind in {"result", "recurs"} else "alignment"
            rows.setdefault(table, []).append(_as_row(one.name, relation))
    return Gold({name: tuple(table) for name, table in rows.items()}, {**series, **made_up, SHIPPED: shipped}, yearbook)


def _with_own(given: Mapping[str, tuple[Mapping[str, str], ...]], corpus: Path) -> dict[str, list[Mapping[str, str]]]:
    """The tables with those rows of the project's own of which the papers are there."""
    rows = {name: list(table) for name, table in given.items()}
    for file in sorted(_OWN_LABELS.glob("*.tsv")):
        own = (row for row in _read(file) if any(corpus.glob(f"{row['series']}-*")))
        rows.setdefault(file.stem, []).extend(own)
    return rows


def _as_row(series: str, relation: Relation) -> Mapping[str, str]:
    return {
        "series": series,
        "old_year": str(relation.old_year),
        "new_year": str(relation.new_year),
        "old_item": relation.old or NOWHERE,
        "new_item": relation.new or NOWHERE,
        "relation": relation.kind,
    }


def _read(file: Path) -> tuple[Mapping[str, str], ...]:
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _import(name: str, corpus: Path, reader: Reader, holdings: Holdings) -> dict[int, Report]:
    dated = ((_YEAR.search(file.name), file) for file in sorted(corpus.glob(f"{name}-*")))
    files = {int(year[0]): file for year, file in dated if year}
    if not files:
        raise SiteError(f"{corpus} 里没有“{name}”的材料。改法：看文件夹写得对不对，文件名写成“{name}-2023.txt”这样。")
    found = {}
    for year, file in files.items():
        order = ImportOrder(file.name, "0" * 64, year=year, unit="某机关", audience=Audience.LEADERS, folder=name)
        found[year] = import_report(reader.read(file), order, holdings).report
    return found
