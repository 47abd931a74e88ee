"""The counties of a province by letter, each with what is there of it and the way to its site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from macros.render.environment import render

#: So many counties stand in one table; of more, each letter opens by itself.
_MOST_IN_A_TABLE = 30


@dataclass(frozen=True)
class CountyRow:
    """A county among others (一个县).

    Attributes:
        folder: The folder that it is called by.
        name: What it is called.
        units: How many units have papers.
        papers: How many papers there are.
        years: The oldest and the newest year; empty where there are no papers.
        address: Of its site; empty where it has none.
        note: What is to be known of its site, in Chinese; mostly nothing.
        sample: Whether any of its papers is a sample.
    """

    folder: str
    name: str
    units: int
    papers: int
    years: tuple[int, ...]
    address: str
    note: str = ""
    sample: bool = False


def county_list(counties: Sequence[CountyRow]) -> str:
    """The counties in the order of their folders.

    Args:
        counties: Each of them.
    """
    rows = sorted(counties, key=lambda row: row.folder)
    letters = [(letter.upper(), list(few)) for letter, few in groupby(rows, key=lambda row: row.folder[:1])]
    return render(
        "counties",
        rows=rows,
        groups=letters if len(rows) > _MOST_IN_A_TABLE else [],
        units=sum(row.units for row in rows),
        papers=sum(row.papers for row in rows),
    )
