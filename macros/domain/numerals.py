"""Chinese numerals, as article numbers and list marks are written."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_VALUES = {character: value for value, character in enumerate(_DIGITS)} | {"〇": 0, "○": 0}
_MULTIPLES = {character: value for value, character in _UNITS} | {"万": 10_000}


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


def read_number(text: str) -> int:
    """Read a number in Chinese or in digits: 一百零一, 101, １０１, 一〇一, 二十, 三万."""
    if text.translate(str.maketrans("０１２３４５６７８９", "0123456789")).isdecimal():
        return int(text)
    if not any(unit in text for unit in _MULTIPLES):
        return int("".join(str(_VALUES.get(character, character)) for character in text))
    total, digit = 0, 0
    for character in text:
        if character == "万":
            total, digit = (total + digit) * 10_000, 0
        elif character in _MULTIPLES:
            total, digit = total + (digit or 1) * _MULTIPLES[character], 0
        elif character in _VALUES:
            digit = _VALUES[character]
        else:
            digit = digit * 10 + int(character)
    return total + digit
