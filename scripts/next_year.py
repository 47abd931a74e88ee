"""The pages that begin a year, made from the newest earlier paper of the same unit.

Nothing is carried forward but headings: what was promised, what the ledger
says of it and last year's figures stand as comments of the front matter, the
only place of a data page where words can stand that no reader sees.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from macros.domain.dates import chinese_date
from macros.domain.ledgers import Ledger, LedgerMeasure
from macros.domain.reports import Audience, Indicator, Item, ItemRef, PartKind, Report, Series
from macros.domain.yearbook import LedgerLine, Yearbook
from macros.errors import SiteError

#: The comparison page; whatever macro is to stand on every new one is added there.
COMPARISON = Path(__file__).with_name("templates") / "compare.md"
INDEX = "compare/index.md"
YEARS = range(1949, 2200)
_LONGEST_COMMENT, _LONGEST_VALUE = 80, 500
#: A page's lines stand together for no more than this many signs, well below what its check allows.
_LONGEST_BLOCK = 8_000
_DIGITS = ("0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "○一二三四五六七八九", "零一二三四五六七八九")


class NextYearError(SiteError):
    """The new year's pages cannot be made; its text is one Chinese line."""


@dataclass(frozen=True)
class NextYear:
    """What begins a year (下一年).

    Attributes:
        previous: The paper that it follows.
        year: The new year.
        pages: The text of each page, by path under docs, the report's first.
        comparison: Path of the comparison page.
    """

    previous: Report
    year: int
    pages: dict[str, str]
    comparison: str

    @property
    def gap(self) -> list[int]:
        """The years between, of which there is no paper."""
        return list(range(self.previous.year + 1, self.year))

    @property
    def listing(self) -> str:
        """The line by which the overview of comparisons leads to the new one."""
        unit = _plain_name(self.previous) + "：" if self.previous.folder else ""
        series = "" if self.previous.series is Series.SUMMARY else str(self.previous.series)
        address = self.comparison.removeprefix("compare/")
        return f"- [{unit}{self.previous.year}年和{self.year}年{series}]({address})"


def plan_next_year(yearbook: Yearbook, year: int, folder: str, series: Series, today: date) -> NextYear:
    """Make the pages of a year; nothing is written.

    Args:
        yearbook: All pages.
        year: The new year.
        folder: The unit's folder; empty for the top folder.
        series: Which paper of the year.
        today: The day for which the comments give the ledger's statuses.

    Raises:
        NextYearError: The year is out of range, has its paper under another name, or has none before it.
    """
    if year not in YEARS:
        raise NextYearError(f"年度写的是 {year}，应在 {YEARS[0]} 到 {YEARS[-1]} 之间。改法：写四位的年份，如 2026。")
    previous = _find_previous(yearbook, year, folder, series)
    name = _next_name(previous, year)
    key = f"{folder}/{name}".removeprefix("/")
    there = next((r for r in yearbook.reports.values() if (r.folder, r.series, r.year) == (folder, series, year)), None)
    if there and there.key != key:
        raise NextYearError(f"{year} 年的{series}已经有了：docs/{there.path}，没有改动。改法：直接在这一页上写。")
    pages = {f"reports/{key}.md": _report_page(yearbook, previous, year, key, today)}
    if series is Series.SUMMARY:
        pages[f"ledger/{key}.md"] = _ledger_page(yearbook, previous, year, key, today)
    comparison = f"compare/{folder}/{previous.year}-{name}.md".replace("//", "/")
    pages[comparison] = _comparison_page(yearbook, previous, year, key)
    return NextYear(previous, year, pages, comparison)


def move_years(text: str, old: int, new: int) -> str:
    """Move a year named in a heading on, and the year after it likewise, however they are spelt.

    A summary of 2025 also plans for 2026; in the next one these are 2026 and 2027.
    """
    spelt: dict[str, str] = {}
    for digits in _DIGITS:
        for named in (old, old + 1):
            spelt.setdefault(_spell(named, digits), _spell(named + new - old, digits))
    signs = "".join(_DIGITS)
    pattern = rf"(?<![{signs}])(?:{'|'.join(spelt)})(?![{signs}])"
    return re.sub(pattern, lambda match: spelt[match[0]], text)


def _spell(year: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(year))


def _find_previous(yearbook: Yearbook, year: int, folder: str, series: Series) -> Report:
    papers = [report for report in yearbook.reports.values() if report.series is series]
    earlier = [report for report in papers if report.folder == folder and report.year < year]
    if earlier:
        return max(earlier, key=lambda report: (report.year, report.key))
    others = sorted({report.folder for report in papers if report.folder and report.year < year} - {folder})
    unit = f"docs/reports/{folder}".rstrip("/")
    remedy = f"先用 python3 scripts/import_report.py 把以前的{series}导入 {unit}/"
    if others:
        remedy += f"；是其他单位的，加 --unit，可写 {'、'.join(others[:10])}"
    raise NextYearError(f"{unit}/ 里没有 {year} 年以前的{series}，无从开始。改法：{remedy}。")


def _next_name(previous: Report, year: int) -> str:
    name = previous.key.rpartition("/")[2]
    moved = re.sub(rf"(?<![0-9]){previous.year}(?![0-9])", str(year), name)
    return moved if moved != name else f"{year}" if previous.series is Series.SUMMARY else f"{year}-{name}"


def _report_page(yearbook: Yearbook, previous: Report, year: int, key: str, today: date) -> str:
    front = [
        f"year: {year}",
        f"unit: {_scalar(previous.unit)}",
        f"series: {previous.series}",
        f"period: {_scalar(move_years(previous.period, previous.year, year))}",
        f"as_of: {_end_of_period(previous, year)}",
        f"audience: {previous.audience}",
        "wording: 原文",
        *_answers(yearbook, previous, year, today),
        *_open_entries(yearbook, previous, year, today),
        *_indicators(previous),
    ]
    title = _heading(move_years(previous.title, previous.year, year)) or f"{year}年{previous.series}"
    body = [f"# {title} {{ #{_title_id('report', key)} }}", ""]
    for part in previous.parts:
        words = _heading(move_years(part.title, previous.year, year))
        body += [f"## {words} {{ #{part.id} .{part.kind.class_name} }}", ""]
    return _page(front, body)


def _end_of_period(previous: Report, year: int) -> date:
    if previous.series is Series.SUMMARY:
        return date(year, 12, 31)
    day = previous.as_of
    return date(year, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def _answers(yearbook: Yearbook, previous: Report, year: int, today: date) -> Iterator[str]:
    """The entries to fill in, one for each undertaking of last year, or of earlier ones still open."""
    undertakings = list(_undertakings(yearbook, previous, year, today))
    if not undertakings:
        yield "answers: {}"
        return
    yield "# 往年的措施，逐条列出。本年有条目回应的，在冒号后写那个条目的标识，如"
    yield f"#   {undertakings[0][0]}: w2"
    yield f"# 没有回应的空着。台账的状态截至{chinese_date(today)}。"
    yield "answers:"
    for ref, report, item in undertakings:
        yield f"  # {_comment(f'{report.name} {item.title}')}"
        told = [
            f"  #   台账 {line.entry.id}：{_state(measure, line.ledger, today)}"
            for line in yearbook.lines_of(ref)
            if line.ledger.year < year
            for measure in line.entry.measures
            if measure.item == ref
        ]
        yield from told or ["  #   台账没有记载"]
        yield f"  {ref}:"


def _undertakings(
    yearbook: Yearbook, previous: Report, year: int, today: date
) -> Iterator[tuple[ItemRef, Report, Item]]:
    seen = {}
    for item in previous.items.values():
        if item.kind is PartKind.MEASURE:
            seen[previous.ref(item)] = (previous, item)
    for line in _earlier_lines(yearbook, previous, year):
        for measure in line.entry.measures:
            ref = measure.item
            if ref and ref not in seen and not measure.status_on(today).closed:
                report = yearbook.reports[ref.report]
                if report.year < year:
                    seen[ref] = (report, report.items[ref.item])
    yield from ((ref, report, item) for ref, (report, item) in seen.items())


def _earlier_lines(yearbook: Yearbook, previous: Report, year: int) -> Iterator[LedgerLine]:
    """The unit's ledger entries of earlier years, oldest first."""
    for ledger in sorted(yearbook.ledgers.values(), key=lambda ledger: (ledger.year, ledger.key)):
        if ledger.folder == previous.folder and ledger.year < year:
            yield from (LedgerLine(ledger, entry) for entry in ledger.entries)


def _open_lines(yearbook: Yearbook, previous: Report, year: int, today: date) -> Iterator[LedgerLine]:
    """Those of them that are not over; an entry without measures is not."""
    for line in _earlier_lines(yearbook, previous, year):
        measures = line.entry.measures
        if not measures or any(not measure.status_on(today).closed for measure in measures):
            yield line


def _open_entries(yearbook: Yearbook, previous: Report, year: int, today: date) -> Iterator[str]:
    lines = list(_open_lines(yearbook, previous, year, today))
    if not lines:
        return
    yield f"# 往年台账里没有办结的事项（截至{chinese_date(today)}）："
    for line in lines:
        named = f"，见 {line.entry.problem}" if line.entry.problem else ""
        yield f"#   {line.entry.id} {_comment(line.entry.text)}{named}"
        yield from (f"#     {told}" for told in _states(line, today))


def _states(line: LedgerLine, today: date) -> Iterator[str]:
    for measure in line.entry.measures:
        if not measure.status_on(today).closed:
            yield _state(measure, line.ledger, today)
    if not line.entry.measures:
        yield "没有措施"


def _state(measure: LedgerMeasure, ledger: Ledger, today: date) -> str:
    words = [f"{_comment(measure.text)}：{measure.status_on(today)}"]
    if measure.due_on:
        words.append(f"期限 {measure.due_on}")
    if measure.next_check:
        words.append(f"下次检查 {measure.next_check}")
    marks = measure.marks_on(today, ledger.year)
    return "，".join([*words, "、".join(marks)] if marks else words)


def _indicators(previous: Report) -> Iterator[str]:
    """Last year's figures to count again; a value is required, so none can stand there empty."""
    if not previous.indicators:
        return
    yield "# 上一年的指标。填上 value 和 at（本年条目的标识，可空），去掉填好的各行和 #indicators: 行首的 #。"
    yield "#indicators:"
    for indicator in previous.indicators:
        name, unit = _scalar(indicator.name), _scalar(indicator.unit)
        yield f"#  - {{name: {name}, value: , unit: {unit}, at: }}   # {previous.name}：{_figure(indicator)}"


def _figure(indicator: Indicator) -> str:
    return _comment(f"{indicator.qualifier or ''}{indicator.value:f}{indicator.unit}")


def _ledger_page(yearbook: Yearbook, previous: Report, year: int, key: str, today: date) -> str:
    earlier = [x for x in yearbook.ledgers.values() if x.folder == previous.folder and x.year < year]
    last = max(earlier, key=lambda ledger: (ledger.year, ledger.key), default=None)
    front = [
        f"year: {year}",
        f"unit: {_scalar(previous.unit)}",
        f"audience: {last.audience if last else Audience.LEADERS}",
        "entries: []",
        *_carried(yearbook, previous, year, today),
    ]
    return _page(front, [f"# {year}年整改台账 {{ #{_title_id('ledger', key)} }}", ""])


def _carried(yearbook: Yearbook, previous: Report, year: int, today: date) -> Iterator[str]:
    """The open entries as they would stand in the new ledger, for the clerk to take or leave."""
    lines = list(_open_lines(yearbook, previous, year, today))
    if not lines:
        return
    yield f"# 往年没有办结的事项（截至{chinese_date(today)}）。本年继续办的：把上面一行改成 entries:，"
    yield "# 去掉那一项各行行首的 #，再把 measures: [] 换成本年的措施；不再列的，整项删去。"
    used = {
        entry.id for x in yearbook.ledgers.values() if x.folder == previous.folder and x.year != year
        for entry in x.entries
    }  # fmt: skip
    free = (name for number in range(1, 1000) if (name := f"{year}-{number:02}") not in used)
    for line, name in zip(lines, free, strict=False):
        yield from (f"#  # {line.entry.id} {told}" for told in _states(line, today))
        yield f"#  - id: {name}"
        yield f"#    source: {line.entry.source}"
        yield f"#    text: {_scalar(line.entry.text)}"
        yield f"#    repeats: {line.entry.id}"
        yield "#    measures: []"


def _comparison_page(yearbook: Yearbook, previous: Report, year: int, key: str) -> str:
    up = "../../" if previous.folder else "../"
    rows = [f"- {previous.series}：[{previous.year}年]({up}{previous.path})、[{year}年]({up}reports/{key}.md)"]
    if previous.series is Series.SUMMARY:
        old = f"[{previous.year}年]({up}ledger/{previous.key}.md)、" if previous.key in yearbook.ledgers else ""
        rows.append(f"- 整改台账：{old}[{year}年]({up}ledger/{key}.md)")
    template = Template(COMPARISON.read_text(encoding="utf-8"))
    return template.substitute(unit=_plain_name(previous), old=previous.year, new=year, papers="\n".join(rows))


def _plain_name(report: Report) -> str:
    # A page that runs macros gets no sign from a paper that could mean something to them.
    return re.sub(r"[^\w（）、·]|_", "", report.unit)[:_LONGEST_COMMENT]


def _page(front: list[str], body: list[str]) -> str:
    lines, size = ["---"], 0
    for line in front:
        size += len(line) + 1
        if size > _LONGEST_BLOCK:
            lines.append("")
            size = len(line) + 1
        lines.append(line)
    return "\n".join([*lines, "---", "", *body])


def _title_id(kind: str, key: str) -> str:
    names = key.split("/")
    return "-".join([kind, *(names[1:] if names[0] == kind else names)])


def _heading(words: str) -> str:
    """A heading's words as Markdown, so that they read the same again."""
    escaped = re.sub(r"([\\*\[\]])", r"\\\1", words)
    return re.sub(r"^(?:([-+])|(\d+)(\.))(?= )", r"\2\\\1\3", escaped)


def _comment(words: str) -> str:
    shown = "".join(sign for sign in " ".join(words.split()) if sign.isprintable())
    return shown if len(shown) <= _LONGEST_COMMENT else shown[:_LONGEST_COMMENT] + "…"


def _scalar(words: str) -> str:
    """A value as YAML, quoted unless it is plain beyond doubt."""
    if re.fullmatch(r"[\u4e00-\u9fff][\u4e00-\u9fff（）、，。A-Za-z0-9]*|[1-9][0-9]*", words):
        return words[:_LONGEST_VALUE]
    quoted = json.dumps(words[:_LONGEST_VALUE], ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08X}" for sign in quoted)
