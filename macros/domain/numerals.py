"""Chinese numerals, as article numbers and list marks are written."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))


def to_chinese(number: int) -> str:
    """Write a whole number from 1 to 9999: 12 is 十二, 101 is 一百零一.

    Raises:
        ValueError: The number is outside that range.
    """
    if not 1 <= number <= 9999:
        raise ValueError(f"no article has the number {number}")
    written, rest, gap = "", number, False
    for value, unit in _UNITS:
        digit, rest = divmod(rest, value)
        if digit:
            written += ("零" if gap else "") + _DIGITS[digit] + unit
            gap = False
        elif written:
            gap = True
    if rest:
        written += ("零" if gap else "") + _DIGITS[rest]
    # 十二, not 一十二; inside a number the 一 stays (一百一十二).
    return written.removeprefix("一") if written.startswith("一十") else written
