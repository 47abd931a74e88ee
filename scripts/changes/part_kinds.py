"""Gives a part of a report another kind: its items get ids of that kind, and whatever names them follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.corpus import load_yearbook
from macros.corpus.pages import find_files
from macros.domain.reports import Part, PartKind, Report, is_lead_id, lead_id
from macros.errors import SiteError
from macros.page_text.attributes import read_attributes, split_attributes, write_attributes
from macros.page_text.fields import with_field
from macros.page_text.headings import heading_level
from macros.page_text.splitting import normal_text, split_text
from macros.page_text.yaml_values import list_field
from scripts.build.citation_links import find_report
from scripts.changes.change_set import ChangeSet
from scripts.changes.item_references import Renamed, free_part, rename_references, retire

KIND_NAMES = {name: kind for kind in PartKind for name in (kind.word, kind.class_name)}


class PartKindError(SiteError):
    """The part is not there, or cannot be told from another; the text says which there are."""

    meaning = "要改类别的部分找不到，或者有几个部分同名；什么都没有改动"
    remedy = "照列出的标识或标题写"


@dataclass(frozen=True)
class NewKind:
    """A part with another kind, ready to be written (改类别).

    Attributes:
        report: The report as it stands.
        part: The part as it stands.
        renamed: What its items are called now.
        changes: Writes them, and every reference to them.
    """

    report: Report
    part: Part
    renamed: Renamed
    changes: ChangeSet


def plan_kind(docs: Path, page: str, part: str, kind: PartKind) -> NewKind:
    """Plan another kind for a part; nothing is written, and the site as it would be is not checked yet.

    Args:
        docs: The folder of the pages.
        page: The report's page as a user names it.
        part: The part's id, or its heading.
        kind: What it is to be.

    Raises:
        ContentErrors: The pages are at fault as they stand.
        NotAReportError: The page is no report.
        PartKindError: The report has no such part, or several.
    """
    yearbook = load_yearbook(docs)
    report = find_report(page, docs, yearbook)
    found = _find_part(report, part)
    if found.kind is kind:
        return NewKind(report, found, Renamed(report.key, {}), ChangeSet.plan(docs, "", {}))
    renamed = Renamed(report.key, _new_ids(report, found, kind))
    pages = {}
    for path in find_files(docs):
        if path.endswith(".md"):
            text = normal_text((docs / path).read_bytes().decode())
            pages[path] = rename_references(text, path, renamed)
    pages[report.path] = _with_kind(pages[report.path], report, found, kind, renamed)
    task = f"{report.title}“{found.title}”的类别改为{kind.word}"
    return NewKind(report, found, renamed, ChangeSet.plan(docs, task, pages))


def _find_part(report: Report, wanted: str) -> Part:
    found = [part for part in report.parts if wanted == part.id]
    found = found or [part for part in report.parts if wanted == part.title]
    if len(found) != 1:
        there = "、".join(f"{part.id}（{part.title}，{part.kind.word}）" for part in report.parts) or "（没有）"
        what = "有几个" if found else "没有"
        raise PartKindError(f"{report.title}{what}“{wanted}”这个部分。改法：照这些写：{there}。")
    return found[0]


def _new_ids(report: Report, part: Part, kind: PartKind) -> dict[str, str]:
    taken = {*report.items, *report.retired, *(other.id for other in report.parts)}
    name = free_part(kind.class_name, taken)
    ids = {part.id: name} | ({part.lead.id: lead_id(name)} if part.lead else {})
    last = max((int(name[1:]) for name in taken if re.fullmatch(rf"{kind.letter}[0-9]+", name)), default=0)
    own = [item.id for item in part.items if item.id != part.id]
    return ids | {name: f"{kind.letter}{last + number}" for number, name in enumerate(own, 1)}


def _with_kind(text: str, report: Report, part: Part, kind: PartKind, renamed: Renamed) -> str:
    split = split_text(text)
    lines = list(_headings(split.body, part, kind, renamed))
    retired = retire((name for name in renamed.ids if not is_lead_id(name)), report.retired)
    front = with_field(split.front, "retired", [*list_field("retired", retired)], after=("source", "as_of"))
    return split.changed(front=front, body=lines)


def _headings(body: tuple[str, ...], part: Part, kind: PartKind, renamed: Renamed) -> Iterator[str]:
    for line in body:
        words, attributes = split_attributes(line.rstrip()) if heading_level(line) in {2, 3} else (line, "")
        ids, classes = read_attributes(attributes)
        if not ids or ids[0] not in renamed.ids:
            yield line
            continue
        if ids[0] == part.id:
            classes = tuple(kind.class_name if name == part.kind.class_name else name for name in classes)
        yield f"{words} {write_attributes(renamed.ids[ids[0]], classes)}"
