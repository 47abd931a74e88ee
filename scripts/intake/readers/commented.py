"""The words of a Word document that comments are on (ECMA-376 Part 1, 17.13.4)."""

from __future__ import annotations

import lxml.etree as etree

from scripts.intake.readers.tracked_marks import gone_reason
from scripts.intake.readers.tracked_words import words_of
from scripts.intake.readers.wordxml import attribute, is_other_choice, name_of

_MOST = 60
_CUT = "……"


def find_passages(root: etree._Element) -> dict[str, str]:
    """Find the words between the marks of each comment, as far as they tell where it is.

    Args:
        root: Root of the body, in which tracked changes are decided of already.

    Returns:
        The words by the id of the comment; of one without such marks what stands before its own in its paragraph.
    """
    finder = _Finder()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            finder.leave(element)
        elif is_other_choice(element) or gone_reason(element):
            walk.skip_subtree()
        else:
            finder.enter(element)
    return finder.found


class _Finder:
    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._open: dict[str, str] = {}
        self._before = ""

    def enter(self, element: etree._Element) -> None:
        name, key = name_of(element), attribute(element, "id")
        if name == "w:commentRangeStart":
            self._open[key] = ""
        elif name == "w:commentRangeEnd":
            self.found[key] = self._open.pop(key, self.found.get(key, ""))
        elif name == "w:commentReference":
            self.found.setdefault(key, self._before[-_MOST:])
        elif words := words_of(element, name).replace("↵", " "):
            self._before = (self._before + words)[-_MOST:]
            # One that is long enough asks no more of every word that follows.
            for one in list(self._open):
                self._add(one, words)

    def leave(self, element: etree._Element) -> None:
        if name_of(element) == "w:p":
            self._before = ""

    def _add(self, key: str, words: str) -> None:
        text = self._open[key] + words
        self._open[key] = text
        if len(text) > _MOST:
            self.found[key] = text[:_MOST] + _CUT
            del self._open[key]
