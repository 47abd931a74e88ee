"""The little Markdown that a data page may hold.

Live are headings, paragraphs, lists with dashes, tables, emphasis by
asterisks, inline links, and attribute lists of `#id` and `.class` in three
places: at the end of a heading, right after a link (classes alone), alone on
a line after a paragraph. Everything else that some generator or extension
would read as markup is text: `<`, backticks, underscores (a report may hold a
blank to fill in), ampersands, all other braces, and the signs that would
begin a block of another kind. `neutralise` makes it so for the generators;
the patterns serve the readers of the corpus. Both must agree, so they stand
together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_CLASSES = r"(?:[.][A-Za-z][\w-]*[ ]*)"
_LIST = rf"\{{:?[ ]*{_CLASSES}*(?:#[A-Za-z][\w-]*[ ]*)?{_CLASSES}*\}}"
_ATTRIBUTE_LIST = re.compile(_LIST)
_LINK_ATTRIBUTES = re.compile(rf"\{{:?[ ]*{_CLASSES}+\}}")
_LOOKS_LIKE_ATTRIBUTES = re.compile(r"\{:?\s*(?:[#.][^{}]*|[^{}]*\w=[^{}]*)\}")
_TITLE = re.compile(r"#[ \t]+(\S.*?)[ \t]+\{[ ]*#([a-z]+(?:-[a-z0-9-]+)?)[ ]*\}[ \t]*")
_LINK = re.compile(
    r"(?<!\\)(!?)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+)\]"  # text, one pair of brackets deep
    # address, likewise, and title
    r"\(\s*+((?:[^()\s]|\([^()\s]*+\))*+)(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?+\s*+\)"
    r"(\{[^{}]*+\})?+"
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")
_SIGN = re.compile(rf"{_ESCAPED.pattern}|[<`{{}}_&]")
_PLAIN = {"<": "&lt;", "`": "&#96;", "{": "&#123;", "}": "&#125;", "_": "&#95;", "&": "&amp;"}
#: What begins a block that is more, or other, than the words on the line: underlines of titles and rules,
#: quotations, fences, admonitions, definitions of links and notes, numbers that would be counted anew.
_BLOCK_SIGN = re.compile(
    r"[ \t]*(?:(?P<line>[=\-*_~])(?:[ \t]*(?P=line))*[ \t]*$|(?P<sign>>|~~~|!!!|\?\?\?|\[(?=[^\[\]]*\]:))"
    r"|[0-9]+(?P<dot>[.)])(?=[ \t]))"
)
#: Marks at the end of a heading, before its attributes too; none that a backslash has made text.
_LAST_MARKS = re.compile(r"(?<=[^\\#])#+(?=(?:[ \t]+\{[^{}]*\})?[ \t]*$)")
#: A line without any of these is text as it stands.
_SUSPECT = re.compile(r"[\\<`{}_&*:#]|^[ \t]*[=\-+*~>!?\[0-9]")
#: Nor is one of words and links, with or without what makes it a heading; most lines are such.
_LIVE_LINE = re.compile(
    r"(#{1,6}[ ])?(?![ \t]*(?:[=\-+~>!?]|[0-9]+[.)]))"
    r"(?:[^\\<`{}_&*:#\[\]]|\[[^\\<`{}_&*:#\[\]]*+\]\([\w./-]++(?:#[\w-]++)?\))+"
    r"(?(1)(?:[ ]\{[ ]#[A-Za-z][\w-]*+[ ](?:\.[A-Za-z][\w-]*+[ ])*+\})?)"
)
_HEADING_MARKS = re.compile(r"#{1,6}[ \t]")
_LIST_MARK = re.compile(r"[ \t]*[-*+][ \t]+")
_MARK_OF_LIST = re.compile(r"(?:[-*+]|\d+\.)[ ]+")
_IN_LIST = re.compile(r"(?P<mark>#|[-*+](?=[ \t]))")
#: A line longer than any paragraph of an official text: some readers of Markdown take minutes over such a one.
LONGEST_LINE = 6_000
LONGEST_PARAGRAPH = 24_000


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
        return ".fixed" in self.attributes.strip("{}: ").split()


def parse_title(text: str) -> tuple[str, str] | None:
    """Read a data page's first line as its title: words and id; None where it has another form."""
    match = _TITLE.fullmatch(text)
    return (_words(match[1]), match[2]) if match else None


def parse_heading(text: str, line: int) -> Heading | None:
    """Read one line as a heading; None where it is none."""
    marks = text[: len(text) - len(text.lstrip("#"))]
    if not 1 <= len(marks) <= 6 or text[len(marks) : len(marks) + 1] not in {" ", "\t"}:
        return None
    words, attributes = _split_attributes(text[len(marks) :].strip())
    tokens = attributes.strip("{}: ").split()
    ids = [token[1:] for token in tokens if token.startswith("#")]
    classes = tuple(token[1:] for token in tokens if token.startswith("."))
    return Heading(len(marks), _words(words), ids[0] if ids else "", classes, line, attributes)


def _split_attributes(words: str) -> tuple[str, str]:
    """Part a heading from the attribute list at its end, which a blank must precede."""
    at = words.rfind("{")
    if not words.endswith("}") or (at > 0 and words[at - 1] not in " \t"):
        return words, ""
    if at < 0 or not _LOOKS_LIKE_ATTRIBUTES.fullmatch(words[at:]):
        return words, ""
    return words[:at].rstrip(), words[at:]


def find_links(lines: Iterable[tuple[int, str]]) -> Iterator[Link]:
    """Yield the links and pictures of numbered lines; one may be broken over lines, never over a blank one."""
    for group in _paragraphs(lines):
        yield from _links_of(group)


def _links_of(group: list[tuple[int, str]]) -> Iterator[Link]:
    text = "\n".join(line for _, line in group)
    if "[" not in text:
        return
    for match in _LINK.finditer(text):
        image, words, target, attributes = match.groups(default="")
        line = group[0][0] + text.count("\n", 0, match.start())
        yield Link(plain_text(words.replace("\n", "")), target, image == "!", attributes, line)


def split_links(text: str) -> Iterator[tuple[str, str]]:
    """Part a paragraph at its links: (words, address), with an empty address beside what is no link.

    A picture is told in words, since it may not be where the words are shown again.
    """
    end = 0
    for match in _LINK.finditer(text):
        yield text[end : match.start()], ""
        yield (f"（图：{match[2]}）", "") if match[1] else (match[2], match[3])
        end = match.end()
    yield text[end:], ""


def replace_links(text: str, is_gone: Callable[[str], bool]) -> str:
    """Put its words in the place of every link, and nothing in that of a picture, that leads to what is gone."""

    def put(match: re.Match[str]) -> str:
        image, words, target, _ = match.groups(default="")
        return match[0] if not is_gone(target) else "" if image else words

    return _LINK.sub(put, text)


def looks_like_heading(text: str) -> bool:
    """Whether a line was meant as a heading and is none: no blank after the marks, too many, or full-width ones.

    A full-width mark alone begins a line of text in some reports; with an attribute list it was meant as a heading.
    """
    return re.match(r"#{1,6}[^#\s]|#{7}|＃.*(?<!\\)\{", text) is not None


def find_broken_links(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold something meant as a link that is none, or is one in another form.

    Full-width or parted brackets, blanks in an address, brackets in brackets:
    the generators read some of these as links, and the checks would not see them.
    """
    for group in _paragraphs(lines):
        text = "\n".join(line for _, line in group)
        if "]" not in text and "］" not in text:
            continue
        rest = _LINK.sub(lambda match: "\n" * match[0].count("\n"), text)
        for number, line in zip((n for n, _ in group), rest.split("\n"), strict=True):
            if re.search(r"\]\(|\][ ]*（[^（）]*\.md|［[^［］]*］\(", line.replace("\\\\", "").replace("\\]", "")):
                yield number, line


def _paragraphs(lines: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    group: list[tuple[int, str]] = []
    for number, line in lines:
        # A heading is a block of its own, whatever stands right under it.
        heading = line.startswith("#") and _HEADING_MARKS.match(line) is not None
        if group and (heading or not line or line.isspace()):
            yield group
            group = []
        if heading:
            yield [(number, line)]
        elif line and not line.isspace():
            group.append((number, line))
    if group:
        yield group


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
    if "{" not in text or not _ATTRIBUTE_LIST.fullmatch(text.strip()):
        return ""
    ids = [token[1:] for token in text.strip("{}: \t").split() if token.startswith("#")]
    return ids[0] if ids else ""


def allowed_attributes(attributes: str, *, of_link: bool = False) -> bool:
    """Whether an attribute list is empty, or holds classes and (not on a link) one id."""
    pattern = _LINK_ATTRIBUTES if of_link else _ATTRIBUTE_LIST
    return not attributes or pattern.fullmatch(attributes) is not None


def plain_text(markdown: str) -> str:
    """The words of one line without links, emphasis, list marks and escapes."""
    text = markdown.strip()
    return _words(text[mark.end() :] if (mark := _MARK_OF_LIST.match(text)) else text)


def _words(markdown: str) -> str:
    text = markdown.strip()
    # Most lines hold none of it, and to look for one sign is much faster than to look for what it begins.
    if "[" in text:
        text = _LINK.sub(lambda match: "" if match[1] else match[2], text)
    if "*" in text:
        text = re.sub(r"(?<!\\)\*+", "", text)
    return unescape(text).strip()


def unescape(text: str) -> str:
    """Signs that a backslash has made text, without it."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def neutralise(line: str) -> str:
    """Turn into text whatever in a line is not live on a data page.

    The words stay as they are: each sign becomes its character reference,
    which every Markdown reader shows as the sign itself.
    """
    if not _SUSPECT.search(line) or _LIVE_LINE.fullmatch(line):
        return line
    return _neutralise(line)


def _neutralise(line: str) -> str:
    live = list(_live_lists(line))
    addresses = [match.span(3) for match in _LINK.finditer(line)]
    block = _block_sign(line) if not live else None
    at = next((block.start(name) for name in block.groupdict() if block.start(name) >= 0), -1) if block else -1

    def as_text(match: re.Match[str]) -> str:
        sign = match[0]
        # What a backslash has made text already stays so.
        if len(sign) == 2 or _is_within(match.start(), live if sign not in "_&" else live + addresses):
            return sign
        return _PLAIN[sign]

    if at < 0:
        text = _SIGN.sub(as_text, line)
    else:
        text = _SIGN.sub(as_text, line[:at]) + f"&#{ord(line[at])};" + _SIGN.sub(as_text, line[at + 1 :])
    # A definition may begin on the line before; 3*4=12, 5*6=30 is no emphasis.
    text = re.sub(r"\]:", "]&#58;", text)
    text = re.sub(r"(?<=[0-9A-Za-z])\*(?=[0-9A-Za-z])", "&#42;", text)
    # A heading loses the marks at its end, which belong to its words: C#.
    return _LAST_MARKS.sub(lambda marks: "&#35;" * len(marks[0]), text) if text.startswith("#") else text


def _block_sign(line: str) -> re.Match[str] | None:
    """What would begin a block of another kind, at the start of a line or after the mark of a list."""
    block, mark = _BLOCK_SIGN.match(line), _LIST_MARK.match(line)
    if block or mark is None:
        return block
    return _IN_LIST.match(line, mark.end()) or _BLOCK_SIGN.match(line, mark.end())


def _live_lists(line: str) -> Iterator[tuple[int, int]]:
    heading = parse_heading(line, 0)
    if heading and heading.attributes and _ATTRIBUTE_LIST.fullmatch(heading.attributes):
        end = len(line.rstrip())
        yield end - len(heading.attributes), end
    elif _ATTRIBUTE_LIST.fullmatch(line.strip()):
        yield 0, len(line)
    for match in _LINK.finditer(line):
        if match[4] and _LINK_ATTRIBUTES.fullmatch(match[4]):
            yield match.span(4)


def _is_within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
