"""Totals that are not what their parts make, and shares of more than the whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from macros.compare.disagreement import Disagreement, DisagreementRow, FigurePlace
from macros.domain.enumerations import Enumeration, find_enumerations, find_shares
from macros.domain.reports import Item, Report
from macros.domain.sentences import FULL_STOPS, split_sentences

_WHOLE = Decimal(100)


def check_sums(papers: tuple[Report, ...]) -> tuple[int, list[DisagreementRow]]:
    """Hold every total of the papers against its parts.

    Returns:
        How many totals with parts were read, and those that cannot be right.
    """
    read, found = 0, []
    for report in papers:
        for item in report.passages.values():
            for sentence in split_sentences(item.text, FULL_STOPS):
                enumerations = list(find_enumerations(sentence))
                read += len(enumerations)
                found += [_finding(row, report, item, sentence) for row in enumerations if row.disagrees]
                found += _shares(report, item, sentence)
    return read, found


def _finding(row: Enumeration, report: Report, item: Item, sentence: str) -> DisagreementRow:
    total = f"合计 {row.total.value}{row.total.unit}"
    if row.larger is not None:
        part = row.larger
        expected = f"{total}，分项“{part.name}”{part.amount.value}{part.amount.unit}，分项不应当多于合计"
    else:
        relation = "应当等于" if row.complete else "不应当多于"
        added = "＋".join(str(part.amount.value) for part in row.parts)
        together = f"（{row.sum.normalize():f}{row.total.plain[1]}）" if _has_multiple(row) else f"＝{row.sum}"
        expected = f"{total}；分项相加 {added}{together}，分项之和{relation}合计"
    return DisagreementRow(Disagreement.TOTAL, (FigurePlace(report, item, sentence),), expected)


def _has_multiple(row: Enumeration) -> bool:
    return any(part.amount.plain[1] != part.amount.unit for part in row.parts)


def _shares(report: Report, item: Item, sentence: str) -> Iterator[DisagreementRow]:
    for shares in find_shares(sentence):
        together = sum(shares, Decimal(0))
        # Each share may have been rounded up by half of its last place.
        rounding = sum((Decimal(5).scaleb(_exponent(share) - 1) for share in shares), Decimal(0))
        if together > _WHOLE + rounding:
            added = "＋".join(str(share) for share in shares)
            expected = f"{added}＝{together}，同一整体的各部分相加不应当超过 100%"
            yield DisagreementRow(Disagreement.SHARE, (FigurePlace(report, item, sentence),), expected)


def _exponent(share: Decimal) -> int:
    exponent = share.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
