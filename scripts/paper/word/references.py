"""Bookmarks, links and footnotes of one file, numbered as they come."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

import lxml.etree as etree

from scripts.changes.carriage import BOOKMARK
from scripts.paper.blocks import TextRun
from scripts.paper.word.styles import NOTE, NOTE_MARK, OWN_NOTE
from scripts.paper.word.xml import related, text, w

#: Longer names Word cuts off.
_LONGEST_NAME = 40
#: 0 and 1 are the lines above the notes.
_FIRST_NOTE = 2


def bookmark_of(name: str) -> str:
    """The bookmark of an id: letters, digits and underscores, which is all that Word takes."""
    plain = BOOKMARK + re.sub(r"[^A-Za-z0-9]", "_", name)
    if "_" not in name and plain == BOOKMARK + name.replace("-", "_") and len(plain) <= _LONGEST_NAME:
        return plain
    return BOOKMARK + "x" + hashlib.sha256(name.encode()).hexdigest()[:24]


@dataclass
class References:
    """What in a file leads to what.

    Attributes:
        here: Path of the page on the site; links to it lead inside the file.
        places: Ids on the page, by bookmark.
        links: Bookmarks of what links lead to, by address.
        footnotes: The notes so far.
    """

    here: str
    places: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    footnotes: list[etree._Element] = field(default_factory=list)
    _count: int = 0
    _ids: frozenset[str] = frozenset()
    _noted: set[str] = field(default_factory=set)

    def expect(self, ids: frozenset[str]) -> None:
        """Name the ids that the file is going to have, so that links to those further down work."""
        self._ids = ids

    def place(self, name: str) -> list[etree._Element]:
        """Start and end of the bookmark of an id; nothing where the file has it already."""
        bookmark = bookmark_of(name) if name else ""
        if not bookmark or bookmark in self.places:
            return []
        self.places[bookmark] = name
        return self._bookmark(bookmark)

    def leads_inside(self, target: str) -> bool:
        """Whether an address is a place of this file."""
        path, _, anchor = target.partition("#")
        return path == self.here and anchor in self._ids

    def begin_part(self) -> None:
        """A new part begins, in which every note is given anew."""
        self._noted.clear()

    def link(self, run: TextRun, note: str, words: etree._Element) -> list[etree._Element]:
        """Words that lead somewhere, with their note.

        Args:
            run: The words with their target.
            note: What the note says; empty for none.
            words: The run made of them.
        """
        if self.leads_inside(run.target):
            bookmark = bookmark_of(run.target.partition("#")[2])
            self.links.setdefault(run.target, bookmark)
            return [w("hyperlink", words, anchor=bookmark, history=1)]
        known = run.target in self.links
        bookmark = self.links.setdefault(run.target, f"{BOOKMARK}link_{len(self.links) + 1}")
        led = w("hyperlink", words, anchor=bookmark, history=1)
        start = [] if known else self._bookmark(bookmark)
        if not note:
            return [*start, led]
        if run.target in self._noted:
            return [led]
        self._noted.add(run.target)
        return [led, self._footnote(note, start)]

    def own_note(self, words: str) -> etree._Element:
        """A note of the page's own, which comes back with its words."""
        return self._footnote(words, [], OWN_NOTE)

    def _bookmark(self, name: str) -> list[etree._Element]:
        self._count += 1
        return [w("bookmarkStart", id=self._count, name=name), w("bookmarkEnd", id=self._count)]

    def _footnote(self, note: str, start: list[etree._Element], style: str = NOTE) -> etree._Element:
        number = len(self.footnotes) + _FIRST_NOTE
        mark = w("r", w("rPr", w("rStyle", val=NOTE_MARK)), w("footnoteRef"))
        words = w("r", text(" " + note))
        properties = w("pPr", w("pStyle", val=style))
        self.footnotes.append(w("footnote", w("p", properties, *start, mark, words), id=number))
        return w("r", w("rPr", w("rStyle", val=NOTE_MARK)), w("footnoteReference", id=number))


def write_footnotes(notes: list[etree._Element]) -> etree._Element:
    """The footnotes part: the two lines that Word draws above them, then the notes."""
    return w(
        "footnotes",
        w("footnote", w("p", w("r", w("separator"))), type="separator", id=0),
        w("footnote", w("p", w("r", w("continuationSeparator"))), type="continuationSeparator", id=1),
        *notes,
    )


def external(words: etree._Element, relation: str) -> etree._Element:
    """Words that lead to an address on the web."""
    return related(w("hyperlink", words, history=1), "id", relation)
