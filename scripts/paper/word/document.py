"""Writes a paper as the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import lxml.etree as etree

from scripts.changes.carriage import Carriage, digest, write_carriage, write_properties
from scripts.paper.blocks import Headline, Paper
from scripts.paper.within import ids_of
from scripts.paper.word.body import Body, OwnedBlock
from scripts.paper.word.own import OwnPage
from scripts.paper.word.package import WordPackage
from scripts.paper.word.parts import about_file, about_program, settings
from scripts.paper.word.references import References, write_footnotes
from scripts.paper.word.sections import Margins, foot, head
from scripts.paper.word.styles import COMPUTED_STYLES, fonts, write_styles
from scripts.paper.word.text import DOCUMENT, FindNote, TextSetter
from scripts.paper.word.xml import W, w

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CARRIED, _CARRIED_PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"


@dataclass(frozen=True)
class Tools:
    """What a file is made with.

    Attributes:
        site: Folder of the built site, for its pictures.
        find_note: Gives the words of a link's note, by its address on the site.
        day: What the file gives as the day of its making.
        tell: Takes a line on what could not be done.
    """

    site: Path
    find_note: FindNote
    day: date
    tell: Callable[[str], None]


def write_docx(
    paper: Paper, tools: Tools, own: OwnPage | None = None, *, text_only: bool = False, carried: bool = True
) -> bytes:
    """Write a paper by GB/T 9704-2012.

    Args:
        paper: The paper.
        tools: What it is made with.
        own: A report's page under docs, by which its own words are known; None for a paper of several.
        text_only: Whether what the site has computed beside a report's own words stays out.
        carried: Whether the file carries what of the page it does not show, so that it can be imported again.

    Returns:
        The file; the same bytes for the same paper, tools and page.
    """
    pieces = list(own.sort(paper.blocks)) if own else [OwnedBlock(block) for block in paper.blocks]
    if text_only:
        pieces = [piece for piece in pieces if not piece.computed]
    package, references = WordPackage(), References(paper.page)
    references.expect(frozenset(ids_of([piece.block for piece in pieces])))
    shift = 1 if sum(isinstance(p.block, Headline) and p.block.level == 1 for p in pieces) == 1 else 0
    margins = _margins(package, paper.notice)
    text = TextSetter(references, package, tools.find_note)
    body = Body(text, references, package, tools.site, shift, margins, paper.across)
    root = w("document", body.set(pieces))
    computed = frozenset(digest(paragraph) for paragraph in _computed(root, *references.footnotes))
    for alternative in body.missing:
        tools.tell(f"有一幅图没有转成图片，用文字代替：{alternative}")
    _add(package, "document", root, "document.main+xml")
    _add(package, "styles", write_styles(shift), "styles+xml")
    _add(package, "settings", settings(), "settings+xml")
    _add(package, "fontTable", fonts(), "fontTable+xml")
    _add(package, "footnotes", write_footnotes(references.footnotes), "footnotes+xml")
    if own and carried:
        _add_carriage(package, own, references, computed)
    _add_properties(package, paper, tools.day)
    return package.write()


def _add(package: WordPackage, name: str, root: etree._Element, kind: str) -> None:
    part = f"word/{name}.xml"
    package.add(part, root, _WORD + kind)
    if part != DOCUMENT:
        package.relate(DOCUMENT, name, part)


def _margins(package: WordPackage, notice: str) -> Margins:
    references = []
    for pages in ("default", "even"):
        if notice:
            references.append(("header", pages, _margin(package, "header", pages, head(notice))))
        references.append(("footer", pages, _margin(package, "footer", pages, foot(odd=pages == "default"))))
    return Margins(tuple(references))


def _margin(package: WordPackage, kind: str, pages: str, root: etree._Element) -> str:
    name = f"word/{kind}-{pages}.xml"
    package.add(name, root, f"{_WORD}{kind}+xml")
    return package.relate(DOCUMENT, kind, name)


def _add_carriage(package: WordPackage, own: OwnPage, references: References, computed: frozenset[str]) -> None:
    places = [(bookmark, name) for bookmark, name in references.places.items() if name in own.ids]
    links = [(mark, *own.links[address]) for address, mark in references.links.items() if address in own.links]
    package.add(_CARRIED, write_carriage(Carriage(own.path, own.front, tuple(places), tuple(links), computed)))
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    package.add(_CARRIED_PROPERTIES, write_properties(), kind)
    package.relate(DOCUMENT, "customXml", _CARRIED)
    package.relate(_CARRIED, "customXmlProps", _CARRIED_PROPERTIES)


def _computed(*roots: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs that an import leaves out."""
    for root in roots:
        for style in root.iter(w("pStyle").tag):
            if style.get(f"{{{W}}}val") in COMPUTED_STYLES:
                yield style.getparent().getparent()


def _add_properties(package: WordPackage, paper: Paper, day: date) -> None:
    core, app = "docProps/core.xml", "docProps/app.xml"
    package.add(
        core,
        about_file(paper.title, paper.unit, day),
        "application/vnd.openxmlformats-package.core-properties+xml",
    )
    package.add(
        app,
        about_program(paper.unit),
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    )
    package.relate("", "officeDocument", DOCUMENT)
    package.relate("", "core-properties", core)
    package.relate("", "extended-properties", app)
