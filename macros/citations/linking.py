"""Writes the links of a paper into its Markdown, and takes out those that are wrong.

A link into the register whose words are a citation belongs to the tool, unless
`{ .fixed }` pins it by hand: it is taken out and written anew where it is due.
Every other link, code, and headings stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from macros.citations.find import Candidate, find_candidates, find_definitions
from macros.citations.lexicon import GENERIC, Lexicon, Name, NameKind, make_lexicon
from macros.citations.resolve import CitationLink, ReportContext, Target, Unresolved, resolve_paragraph
from macros.domain.paths import relative, resolve
from macros.domain.remembering import Remember, find_anew
from macros.domain.reports import Item, Report
from macros.domain.yearbook import Yearbook
from macros.page_text.attributes import is_attribute_list
from macros.page_text.headings import heading_level, parse_heading
from macros.page_text.link_grammar import LINK, MAYBE_LINK, write_link
from macros.page_text.splitting import split_text

#: Titles, parts and items.
_DEEPEST_ITEM = 3
#: Items of lists and rows of tables begin a paragraph of their own.
_OWN_LINE = re.compile(r"\s*(?:[-*+]|\d+\.)[ \t]|\s*\|")
_CODE = re.compile(r"(`+)(?:(?!\1).)+\1", re.DOTALL)
_ADDRESS = re.compile(r"https?://[^\s，。；、）)》]+|<https?[^<>\n]*>")
#: What is not touched, by a character that none of it can be without.
_KEPT = {"](": LINK, "[": MAYBE_LINK, "`": _CODE, "http": _ADDRESS}


@dataclass(frozen=True)
class FoundCitation:
    """A candidate without a link: its line in the page, the item, the words and the reason."""

    line: int
    item: str
    text: str
    reason: str


@dataclass
class Linked:
    """A page with its links as they are due, and what could not be linked."""

    text: str
    unresolved: list[FoundCitation] = field(default_factory=list)
    links: int = 0


@dataclass
class _Paragraph:
    line: int
    text: str
    kept: list[tuple[int, int]]
    candidates: list[Candidate]


def link_page(text: str, path: str, as_of: date, lexicon: Lexicon, left: Collection[str] = ()) -> Linked:
    """Write every citation of a report as a link.

    Args:
        text: The whole page, with any line ends.
        path: Its path under docs, from which links are counted.
        as_of: The day at which editions are taken.
        lexicon: The names.
        left: Words that a person has looked at and leaves without a link.

    Returns:
        The page with its links; linking it again changes nothing.

    Raises:
        FrontMatterError: Its front matter never ends.
    """
    page = split_text(text)
    context = ReportContext(as_of, "/".join(path.split("/")[1:-1]))
    linked = Linked("")
    written: list[str] = []
    for item, block in _items(page.numbered_body()):
        written += _link_item(item, block, path, context, lexicon, linked, left)
    linked.text = page.changed(body=written)
    return linked


def _items(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield each item's id with its numbered lines, headings first; text before an item has the part's id."""
    block: list[tuple[int, str]] = []
    name = ""
    for number, line in lines:
        heading = parse_heading(line, number) if line.startswith("#") else None
        if heading and heading.level <= _DEEPEST_ITEM:
            if block:
                yield name, block
            name, block = heading.id, []
        block.append((number, line))
    if block:
        yield name, block


def _link_item(
    item: str,
    block: list[tuple[int, str]],
    path: str,
    context: ReportContext,
    lexicon: Lexicon,
    linked: Linked,
    left: Collection[str],
) -> Iterator[str]:
    pieces = [part if isinstance(part, str) else _paragraph(part, path, lexicon) for part in _groups(block)]
    section = [candidate for piece in pieces if isinstance(piece, _Paragraph) for candidate in piece.candidates]
    seen: set[Target] = set()
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
            continue
        seen |= set(_fixed_targets(piece, path))
        links = []
        for found in resolve_paragraph(piece.text, piece.candidates, section, context, lexicon):
            if isinstance(found, Unresolved):
                if found.text not in left:
                    linked.unresolved.append(FoundCitation(piece.line, item, found.text, found.reason))
            elif piece.text[found.start : found.end] in left:
                continue
            # A brace right after the words would become the link's attribute list.
            # Nor is a bracket a link after a backslash, an escaped one or not.
            elif found.target not in seen and not _is_beside_markup(piece.text, found):
                seen.add(found.target)
                links.append(found)
        _define(piece, context, lexicon)
        linked.links += len(links)
        yield from _write(piece.text, links, path).split("\n")


def _is_beside_markup(text: str, link: CitationLink) -> bool:
    return text[link.end : link.end + 1] == "{" or text[link.start - 1 : link.start] == "\\"


def _groups(block: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]] | str]:
    """Yield paragraphs as groups of lines, and lines that stand alone: headings, blanks, lone attribute lists."""
    group: list[tuple[int, str]] = []
    for number, line in block:
        alone = _stands_alone(line)
        if group and (alone or _OWN_LINE.match(line)):
            yield group
            group = []
        if alone:
            yield line
        else:
            group.append((number, line))
    if group:
        yield group


def _stands_alone(text: str) -> bool:
    """Whether it is blank, a heading or an attribute list."""
    return not text or text.isspace() or heading_level(text) > 0 or is_attribute_list(text)


def _paragraph(group: list[tuple[int, str]], path: str, lexicon: Lexicon) -> _Paragraph:
    text = _without_own_links("\n".join(line for _, line in group), path, lexicon)
    # Most paragraphs hold none of what any of them begins with.
    patterns = [pattern for character, pattern in _KEPT.items() if character in text]
    kept = [match.span() for pattern in patterns for match in pattern.finditer(text)]
    return _Paragraph(group[0][0], text, kept, find_candidates(text, lexicon, kept))


def _without_own_links(text: str, path: str, lexicon: Lexicon) -> str:
    def words(link: re.Match[str]) -> str:
        attributes = link["attributes"] or ""
        own = _register_path(link["target"], path) is not None and not link["image"]
        if not own or ".fixed" in attributes or not _is_citation(link["words"], lexicon):
            return link[0]
        return link["words"] + attributes

    return LINK.sub(words, text) if "[" in text else text


def _register_path(target: str, path: str) -> str | None:
    resolved = resolve(target.partition("#")[0], path)
    return resolved if resolved.startswith("regulations/") and resolved.endswith(".md") else None


def _is_citation(words: str, lexicon: Lexicon) -> bool:
    """Whether the words of a link are nothing but a citation."""
    if words not in lexicon.judged:
        lexicon.judged[words] = _judge_words(words, lexicon)
    return lexicon.judged[words]


def _judge_words(words: str, lexicon: Lexicon) -> bool:
    bare = re.sub(r"\s", "", words).strip('《》“”‘’「」"')
    if bare in lexicon.titles or bare in lexicon.bare:
        return True
    found = find_candidates(words, lexicon, [])
    if len(found) == 1 and found[0].start == 0:
        end = found[0].articles[-1].end if found[0].articles else found[0].end
        return end >= len(words.rstrip())
    return re.fullmatch(r"第?[零〇一二三四五六七八九十百千0-9]+(?:条(?:之\S+)?(?:第\S+[款项])*)?", words) is not None


def _fixed_targets(piece: _Paragraph, path: str) -> Iterator[Target]:
    """Targets that a pinned or foreign link of the paragraph leads to already."""
    for link in LINK.finditer(piece.text) if "](" in piece.text else ():
        resolved = _register_path(link["target"], path)
        if resolved:
            yield Target(resolved, link["target"].partition("#")[2])


def _define(piece: _Paragraph, context: ReportContext, lexicon: Lexicon) -> None:
    for definition in find_definitions(piece.text):
        before = [
            candidate.name
            for candidate in reversed(piece.candidates)
            if candidate.end <= definition.start
            and candidate.name
            and candidate.name.kind is NameKind.WORK
            and len(candidate.name.targets) == 1
        ]
        if definition.short in GENERIC:
            # 以下分别简称《准则》和《条例》: each for the title that ends so.
            before = [name for name in before if _full_title(name, lexicon).endswith(definition.short)]
        if before:
            context.definitions[definition.short] = before[0]


def _full_title(name: Name, lexicon: Lexicon) -> str:
    return lexicon.regulations[name.targets[0]].title.partition("（")[0]


def _write(text: str, links: list[CitationLink], path: str) -> str:
    for link in sorted(links, key=lambda link: link.start, reverse=True):
        address = relative(link.target.path, path)
        anchor = f"#{link.target.anchor}" if link.target.anchor else ""
        written = write_link(text[link.start : link.end], f"{address}{anchor}")
        text = f"{text[: link.start]}{written}{text[link.end :]}"
    return text


def find_unresolved(report: Report, lexicon: Lexicon) -> Iterator[tuple[Item, Unresolved]]:
    """Yield what a report names and no link can be given for, in reading order."""
    context = ReportContext(report.as_of, report.folder)
    for item in report.passages.values():
        pieces = [_Paragraph(0, text, [], find_candidates(text, lexicon, [])) for text in item.text.split("\n")]
        section = [candidate for piece in pieces for candidate in piece.candidates]
        for piece in pieces:
            for found in resolve_paragraph(piece.text, piece.candidates, section, context, lexicon):
                if isinstance(found, Unresolved) and found.text not in report.allowed:
                    yield item, found
            _define(piece, context, lexicon)


def list_unresolved(yearbook: Yearbook, remember: Remember = find_anew) -> Iterator[tuple[Report, Item, str, str]]:
    """Yield report, item, words and reason of each citation without a link, those of the newest papers first.

    Args:
        yearbook: All pages.
        remember: Knows what was found in a paper before.
    """
    lexicon = make_lexicon(yearbook)
    for report in sorted(yearbook.reports.values(), key=lambda report: (-report.year, report.key)):
        for name, words, reason in remember("unresolved", report, partial(_name_unresolved, report, lexicon)):
            yield report, report.passages[name], words, reason


def _name_unresolved(report: Report, lexicon: Lexicon) -> tuple[tuple[str, str, str], ...]:
    return tuple((item.id, found.text, found.reason) for item, found in find_unresolved(report, lexicon))
