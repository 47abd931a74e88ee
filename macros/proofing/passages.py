"""The words of a page as a reader sees them, each character with its place in the file.

Addresses of links, attribute lists, emphasis, escapes and zero-width characters
fall away, so that they neither hide anything from a check nor look like
something; lines that a reader sees as one paragraph are one passage.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.page_text.link_grammar import LINK_TAIL
from macros.page_text.words import ESCAPED

_ZERO_WIDTH = "\u00ad\u200b-\u200f\u2060\ufeff"
_LIVE = re.compile(rf"[\\\[\]*{{{_ZERO_WIDTH}]")
#: The first character is taken before anything is asked, so that the search leaps from character to character.
_TOKEN = re.compile(
    rf"[\\!\[\]*{{{_ZERO_WIDTH}](?:"
    rf"(?<=\\)(?P<escaped>{ESCAPED})"
    # The end of a link; its title is read by people, its address is not.
    rf"|(?<=\])(?P<tail>{LINK_TAIL})"
    r"|(?<=!)(?P<picture>\[)|(?<=\[)(?P<open>)|(?<=\])(?P<close>)"
    r"|(?<=\{)(?P<list>:?[ ]*(?:[#.][\w-]+[ ]*)+\})"
    # Emphasis; 3*4 is none.
    r"|(?<=\*)(?P<emphasis>\*+|(?<![0-9A-Za-z]\*)|(?![0-9A-Za-z]))"
    rf"|(?<=[{_ZERO_WIDTH}])(?P<unseen>)"
    r")"
)
#: A line that is no continuation of the one before: headings, items of lists, rows of tables.
_OWN = re.compile(r"[ \t]*(?:#{1,6}[ \t]|[-*+][ \t]|\||\{)")


@dataclass(frozen=True)
class Passage:
    """Words that belong together (段).

    Attributes:
        text: The words; lines of the file are parted by line ends.
        starts: Where in the text each run of characters begins that follow one another in the file.
        places: The 1-based line and column of the first character of each run; a column of 0 is unknown.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]

    def place(self, at: int) -> tuple[int, int]:
        """The line and column of a character; a column of 0 is unknown."""
        run = bisect_right(self.starts, at) - 1
        line, column = self.places[run]
        return line, column + at - self.starts[run] if column else 0


def find_passages(lines: Iterable[tuple[int, str]], *, holding: re.Pattern[str] | None = None) -> Iterator[Passage]:
    """Yield the passages of Markdown lines, in reading order.

    Args:
        lines: The lines of a page's body with their 1-based numbers.
        holding: Leaves out the passages in whose lines, markup included, it finds nothing.

    Yields:
        Passages that hold words.
    """
    for group in _paragraphs(lines):
        if holding is None or holding.search("\n".join(line for _, line in group)):
            yield _passage(group)


def _paragraphs(lines: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    group: list[tuple[int, str]] = []
    for number, line in lines:
        blank = not line or line.isspace()
        if group and (blank or _OWN.match(line) or group[-1][1].startswith("#")):
            yield group
            group = []
        if not blank:
            group.append((number, line))
    if group:
        yield group


def _passage(group: list[tuple[int, str]]) -> Passage:
    texts: list[str] = []
    starts: list[int] = []
    places: list[tuple[int, int]] = []
    at = 0
    for number, line in group:
        if texts:
            texts.append("\n")
            at += 1
        # A line of which nothing is seen has a place all the same.
        for text, column in _visible(line) or [("", 1)]:
            texts.append(text)
            starts.append(at)
            places.append((number, column))
            at += len(text)
    return Passage("".join(texts), tuple(starts), tuple(places))


def _visible(line: str) -> list[tuple[str, int]]:
    """What is seen of a line, in runs with the column of the first character of each."""
    if not _LIVE.search(line):
        return [(line, 1)]
    runs: list[tuple[str, int]] = []
    opened: list[int] = []
    at = 0
    for match in _TOKEN.finditer(line):
        start, end = match.span()
        if start > at:
            runs.append((line[at:start], at + 1))
        at = end
        kind = match.lastgroup
        if kind == "escaped":
            at = start + 1
        elif kind in {"open", "picture"}:
            opened.append(len(runs))
            runs.append((match[0], start + 1))
        elif kind == "close":
            del opened[-1:]
            at = start
        elif kind == "tail":
            if opened:
                runs[opened.pop()] = "", start + 1
            if match["title"]:
                runs.append(("\n", match.start("title") + 1))
                runs.append((match["title"], match.start("title") + 1))
    runs.append((line[at:], at + 1))
    return [run for run in runs if run[0]]
