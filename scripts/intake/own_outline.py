"""The structure of a file of this site, by the styles of its headings and the bookmarks at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from macros.page_text.link_grammar import write_link_tail
from macros.page_text.title_ids import title_id
from scripts.changes.item_references import free_item, free_part
from scripts.intake.carried import Carried, part_kind
from scripts.intake.draft import Draft, DraftPart, make_parts, number_anew
from scripts.intake.galley import GalleyParagraph
from scripts.intake.manuscript import IntakeError
from scripts.intake.marks import parse_mark
from scripts.intake.outline import Outline, Section

_TITLE, _PART, _ITEM = 1, 2, 3


@dataclass
class OwnReport:
    """A paper as the file has it: letterhead, title, structure, and each section's id by its identity."""

    letterhead: tuple[str, ...]
    title: str
    outline: Outline
    ids: dict[int, str]
    notices: list[str] = field(default_factory=list)


def read_own_outline(paragraphs: Sequence[GalleyParagraph], carried: Carried) -> OwnReport:
    """Read the structure.

    Args:
        paragraphs: What stays of the file.
        carried: The page that it comes from.

    Raises:
        IntakeError: It has no title any more.
    """
    at = next((n for n, one in enumerate(paragraphs) if _is_title(one, carried)), None)
    if at is None:
        raise IntakeError("找不到标题。改法：在 Word 里给标题一行用上“标题”样式，再导入。")
    letterhead = tuple(paragraph.text for paragraph in paragraphs[:at])
    lead, parts, ids = _sections(paragraphs[at + 1 :], carried)
    paper = OwnReport(letterhead, paragraphs[at].text, Outline(tuple(lead), tuple(parts), ()), ids)
    paper.notices += [
        f"第 {body.number} 行“{body.text[:20]}”像条目的标题，没有用标题样式，留作正文"
        for part in parts
        for section in part.sections
        for body in section.body
        if _looks_like(section, body)
    ]
    return paper


def make_own_draft(paper: OwnReport, carried: Carried, retired: frozenset[str]) -> Draft:
    """Give parts and items the ids that they had; those that are new get free ones.

    Args:
        paper: The paper.
        carried: The page that it comes from.
        retired: Ids that may not be given again.
    """
    draft = Draft(
        title=paper.title,
        added=False,
        letterhead=paper.letterhead,
        lead=paper.outline.lead,
        parts=make_parts(paper.outline),
    )
    given: set[str] = set()
    for part in draft.parts:
        name = paper.ids.get(id(part.section), "")
        kind = part_kind(name)
        if kind and name not in given:
            part.id, part.kind, part.doubt, part.known = name, kind, "", True
            given.add(name)
        for item in part.items:
            before = paper.ids.get(id(item.section), "")
            if before.startswith(part.kind.letter) and not part_kind(before) and before not in given:
                item.id, item.known = before, True
                given.add(before)
    _give_free(draft.parts, {*given, *carried.ids, *retired})
    return draft


def number_anew_all(parts: list[DraftPart]) -> None:
    """Number what has become another paper's: its ids meant the items of the paper that it was."""
    number_anew(parts)
    for part in parts:
        part.known = False
        for item in part.items:
            item.known = False


def _give_free(parts: list[DraftPart], taken: set[str]) -> None:
    for part in parts:
        if not part.known:
            part.id = free_part(part.kind.class_name, taken)
            taken.add(part.id)
        for item in part.items:
            if not item.known:
                item.id = free_item(part.kind.letter, taken)
                taken.add(item.id)


def _is_title(paragraph: GalleyParagraph, carried: Carried) -> bool:
    own = paragraph.own
    return own is not None and (own.level == _TITLE or _id_of(paragraph, carried) == title_id("report", carried.key))


def _sections(
    paragraphs: Sequence[GalleyParagraph], carried: Carried
) -> tuple[list[GalleyParagraph], list[Section], dict[int, str]]:
    """What stands before the first part, the parts with their items, and the ids of both."""
    lead: list[GalleyParagraph] = []
    parts: list[Section] = []
    ids: dict[int, str] = {}
    for paragraph in paragraphs:
        level = paragraph.own.level if paragraph.own else 0
        if level in {_TITLE, _PART, _ITEM}:
            section = Section(paragraph.text, paragraph.number, parse_mark(paragraph.text), paragraph=paragraph)
            ids[id(section)] = _id_of(paragraph, carried)
            if level == _ITEM:
                parts += [] if parts else [Section("", paragraph.number)]
                parts[-1].sections.append(section)
            else:
                parts.append(section)
        else:
            body = (parts[-1].sections or parts)[-1].body if parts else lead
            body.append(_with_links(paragraph, carried))
    return lead, parts, ids


def _with_links(paragraph: GalleyParagraph, carried: Carried) -> GalleyParagraph:
    """A paragraph whose links are written as a page has them, behind their words; others are words alone."""
    if paragraph.own is None:
        return paragraph
    known = (span for span in paragraph.own.spans if span.name in carried.links)
    spans = tuple(replace(span, name=write_link_tail(*carried.links[span.name])) for span in known)
    return replace(paragraph, own=replace(paragraph.own, spans=spans))


def _id_of(paragraph: GalleyParagraph, carried: Carried) -> str:
    places = paragraph.own.places if paragraph.own else ()
    return next((carried.places[place] for place in places if place in carried.places), "")


def _looks_like(section: Section, paragraph: GalleyParagraph) -> bool:
    mark = parse_mark(paragraph.text)
    return bool(section.mark and mark and mark.kind is section.mark.kind and mark.value == section.mark.value + 1)
