"""Decides what goes into which cell of a form, and how many rows it needs; touches nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby

from macros.domain.forms import ENTRY_WORDS, SUBJECT_WORDS, FormWord, RowOf
from scripts.forms.asked import FormBlank, FormShape, FormTable
from scripts.forms.grid import FormCell, FormGrid
from scripts.forms.knowing import Knowledge, Row
from scripts.forms.measures import Answer, Known, Missing
from scripts.forms.problem_numbers import Numbers, number_problems
from scripts.forms.proposing import Proposal, Proposed
from scripts.forms.taken_rows import bare, last_number, taken_texts
from scripts.forms.wording import MARK, Filling, worded

_OF_ENTRY = ENTRY_WORDS | {FormWord.PERSON, None}
#: What is told of how far a measure is.
_OF_STATUS = frozenset({FormWord.STATUS, FormWord.IS_CLOSED, FormWord.IS_DONE})
#: What alone says nothing of what a table is about.
_SAYS_NOTHING = frozenset({FormWord.SERIAL, FormWord.PROBLEM_NUMBER, FormWord.PERSON, FormWord.BLANK, None})


@dataclass(frozen=True)
class TableRows:
    """The rows of a table once it is filled (行的安排).

    Attributes:
        table: The table.
        fields: What fills its columns.
        rows: What its rows are about.
        extra: How many rows come in.
        after: Behind which row of the form as it was.
        pattern: The row of the form as it was that they are like; 0 where there is none.
        spans: Of columns, the rows from the first of the table on, from 0, that become one cell: column, first, last.
        numbered: The number that the row above the first one has; 0 where there is none.
    """

    table: FormTable
    fields: tuple[Proposal, ...]
    rows: tuple[Row, ...]
    extra: int
    after: int
    pattern: int
    spans: tuple[tuple[int, int, int], ...] = ()
    numbered: int = 0


@dataclass
class FillPlan:
    """All that becomes of a form (填表的打算)."""

    fillings: list[Filling] = field(default_factory=list)
    tables: list[TableRows] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def moved(self, grid: int, row: int) -> int:
        """Where a row of the form as it was stands once all rows are there."""
        return row + sum(one.extra for one in self.tables if one.table.grid == grid and one.after < row)

    def begun(self, arranged: TableRows) -> int:
        """The row in which the first of a table stands then."""
        table = arranged.table
        return self.moved(table.grid, table.first) if table.has_room else self.moved(table.grid, arranged.after) + 1


def plan_filling(
    shape: FormShape, grids: Sequence[FormGrid], proposed: Proposed, known: Knowledge, *, marked: bool = True
) -> FillPlan:
    """Decide what becomes of a form.

    Args:
        shape: What it asks for.
        grids: Its cells.
        proposed: What fills it, a field for each place of the shape.
        known: What there is to fill it with.
        marked: Whether what waits for a person gets a word and a remark.
    """
    plan = FillPlan()
    fields = proposed.fields
    at = 0
    for table in shape.tables:
        own = fields[at : at + len(table.columns)]
        at += len(own)
        _plan_table(plan, table, grids[table.grid], own, proposed.rows.get(table.place, RowOf.OFFICE), known)
    # Only now it is known where everything comes to stand.
    numbers = number_problems(shape, grids, plan.tables, known)
    for place, arranged in enumerate(plan.tables):
        plan.fillings += _rows(plan, arranged, grids[arranged.table.grid], known, numbers[place])
    for blank, word in zip(shape.blanks, fields[at:], strict=True):
        cell = grids[blank.grid].at(blank.row, blank.column)
        row = plan.moved(blank.grid, blank.row)
        answer = _answer(blank, word, known)
        one = Filling(blank.grid, row, blank.column, blank.place, blank.label, answer, inline=blank.inline)
        plan.fillings.append(worded(one, cell, single=not blank.about))
    if not marked:
        plan.fillings = [
            replace(one, text="" if one.text == MARK else one.text, explains=False) for one in plan.fillings
        ]
    plan.notices += _notices(plan, known)
    return plan


def _answer(blank: FormBlank, word: Proposal, known: Knowledge) -> Answer:
    """What fills a single place; in a row that the form gives, what is known of its office or its problem."""
    what, said = blank.about or (None, "")
    if what is FormWord.OFFICE and not known.is_called(said):
        return Missing("别的单位的一行", is_gap=False)
    if word.takes is None:
        return Missing(word.why)
    return known.of_problem(word.takes, said) if what is FormWord.PROBLEM else known.single(word.takes)


def _plan_table(
    plan: FillPlan, table: FormTable, grid: FormGrid, own: Sequence[Proposal], each: RowOf, known: Knowledge
) -> None:
    takes = [one.takes for one in own]
    if all(one in _SAYS_NOTHING for one in takes):
        plan.notices.append(f"{table.place}：这张表的各栏都没有对应，没有填。")
        return
    rows, numbered = _behind_taken(plan, table, grid, own, known.rows(each), known)
    room = table.last - table.first + 1
    merged = {
        one.column for one, word in zip(table.columns, takes, strict=True)
        if one.column in table.merged and word in _OF_ENTRY
    }  # fmt: skip
    spans = [(column, first, last) for column in sorted(merged) for first, last in _groups(rows) if last > first]
    after = table.last - 1 if room > 1 else table.last
    extra = max(0, len(rows) - room)
    pattern = after if room or table.taken else 0
    plan.tables.append(TableRows(table, tuple(own), tuple(rows), extra, after, pattern, tuple(spans), numbered))
    if each is not RowOf.OFFICE and not rows and not table.taken:
        why = f"没有{known.year}年的整改台账" if known.ledger is None else f"{known.source}还没有事项"
        plan.notices.append(f"{table.place}：{why}，这张表没有填。")


def _behind_taken(
    plan: FillPlan,
    table: FormTable,
    grid: FormGrid,
    own: Sequence[Proposal],
    rows: Sequence[Row],
    known: Knowledge,
) -> tuple[list[Row], int]:
    """What is filled behind rows that somebody has filled, and the number of the last of these."""
    if not table.taken:
        return [*rows], 0
    columns = list(zip(table.columns, own, strict=True))
    about = [(one.column, word.takes) for one, word in columns if word.takes in SUBJECT_WORDS]
    there = {*taken_texts(grid, table.first, table.taken, [column for column, _ in about])}
    left = [row for row in rows if tuple(bare(_said(known.in_row(word, row))) for _, word in about) not in there]
    serial = next((one.column for one, word in columns if word.takes is FormWord.SERIAL), table.columns[0].column)
    numbered = last_number(grid, table.first, table.taken, serial)
    begun, end = table.first - table.taken, table.first - 1
    again = f"；其中与台账相同的 {len(rows) - len(left)} 条没有再填" if len(left) < len(rows) else ""
    which = f"第 {begun} 行" if begun == end else f"第 {begun} 行到第 {end} 行"
    plan.notices.append(f"{table.place}：{which}已经有人填过，没有动，接在后面填{again}。")
    return [replace(row, number=numbered + at) for at, row in enumerate(left, 1)], numbered


def _said(answer: Answer) -> str:
    return answer.text if isinstance(answer, Known) else ""


def _groups(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last row of each entry, from 0."""
    at = 0
    for _, group in groupby(rows, key=lambda row: row.entry.id if row.entry else ""):
        count = len(list(group))
        yield at, at + count - 1
        at += count


def _rows(
    plan: FillPlan, arranged: TableRows, grid: FormGrid, known: Knowledge, problems: Numbers
) -> Iterator[Filling]:
    table = arranged.table
    explained: set[int] = set()
    numbers = {first: number for number, (first, _) in enumerate(_groups(arranged.rows), arranged.numbered + 1)}
    covered = {(column, row) for column, first, last in arranged.spans for row in range(first + 1, last + 1)}
    by_entry = {column for column, _, _ in arranged.spans}
    begun = plan.begun(arranged)
    for at, row in enumerate(arranged.rows):
        model = table.first + at if table.first + at <= table.last else arranged.pattern
        for column, field_ in zip(table.columns, arranged.fields, strict=True):
            cell = grid.at(model, column.column) if arranged.pattern else FormCell(model, column.column)
            if (column.column, at) in covered or cell.computed:
                continue
            answer = known.in_row(field_.takes, row) if field_.takes else Missing(field_.why)
            if field_.takes is FormWord.PROBLEM_NUMBER:
                answer = _problem_number(row, problems, known)
            if field_.takes is FormWord.SERIAL and column.column in by_entry and isinstance(answer, Known):
                answer = replace(answer, text=str(numbers[at]), value=Decimal(numbers[at]))
            one = Filling(table.grid, begun + at, column.column, table.place, column.heading, answer)
            one = worded(one, cell, single=False)
            if cell.boxes and not one.text and table.first + at > table.last:
                # A row that comes in has its boxes, ticked or not.
                one = replace(one, text=cell.text)
            # One remark a column: the same reason on every row would hide the others.
            yield replace(one, explains=one.explains and column.column not in explained)
            explained |= {column.column} if one.explains else set()


def _problem_number(row: Row, problems: Numbers, known: Knowledge) -> Answer:
    """The number of the problem that a row's measure answers; no other number says which one is meant."""
    if row.entry is None or row.entry.id not in problems:
        return Missing("表里没有一张列出问题和序号的表，不知道是第几个")
    number = problems[row.entry.id]
    return Known(str(number), known.source, f"第{row.entry.number}项", Decimal(number))


def _notices(plan: FillPlan, known: Knowledge) -> Iterator[str]:
    """Yield what a person must know before the form goes up."""
    if any(isinstance(one.answer, Known) and "（示例）" in one.answer.source for one in plan.fillings):
        yield "填入的有示例页面的内容，不是本单位的真实情况，不要上报。"
    unproven = [
        f"第{entry.number}项"
        for entry in (known.ledger.entries if known.ledger else ())
        for state in (measure.status_on(known.today) for measure in entry.measures)
        if state is not state.typed
    ]
    if unproven and any(one.takes in _OF_STATUS for arranged in plan.tables for one in arranged.fields):
        told = "、".join(dict.fromkeys(unproven))
        yield f"台账{told}写着已销号或终止，但缺佐证、验收人或批准人；表里照台账填，上报前核对。"
