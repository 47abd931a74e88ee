"""A form filled from beginning to end: looked at, filled, written with the list of its sources, and compared later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from macros.domain.forms import FormMapping
from macros.domain.yearbook import Yearbook
from scripts.changes.writing import WriteError, write_all
from scripts.forms.comparing import FormChange, find_changes
from scripts.forms.excel_sheets import add_trace_sheet
from scripts.forms.faults import FormError
from scripts.forms.form import Form, read_content, read_form
from scripts.forms.knowing import Knowledge
from scripts.forms.mappings import find_mapping, fit_mapping, named_mapping
from scripts.forms.planning import FillPlan, plan_filling
from scripts.forms.proposing import Figures, Proposed, propose
from scripts.forms.tracing import (
    HEADS,
    TraceRow,
    cell_name,
    make_trace,
    read_trace,
    take_snapshot,
    trace_file,
    trace_rows,
    trace_words,
)
from scripts.forms.word_trace import write_trace_table
from scripts.ledger_sheet.stated_year import find_years

_MOST_NAMED = 10


@dataclass(frozen=True)
class Look:
    """A form that was looked at (看过的表).

    Attributes:
        form: The form.
        known: What there is to fill it with.
        proposed: What fills each of its places, and why.
        kept: The mapping that was kept of it; None where it is only proposed.
    """

    form: Form
    known: Knowledge
    proposed: Proposed
    kept: FormMapping | None

    @property
    def other_year(self) -> int | None:
        """The year that its title says, where it is filled for another one; None where they agree, or none is said."""
        stated = [year for title in self.form.titles for year in find_years(title)]
        return None if not stated or self.known.year in stated else stated[0]

    @property
    def year_differs(self) -> str:
        """What a person is told of that; empty where nothing is."""
        return f"表的标题写的是 {self.other_year} 年，填的是 {self.known.year} 年的" if self.other_year else ""

    def with_proposed(self, proposed: Proposed) -> Look:
        """The same with what a person has decided."""
        return replace(self, proposed=proposed)


@dataclass(frozen=True)
class Filled:
    """A form that is filled (填好的表).

    Attributes:
        content: The bytes of its file.
        trace: The bytes of the list of its sources.
        rows: That list.
        notices: What a person should look at.
        asked: How many columns and single places it has.
        given: In how many of them something was filled.
    """

    content: bytes
    trace: bytes
    rows: tuple[TraceRow, ...]
    notices: tuple[str, ...]
    asked: int
    given: int

    @property
    def counts(self) -> Counter[str]:
        """How many places are 已填, 待填 and 留空."""
        return Counter(row.state for row in self.rows)

    @property
    def is_nearly_empty(self) -> bool:
        """Whether hardly anything was there to fill it with: of fewer than half its columns and places anything."""
        return 2 * self.given < self.asked

    @property
    def traced(self) -> int:
        """How many filled places name the page that they come from."""
        return sum(row.state == "已填" and bool(row.source) for row in self.rows)

    def waiting(self) -> Iterator[str]:
        """Yield what waits for a person, a line for the cells of one column that wait for the same reason."""
        groups: dict[tuple[str, str, str], list[TraceRow]] = {}
        for row in self.rows:
            if row.state == "待填":
                groups.setdefault((row.grid, row.label, row.item.rpartition("：")[2]), []).append(row)
        for (grid, label, why), rows in groups.items():
            if len(rows) > 1:
                yield f"{grid} {rows[0].cell} 等 {len(rows)} 格“{label}”：{why}"
            else:
                yield f"{grid} {rows[0].cell}“{label}”：{rows[0].item}"


def look_at(file: Path, yearbook: Yearbook, year: int, folder: str, today: date, mapping: str = "") -> Look:
    """Read a form, and tell what fills it.

    Args:
        file: The form.
        yearbook: All pages.
        year: The year that it is of.
        folder: The unit's folder; empty for the one that overviews are about.
        today: The day for which statuses are told.
        mapping: Name of the mapping; empty to take the one that was kept of such a form, else what is proposed.

    Raises:
        FormError: It cannot be read, asks for nothing, or there is no such mapping.
    """
    form = read_form(file)
    if not form.shape.tables and not form.shape.blanks:
        raise FormError(
            f"{file.name} 里没有找到要填的地方：没有带空行的表，标签旁边也没有空格。"
            "改法：用上级发来的空表；表头下面要留一行空行。"
        )
    known = Knowledge(yearbook, yearbook.folder_of(folder), year, today)
    proposed = propose(form.shape, Figures(known.figures(), year))
    kept = named_mapping(yearbook.forms, mapping) if mapping else find_mapping(yearbook.forms, form.shape)
    return Look(form, known, fit_mapping(kept, proposed) if kept else proposed, kept)


def fill_form(look: Look, name: str, *, marked: bool = True, inside: bool = False) -> Filled:
    """Fill a form that was looked at.

    Args:
        look: The form; its parts are changed, so that it is filled once.
        name: Name of the form, for the list.
        marked: Whether what waits for a person gets a word and a remark in the form.
        inside: Whether the list of sources stands in the form too.

    Raises:
        FormError: Something does not fit.
    """
    form = look.form
    plan = plan_filling(form.shape, form.grids, look.proposed, look.known, marked=marked)
    unread = _tell_unread(form, plan)
    years = [f"{look.year_differs}。"] if look.year_differs else []
    notices = [*years, *plan.notices, *unread, *form.fill(plan)]
    rows = trace_rows(form, plan)
    told = f"{look.known.unit}，{look.known.today}填" + (f"，照对应“{look.kept.name}”" if look.kept else "")
    if inside:
        _put_inside(form, rows)
    snapshot = take_snapshot(read_content(form.package.write(), name).grids)
    trace = make_trace(f"填报来源：{name}", look.known.year, told, rows, snapshot)
    given = {row.label for row in rows if row.state == "已填"}
    fields = look.proposed.fields
    return Filled(
        form.package.write(), trace, tuple(rows), tuple(notices), len(fields), sum(one.says in given for one in fields)
    )


def _tell_unread(form: Form, plan: FillPlan) -> Iterator[str]:
    """Yield which empty cells of each sheet or table nobody knows the use of, where they stand in the filled form."""
    for number, grid in enumerate(form.grids):
        names = [
            cell_name(plan.moved(number, row), column, is_word=form.is_word)
            for at, row, column in form.shape.unread
            if at == number
        ]
        if names:
            shown = "、".join(names[:_MOST_NAMED]) + ("等" if len(names) > _MOST_NAMED else "")
            yield f"{grid.name}：{shown} {len(names)} 个空格旁边没有认得出的标签，没有填，看一看要不要填。"


def _put_inside(form: Form, rows: Sequence[TraceRow]) -> None:
    table = [HEADS, *map(trace_words, rows)]
    if form.is_word:
        write_trace_table(form.package, table)
    else:
        add_trace_sheet(form.package, table)


def write_filled(filled: Filled, form: Path, out: Path) -> Path:
    """Write a filled form and its list, both or neither; a file that is there is never replaced.

    Returns:
        Where the list is.

    Raises:
        FormError: The ending is another one than the form's.
        WriteError: A file of that name is there, or cannot be written.
    """
    if out.suffix.lower() != form.suffix.lower():
        raise FormError(f"--out 写的是 {out.name}，表是 {form.name}。改法：文件名同样以 {form.suffix} 结尾。")
    trace = trace_file(out)
    for file in (out, trace):
        if file.exists():
            raise WriteError(f"{file} 已经存在，没有写。改法：换一个文件名，或者先把它移走；里面也许有人改过。")
    write_all({out: filled.content, trace: filled.trace})
    return trace


def look_back(file: Path, year: int | None, trace: Path | None = None) -> list[FormChange]:
    """What a person has changed in a filled form.

    Args:
        file: The form as it is now.
        year: The year that it is of; None where nobody says.
        trace: The list of its sources; None for the one beside it.

    Raises:
        FormError: One of them cannot be read, or the list is of another year.
    """
    list_file = trace or trace_file(file)
    of_year, rows, before = read_trace(list_file)
    if year is not None and of_year != year:
        raise FormError(f"{list_file.name} 是 {of_year} 年的表的来源，--year 写的是 {year}。改法：改正 --year 或清单。")
    form = read_form(file)
    return find_changes(rows, before, take_snapshot(form.grids), is_word=form.is_word)
