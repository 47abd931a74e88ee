"""The text of a page for people: a link is its words between marks, 〖一岗双责〗, and is found again by them.

Who edits the text sees no address. When it is written back, the marks are held
against the links that stood there, in their order; words that were changed
between their marks keep the link, and marks that belong to none are taken off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from macros.page_text.link_grammar import LINK
from macros.page_text.sections import in_paragraphs, text_line

_OPENS, _ENDS = "〖", "〗"
_MARKED = re.compile(rf"{_OPENS}([^{_OPENS}{_ENDS}\n]*){_ENDS}")
_PICTURE = "图："


@dataclass(frozen=True)
class Marked:
    """Words between marks.

    Attributes:
        words: What stands between them.
        link: How it is written on the page, with `{}` in place of the words; empty where the marks are the text's own.
    """

    words: str
    link: str

    def written(self, words: str) -> str:
        """The link on other words."""
        if not self.link:
            return f"{_OPENS}{words}{_ENDS}"
        before, _, after = self.link.partition("\0")
        return f"{before}{words.removeprefix(_PICTURE) if before[0] == '!' else words}{after}"


def mark_links(line: str) -> str:
    """A line of a page with marks in place of its links."""
    return LINK.sub(lambda link: _shown(link) or link[0], line)


def find_marked(lines: Iterable[str]) -> Iterator[Marked]:
    """Yield what `mark_links` would put between marks in lines of a page, and what stands between such already."""
    for line in lines:
        end = 0
        for link in LINK.finditer(line):
            if not _shown(link):
                continue
            yield from (Marked(own[1], "") for own in _MARKED.finditer(line[end : link.start()]))
            tail = link[0][link.end("words") - link.start() :]
            yield Marked(_words(link), f"{link['image']}[\0{tail}")
            end = link.end()
        yield from (Marked(own[1], "") for own in _MARKED.finditer(line[end:]))


def has_odd_marks(text: str) -> bool:
    """Whether a mark of a text has no other half."""
    return any(mark in _MARKED.sub("", text) for mark in (_OPENS, _ENDS))


def links_by_words(lines: Iterable[str]) -> dict[str, Marked]:
    """The first link on each words."""
    found: dict[str, Marked] = {}
    for marked in find_marked(lines):
        if marked.link:
            found.setdefault(marked.words, marked)
    return found


def write_lines(typed: Sequence[str], before: Sequence[str], elsewhere: Mapping[str, Marked]) -> list[str]:
    """Write typed lines as lines of a page.

    Args:
        typed: The lines, with marks.
        before: The lines of the page that were shown for editing; what was not changed in them stays as it was.
        elsewhere: Links of the rest of the page by their words, for text that was moved here.
    """
    shown = [mark_links(line) for line in before]
    if list(typed) == shown:
        return list(before)
    links = iter(_matched([mark[1] for line in typed for mark in _MARKED.finditer(line)], before, elsewhere))
    written = [_MARKED.sub(lambda mark: _written(next(links), mark[1]), line) for line in typed]
    came_from = _origins(shown, typed)
    lines = []
    for number, line in enumerate(written):
        old = came_from[number]
        # What stood right under another line stays there.
        belongs = number > 0 and old is not None and came_from[number - 1] == old - 1
        lines.append((before[old] if old is not None and shown[old] == typed[number] else text_line(line), belongs))
    return in_paragraphs(lines)


def _origins(shown: Sequence[str], typed: Sequence[str]) -> list[int | None]:
    """Which line each typed one was, where that can be told."""
    found: list[int | None] = [None] * len(typed)
    for what, old, old_end, new, new_end in SequenceMatcher(None, shown, typed, autojunk=False).get_opcodes():
        if what == "equal" or old_end - old == new_end - new:
            found[new:new_end] = range(old, old_end)
    return found


def _matched(typed: Sequence[str], before: Sequence[str], elsewhere: Mapping[str, Marked]) -> list[Marked | None]:
    """For each words that were typed between marks, what stood there; None where nothing did."""
    there = list(find_marked(before))
    found: list[Marked | None] = [None] * len(typed)
    left: list[Marked] = []
    matcher = SequenceMatcher(None, [one.words for one in there], typed, autojunk=False)
    for what, old, old_end, new, new_end in matcher.get_opcodes():
        if what == "equal" or (what == "replace" and old_end - old == new_end - new):
            found[new:new_end] = there[old:old_end]
        else:
            left += there[old:old_end]
    for number, words in enumerate(typed):
        if found[number] is None:
            found[number] = next((one for one in left if one.words == words), None) or elsewhere.get(words)
    return found


def _written(marked: Marked | None, words: str) -> str:
    return marked.written(words) if marked and words else words


def _shown(link: re.Match[str]) -> str:
    words = _words(link)
    return "" if _OPENS in words or _ENDS in words or not words else f"{_OPENS}{words}{_ENDS}"


def _words(link: re.Match[str]) -> str:
    return f"{_PICTURE}{link['words']}" if link["image"] else link["words"]
