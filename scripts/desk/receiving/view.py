"""A paper beside its source, block by block: what each is made of, what was found in it, what can be decided of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from macros.compare.copying.check import check_copies
from macros.domain.reports import OPENING, lead_id
from macros.domain.yearbook import Yearbook
from macros.page_text.headings import parse_heading
from macros.page_text.splitting import split_text
from macros.page_text.title_ids import title_id
from scripts.desk.receiving.paragraphs import Paragraph, ParagraphReader
from scripts.intake.choices import Place
from scripts.intake.draft import DraftItem, DraftPart
from scripts.intake.figure_proposals import IndicatorProposal
from scripts.intake.galley import Galley, GalleyParagraph
from scripts.intake.outline import Section
from scripts.intake.pictures import SIGN
from scripts.intake.report_import import Import
from scripts.intake.reshaping import find_sentences, place_of

_DEEPEST = 3
_ADDED, _TAKEN_OUT = "来稿里没有，是在页面上加的", "来稿里有，在页面上已经去掉"
#: So much of a sentence is shown where one chooses it.
_SHOWN = 24


@dataclass(frozen=True)
class Piece:
    """Characters of the source, and why they are left out; empty where they stay."""

    text: str
    reason: str


@dataclass(frozen=True)
class Copy:
    """What stands in another paper as well: its name, and the words."""

    source: str
    text: str


@dataclass(frozen=True)
class Block:
    """A heading of a page with what stands under it, beside the lines that it was made of (一块).

    Attributes:
        level: 1 for the title, 2 for a part, 3 for an item.
        heading: Its words.
        paragraphs: What stands under it.
        source: The lines of the file, each in pieces.
        place: Where it begins in the file; None where it has no heading there.
        part: The part that it is; None for any other.
        sentences: Where another item may begin, with the words there.
        may_join: Whether it may go on with what stands before it.
        figures: The figures that it gives.
        copies: What of it stands elsewhere.
        note: Where it comes from, if it is only on one side.
    """

    level: int
    heading: str
    paragraphs: tuple[Paragraph, ...]
    source: tuple[tuple[Piece, ...], ...]
    place: Place | None = None
    part: DraftPart | None = None
    sentences: tuple[tuple[Place, str], ...] = ()
    may_join: bool = False
    figures: tuple[IndicatorProposal, ...] = ()
    copies: tuple[Copy, ...] = ()
    note: str = ""


def show_paper(done: Import, yearbook: Yearbook) -> list[Block]:
    """The page that a paper would be, block by block in reading order.

    Args:
        done: The page.
        yearbook: What the site says, in which provisions and copies are looked up.
    """
    owners: list[DraftPart | DraftItem | None] = [None]
    for part in done.draft.parts:
        owners += [part, *part.items]
    starts = [0, *_starts(done.galley, owners[1:]), len(done.galley.text)]
    source = [tuple(_source(done.galley, *between)) for between in pairwise(starts)]
    at = {owner.id if owner else title_id("report", done.key): n for n, owner in enumerate(owners)}
    copies, blocks, after = _find_copies(done, yearbook), list[Block](), 0
    for name, heading, body in _bodies(done, yearbook):
        if name not in at:
            blocks.append(Block(_DEEPEST, heading, body, (), note=_ADDED))
            continue
        blocks += [_taken_out(owners[n], source[n]) for n in range(after, at[name])]
        after = at[name] + 1
        blocks.append(_block(done, owners[at[name]], heading, body, source[at[name]], copies))
    return blocks + [_taken_out(owners[n], source[n]) for n in range(after, len(owners))]


def _taken_out(owner: DraftPart | DraftItem | None, source: tuple[tuple[Piece, ...], ...]) -> Block:
    """What a newer text still has and a person has taken off the page."""
    return Block(_DEEPEST, owner.section.heading if owner else "", (), source, note=_TAKEN_OUT)


def _block(
    done: Import,
    owner: DraftPart | DraftItem | None,
    heading: str,
    body: tuple[Paragraph, ...],
    source: tuple[tuple[Piece, ...], ...],
    copies: Mapping[str, tuple[Copy, ...]],
) -> Block:
    part = owner if isinstance(owner, DraftPart) else None
    names = {OPENING} if owner is None else {part.id, lead_id(part.id)} if part else {owner.id}
    place = place_of(owner.section) if owner else None
    return Block(
        level=2 if part else 3 if owner else 1,
        heading=heading,
        paragraphs=body,
        source=source,
        place=place,
        part=part,
        sentences=tuple(_sentences(owner.section.body if owner else done.draft.lead)),
        may_join=owner is not None
        and place is not None
        and owner is not done.draft.parts[0]
        and not _is_own(owner.section),
        figures=tuple(row for row in done.proposals if row.item in names),
        copies=tuple(copy for name in names for copy in copies.get(name, ())),
    )


def _bodies(done: Import, yearbook: Yearbook) -> Iterator[tuple[str, str, tuple[Paragraph, ...]]]:
    """Yield the headings of the page down to its items by their ids, each with what stands under it."""
    name, heading, lines = "", "", list[tuple[int, str]]()
    reader = ParagraphReader(done, yearbook)
    for number, line in split_text(done.text).numbered_body():
        found = parse_heading(line, number) if line.startswith("#") else None
        if found and found.level <= _DEEPEST:
            if heading:
                yield name, heading, tuple(reader.read(lines))
            name, heading, lines = found.id, found.text, []
        else:
            lines.append((number, line))
    yield name, heading, tuple(reader.read(lines))


def _starts(galley: Galley, owners: Sequence[DraftPart | DraftItem | None]) -> Iterator[int]:
    """Yield where each part and item begins in the text of the file."""
    for owner in owners:
        first = _first(owner.section) if owner else None
        yield galley.place(first.first, first.offset) if first else len(galley.text)


def _first(section: Section) -> GalleyParagraph | None:
    """The first paragraph of a section; of one without a heading in the file what stands under it."""
    if section.paragraph:
        return section.paragraph
    return section.body[0] if section.body else next((_first(one) for one in section.sections), None)


def _is_own(section: Section) -> bool:
    """Whether a file of this site says itself where its items begin."""
    return section.paragraph is not None and section.paragraph.own is not None


def _source(galley: Galley, start: int, end: int) -> Iterator[tuple[Piece, ...]]:
    """Yield the lines of a stretch of the file; empty ones are counted elsewhere and not shown."""
    for _, pieces in groupby(galley.stretches(start, end), key=lambda piece: piece[0]):
        line = tuple(
            Piece(text.strip("\n").replace(SIGN, "〔图〕"), reason) for _, text, reason in pieces if text.strip()
        )
        if line:
            yield line


def _sentences(body: Iterable[GalleyParagraph]) -> Iterator[tuple[Place, str]]:
    for place, words in find_sentences(body):
        yield place, words[:_SHOWN] + ("…" if len(words) > _SHOWN else "")


def _find_copies(done: Import, yearbook: Yearbook) -> dict[str, tuple[Copy, ...]]:
    found = check_copies(done.report, yearbook)
    return {
        checked.item.id: tuple(Copy(row.source.name, row.text) for row in checked.rows if row.counts)
        for checked in found.items
    }


@dataclass(frozen=True)
class LeftOutFor:
    """What is left out for one reason: how many characters, and the words among them."""

    reason: str
    count: int
    words: tuple[str, ...]


def show_left_out(done: Import) -> list[LeftOutFor]:
    """What of the source is not on the page, by reason."""
    found: dict[str, list[str]] = {}
    for piece in done.account.left_out:
        found.setdefault(piece.reason, []).append(piece.text)
    return [
        LeftOutFor(
            reason,
            sum(map(len, texts)),
            tuple(words for text in texts if (words := " ".join(text.replace(SIGN, "〔图〕").split()))),
        )
        for reason, texts in found.items()
    ]
