"""Two editions of a regulation, side by side: the fragments of one macro."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.compare.articles import list_side_by_side
from macros.compare.edition_pairs import EditionPair
from macros.compare.editions import ArticleRow, EditionComparison, RowKind, compare_editions
from macros.domain.regulations import Regulation, TextKind
from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice

#: Of these one text stands for both editions, and is folded.
_UNCHANGED = {RowKind.SAME, RowKind.MOVED}


@dataclass(frozen=True)
class _Row:
    """A row as the table shows it: words that stand in a row before it, or on both sides, stand there once."""

    row: ArticleRow
    then: str
    now: str
    folded: bool
    remark: str


def edition_comparison(work: Regulation, pair: EditionPair | None, yearbook: Yearbook, links: Links) -> str:
    """Two editions article by article, or their tables of contents where no mapping leads from one to the other."""
    if pair is None:
        return render("no_edition_pair", work=work, links=links)
    if not pair.steps:
        rows = list_side_by_side(pair.old, pair.new)
        return render("editions_unmapped", work=work, pair=pair, rows=rows, links=links)
    return _mapped(work, compare_editions(pair, yearbook), links)


def _mapped(work: Regulation, found: EditionComparison, links: Links) -> str:
    notice = sample_notice(found.papers)
    rows = list(_rows(found))
    return render("editions_compared", work=work, found=found, rows=rows, pair=found.pair, notice=notice, links=links)


def _rows(found: EditionComparison) -> Iterator[_Row]:
    shown: set[tuple[str, str]] = set()
    for row in found.rows:
        then, now = row.old.words if row.old else "", row.new.words if row.new else ""
        folded, remark = row.kind in _UNCHANGED, ""
        if folded:
            then, now = "", now or then
        elif then and then == now:
            then, remark = "", _remark(row, found.pair)
        sides = (("old", row.old.anchor if row.old else ""), ("new", row.new.anchor if row.new else ""))
        # What was parted or joined has several rows.
        then, now = (words if side not in shown else "" for side, words in zip(sides, (then, now), strict=True))
        shown.update(sides)
        yield _Row(row, then, now, folded, remark)


def _remark(row: ArticleRow, pair: EditionPair) -> str:
    """What is said where the same words stand on both sides: digests may be equal though the law's words are not."""
    if pair.new.text is TextKind.OFFICIAL:
        return "条文与新版本相同"
    return "摘要与新版本相同" + ("" if row.kind is RowKind.UNJUDGED else "，改动的是字句")
