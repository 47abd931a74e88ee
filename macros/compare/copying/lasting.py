"""Tells what an office does for good, and may say again, from what it writes as news of its year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from macros.compare.copying.masking import FIGURE, mask
from macros.compare.copying.matches import Match
from macros.domain.ledgers import MeasureKind
from macros.domain.reports import ItemRef, PartKind, Report
from macros.domain.yearbook import Yearbook

#: What a sentence tells of a certain year by.
_NEWS = re.compile(r"今年|本年|全年|年内|一年来|年初|年中|年底|以来|已经|先后")


def why_lasting(report: Report, matches: Sequence[Match], yearbook: Yearbook) -> str | None:
    """Say which entry of the unit's ledgers holds a copied passage for something that is done for good.

    A result of the year is none, wherever it stands: figures, and what tells of
    its year. What another unit does for good is its own.

    Args:
        report: The paper.
        matches: The sentences of the passage.
        yearbook: All pages.

    Returns:
        The reason in Chinese, without a full stop; None where none holds it so.
    """
    first = matches[0]
    item = report.passages[first.here.passage.ref.item]
    if item.kind is not PartKind.MEASURE and _is_news(matches):
        return None
    for ref in (first.here.passage.ref, first.there.passage.ref):
        if entry := _lasting_entry(ref, report.folder, yearbook):
            return f"台账事项 {entry} 写明长期坚持"
    return None


def _is_news(matches: Sequence[Match]) -> bool:
    return any(_NEWS.search(match.here.text) or FIGURE in mask(match.here.text) for match in matches)


def _lasting_entry(ref: ItemRef, folder: str, yearbook: Yearbook) -> str:
    return next(
        (
            line.entry.id
            for line in yearbook.lines_of(ref)
            for measure in line.entry.measures
            if line.ledger.folder == folder and measure.item == ref and measure.kind is MeasureKind.STANDING
        ),
        "",
    )
