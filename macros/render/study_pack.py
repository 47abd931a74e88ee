"""A study pack as a page: cover, contents, parts with the provisions cited, questions, notes and forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from macros.compare.pack_parts import AssembledPack, PackPart
from macros.domain.ledgers import Ledger
from macros.domain.numerals import to_chinese
from macros.domain.pack_sources import pack_audience, records_drawn_on
from macros.domain.regulations import Edition
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from macros.render.corrections import ANCHOR as CORRECTIONS
from macros.render.corrections import corrected_banner, page_corrections
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice

#: So many lines there are for what was said, on the form for the minutes.
_MINUTES_LINES = 9


@dataclass(frozen=True)
class _Entry:
    """A line of the contents; `items` are (id, title) of what stands under it."""

    id: str
    title: str
    items: tuple[tuple[str, str], ...] = ()


def study_pack(
    made: AssembledPack,
    tables: Mapping[str, str],
    links: Links,
    today: date,
    files: tuple[tuple[str, str], ...] = (),
) -> str:
    """The whole pack below its title.

    Args:
        made: The pack, put together.
        tables: The comparison tables that it holds, by the id of their part.
        links: Addresses as seen from the pack's page.
        today: The day as of which it was computed.
        files: What the pack can be taken away as, by name and address.
    """
    inside = Links(links.page, made.places, links.handbook)
    titles = {part.id: f"第{to_chinese(number)}部分　{part.title}" for number, part in enumerate(made.parts, 1)}
    return render(
        "study_pack",
        made=made,
        pack=made.pack,
        notice=sample_notice(_papers(made)),
        contents=list(_contents(made, titles)),
        titles=titles,
        tables=tables,
        items=sum(len(part.items) for part in made.parts),
        checked=_by_what_checked(made.digests),
        minutes_lines=_MINUTES_LINES,
        files=files,
        banner=corrected_banner(made.pack),
        corrected=page_corrections(made.pack),
        links=inside,
        site=links,
        today=today,
    )


def _by_what_checked(digests: Sequence[Edition]) -> str:
    """By what the digests of a pack were checked, in a sentence."""
    checks = [edition.digest_check for edition in digests if edition.digest_check]
    unchecked = len(digests) - len(checks)
    told = []
    if checks:
        agreeing = sum(check.copies > 1 for check in checks)
        copies = f"（其中 {agreeing} 个据两份以上逐条一致的文本）" if agreeing else ""
        newest = max((check.on for check in checks), key=lambda day: day.last)
        told.append(f"{len(checks)} 个版本的摘要据正式文本核对{copies}，最近一次在{newest.chinese}")
    if unchecked:
        told.append(f"{unchecked} 个版本的摘要没有写明据什么核对")
    return "；".join(told) + "。"


def pack_list(yearbook: Yearbook, links: Links, most: int | None = None) -> str:
    """The packs, those of the newest session first."""
    packs = sorted(yearbook.packs.values(), key=lambda pack: (pack.held_on or date.max, pack.key), reverse=True)
    rows = [
        {
            "pack": pack,
            "audience": pack_audience(pack, yearbook),
            "sample": any(paper.sample for paper in records_drawn_on(pack, yearbook)),
        }
        for pack in packs[:most]
    ]
    return render("pack_list", rows=rows, more=len(packs) - len(rows), links=links)


def _papers(made: AssembledPack) -> Iterator[Report | Ledger]:
    for part in made.parts:
        yield from (item.report for item in part.items)
        for stop in part.history.stops if part.history else ():
            yield from ([stop.line.ledger] if stop.line else [])
        yield from (mention.report for mention in part.changes.whole) if part.changes else ()


def _contents(made: AssembledPack, titles: Mapping[str, str]) -> Iterator[_Entry]:
    for part in made.parts:
        yield _Entry(part.id, titles[part.id], tuple(_items(part)))
    pack = made.pack
    if made.provisions or made.practices:
        yield _Entry("yb-pack-cited", "所引条文和做法" if made.practices else "所引条文")
    if pack.questions:
        yield _Entry("yb-pack-questions", "讨论题")
    if pack.notes_lines:
        yield _Entry("yb-pack-notes", "学习笔记")
    if pack.sign_in:
        yield _Entry("yb-pack-sign-in", "签到表")
    if pack.minutes:
        yield _Entry("yb-pack-minutes", "学习记录")
    if pack.corrections:
        yield _Entry(CORRECTIONS, "更正")


def _items(part: PackPart) -> Iterator[tuple[str, str]]:
    for item in part.items:
        yield item.id, f"{item.report.name}{f' {item.item.kind.word}' if item.item.title else ''}　{item.item.caption}"
