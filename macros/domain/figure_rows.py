"""Amounts that stand in a row behind the names that they are told of: 信访量、案件数分别下降12%和8%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from macros.domain.amounts import Amount

_GAP = re.compile(r"[、和及与]|以及")
_EACH = re.compile(r"(?P<names>.+?)(?:年均)?(?:分别|依次|各自)(?P<verb>[^、和及与]*)")
_BETWEEN = re.compile(r"、|以及|[和及与]")
#: What is reckoned by: a name that ends in one of these lacks nothing that stands behind a later one.
_MEASURE = "量数率额值费度比"
_REACHED = re.compile(r"(?:为|是|达|达到|有|计)$")
_FROM = re.compile(r"[从由]$")
_FEWEST = 2


def find_rows(sentence: str, amounts: Sequence[Amount]) -> Iterator[tuple[int, int]]:
    """Yield the places of amounts of one unit that stand side by side: the first, and the one behind the last."""
    first = 0
    for place in range(1, len(amounts) + 1):
        if place < len(amounts) and _is_beside(sentence, amounts[place - 1], amounts[place]):
            continue
        if place - first >= _FEWEST:
            yield first, place
        first = place


def name_row(left: str, count: int) -> list[str]:
    """The names of amounts in a row; all are empty unless each has surely one of its own.

    Args:
        left: The words of the clause before the first amount.
        count: How many amounts there are.
    """
    match = _EACH.fullmatch(left)
    names = _BETWEEN.split(match["names"]) if match else []
    if match is None or _FROM.search(left) or len(names) != count or not _are_whole(names):
        return [""] * count
    return [name + _REACHED.sub("", match["verb"]) for name in names]


def _is_beside(sentence: str, one: Amount, other: Amount) -> bool:
    return one.plain[1] == other.plain[1] and bool(_GAP.fullmatch(sentence[one.end : other.start]))


def _are_whole(names: Sequence[str]) -> bool:
    """Whether no name lacks words that stand with another: 会议和发文数量 has one 数量 for two."""
    if not all(len(name) >= _FEWEST for name in names):
        return False
    shared = sum(
        1 for _ in takewhile(lambda ends: len(set(ends)) == 1, zip(*(name[::-1] for name in names), strict=False))
    )
    return all(name[-1] in _MEASURE for name in names) or (shared >= _FEWEST and all(len(n) > shared for n in names))
