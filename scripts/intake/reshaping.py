"""Joins and divides parts and items of a paper as a person says; no character moves, and none is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from scripts.intake.choices import Choices, Place
from scripts.intake.galley import GalleyParagraph
from scripts.intake.marks import parse_mark
from scripts.intake.outline import Outline, Section, begin_section

#: A sentence may begin behind a stop and what closes it, where no blank stands between.
_SENTENCE = re.compile(r"[。！？；][”’』」）)》]*(?=[^\s。！？；”’』」）)》])")


def place_of(section: Section) -> Place | None:
    """Where a part or an item begins; None where its heading is not in the file."""
    return _place(section.paragraph) if section.paragraph else None


def reshape(outline: Outline, choices: Choices) -> Outline:
    """The structure of a paper with its parts and items joined and parted."""
    if not (choices.joined or choices.begun or choices.parts):
        return outline
    shape = _Shape(choices)
    for paragraph in outline.lead:
        shape.add(paragraph)
    for part in outline.parts:
        sections = part.sections
        shape.begin(part, is_part=True)
        for section in sections:
            shape.begin(section, is_part=False)
    return replace(outline, lead=tuple(shape.lead), parts=tuple(shape.parts))


def find_sentences(body: Iterable[GalleyParagraph]) -> Iterator[tuple[Place, str]]:
    """Yield each place in some paragraphs at which a part or an item may begin, with the words that stand there."""
    for paragraph in body:
        if paragraph.table or paragraph.own or paragraph.picture:
            continue
        starts = [0, *(match.end() for match in _SENTENCE.finditer(paragraph.text)), len(paragraph.text)]
        for start, end in pairwise(starts):
            yield Place(paragraph.first, paragraph.offset + start), paragraph.text[start:end]


class _Shape:
    """A structure that grows paragraph by paragraph."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self.lead: list[GalleyParagraph] = []
        self.parts: list[Section] = []

    def begin(self, section: Section, *, is_part: bool) -> None:
        """Begin a part or an item as the reading has found it, or go on with what stands before it."""
        place = place_of(section)
        if place in self._choices.joined and (self.parts or not is_part):
            body = _as_text(section)
        else:
            body, section.body, section.sections = section.body, [], []
            self._open(section, is_part=is_part or place in self._choices.parts)
        for paragraph in body:
            self.add(paragraph)

    def add(self, paragraph: GalleyParagraph) -> None:
        """Put a paragraph under the last heading, or part it where others begin."""
        wanted = {p.offset - paragraph.offset: p for p in self._choices.begins if p.line == paragraph.first}
        cuts = sorted(cut for cut in wanted if 0 <= cut < len(paragraph.text) and not paragraph.table)
        first = cuts[0] if cuts else len(paragraph.text)
        if first:
            self._last_body().append(replace(paragraph, text=paragraph.text[:first]))
        for start, end in pairwise([*cuts, len(paragraph.text)]):
            piece = replace(paragraph, text=paragraph.text[start:end], offset=paragraph.offset + start)
            is_part = wanted[start] in self._choices.parts
            self._open(begin_section(piece, parse_mark(piece.text)), is_part=is_part)

    def _open(self, section: Section, *, is_part: bool) -> None:
        """Before the first part there are no items."""
        (self.parts if is_part or not self.parts else self.parts[-1].sections).append(section)

    def _last_body(self) -> list[GalleyParagraph]:
        if not self.parts:
            return self.lead
        return (self.parts[-1].sections or self.parts)[-1].body


def _as_text(section: Section) -> list[GalleyParagraph]:
    """An item as the paragraphs that it was made of, its heading among them."""
    if section.paragraph is None:
        return section.body
    runs_in = bool(section.body) and section.heading != section.paragraph.text
    return [section.paragraph, *section.body[int(runs_in) :]]


def _place(paragraph: GalleyParagraph) -> Place:
    return Place(paragraph.first, paragraph.offset)
