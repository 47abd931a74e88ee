"""Finds punctuation that is not as GB/T 15834—2011 has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from macros.proofing.remarks import RemarkKind

_HAN = r"\u3400-\u9fff"
_PAIRS = {
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "“": "”",
    "‘": "’",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
}
_CLOSING = {last: first for first, last in _PAIRS.items()}
_FULL = {",": "，", ".": "。", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
_MARKS = re.compile(r"[（()）《》〈〉“”‘’【】〔〕「」『』]")
#: The mark of an item, 1） or a)，and an apostrophe close nothing.
_LOOSE = re.compile(r"(?:(?<![0-9A-Za-z])[0-9A-Za-z一二三四五六七八九十①-⑳]{1,3}[）)])|(?<=[A-Za-z])’")
#: The first character is taken before anything is asked, so that the search leaps from character to character.
_ANY = re.compile(
    r"[》”（(。，、；：,:;?!.](?:"
    r"(?<=[》”])(?P<pause>、[《“])"
    rf"|(?<=[,:;?!.])(?<=[{_HAN}》”）].)(?P<half>)(?=[{_HAN}《“（])"
    r"|(?<=（)(?P<mixed>[^（）()\n]{0,60}\))|(?<=\()(?P<mixed_too>[^（）()\n]{0,60}）)"
    rf"|(?<=\()(?P<bracket>[^（）()\n]{{0,60}}?[{_HAN}][^（）()\n]{{0,60}}\))"
    rf"|(?<=[{_HAN}]\()(?P<year>[0-9]{{4}}年?\))"
    r"|(?P<repeated>(?<=。)。+|(?<=，)，+|(?<=、)、+|(?<=；)；+|(?<=：)：+|(?<=[，、；：])[。，、；：])"
    r")"
)
_KINDS = {
    "pause": RemarkKind.PAUSE_MARK,
    "mixed": RemarkKind.MIXED_BRACKETS,
    "mixed_too": RemarkKind.MIXED_BRACKETS,
    "repeated": RemarkKind.REPEATED,
}


class Slip(NamedTuple):
    """A place where the punctuation is at fault, and what should stand there as a clause (may be empty)."""

    kind: RemarkKind
    start: int
    end: int
    suggestion: str = ""


def find_slips(text: str) -> Iterator[Slip]:
    """Yield the faults of punctuation in a paragraph.

    Source: GB/T 15834—2011, for the pause mark 4.5.3.5.

    Args:
        text: A paragraph.

    Yields:
        Faults, those of one mark first, then what has no partner.
    """
    for match in _ANY.finditer(text):
        kind = _KINDS.get(match.lastgroup or "", RemarkKind.HALF_WIDTH)
        due = ""
        if kind is RemarkKind.HALF_WIDTH:
            due = f"改为“{_in_full(match[0])}”"
        yield Slip(kind, *match.span(), due)
    yield from _unpaired(text)


def _unpaired(text: str) -> Iterator[Slip]:
    """The first mark without a partner; after it the others can no longer be told."""
    opened: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text):
        mark, at = _as_full(match[0]), match.start()
        if mark in _PAIRS:
            if mark in "“《" and opened and opened[-1][0] == mark:
                yield Slip(RemarkKind.UNPAIRED, opened[-1][1], opened[-1][1] + 1)
                return
            opened.append((mark, at))
        elif opened and opened[-1][0] == _CLOSING[mark]:
            opened.pop()
        elif all(match.end() - 1 != at for match in _LOOSE.finditer(text)):
            yield Slip(RemarkKind.UNPAIRED, at, at + 1)
            return
    if opened:
        yield Slip(RemarkKind.UNPAIRED, opened[0][1], opened[0][1] + 1)


def _in_full(words: str) -> str:
    """A mark, or the brackets around words, at full width; what stands between them is no mark of theirs."""
    return f"（{words[1:-1]}）" if len(words) > 1 else _FULL.get(words, words)


def _as_full(mark: str) -> str:
    return {"(": "（", ")": "）"}.get(mark, mark)
