"""A matrix of things by years: one sign or count a cell, its word in the cell itself; a table that is a picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from macros.render.environment import render

#: Counts from here on have a deeper shade than smaller ones.
_STEPS = (2, 4, 7)
#: So many rows are cards on a phone; more stay a table there, since as cards they would be many screens.
_MOST_CARDS = 12
#: So many rows stand whole on any screen; more scroll inside the table.
MOST_WHOLE = 24


class Sign(Enum):
    """What a cell shows, and what it means (记号)."""

    DONE = "●"
    UNDER_WAY = "◐"
    OPEN = "○"
    TOLD = "□"
    ABSENT = "–"


@dataclass(frozen=True)
class MatrixCell:
    """One thing in one year.

    Attributes:
        shown: The sign, or a count.
        word: What it means, in words; read out, shown where the pointer rests, and saved with the table.
        tone: good, problem, muted, or none.
        address: Where it leads; empty for nowhere.
        mark: A word beside the sign, for what must be seen without asking: 逾期.
        shade: Of a count, from 1 to 4.
    """

    shown: str
    word: str
    tone: str = ""
    address: str = ""
    mark: str = ""
    shade: int = 0


@dataclass(frozen=True)
class MatrixRow:
    """A thing with a cell for every year.

    Attributes:
        name: What it is called.
        cells: One for every year.
        address: Where its name leads; empty for nowhere.
        aside: A short fact beside its name.
        letter: Under what it is found, where that is not seen by its name; no part of what is saved.
        sample: Whether what is told of it comes from samples.
        warn: What must be known of it before it is relied on: 待核实.
        anchor: The id by which others lead to the row.
        says: What is said of it, one line until it is opened.
        more: What opens under that, as HTML.
    """

    name: str
    cells: tuple[MatrixCell, ...]
    address: str = ""
    aside: str = ""
    letter: str = ""
    sample: bool = False
    warn: str = ""
    anchor: str = ""
    says: str = ""
    more: str = ""


#: A year of which there is nothing to look at is left blank, and says so.
NO_PAPERS = MatrixCell("", "无报告", "muted")


def count_cell(count: int, word: str, address: str = "") -> MatrixCell:
    """A cell that counts, the deeper shaded the more; nothing is a sign of its own and never a zero."""
    if not count:
        return MatrixCell(Sign.ABSENT.value, word, "muted")
    return MatrixCell(str(count), word, address=address, shade=1 + sum(count >= step for step in _STEPS))


def matrix(
    name: str,
    corner: str,
    heads: Sequence[str],
    rows: Iterable[MatrixRow],
    key: Sequence[tuple[Sign, str]] = (),
    *,
    samples: Collection[str] = (),
    last: str = "",
    saved: bool = True,
) -> str:
    """Set things against years.

    Args:
        name: What the table is called where it is saved or read out.
        corner: What its rows are.
        heads: The years as the columns are headed.
        rows: The rows; each has a cell for every head.
        key: What the signs mean, told under the table; those that no cell shows are left out.
        samples: Those heads under which all or some of what is shown comes from samples.
        last: The head of the column of what opens; without it there is none.
        saved: Whether it can be saved as a file, where it is no short list.

    Returns:
        A table that scrolls inside itself; a short one is cards on a narrow screen, of a long one so much is seen at
        once that there is room for what follows. Empty where there are no rows.
    """
    rows = list(rows)
    if not rows:
        return ""
    shown = {cell.shown for row in rows for cell in row.cells}
    return render(
        "matrix",
        name=name,
        corner=corner,
        heads=heads,
        rows=[(row, list(zip(heads, row.cells, strict=True))) for row in rows],
        samples=samples,
        last=last,
        saved=saved,
        cards=bool(last) or len(rows) <= _MOST_CARDS,
        whole=bool(last) or len(rows) <= MOST_WHOLE,
        key=[(sign.value, word) for sign, word in key if sign.value in shown],
    )
