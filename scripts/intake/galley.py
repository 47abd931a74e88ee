"""The text of a file in full length, on which every step only marks what it leaves out.

Nothing is ever cut away: a character either stays, or carries the reason why
it does not go on the page. What was lost can therefore be counted, and shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, islice

from scripts.intake.manuscript import LeftOut, Line, Manuscript, Own, Span, Stretch
from scripts.intake.pictures import Picture


@dataclass(frozen=True)
class GalleyParagraph:
    """What stays of one or several lines of the file (段).

    Attributes:
        text: Its characters, without line ends.
        number: Place of its first line in the file.
        outline: Heading level by the file's own styles; 0 where it is none.
        table: Number of the table of which it is a row; 0 elsewhere.
        first: Index of the first of its lines in the galley.
        last: Index of the last of them.
        offset: How many kept characters of those lines stand before it, where a heading was parted from it.
        own: What it was on its page, its links counted in its own text; None in a file of another origin.
        stresses: What stands out in the whole of the lines, counted in what stays of them.
        picture: The picture that it is, its text being the sign of one; None for words.
        size: Size of its type in points, in a file that gives places; 0 elsewhere.
    """

    text: str
    number: int
    outline: int
    table: int
    first: int
    last: int
    offset: int = 0
    own: Own | None = None
    picture: Picture | None = None
    stresses: tuple[Stretch, ...] = ()
    size: float = 0.0


class Galley:
    """A manuscript's text with, for each character, the reason why it is left out (校样).

    Attributes:
        text: All characters, lines parted by one line end each.
        lines: The manuscript's lines.
        starts: Offset of each line in the text.
    """

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.lines = manuscript.lines
        self.text = "\n".join(line.text for line in self.lines)
        self.starts = [0, *accumulate(len(line.text) + 1 for line in self.lines)][: len(self.lines)]
        self._reasons: list[str] = [""] * len(self.text)

    def drop(self, start: int, end: int, reason: str) -> None:
        """Mark a stretch as left out; what is marked already keeps its first reason."""
        for place in range(start, end):
            self._reasons[place] = self._reasons[place] or reason

    def is_dropped(self, place: int) -> bool:
        """Whether the character at an offset is left out."""
        return bool(self._reasons[place])

    def place(self, first: int, offset: int) -> int:
        """Where a character stands that stays, counted among those that stay from the start of a line."""
        places = (place for place in range(self.starts[first], len(self.text)) if not self._reasons[place])
        return next(islice(places, offset, None), len(self.text))

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, str, str]]:
        """Yield a stretch of the text piece by piece: its line in the file, its characters, why they are left out."""
        for place, run in groupby(range(start, end), key=lambda place: (self._line(place), self._reasons[place])):
            characters = "".join(self.text[n] for n in run)
            yield self.lines[place[0]].number, characters, place[1]

    def kept(self, index: int) -> str:
        """What stays of one line."""
        start, line = self.starts[index], self.lines[index]
        reasons = self._reasons[start : start + len(line.text)]
        if not any(reasons):
            return line.text
        return "".join(character for character, reason in zip(line.text, reasons, strict=True) if not reason)

    def join(self, first: int, second: int, reason: str) -> None:
        """Leave out all line ends between two lines, so that they become one."""
        self.drop(self.starts[first] + len(self.lines[first].text), self.starts[second], reason)

    def drop_kept(self, first: int, offset: int, count: int, reason: str) -> None:
        """Leave out some of the characters that stay, counted from the start of a line."""
        places = (place for place in range(self.starts[first], len(self.text)) if not self._reasons[place])
        for place in list(islice(places, offset, offset + count)):
            self._reasons[place] = reason

    def drop_line(self, index: int, reason: str) -> None:
        """Leave a whole line out."""
        self.drop(self.starts[index], self.starts[index] + len(self.lines[index].text), reason)

    @property
    def kept_text(self) -> str:
        """Everything that stays, one paragraph a line."""
        return "".join(character for character, reason in zip(self.text, self._reasons, strict=True) if not reason)

    def paragraphs(self) -> Iterator[GalleyParagraph]:
        """Yield what stays, paragraph by paragraph; empty ones are passed over."""
        group: list[int] = []
        for index, start in enumerate(self.starts):
            if group and self._reasons[start - 1] == "":
                yield from self._paragraph(group)
                group = []
            group.append(index)
        yield from self._paragraph(group)

    def left_out(self) -> list[LeftOut]:
        """All that is left out, by stretches of one reason, the reader's own first."""
        found = list(self.manuscript.left_out)
        start, place = 0, 0
        for place in range(1, len(self._reasons) + 1):
            if place < len(self._reasons) and self._reasons[place] == self._reasons[start]:
                continue
            if self._reasons[start]:
                found.append(LeftOut(self.text[start:place], self._reasons[start], self._number(start)))
            start = place
        return found

    def _paragraph(self, group: list[int]) -> Iterator[GalleyParagraph]:
        text = "".join(self.kept(index) for index in group)
        if text:
            filled = next(index for index in group if self.kept(index))
            line: Line = self.lines[filled]
            own = line.own and replace(line.own, spans=tuple(self._spans(group)))
            picture = self.manuscript.pictures[line.picture - 1] if line.picture else None
            stresses = tuple(self._stresses(group))
            place = line.number, line.outline, line.table, group[0], group[-1], 0
            yield GalleyParagraph(text, *place, own, picture, stresses, line.size)

    def _spans(self, group: list[int]) -> Iterator[Span]:
        """Yield the links of some lines, counted in what stays of them."""
        for line, stay in self._counted(group):
            for span in line.own.spans if line.own else ():
                if stay[span.end] > stay[span.start]:
                    yield Span(stay[span.start], stay[span.end], span.name)

    def _stresses(self, group: list[int]) -> Iterator[Stretch]:
        """Yield what stands out in some lines, counted likewise."""
        if any(self.lines[index].stresses for index in group):
            for line, stay in self._counted(group):
                yield from ((stay[start], stay[end]) for start, end in line.stresses if stay[end] > stay[start])

    def _counted(self, group: list[int]) -> Iterator[tuple[Line, list[int]]]:
        """Yield some lines, each with how many characters stay before each of its places, counted from the first."""
        before = 0
        for index in group:
            start, line = self.starts[index], self.lines[index]
            reasons = self._reasons[start : start + len(line.text)]
            stay = list(accumulate((not reason for reason in reasons), initial=before))
            yield line, stay
            before = stay[-1]

    def _number(self, place: int) -> int:
        return self.lines[self._line(place)].number

    def _line(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1
