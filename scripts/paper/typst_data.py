"""Turns a paper into the data that the Typst template sets.

The words of a page reach Typst as JSON strings only, never as markup, so that
nothing in them can be run. The template `official.typ` knows the kinds below.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from macros.errors import SiteError
from scripts.paper.balance import balanced_width
from scripts.paper.blocks import (
    Anchor,
    Block,
    Code,
    Contents,
    Drawing,
    Headline,
    ItemList,
    NewPage,
    Paper,
    PaperTable,
    Para,
    Picture,
    Role,
    TableCell,
    Terms,
    TextRun,
    TextRuns,
    WritingLines,
)
from scripts.paper.table_ends import table_ends
from scripts.paper.widths import WideTableError, count_columns, place_rows, plan_widths
from scripts.paper.within import ids_of, text_of, texts_of

Node = dict[str, Any]
#: So many characters at most, some five lines, are moved with the line that is said under them.
_MOST_KEPT = 150
#: Gives the words of a link's note; empty where it gets none.
NoteOf = Callable[[str], str]
#: Notes begin anew at headings down to this level.
_SECTION_LEVEL = 3
#: A run of Latin letters, or of characters that may not begin or end a line, longer than this may be broken anywhere.
_LONG_WORD = re.compile(r"[^\s　-〿㐀-鿿＀-￯𠀀-\U0003ffff]{21,}|[，。、；：！？（）《》〈〉「」『』【】〔〕“”‘’]{12,}")
#: What stands for a character that no face has (阙字).
MISSING = "〓"
#: Only say whether the character before is to be shown in colour.
_PRESENTATION = "\ufe0e\ufe0f"
_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"}
#: Lists in lists deeper than this are indented by their marks only, so that words keep their room.
_LISTS_INDENTED = 4
#: What stands before a table on its side goes with it when it is no longer than this many characters.
_SHORT = 400
#: The title of a letter and what follows it stay under its head, which never stands on a page without text.
_LETTER_BEGINS = 2


class PaperError(SiteError):
    """A paper cannot be set."""

    meaning = "一张表的列太多，横排的 A4 纸也放不下；没有写文件"
    remedy = "减少列数，或把它分成几张表"


@dataclass(frozen=True)
class Lacking:
    """What cannot be set (排不出的): characters that no face has, and pictures that cannot be read, by their files."""

    characters: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()

    def __or__(self, other: Lacking) -> Lacking:
        return Lacking(self.characters | other.characters, self.pictures | other.pictures)


def encode(paper: Paper, note_of: NoteOf, site: Path, lacking: Lacking = Lacking(), *, is_letter: bool = False) -> Node:
    """The paper as plain data.

    Args:
        paper: What is to be set.
        note_of: Gives the note of a link's target.
        site: Folder that pictures are in.
        lacking: What cannot be set; something else stands in for it.
        is_letter: Whether head and foot of an upward paper are set around it.

    Raises:
        PaperError: A table does not fit any page.
    """
    writer = _Writer(paper, note_of, site, lacking)
    missing = lacking.characters
    nodes = writer.blocks(paper.blocks)
    if paper.across and not is_letter:
        nodes = [{"k": "turned", "blocks": nodes}]
    else:
        nodes = _gather_cover(_gather_turned(nodes, upright=_LETTER_BEGINS if is_letter else 0))
    return {
        "title": _clean(paper.title, missing),
        "unit": _clean(paper.unit, missing),
        "notice": _clean(paper.notice, missing),
        "blocks": nodes,
    }


def is_picture(picture: Picture, site: Path) -> bool:
    """Whether there is a file of a kind that can be set."""
    file = site / picture.file
    return file.suffix.lower() in _PICTURES and not picture.file.startswith("..") and file.is_file()


@dataclass
class _Writer:
    """Walks the blocks in reading order and keeps what has been said so far."""

    paper: Paper
    note_of: NoteOf
    site: Path
    lacking: Lacking
    noted: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)
    looks: list[int] = field(default_factory=list)
    lists: int = 0
    tables: int = 0
    headings: int = 0

    def __post_init__(self) -> None:
        self.ids = frozenset(ids_of(self.paper.blocks))

    def blocks(self, blocks: Sequence[Block], *, notes: bool = True) -> list[Node]:
        """The blocks as data, in order."""
        nodes = [self.block(block, notes=notes) for block in blocks]
        for (block, _), (before, node) in zip(pairwise(blocks), pairwise(nodes), strict=True):
            if node.get("role") == Role.LINE.value:
                # What is said under a paragraph stays with it, unless that would leave much of a page empty.
                is_short = isinstance(block, Para) and sum(len(run.text) for run in block.runs) <= _MOST_KEPT
                before |= {"stick": True} if is_short and before.get("role") == Role.BODY.value else {}
                # Under a title such a line is centred; under a heading it stays with it.
                node |= {"role": "head"} if before.get("role") == "head" or before.get("look") == 1 else {}
                node |= {"stick": True} if before["k"] == "h" else {}
            if node["k"] == "table" and before.get("role") == Role.LINE.value:
                before["stick"] = True
        return nodes

    def block(self, block: Block, *, notes: bool) -> Node:
        match block:
            case Para():
                node: Node = {"k": "p", "role": block.role.value, "runs": self.runs(block.runs, notes=notes)}
                if block.names_next:
                    node["stick"] = True
                if block.role is Role.LABEL:
                    node["role"] = Role.LINE.value
                return node | self.place(block.id)
            case Headline():
                return self.heading(block)
            case ItemList():
                return self.bullets(block, notes=notes)
            case Terms():
                rows = [[self.runs(name, notes=notes), self.blocks(said, notes=notes)] for name, said in block.rows]
                return {"k": "terms", "rows": rows}
            case PaperTable():
                return self.table(block, notes=notes)
            case _:
                return self.leaf(block)

    def leaf(self, block: Block) -> Node:
        match block:
            case Drawing():
                characters = dict.fromkeys(map(ord, self.lacking.characters), MISSING)
                return {"k": "svg", "svg": block.svg.translate(characters), "alt": self.clean(block.alt)}
            case Picture():
                return self.picture(block)
            case Code():
                return {"k": "code", "lines": [self.clean(line) for line in block.text.split("\n")]}
            case WritingLines():
                return {"k": "lines", "count": block.count}
            case Contents():
                return {"k": "contents", "depth": block.depth}
            case NewPage():
                return {"k": "page"}
            case Anchor():
                return {"k": "mark"} | self.place(block.id)
        raise TypeError(block)

    def heading(self, block: Headline) -> Node:
        if block.level <= _SECTION_LEVEL:
            self.noted.clear()
        # Readers of tagged files ask that no level be passed over; headings of one look have one level.
        while self.looks and self.looks[-1] >= block.level:
            self.looks.pop()
        self.looks.append(block.level)
        node: Node = {
            "k": "h",
            "level": len(self.looks),
            "look": block.level,
            "title": not self.headings,
            "runs": self.runs(block.runs, notes=False),
        }
        self.headings += 1
        if block.level == 1:
            node["width"] = balanced_width(text_of(block.runs))
        return node | self.place(block.id)

    def bullets(self, block: ItemList, *, notes: bool) -> Node:
        self.lists += 1
        items = [self.blocks(item, notes=notes) for item in block.items]
        self.lists -= 1
        indented = self.lists < _LISTS_INDENTED
        return {"k": "list", "ordered": block.ordered, "start": block.start, "indented": indented, "items": items}

    def table(self, table: PaperTable, *, notes: bool) -> Node:
        self.tables += 1
        columns = count_columns(table)
        try:
            widths = plan_widths(table, across=self.paper.across)
        except WideTableError:
            raise PaperError(self.too_wide(table, columns)) from None

        def rows(source: Sequence[Sequence[TableCell]], *, head: bool) -> list[list[Node]]:
            placed = place_rows(source, columns)
            return [
                [self.cell(cell, notes=notes and not head, cut=cut) for (_, cell), cut in zip(row, cuts, strict=True)]
                for row, cuts in zip(placed, widths.find_cuts(placed), strict=True)
            ]

        first, last = table_ends(table.rows, columns)
        return {
            "k": "table",
            "widths": widths.columns,
            "size": widths.size,
            "turned": widths.turned,
            "blank": table.blank,
            "whole": table.whole,
            "caption": self.runs(table.caption, notes=False),
            "head": rows(table.head, head=True),
            "rows": rows(table.rows, head=False),
            "first": first,
            "last": last,
        } | self.place(table.id)

    def cell(self, cell: TableCell, *, notes: bool, cut: bool) -> Node:
        return {
            "b": self.blocks(cell.blocks, notes=notes),
            "h": cell.header,
            "c": cell.colspan,
            "r": cell.rowspan,
            "a": cell.align,
            "cut": cut,
        }

    def too_wide(self, table: PaperTable, columns: int) -> str:
        name = text_of(table.caption) or next(
            (text for row in (*table.head, *table.rows) for cell in row for text in texts_of(cell.blocks)), ""
        )
        said = f"（“{name[:20]}”）" if name else ""
        return (
            f"{self.paper.page} 第 {self.tables} 张表{said}有 {columns} 列，横排的 A4 纸也放不下。"
            "改法：减少列数，或把它分成几张表。"
        )

    def picture(self, block: Picture) -> Node:
        file = self.site / block.file
        if is_picture(block, self.site) and block.file not in self.lacking.pictures:
            return {"k": "picture", "file": "/" + block.file, "alt": self.clean(block.alt or file.stem)}
        said = TextRun(f"（图：{block.alt or file.name}）")
        return {"k": "p", "role": Role.BODY.value, "runs": self.runs((said,), notes=False)}

    def runs(self, runs: TextRuns, *, notes: bool) -> list[Node]:
        return [self.run(run, notes=notes) for run in runs if run.text or run.note]

    def run(self, run: TextRun, *, notes: bool) -> Node:
        if run.note and not notes:
            # Where no note can stand, as in the head of a table, its words do.
            run = replace(run, text=f"〔注：{run.note}〕", note="")
        node: Node = {"t": self.clean(run.text).split("\n")}
        if run.note:
            node["note"] = self.clean(run.note)
        if run.bold:
            node["b"] = True
        if run.edit:
            node["e"] = run.edit.name.lower()
        if run.tone.value != "plain":
            node["tone"] = run.tone.value
        return node | self.link(run, notes=notes)

    def link(self, run: TextRun, *, notes: bool) -> Node:
        page, _, anchor = run.target.partition("#")
        if not run.target:
            return {}
        if page == self.paper.page:
            return {"in": anchor} if anchor in self.ids else {}
        node: Node = {"out": run.target} if page.startswith(("https://", "http://")) else {}
        if notes and run.noted and run.target not in self.noted and (note := self.note_of(run.target)):
            self.noted.add(run.target)
            node["note"] = self.clean(note)
        return node

    def place(self, anchor: str) -> Node:
        if not anchor or anchor in self.placed:
            return {}
        self.placed.add(anchor)
        return {"id": anchor}

    def clean(self, text: str) -> str:
        return _clean(text, self.lacking.characters)


def _clean(text: str, missing: frozenset[str]) -> str:
    """Text without characters that cannot be printed; long words may be broken, missing characters are told."""
    kept = (
        MISSING if character in missing else " " if character == "\t" else character
        for character in text.encode("utf-8", "ignore").decode("utf-8")
        if character in "\n\t"
        or (unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Cn"} and character not in _PRESENTATION)
    )
    return _LONG_WORD.sub(lambda found: "​".join(found.group()), "".join(kept))


def _gather_cover(nodes: list[Node]) -> list[Node]:
    """Put what stands on a cover together: a first page with centred words."""
    end = next((place for place, node in enumerate(nodes) if node["k"] == "page"), 0)
    if not any(node.get("role") == Role.CENTRE.value for node in nodes[:end]):
        return nodes
    return [{"k": "cover", "blocks": nodes[:end]}, *nodes[end + 1 :]]


def _gather_turned(nodes: list[Node], upright: int) -> list[Node]:
    """Put tables that need it on pages on their side, with the few words that lead to them and the notes below.

    So many blocks at the beginning, `upright`, lead to no table.
    """
    done: list[Node] = []
    for node in nodes:
        if node.get("role") == Role.HOW.value and done and done[-1]["k"] == "turned":
            done[-1]["blocks"].append(node)
            continue
        if not node.get("turned"):
            done.append(node)
            continue
        lead: list[Node] = []
        while len(done) > upright and _is_lead([done[-1], *lead]):
            lead.insert(0, done.pop())
        if done and done[-1]["k"] == "turned":
            done[-1]["blocks"] += [*lead, node]
        else:
            done.append({"k": "turned", "blocks": [*lead, node]})
    return done


def _is_lead(nodes: list[Node]) -> bool:
    """Whether words before a table are few enough to go with it."""
    if any(node["k"] not in {"h", "p", "mark"} for node in nodes):
        return False
    return sum(len(part) for node in nodes for run in node.get("runs", []) for part in run["t"]) <= _SHORT
