"""Reads the words under a heading of a data page into blocks, with the links that they carry."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from macros.corpus.pages import SourcePage
from macros.corpus.parsing import parse
from macros.corpus.sources import Source
from macros.domain.texts import Block, Blocks, Bullets, Paragraph, Rows, Run, Runs, Subheading
from macros.page_text.attributes import block_id
from macros.page_text.headings import Heading, heading_words, parse_heading
from macros.page_text.links import split_links
from macros.page_text.words import unescape

_DEEPEST_SECTION = 3
_MARK = re.compile(r"[ \t]*[-*+][ \t]+")
_RULE = re.compile(r":?-+:?")
_CELL = re.compile(r"(?<!\\)\|")
#: Emphasis, but for a star between letters or digits, which means itself: 3*4=12.
_STARS = re.compile(r"(?<!\\)(?<![0-9A-Za-z])(\*{1,3}+)(?=\S)|(?<!\\)(?<=\S)(\*{1,3}+)(?![0-9A-Za-z])")


class PageTexts:
    """The words of the pages of a docs folder, section by section; a page is read when it is asked for."""

    def __init__(self, docs: Path | Source) -> None:
        self._docs = docs
        self._pages: dict[str, SourcePage | None] = {}

    def under(self, path: str, anchor: str) -> Blocks:
        """What stands under a heading, up to the next part, item or article.

        Args:
            path: Path of the page under docs.
            anchor: Id of the heading.

        Returns:
            The blocks; empty where there is no such page or heading, or nothing under it.
        """
        page = self._page(path)
        headings = page.headings if page else ()
        heading = next((heading for heading in headings if heading.id == anchor), None)
        if page is None or heading is None:
            return ()
        return tuple(_read_blocks(_section(page, heading), path))

    def lead(self, path: str) -> Blocks:
        """What stands under a page's title, before its first part."""
        page = self._page(path)
        return tuple(_read_blocks(_section(page, page.headings[0]), path)) if page and page.headings else ()

    def _page(self, path: str) -> SourcePage | None:
        if path not in self._pages:
            # What is wrong with a page was told when all of them were read.
            self._pages[path] = _read_page(self._docs, path)
        return self._pages[path]


def _read_page(docs: Path | Source, path: str) -> SourcePage | None:
    try:
        return parse(Source.of(docs).read(path), path).page
    except OSError:
        return None


def _section(page: SourcePage, heading: Heading) -> list[str]:
    deepest = max(_DEEPEST_SECTION, heading.level)
    ends = (later.line for later in page.headings if later.line > heading.line and later.level <= deepest)
    end = next(ends, page.first_line + len(page.body))
    return list(page.body[heading.line - page.first_line + 1 : end - page.first_line])


def _read_blocks(lines: Iterable[str], path: str) -> Iterator[Block]:
    for has_words, group in groupby(lines, key=lambda line: bool(line.strip())):
        if has_words:
            yield from _read_group(list(group), path)


def _read_group(lines: list[str], path: str) -> Iterator[Block]:
    """Read lines without a blank one between them; a heading among them stands for itself."""
    before: list[str] = []
    for line in lines:
        heading = parse_heading(line, 0)
        if heading is None:
            before.append(line)
            continue
        yield from _read_block(before, path)
        before = []
        yield Subheading(read_runs(heading_words(line), path), heading.id)
    yield from _read_block(before, path)


def _read_block(lines: list[str], path: str) -> Iterator[Block]:
    anchor = block_id(lines[-1]) if lines else ""
    words = lines[:-1] if anchor else lines
    if not words:
        return
    if len(words) > 1 and words[0].startswith("|") and _is_rule(words[1]):
        head, rows = _cells(words[0], path), words[2:]
        yield Rows(head, tuple(_cells(row, path) for row in rows))
    elif _MARK.match(words[0]):
        yield Bullets(tuple(read_runs(item, path) for item in _items(words)))
    else:
        yield Paragraph(read_runs("".join(line.strip() for line in words), path), anchor)


def _items(lines: list[str]) -> Iterator[str]:
    item = ""
    for line in lines:
        if _MARK.match(line):
            if item:
                yield item
            item = _MARK.sub("", line, count=1).strip()
        else:
            item += line.strip()
    yield item


def _is_rule(line: str) -> bool:
    return all(_RULE.fullmatch(cell.strip()) for cell in line.strip().strip("|").split("|"))


def _cells(line: str, path: str) -> tuple[Runs, ...]:
    cells = _CELL.split(line.strip().removeprefix("|").removesuffix("|"))
    return tuple(read_runs(cell.strip(), path) for cell in cells)


def read_runs(text: str, path: str) -> Runs:
    """Read the inline Markdown of a data page: links, emphasis, escapes; all else is words.

    Args:
        text: One paragraph, cell or list item.
        path: The page that it stands on, as seen from which links are written.
    """
    paired = len(_STARS.findall(text)) % 2 == 0
    runs: list[Run] = []
    strong = False
    for words, target in split_links(text):
        link = _resolve(target, path) if target else {}
        pieces = _STARS.split(words) if paired else [words]
        # Every third piece is text, what stands between is one star mark or the other.
        for number in range(0, len(pieces), 3):
            strong = strong != (number > 0)
            if plain := unescape(pieces[number]):
                runs.append(Run(plain, strong, **link))
    return tuple(runs)


def _resolve(target: str, path: str) -> dict[str, str]:
    if re.match(r"[a-z]+:", target):
        return {"address": target}
    address, _, anchor = target.partition("#")
    page = posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) if address else path
    # A file that is no page is told by its words alone.
    return {"path": page, "anchor": anchor} if page.endswith(".md") else {}
