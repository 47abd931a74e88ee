"""The little Markdown that a data page may hold.

Live are headings, paragraphs, lists, tables, emphasis by asterisks, links,
and attribute lists of `#id` and `.class` in three places: at the end of a
heading, right after a link, alone on a line after a paragraph. Everything
else that some generator or extension would read as markup is text: `<`,
backticks, underscores (a report may hold a blank to fill in) and all other
braces. `neutralise` makes it so for the generators; the patterns serve
the readers of the corpus. Both must agree, so they stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LIST = r"\{:?[ ]*(?:[#.][A-Za-z][\w-]*[ ]*)+\}"
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*(\{[^{}]*\})?[ \t]*#*[ \t]*$")
_ATTRIBUTE_LIST = re.compile(_LIST)
_LOOKS_LIKE_ATTRIBUTES = re.compile(r"\{:?\s*(?:[#.][^{}]*|[^{}]*\w=[^{}]*)\}")
_LINK = re.compile(
    r"(!?)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"  # text, one pair of brackets deep
    r"\(\s*((?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"  # address, likewise, and title
    r"(\{[^{}]*\})?"
)
_REFERENCE = re.compile(r"[ ]{0,3}\[([^\]^][^\]]*)\]:[ \t]*(\S+)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")
_SIGN = re.compile(rf"{_ESCAPED.pattern}|[<`{{}}_]")
_PLAIN = {"<": "&lt;", "`": "&#96;", "{": "&#123;", "}": "&#125;", "_": "&#95;"}


@dataclass(frozen=True)
class Heading:
    """A heading line: level 1 to 6, text without markup, id (or empty) and classes."""

    level: int
    text: str
    id: str
    classes: tuple[str, ...]
    line: int
    attributes: str


@dataclass(frozen=True)
class Link:
    """A link or picture: its text, address, and attribute list as written."""

    text: str
    target: str
    image: bool
    attributes: str
    line: int

    @property
    def fixed(self) -> bool:
        """Whether the clerk pinned it by hand with `{ .fixed }`."""
        return ".fixed" in self.attributes


def parse_heading(text: str, line: int) -> Heading | None:
    """Read one line as a heading; None where it is none."""
    match = _HEADING.match(text)
    if match is None:
        return None
    marks, words, attributes = match.groups(default="")
    if attributes and not _LOOKS_LIKE_ATTRIBUTES.fullmatch(attributes):
        words, attributes = f"{words} {attributes}", ""
    tokens = attributes.strip("{}: ").split()
    ids = [token[1:] for token in tokens if token.startswith("#")]
    classes = tuple(token[1:] for token in tokens if token.startswith("."))
    return Heading(len(marks), plain_text(words), ids[0] if ids else "", classes, line, attributes)


def find_links(text: str, line: int) -> Iterator[Link]:
    """Yield the links, pictures and reference definitions of one line."""
    for match in _LINK.finditer(text):
        image, words, target, attributes = match.groups(default="")
        yield Link(plain_text(words), target, image == "!", attributes, line)
    if reference := _REFERENCE.match(text):
        yield Link(reference[1], reference[2].strip("<>"), image=False, attributes="", line=line)


def looks_like_heading(text: str) -> bool:
    """Whether a line was meant as a heading and is none: no blank after the marks, or full-width marks."""
    return re.match(r"#{1,6}[^#\s]|＃", text) is not None


def looks_like_link(text: str) -> bool:
    """Whether a line holds something meant as a link that is none: full-width or parted brackets."""
    return re.search(r"\][ ]*（[^（）]*\.md|\]\([^()\s]*\.md[^()\s]*）|［[^［］]*］\(", text) is not None


def without_code(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines with fenced and inline code blanked, for pages that may hold code."""
    fence = ""
    for line in lines:
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else mark[1]
            yield ""
        else:
            yield "" if fence else re.sub(r"(`+)(?:(?!\1).)+\1", "", line)


def block_id(text: str) -> str:
    """The id of an attribute list that stands alone on its line, or an empty text."""
    if not _ATTRIBUTE_LIST.fullmatch(text.strip()):
        return ""
    ids = [token[1:] for token in text.strip("{}: \t").split() if token.startswith("#")]
    return ids[0] if ids else ""


def allowed_attributes(attributes: str) -> bool:
    """Whether an attribute list is empty or holds `#id` and `.class` alone."""
    return not attributes or _ATTRIBUTE_LIST.fullmatch(attributes) is not None


def plain_text(markdown: str) -> str:
    """The words of one line without links, emphasis, list marks and escapes."""
    text = _LINK.sub(lambda match: "" if match[1] else match[2], markdown.strip())
    text = re.sub(r"^(?:[-*+]|\d+\.)[ ]+", "", text)
    text = re.sub(r"(?<!\\)\*+", "", text)
    return _ESCAPED.sub(r"\1", text).strip()


def neutralise(line: str) -> str:
    """Turn into text whatever in a line is not live on a data page.

    The words stay as they are: each sign becomes its character reference,
    which every Markdown reader shows as the sign itself.
    """
    if not any(sign in line for sign in _PLAIN):
        return line
    live = list(_live_lists(line))
    addresses = [match.span(3) for match in _LINK.finditer(line)]
    if reference := _REFERENCE.match(line):
        addresses.append(reference.span(2))

    def as_text(match: re.Match[str]) -> str:
        sign = match[0]
        # What a backslash has made text already stays so.
        if len(sign) == 2 or _is_within(match.start(), live if sign != "_" else live + addresses):
            return sign
        return _PLAIN[sign]

    return _SIGN.sub(as_text, line)


def _live_lists(line: str) -> Iterator[tuple[int, int]]:
    if (heading := _HEADING.match(line)) and heading[3] and _ATTRIBUTE_LIST.fullmatch(heading[3]):
        yield heading.span(3)
    elif _ATTRIBUTE_LIST.fullmatch(line.strip()):
        yield 0, len(line)
    for match in _LINK.finditer(line):
        if match[4] and _ATTRIBUTE_LIST.fullmatch(match[4]):
            yield match.span(4)


def _is_within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
