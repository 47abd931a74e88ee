"""Joins lines that were broken in the middle of a sentence, and leaves out empty ones.

A text copied from a page or a PDF ends its lines where the paper ended; a
text saved from Word ends them where its paragraphs do. Which it is shows in
the lengths of its lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from scripts.intake.galley import Galley
from scripts.intake.manuscript import Line
from scripts.intake.marks import is_listed, parse_mark

BROKEN = "句中换行"
EMPTY = "空行"
_STOPS = "。！？；：…!?;:.．"
_CLOSERS = "”’」』）)》〉】］]\"'"
#: No paragraph begins with these, and none ends with those.
_NEVER_FIRST = "，。、；：？！》〉）”’」』】〕,;:?!)"
_NEVER_LAST = "，、《〈（“‘「『【〔"
_TITLE_PAIRS = {"《": "》", "〈": "〉"}
_PAIRS = _TITLE_PAIRS | {"（": "）", "(": ")", "“": "”", "【": "】", "〔": "〕"}
#: Widths (Han character 2) between which lines of a printed page lie, and how many must lie together.
_INDENT = 4
_NARROWEST, _WIDEST, _SPREAD, _SHARE, _FEWEST = 40, 140, 4, 0.3, 4
_PIECE = 12
_LONGEST_NAME = 60
#: A heading in Markdown ends with its line.
_HEADING = re.compile(r"#{1,6}[ \t]")
_DATE = re.compile(r"[0-9０-９〇○零一二三四五六七八九]{4}年.{1,8}[日月]?")
_HEAD_ENDS = "章|节|编|条"
#: What follows the number of an article that is cited in a sentence, and not begun.
_CITED = "第|[、，。；和或与至的]|规定|所列|所称"


@dataclass(frozen=True)
class _Page:
    """How lines were broken: the width of the page in half characters, 0 where lines are paragraphs; indents."""

    width: int
    indented: bool

    @classmethod
    def of(cls, lines: list[tuple[Line, str]]) -> _Page:
        width = _page_width([text for line, text in lines if not line.table])
        begun = sum(line.paragraph for line, _ in lines)
        return cls(width, bool(width) and begun >= 2)

    def is_full(self, text: str, line: Line | None = None, *, indented: bool = False) -> bool:
        """Whether a line reaches the edge of the page; the first of a paragraph begins two characters in.

        Letters and figures are of any width: where the file tells the place of its end, that counts.
        """
        reaches = line is not None and line.full
        return self.width > 0 and (reaches or _width(text) >= self.width - _SPREAD - 2 - _INDENT * indented)


def join_lines(galley: Galley) -> None:
    """Mark the line ends inside sentences, and those of empty lines, as left out."""
    filled = [index for index in range(len(galley.lines)) if galley.kept(index)]
    texts = {index: galley.kept(index) for index in filled}
    page = _Page.of([(galley.lines[index], texts[index]) for index in filled])
    before = ""
    for first, second in pairwise(filled):
        before += texts[first]
        gap = any(not line.text.strip() for line in galley.lines[first + 1 : second])
        lines = galley.lines[first], galley.lines[second]
        if _goes_on(before, texts[first], texts[second], lines, page, gap=gap):
            galley.join(first, second, BROKEN)
        else:
            _drop_empty(galley, first, second)
            before = ""
    _drop_empty_edges(galley, filled)


def _drop_empty(galley: Galley, first: int, second: int) -> None:
    """One line end stays between two paragraphs."""
    if second > first + 1:
        galley.drop(galley.starts[first + 1], galley.starts[second], EMPTY)


def _drop_empty_edges(galley: Galley, filled: list[int]) -> None:
    if not filled:
        galley.drop(0, len(galley.text), EMPTY)
        return
    last = filled[-1]
    galley.drop(0, galley.starts[filled[0]], EMPTY)
    galley.drop(galley.starts[last] + len(galley.lines[last].text), len(galley.text), EMPTY)


def _goes_on(before: str, first: str, second: str, lines: tuple[Line, Line], page: _Page, *, gap: bool) -> bool:
    """Whether a sentence runs over the end of a line.

    Args:
        before: The paragraph so far, which ends in `first`.
        first: The line before the line end.
        second: The line after it.
        lines: Where both lines stand in the file.
        page: How the lines of the file were broken.
        gap: Whether empty lines stand between the two.
    """
    ended, line = lines
    if line.table or line.outline or (line.own and line.paragraph) or _begins_anew(second):
        return False
    if _HEADING.match(before):
        return False
    # Over an empty line only a title is sure to go on.
    pairs = _TITLE_PAIRS if gap or line.paragraph else _PAIRS
    if second[0] in _NEVER_FIRST or _is_open(before, second, pairs):
        return True
    if gap or line.paragraph:
        return False
    begins = page.indented and before == first
    if first.rstrip(_CLOSERS)[-1:] in _STOPS:
        # In print a sentence may end with the line, and its paragraph go on.
        return page.indented and page.is_full(first, ended, indented=begins)
    if first[-1] in _NEVER_LAST:
        return True
    if page.width:
        return page.is_full(first, ended, indented=begins) and not _DATE.fullmatch(second)
    return _is_sentence(before) and not _is_end_matter(second)


def _begins_anew(text: str) -> bool:
    return (
        parse_mark(text) is not None
        or _HEADING.match(text) is not None
        or is_listed(text)
        or re.match(rf"第[零〇一二三四五六七八九十百千0-9]+(?:{_HEAD_ENDS})(?!{_CITED})", text) is not None
        or re.match(r"附\s*件", text) is not None
    )


def _is_open(before: str, second: str, pairs: dict[str, str]) -> bool:
    """Whether a title or bracket that was opened is closed at once by the next line."""
    tail = before[-80:]
    for opener, closer in pairs.items():
        if tail.count(opener) <= tail.count(closer):
            continue
        # The rest may be broken once more, as a character set below the line is.
        head, found, _ = second[:80].partition(closer)
        if opener not in head and not set(head) & set("。；！？") and (found or len(second) <= _PIECE):
            return True
    return False


def _is_sentence(text: str) -> bool:
    """Running text, and not a title, a heading or a name: it holds a pause, and no mark stands before it."""
    if parse_mark(text):
        # A heading without a stop ends with its line; one with its body run on does not.
        return re.search("[。；]", text) is not None
    return len(text) > _LONGEST_NAME or re.search("[，。；]", text) is not None


def _is_end_matter(text: str) -> bool:
    return _DATE.fullmatch(text) is not None or (len(text) <= 20 and text[-1] not in _STOPS + _CLOSERS + "，、")


def _page_width(texts: list[str]) -> int:
    """Width of the printed page that the lines were broken for; 0 where most lines end with a sentence."""
    widths = [_width(text) for text in texts]
    counts = Counter(width for width in widths if _NARROWEST <= width <= _WIDEST)
    best, lines = 0, 0
    for width in counts:
        near = sum(counts[width - step] for step in range(_SPREAD + 1))
        if near > lines:
            best, lines = width, near
    longer = sum(width > best + 2 for width in widths)
    if lines < _FEWEST or lines < _SHARE * len(texts) or longer > 0.1 * len(texts):
        return 0
    page = _Page(best, indented=False)
    broken = sum(text.rstrip(_CLOSERS)[-1:] not in _STOPS for text in texts if page.is_full(text))
    return best if broken >= lines / 2 else 0


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
