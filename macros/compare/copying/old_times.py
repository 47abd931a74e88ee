"""Finds figures and dates of another year: left as they were in what was copied, or at the beginning of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.compare.copying.check import CopiedRow, CopyCheck
from macros.compare.copying.leftover import Leftover, LeftoverKind
from macros.compare.copying.matches import CopyKind, Match
from macros.compare.passages import split_sentences
from macros.domain.amounts import find_amounts
from macros.domain.reports import Item, PartKind, Report

#: What a paper says of its year; measures are of the next one.
_OF_THE_YEAR = frozenset({PartKind.WORK, PartKind.PROBLEM, PartKind.OTHER})
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?=年)")
_DIGIT = re.compile("[0-9０-９]")
_DAY = re.compile(r"(?<![0-9])[0-9]{1,2}月(?:[0-9]{1,2}日)?")
_BEGINNING = re.compile(r"(20[0-9]{2})年(?:度)?(?:以来)?，")


def find_old_times(check: CopyCheck) -> Iterator[Leftover]:
    """Yield what tells of another year though the paper is of this one.

    Args:
        check: The paper with what it has from others.
    """
    for checked in check.items:
        if checked.item.kind in _OF_THE_YEAR:
            yield from _at_beginnings(checked.item, check.report)
            for row in checked.rows:
                yield from _in_copy(row, checked.item, check.report)


def _at_beginnings(item: Item, report: Report) -> Iterator[Leftover]:
    for sentence in split_sentences(item.text):
        match = _BEGINNING.match(sentence)
        if match and int(match[1]) < min(report.year, report.as_of.year):
            why = f"这份报告是{report.year}年的"
            yield Leftover(LeftoverKind.FIGURES, item, match[0].rstrip("，"), why, sentence)


def _in_copy(row: CopiedRow, item: Item, report: Report) -> Iterator[Leftover]:
    """What stands in a copied sentence as it stood in its source."""
    for match in row.matches if row.counts else ():
        if match.kind is CopyKind.EXACT and (figures := _figures(match)):
            yield Leftover(LeftoverKind.FIGURES, item, "、".join(figures), f"与{row.source.name}一样", match.here.text)
        years = {int(year) for year in _YEAR.findall(match.here.text)} & {
            int(y) for y in _YEAR.findall(match.there.text)
        }
        if old := sorted(year for year in years if year < report.year and not _BEGINNING.match(match.here.text)):
            words = "、".join(f"{year}年" for year in old)
            yield Leftover(LeftoverKind.FIGURES, item, words, f"与{row.source.name}一样", match.here.text)


def _figures(match: Match) -> list[str]:
    text = match.here.text
    amounts = (text[amount.start : amount.end] for amount in find_amounts(text))
    # 两人以上签字 is a rule and counts nothing.
    return list(dict.fromkeys([*filter(_DIGIT.search, amounts), *_DAY.findall(text)]))
