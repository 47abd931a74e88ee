"""Sets a draft as the body of a page: headings with ids, paragraphs, tables.

What a page's Markdown would read as markup is escaped, so that the words come
out as they went in (see `macros.corpus.markup` for what is live on a page).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.corpus.markup import LONGEST_LINE, LONGEST_PARAGRAPH
from macros.page_text.headings import write_heading
from macros.page_text.words import escape
from scripts.intake.draft import Draft, DraftItem, DraftPart
from scripts.intake.galley import GalleyParagraph
from scripts.intake.manuscript import IntakeError
from scripts.intake.marks import MarkKind, parse_mark
from scripts.intake.stressing import stress

#: Heading of a part of which the source has lost its own.
NO_HEADING = "（原件此处没有一级标题）"
_LONGEST_SUBHEADING = 40
_STOPS = "。！？；：，、…”"


def set_body(draft: Draft, title_id: str) -> str:
    """Set everything after the front matter.

    Args:
        draft: The paper.
        title_id: Id of the page's title, such as report-2023.
    """
    title = write_heading(1, escape(draft.title, begins=False), title_id)
    blocks = [title, *set_paragraphs(draft.lead)]
    for part in draft.parts:
        blocks += _part(part)
    return "\n\n".join(blocks) + "\n"


def _part(part: DraftPart) -> Iterator[str]:
    heading = escape(part.section.heading, begins=False) or NO_HEADING
    yield write_heading(2, heading, part.id, [part.kind.class_name])
    yield from set_paragraphs(part.section.body)
    for item in part.items:
        yield from _item(item)


def _item(item: DraftItem) -> Iterator[str]:
    yield write_heading(3, escape(item.section.heading, begins=False), item.id)
    yield from set_paragraphs(item.section.body, item.section.mark.kind if item.section.mark else None)


def set_paragraphs(paragraphs: Sequence[GalleyParagraph], above: MarkKind | None = None) -> Iterator[str]:
    """Set running text and tables.

    Args:
        paragraphs: What stands under one heading.
        above: The kind of mark of that heading, where marked lines without a stop below its level
            are headings of their own; None where they are not.

    Yields:
        Markdown blocks, to be parted by empty lines.
    """
    group: list[GalleyParagraph] = []
    listing = False
    for paragraph in paragraphs:
        # 附件：1.甲表 goes on with 2.乙表 on the next line.
        listing = paragraph.text.startswith("附件") or (listing and parse_mark(paragraph.text) is not None)
        if group and _group_of(paragraph) != _group_of(group[0]):
            yield _set_group(group)
            group = []
        if _group_of(paragraph):
            group.append(paragraph)
        elif paragraph.picture:
            yield f"![{escape(paragraph.picture.alt, begins=False)}]({paragraph.picture.name})"
        elif paragraph.own.level if paragraph.own else not listing and _is_subheading(paragraph.text, above):
            yield write_heading(4, escape(paragraph.text, begins=False))
        else:
            yield from _broken(paragraph)
    if group:
        yield _set_group(group)


def _group_of(paragraph: GalleyParagraph) -> int:
    """What paragraphs stand together in one block: a number of a table, -1 for items of a list, 0 for none."""
    return paragraph.table or -int(paragraph.own is not None and paragraph.own.listed)


def _set_group(group: Sequence[GalleyParagraph]) -> str:
    return _table(group) if group[0].table else "\n".join(f"- {_inked(one, 0, len(one.text))}" for one in group)


def _is_subheading(text: str, above: MarkKind | None) -> bool:
    mark = parse_mark(text)
    below = mark is not None and above is not None and mark.kind > above
    return below and len(text) <= _LONGEST_SUBHEADING and text[-1] not in _STOPS


def _broken(paragraph: GalleyParagraph) -> Iterator[str]:
    """Yield a paragraph, or several of one longer than a page may hold, broken after full stops."""
    lines: list[str] = []
    start, end = 0, len(paragraph.text)
    while start < end:
        # An escape doubles a character, so half the bound is always within it.
        cut = end if end - start <= LONGEST_LINE // 2 else start + _cut(paragraph.text[start:])
        if sum(map(len, lines)) > LONGEST_PARAGRAPH // 2:
            yield "\n".join(lines)
            lines = []
        lines.append(_inked(paragraph, start, cut))
        start = cut
    yield "\n".join(lines)


def _inked(paragraph: GalleyParagraph, start: int, end: int, *, begins: bool = True) -> str:
    """Write a stretch of a paragraph with what stands out in it, and the links that it has in a file of this site."""
    at, written = start, ""
    for span in paragraph.own.spans if paragraph.own else ():
        if span.start < at or span.end > end:
            continue
        before = written + _stressed(paragraph, at, span.start, begins=begins and at == start)
        # After a backslash a bracket begins no link, and after an exclamation mark a picture.
        if not before.endswith("\\"):
            before = before[:-1] + "\\!" if before.endswith("!") else before
            written = f"{before}[{_stressed(paragraph, span.start, span.end, begins=False)}]{span.name}"
            at = span.end
    return written + _stressed(paragraph, at, end, begins=begins and at == start)


def _stressed(paragraph: GalleyParagraph, start: int, end: int, *, begins: bool) -> str:
    shift = paragraph.offset + start
    stretches = [(first - shift, last - shift) for first, last in paragraph.stresses]
    return stress(paragraph.text[start:end], stretches, begins=begins)


def _cut(text: str) -> int:
    """Where a line may end: after a stop, or between any two characters of which neither is a blank.

    Raises:
        IntakeError: There is no such place; a blank at the end of a line would be lost.
    """
    window = text[: LONGEST_LINE // 2]
    for character in "。；，、":
        if (place := window.rfind(character)) > 0 and not text[place + 1].isspace():
            return place + 1
    for place in range(len(window), 1, -1):
        if not text[place].isspace() and not text[place - 1].isspace():
            return place
    raise IntakeError(f"“{text[:20]}”这一段太长，又没有标点，没有写入。改法：在来稿里把它分成几段。")


def _table(rows: Sequence[GalleyParagraph]) -> str:
    """A table; its first row is its head, since Markdown knows none without."""
    cells = [list(_cells(row)) for row in rows]
    columns = max(len(row) for row in cells)
    lines = [_row(row + [""] * (columns - len(row))) for row in cells]
    return "\n".join([lines[0], "|" + " --- |" * columns, *lines[1:]])


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cells(row: GalleyParagraph) -> Iterator[str]:
    start = 0
    for text in row.text.split("\t"):
        end = start + len(text)
        # A cell of dashes alone would look like the line under the head.
        dashes = not text.strip("-")
        yield text.replace("-", r"\-") if dashes else _inked(row, start, end, begins=False).replace("|", r"\|")
        start = end + 1
