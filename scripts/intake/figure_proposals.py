"""Proposes the indicators of a paper out of everything that it tells of the year: leads, items and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from macros.domain.figures import Figure, find_figures
from macros.domain.reports import OPENING, PartKind, Report, fold_name, lead_id
from macros.domain.table_figures import find_table_figures
from scripts.intake.draft import Draft, DraftPart
from scripts.intake.galley import GalleyParagraph

#: More indicators than this nobody confirms, and a page's front matter must stay readable.
MOST_PROPOSALS = 300
_MOST_NAMED, _MOST_AMOUNTS = 8, 4


@dataclass(frozen=True)
class IndicatorProposal:
    """A figure with the address of the item or lead that gives it."""

    figure: Figure
    item: str


@dataclass(frozen=True)
class Proposed:
    """What is proposed, and what the clerk should know of figures that are not."""

    rows: list[IndicatorProposal]
    notices: list[str]


def propose_figures(draft: Draft, year: int) -> Proposed:
    """Propose figures, one for a name: what a paper tells in several ways only a person can choose from.

    Args:
        draft: The paper.
        year: Its year, whose columns and rows are read in tables.
    """
    found: dict[str, list[IndicatorProposal]] = {}
    unitless: list[str] = []
    for row in _find(draft, year):
        if row.figure.unit:
            found.setdefault(fold_name(row.figure.name), []).append(row)
        else:
            unitless.append(row.figure.name)
    several = [rows for rows in found.values() if len({_amount(row) for row in rows}) > 1]
    single = [rows[0] for rows in found.values() if len({_amount(row) for row in rows}) == 1]
    return Proposed(single[:MOST_PROPOSALS], list(_notices(several, unitless, len(single))))


def _find(draft: Draft, year: int) -> Iterator[IndicatorProposal]:
    for item, texts, paragraphs in _sections(draft):
        words = [*texts, *(paragraph.text for paragraph in paragraphs if not paragraph.table)]
        for figure in (*find_figures("\n".join(words), year), *_of_tables(paragraphs, year)):
            yield IndicatorProposal(figure, item)


def _sections(draft: Draft) -> Iterator[tuple[str, list[str], Sequence[GalleyParagraph]]]:
    """Yield what tells results: its address, its heading if it has one of its own, what stands under it."""
    yield OPENING, [], draft.lead
    for part in draft.parts:
        # What is planned is no result, and would stand beside results as if it were one.
        if part.kind is not PartKind.MEASURE:
            yield from _sections_of(part)


def _sections_of(part: DraftPart) -> Iterator[tuple[str, list[str], Sequence[GalleyParagraph]]]:
    if not part.items:
        # A heading alone has no address: nothing was written under it.
        if any(not paragraph.picture for paragraph in part.section.body):
            yield part.id, [part.section.words], part.section.body
        return
    yield lead_id(part.id), [], part.section.body
    for item in part.items:
        yield item.id, [item.section.words], item.section.body


def _of_tables(paragraphs: Iterable[GalleyParagraph], year: int) -> Iterator[Figure]:
    for table, rows in groupby(paragraphs, key=lambda paragraph: paragraph.table):
        if table:
            yield from find_table_figures([row.text.split("\t") for row in rows], year)


def _amount(row: IndicatorProposal) -> tuple[object, str]:
    return row.figure.value, row.figure.unit


def _notices(several: Sequence[list[IndicatorProposal]], unitless: Sequence[str], count: int) -> Iterator[str]:
    if several:
        told = [f"{rows[0].figure.name}（{_amounts(rows)}）" for rows in several]
        yield f"同一名称有几个不同的数，不知道取哪一个，没有提出：{_shortened(told)}；要列的自己写进 indicators"
    if unitless:
        yield f"表格里的数没有写单位，没有提出：{_shortened(list(dict.fromkeys(unitless)))}"
    if count > MOST_PROPOSALS:
        yield f"指标只提出前 {MOST_PROPOSALS} 项"


def _amounts(rows: Sequence[IndicatorProposal]) -> str:
    amounts = list(dict.fromkeys(f"{row.figure.value}{row.figure.unit}" for row in rows))
    return "、".join(amounts[:_MOST_AMOUNTS]) + ("等" if len(amounts) > _MOST_AMOUNTS else "")


def _shortened(names: Sequence[str]) -> str:
    return "、".join(names[:_MOST_NAMED]) + (f" 等 {len(names)} 项" if len(names) > _MOST_NAMED else "")


def changed_figures(before: Report | None, proposals: Sequence[IndicatorProposal]) -> list[str]:
    """Figures that the page keeps as the clerk has left them, and the newer text has otherwise."""
    newer = {(row.figure.name, row.figure.unit): row for row in proposals}
    kept = [(row, newer.get((row.name, row.unit))) for row in (before.indicators if before else ())]
    return [
        f"指标“{row.name}”保留原来的 {row.value} {row.unit}，新稿写的是 {found.figure.value}，请核对"
        for row, found in kept
        if found and row.at in {None, found.item} and found.figure.value != row.value
    ]
