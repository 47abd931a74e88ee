"""The marks that official papers number their sections with.

GB/T 9704-2012 7.3.3 gives the order 一、（一）1.（1）; what offices write has
more forms, and mixes brackets, points and blanks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from macros.domain.numerals import read_number


class MarkKind(IntEnum):
    """Kinds of marks, outermost first (序数层次)."""

    PART = 1
    HAN = 2
    BRACKETED_HAN = 3
    NUMBER = 4
    BRACKETED_NUMBER = 5
    CIRCLED = 6


@dataclass(frozen=True)
class NumberMark:
    """A number at the start of a paragraph: kind, value, and the characters that it takes up."""

    kind: MarkKind
    value: int
    length: int


_HAN = "零〇○一二三四五六七八九十百"
_BLANK = "[ \t\u3000\u00a0]*"
#: 1.5亿元 is a figure, 1.2023年以来 a section.
_YEAR_OR_WORDS = "(?:(?=(?:19|20)[0-9]{2}年)|(?![0-9０-９]))"
#: 二、三季度 and 一、二、三产业 count in running text.
_GOES_ON = f"(?![{_HAN}0-9０-９]{{1,3}}(?:、|季度|月份))"
#: Each with one group, the number itself.
_FORMS = (
    (MarkKind.PART, re.compile(rf"第([{_HAN}]{{1,3}})部分{_BLANK}[：:、，,]?{_BLANK}")),
    (MarkKind.HAN, re.compile(rf"([{_HAN}]{{1,4}}){_BLANK}[、．.]{_GOES_ON}{_BLANK}")),
    (MarkKind.BRACKETED_HAN, re.compile(rf"[（(〔]{_BLANK}([{_HAN}]{{1,4}}){_BLANK}[）)〕]{_BLANK}[、．.]?{_BLANK}")),
    (MarkKind.BRACKETED_HAN, re.compile(rf"([\u3220-\u3229]){_BLANK}[、．.]?{_BLANK}")),
    (
        MarkKind.NUMBER,
        re.compile(rf"([0-9０-９]{{1,2}})(?:{_BLANK}、{_GOES_ON}|{_BLANK}[．.]{_YEAR_OR_WORDS}){_BLANK}"),
    ),
    (MarkKind.NUMBER, re.compile(rf"([\u2488-\u249b]){_BLANK}")),
    (MarkKind.BRACKETED_NUMBER, re.compile(rf"[（(]{_BLANK}([0-9０-９]{{1,2}}){_BLANK}[）)]{_BLANK}[、．.]?{_BLANK}")),
    (MarkKind.BRACKETED_NUMBER, re.compile(rf"([0-9０-９]{{1,2}})[）)]{_BLANK}")),
    (MarkKind.BRACKETED_NUMBER, re.compile(rf"([\u2474-\u2487]){_BLANK}")),
    (MarkKind.CIRCLED, re.compile(rf"([\u2460-\u2473]){_BLANK}")),
)
#: First character of each row of ready-made numbers, which begin at 1.
_ROWS = (0x2460, 0x2474, 0x2488, 0x3220)
#: What begins an enumeration inside running text.
_LISTED = re.compile(
    r"(?:[一二三四五六七八九十]+(?:是|要|则)|第[一二三四五六七八九十]+[，,、：:]|首先|其次|再次|最后|[—–-]{2}|[·•●◆■▪])"
)


def parse_mark(text: str) -> NumberMark | None:
    """Read the mark at the start of a paragraph; None where there is none, or nothing comes after it."""
    for kind, form in _FORMS:
        match = form.match(text)
        if (
            match
            and (value := _value(match[1]))
            and match.end() < len(text)
            and text[match.end()] not in "，。、；：)）"
        ):
            return NumberMark(kind, value, match.end())
    return None


def is_listed(text: str) -> bool:
    """Whether a paragraph begins as a member of an enumeration does: 一是, 第一，, ——."""
    return _LISTED.match(text) is not None


def _value(text: str) -> int:
    row = next((first for first in _ROWS if 0 <= ord(text[0]) - first < 20), None)
    return ord(text[0]) - row + 1 if row else read_number(text)
