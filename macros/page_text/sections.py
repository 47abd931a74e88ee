"""The body of a page by its headings: the title, parts, items, each with the lines under it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from macros.page_text.attributes import read_attributes, split_attributes
from macros.page_text.headings import heading_level, heading_words, looks_like_heading, write_heading

#: Deeper headings are part of an item's text.
DEEPEST = 3


@dataclass(frozen=True)
class Section:
    """A heading and the lines under it, up to the next (一节).

    Attributes:
        heading: The line as it stands; empty for what stands before the first heading.
        text: The lines under it.
    """

    heading: str
    text: tuple[str, ...]

    @property
    def level(self) -> int:
        """1 for the title, 2 for a part, 3 for an item; 0 before the first heading."""
        return heading_level(self.heading)

    @property
    def words(self) -> str:
        """The words of the heading as its Markdown has them."""
        return heading_words(self.heading)

    @property
    def id(self) -> str:
        """The id of the heading; empty for none."""
        return "".join(self._attributes[0][:1])

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of the heading."""
        return self._attributes[1]

    @property
    def lines(self) -> list[str]:
        """All its lines."""
        return [*([self.heading] if self.heading else []), *self.text]

    @property
    def _attributes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return read_attributes(split_attributes(self.heading.rstrip())[1])


def split_sections(body: Sequence[str]) -> list[Section]:
    """Take the body of a page of data apart; all lines of all sections are the body again."""
    starts = [number for number, line in enumerate(body) if 0 < heading_level(line) <= DEEPEST]
    before = [Section("", tuple(body[: starts[0] if starts else len(body)]))]
    ends = [*starts[1:], len(body)][: len(starts)]
    return [*before, *(Section(body[at], tuple(body[at + 1 : end])) for at, end in zip(starts, ends, strict=True))]


def with_heading(section: Section, level: int, words: str, name: str, classes: Collection[str]) -> Section:
    """The same under another heading; one that says and bears the same stays to the last blank."""
    same = (section.level, section.words, section.id, set(section.classes)) == (level, words, name, {*classes})
    return section if same else Section(write_heading(level, words, name, classes), section.text)


def text_line(line: str) -> str:
    """A line that was typed, as a line of text: nothing of it begins a section, no blank at its ends."""
    line = line.strip(" \t\u3000")
    return f"\\{line}" if 0 < heading_level(line) <= DEEPEST or looks_like_heading(line) else line


def in_paragraphs(lines: Iterable[tuple[str, bool]]) -> list[str]:
    """Set typed lines as paragraphs.

    Args:
        lines: Each with whether it already stood right under the one before it.

    Returns:
        The lines with a blank one between any two paragraphs; rows of a table and items of a list stay together.
    """
    done: list[str] = []
    for line, belongs in lines:
        if done and done[-1].strip() and line.strip() and not belongs and not _go_together(done[-1], line):
            done.append("")
        done.append(line)
    return done


def _go_together(one: str, other: str) -> bool:
    return any(one.startswith(mark) and other.startswith(mark) for mark in ("|", "- ", "* ", "+ "))
