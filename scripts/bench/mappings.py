"""Proposed mappings between editions, held against those that a person has reviewed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from macros.compare.proposed_mapping import propose_mapping
from macros.corpus import load_yearbook
from macros.domain.numbered import anchor_kind
from macros.domain.regulations import AmendedFrom, Amendment, AmendmentKind, Article, Edition
from scripts.intake.guard import Reader
from scripts.intake.official_text.articles import read_provisions
from scripts.intake.official_text.regulation_import import prepare
from scripts.setup.project import Project


def measure(folder: Path, project: Project) -> Iterator[str]:
    """Yield a line for each pair of editions of which both texts are there, in Chinese.

    Args:
        folder: Official texts as files named by regulation and edition, such as `shili-2018.txt`.
        project: Whose reviewed mappings are taken as right.
    """
    with Reader() as reader:
        for before, edition, mapping in _pairs(project):
            files = [folder / f"{side.regulation}-{side.id}.txt" for side in (before, edition)]
            if not all(file.is_file() for file in files):
                continue
            old, new = (_read_articles(file, side, reader) for file, side in zip(files, (before, edition), strict=True))
            started = time.perf_counter()
            rows = propose_mapping(old, new, official=True)
            seconds = time.perf_counter() - started
            yield f"{edition.title}，与{before.name}：{_compare(rows, mapping)}，{seconds:.2f} 秒"


def _pairs(project: Project) -> Iterator[tuple[Edition, Edition, AmendedFrom]]:
    for work in load_yearbook(project.docs).regulations.values():
        for edition in work.editions:
            mapping = edition.amended_from
            if mapping and mapping.reviewed:
                yield work.by_id[mapping.edition], edition, mapping


def _read_articles(file: Path, edition: Edition, reader: Reader) -> list[Article]:
    galley = prepare(reader.read(file))
    provisions = read_provisions(list(galley.paragraphs()), edition.unit, anchor_kind(edition.unit))
    return [
        Article(
            section.id,
            section.heading,
            "",
            verified=True,
            line=section.number,
            words="\n".join(paragraph.text for paragraph in section.paragraphs),
        )
        for section in provisions.articles
    ]


def _compare(rows: tuple[Amendment, ...], mapping: AmendedFrom) -> str:
    right = {(row.old, row.new) for row in mapping.amendments}
    found = {(row.old, row.new) for row in rows}
    both = len(right & found)
    same = {(row.old, row.new) for row in mapping.amendments if row.change is AmendmentKind.SAME}
    told = {(row.old, row.new) for row in rows if row.change is AmendmentKind.SAME}
    return (
        f"复核 {len(right)} 行，推算 {len(found)} 行，相同 {both} 行"
        f"（查准 {both / max(1, len(found)):.1%}，查全 {both / max(1, len(right)):.1%}）；"
        f"判为未改 {len(told)} 行，其中不是的 {len(told - same)} 行，漏判 {len(same - told)} 行"
    )
