"""From a Word file that this site has exported back to the report's page: nothing is guessed that the file knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from macros.corpus import parse_report
from macros.domain.reports import Report
from macros.page_text.fields import with_field
from macros.page_text.splitting import split_text
from macros.page_text.title_ids import title_id
from macros.page_text.yaml_values import field_line, list_field
from scripts.intake.alignment import Alignment, align
from scripts.intake.carried import Carried, check_carriage, without_old_links
from scripts.intake.draft import Draft
from scripts.intake.facts import ImportOrder, find_head, head_as_before, require_audience
from scripts.intake.figure_proposals import IndicatorProposal, changed_figures, propose_figures
from scripts.intake.galley import Galley, GalleyParagraph
from scripts.intake.holdings import Holdings
from scripts.intake.manuscript import IntakeError, Manuscript, printable
from scripts.intake.own_outline import OwnReport, make_own_draft, number_anew_all, read_own_outline
from scripts.intake.page_head import PageHead, indicator_lines, make_front, places_of, source_line
from scripts.intake.proposals import propose_year, short_unit
from scripts.intake.readers.own_file import CHANGED_REASON
from scripts.intake.report_import import Import, choose_figures, clean_galley, read_paragraphs, set_page


def find_own_key(manuscript: Manuscript, order: ImportOrder, holdings: Holdings) -> str:
    """The key of the page that a file of this site belongs on: that which it was, or another year's.

    Raises:
        IntakeError: What the file carries is none of a report's, or its title is gone.
    """
    return _read(manuscript, order, holdings).head.key


def import_own(
    manuscript: Manuscript, order: ImportOrder, holdings: Holdings, *, old: str = "", key: str = ""
) -> Import:
    """Make the page of a file that this site has exported; as `report_import.import_report`.

    Where it comes back as the page that it was, ids and links are those of the
    file; the page that is there keeps its front matter, since it may have
    changed after the export, and where there is none, that of the file is
    taken. Where it has become the paper of another year, it is a page of its
    own, with ids, links and front matter of its own.

    Raises:
        IntakeError: What the file carries is none of a report's, its title is gone, or a character would be lost.
        ContentErrors: The page would be at fault.
    """
    own = _read(manuscript, order, holdings, key)
    galley, carried, paper, head = own.galley, own.carried, own.paper, own.head
    before = parse_report(old, head.path) if old else None
    draft = make_own_draft(paper, carried, frozenset((before or carried.report).retired))
    if own.is_new:
        number_anew_all(draft.parts)
    alignment = align(draft.parts, before) if before else None
    proposed = propose_figures(draft, head.year)
    proposals = proposed.rows if before or own.is_new else []
    figures, keeps = choose_figures(proposals, order)
    if own.is_new:
        head = (
            head_as_before(head, order, before) if before else replace(head, audience=require_audience(head, holdings))
        )
        front = make_front(head, draft, before, alignment, figures, split_text(old).front, keeps=keeps)
    else:
        front = _front(draft, order, carried, alignment, proposals, before, old)
    done, lost_pins = set_page(draft, head, front, old, galley, holdings, before or _came_from(own), order.choices)
    done.notices += [
        *manuscript.notices,
        *(_tell_new(own, kept=before is not None) if own.is_new else _tell_back(carried, kept=before is not None)),
        *_notices(carried, draft),
        *_changed(manuscript),
        *paper.notices,
        *lost_pins,
        *(proposed.notices if own.is_new else ()),
        *changed_figures(before, proposals),
    ]
    done.proposals, done.alignment, done.keeps_figures = proposals, alignment, order.keeps_figures
    return done


def _came_from(own: _OwnReading) -> Report | None:
    """The report whose front matter the page takes over; None where it has one of its own."""
    return None if own.is_new else own.carried.report


@dataclass(frozen=True)
class _OwnReading:
    """A file of this site that was read, with what it has become."""

    galley: Galley
    carried: Carried
    paper: OwnReport
    head: PageHead
    is_new: bool


def _read(manuscript: Manuscript, order: ImportOrder, holdings: Holdings, key: str = "") -> _OwnReading:
    if manuscript.carriage is None:
        raise IntakeError("这不是本站导出的 Word 文件。改法：按普通来稿导入。")
    carried = check_carriage(manuscript.carriage, holdings.yearbook)
    galley = clean_galley(manuscript, keeps_pictures=True)
    paragraphs = read_paragraphs(galley)
    paper = read_own_outline(paragraphs, carried)
    head = _head(order, carried, paper, paragraphs, holdings, key)
    was = carried.report
    is_new = (head.year, short_unit(head.unit), head.series) != (was.year, short_unit(was.unit), was.series)
    if not is_new:
        return _OwnReading(galley, carried, paper, replace(head, key=key or carried.key), is_new)
    carried = without_old_links(carried, head.path)
    return _OwnReading(galley, carried, read_own_outline(paragraphs, carried), head, is_new)


def _head(
    order: ImportOrder,
    carried: Carried,
    paper: OwnReport,
    paragraphs: Sequence[GalleyParagraph],
    holdings: Holdings,
    key: str,
) -> PageHead:
    """The facts of the page: as the clerk says, as the title says, and else as they were."""
    was = carried.report
    order = replace(
        order,
        year=order.year or propose_year(paper.title) or was.year,
        unit=order.unit or was.unit,
        series=order.series or was.series,
        person=order.person or was.person,
    )
    head = find_head(order, paper.title, paragraphs[1:], holdings, key)
    same = short_unit(head.unit) == short_unit(was.unit)
    return replace(
        head,
        as_of=order.as_of or (was.as_of if head.year == was.year else head.as_of),
        # The day under the paper of the year before is not yet that of this one.
        signed_on=head.signed_on if head.signed_on != was.signed_on else None,
        audience=order.audience or (was.audience if same else head.audience),
    )


def _front(
    draft: Draft,
    order: ImportOrder,
    carried: Carried,
    alignment: Alignment | None,
    proposals: list[IndicatorProposal],
    before: Report | None,
    old: str,
) -> list[str]:
    """The lines of front matter: those that are there, with what this import changes."""
    base = before or carried.report
    lines: Sequence[str] = split_text(old).front if before else carried.front
    lines = with_field(lines, "source", [source_line(order.file, order.sha256)], after=("sample", "audience"))
    if order.as_of and order.as_of != base.as_of:
        lines = with_field(lines, "as_of", [field_line("as_of", order.as_of)])
    if order.audience and order.audience != base.audience:
        lines = with_field(lines, "audience", [field_line("audience", order.audience)])
    if draft.letterhead and draft.letterhead != base.letterhead:
        lines = with_field(lines, "letterhead", list_field("letterhead", draft.letterhead), after=("source",))
    gone = alignment.gone if alignment else _gone(draft, carried)
    retired = [*base.retired, *(name for name in gone if name not in base.retired)]
    if retired != list(base.retired):
        lines = with_field(lines, "retired", list_field("retired", retired), after=("source",))
    figures, keeps = choose_figures(proposals, order)
    rows = list(indicator_lines(figures, base, places_of(draft), keeps=keeps))
    if sum(row.startswith("  - ") for row in rows) != len(base.indicators):
        lines = with_field(lines, "indicators", rows, after=("source",))
    return list(lines)


def _gone(draft: Draft, carried: Carried) -> list[str]:
    """Items that the page had and the file has no more."""
    kept = {part.id for part in draft.parts} | {item.id for part in draft.parts for item in part.items}
    return [name for name in carried.places.values() if name not in kept and name != title_id("report", carried.key)]


def _changed(manuscript: Manuscript) -> Iterator[str]:
    """Yield what was written where the site's own lines stand."""
    for piece in manuscript.left_out:
        if piece.reason == CHANGED_REASON:
            yield (
                f"第 {piece.line} 行“{piece.text.strip()[:20]}”写在本站生成的段落里，没有导入；"
                "要留的，在 Word 里改用“正文缩进”样式再导入"
            )


def _tell_back(carried: Carried, *, kept: bool) -> Iterator[str]:
    if kept:
        yield "这份文件是从本站导出的：标识和链接照文件恢复，页首信息以本站这一页现有的为准"
    else:
        yield (
            "这份文件是从本站导出的：标识、链接和页首信息照文件恢复，"
            f"其中阅读范围是“{carried.report.audience}”，请核对页首信息"
        )
    if carried.report.allowed and not kept:
        yield f"页首信息允许不再提示的词：{'、'.join(carried.report.allowed)}，请核对"


def _tell_new(own: _OwnReading, *, kept: bool) -> Iterator[str]:
    was, head = own.carried.report, own.head
    yield (
        f"这份文件是从本站的“{was.name}”导出的，现在是{head.year}年的{head.series}，另成一页：条目重新编号，"
        f"法规链接按 {head.as_of} 重写；往年的指标、回应和核过可留的词都没有带过来"
    )
    if not kept:
        yield f"阅读范围写作“{head.audience}”，请核对"
    if head.signed_on is None:
        yield "成文日期没有记：落款没有日期，或者还是上一份的"


def _notices(carried: Carried, draft: Draft) -> Iterator[str]:
    for address in carried.refused:
        yield f"文件里的链接“{printable(address)}”不能用在本站，只留文字"
    for part in draft.parts:
        if part.doubt:
            yield f"新的部分{part.tell_doubt()}"
