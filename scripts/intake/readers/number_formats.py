"""Numbers in the formats of automatic numbering (ECMA-376 Part 1, 17.18.59 ST_NumberFormat), as Word writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_HAN = "零一二三四五六七八九"
_UNITS = "十百千"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_LEGAL_UNITS = "拾佰仟"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LARGEST_ROMAN = 32_767
_LARGEST_LETTER = 780
_LARGEST_GROUPED = 99_999_999
Format = Callable[[int], str]


def _digitwise(digits: str) -> Format:
    return lambda number: "".join(digits[int(digit)] for digit in str(number)) if number >= 0 else str(number)


def _from_set(characters: str) -> Format:
    # Past the end of the set the number is written in plain digits.
    return lambda number: characters[number - 1] if 1 <= number <= len(characters) else str(number)


def _letters(first: str) -> Format:
    # After Z come AA, BB, CC: the letter is repeated, not carried.
    def write(number: int) -> str:
        if not 1 <= number <= _LARGEST_LETTER:
            return str(number)
        return chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1)

    return write


def _roman(number: int) -> str:
    if not 1 <= number <= _LARGEST_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _tens_then_digits(number: int) -> str:
    """Units up to 99, single digits from 100 on: 十, 二十一, 一○○."""
    digits = "○" + _HAN[1:]
    if not 10 <= number <= 99:
        return _digitwise(digits)(number)
    tens, ones = divmod(number, 10)
    return (digits[tens] if tens > 1 else "") + "十" + (digits[ones] if ones else "")


def _grouped(
    digits: str, units: str, myriad: str, *, zeros: bool = True, short_ten: bool = False, short_units: bool = False
) -> Format:
    """Units throughout: 一百零五, 一万零三; `short_ten` writes 十二 for 一十二, `short_units` 百五 for 一百五."""

    def group(number: int) -> str:
        written, gap = "", False
        for place in (3, 2, 1, 0):
            digit = number // 10**place % 10
            if not digit:
                gap = bool(written)
                continue
            bare = short_units and digit == 1 and place
            written += (digits[0] if gap and zeros else "") + ("" if bare else digits[digit])
            written += units[place - 1] if place else ""
            gap = False
        return written

    def write(number: int) -> str:
        if number == 0:
            return digits[0]
        if not 1 <= number <= _LARGEST_GROUPED:
            return str(number)
        high, low = divmod(number, 10_000)
        written = group(high) + myriad if high else ""
        written += (digits[0] if high and 0 < low < 1000 and zeros else "") + group(low)
        return written[1:] if short_ten and written.startswith(digits[1] + units[0]) else written

    return write


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_CHINESE_THOUSAND = _grouped(_HAN, _UNITS, "万", short_ten=True)
_FULL_WIDTH = _digitwise("０１２３４５６７８９")
_IDEOGRAPH_DIGITAL = _digitwise("〇一二三四五六七八九")
_CIRCLED = _from_set("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")

FORMATS: Mapping[str, Format] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _from_set("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _from_set("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    # MS-DOCX 2.4 writes the zero of this one as U+25CB.
    "chineseCounting": _tens_then_digits,
    "taiwaneseCounting": _tens_then_digits,
    "chineseCountingThousand": _CHINESE_THOUSAND,
    "taiwaneseCountingThousand": _grouped(_HAN, _UNITS, "萬", short_ten=True),
    "japaneseCounting": _grouped(_HAN, _UNITS, "万", zeros=False, short_units=True),
    "chineseLegalSimplified": _grouped(_LEGAL, _LEGAL_UNITS, "万"),
    "ideographLegalTraditional": _grouped(_LEGAL_TRADITIONAL, _LEGAL_UNITS, "萬", zeros=False),
    "ideographDigital": _IDEOGRAPH_DIGITAL,
    "japaneseDigitalTenThousand": _IDEOGRAPH_DIGITAL,
    "taiwaneseDigital": _digitwise("○一二三四五六七八九"),
    "ideographTraditional": _from_set("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _from_set("子丑寅卯辰巳午未申酉戌亥"),
    # MS-OI29500 2.1.540: Word writes these in brackets, not in circles.
    "ideographEnclosedCircle": _from_set("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "ordinal": _ordinal,
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "none": lambda _number: "",
}
#: Word's own extensions (`custom`): the first number padded with zeros gives the width.
_CUSTOM = {"01, 02, 03, ...": 2, "001, 002, 003, ...": 3, "0001, 0002, 0003, ...": 4, "00001, 00002, 00003, ...": 5}


def write_number(number: int, name: str, pattern: str = "") -> str | None:
    """Write a number as Word shows it.

    Args:
        number: The number, from 0 on.
        name: Value of ST_NumberFormat, such as `chineseCounting`.
        pattern: The `format` attribute of a `custom` one.

    Returns:
        The number written; None where the format is not known.
    """
    if name == "custom":
        width = _CUSTOM.get(pattern.strip())
        return None if width is None else str(number).zfill(width)
    write = FORMATS.get(name)
    return None if write is None else write(number)
