"""Puts together what a newer text and a person have changed in one page, paragraph by paragraph (三方对照).

What only one of them has changed is taken from him; where both have changed
the same paragraphs, each in his own way, a person has to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from macros.page_text.headings import heading_level, parse_heading
from macros.page_text.words import plain_text


class Side(StrEnum):
    """What is taken where both have changed the same paragraphs (取舍)."""

    PAGE = "page"
    NEWER = "newer"
    BOTH = "both"


@dataclass(frozen=True)
class TextBlock:
    """A heading, a paragraph or a table of a page as its file has it, and how many blank lines follow it (块)."""

    text: str
    blanks: int = 1

    @cached_property
    def words(self) -> str:
        """What it says; links, ids and marks fall away."""
        heading = parse_heading(self.text, 0)
        if heading:
            return f"{'#' * heading.level} {heading.text}"
        return "\n".join(plain_text(line) for line in self.text.split("\n"))


@dataclass(frozen=True)
class Clash:
    """Paragraphs that a person and a newer text have both changed (两边都改的).

    Attributes:
        before: What was imported last.
        page: What the page says now.
        newer: What the newer text says.
    """

    before: tuple[str, ...]
    page: tuple[str, ...]
    newer: tuple[str, ...]

    @property
    def key(self) -> str:
        """Names it as long as none of the three changes."""
        return sha256(repr((self.before, self.page, self.newer)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Kept:
    """An edit by hand that a newer text leaves alone: what was imported last, and what the page says now."""

    before: tuple[str, ...]
    page: tuple[str, ...]


@dataclass(frozen=True)
class Merged:
    """What came of three texts.

    Attributes:
        blocks: The page; where a person has to say and has not yet, it holds what the page says now.
        kept: The edits by hand that are kept.
        clashes: What both have changed, said or not.
    """

    blocks: tuple[TextBlock, ...]
    kept: tuple[Kept, ...]
    clashes: tuple[Clash, ...]


@dataclass(frozen=True)
class _Edit:
    """The blocks from here to there of the base give way to these."""

    start: int
    end: int
    new: tuple[TextBlock, ...]


@dataclass
class _Meeting:
    """A stretch of the base that one of them has changed, or both."""

    start: int
    end: int
    by_hand: list[_Edit] = field(default_factory=list)
    by_text: list[_Edit] = field(default_factory=list)


def split_blocks(lines: Iterable[str]) -> list[TextBlock]:
    """The blocks of a page's body; together they hold every line."""
    blocks: list[TextBlock] = []
    open_to_more = False
    for line in lines:
        if not line.strip():
            last = blocks.pop() if blocks else TextBlock("", 0)
            blocks.append(TextBlock(last.text, last.blanks + 1))
            open_to_more = False
        elif open_to_more and not heading_level(line):
            blocks.append(TextBlock(f"{blocks.pop().text}\n{line}", 0))
        else:
            blocks.append(TextBlock(line, 0))
            open_to_more = not heading_level(line)
    return blocks


def join_blocks(blocks: Sequence[TextBlock]) -> list[str]:
    """The lines of a page's body; two paragraphs that came together are parted."""
    lines: list[str] = []
    for number, block in enumerate(blocks):
        last = number == len(blocks) - 1
        runs_on = not last and not heading_level(block.text) and not heading_level(blocks[number + 1].text)
        lines += block.text.split("\n") if block.text else []
        lines += [""] * max(block.blanks, int(bool(block.text) and (last or runs_on)))
    return lines


def merge_blocks(
    base: Sequence[TextBlock], page: Sequence[TextBlock], newer: Sequence[TextBlock], said: Mapping[str, Side]
) -> Merged:
    """Put three texts together.

    Args:
        base: What was imported last.
        page: What the page says now.
        newer: What the newer text makes of it.
        said: What a person has said of what both have changed, by its key.
    """
    blocks: list[TextBlock] = []
    kept: list[Kept] = []
    clashes: list[Clash] = []
    stays = dict(_equal(base, page))
    at = 0
    for meeting in _meetings(_edits(base, page), _edits(base, newer)):
        blocks += [stays[n] for n in range(at, meeting.start)]
        at = meeting.end
        ours, theirs = _applied(meeting, meeting.by_hand, stays), _applied(meeting, meeting.by_text, stays)
        before = _words(base[meeting.start : meeting.end])
        if not meeting.by_text:
            blocks += ours
            kept.append(Kept(before, _words(ours)))
        elif not meeting.by_hand:
            blocks += theirs
        elif _words(ours) == _words(theirs):
            blocks += ours
        else:
            clash = Clash(before, _words(ours), _words(theirs))
            clashes.append(clash)
            side = said.get(clash.key, Side.PAGE)
            blocks += ([] if side is Side.NEWER else ours) + ([] if side is Side.PAGE else theirs)
    return Merged((*blocks, *(stays[n] for n in range(at, len(base)))), tuple(kept), tuple(clashes))


def _equal(base: Sequence[TextBlock], page: Sequence[TextBlock]) -> Iterator[tuple[int, TextBlock]]:
    """Yield each block of the base as the page has it, which knows of links and ids that were set since."""
    yield from enumerate(base)
    for what, start, end, first, _ in _compare(base, page):
        if what == "equal":
            yield from ((start + n, page[first + n]) for n in range(end - start))


def _edits(base: Sequence[TextBlock], other: Sequence[TextBlock]) -> list[_Edit]:
    found: list[_Edit] = []
    for what, start, end, first, last in _compare(base, other):
        if what != "equal" and end - start == last - first:
            found += [_Edit(start + n, start + n + 1, (other[first + n],)) for n in range(end - start)]
        elif what != "equal":
            found.append(_Edit(start, end, tuple(other[first:last])))
    return found


def _compare(base: Sequence[TextBlock], other: Sequence[TextBlock]) -> list[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, _words(base), _words(other), autojunk=False).get_opcodes()  # type: ignore[return-value]


def _meetings(by_hand: Sequence[_Edit], by_text: Sequence[_Edit]) -> list[_Meeting]:
    """Edits of both that meet, together; others each by itself, in reading order."""
    found: list[_Meeting] = []
    edits = [(edit, True) for edit in by_hand] + [(edit, False) for edit in by_text]
    for edit, is_by_hand in sorted(edits, key=lambda row: (row[0].start, row[0].end)):
        last = found[-1] if found else None
        if last is None or not (edit.start < last.end or (edit.start, edit.end) == (last.start, last.end)):
            found.append(last := _Meeting(edit.start, edit.end))
        last.end = max(last.end, edit.end)
        (last.by_hand if is_by_hand else last.by_text).append(edit)
    return found


def _applied(meeting: _Meeting, edits: Sequence[_Edit], stays: Mapping[int, TextBlock]) -> list[TextBlock]:
    """A stretch of the base with the edits of one of them."""
    found, at = list[TextBlock](), meeting.start
    for edit in edits:
        found += [stays[n] for n in range(at, edit.start)]
        found += edit.new
        at = edit.end
    return found + [stays[n] for n in range(at, meeting.end)]


def _words(blocks: Iterable[TextBlock]) -> tuple[str, ...]:
    return tuple(block.words for block in blocks)
