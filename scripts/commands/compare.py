"""Sets two papers side by side: which item went on in which, and how sure that is."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from scripts.commands.confirm import how_to_confirm
from scripts.commands.findings_data import add_json_option
from scripts.commands.options import add_unit_option
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from macros.compare.item_rows import Candidate, ItemRow
    from macros.domain.reports import Item, Report
    from macros.domain.yearbook import Yearbook

DESCRIPTION = """\
对照同一单位的两份材料，逐条列出较早一份的条目成了较晚一份的哪一条：沿用、改写、拆分、合并、新增、未再出现。
先按台账、回应和本单位确认过的对应，其余按文字推算，写明把握（0 到 1）；断不定的写“可能”，列出最像的几条，最多三条。
什么都不改动；确认用 confirm。
"""
_NOTE = (
    "把握由程序推算，“已确认”的除外；写“可能”的和“待确认”的，看过原文，是的照下面的命令写，不是的后面加 --no。"
    "措施的结果可能写在哪一条，用 suggest 看。"
)


def add_options(parser: Parser) -> None:
    """Add the two papers, the unit, and the form of the outcome."""
    parser.add_argument("old", metavar="较早", help="较早的一份：年度，如 2022；其他文种写页面的名字，如 2022-plan")
    parser.add_argument("new", metavar="较晚", help="较晚的一份")
    add_unit_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Print the rows of the comparison, in the order of the later paper."""
    from macros.compare.alignment import align_years
    from macros.corpus import load_yearbook
    from macros.errors import SiteError

    yearbook = load_yearbook(project.docs)
    old, new = (_paper(name, options.unit, yearbook) for name in (options.old, options.new))
    if old.folder != new.folder or old.as_of >= new.as_of:
        raise SiteError(
            f"{old.name}和{new.name}不能这样对照：要是同一单位的，先写较早的。改法：核对两份的次序和 --unit。"
        )
    rows = align_years(old, new, yearbook)
    if options.json:
        ids = _entry_ids(old.folder, yearbook)
        data = {"old": old.key, "new": new.key, "pairs": [_as_data(row, ids) for row in rows]}
        console.give(json.dumps(data, ensure_ascii=False, indent=1))
        return
    for row in rows:
        console.say(_in_words(row, old, new))
        for line in _to_confirm(row, old, new):
            console.say(f"    {line}")
    console.say(_NOTE)


def _paper(name: str, unit: str, yearbook: Yearbook) -> Report:
    from macros.errors import SiteError

    folder = yearbook.folder_of(unit)
    # A whole key, dongzhen/2022, says its unit itself; a year alone is never looked up in another unit's folder.
    found = yearbook.reports.get(name if "/" in name or not folder else f"{folder}/{name}")
    if found is None:
        shown = "、".join(sorted(report.key for report in yearbook.reports.values() if report.folder == folder))
        raise SiteError(f"没有“{name}”这份材料（有的：{shown or '还没有'}）。改法：写其中一份，或者核对 --unit。")
    return found


def _entry_ids(folder: str, yearbook: Yearbook) -> dict[str, str]:
    """Entries by what readers are told, as programs know them: by their id, as items are."""
    from macros.domain.joins import ledger_word
    from macros.domain.yearbook import LedgerLine

    lines = (LedgerLine(ledger, entry) for ledger in yearbook.ledgers_of(folder) for entry in ledger.entries)
    return {ledger_word([line]): f"台账 {line.entry.id}" for line in lines}


def _as_data(row: ItemRow, ids: dict[str, str]) -> dict[str, object]:
    return {
        "old": [item.id for item in row.old],
        "new": [item.id for item in row.new],
        "standing": str(row.standing),
        "score": row.score,
        "sure": row.sure,
        "confirmed_by": "；".join(ids.get(word, word) for word in row.confirmed_by) or None,
        "candidates": [_candidate(candidate) for candidate in row.candidates],
    }


def _candidate(candidate: Candidate) -> dict[str, object]:
    return {"item": candidate.item.id, "score": candidate.score}


def _in_words(row: ItemRow, old: Report, new: Report) -> str:
    before, after = _names(old, row.old), _names(new, row.new)
    if row.confirmed_by:
        certainty = "已确认"
    elif before and after and row.is_of_leads:
        certainty = "按位置"
    elif before and after:
        certainty = f"{row.score:.2f}{'' if row.sure else ' 待确认'}"
    else:
        certainty = ""
    words = f"{row.back.words if row.back else row.standing}{'、移动' if row.moved else ''}"
    words += f"，{row.again}年再次出现" if row.again else ""
    return "  ".join(part for part in (words, " → ".join(side for side in (before, after) if side), certainty) if part)


def _to_confirm(row: ItemRow, old: Report, new: Report) -> Iterator[str]:
    """Yield what a person is to decide: whom an item may be, and what to type where it is that one."""
    if row.old and row.new:
        pairs = ((before, after) for before in row.old for after in row.new)
        yield from (how_to_confirm(old.ref(a), new.ref(b)) for a, b in pairs if not row.sure)
    for candidate in row.candidates if row.standing.is_doubtful else ():
        yield f"{candidate.score:.2f} {_name(old if row.new else new, candidate.item)}"
        before, after = (candidate.item, row.new[0]) if row.new else (row.old[0], candidate.item)
        yield f"  {how_to_confirm(old.ref(before), new.ref(after))}"


def _names(report: Report, items: Iterable[Item]) -> str:
    return "、".join(_name(report, item) for item in items)


def _name(report: Report, item: Item) -> str:
    from macros.render.item_names import item_name

    return item_name(report, item)
