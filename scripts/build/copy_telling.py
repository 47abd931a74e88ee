"""The copy check in words, and as data for a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from macros.compare.copying.check import CopiedRow, CopyCheck
from macros.compare.copying.leftover import Leftover
from macros.compare.copying.matches import CopyKind, Match
from macros.render.carried_over import percent
from macros.render.copies import count_others, describe_papers, source_name
from macros.render.item_names import name_within


def tell_copies(check: CopyCheck, leftovers: Iterable[Leftover]) -> Iterator[str]:
    """Yield the lines that a clerk reads: how much is copied, each passage beside its source, what to do.

    Args:
        check: A paper with what it has from others.
        leftovers: What may have been left in it.
    """
    against = describe_papers(check)
    yield f"{check.report.name}（docs/{check.report.path}），{f'与{against}比' if against else '没有可比的材料'}。"
    yield describe_share(check)
    for item in check.items:
        if item.rows:
            share = f"，雷同 {percent(item.copied(), item.own)}%" if item.copied() else ""
            yield f"{name_within(check.report, item.item)}{share}"
            for row in item.rows:
                yield from _tell_row(row)
    for item_id, rows in groupby(leftovers, lambda leftover: leftover.item):
        yield f"{name_within(check.report, item_id)}，遗留"
        for leftover in rows:
            yield f"  {leftover.kind.word}“{leftover.words}”：{leftover.why}。改法：{leftover.kind.remedy}。"


def describe_share(check: CopyCheck) -> str:
    """How much is copied, by kind."""
    own, copied = check.own, check.copied()
    kinds = "，".join(f"{kind.word} {check.copied(kind)} 字" for kind in CopyKind)
    more = f"；另有 {check.uncounted} 处不计入" if check.uncounted else ""
    return f"自己的文字 {own} 字，雷同 {copied} 字，占 {percent(copied, own)}%：{kinds}{more}。"


def describe_source(row: CopiedRow) -> str:
    """Where a passage stands: the paper, the item, and how many others have it too."""
    also = count_others(row)
    return source_name(row) + (f"，另有 {also} 份也有" if also else "")


def _tell_row(row: CopiedRow) -> Iterator[str]:
    yield f"  {row.kind.word}，{describe_source(row)}" + ("" if row.counts else f"；不计入：{row.why_not}")
    yield f"    本文：{_line(row.text)}"
    if row.kind is not CopyKind.EXACT:
        yield f"    来源：{_line(row.source_text)}"
    if row.counts:
        yield f"    改法：{row.kind.remedy}。"


def _line(text: str) -> str:
    return " ".join(text.split())


def copies_as_data(check: CopyCheck) -> list[dict[str, object]]:
    """Every sentence that was found, for a program; the handbook explains the keys.

    Args:
        check: A paper with what it has from others.
    """
    return [
        {
            "item": f"{match.here.passage.ref}",
            "text": match.here.text,
            "kind": match.kind.code,
            "similarity": _rounded(match),
            "source": {
                "report": match.there.passage.ref.report,
                "item": match.there.passage.ref.item,
                "text": match.there.text,
            },
            "counts": row.counts,
            "why_not": row.why_not,
        }
        for row in check.rows
        for match in row.matches
    ]


def _rounded(match: Match) -> float:
    """Two places; what differs at all is never told to be the same."""
    return 1.0 if match.kind is CopyKind.EXACT else min(0.99, round(match.similarity, 2))
