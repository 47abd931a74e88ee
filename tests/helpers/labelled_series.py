"""Made-up papers of an office, three years running, with a person's judgement of what goes on in what.

The texts and the meaning of each relation stand in `tests/compare/series`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from macros.domain.reports import Report
from tests.helpers.reports import make_report

FOLDER = Path(__file__).parent.parent / "compare" / "series"
RELATIONS = frozenset(
    {"same", "moved", "split", "merge", "part", "new", "gone", "maybe", "maybe-new", "maybe-gone", "result", "recurs"}
)


class Relation(NamedTuple):
    """One row of judgement; an empty id where a side has nothing (new, gone)."""

    old_year: int
    new_year: int
    old: str
    new: str
    kind: str


@dataclass
class LabelledSeries:
    """The papers of one office.

    Attributes:
        name: Name of the file, without ending.
        years: Title and text of each item by its id, by year, in reading order.
        relations: What a person says of each two years.
    """

    name: str
    years: dict[int, dict[str, tuple[str, str]]] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)

    def reports(self) -> dict[int, Report]:
        """The papers as domain objects, by year."""
        return {year: make_report(year, items) for year, items in self.years.items()}

    def between(self, old: int, new: int) -> list[Relation]:
        """The rows of two years."""
        return [row for row in self.relations if (row.old_year, row.new_year) == (old, new)]


@cache
def load_labelled_series() -> tuple[LabelledSeries, ...]:
    """All series, by name."""
    return tuple(
        parse_labelled_series(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt"))
    )


def parse_labelled_series(name: str, text: str) -> LabelledSeries:
    """Read one file.

    Raises:
        ValueError: A line has another form, an id stands twice in a year, or a relation is unknown.
    """
    series = LabelledSeries(name)
    section: tuple[int, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        head, _, rest = line.partition(" ")
        if not line or line.startswith("#"):
            continue
        if head in {"年", "对应"}:
            section = tuple(int(year) for year in rest.split())
            if head == "年":
                series.years[section[0]] = {}
        elif len(section) == 1:
            item, title, words = line.split("｜")
            if item in series.years[section[0]]:
                raise ValueError(f"{name}:{number}: {item} stands twice")
            series.years[section[0]][item] = (title, words.replace("↵", "\n"))
        else:
            old, new, kind = line.split()
            if kind not in RELATIONS:
                raise ValueError(f"{name}:{number}: unknown relation {kind}")
            series.relations.append(Relation(*section, old.strip("-"), new.strip("-"), kind))
    return series
