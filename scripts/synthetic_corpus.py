"""Writes a corpus of any size to measure with: many units and years, varied texts, citations, ledgers.

The texts are put together from items of the pages that the site ships; what is
written is the same for the same seed.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from macros.corpus import load_corpus
from macros.domain.reports import PartKind

_LAST_YEAR = 2025
_YEARS = 20
#: Items a report has of each kind.
_ITEMS = {PartKind.WORK: 5, PartKind.PROBLEM: 3, PartKind.CAUSE: 2, PartKind.MEASURE: 4}
_MARKS = "一二三四五六七八九十"
_Item = tuple[str, str]


def write_corpus(docs: Path, into: Path, reports: int, seed: int = 2023) -> tuple[str, list[int]]:
    """Write a folder of pages: the shipped register and handbook, and so many made-up reports with ledgers.

    Args:
        docs: The shipped pages.
        into: The folder to write, which must not be there.
        reports: How many reports; up to twenty years a unit.
        seed: For the choice of items.

    Returns:
        The folder of the first unit, which is the top one, and its years.
    """
    shutil.copytree(docs, into)
    # Pages of papers and years go; those that name neither stay.
    for page in [page for name in ("reports", "ledger", "compare") for page in (into / name).rglob("[0-9]*.md")]:
        page.unlink()
    pool, chance = _read_pool(docs), random.Random(seed)  # noqa: S311 - any texts will do
    years = list(range(_LAST_YEAR - min(_YEARS, reports) + 1, _LAST_YEAR + 1))
    for number in range(-(-reports // len(years))):
        left = reports - number * len(years)
        _write_unit(
            into, f"unit{number:03}" if number else "", years[-left:] if left < len(years) else years, pool, chance
        )
    return "", years


def _read_pool(docs: Path) -> dict[PartKind, list[_Item]]:
    """Headings and bodies of the shipped reports' items, links and all, by kind."""
    corpus, pool = load_corpus(docs), dict[PartKind, list[_Item]]()
    for report in corpus.yearbook.reports.values():
        lines = dict(corpus.pages[report.path].numbered_lines())
        for item in report.items.values():
            body = _body(lines, item.line + 1)
            pool.setdefault(item.kind, []).append(
                (re.sub(r"^[（(]?[一二三四五六七八九十\d]+[）)、．.]", "", item.title), body)
            )
    return pool


def _body(lines: dict[int, str], start: int) -> str:
    kept = []
    while start in lines and not lines[start].startswith("#"):
        kept.append(lines[start])
        start += 1
    return "\n".join(kept).strip()


def _write_unit(
    into: Path, folder: str, years: list[int], pool: dict[PartKind, list[_Item]], chance: random.Random
) -> None:
    chosen: dict[PartKind, list[_Item]] = {}
    for year in years:
        # Two thirds of the items come back next year, most of them with other figures.
        for kind, wanted in _ITEMS.items():
            kept = [_moved_on(item, chance) for item in chosen.get(kind, []) if chance.random() < 2 / 3]
            fresh = [item for item in pool[kind] if item[0] not in {title for title, _ in kept}]
            chosen[kind] = kept + chance.sample(fresh, min(len(fresh), wanted - len(kept)))
        _write(into / "reports" / folder / f"{year}.md", _report(folder, year, chosen))
        _write(into / "ledger" / folder / f"{year}.md", _ledger(folder, year, first=year == years[0]))


def _moved_on(item: _Item, chance: random.Random) -> _Item:
    title, body = item
    if chance.random() < 1 / 3:
        return item
    # Numbers in an address stay as they are.
    return title, re.sub(
        r"(?<![\d/#-])\d+(?=[次人个项件场%])", lambda found: str(int(found[0]) + chance.randint(1, 9)), body
    )


def _report(folder: str, year: int, items: dict[PartKind, list[_Item]]) -> str:
    lines = _front(folder, year, "series: 年度总结", f"period: {year}", f"as_of: {year}-12-31", "audience: 机关")
    lines += [f"# {year}年度工作总结 {{ #{_title_id('report', folder, year)} }}", "", "现将一年来的情况报告如下。", ""]
    for place, (kind, rows) in enumerate(items.items()):
        lines += [f"## {_MARKS[place]}、{kind.word} {{ #{kind.class_name} .{kind.class_name} }}", ""]
        for number, (title, body) in enumerate(rows):
            up = body.replace("](../", "](../../") if folder else body
            lines += [f"### （{_MARKS[number]}）{title} {{ #{kind.letter}{number + 1} }}", "", up, ""]
    return "\n".join(lines)


def _ledger(folder: str, year: int, *, first: bool) -> str:
    key = f"{folder}/{year}".removeprefix("/")
    entries = [line for number in range(1, 4) for line in _entry(key, year, number, repeats=not first and number == 1)]
    lines = _front(folder, year, "audience: 班子", "entries:", *entries)
    return "\n".join([*lines, f"# {year}年整改台账 {{ #{_title_id('ledger', folder, year)} }}", ""])


def _entry(key: str, year: int, number: int, *, repeats: bool) -> Iterator[str]:
    yield from (
        f"  - id: {year}-{number:02}",
        "    source: 自查",
        f"    text: 第{number}个问题",
        f"    problem: {key}#p{number}",
    )
    yield f"    causes: [{key}#c1]"
    if repeats:
        yield f"    repeats: {year - 1}-01"
    yield from (
        "    measures:",
        f"      - item: {key}#m{number}",
        f"        text: 第{number}项措施",
        "        kind: 限期整改",
    )
    yield from ("        owner: 组织委员", f"        due: [{{on: {year + 1}-06-30}}]", "        history:")
    yield f"          - {{on: {year + 1}-03-01, recorded_on: {year + 1}-03-02, status: 整改中, evidence: 记录}}"


def _front(folder: str, year: int, *fields: str) -> list[str]:
    return ["---", f"year: {year}", f"unit: {folder or 'XX乡党委'}", "sample: true", *fields, "---", ""]


def _title_id(kind: str, folder: str, year: int) -> str:
    return "-".join(filter(None, [kind, folder, str(year)]))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
