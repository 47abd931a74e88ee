"""From a manuscript to a report's page, without any writing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from macros.citations.lexicon import Lexicon
from macros.citations.linking import Linked, link_page
from macros.corpus import parse_report
from macros.corpus.load import parse_report_page
from macros.domain.figures import Figure, find_figures
from macros.domain.reports import Audience, PartKind, Report, Series
from macros.domain.yearbook import Yearbook
from macros.findings import Finding
from macros.page_text.splitting import remake_page, split_text
from macros.proofing.proofread import Standard, make_standard
from scripts.build.content_checks import find_unpublishable, proofread_page
from scripts.intake.accounting import Account, read_back, settle
from scripts.intake.alignment import Alignment, align
from scripts.intake.cleaning import clean
from scripts.intake.draft import Draft, make_parts
from scripts.intake.galley import Galley, Paragraph
from scripts.intake.joining import join_lines
from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.outline import Outline, read_outline
from scripts.intake.page_head import Head, make_front
from scripts.intake.pins import keep_pins
from scripts.intake.proposals import Signature, propose_series, propose_unit, propose_year, read_signature, short_unit
from scripts.intake.safeguard import refuse_classified
from scripts.intake.setting import set_body
from scripts.intake.titles import find_title, join_title

#: More indicators than this nobody confirms, and a page's front matter must stay readable.
MOST_PROPOSALS = 300
_SUFFIXES = {
    Series.SUMMARY: "",
    Series.PLAN: "-plan",
    Series.HALF_YEAR: "-half",
    Series.ACCOUNT: "-account",
    Series.RECTIFICATION: "-rectification",
    Series.SUPERVISION: "-supervision",
}


@dataclass(frozen=True)
class Desk:
    """What an import needs of the site: its pages, and the names that a text may cite."""

    yearbook: Yearbook
    standard: Standard
    docs: Path

    @classmethod
    def of(cls, yearbook: Yearbook, docs: Path = Path("docs")) -> Desk:
        """The desk of a site whose pages stand in a folder."""
        return cls(yearbook, make_standard(yearbook), docs)

    @property
    def lexicon(self) -> Lexicon:
        """The names that a text may cite."""
        return self.standard.lexicon


@dataclass(frozen=True)
class Order:
    """What the clerk says of a paper; what is None or empty is proposed from its text.

    Attributes:
        file: Name of the source.
        sha256: Its digest, in hexadecimal.
        year: The year that it is of.
        unit: Whose paper it is.
        series: Which paper of the year.
        as_of: The day at which its citations are taken.
    """

    file: str
    sha256: str
    year: int | None = None
    unit: str = ""
    series: Series | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class IndicatorProposal:
    """A figure with the item that gives it; an empty item is the lead."""

    figure: Figure
    item: str


@dataclass
class Import:
    """A page ready to be written, and everything to be told of it."""

    text: str
    key: str
    draft: Draft
    account: Account
    linked: Linked
    report: Report
    proposals: list[IndicatorProposal]
    remarks: list[Finding]
    alignment: Alignment | None = None
    notices: list[str] = field(default_factory=list)


def import_report(manuscript: Manuscript, order: Order, desk: Desk, *, old: str = "", key: str = "") -> Import:
    """Make the page of a paper.

    Args:
        manuscript: Its text.
        order: What the clerk says of it.
        desk: The site that it goes into.
        old: The page that is there, whose ids are kept; empty where there is none.
        key: The page's key where the clerk has chosen it; empty to take it from unit, year and series.

    Returns:
        The page, proven to hold every character of the source that is not listed as left out.

    Raises:
        IntakeError: The text bears a classification mark, its year cannot be told, or a character would be lost.
        ContentErrors: The page would be at fault.
    """
    galley = Galley(manuscript)
    clean(galley)
    join_lines(galley)
    refuse_classified(galley)
    letterhead, title, rest = _parts_of(galley)
    if not rest and not title:
        raise IntakeError("文件里没有正文。改法：核对文件是否选对。")
    outline = read_outline(rest)
    _close_gaps(galley, outline)
    head = _head(order, title, rest, desk, key)
    draft = Draft(title or head.made_up_title, not title, letterhead, outline.lead, make_parts(outline))
    before = parse_report(old, head.path) if old else None
    head = _as_before(head, order, before) if before else head
    alignment = align(draft.parts, before) if before else None
    proposals = propose_figures(draft)
    figures = [(row.figure, row.item) for row in proposals]
    front = make_front(head, draft, before, alignment, figures, split_text(old).front)
    body = set_body(draft, head.title_id)
    account = settle(galley, "\n".join([*letterhead, read_back(body, _added(draft, head))]))
    text, lost_pins = keep_pins(remake_page(old, front, body.split("\n")), old, head.path)
    linked = link_page(text, head.path, head.as_of, desk.lexicon)
    page, report = parse_report_page(linked.text, head.path)
    remarks = list(proofread_page(page, desk.standard))
    stops = [f"{error}（不去掉，站点不能生成）" for error in find_unpublishable(page)]
    notices = [
        *stops,
        *manuscript.notices,
        *head.notices,
        *_structure_notices(draft, outline, len(proposals)),
        *lost_pins,
        *changed_figures(before, proposals),
    ]
    return Import(linked.text, head.key, draft, account, linked, report, proposals, remarks, alignment, notices)


def _parts_of(galley: Galley) -> tuple[tuple[str, ...], str, list[Paragraph]]:
    """Letterhead, title and the rest of a paper."""
    paragraphs = list(galley.paragraphs())
    title = find_title(paragraphs)
    if title is None:
        return (), "", paragraphs
    join_title(galley, paragraphs, title)
    letterhead = tuple(paragraph.text for paragraph in paragraphs[: title.first])
    words = "".join(paragraph.text for paragraph in paragraphs[title.first : title.end])
    return letterhead, words, paragraphs[title.end :]


def _close_gaps(galley: Galley, outline: Outline) -> None:
    """Leave out the blanks between a heading and the body that ran on from it."""
    sections = [section for part in outline.parts for section in (part, *part.sections)]
    for section in reversed(sections):
        if section.gap:
            galley.drop_kept(*section.gap, "段首空白")


def _head(order: Order, title: str, rest: list[Paragraph], desk: Desk, key: str) -> Head:
    """Front matter's facts: as the clerk says, else as the paper says, else as the site's papers have them."""
    signature = read_signature(rest)
    named = propose_year(title)
    in_name = propose_year(order.file)
    year = order.year or named or in_name or _signed_year(signature)
    if year is None:
        raise IntakeError("看不出是哪一年的。改法：加 --year，如 --year 2023。")
    series = order.series or propose_series(title) or Series.SUMMARY
    end = date(year, 6, 30) if series is Series.HALF_YEAR else date(year, 12, 31)
    folder = key.rpartition("/")[0] if key else _folder(order.unit, desk.yearbook)
    known = desk.yearbook.units.get(folder)
    proposed = propose_unit(title) or signature.unit
    unit = order.unit or (known.name if known else proposed)
    if not unit:
        raise IntakeError("看不出是哪个单位的。改法：加 --unit，如 --unit XX乡党委。")
    head = Head(
        key=key or "/".join(filter(None, [folder, f"{year}{_SUFFIXES[series]}"])),
        year=year,
        unit=unit,
        series=series,
        as_of=order.as_of or end,
        signed_on=signature.signed_on,
        audience=_audience(desk.yearbook, folder),
        file=order.file,
        sha256=order.sha256,
    )
    return replace(head, notices=tuple(_head_notices(order, head, named, proposed)))


def _head_notices(order: Order, head: Head, named: int | None, proposed: str) -> list[str]:
    notices = []
    if order.year is None:
        notices.append(f"年度按{'标题' if named else '文件名或落款日期'}取 {head.year}")
    elif named and named != order.year:
        notices.append(f"标题写的是 {named} 年，页面按 --year 记为 {order.year} 年")
    if not order.unit and proposed and short_unit(proposed) != short_unit(head.unit):
        notices.append(f"标题或落款写的是“{proposed}”，页面记为本站已有的“{head.unit}”；不是同一单位的，用 --unit 写明")
    elif not order.unit:
        source = "标题或落款" if head.unit == proposed else "本站已有的页面"
        notices.append(f"单位按{source}取“{head.unit}”")
    if order.series is None and head.series is not Series.SUMMARY:
        notices.append(f"文种按标题取“{head.series}”")
    notices.append(f"阅读范围写作“{head.audience}”，需要的话改页首信息的 audience")
    return notices


def _signed_year(signature: Signature) -> int | None:
    """A summary signed in January is of the year before."""
    day = signature.signed_on
    if day is None:
        return None
    return day.year - 1 if day.month and day.month <= 3 else day.year


def _folder(unit: str, yearbook: Yearbook) -> str:
    """The folder of a unit that the site knows; the top one else."""
    return next((found.folder for found in yearbook.units.values() if found.name == unit), "")


def _audience(yearbook: Yearbook, folder: str) -> Audience:
    """As the unit's newest paper has it; the narrowest where there is none."""
    papers = [report for report in yearbook.reports.values() if report.folder == folder]
    return max(papers, key=lambda report: report.as_of).audience if papers else Audience.LEADERS


def _as_before(head: Head, order: Order, before: Report) -> Head:
    """What the page says already stays, but for what the clerk says now."""
    return replace(
        head,
        unit=order.unit or before.unit,
        as_of=order.as_of or before.as_of,
        signed_on=head.signed_on or before.signed_on,
        audience=before.audience,
        notices=tuple(notice for notice in head.notices if not notice.startswith(("单位", "阅读范围"))),
    )


def propose_figures(draft: Draft) -> list[IndicatorProposal]:
    """Figures of every item, each once; parts without items are their own."""
    found: dict[tuple[str, str, Decimal, str], IndicatorProposal] = {}
    for name, text in _counted_texts(draft):
        for figure in find_figures(text):
            found.setdefault((name, figure.name, figure.value, figure.unit), IndicatorProposal(figure, name))
        if len(found) >= MOST_PROPOSALS:
            break
    return list(found.values())[:MOST_PROPOSALS]


def _counted_texts(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield the texts that tell results, each with its item's id; the lead has none."""
    yield "", "\n".join(paragraph.text for paragraph in draft.lead)
    for part in draft.parts:
        # What is planned is no result, and would stand beside results as if it were one.
        if part.kind is not PartKind.MEASURE:
            for name, section in [(item.id, item.section) for item in part.items] or [(part.id, part.section)]:
                yield name, "\n".join([section.words, *(paragraph.text for paragraph in section.body)])


def changed_figures(before: Report | None, proposals: list[IndicatorProposal]) -> list[str]:
    """Figures that the page keeps as the clerk has left them, and the newer text has otherwise."""
    newer = {(row.figure.name, row.item, row.figure.unit): row.figure.value for row in proposals}
    kept = [(row, newer.get((row.name, row.at or "", row.unit))) for row in (before.indicators if before else ())]
    return [
        f"指标“{row.name}”保留原来的 {row.value} {row.unit}，新稿写的是 {value}，请核对"
        for row, value in kept
        if value is not None and value != row.value
    ]


def _added(draft: Draft, head: Head) -> frozenset[str]:
    """Ids of the headings that the source does not have."""
    without = [part.id for part in draft.parts if not part.section.heading]
    return frozenset([*without, head.title_id] if draft.added else without)


def _structure_notices(draft: Draft, outline: Outline, proposed: int) -> list[str]:
    notices = list(outline.oddities)
    if draft.added:
        notices.append(f"来稿没有标题，拟为“{draft.title}”，请核对")
    for part in draft.parts:
        if part.doubt:
            notices.append(f"第 {part.section.number} 行{part.tell_doubt()}")
    if proposed == MOST_PROPOSALS:
        notices.append(f"指标只提出前 {MOST_PROPOSALS} 项")
    if not draft.parts:
        notices.append("来稿没有编号的标题，全文没有分条目；请在来稿里加上“一、”“（一）”这样的编号，或在页面里自己分开")
    return notices
