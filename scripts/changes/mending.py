"""Words of a page that give way to others, each at its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.page_text.splitting import split_text


@dataclass(frozen=True, order=True)
class Mend:
    """Words at one place, and what stands there in their place (改法).

    Attributes:
        line: 1-based line of the page.
        column: 1-based place in the line.
        words: As they stand in the file.
        due: What stands there afterwards.
    """

    line: int
    column: int
    words: str
    due: str


def can_mend(text: str, mend: Mend) -> bool:
    """Whether the words stand at their place just so, without markup between them."""
    lines = split_text(text).lines
    return 0 < mend.line <= len(lines) and mend.column > 0 and _at(lines[mend.line - 1], mend)


def mend_text(text: str, mends: Iterable[Mend]) -> str:
    """A page's text with words in place of others; of two that overlap the first is left for another time."""
    split = split_text(text)
    lines = [*split.lines]
    untouched = (len(lines) + 1, 0)
    for mend in sorted(mends, reverse=True):
        ends_before = (mend.line, mend.column + len(mend.words)) <= untouched
        line = lines[mend.line - 1]
        if ends_before and _at(line, mend):
            start = mend.column - 1
            lines[mend.line - 1] = line[:start] + mend.due + line[start + len(mend.words) :]
            untouched = mend.line, mend.column
    return split.rewritten(lines)


def _at(line: str, mend: Mend) -> bool:
    return line.startswith(mend.words, mend.column - 1)
