"""The marks of tracked changes in a part of a Word document, put together place by place."""

from __future__ import annotations

from dataclasses import dataclass, field

import lxml.etree as etree

from scripts.intake.readers.styles import numbering_reference
from scripts.intake.readers.tracked_words import LINE_END, Place, Token, words_of
from scripts.intake.readers.wordxml import attribute, children, find, is_other_choice, name_of, value_at

DELETED = "修订：已删除的文字"
REJECTED = "修订：没有接受的插入"
GONE = frozenset({"w:del", "w:moveFrom"})
_OPPOSITE = {"w:ins": "del", "w:del": "ins", "w:moveTo": "moveFrom", "w:moveFrom": "moveTo"}
_TEXTS = {"delText": "t", "delInstrText": "instrText"}
_RANGES = {f"w:{side}Range{end}": (f"w:{side}", end) for side in ("moveFrom", "moveTo") for end in ("Start", "End")}
_UNDONE = "undone"


def gone_reason(element: etree._Element | None) -> str:
    """Why what stands in an element is left out; empty where no tracked change takes it away."""
    if element is None or name_of(element) not in GONE:
        return ""
    return REJECTED if element.get(_UNDONE) else DELETED


@dataclass
class Change:
    """A place that was changed.

    Attributes:
        marks: The elements that mark what comes and goes.
        looks: Paragraph properties of which the number or the style is another one.
        places: Where its words stand.
        moved: Whether words went from one place to another.
    """

    marks: list[etree._Element] = field(default_factory=list)
    looks: list[etree._Element] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    moved: bool = False

    @property
    def authors(self) -> set[str]:
        """Who has made it, as far as that is said."""
        marks = [*self.marks, *(mark for look in self.looks for mark in children(look, "w:pPrChange"))]
        return {attribute(mark, "author") for mark in marks} - {""}

    def undo(self) -> None:
        """Make the document as if nobody had made it."""
        for mark in self.marks:
            _turn(mark)
        for look in self.looks:
            _restore(look)


def find_changes(root: etree._Element) -> list[Change]:
    """Find the changes of a part, in reading order; what follows upon another without a word between is one with it.

    Args:
        root: Root of the part.
    """
    finder = _Finder()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = name_of(element)
        if event == "end":
            finder.leave(element, name)
        elif is_other_choice(element) or name.endswith(("Pr", "Change")):
            walk.skip_subtree()
        else:
            finder.enter(element, name)
    return finder.changes


class _Finder:
    """What is known while a part is walked through."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self._paragraphs: list[list[Token]] = [[]]
        self._marks: list[tuple[etree._Element, Change]] = []
        self._rows: list[tuple[str, Change] | None] = []
        self._last: Change | None = None
        self._moves: dict[str, Change] = {}
        self._moving: dict[str, str] = {}

    def enter(self, element: etree._Element, name: str) -> None:
        if name == "w:p":
            self._paragraphs.append([])
        elif name == "w:tr":
            mark = next(children(find(element, "w:trPr"), *_OPPOSITE), None)
            self._rows.append(None if mark is None else (_way(mark), self._begin(mark)))
        elif name in _OPPOSITE:
            self._marks.append((element, self._join(element)))
        elif name in _RANGES:
            side, end = _RANGES[name]
            self._moving[side] = attribute(element, "name") if end == "Start" else ""
        elif words := words_of(element, name):
            self._add(words)

    def leave(self, element: etree._Element, name: str) -> None:
        if self._marks and self._marks[-1][0] is element:
            self._marks.pop()
        elif name == "w:tr":
            self._rows.pop()
            self._last = None
        elif name == "w:p":
            self._end_paragraph(find(element, "w:pPr"))
            self._paragraphs.pop()

    def _add(self, words: str) -> None:
        ways = {_way(mark) for mark, _ in self._marks} | {row[0] for row in self._rows if row}
        paragraph = self._paragraphs[-1]
        paragraph.append(Token(words, "".join(sorted(ways))))
        row = next((row[1] for row in self._rows if row), None)
        change = row or (self._marks[-1][1] if self._marks else None)
        if change is None:
            self._last = None
        else:
            change.places.append(Place(paragraph, len(paragraph) - 1))

    def _end_paragraph(self, properties: etree._Element | None) -> None:
        mark = next(children(find(properties, "w:rPr"), *_OPPOSITE), None)
        paragraph = self._paragraphs[-1]
        if properties is not None and _looks_otherwise(properties):
            self.changes.append(Change(looks=[properties], places=[Place(paragraph, 0)] if paragraph else []))
        if mark is None:
            self._last = None
            return
        change = self._join(mark)
        paragraph.append(Token(LINE_END, _way(mark)))
        change.places.append(Place(paragraph, len(paragraph) - 1))

    def _join(self, mark: etree._Element) -> Change:
        """The change to which a mark belongs: of its row, of its move, the one right before it, or a new one."""
        move = self._moving.get(name_of(mark), "")
        change = next((row[1] for row in self._rows if row), None) or (self._moves.get(move) if move else self._last)
        if change is None:
            change = self._begin(mark)
        else:
            change.marks.append(mark)
        if move:
            change.moved = True
            self._moves[move] = change
        self._last = None if move else change
        return change

    def _begin(self, mark: etree._Element) -> Change:
        self.changes.append(Change([mark]))
        return self.changes[-1]


def _way(mark: etree._Element) -> str:
    return "-" if name_of(mark) in GONE else "+"


def _turn(mark: etree._Element) -> None:
    """Make a mark its opposite."""
    came = _way(mark) == "+"
    _rename(mark, _OPPOSITE[name_of(mark)])
    if came:
        mark.set(_UNDONE, "1")
        return
    for text in mark.iter("{*}delText", "{*}delInstrText"):
        if next(one for one in text.iterancestors() if name_of(one) in _OPPOSITE) is mark:
            _rename(text, _TEXTS[etree.QName(text).localname])


def _rename(element: etree._Element, name: str) -> None:
    element.tag = f"{{{etree.QName(element).namespace}}}{name}"


def _looks_otherwise(properties: etree._Element) -> bool:
    """Whether a paragraph had another number or style before, by which it reads otherwise."""
    if find(properties, "w:numPr", "w:ins") is not None:
        return True
    before = find(properties, "w:pPrChange", "w:pPr")
    return before is not None and _look(before) != _look(properties)


def _look(properties: etree._Element) -> tuple[object, ...]:
    return (
        *numbering_reference(properties),
        value_at(properties, "w:pStyle"),
        value_at(properties, "w:outlineLvl"),
    )


def _restore(properties: etree._Element) -> None:
    """Give a paragraph the properties that it had before."""
    before = find(properties, "w:pPrChange", "w:pPr")
    for one in list(properties):
        if name_of(one) not in {"w:rPr", "w:sectPr"} and (before is not None or name_of(one) == "w:numPr"):
            properties.remove(one)
    for place, one in enumerate(list(before) if before is not None else []):
        properties.insert(place, one)
