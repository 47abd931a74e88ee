"""Turns runs of words into runs of Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import lxml.etree as etree

from scripts.paper.blocks import Edit, TextRun, TextRuns, Tone
from scripts.paper.word.package import WordPackage
from scripts.paper.word.references import References, external
from scripts.paper.word.styles import HEI, KAI, SITE_MARK, Face, face_properties
from scripts.paper.word.xml import text, w

DOCUMENT = "word/document.xml"
#: Finds the words of a link's note.
FindNote = Callable[[str], str]


class TextSetter:
    """Sets words of one file.

    Args:
        references: Its links and notes.
        package: Where addresses on the web are told.
        find_note: Gives the words of a link's note.
    """

    def __init__(self, references: References, package: WordPackage, find_note: FindNote) -> None:
        self._references = references
        self._package = package
        self._find_note = find_note

    def runs(self, runs: TextRuns, *, own: bool = False) -> Iterator[etree._Element]:
        """Yield the elements of a paragraph.

        Args:
            runs: Its words.
            own: Whether they are the page's own, whose links come back with them.
        """
        for run in runs:
            words = set_words(run)
            if run.note:
                yield self._references.own_note(run.note)
            elif not run.target:
                yield words
            elif run.target.startswith(("https://", "http://")):
                relation = self._package.relate(DOCUMENT, "hyperlink", run.target, external=True)
                self._references.links.setdefault(run.target, run.target)
                yield external(words, relation)
            elif run.noted:
                yield from self._references.link(run, self._find_note(run.target), words)
            elif own or self._references.leads_inside(run.target):
                yield from self._references.link(run, "", words)
            else:
                # What the words name is elsewhere on the site, and nothing in the file to come to.
                yield words


def set_words(run: TextRun) -> etree._Element:
    """A run of Word: emphasis, edits and tones are told by the face and by lines, never by colour."""
    look = w("rPr", *_look(run))
    words = w("r", look) if len(look) else w("r")
    for number, line in enumerate(run.text.split("\n")):
        if number:
            words.append(w("br"))
        words.append(text(line))
    return words


def mark(words: str) -> etree._Element:
    """A character that the site sets before an item of a list; an import leaves it out."""
    return w("r", w("rPr", w("rStyle", val=SITE_MARK)), text(words))


def _look(run: TextRun) -> Iterator[etree._Element]:
    face: Face | None = {Tone.TAG: HEI, Tone.WARN: HEI, Tone.MUTED: KAI}.get(run.tone)
    if face:
        yield face_properties(face)
    if run.bold:
        yield w("b")
    if run.edit is Edit.REMOVED:
        yield w("strike")
    if run.edit is Edit.ADDED:
        yield w("u", val="single")
