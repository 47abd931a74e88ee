"""What can go into a pack, group by group, each as front matter says it and as an office calls it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.corpus import today
from macros.domain.pack_sources import TABLES
from macros.domain.regulations import Edition, Regulation
from macros.domain.reports import ItemRef, PartKind
from macros.domain.yearbook import Yearbook
from scripts.changes.naming import name_report
from scripts.changes.pack_page import plain_name

#: Tables that need nothing said of a year or a name.
_WHOLE = (
    "recurring_problems",
    "promises_kept",
    "problems_returned",
    "year_matrix",
    "measure_index",
    "indicator_table",
    "citations_by_year",
)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Choice:
    """Something that can be put in, and what it is called."""

    row: Row
    words: str

    @property
    def written(self) -> str:
        """The row as a form carries it."""
        return json.dumps(self.row, ensure_ascii=False)


def list_choices(yearbook: Yearbook) -> dict[str, list[Choice]]:
    """What there is to put in, by what it is, the newest first."""
    written = [one for one in yearbook.reports.values() if one.written]
    reports = sorted(written, key=lambda one: (str(one.as_of), one.key), reverse=True)
    groups: dict[str, list[Row]] = {"整份材料": [{"report": plain_name(report.key)} for report in reports]}
    for report in reports:
        items: list[Row] = [{"items": [str(report.ref(item))]} for item in report.items.values()]
        groups[f"{name_report(report).strip('「」')}的条目"] = items
    groups["一个问题的来龙去脉"] = [
        {"chain": str(report.ref(item))}
        for report in reports
        for item in report.items.values()
        if item.kind is PartKind.PROBLEM
    ]
    groups["台账和对照的表"] = list(_tables(yearbook))
    groups["法规最近一次修改"] = [
        {"changes": work} for work, one in yearbook.regulations.items() if _tells_changes(one)
    ]
    return {group: [Choice(row, describe(row, yearbook)) for row in rows] for group, rows in groups.items() if rows}


def _tells_changes(regulation: Regulation) -> bool:
    """Whether it is recorded of any edition which of its articles came from which."""
    return any(edition.amended_from for edition in regulation.editions)


def list_articles(yearbook: Yearbook, work: str) -> list[Choice]:
    """The provisions of a regulation as it is in force, after the whole of it."""
    regulation = yearbook.regulations[work]
    edition = _in_force(regulation)
    names = [one.anchor.removeprefix("art-") for one in edition.articles] if edition else []
    if not names:
        return []
    rows: list[Row] = [{"regulation": work}, *({"regulation": work, "articles": [plain_name(name)]} for name in names)]
    return [Choice(row, describe(row, yearbook)) for row in rows]


def put_in(rows: Iterable[Row], added: Iterable[Row]) -> list[Row]:
    """What goes in with more behind it; what is of one paper or of one regulation is put together as it comes."""
    every = list(rows)
    start = len(every)
    for row in added:
        last = every[-1] if len(every) > start else {}
        if "items" in row and "items" in last:
            every[-1] = {"items": [*last["items"], *row["items"]]}
        elif "articles" in row and "articles" in last and row.get("regulation") == last.get("regulation"):
            every[-1] = {**last, "articles": [*last["articles"], *row["articles"]]}
        elif row not in every:
            every.append(row)
    return every


def read_row(written: str) -> Row | None:
    """A row as a form carries it; None of what is none."""
    try:
        row = json.loads(written)
    except ValueError:
        return None
    return row if isinstance(row, dict) and row else None


def describe(row: Row, yearbook: Yearbook) -> str:
    """What a row is called by an office."""
    field, value = next(iter(row.items()))
    words = _WORDS[field](value, yearbook) if field in _WORDS else str(value)
    further = [*map(str, row.get("kinds") or ()), *_article_names(row, yearbook)]
    return words + (f"（只要{'、'.join(further)}）" if further else "")


def _report(value: object, yearbook: Yearbook) -> str:
    report = yearbook.reports.get(str(value))
    return f"{name_report(report).strip('「」')}，全文" if report else f"没有了的材料（{value}）"


def _items(value: Any, yearbook: Yearbook) -> str:
    return "；".join(_item(ref, yearbook) for ref in (value if isinstance(value, list) else [value]))


def _item(value: object, yearbook: Yearbook) -> str:
    try:
        ref = ItemRef.parse(str(value))
    except ValueError:
        return str(value)
    report = yearbook.reports.get(ref.report)
    found = report.passages.get(ref.item) if report else None
    return f"{report.name} {found.title}" if report and found else "没有了的条目"


def _regulation(value: object, yearbook: Yearbook) -> str:
    work, _, edition = str(value).partition("/")
    found = yearbook.regulations.get(work)
    if not found:
        return "没有登记的法规"
    return f"《{found.title}》" + (f" {edition}年版" if edition else "")


def _table(value: object, yearbook: Yearbook) -> str:  # noqa: ARG001 - all of these are asked alike
    name, _, rest = str(value).partition("(")
    kind = TABLES.get(name.strip())
    years = rest.rstrip(") ").strip()
    return (kind.title if kind else str(value)) + (f"（{years}）" if years else "")


_WORDS = {
    "report": _report,
    "items": _items,
    "chain": lambda value, yearbook: f"{_item(value, yearbook)}：各年的情况和措施",
    "regulation": _regulation,
    "edition": _regulation,
    "changes": lambda value, yearbook: f"{_regulation(value, yearbook)} 最近一次修改了什么",
    "table": _table,
}


def _article_names(row: Row, yearbook: Yearbook) -> Iterator[str]:
    work, _, name = str(row.get("regulation") or row.get("edition") or row.get("changes") or "").partition("/")
    regulation = yearbook.regulations.get(work)
    edition = (regulation.by_id.get(name) if name else _in_force(regulation)) if regulation else None
    for article in row.get("articles") or ():
        anchor = str(article) if str(article).startswith(("art-", "part-")) else f"art-{article}"
        found = next((one for one in edition.articles if one.anchor == anchor), None) if edition else None
        yield f"{found.label} {found.topic}".strip() if found else str(article)


def _in_force(regulation: Regulation) -> Edition | None:
    applied = regulation.in_force_on(today())
    return applied.edition if applied else next(reversed(regulation.editions), None)


def _tables(yearbook: Yearbook) -> Iterator[Row]:
    for page in yearbook.comparisons:
        if not page.new.folder:
            yield {"table": f"compare_years({page.old.year}, {page.new.year})"}
    for ledger in sorted(yearbook.ledgers.values(), key=lambda one: -one.year):
        if not ledger.folder:
            yield {"table": f"ledger({ledger.year})"}
            yield {"table": f"follow_through({ledger.year})"}
    yield from ({"table": f"{name}()"} for name in _WHOLE)
