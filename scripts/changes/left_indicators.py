"""Indicators that a change of a paper's text leaves behind, and the figures that the text gives in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from macros.compare.corrected import find_changes
from macros.compare.indicator_checks import find_indicator_fault
from macros.corpus import parse_report
from macros.domain.amounts import Amount, find_amounts, plain_value
from macros.domain.reports import Indicator, Report
from macros.errors import SiteError
from macros.page_text.fields import field_spans
from macros.page_text.splitting import normal_text, split_text
from macros.page_text.yaml_values import flow
from scripts.changes.change_set import ChangeSet

_ROW = re.compile(r"[ \t]*-[ \t]")
_COMMENT = re.compile(r"[ \t]*#[ \t]*")


@dataclass(frozen=True)
class LeftIndicator:
    """An indicator whose figure stood in the text before a change and does not after it (没有跟着改的指标).

    Attributes:
        path: The paper's path under docs.
        number: Its place among the indicators of the page as it would be, from 0.
        row: The indicator as it would stand.
        due: As the changed text gives it; None where the text does not tell which figure it is.
        sentences: The sentences that gave it, as they were and as they would be.
    """

    path: str
    number: int
    row: Indicator
    due: Indicator | None
    sentences: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """It in a Chinese sentence."""
        if self.due:
            return f"指标“{self.row.name}”由 {self.row.written} 改成 {self.due.written}"
        return (
            f"指标“{self.row.name}”写的是 {self.row.written}，改过的正文里没有这个数："
            "在页首信息的指标里核对，改过来或者去掉。"
        )


def find_left_indicators(changes: ChangeSet) -> list[LeftIndicator]:
    """The indicators that a change would leave behind, in their order on each page.

    Args:
        changes: What is going to be written; a page that is at fault is passed by.
    """
    return [left for path in changes.after for left in _of_page(changes, path)]


def with_indicators(changes: ChangeSet, left: Iterable[LeftIndicator]) -> ChangeSet:
    """The same change with the indicators as the changed texts give them.

    Args:
        changes: What is going to be written.
        left: What it would leave behind, as `find_left_indicators` gives it; what has nothing due stays.
    """
    after = dict(changes.after)
    for one in left:
        content = after[one.path]
        if content and one.due:
            split = split_text(content.decode("utf-8"))
            after[one.path] = split.changed(front=_with_row(split.front, one)).encode()
    return replace(changes, after=after)


def _of_page(changes: ChangeSet, path: str) -> Iterator[LeftIndicator]:
    old, new = (_read(side[path], path) for side in (changes.before, changes.after))
    if old is None or new is None:
        return
    for number, row in enumerate(new.indicators):
        before = next((one for one in old.indicators if _is_same(one, row)), None)
        if before and not find_indicator_fault(old, before) and find_indicator_fault(new, row):
            changed = [*_changed_sentences(old, new, before, row)]
            yield LeftIndicator(path, number, row, _due(row, changed), tuple(changed))


def _read(content: bytes | None, path: str) -> Report | None:
    if content is None or not path.startswith("reports/"):
        return None
    try:
        return parse_report(normal_text(content.decode("utf-8", "replace")), path)
    except SiteError:
        return None


def _is_same(one: Indicator, other: Indicator) -> bool:
    return (one.key, one.value, one.unit, one.qualifier) == (other.key, other.value, other.unit, other.qualifier)


def _changed_sentences(old: Report, new: Report, before: Indicator, row: Indicator) -> Iterator[tuple[str, str]]:
    """The sentences that gave a figure and were changed, each with what stands in its place."""
    wanted = plain_value(row.value, row.unit)
    for change in find_changes(_words(old, before), _words(new, row)):
        if any(amount.plain == wanted for amount in find_amounts(change.before, single=True)):
            yield change.before, change.after


def _words(report: Report, row: Indicator) -> str:
    item = report.passages.get(row.at or "")
    return f"{item.title}\n{item.text}" if item else report.words


def _due(row: Indicator, changed: Sequence[tuple[str, str]]) -> Indicator | None:
    """The indicator as the changed sentences give it; None where they count other things, or disagree."""
    wanted = plain_value(row.value, row.unit)
    found: set[tuple[Decimal, str]] = set()
    for before, after in changed:
        old, new = ([*find_amounts(text, single=True)] for text in (before, after))
        if [_counted(one) for one in old] != [_counted(one) for one in new]:
            return None
        pairs = zip(old, new, strict=True)
        found |= {(_in_unit(due, row.unit), due.qualifier) for had, due in pairs if had.plain == wanted != due.plain}
    if len(found) != 1:
        return None
    value, qualifier = found.pop()
    return replace(row, value=value, qualifier=qualifier or None)


def _counted(amount: Amount) -> str:
    return amount.plain[1]


def _in_unit(amount: Amount, unit: str) -> Decimal:
    """The number of an amount in the unit of the indicator: 35000 元 are 3.5 万元."""
    one = plain_value(Decimal(1), unit)[0]
    value = amount.plain[0] / one
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _with_row(front: Sequence[str], left: LeftIndicator) -> list[str]:
    """The front matter with one row written anew, and the sentence above it that intake took it from."""
    lines = [*front]
    if left.due is None:
        return lines
    start, stop = field_spans(lines).get("indicators", (0, 0))
    dashes = [at for at in range(start + 1, stop) if _ROW.match(lines[at])]
    if left.number >= len(dashes):
        return lines
    at = dashes[left.number]
    end = next((n for n in range(at + 1, stop) if _ROW.match(lines[n]) or _COMMENT.match(lines[n])), stop)
    given = {
        "name": left.due.name,
        "value": left.due.value,
        "unit": left.due.unit,
        "at": left.due.at,
        "qualifier": left.due.qualifier,
    }
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    lines[at:end] = [f"{indent}- {flow({name: value for name, value in given.items() if value is not None})}"]
    sign = _COMMENT.match(lines[at - 1])
    for before, after in left.sentences:
        if sign and lines[at - 1][sign.end() :].strip() == before.strip():
            lines[at - 1] = f"{sign[0]}{after.strip()}"
    return lines
