"""The report that begins a year: last year's headings, and as comments what is to be answered and counted again.

Comments of the front matter are the only place of a data page where words can stand that no reader sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.domain.dates import chinese_date
from macros.domain.reports import Item, ItemRef, PartKind, Report, Series
from macros.domain.yearbook import LedgerLine, Yearbook
from macros.page_text.headings import write_heading
from macros.page_text.splitting import join_page
from macros.page_text.title_ids import title_id
from scripts.changes.next_ledger import earlier_lines, open_lines, state, states
from scripts.changes.year_text import comment, heading, move_years, value


def make_report_page(yearbook: Yearbook, previous: Report, year: int, key: str, today: date) -> str:
    """The report's page: title and parts, nothing carried forward but comments.

    Args:
        yearbook: All pages.
        previous: The paper that it follows.
        year: The new year.
        key: Key of the new report.
        today: The day for which the ledger's statuses are given.
    """
    period = move_years(previous.period, previous.year, year)
    front = [
        f"year: {year}",
        f"unit: {value(previous.unit)}",
        f"series: {previous.series}",
        f"period: {year if period == str(year) else value(period)}",
        f"as_of: {_end_of_period(previous, year)}",
        f"audience: {previous.audience}",
        "wording: 原文",
        *_answers(yearbook, previous, year, today),
        *_open_entries(yearbook, previous, year, today),
        *_indicators(previous),
    ]
    title = (
        heading(move_years(previous.title, previous.year, year)) or f"{year}年{str(previous.series).removeprefix('年')}"
    )
    body = [write_heading(1, title, title_id("report", key)), ""]
    for part in previous.parts:
        words = heading(move_years(part.title, previous.year, year))
        body += [write_heading(2, words, part.id, [part.kind.class_name]), ""]
    return join_page(front, body)


def _end_of_period(previous: Report, year: int) -> date:
    if previous.series is Series.SUMMARY:
        return date(year, 12, 31)
    day = previous.as_of
    return date(year, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def _answers(yearbook: Yearbook, previous: Report, year: int, today: date) -> Iterator[str]:
    """The entries to fill in, one for each undertaking of last year, or of earlier ones still open."""
    waiting = list(undertakings(yearbook, previous, year, today))
    if not waiting:
        yield "answers: {}"
        return
    yield "# 往年的措施，逐条列出。本年有条目回应的，在冒号后写那个条目的标识，如"
    yield f"#   {waiting[0][0]}: w2"
    yield f"# 没有回应的空着。台账的状态截至{chinese_date(today)}。"
    yield "answers:"
    for ref, report, item in waiting:
        yield f"  # {comment(f'{report.name} {item.title}')}"
        told = [f"  #   台账 {line.entry.id}：{said}" for line, said in told_of(yearbook, ref, year, today)]
        yield from told or ["  #   台账没有记载"]
        yield f"  {ref}:"


def undertakings(
    yearbook: Yearbook, previous: Report, year: int, today: date
) -> Iterator[tuple[ItemRef, Report, Item]]:
    """Yield what is to be answered: last year's measures, and those of earlier years that are still open."""
    seen = {}
    for item in previous.items.values():
        if item.kind is PartKind.MEASURE:
            seen[previous.ref(item)] = (previous, item)
    for line in earlier_lines(yearbook, previous, year):
        for measure in line.entry.measures:
            ref = measure.item
            if ref and ref not in seen and not measure.status_on(today).closed:
                report = yearbook.reports[ref.report]
                if report.year < year:
                    seen[ref] = (report, report.items[ref.item])
    yield from ((ref, report, item) for ref, (report, item) in seen.items())


def told_of(yearbook: Yearbook, ref: ItemRef, year: int, today: date) -> Iterator[tuple[LedgerLine, str]]:
    """Yield how a measure stands in each ledger of the years before."""
    for line in yearbook.lines_of(ref):
        if line.ledger.year < year:
            yield from (
                (line, state(measure, line.ledger, today)) for measure in line.entry.measures if measure.item == ref
            )


def _open_entries(yearbook: Yearbook, previous: Report, year: int, today: date) -> Iterator[str]:
    lines = list(open_lines(yearbook, previous, year, today))
    if not lines:
        return
    yield f"# 往年台账里没有办结的事项（截至{chinese_date(today)}）："
    for line in lines:
        named = f"，见 {line.entry.problem}" if line.entry.problem else ""
        yield f"#   {line.entry.id} {comment(line.entry.text)}{named}"
        yield from (f"#     {told}" for told in states(line, today))


def _indicators(previous: Report) -> Iterator[str]:
    """Last year's figures to count again; a value is required, so none can stand there empty."""
    if not previous.indicators:
        return
    yield "# 上一年的指标。填上 value 和 at（本年条目的标识，可空），去掉填好的各行和 #indicators: 行首的 #。"
    yield "#indicators:"
    for indicator in previous.indicators:
        name, unit = value(indicator.name), value(indicator.unit)
        yield f"#  - {{name: {name}, value: , unit: {unit}, at: }}   # {previous.name}：{comment(indicator.written)}"
