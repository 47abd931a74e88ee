"""Numbers in words, as automatic numbering writes them: English, Vietnamese, Thai."""

from __future__ import annotations

import re

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_VIETNAMESE = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_THAI = ["-", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"]


def cardinal(number: int) -> str:
    """One hundred twenty-one."""
    return _english(number).capitalize()


def ordinal(number: int) -> str:
    """One hundred twenty-first."""
    return re.sub(r"[a-z]+$", lambda last: _as_ordinal(last[0]), _english(number)).capitalize()


def _as_ordinal(word: str) -> str:
    return _ORDINALS.get(word) or (f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th")


def _english(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        ten, rest = divmod(number, 10)
        return _TENS[ten] + (f"-{_ONES[rest]}" if rest else "")
    size, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    high, rest = divmod(number, size)
    return f"{_english(high)} {name}" + (f" {_english(rest)}" if rest else "")


def vietnamese(number: int) -> str:
    """Up to a thousand: năm mươi lăm, một trăm lẻ một."""
    if number == 1000:
        return "một ngàn"
    hundred, rest = divmod(number, 100)
    if hundred:
        said = f" lẻ {_VIETNAMESE[rest]}" if 0 < rest < 10 else f" {vietnamese(rest)}" if rest else ""
        return f"{_VIETNAMESE[hundred]} trăm{said}"
    ten, one = divmod(rest, 10)
    if not ten:
        return _VIETNAMESE[one]
    last = "lăm" if one == 5 else "mốt" if one == 1 and ten > 1 else _VIETNAMESE[one]
    return ("mười" if ten == 1 else f"{_VIETNAMESE[ten]} mươi") + (f" {last}" if one else "")


def thai(number: int) -> str:
    """Up to 99."""
    ten, one = divmod(number, 10)
    tens = "" if not ten else {1: "", 2: "ยี่"}.get(ten, _THAI[ten]) + "สิบ"
    return tens + ("" if not one else "เอ็ด" if one == 1 and ten else _THAI[one])
