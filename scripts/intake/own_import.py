"""From a Word file that this site has exported back to the report's page: nothing is guessed that the file knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.citations.linking import link_page
from macros.corpus import parse_report
from macros.corpus.load import parse_report_page
from macros.domain.reports import Report
from macros.page_text.fields import with_field
from macros.page_text.splitting import remake_page, split_text
from macros.page_text.title_ids import title_id
from macros.page_text.yaml_values import list_field
from scripts.build.content_checks import find_unpublishable, proofread_page
from scripts.intake.accounting import read_back, settle
from scripts.intake.alignment import Alignment, align
from scripts.intake.carried import Carried, check_carriage
from scripts.intake.cleaning import clean
from scripts.intake.draft import Draft
from scripts.intake.galley import Galley
from scripts.intake.joining import join_lines
from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.own_outline import make_own_draft, read_own_outline
from scripts.intake.page_head import indicator_lines, source_line
from scripts.intake.pins import keep_pins
from scripts.intake.readers.own_file import CHANGED_REASON
from scripts.intake.report_import import Desk, Import, IndicatorProposal, Order, changed_figures, propose_figures
from scripts.intake.safeguard import refuse_classified
from scripts.intake.setting import set_body


def comes_back(manuscript: Manuscript, order: Order, desk: Desk) -> bool:
    """Whether a file comes back as the report that it was, and the clerk says nothing else of it."""
    if manuscript.carriage is None:
        return False
    report = check_carriage(manuscript.carriage, desk.yearbook).report
    said = ((order.year, report.year), (order.unit, report.unit), (order.series, report.series))
    return all(not mine or mine == its for mine, its in said) and order.as_of in {None, report.as_of}


def import_own(manuscript: Manuscript, order: Order, desk: Desk, *, old: str = "", key: str = "") -> Import:
    """Make the page of a file that `comes_back`; as `report_import.import_report`.

    The page that is there keeps its front matter, since it may have changed
    after the export; where there is none, that of the file is taken.

    Raises:
        IntakeError: What the file carries is none of a report's, its title is gone, or a character would be lost.
        ContentErrors: The page would be at fault.
    """
    if manuscript.carriage is None:
        raise IntakeError("这不是本站导出的 Word 文件。改法：按普通来稿导入。")
    carried = check_carriage(manuscript.carriage, desk.yearbook)
    galley = Galley(manuscript)
    clean(galley)
    join_lines(galley)
    refuse_classified(galley)
    paper = read_own_outline(list(galley.paragraphs()), carried)
    before = parse_report(old, f"reports/{key or carried.key}.md") if old else None
    draft = make_own_draft(paper, carried, frozenset((before or carried.report).retired))
    alignment = align(draft.parts, before) if before else None
    proposals = propose_figures(draft) if before else []
    key = key or carried.key
    front = _front(draft, order, carried, alignment, proposals, before, old)
    body = set_body(draft, title_id("report", key))
    added = frozenset(part.id for part in draft.parts if not part.section.heading)
    account = settle(galley, "\n".join([*draft.letterhead, read_back(body, added)]))
    path = f"reports/{key}.md"
    text, lost_pins = keep_pins(remake_page(old, front, body.split("\n")), old, path)
    linked = link_page(text, path, carried.report.as_of, desk.lexicon)
    page, report = parse_report_page(linked.text, path)
    notices = [
        *(f"{error}（不去掉，站点不能生成）" for error in find_unpublishable(page)),
        *manuscript.notices,
        *_notices(carried, draft, kept=before is not None),
        *_changed(manuscript),
        *paper.notices,
        *lost_pins,
        *changed_figures(before, proposals),
    ]
    remarks = list(proofread_page(page, desk.standard))
    return Import(linked.text, key, draft, account, linked, report, proposals, remarks, alignment, notices)


def _front(
    draft: Draft,
    order: Order,
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
    if draft.letterhead and draft.letterhead != base.letterhead:
        lines = with_field(lines, "letterhead", list_field("letterhead", draft.letterhead), after=("source",))
    gone = alignment.gone if alignment else _gone(draft, carried)
    retired = [*base.retired, *(name for name in gone if name not in base.retired)]
    if retired != list(base.retired):
        lines = with_field(lines, "retired", list_field("retired", retired), after=("source",))
    rows = list(indicator_lines([(row.figure, row.item) for row in proposals], base, draft))
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


def _notices(carried: Carried, draft: Draft, *, kept: bool) -> Iterator[str]:
    if kept:
        yield "这份文件是从本站导出的：标识和链接照文件恢复，页首信息以本站这一页现有的为准"
    else:
        yield (
            "这份文件是从本站导出的：标识、链接和页首信息照文件恢复，"
            f"其中阅读范围是“{carried.report.audience}”，请核对页首信息"
        )
    if carried.report.allowed and not kept:
        yield f"页首信息允许不再提示的词：{'、'.join(carried.report.allowed)}，请核对"
    for address in carried.refused:
        shown = "".join(character for character in address if character.isprintable())[:60]
        yield f"文件里的链接“{shown}”不能用在本站，只留文字"
    for part in draft.parts:
        if part.doubt:
            yield f"新的部分{part.tell_doubt()}"
