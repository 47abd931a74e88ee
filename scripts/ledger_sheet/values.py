"""Reads what offices write in cells: set words, several things numbered in one cell."""

from __future__ import annotations

import re
from collections.abc import Mapping

from macros.domain.ledgers import EntrySource, MeasureKind
from macros.domain.reports import Audience

KINDS: Mapping[str, MeasureKind] = {
    **{str(kind): kind for kind in MeasureKind},
    "立即整改": MeasureKind.AT_ONCE,
    "即知即改": MeasureKind.AT_ONCE,
    "立行立改类": MeasureKind.AT_ONCE,
    "限期": MeasureKind.DATED,
    "限时整改": MeasureKind.DATED,
    "限期整改类": MeasureKind.DATED,
    "长期": MeasureKind.STANDING,
    "持续": MeasureKind.STANDING,
    "长期坚持类": MeasureKind.STANDING,
    "持续整改": MeasureKind.STANDING,
    "持续推进": MeasureKind.STANDING,
    "常态化推进": MeasureKind.STANDING,
}
SOURCES: Mapping[str, EntrySource] = {
    **{str(source): source for source in EntrySource},
    "巡察": EntrySource.INSPECTION,
    "巡察反馈意见": EntrySource.INSPECTION,
    "上级督查": EntrySource.SUPERIOR,
    "督查检查": EntrySource.SUPERIOR,
    "自查自纠": EntrySource.SELF,
    "自查发现": EntrySource.SELF,
    "民主生活会查摆": EntrySource.MEETING,
}
AUDIENCES: Mapping[str, Audience] = {str(audience): audience for audience in Audience}

_DIGIT = re.compile(r"\d")
_LASTING = re.compile(r"长期|持续|常态|坚持")
_AT_ONCE = re.compile(r"立行立改|立即|即知即改|立改")
_NUMBERED = re.compile(r"\s*(?:[(（]?([0-9]{1,2})[)）.、．](?![0-9])|([①②③④⑤⑥⑦⑧⑨⑩]))\s*")
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩"


def fold(text: str) -> str:
    """A text as two cells are compared: full width, blanks at the ends of lines and line ends made one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def lasting(text: str) -> bool:
    """Whether a limit says that there is none: 长期坚持, 持续推进."""
    return not _DIGIT.search(text) and bool(_LASTING.search(text))


def at_once(text: str) -> bool:
    """Whether a limit says that it is to be done at once: 立行立改."""
    return not _DIGIT.search(text) and bool(_AT_ONCE.search(text))


def split_numbered(text: str) -> list[str]:
    """The parts of a cell whose lines are numbered 1, 2, 3 …; the whole text where they are not."""
    parts: list[list[str]] = []
    for line in text.split("\n"):
        match = _NUMBERED.match(line)
        number = (int(match[1]) if match[1] else _CIRCLES.index(match[2]) + 1) if match else 0
        if match and number == len(parts) + 1:
            parts.append([line[match.end() :]])
        elif parts:
            parts[-1].append(line)
        elif line.strip():
            return [text]
    return ["\n".join(part).strip() for part in parts] if len(parts) > 1 else [text]
