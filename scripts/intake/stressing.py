"""What stands out in a paper as bold words of its page: marks that no reader of Markdown takes for anything else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from macros.page_text.words import escape
from scripts.intake.manuscript import Manuscript, Stretch

_MARK = "**"
#: A citation is one: a link cannot begin inside the marks and end outside.
_CITATION = re.compile(
    r"《[^《》]{1,80}》(?:[（(][^（）()]{1,20}[）)])?(?:第[零〇一二三四五六七八九十百千]{1,7}(?:[编章节条款]|部分)(?:之[一二三四五六七八九十]+)?"
    r"|[、和及至]|[（(][一二三四五六七八九十]{1,3}[）)]项?)*"
)


def without_stresses(manuscript: Manuscript) -> Manuscript:
    """A paper in which nothing stands out."""
    return replace(manuscript, lines=tuple(replace(line, stresses=()) for line in manuscript.lines))


def stress(text: str, stretches: Iterable[Stretch], *, begins: bool) -> str:
    """Write words of which some stand out.

    Args:
        text: The words, without line ends.
        stretches: What stands out among them, in order.
        begins: Whether they begin a line.
    """
    written, at = "", 0
    for start, end in _whole(text, stretches):
        before = written + escape(text[at:start], begins=begins and not at)
        words = escape(text[start:end], begins=False)
        # A backslash before a mark would make it text.
        if before.endswith("\\") or words.endswith("\\"):
            continue
        written, at = f"{before}{_MARK}{words}{_MARK}", end
    return written + escape(text[at:], begins=begins and not at)


def _whole(text: str, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield stretches that begin and end with words, cut through no citation and do not touch."""
    found: list[Stretch] = []
    citations = [match.span() for match in _CITATION.finditer(text)]
    for start, end in stretches:
        start, end = max(start, 0), min(end, len(text))
        for first, last in citations:
            if first < end and start < last:
                start, end = min(start, first), max(end, last)
        while start < end and not _is_word(text[start]):
            start += 1
        while start < end and not _is_word(text[end - 1]):
            end -= 1
        if start < end and found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif start < end:
            found.append((start, end))
    yield from found


def _is_word(sign: str) -> bool:
    return not sign.isspace() and sign != "*"
