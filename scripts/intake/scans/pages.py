"""The pages of a scan: what on one is text of the paper, row by row, and what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scripts.intake.readers.ofd import OfdPage
from scripts.intake.scans.boxes import Box
from scripts.intake.scans.doubts import Mark, find_gaps, find_marks, is_poor
from scripts.intake.scans.engine import PageRead
from scripts.intake.scans.room import find_room
from scripts.intake.scans.rows import ScanRow, make_rows

#: Stretches that are less sure than this are no print: handwriting, drawings, parts of a seal.
_PRINT = 0.6
#: A line in red that is surer than this is one of the paper, as the head of a 红头文件 is.
_RED_PRINT = 0.9
SEAL, NO_PRINT, MARGIN = "红色印章上的字", "辨认不清的字迹（手写、印章或图案）", "页边的字迹（像是手写的）"
#: It may be of a seal on blank paper all the same, which only whoever sees it can tell.
RED = "红字，是印章上的就删去"
#: Beside the text, and less sure than print, is what somebody has written there.
_MARGIN_PRINT = 0.9
#: Lines from this share of the widest on tell where the text stands.
_LONG, _LEAST_LONG = 0.6, 4


class ScannedPage:
    """A page with its rows, and what on it is no text of the paper."""

    def __init__(self, number: int, read: PageRead) -> None:
        self.number, self.read = number, read
        left, right = _edges(read.boxes)
        self.reasons = {
            id(box): reason
            for box in read.boxes
            if (reason := _why_out(box, is_beside=box.right <= left or box.left >= right))
        }
        kept = [box for box in read.boxes if id(box) not in self.reasons]
        self.rows = make_rows(kept, number, read.width, read.height, read.grids)

    def marks(self) -> list[list[Mark]]:
        """The places of each row that a person has to look at."""
        texts = ["", *(one.row.text for one in self.rows), ""]
        poor = is_poor([sign.confidence for one in self.rows for sign in one.signs if sign])
        room = find_room(self.rows, [box for box, _ in self.left_out])
        return [
            find_marks(
                one.row.text,
                _sure(one),
                texts[place],
                texts[place + 2],
                [*find_gaps(one.signs), *room[place], *_red(one)],
                poor=poor,
            )
            for place, one in enumerate(self.rows)
        ]

    @property
    def characters(self) -> Counter[str]:
        """All its signs, blanks apart."""
        return Counter(sign for box in self.read.boxes for sign in box.text if sign.strip())

    @property
    def outside(self) -> Iterator[tuple[str, str]]:
        """The words of what is no text of the paper, each with why."""
        yield from ((box.text, reason) for box, reason in self.left_out)

    @property
    def left_out(self) -> Iterator[tuple[Box, str]]:
        """What is no text of the paper, each with why."""
        for box in self.read.boxes:
            if id(box) in self.reasons:
                yield box, self.reasons[id(box)]


class TextPage:
    """A page that holds its text, of which nothing is doubtful."""

    def __init__(self, number: int, page: OfdPage) -> None:
        self.page, self.characters, self.outside = page, page.characters, page.left_out
        self.rows = [ScanRow(replace(row, page=number), tuple(None for _ in row.text), (), number) for row in page.rows]


def _edges(boxes: Sequence[Box]) -> tuple[float, float]:
    """Where the text of a page begins and ends, by its long lines; nowhere where there are few."""
    widest = max((box.right - box.left for box in boxes), default=0.0)
    long = [box for box in boxes if box.right - box.left >= _LONG * widest]
    if len(long) < _LEAST_LONG:
        return float("-inf"), float("inf")
    return min(box.left for box in long), max(box.right for box in long)


def _why_out(box: Box, *, is_beside: bool) -> str:
    if is_beside and box.confidence < _MARGIN_PRINT:
        return MARGIN
    if box.is_stamp and box.confidence < _RED_PRINT:
        return SEAL
    return NO_PRINT if box.confidence < _PRINT else ""


def _red(one: ScanRow) -> Iterator[Mark]:
    """Yield what of a row is red all over."""
    places = {id(sign): place for place, sign in enumerate(one.signs)}
    for box in one.boxes:
        if box.is_stamp:
            yield Mark(places[id(box.signs[0])], places[id(box.signs[-1])] + 1, RED)


def _sure(one: ScanRow) -> list[float]:
    return [sign.confidence if sign else 1.0 for sign in one.signs]
