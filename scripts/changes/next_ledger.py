"""The ledger that begins a year, and what is still open in the unit's earlier ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from macros.domain.dates import chinese_date
from macros.domain.ledgers import Ledger, LedgerMeasure
from macros.domain.reports import Audience, Report
from macros.domain.yearbook import LedgerLine, Yearbook
from macros.page_text.headings import write_heading
from macros.page_text.splitting import join_page
from macros.page_text.title_ids import title_id
from scripts.changes.year_text import comment, value

_HEADING, _HEADING_GOES_ON, _NO_MEASURES = "# 往年没有办结的事项", "# 去掉那一项各行行首的 #", "#    measures: []"
#: How the lines of a proposal begin that stand above the entry that it goes on with.
_PROPOSAL = ("#  # ", "#  - id:", "#    source:", "#    text:")


def make_ledger_page(yearbook: Yearbook, previous: Report, year: int, key: str, today: date) -> str:
    """The ledger's page: no entries, and those still open as comments to take over.

    Args:
        yearbook: All pages.
        previous: The paper that the year follows.
        year: The new year.
        key: Key of the new ledger.
        today: The day for which the statuses are given.
    """
    earlier = [x for x in yearbook.ledgers.values() if x.folder == previous.folder and x.year < year]
    last = max(earlier, key=lambda ledger: (ledger.year, ledger.key), default=None)
    front = [
        f"year: {year}",
        f"unit: {value(previous.unit)}",
        f"audience: {last.audience if last else Audience.LEADERS}",
        "entries: []",
        *_carried(yearbook, previous, year, today),
    ]
    return join_page(front, [write_heading(1, f"{year}年整改台账", title_id("ledger", key)), ""])


def _carried(yearbook: Yearbook, previous: Report, year: int, today: date) -> Iterator[str]:
    """The open entries as they would stand in the new ledger, for the clerk to take or leave."""
    lines = list(open_lines(yearbook, previous, year, today))
    if not lines:
        return
    yield f"{_HEADING}（截至{chinese_date(today)}）。本年继续办的：把上面一行改成 entries:，"
    yield f"{_HEADING_GOES_ON}，再把 measures: [] 换成本年的措施；不再列的，整项删去。"
    used = {
        entry.id for x in yearbook.ledgers.values() if x.folder == previous.folder and x.year != year
        for entry in x.entries
    }  # fmt: skip
    free = (name for number in range(1, 1000) if (name := f"{year}-{number:02}") not in used)
    for line, name in zip(lines, free, strict=False):
        yield from (f"#  # {line.entry.id} {told}" for told in states(line, today))
        yield f"#  - id: {name}"
        yield f"#    source: {line.entry.source}"
        yield f"#    text: {value(line.entry.text)}"
        yield f"#    repeats: {line.entry.id}"
        yield _NO_MEASURES


def without_carried(front: Sequence[str], names: Collection[str]) -> list[str]:
    """Front matter without the comments that propose entries to go on; without any left, their heading goes too.

    Args:
        front: The front matter of a ledger, without the lines that enclose it.
        names: Ids of the entries that go on.
    """
    lines = list(front)
    for name in names:
        if (repeats := f"#    repeats: {name}") not in lines:
            continue
        first = last = lines.index(repeats)
        while first and lines[first - 1].startswith(_PROPOSAL):
            first -= 1
        last += 2 if lines[last + 1 : last + 2] == [_NO_MEASURES] else 1
        del lines[first:last]
    if any(line.startswith("#  - id:") for line in lines):
        return lines
    return [line for line in lines if not line.startswith((_HEADING, _HEADING_GOES_ON))]


def earlier_lines(yearbook: Yearbook, previous: Report | Ledger, year: int) -> Iterator[LedgerLine]:
    """The unit's ledger entries of earlier years, oldest first."""
    for ledger in sorted(yearbook.ledgers.values(), key=lambda ledger: (ledger.year, ledger.key)):
        if ledger.folder == previous.folder and ledger.year < year:
            yield from (LedgerLine(ledger, entry) for entry in ledger.entries)


def open_lines(yearbook: Yearbook, previous: Report | Ledger, year: int, today: date) -> Iterator[LedgerLine]:
    """Those of them that are not over; an entry without measures is not."""
    for line in earlier_lines(yearbook, previous, year):
        measures = line.entry.measures
        if not measures or any(not measure.status_on(today).closed for measure in measures):
            yield line


def states(line: LedgerLine, today: date) -> Iterator[str]:
    """Yield how each open measure of an entry stands."""
    for measure in line.entry.measures:
        if not measure.status_on(today).closed:
            yield state(measure, line.ledger, today)
    if not line.entry.measures:
        yield "没有措施"


def state(measure: LedgerMeasure, ledger: Ledger, today: date) -> str:
    """How a measure stands: status, date due, marks."""
    words = [f"{comment(measure.text)}：{measure.status_on(today)}"]
    if measure.due_on:
        words.append(f"期限 {measure.due_on}")
    if measure.next_check:
        words.append(f"下次检查 {measure.next_check}")
    marks = measure.marks_on(today, ledger.year)
    return "，".join([*words, "、".join(marks)] if marks else words)
