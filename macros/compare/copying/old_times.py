"""Finds figures and dates of another year: left as they were in what was copied, or at the beginning of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.compare.copying.check import CopiedRow, CopyCheck
from macros.compare.copying.leftover import Leftover, LeftoverKind
from macros.compare.copying.matches import CopyKind, Match
from macros.compare.passages import split_sentences
from macros.domain.amounts import find_amounts
from macros.domain.dates import PartialDate, chinese_date
from macros.domain.reports import Item, PartKind, Report

#: What a paper says of its year; measures are of the next one.
_OF_THE_YEAR = frozenset({PartKind.WORK, PartKind.PROBLEM, PartKind.OTHER})
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?=年)")
_DIGIT = re.compile("[0-9０-９]")
_DAY = re.compile(r"(?<![0-9])[0-9]{1,2}月(?:[0-9]{1,2}日)?")
#: A day by which something is to be done: 2024年底前, 2024年6月底以前.
_UNTIL = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})年(?:(?P<month>1[0-2]|[1-9])月(?:份|底|末)?|年?底|年末)(?:之|以)?前"
)
#: Of a figure of another unit so much is hardly a coincidence: two digits, or a fraction.
_TELLING = re.compile("[0-9０-９]{2}|[0-9０-９][.．][0-9０-９]")
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
        elif checked.item.kind is PartKind.MEASURE:
            yield from _over(checked.item, check.report)


def _over(item: Item, report: Report) -> Iterator[Leftover]:
    """What is to be done by a day that was over before the paper was written."""
    for sentence in split_sentences(item.text):
        for match in _UNTIL.finditer(sentence):
            if PartialDate(int(match["year"]), int(match["month"] or 12)).last <= report.as_of:
                why = f"到{chinese_date(report.as_of)}已经过了"
                yield Leftover(LeftoverKind.FIGURES, item, match[0], why, sentence)


def _at_beginnings(item: Item, report: Report) -> Iterator[Leftover]:
    for sentence in split_sentences(item.text):
        match = _BEGINNING.match(sentence)
        if match and int(match[1]) < min(report.year, report.as_of.year):
            why = f"这份报告是{report.year}年的"
            yield Leftover(LeftoverKind.FIGURES, item, match[0].rstrip("，"), why, sentence)


def _in_copy(row: CopiedRow, item: Item, report: Report) -> Iterator[Leftover]:
    """What stands in a copied sentence as it stood in its source."""
    for match in row.matches if row.counts else ():
        if figures := _kept_figures(match, row, report):
            yield Leftover(LeftoverKind.FIGURES, item, "、".join(figures), f"与{row.source.name}一样", match.here.text)
        years = {int(year) for year in _YEAR.findall(match.here.text)} & {
            int(y) for y in _YEAR.findall(match.there.text)
        }
        if old := sorted(year for year in years if year < report.year and not _BEGINNING.match(match.here.text)):
            words = "、".join(f"{year}年" for year in old)
            yield Leftover(LeftoverKind.FIGURES, item, words, f"与{row.source.name}一样", match.here.text)


def _kept_figures(match: Match, row: CopiedRow, report: Report) -> list[str]:
    """The figures of a copy that was left as it was; of what another unit wrote also those that alone were left."""
    if match.kind is CopyKind.EXACT:
        return _figures(match.here.text)
    if row.source.report and row.source.report.folder == report.folder:
        return []
    source = set(_figures(match.there.text))
    return [figure for figure in _figures(match.here.text) if figure in source and _TELLING.search(figure)]


def _figures(text: str) -> list[str]:
    amounts = (text[amount.start : amount.end] for amount in find_amounts(text))
    # 两人以上签字 is a rule and counts nothing.
    return list(dict.fromkeys([*filter(_DIGIT.search, amounts), *_DAY.findall(text)]))
