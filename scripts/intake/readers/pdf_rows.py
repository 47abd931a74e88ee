"""Puts the characters of a PDF page, each at its place, together into rows of text."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

#: What stands for a character that the file's fonts do not name.
UNREADABLE = "\ufffd"
_QUARTER = math.pi / 2
_SLANT_RADIANS = 0.05
#: Shares of the size of the type: how far a raised character may stand off its row, and which gap is a column's.
_ROW_DRIFT = 0.45
_COLUMN_GAP = 2.0
_HEIGHT_PER_EM = 1.3
_SURROGATES = re.compile("[\ud800-\udfff]+")


Box = tuple[float, float, float, float]


class Glyph(NamedTuple):
    """A character and its place (字形).

    Attributes:
        character: The character, or half of one beyond U+FFFF.
        x: Where it begins on its baseline, in points from the left of the sheet.
        y: The same from the foot of the sheet.
        box: Left, bottom, right and top in points.
        angle: Clockwise turn in radians.
        blank_after: Whether PDFium sees a blank after it that the file does not hold.
    """

    character: str
    x: float
    y: float
    box: Box
    angle: float
    blank_after: bool

    @property
    def size(self) -> float:
        """Size of the type in points: a Han character is as wide as the type is high."""
        left, bottom, right, top = self.box
        if "\u4e00" <= self.character <= "\u9fff" and right > left:
            return right - left
        return max(top - bottom, 1.0) / _HEIGHT_PER_EM


@dataclass(frozen=True)
class PdfRow:
    """Characters on one baseline (行).

    Attributes:
        text: The characters from left to right.
        page: 1-based page.
        left: Left edge of the first character that is no blank, in points.
        right: Right edge of the last one, in points.
        baseline: Height of the baseline, in points.
        height: The same, from 0.0 at the foot of the page to 1.0 at its head.
        size: Size of the type, in points.
    """

    text: str
    page: int
    left: float
    right: float
    baseline: float
    height: float
    size: float


def make_rows(glyphs: list[Glyph], page: int, box: Box) -> tuple[list[PdfRow], str]:
    """Order a page's characters into rows from head to foot.

    A page whose text mostly stands on its side is turned upright first.

    Args:
        glyphs: The characters in the order of the file.
        page: 1-based page.
        box: Left, bottom, right and top of the page in points.

    Returns:
        The rows, and the characters that stand in another direction than these (watermarks).
    """
    turns = Counter(_turn(glyph.angle) for glyph in glyphs if glyph.character.strip())
    upright = next((turn for turn, _ in turns.most_common() if turn is not None), 0)
    own = [glyph for glyph in glyphs if _turn(glyph.angle) == upright]
    stray = "".join(glyph.character for glyph in glyphs if _turn(glyph.angle) != upright)
    _, foot, _, head = _turn_box(box, upright)
    groups = _by_baseline(_upright(glyph, upright) for glyph in own)
    rows = [_row(group, page, foot, head) for group in groups if any(glyph.character.strip() for glyph in group)]
    return rows, join_surrogates(stray)


def join_surrogates(text: str) -> str:
    """Make whole characters of the halves in which PDFium hands out those beyond U+FFFF."""
    return _SURROGATES.sub(
        lambda halves: halves[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), text
    )


def _turn(angle: float) -> int | None:
    """Quarter turns of a character, or None where it is slanted."""
    quarters = round(angle / _QUARTER)
    return quarters % 4 if abs(angle - quarters * _QUARTER) < _SLANT_RADIANS else None


def _turn_box(box: Box, turns: int) -> Box:
    left, bottom, right, top = box
    for _ in range(turns):
        left, bottom, right, top = -top, left, -bottom, right
    return left, bottom, right, top


def _upright(glyph: Glyph, turns: int) -> Glyph:
    x, y = glyph.x, glyph.y
    for _ in range(turns):
        x, y = -y, x
    return glyph._replace(x=x, y=y, box=_turn_box(glyph.box, turns))


def _by_baseline(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    group: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if group and group[0].y - glyph.y > _ROW_DRIFT * max(group[0].size, glyph.size):
            yield group
            group = []
        group.append(glyph)
    if group:
        yield group


def _row(group: list[Glyph], page: int, foot: float, head: float) -> PdfRow:
    ordered = sorted(group, key=lambda glyph: glyph.x)
    seen = [glyph for glyph in ordered if glyph.character.strip()]
    size = median(glyph.size for glyph in seen)
    baseline = Counter(round(glyph.y, 1) for glyph in seen).most_common(1)[0][0]
    height = (baseline - foot) / (head - foot) if head > foot else 0.5
    text = join_surrogates("".join(_spaced(ordered, size)))
    return PdfRow(text, page, seen[0].box[0], max(glyph.box[2] for glyph in seen), baseline, height, size)


def _spaced(ordered: list[Glyph], size: float) -> Iterator[str]:
    """The characters of a row; a gap of a column's width is a tab, so that cells are not glued together."""
    for glyph, after in zip(ordered, [*ordered[1:], None], strict=True):
        yield glyph.character
        if after is None or not glyph.character.strip() or not after.character.strip():
            continue
        if after.box[0] - glyph.box[2] >= _COLUMN_GAP * size:
            yield "\t"
        elif glyph.blank_after and (glyph.character + after.character).isascii():
            yield " "
