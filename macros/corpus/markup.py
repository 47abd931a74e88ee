"""The little Markdown that a data page may hold.

Live are headings, paragraphs, lists with dashes, tables, emphasis by
asterisks, inline links, and attribute lists of `#id` and `.class` in three
places: at the end of a heading, right after a link (classes alone), alone on
a line after a paragraph. Everything else that some generator or extension
would read as markup is text: `<`, backticks, underscores (a report may hold a
blank to fill in), ampersands, all other braces, and the characters that would
begin a block of another kind. `neutralise` makes it so for the generators.
How what is live is read and written stands in `macros.page_text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.page_text.attributes import allowed_attributes, is_attribute_list
from macros.page_text.headings import parse_heading
from macros.page_text.link_grammar import LINK
from macros.page_text.links import find_paragraphs
from macros.page_text.words import ESCAPED

_CHARACTER = re.compile(rf"\\{ESCAPED}|[<`{{}}_&]")
_PLAIN = {"<": "&lt;", "`": "&#96;", "{": "&#123;", "}": "&#125;", "_": "&#95;", "&": "&amp;"}
#: What begins a block that is more, or other, than the words on the line: underlines of titles and rules,
#: quotations, fences, admonitions, definitions of links and notes, numbers that would be counted anew.
_BLOCK_MARK = re.compile(
    r"[ \t]*(?:(?P<line>[=\-*_~])(?:[ \t]*(?P=line))*[ \t]*$|(?P<mark>>|~~~|!!!|\?\?\?|\[(?=[^\[\]]*\]:))"
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
_LIST_MARK = re.compile(r"[ \t]*[-*+][ \t]+")
_IN_LIST = re.compile(r"(?P<mark>#|[-*+](?=[ \t]))")
#: A line longer than any paragraph of an official text: some readers of Markdown take minutes over such a one.
LONGEST_LINE = 6_000
LONGEST_PARAGRAPH = 24_000


def find_broken_links(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold something meant as a link that is none, or is one in another form.

    Full-width or parted brackets, blanks in an address, brackets in brackets:
    the generators read some of these as links, and the checks would not see them.
    """
    for group in find_paragraphs(lines):
        text = "\n".join(line for _, line in group)
        if "]" not in text and "］" not in text:
            continue
        rest = LINK.sub(lambda match: "\n" * match[0].count("\n"), text)
        for number, line in zip((n for n, _ in group), rest.split("\n"), strict=True):
            if re.search(r"\]\(|\][ ]*（[^（）]*\.md|［[^［］]*］\(", line.replace("\\\\", "").replace("\\]", "")):
                yield number, line


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


def neutralise(line: str) -> str:
    """Turn into text whatever in a line is not live on a data page.

    The words stay as they are: each character becomes its character reference,
    which every Markdown reader shows as the character itself.
    """
    if not _SUSPECT.search(line) or _LIVE_LINE.fullmatch(line):
        return line
    return _neutralise(line)


def _neutralise(line: str) -> str:
    live = list(_live_lists(line))
    addresses = [link.span("target") for link in LINK.finditer(line)]
    block = _block_mark(line) if not live else None
    at = next((block.start(name) for name in block.groupdict() if block.start(name) >= 0), -1) if block else -1

    def as_text(match: re.Match[str]) -> str:
        character = match[0]
        # What a backslash has made text already stays so.
        if len(character) == 2 or _is_within(match.start(), live if character not in "_&" else live + addresses):
            return character
        return _PLAIN[character]

    if at < 0:
        text = _CHARACTER.sub(as_text, line)
    else:
        text = _CHARACTER.sub(as_text, line[:at]) + f"&#{ord(line[at])};" + _CHARACTER.sub(as_text, line[at + 1 :])
    # A definition may begin on the line before; 3*4=12, 5*6=30 is no emphasis.
    text = re.sub(r"\]:", "]&#58;", text)
    text = re.sub(r"(?<=[0-9A-Za-z])\*(?=[0-9A-Za-z])", "&#42;", text)
    # A heading loses the marks at its end, which belong to its words: C#.
    return _LAST_MARKS.sub(lambda marks: "&#35;" * len(marks[0]), text) if text.startswith("#") else text


def _block_mark(line: str) -> re.Match[str] | None:
    """What would begin a block of another kind, at the start of a line or after the mark of a list."""
    block, mark = _BLOCK_MARK.match(line), _LIST_MARK.match(line)
    if block or mark is None:
        return block
    return _IN_LIST.match(line, mark.end()) or _BLOCK_MARK.match(line, mark.end())


def _live_lists(line: str) -> Iterator[tuple[int, int]]:
    heading = parse_heading(line, 0)
    if heading and heading.attributes and allowed_attributes(heading.attributes):
        end = len(line.rstrip())
        yield end - len(heading.attributes), end
    elif is_attribute_list(line):
        yield 0, len(line)
    for link in LINK.finditer(line):
        if link["attributes"] and allowed_attributes(link["attributes"], of_link=True):
            yield link.span("attributes")


def _is_within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
