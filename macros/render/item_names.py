"""What a reader is told an item or an entry is called: 2023年 措施（一）; its id is an address and no name."""

from __future__ import annotations

import re

from macros.domain.ledgers import Entry, Ledger
from macros.domain.reports import Item, Report

#: The mark before a title: （一）, 一、, 3.
_MARK = re.compile(r"[（(][一二三四五六七八九十百]+[）)]|[一二三四五六七八九十百]+(?=、)|[0-9０-９]{1,3}(?=[.．、])")
#: Of a title without a mark so much is a name.
_LONGEST = 12


def item_name(report: Report, item: Item) -> str:
    """Name an item as a person would: whose paper where that is not the site's own unit, paper, kind and mark.

    Where several parts of the paper are of the same kind the mark of the part, or
    else the beginning of its title, stands before that of the item; a title without a mark is named by its beginning,
    and what stands before the first part or item as the beginning that it is.

    Args:
        report: The paper.
        item: A passage of it.
    """
    whose = f"{report.unit} " if report.folder else ""
    return f"{whose}{report.name} {name_within(report, item)}"


def name_within(report: Report, item: Item) -> str:
    """The same on a page of the paper itself: 措施（一）."""
    part = next((part for part in report.parts if item.id in {part.id, *(other.id for other in part.passages)}), None)
    if part is None or part.id == item.id:
        return _short(item.caption)
    alike = [other for other in report.parts if other.kind is item.kind]
    outer = (_mark_of(part.title) or f"“{_short(part.title)}”") if len(alike) > 1 else ""
    if item.is_lead:
        return f"{item.kind.word}{outer}开头"
    mark = _mark_of(item.title)
    if not mark:
        return f"{item.kind.word}{outer}“{_short(item.title)}”"
    return f"{item.kind.word}{outer}{mark}"


def entry_name(ledger: Ledger, entry: Entry) -> str:
    """Name an entry of a ledger by its number, anywhere on the site: 2023年台账第1项."""
    whose = f"{ledger.unit} " if ledger.folder else ""
    return f"{whose}{ledger.year}年台账{entry_number(entry)}"


def entry_number(entry: Entry) -> str:
    """The same within its ledger: 第1项."""
    return f"第{entry.number}项"


def _mark_of(title: str) -> str:
    found = _MARK.match(title.strip())
    return found[0] if found else ""


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[:_LONGEST]}…"
