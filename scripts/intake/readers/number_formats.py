"""Numbers in the formats of automatic numbering (ECMA-376 Part 1, 17.18.59 ST_NumberFormat), as Word writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from scripts.intake.readers.number_words import cardinal, ordinal, thai, vietnamese

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
_KOREAN = "영일이삼사오육칠팔구"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
#: Writes a number; None where nobody has seen how Word does.
Format = Callable[[int], str | None]


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


def _up_to(largest: int, write: Format) -> Format:
    return lambda number: write(number) if 1 <= number <= largest else None


def _repeated(letters: Sequence[str], times: int = 30) -> Format:
    """Each letter in turn, then each twice, and so on."""
    count = len(letters)
    return _up_to(count * times, lambda number: letters[(number - 1) % count] * ((number - 1) // count + 1))


def _in_turn(letters: str) -> Format:
    """Each letter in turn, and then from the first on again."""
    return _up_to(_LARGEST_ROMAN, lambda number: letters[(number - 1) % len(letters)])


def _korean_own(number: int) -> str | None:
    """Korean's own words up to 99, Sino-Korean ones from 100 on."""
    if number < 100:
        return "".join(_KOREAN_OWN[ten][int(digit)] for ten, digit in enumerate(f"{number:02d}"))
    return FORMATS["koreanCounting"](number)


def _hebrew(number: int) -> str:
    """Numerals by letters; 15 and 16 avoid the letters of a name."""
    hundreds, rest = divmod(number, 100)
    tens = {15: "טו", 16: "טז"}.get(rest) or _HEBREW_TENS[rest // 10] + _HEBREW_ONES[rest % 10]
    return _HEBREW_HUNDREDS[hundreds] + tens


def _hebrew_letters(number: int) -> str:
    """The alphabet; past its end its last letter for each time through it, then the letter."""
    times, at = divmod(number - 1, len(_HEBREW))
    return _HEBREW[-1] * times + _HEBREW[at]


def _roman(number: int) -> str:
    if not 1 <= number <= _LARGEST_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _tens_then_digits(number: int) -> str | None:
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


_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_KOREAN_OWN = (
    ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"),
    ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"),
)
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_HEBREW_ONES, _HEBREW_TENS = ("", *"אבגדהוזחט"), ("", *"יכלמנסעפצ")
_HEBREW_HUNDREDS = ("", "ק", "ר", "ש", "ת", "תק", "תר", "תש")
_CHINESE_THOUSAND = _grouped(_HAN, _UNITS, "万", short_ten=True)
_FULL_WIDTH = _digitwise("０１２３４５６７８９")
_IDEOGRAPH_DIGITAL = _digitwise("〇一二三四五六七八九")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

FORMATS: Mapping[str, Format] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "decimalEnclosedCircle": _from_set(_CIRCLED),
    # GB/T 2312 has ten of them.
    "decimalEnclosedCircleChinese": _from_set(_CIRCLED[:10]),
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
    "japaneseLegal": _grouped("〇壱弐参四伍六七八九", "拾百阡", "萬", zeros=False),
    "koreanDigital": _digitwise(_KOREAN),
    "koreanDigital2": _digitwise("零一二三四五六七八九"),
    "koreanCounting": _grouped(_KOREAN, "십백천", "만", zeros=False, short_units=True),
    "koreanLegal": _up_to(_LARGEST_ROMAN, _korean_own),
    "taiwaneseDigital": _digitwise("○一二三四五六七八九"),
    "ideographTraditional": _from_set(_STEMS),
    "ideographZodiac": _from_set(_BRANCHES),
    "ideographZodiacTraditional": _up_to(
        _LARGEST_ROMAN, lambda number: _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]
    ),
    # MS-OI29500 2.1.540: Word writes these in brackets, not in circles.
    "ideographEnclosedCircle": _from_set("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "ordinal": _ordinal,
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "cardinalText": _up_to(_LARGEST_ROMAN, cardinal),
    "ordinalText": _up_to(_LARGEST_ROMAN, ordinal),
    "vietnameseCounting": _up_to(1000, vietnamese),
    "thaiCounting": _up_to(99, thai),
    "hindiCounting": _up_to(5, lambda number: ("एक", "दो", "तीन", "चार", "पाँच")[number - 1]),
    "chicago": _repeated("*†‡§"),
    # Half-width kana, though the standard says hiragana; two letters have no such form.
    "aiueo": _in_turn("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"),
    "aiueoFullWidth": _in_turn(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    ),
    "iroha": _in_turn("ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"),
    "irohaFullWidth": _in_turn(
        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
    ),
    "ganada": _in_turn("가나다라마바사아자차카타파하"),
    "chosung": _in_turn("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
    "russianLower": _repeated(_RUSSIAN),
    "russianUpper": _repeated(_RUSSIAN.upper()),
    "hebrew1": _up_to(783, _hebrew),
    "hebrew2": _up_to(783, _hebrew_letters),
    "arabicAlpha": _repeated("أبتثجحخدذرزسشصضطظعغفقكلمنهوي", 27),
    "arabicAbjad": _repeated("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", 27),
    # Word writes the consonants where the standard says vowels, and the other way round.
    "hindiVowels": _repeated("कखगघङचछजझञटठडढणतथदधनऩपफबभमयरऱलळऴवशषसह", 24),
    "hindiConsonants": _repeated([*"अआइईउऊऋऌऍऎएऐऑऒओऔ", "अं", "अः"], 24),
    "hindiNumbers": _digitwise("०१२३४५६७८९"),
    "thaiLetters": _repeated("กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"),
    "thaiNumbers": _digitwise("๐๑๒๓๔๕๖๗๘๙"),
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
