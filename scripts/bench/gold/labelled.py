"""Made-up papers of an office, three years running, with a person's judgement of what goes on in what.

The texts and the meaning of each relation stand in `tests/compare/series`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from macros.domain.reports import Audience, Item, Part, PartKind, Report, Series, Wording
from scripts.setup.project import ROOT

FOLDER = Path(ROOT) / "tests/compare/series"
RELATIONS = frozenset(
    {"same", "moved", "split", "merge", "part", "new", "gone", "maybe", "maybe-new", "maybe-gone", "result", "recurs"}
)
_BY_LETTER = {kind.letter: kind for kind in PartKind}
_WHOLE = {kind.class_name: kind for kind in PartKind}


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
            series.relations.append(Relation(section[0], section[1], old.strip("-"), new.strip("-"), kind))
    return series


def make_report(year: int, items: dict[str, tuple[str, str]], *, key: str = "", sample: bool = False) -> Report:
    """A summary of XX乡党委 with items of (heading, text) by id, in the order given."""
    made = [
        Item(name, _kind(name), title, text, (), (), line) for line, (name, (title, text)) in enumerate(items.items())
    ]
    parts = tuple(
        Part(kind.class_name, kind, f"{kind.word}部分", tuple(rows), 1)
        for kind, rows in ((kind, list(rows)) for kind, rows in groupby(made, key=lambda item: item.kind))
    )
    return Report(
        key or str(year), f"{year}年总结", year, "XX乡党委", Series.SUMMARY, str(year), date(year, 12, 31), None,
        Audience.MEMBERS, sample, Wording.ORIGINAL, None, (), {}, None, parts,
    )  # fmt: skip


def _kind(name: str) -> PartKind:
    return _WHOLE[name] if name in _WHOLE else _BY_LETTER[name[0]]
