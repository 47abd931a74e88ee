"""Finds numbers that belong to a person: identity cards, mobile telephones, bank cards.

Every kind has a check of its own beyond its form (a date, check digits), so
that a number of another kind is hardly ever taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from stdnum import luhn
from stdnum.iso7064 import mod_11_2


class NumberKind(Enum):
    """Whose number it is (号码种类)."""

    ID_CARD = "身份证号码"
    OLD_ID_CARD = "15位的旧身份证号码"
    MOBILE = "手机号码"
    BANK_CARD = "银行卡号"


@dataclass(frozen=True)
class PrivateNumber:
    """A number of a person: its kind, its place in the text, and its characters as they stand."""

    kind: NumberKind
    start: int
    end: int
    text: str


#: Full-width digits and the many hyphens, each for one character, so that places stay.
_PLAIN = str.maketrans("０１２３４５６７８９Ｘｘ＋．－—–‐‑−", "0123456789Xx+.------")
_GAP = r"(?:[-\s\u00a0\u3000\u00ad\u200b-\u200f\u2060\ufeff]{0,3})"
_BEFORE = r"(?<![0-9A-Za-z])(?<![0-9][.,])"
_AFTER = r"(?![0-9A-Za-z])(?![.,][0-9])"
_ENOUGH = re.compile(r"[0-9０-９](?:[-—–‐‑−－\s\u00a0\u3000\u00ad\u200b-\u200f\u2060\ufeff]{0,3}[0-9０-９]){10}")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[!-~]+")
_ID_CARD = re.compile(rf"{_BEFORE}[1-9](?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx]{_AFTER}")
_OLD_ID_CARD = re.compile(rf"{_BEFORE}[1-8][0-9]{{5}}{_GAP}[0-9]{{6}}{_GAP}[0-9]{{3}}{_AFTER}")
_MOBILE = re.compile(
    r"(?:(?<![0-9A-Za-z])|(?<=[Tt][Ee][Ll])|(?<=[Qq][Qq]))(?<![0-9][.,])"
    rf"(?:(?:\+|\+?00)?86{_GAP}|[(（]\+?86[)）]{_GAP})?"
    rf"1[3-9](?:[0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}|[0-9]{_GAP}[0-9]{{3}}{_GAP}[0-9]{{5}}|[0-9]{{2}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}})"
    # So many yuan, tons or square metres are no telephone.
    rf"{_AFTER}(?![元吨]|平方|立方|千瓦)"
)
_BANK_CARD = re.compile(
    rf"{_BEFORE}(?:[3459][0-9]|62)(?:[0-9]{{2}}{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}(?:{_GAP}[0-9]{{1,3}})?"
    rf"|[0-9]{{4}}{_GAP}[0-9]{{10,13}}){_AFTER}"
)
#: The first two digits of administrative codes (GB/T 2260); 9 begins those of foreign permanent residents.
_PROVINCES = frozenset(re.findall("..", "1112131415212223313233343536374142434445465051525354616263646571818283"))


def find_private_numbers(text: str) -> Iterator[PrivateNumber]:
    """Yield the private numbers of a text, in reading order.

    Digits may be full-width, and parted by blanks or hyphens. Digits inside a
    longer run, a decimal, a word or an address are none.

    Args:
        text: A paragraph, or any text.

    Yields:
        Numbers that do not overlap. Source: GB 11643—1999 with the check character
        of ISO 7064 MOD 11-2, and the check digit of ISO/IEC 7812-1.
    """
    if not _ENOUGH.search(text):
        return
    plain = text.translate(_PLAIN)
    taken = [match.span() for match in _ADDRESS.finditer(plain)]
    found = []
    for kind, pattern, is_sound in _KINDS:
        for match in pattern.finditer(plain):
            start, end = match.span()
            if all(end <= first or start >= last for first, last in taken) and is_sound(_digits(match[0])):
                taken.append((start, end))
                found.append(PrivateNumber(kind, start, end, text[start:end]))
    yield from sorted(found, key=lambda number: number.start)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit() or character in "Xx").upper()


def _is_id_card(digits: str) -> bool:
    # `stdnum.cn.ric` looks places up in a list that lacks old districts, Hong Kong, Macao and foreign residents.
    if digits[:2] not in _PROVINCES and digits[0] != "9":
        return False
    year = int(digits[6:10])
    return 1850 <= year <= 2099 and _is_day(year, digits[10:14]) and mod_11_2.is_valid(digits)


def _is_old_id_card(digits: str) -> bool:
    return digits[:2] in _PROVINCES and _is_day(1900 + int(digits[6:8]), digits[8:12])


def _is_day(year: int, month_and_day: str) -> bool:
    try:
        date(year, int(month_and_day[:2]), int(month_and_day[2:]))
    except ValueError:
        return False
    return True


def _is_mobile(digits: str) -> bool:
    return digits[-11] == "1"


def _is_bank_card(digits: str) -> bool:
    """The check digit of ISO/IEC 7812-1 (Luhn), on a number of 16 to 19 digits, not all alike."""
    return 16 <= len(digits) <= 19 and len(set(digits)) > 1 and luhn.is_valid(digits)


_KINDS = (
    (NumberKind.ID_CARD, _ID_CARD, _is_id_card),
    (NumberKind.BANK_CARD, _BANK_CARD, _is_bank_card),
    (NumberKind.OLD_ID_CARD, _OLD_ID_CARD, _is_old_id_card),
    (NumberKind.MOBILE, _MOBILE, _is_mobile),
)
