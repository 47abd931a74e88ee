"""From a manuscript to a report's page, without any writing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from macros.citations.linking import Linked, link_page
from macros.corpus import parse_report, today
from macros.corpus.load import parse_report_page
from macros.domain.figures import Figure
from macros.domain.reports import Report, fold_name
from macros.findings import Finding
from macros.page_text.fields import with_field
from macros.page_text.splitting import remake_page, split_text
from macros.page_text.yaml_values import list_field
from scripts.build.content_checks import find_unpublishable, proofread_page
from scripts.intake.accounting import Account, read_back, settle
from scripts.intake.alignment import Alignment, align
from scripts.intake.choices import Choices, Place
from scripts.intake.cleaning import clean, drop_pictures
from scripts.intake.draft import Draft, make_parts
from scripts.intake.facts import ImportOrder, find_head, head_as_before, require_audience
from scripts.intake.figure_proposals import IndicatorProposal, changed_figures, propose_figures
from scripts.intake.galley import Galley, GalleyParagraph
from scripts.intake.holdings import Holdings
from scripts.intake.joining import join_lines
from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.outline import Outline, read_outline
from scripts.intake.page_head import Keeping, PageHead, make_front
from scripts.intake.pins import keep_pins, pin_links
from scripts.intake.reshaping import place_of, reshape
from scripts.intake.safeguard import refuse_classified
from scripts.intake.setting import set_body
from scripts.intake.several import Beginning, are_several, begin_after, find_beginnings, read_as_parts, tell_beginnings
from scripts.intake.titles import Title, find_title, join_title

#: Why a picture is left out that belongs to the head of a paper, such as a seal or an emblem.
ABOVE_TITLE = "标题上面的图片"


class SeveralPapersError(IntakeError):
    """One file holds the papers of several; its text says where each begins, and what can be done."""


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
    galley: Galley
    alignment: Alignment | None = None
    notices: list[str] = field(default_factory=list)
    keeps_figures: bool = False


@dataclass(frozen=True)
class Reading:
    """A manuscript that was read as a paper (读过的来稿).

    Attributes:
        galley: Its text, with what is left out.
        letterhead: Lines above its title.
        title: Its title; empty where it has none.
        rest: What follows the title.
        beginnings: Where the papers in it begin.
        outline: Its structure.
    """

    galley: Galley
    letterhead: tuple[str, ...]
    title: str
    rest: list[GalleyParagraph]
    beginnings: tuple[Beginning, ...]
    outline: Outline


def read_paper(manuscript: Manuscript, *, as_parts: bool = False) -> Reading:
    """Read a manuscript: what is no text is left out, title and structure are found.

    Args:
        manuscript: Its text.
        as_parts: Whether several papers in it are to be the parts of one.

    Raises:
        IntakeError: It bears a classification mark, or holds nothing.
    """
    galley = clean_galley(manuscript, keeps_pictures=True)
    paragraphs = read_paragraphs(galley)
    beginnings = find_beginnings(paragraphs)
    if as_parts and len(beginnings) > 1:
        return _read_divided(galley, paragraphs, beginnings)
    letterhead, words, rest = _parts_of(galley, paragraphs, find_title(paragraphs))
    if not rest and not words:
        raise IntakeError("文件里没有正文。改法：核对文件是否选对。")
    return Reading(galley, letterhead, words, rest, beginnings, read_outline(rest))


def read_paragraphs(galley: Galley) -> list[GalleyParagraph]:
    """The paragraphs of a paper, of which no picture stands above or in its title."""
    paragraphs = list(galley.paragraphs())
    title = find_title(paragraphs)
    head = paragraphs[: title.end if title else 0]
    if not any(one.picture for one in head):
        return paragraphs
    drop_pictures(galley, range(head[-1].last + 1), ABOVE_TITLE)
    return list(galley.paragraphs())


def _read_divided(galley: Galley, paragraphs: list[GalleyParagraph], beginnings: tuple[Beginning, ...]) -> Reading:
    """Several papers as the parts of one, under the title that they have in common, if there is one."""
    first = beginnings[0]
    title = find_title(paragraphs[: first.place if first.person else first.mark])
    end = title.end if title else 0
    letterhead, words, rest = _parts_of(galley, paragraphs, title)
    placed = begin_after(beginnings, paragraphs, end)
    outline = replace(read_as_parts(paragraphs, placed), lead=tuple(paragraphs[end : placed[0].place]))
    return Reading(galley, letterhead, words, rest, tuple(placed), outline)


def clean_galley(manuscript: Manuscript, *, keeps_pictures: bool = False) -> Galley:
    """The text of a manuscript, without what is no text.

    Args:
        manuscript: The file's text.
        keeps_pictures: Whether the pictures in it are to go with it.

    Raises:
        IntakeError: It bears a classification mark.
    """
    galley = Galley(manuscript)
    clean(galley, keeps_pictures=keeps_pictures)
    join_lines(galley)
    refuse_classified(galley)
    return galley


def find_key(manuscript: Manuscript, order: ImportOrder, holdings: Holdings) -> str:
    """The key of the page that a paper belongs on.

    Raises:
        SeveralPapersError: It is surely not one paper, and nothing was said of that.
        UnknownFactError: Year or unit are said nowhere.
    """
    reading = read_paper(manuscript, as_parts=order.as_parts)
    _require_one(reading, order)
    return find_head(order, reading.title, reading.rest, holdings).key


def import_report(
    manuscript: Manuscript, order: ImportOrder, holdings: Holdings, *, old: str = "", key: str = ""
) -> Import:
    """Make the page of a paper.

    Args:
        manuscript: Its text.
        order: What the clerk says of it.
        holdings: The site that it goes into.
        old: The page that is there, whose ids are kept; empty where there is none.
        key: The page's key where the clerk has chosen it; empty to take it from unit, year and series.

    Returns:
        The page, proven to hold every character of the source that is not listed as left out.

    Raises:
        IntakeError: The text bears a classification mark, a fact that the page needs is said nowhere, several
            papers are in it, or a character would be lost.
        ContentErrors: The page would be at fault.
    """
    reading = read_paper(manuscript, as_parts=order.as_parts)
    _require_one(reading, order)
    galley, outline = reading.galley, reshape(reading.outline, order.choices)
    _close_gaps(galley, outline)
    head = find_head(order, reading.title, reading.rest, holdings, key)
    head = replace(head, scanned=manuscript.scan.as_text(today()) if manuscript.scan else None)
    title = reading.title or head.made_up_title
    draft = Draft(title, not reading.title, reading.letterhead, outline.lead, make_parts(outline, order.choices.kinds))
    before = parse_report(old, head.path) if old else None
    head = head_as_before(head, order, before) if before else replace(head, audience=require_audience(head, holdings))
    alignment = align(draft.parts, before) if before else None
    proposed = propose_figures(draft, head.year)
    figures, keeps = choose_figures(proposed.rows, order)
    front = make_front(head, draft, before, alignment, figures, split_text(old).front, keeps=keeps)
    done, lost_pins = set_page(draft, head, front, old, galley, holdings, before, order.choices)
    done.notices += [
        *manuscript.notices,
        *_tell_scan(manuscript),
        *head.notices,
        *_tell_several(reading, order),
        *_structure_notices(draft, outline),
        *lost_pins,
        *proposed.notices,
        *changed_figures(before, proposed.rows),
    ]
    done.proposals, done.alignment, done.keeps_figures = proposed.rows, alignment, order.keeps_figures
    return done


def choose_figures(
    proposed: Sequence[IndicatorProposal], order: ImportOrder
) -> tuple[list[tuple[Figure, str]], Keeping]:
    """The figures of a page, of which a person may have chosen some; and which of those that are new stay on it."""
    chosen = order.choices.figures
    rows = [row for row in proposed if chosen is None or fold_name(row.figure.name) in chosen]
    unsaid = Keeping.UNSEEN if order.keeps_figures else Keeping.NONE
    return [(row.figure, row.item) for row in rows], unsaid if chosen is None else Keeping.CHOSEN


def set_page(
    draft: Draft,
    head: PageHead,
    front: list[str],
    old: str,
    galley: Galley,
    holdings: Holdings,
    before: Report | None,
    choices: Choices,
) -> tuple[Import, list[str]]:
    """Set the page of a draft, linked and read back.

    Args:
        draft: What the page holds.
        head: Which page it is.
        front: Its front matter.
        old: The page that is there; empty where there is none.
        galley: The text that it was made from.
        holdings: The site that it goes into.
        before: The report on the page before, or that the file was exported from, or None.
        choices: What a person has decided of its citations.

    Returns:
        The page, of which only what keeps the site from being built is told; the links by hand that are lost.

    Raises:
        IntakeError: A character would be lost.
        ContentErrors: The page would be at fault.
    """
    body = set_body(draft, head.title_id)
    account = settle(galley, "\n".join([*draft.letterhead, read_back(body, _added(draft, head))]))
    left = list(dict.fromkeys((*(before.allowed if before else ()), *sorted(choices.words))))
    if choices.words:
        front = with_field(front, "allowed", list_field("allowed", left), after=("indicators", "retired", "source"))
    text, lost_pins = keep_pins(remake_page(old, front, body.split("\n")), old)
    linked = link_page(text, head.path, head.as_of, holdings.lexicon, left)
    if choices.pins:
        text = pin_links(linked.text, head.path, _chosen_pins(draft, choices))
        linked = link_page(text, head.path, head.as_of, holdings.lexicon, left)
    page, report = parse_report_page(linked.text, head.path)
    stops = [f"{error}（不去掉，站点不能生成）" for error in find_unpublishable(page)]
    remarks = list(proofread_page(page, holdings.standard))
    done = Import(linked.text, head.key, draft, account, linked, report, [], remarks, galley, notices=stops)
    return done, lost_pins


def _chosen_pins(draft: Draft, choices: Choices) -> dict[tuple[str, str], str]:
    """Where citations lead that a person has fixed, by the ids of the headings under which they stand."""
    owners: list[tuple[Place | None, str]] = []
    for part in draft.parts:
        owners += [(place_of(part.section), part.id), *((place_of(item.section), item.id) for item in part.items)]
    names = {place: name for place, name in owners if place}
    return {
        (names[place] if place else "", words): target
        for (place, words), target in choices.pins.items()
        if place is None or place in names
    }


def _parts_of(
    galley: Galley, paragraphs: list[GalleyParagraph], title: Title | None
) -> tuple[tuple[str, ...], str, list[GalleyParagraph]]:
    """Letterhead, title and the rest of a paper."""
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


def _require_one(reading: Reading, order: ImportOrder) -> None:
    if are_several(reading.beginnings) and not (order.as_parts or order.number):
        raise SeveralPapersError(
            f"编号从头开始了 {len(reading.beginnings)} 次：{'、'.join(tell_beginnings(reading.beginnings))}，"
            "像是几份材料合在一个文件里，当作一份会有不存在的条目。"
            "改法：一人一份导入的，加 --split；放在一页、每份一个部分的，加 --as-parts。"
        )


def _tell_several(reading: Reading, order: ImportOrder) -> Iterator[str]:
    places = "、".join(tell_beginnings(reading.beginnings))
    if len(reading.beginnings) > 1 and order.as_parts:
        yield f"{len(reading.beginnings)} 份材料放在一页，每份一个部分：{places}"
    elif len(reading.beginnings) > 1:
        yield f"编号从头开始了 {len(reading.beginnings)} 次：{places}。是几份材料的，加 --split 或 --as-parts 再导入"


def _tell_scan(manuscript: Manuscript) -> Iterator[str]:
    if manuscript.scan and manuscript.scan.open:
        yield f"扫描识别的文字有 {manuscript.scan.open} 处要对照图片看过，看完以前不能发布"


def _added(draft: Draft, head: PageHead) -> frozenset[str]:
    """Ids of the headings that the source does not have."""
    without = [part.id for part in draft.parts if not part.section.heading]
    return frozenset([*without, head.title_id] if draft.added else without)


def _structure_notices(draft: Draft, outline: Outline) -> list[str]:
    notices = list(outline.oddities)
    if draft.added:
        notices.append(f"来稿没有标题，拟为“{draft.title}”，请核对")
    for part in draft.parts:
        if part.doubt:
            notices.append(f"第 {part.section.number} 行{part.tell_doubt()}")
    if not draft.parts:
        notices.append("来稿没有编号的标题，全文没有分条目；请在来稿里加上“一、”“（一）”这样的编号，或在页面里自己分开")
    return notices
