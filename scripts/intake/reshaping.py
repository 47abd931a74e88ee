"""Joins and parts the items of a paper as a person says; no character moves, and none is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def reshape(outline: Outline, choices: Choices) -> None:
    """Join and part the items of every part, in place."""
    if not choices.joined and not choices.begun:
        return
    for part in outline.parts:
        lead, sections = part.body, part.sections
        part.body, part.sections = [], []
        for paragraph in lead:
            _add(part, paragraph, choices)
        for section in sections:
            if place_of(section) in choices.joined:
                rest = _as_text(section)
            else:
                part.sections.append(section)
                rest, section.body = section.body, []
            for paragraph in rest:
                _add(part, paragraph, choices)


def find_sentences(section: Section) -> Iterator[tuple[Place, str]]:
    """Yield each place under a heading at which another item may begin, with the words that stand there."""
    for paragraph in section.body:
        if paragraph.table or paragraph.own:
            continue
        starts = [0, *(match.end() for match in _SENTENCE.finditer(paragraph.text)), len(paragraph.text)]
        for start, end in pairwise(starts):
            yield Place(paragraph.first, paragraph.offset + start), paragraph.text[start:end]


def _add(part: Section, paragraph: GalleyParagraph, choices: Choices) -> None:
    """Put a paragraph under the last item, or part it where others begin."""
    begins = sorted(place.offset - paragraph.offset for place in choices.begun if place.line == paragraph.first)
    cuts = [cut for cut in begins if 0 <= cut < len(paragraph.text) and not paragraph.table]
    first = cuts[0] if cuts else len(paragraph.text)
    if first:
        (part.sections[-1] if part.sections else part).body.append(replace(paragraph, text=paragraph.text[:first]))
    for start, end in pairwise([*cuts, len(paragraph.text)]):
        piece = replace(paragraph, text=paragraph.text[start:end], offset=paragraph.offset + start)
        part.sections.append(begin_section(piece, parse_mark(piece.text)))


def _as_text(section: Section) -> list[GalleyParagraph]:
    """An item as the paragraphs that it was made of, its heading among them."""
    if section.paragraph is None:
        return section.body
    runs_in = bool(section.body) and section.heading != section.paragraph.text
    return [section.paragraph, *section.body[int(runs_in) :]]


def _place(paragraph: GalleyParagraph) -> Place:
    return Place(paragraph.first, paragraph.offset)
