"""Papers of the small site, in words alone: what tests of whole papers are made of."""

from __future__ import annotations

from pathlib import Path

from macros.corpus import load_yearbook
from macros.domain.reports import OPENING, is_lead_id
from macros.domain.yearbook import Yearbook
from tests.helpers.factories import write_pages

_KINDS = {"w": "work", "p": "problem", "c": "cause", "m": "measure", "o": "other"}


def paper(year: int, items: dict[str, str], *, series: str = "年度总结", name: str = "", head: str = "") -> str:
    """A paper whose passages have the given addresses and texts."""
    lines = ["---", f"year: {year}", "unit: XX乡党委", f"series: {series}", f"period: {year}", f"as_of: {year}-12-31"]
    lines += [
        "audience: 全体党员",
        *([head] if head else []),
        "---",
        f"# {year}年{series} {{ #report-{name or year} }}",
    ]
    lines += ["", items[OPENING]] if OPENING in items else []
    for letter, kind in _KINDS.items():
        rows = {key: text for key, text in items.items() if key.startswith(letter) and key != OPENING}
        lines += ["", f"## {kind} {{ #{kind} .{kind} }}"] if rows else []
        for key, text in rows.items():
            lines += ["", text] if is_lead_id(key) else ["", f"### 条目{key} {{ #{key} }}", "", text]
    return "\n".join([*lines, ""])


def load(folder: Path, pages: dict[str, str | None]) -> Yearbook:
    """The small site without its report and ledger, and with some pages."""
    emptied: dict[str, str | bytes | None] = {"reports/2023.md": None, "ledger/2023.md": None}
    return load_yearbook(write_pages(folder / "site", {**emptied, **pages}))
