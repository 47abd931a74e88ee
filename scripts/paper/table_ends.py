"""Which rows of a table stand together where a page ends, so that none is alone on either side."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.paper.blocks import TableCell
from scripts.paper.widths import place_rows

_FEWEST = 2
#: More rows that cells reach over than this are kept together by those cells, or by none.
_MOST = 6


def table_ends(rows: Sequence[Sequence[TableCell]], columns: int) -> tuple[int, int]:
    """How many rows at the beginning and at the end stand together: two, or as many as cells reach over.

    Args:
        rows: The rows of a table, without its head.
        columns: How many columns it has.
    """
    joined = {
        number + more
        for number, row in enumerate(place_rows(rows, columns))
        for _, cell in row
        for more in range(1, cell.rowspan)
    }
    count = len(rows)
    places = [place for place in range(1, count) if place not in joined]
    first = next((place for place in places if place >= _FEWEST), count)
    last = count - next((place for place in reversed(places) if count - place >= _FEWEST), 0)
    return min(first, _MOST), min(last, _MOST) if count - min(last, _MOST) in {0, *places} else 0
