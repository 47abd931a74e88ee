"""The structure of a paper: parts and items, found by the marks that it uses itself.

Depth follows the paper's own set of marks: where it goes straight from 一、 to
1., those are the items. A part's items are marked as its first marked
paragraph is; what is marked otherwise stands below them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from macros.proofing.persons import find_person
from scripts.intake.galley import GalleyParagraph
from scripts.intake.marks import MarkKind, NumberMark, is_listed, parse_mark

_LONGEST_HEADING = 90
_LONGEST_PART_HEADING = 60
#: A first sentence longer than this is cut at its first colon or comma, if that comes early.
_LONG_SENTENCE, _LONGEST_CLAUSE = 60, 40
_STOPS = "。！？；"
_OPENERS, _CLOSERS = "“‘《（(〔「『【", "”’》）)〕」』】"
_ANNEX = re.compile(r"附[ \u3000]*件[ \u3000]*[0-9０-９一二三四五六七八九十]{0,3}[ \u3000]*[：:]?(?P<name>.*)")
_DATE = re.compile(
    r"[0-9０-９〇○零一二三四五六七八九]{4}年[0-9０-９〇○零一二三四五六七八九十]{1,3}月(?:[0-9０-９〇○零一二三四五六七八九十]{1,3}日?)?"
)


@dataclass
class Section:
    """A heading with the paragraphs under it, and the sections below (章节).

    Attributes:
        heading: Its words, mark included; empty for an added one without a heading in the source.
        number: Line of the heading in the file.
        mark: Its mark, or None.
        body: The paragraphs right under it.
        sections: Items of a part.
        annex: Whether it belongs to an annex.
        gap: The blanks between a run-in heading and its body: line, offset and count in the galley; or None.
        paragraph: The paragraph that it begins with, before its heading was parted from it; None where it has none.
    """

    heading: str
    number: int
    mark: NumberMark | None = None
    body: list[GalleyParagraph] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    annex: bool = False
    gap: tuple[int, int, int] | None = None
    paragraph: GalleyParagraph | None = None

    @property
    def words(self) -> str:
        """The heading without its mark."""
        return self.heading[self.mark.length if self.mark else 0 :].strip()


@dataclass(frozen=True)
class Outline:
    """A paper's structure: what stands before its first part, its parts, and what is odd about their numbers."""

    lead: tuple[GalleyParagraph, ...]
    parts: tuple[Section, ...]
    oddities: tuple[str, ...]


def read_outline(paragraphs: Sequence[GalleyParagraph]) -> Outline:
    """Find parts and items in what follows the title."""
    top = _top_level(paragraphs)
    lead: list[GalleyParagraph] = []
    parts: list[Section] = []
    annex = False
    for place, paragraph in enumerate(paragraphs):
        annex = annex or begins_annex(paragraphs, place)
        section = _part(paragraphs, place, top, started=bool(parts), annex=annex)
        if section:
            parts.append(section)
        else:
            (parts[-1].body if parts else lead).append(paragraph)
    if top is not None:
        lead, parts = _split_orphans(lead, parts)
    for part in parts:
        find_items(part)
    return Outline(tuple(lead), tuple(parts), (*_oddities(parts), *_lone_names(paragraphs)))


def _lone_names(paragraphs: Sequence[GalleyParagraph]) -> Iterator[str]:
    """Yield the names of persons that the file's styles make headings, and that are none."""
    for paragraph in paragraphs:
        if paragraph.outline and find_person(paragraph.text):
            yield f"第 {paragraph.number} 行“{paragraph.text[:20]}”像是姓名，没有当作标题，留作正文"


@dataclass(frozen=True)
class _Top:
    """What begins a part: a kind of mark, or the file's own heading level (0 for none)."""

    kind: MarkKind | None
    outline: int


def _top_level(paragraphs: Sequence[GalleyParagraph]) -> _Top | None:
    """The outermost marks of a paper, and the heading level that its parts have in the file."""
    marked = [(mark, p) for p in paragraphs if not p.table and (mark := heading_mark(p))]
    kinds = {mark.kind for mark, _ in marked}
    outlines = sorted({p.outline for p in paragraphs if p.outline})
    if not kinds:
        return _Top(None, outlines[0]) if outlines else None
    kind = min(kinds)
    levels = [p.outline for mark, p in marked if mark.kind is kind and p.outline]
    return _Top(kind, max(set(levels), key=levels.count) if levels else 0)


def heading_mark(paragraph: GalleyParagraph) -> NumberMark | None:
    """The mark of a paragraph that can be a heading, or begin with one."""
    mark = parse_mark(paragraph.text)
    if mark is None:
        return None
    heading, _ = split_heading(paragraph.text, mark)
    return None if len(heading) > _LONGEST_PART_HEADING or heading.endswith(("；", ";", "，")) else mark


def _part(
    paragraphs: Sequence[GalleyParagraph], place: int, top: _Top | None, *, started: bool, annex: bool
) -> Section | None:
    paragraph = paragraphs[place]
    if paragraph.table:
        return None
    if begins_annex(paragraphs, place):
        return Section(paragraph.text, paragraph.number, annex=True, paragraph=paragraph)
    if top is None:
        return None
    mark = parse_mark(paragraph.text)
    if top.kind is not None and mark and mark.kind is top.kind:
        if heading_mark(paragraph):
            return begin_section(paragraph, mark, annex=annex)
        return None
    if mark is None and find_person(paragraph.text):
        # Whoever it is, what he has done stands below.
        return None
    if mark is None and top.outline and paragraph.outline == top.outline:
        return Section(paragraph.text, paragraph.number, annex=annex, paragraph=paragraph)
    if started and mark is None and _is_inner_title(paragraphs, place, top):
        return Section(paragraph.text, paragraph.number, annex=annex, paragraph=paragraph)
    return None


def begin_section(paragraph: GalleyParagraph, mark: NumberMark | None, *, annex: bool = False) -> Section:
    """Begin a part or an item with a paragraph, of which the first sentence is its heading."""
    heading, body = split_heading(paragraph.text, mark)
    section = Section(heading, paragraph.number, mark, annex=annex, paragraph=paragraph)
    if body:
        rest = body.lstrip()
        offset = paragraph.offset + len(heading)
        blanks = len(body) - len(rest)
        section.gap = (paragraph.first, offset, blanks) if blanks else None
        section.body.append(replace(paragraph, text=rest, outline=0, offset=offset + blanks))
    return section


def split_heading(text: str, mark: NumberMark | None) -> tuple[str, str]:
    """Part a run-in heading from its body; the heading keeps its full stop, and no character is lost.

    Args:
        text: The paragraph.
        mark: Its mark, in which no stop counts.

    Returns:
        The heading, and the body; the body is empty where the whole paragraph is the heading.
    """
    begin = mark.length if mark else 0
    end = _sentence_end(text, begin, _STOPS)
    if end == len(text) <= _LONGEST_HEADING and text[-1] not in _STOPS:
        # No stop at all: a heading alone on its line.
        return text, ""
    if end - begin > _LONG_SENTENCE:
        clause = min(
            (
                cut
                for character in ("：", "，")
                if (cut := _sentence_end(text, begin, character)) - begin <= _LONGEST_CLAUSE
            ),
            default=end,
        )
        end = clause
    elif (colon := _sentence_end(text, begin, "：")) < end and colon - begin <= _LONGEST_CLAUSE:
        end = colon
    return text[:end], text[end:]


def _sentence_end(text: str, begin: int, stops: str) -> int:
    """Offset after the first stop outside brackets and quotation marks, with what closes it."""
    depth = 0
    for place in range(begin, len(text)):
        character = text[place]
        if character in _OPENERS:
            depth += 1
        elif character in _CLOSERS:
            depth = max(0, depth - 1)
        elif character in stops and depth == 0:
            return place + 1
    return len(text)


def is_date(text: str) -> bool:
    """Whether a line is a day or a month, as under a signature."""
    return _DATE.fullmatch(text) is not None


def begins_annex(paragraphs: Sequence[GalleyParagraph], place: int) -> bool:
    """An annex begins at 附件 alone on its line, or named and followed by more than names."""
    match = _ANNEX.fullmatch(paragraphs[place].text)
    if match is None or len(paragraphs[place].text) > _LONGEST_PART_HEADING:
        return False
    rest = paragraphs[place + 1 :]
    if not rest or _ANNEX.fullmatch(rest[0].text):
        return False
    signed = any(_DATE.fullmatch(paragraph.text) for paragraph in paragraphs[max(0, place - 6) : place])
    return not match["name"].strip() or (signed and match["name"][0] not in "0123456789")


def _is_inner_title(paragraphs: Sequence[GalleyParagraph], place: int, top: _Top) -> bool:
    """A short line right before the numbers begin anew: the title of another paper on the same page."""
    text = paragraphs[place].text
    if len(text) > _LONGEST_PART_HEADING or text[-1] in "。；：，、！？" or is_listed(text) or is_date(text):
        return False
    following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
    mark = parse_mark(following.text) if following else None
    return mark is not None and mark.kind is top.kind and mark.value == 1


def _split_orphans(lead: list[GalleyParagraph], parts: list[Section]) -> tuple[list[GalleyParagraph], list[Section]]:
    """Items before the first part have lost its heading: a part without one takes them in."""
    if not parts or parts[0].mark is None or parts[0].mark.value == 1:
        return lead, parts
    first = next((place for place, p in enumerate(lead) if _item_mark(p)), None)
    if first is None:
        return lead, parts
    return lead[:first], [Section("", lead[first].number, body=lead[first:]), *parts]


def find_items(part: Section) -> None:
    """Part a part's paragraphs into items, which are marked as the first marked one is."""
    first = next((mark for paragraph in part.body if (mark := _item_mark(paragraph))), None)
    level = 0 if first else min((p.outline for p in part.body if p.outline), default=0)
    body, part.body = part.body, []
    listing = False
    for paragraph in body:
        mark = _item_mark(paragraph)
        # 附件：1.甲表 goes on with 2.乙表 on the next line.
        listing = _ANNEX.match(paragraph.text) is not None or (listing and mark is not None)
        if listing:
            (part.sections[-1].body if part.sections else part.body).append(paragraph)
        elif (first and mark and mark.kind is first.kind) or _is_styled(paragraph, level):
            styled = Section(paragraph.text, paragraph.number, paragraph=paragraph)
            part.sections.append(begin_section(paragraph, mark) if mark else styled)
        else:
            (part.sections[-1].body if part.sections else part.body).append(paragraph)


def _is_styled(paragraph: GalleyParagraph, level: int) -> bool:
    """Whether a paragraph is a heading of a level by the file's own styles; a person's name is none."""
    return bool(level) and paragraph.outline == level and not find_person(paragraph.text)


def _item_mark(paragraph: GalleyParagraph) -> NumberMark | None:
    if paragraph.table:
        return None
    mark = parse_mark(paragraph.text)
    return mark if mark and len(split_heading(paragraph.text, mark)[0]) <= _LONGEST_HEADING else None


def _oddities(parts: Sequence[Section]) -> Iterator[str]:
    """Yield what is odd about the numbers: gaps and repeats; a new beginning at 1 is none."""
    for name, sections in [("部分", parts), *[(f"“{part.heading}”下的条目", part.sections) for part in parts]]:
        last = 0
        for section in sections:
            if section.mark is None:
                continue
            if section.mark.value not in {1, last + 1} and (last or name == "部分"):
                yield f"{name}的编号不连续：第 {section.number} 行“{section.heading[:20]}”，前一个是 {last or '空'}"
            last = section.mark.value
