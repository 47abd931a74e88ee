"""A newer text of a page, with what was changed on the page by hand since the last import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from macros.citations.linking import link_page
from macros.corpus.load import parse_report, parse_report_page
from macros.domain.figures import Figure
from macros.domain.reports import OPENING, lead_id
from macros.page_text.fields import with_field
from macros.page_text.headings import parse_heading
from macros.page_text.splitting import split_text
from macros.page_text.yaml_values import list_field
from scripts.build.content_checks import proofread_page
from scripts.intake.holdings import Holdings
from scripts.intake.page_head import Keeping, indicator_lines
from scripts.intake.report_import import Import
from scripts.intake.three_way import Clash, Kept, Side, TextBlock, join_blocks, merge_blocks, split_blocks

_PART = 2


@dataclass(frozen=True)
class HandEdits:
    """What was changed on a page by hand since its last import.

    Attributes:
        kept: What is kept beside the newer text.
        clashes: What the newer text has changed too.
        said: What a person has said of these, by their keys.
    """

    kept: tuple[Kept, ...]
    clashes: tuple[Clash, ...]
    said: Mapping[str, Side]

    @property
    def open(self) -> tuple[Clash, ...]:
        """What a person has still to say something of."""
        return tuple(clash for clash in self.clashes if clash.key not in self.said)


def keep_edits(
    done: Import,
    old: str,
    base: str,
    holdings: Holdings,
    figures: tuple[list[tuple[Figure, str]], Keeping],
    said: Mapping[str, Side],
) -> tuple[Import, HandEdits]:
    """Put what was changed by hand into the page that a newer text has made.

    Args:
        done: The page as the newer text alone makes it.
        old: The page that is there.
        base: The same as the last import has made it.
        holdings: The site.
        figures: The figures that are proposed or chosen, and which new ones stay.
        said: What a person has said of what both have changed.

    Returns:
        The page with both, and what was changed by hand.

    Raises:
        ContentErrors: The page would be at fault.
    """
    last, page, newer = (split_blocks(split_text(text).body) for text in (base, old, done.text))
    merged = merge_blocks(last, page, newer, said)
    edits = HandEdits(merged.kept, merged.clashes, said)
    if not merged.kept and not merged.clashes:
        return done, edits
    before, split = parse_report(old, done.report.path), split_text(done.text)
    places = set(_places(merged.blocks))
    retired = [*before.retired, *(name for name in before.items if name not in places and name not in before.retired)]
    front: Sequence[str] = split.front
    if retired != list(done.report.retired):
        front = with_field(front, "retired", list_field("retired", retired), after=("source", "as_of"))
    rows = list(indicator_lines(figures[0], before, places, keeps=figures[1]))
    if rows or before.indicators:
        front = with_field(front, "indicators", rows, after=("retired", "source", "as_of"))
    text = split.changed(front=front, body=join_blocks(merged.blocks))
    linked = link_page(text, done.report.path, done.report.as_of, holdings.lexicon, done.report.allowed)
    parsed, report = parse_report_page(linked.text, done.report.path)
    remarks = list(proofread_page(parsed, holdings.standard))
    notices = [*done.notices, *_tell(edits)]
    return replace(done, text=linked.text, linked=linked, report=report, remarks=remarks, notices=notices), edits


def _tell(edits: HandEdits) -> Iterator[str]:
    if edits.kept:
        first = "".join(edits.kept[0].page) or f"去掉的“{''.join(edits.kept[0].before)}”"
        yield f"上次导入以后在页面上改过的 {len(edits.kept)} 处留着没有动，如“{first[:20]}”"


def _places(blocks: Sequence[TextBlock]) -> Iterator[str]:
    """Yield the addresses of a page: its parts and items, and what stands under a title before the first of them."""
    above = ""
    for block in blocks:
        heading = parse_heading(block.text, 0)
        if heading and heading.id:
            yield heading.id
            above = OPENING if heading.level == 1 else lead_id(heading.id) if heading.level == _PART else ""
        elif above and block.text:
            yield above
