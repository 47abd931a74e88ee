"""The number by which a form calls each problem: what a measure of another table says that it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from macros.domain.forms import FormWord
from scripts.forms.asked import NUMBER, FormShape
from scripts.forms.grid import FormGrid
from scripts.forms.knowing import Knowledge, Row
from scripts.forms.taken_rows import bare

if TYPE_CHECKING:
    from scripts.forms.planning import TableRows

#: Entries by their id, with the number that a table gives them.
Numbers = Mapping[str, int]


def number_problems(
    shape: FormShape, grids: Sequence[FormGrid], tables: Sequence[TableRows], known: Knowledge
) -> Mapping[int, Numbers]:
    """The numbers that count for the rows of each table: those of another table that lists problems, else its own.

    Args:
        shape: What the form asks for.
        grids: Its cells.
        tables: Its tables, with the rows that they will have.
        known: What there is to fill it with.

    Returns:
        For each table, by its place among them, its numbers; none where no table tells them, or several tell others.
    """
    own = [_numbers_of(one) for one in tables]
    listed = [*filter(None, (_listed(shape, grids, number, known) for number in range(len(grids))))]
    found: dict[int, Numbers] = {}
    for at, arranged in enumerate(tables):
        every = [numbers for other, numbers in enumerate(own) if other != at and numbers] + listed
        others = [numbers for place, numbers in enumerate(every) if numbers not in every[:place]]
        itself = _in_order(arranged.rows, arranged.numbered) if _asks(arranged, FormWord.PROBLEM) else {}
        found[at] = others[0] if len(others) == 1 else {} if others else itself
    return found


def _asks(arranged: TableRows, word: FormWord) -> bool:
    return any(field.takes is word for field in arranged.fields)


def _numbers_of(arranged: TableRows) -> Numbers:
    """The numbers that a table gives its problems; none where it lists none, or numbers other things."""
    if not _asks(arranged, FormWord.PROBLEM):
        return {}
    ids = [row.entry.id for row in arranged.rows if row.entry]
    serials = {one.column for one, field in zip(arranged.table.columns, arranged.fields, strict=True)
               if field.takes is FormWord.SERIAL}  # fmt: skip
    by_entry = bool(serials & {column for column, _, _ in arranged.spans}) or len({*ids}) == len(ids)
    counts = (serials and by_entry) or _asks(arranged, FormWord.PROBLEM_NUMBER)
    return _in_order(arranged.rows, arranged.numbered) if counts else {}


def _in_order(rows: Sequence[Row], before: int) -> Numbers:
    ids = dict.fromkeys(row.entry.id for row in rows if row.entry)
    return {name: number for number, name in enumerate(ids, before + 1)}


def _listed(shape: FormShape, grids: Sequence[FormGrid], number: int, known: Knowledge) -> Numbers:
    """The numbers of problems that a table of the form lists itself, in the very words of the ledger."""
    entries = {bare(entry.text): entry.id for entry in (known.ledger.entries if known.ledger else ())}
    rows = {blank.row: blank.about[1] for blank in shape.blanks
            if blank.grid == number and blank.about and blank.about[0] is FormWord.PROBLEM}  # fmt: skip
    found = {entries[bare(words)]: said for row, words in rows.items() if bare(words) in entries
             for said in _said(grids[number], row)}  # fmt: skip
    return found if len({*found.values()}) == len(found) else {}


def _said(grid: FormGrid, row: int) -> Iterator[int]:
    """Yield the number in the first cell of a row, where that is one."""
    says = grid.at(row, 1).says
    if NUMBER.fullmatch(says):
        yield int(says.rstrip(".、．"))
