"""Indicators against the text that gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from macros.compare.disagreement import Disagreement, DisagreementRow, FigurePlace
from macros.domain.amounts import find_amounts, plain_value
from macros.domain.figures import Figure, find_figures
from macros.domain.numerals import to_chinese
from macros.domain.reports import Indicator, Item, Report

_FOLDED = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")
_BLANK = re.compile(r"\s")
_LARGEST_IN_CHINESE = 9999


def find_indicator_faults(report: Report) -> Iterator[DisagreementRow]:
    """Yield the indicators whose value the text does not hold, or gives otherwise under the same name.

    Args:
        report: The paper; an indicator that names no item is looked for in all of it.
    """
    for indicator in report.indicators:
        if fault := find_indicator_fault(report, indicator):
            yield fault


def find_indicator_fault(report: Report, indicator: Indicator) -> DisagreementRow | None:
    """What is wrong with one of them; None where the text gives it as it is."""
    item = report.passages.get(indicator.at or "")
    text = f"{item.title}\n{item.text}" if item else report.words
    other = _named_otherwise(indicator, text, report.year)
    if other is None and _holds(text, indicator):
        return None
    shown = f"{indicator.name} {indicator.written}"
    spot = FigurePlace(report, item, f"指标：{shown}")
    if other is not None:
        expected = f"指标是 {indicator.written}，正文“{other.name}”写的是 {other.written}"
        beside = FigurePlace(report, _at(report, item, other), other.sentence)
        return DisagreementRow(Disagreement.INDICATOR, (spot, beside), expected)
    where = "全文" if item is None else "开头" if item.is_lead else f"条目 {item.id}"
    expected = f"{where}的正文里应当有 {indicator.written}，没有找到"
    return DisagreementRow(Disagreement.INDICATOR, (spot,), expected)


def _named_otherwise(indicator: Indicator, text: str, year: int) -> Figure | None:
    """A figure of the same name and unit with another value, where none has the right one."""
    wanted, unit = plain_value(indicator.value, indicator.unit)
    figures = [
        figure
        for figure in find_figures(text, year)
        if figure.name == indicator.name and plain_value(figure.value, figure.unit)[1] == unit
    ]
    if any(plain_value(figure.value, figure.unit)[0] == wanted for figure in figures):
        return None
    return figures[0] if figures else None


def _holds(text: str, indicator: Indicator) -> bool:
    wanted = plain_value(indicator.value, indicator.unit)
    if any(amount.plain == wanted for amount in find_amounts(text, single=True)):
        return True
    folded = _BETWEEN_DIGITS.sub("", _BLANK.sub("", text.translate(_FOLDED)))
    return any(_stands(folded, number, indicator.unit) for number in _spellings(indicator.value))


def _spellings(value: Decimal) -> Iterator[str]:
    """The number as it may be written; a unit of another kind than the usual ones is not read as an amount."""
    yield f"{value.normalize():f}"
    yield f"{value:f}"
    if value == value.to_integral_value() and 1 <= value <= _LARGEST_IN_CHINESE:
        written = to_chinese(int(value))
        yield written
        yield written.replace("二", "两")


def _stands(folded: str, number: str, unit: str) -> bool:
    """Whether number and unit stand together, or the number alone, as in a table, with no unit of its own."""
    if re.search(rf"(?<![0-9.零一二两三四五六七八九十百千万]){re.escape(number + unit)}", folded):
        return True
    if not number[0].isdigit():
        return False
    alone = re.compile(rf"(?<![0-9.]){re.escape(number)}(?![0-9.年月日\u4e00-\u9fff%])")
    return bool(alone.search(folded))


def _at(report: Report, item: Item | None, figure: Figure) -> Item | None:
    if item is not None:
        return item
    return next((found for found in report.passages.values() if figure.sentence in found.text), None)
