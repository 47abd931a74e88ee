"""A page's text taken apart into front matter and body, and put together again to the last character.

Front matter is what every generator takes as such: the first line is `---`,
and the next that is `---` or `...` ends it. Blanks and tabs may follow them,
and nothing may stand before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice

from macros.errors import SiteError

_OPENING = "---"
_CLOSING = frozenset({_OPENING, "..."})
_BLANKS = " \t"
#: Some editors begin a file with it; it is no character of the page.
_MARK = "\ufeff"
_END = re.compile(r"(\r\n|\n|\r)")


class FrontMatterError(SiteError):
    """It cannot be told where a page's front matter ends; `found` says what stands there, in Chinese."""

    meaning = "页面的页首信息没有写完整，分不清哪些是字段、哪些是正文；没有写入"
    remedy = "在文件第一行写 ---，写完各字段后再用一行 --- 结束"

    def __init__(self, found: str) -> None:
        super().__init__(f"页首信息{found}。改法：{self.remedy}。")
        self.found = found


def body_start(lines: Sequence[str]) -> int:
    """The index of the first line after a page's front matter; 0 where it has none.

    Args:
        lines: The lines of the page without their ends, and without a byte order mark.

    Raises:
        FrontMatterError: It never ends, or holds no line, which generators read each in its own way.
    """
    if not lines or lines[0].rstrip(_BLANKS) != _OPENING:
        return 0
    ends = (n for n, line in enumerate(lines) if line[:3] in _CLOSING and line.rstrip(_BLANKS) in _CLOSING)
    if (end := next(islice(ends, 1, None), None)) is None:
        raise FrontMatterError("只有开头的 ---，没有结尾的 ---")
    if end == 1:
        raise FrontMatterError("开头和结尾的 --- 之间没有字段")
    return end + 1


def normal_text(text: str) -> str:
    """A page's text without a mark, each of its lines ended by a line feed."""
    return text.removeprefix(_MARK).replace("\r\n", "\n").replace("\r", "\n")


def plain_lines(text: str) -> list[str]:
    """The lines of a page without its mark and their ends."""
    return normal_text(text).split("\n")


@dataclass(frozen=True)
class SplitText:
    """A page's text in its pieces.

    Whatever asks for front matter or body raises a FrontMatterError where they cannot be told apart.

    Attributes:
        mark: The byte order mark that it begins with, or nothing.
        lines: All its lines without their ends.
        ends: The end of each line; the last has none.
    """

    mark: str
    lines: tuple[str, ...]
    ends: tuple[str, ...]

    @cached_property
    def body_at(self) -> int:
        """Index of the first line of the body; 0 where there is no front matter."""
        return body_start(self.lines)

    @property
    def front(self) -> tuple[str, ...]:
        """The lines of the front matter, without those that enclose it."""
        return self.lines[1 : max(self.body_at - 1, 1)]

    @property
    def body(self) -> tuple[str, ...]:
        """The lines after the front matter."""
        return self.lines[self.body_at :]

    def numbered_body(self) -> Iterator[tuple[int, str]]:
        """Yield the lines of the body with their 1-based number in the file."""
        yield from enumerate(self.body, self.body_at + 1)

    @property
    def text(self) -> str:
        """The text as it was."""
        return self._join(self.lines, self.ends)

    def changed(self, *, front: Iterable[str] | None = None, body: Iterable[str] | None = None) -> str:
        """The text with other lines of front matter, of body, or of both; see `rewritten`."""
        at = self.body_at
        opening, closing = (self.lines[0], self.lines[at - 1]) if at else (_OPENING, _OPENING)
        head = self.lines[:at] if front is None else (opening, *front, closing)
        return self.rewritten((*head, *(self.body if body is None else body)))

    def rewritten(self, lines: Sequence[str]) -> str:
        """The text with other lines; each that stays has the end that it had, all others that of the first."""
        newline, lines = self.ends[0] or "\n", lines or [""]
        ends = [newline] * len(lines)
        if not {*self.ends[:-1]} <= {newline}:
            for old, new, size in SequenceMatcher(None, self.lines, lines, autojunk=False).get_matching_blocks():
                ends[new : new + size] = [end or newline for end in self.ends[old : old + size]]
        return self._join(lines, [*ends[:-1], ""])

    def _join(self, lines: Iterable[str], ends: Iterable[str]) -> str:
        return self.mark + "".join(line + end for line, end in zip(lines, ends, strict=True))


def split_text(text: str) -> SplitText:
    """Take a page's text apart.

    Args:
        text: The whole text, with any mark and line ends.

    Returns:
        Its pieces, of which `text` makes the same again.
    """
    mark = _MARK if text.startswith(_MARK) else ""
    pieces = _END.split(text[len(mark) :])
    return SplitText(mark, tuple(pieces[::2]), (*pieces[1::2], ""))


def remake_page(old: str, front: Iterable[str], body: Iterable[str]) -> str:
    """The text of a page with other lines, begun, enclosed and ended as they were before; see `join_page`.

    Args:
        old: The page before; empty where there is none.
        front: The lines of its front matter.
        body: Its other lines.

    Raises:
        FrontMatterError: As `body_start`.
    """
    return split_text(old).changed(front=front, body=["", *body]) if old else join_page(front, body)


def join_page(front: Iterable[str], body: Iterable[str]) -> str:
    """The text of a new page.

    Args:
        front: The lines of its front matter.
        body: Its other lines; one that is empty ends the page with a line end.
    """
    return "\n".join([_OPENING, *front, _OPENING, "", *body])
