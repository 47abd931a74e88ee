"""Dashes of a line: what reads it takes a sign that stands twice for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from scripts.intake.scans.boxes import Sign

_HAN = re.compile("[\u4e00-\u9fff]")
_DASH = "—"
#: In widths of a Han character, from the middle of what stands before a dash to the middle of what follows it: between
#: a single one, and one of two.
_TWO = 2.5
_LEAST_PAIRS = 4


def with_whole_dashes(signs: Sequence[Sign], left: float) -> tuple[Sign, ...]:
    """Give dashes that are as wide as two signs their two.

    Args:
        signs: The signs of a line.
        left: Where the line begins.
    """
    widths = [
        other.middle - one.middle
        for one, other in pairwise(signs)
        if _HAN.fullmatch(one.character) and _HAN.fullmatch(other.character)
    ]
    if len(widths) < _LEAST_PAIRS:
        return tuple(signs)
    found, width = list[Sign](), median(widths)
    for place, sign in enumerate(signs):
        before, after = signs[place - 1 : place], signs[place + 1 : place + 2]
        if sign.character == _DASH and after and _DASH not in {one.character for one in (*before, *after)}:
            start = before[0].middle if before else left - width / 2
            if after[0].middle - start > _TWO * width:
                half = sign.middle
                found += [sign._replace(right=half), sign._replace(left=half)]
                continue
        found.append(sign)
    return tuple(found)
