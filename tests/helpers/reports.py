"""Reports as domain objects, from the ids, headings and texts of their items."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby

from macros.domain.reports import OPENING, Audience, Item, Part, PartKind, Report, Series, Wording, lead_id

_BY_LETTER = {kind.letter: kind for kind in PartKind}
_WHOLE = {kind.class_name: kind for kind in PartKind}


def make_report(year: int, items: dict[str, tuple[str, str]], *, key: str = "", sample: bool = False) -> Report:
    """A summary of XX乡党委 with items of (heading, text) by id, in the order given."""
    made = [
        Item(name, _kind(name), title, text, (), (), line) for line, (name, (title, text)) in enumerate(items.items())
    ]
    parts = tuple(
        Part(kind.class_name, kind, f"{kind.word}部分", tuple(rows), 1)
        for kind, rows in ((kind, list(rows)) for kind, rows in groupby(made, key=lambda item: item.kind))
    )
    return Report(
        key or str(year), f"{year}年总结", year, "XX乡党委", Series.SUMMARY, str(year), date(year, 12, 31), None,
        Audience.MEMBERS, sample, Wording.ORIGINAL, None, (), {}, "", parts,
    )  # fmt: skip


def _kind(name: str) -> PartKind:
    return _WHOLE[name] if name in _WHOLE else _BY_LETTER[name[0]]


def with_leads(report: Report, *, opening: str = "", **leads: str) -> Report:
    """The same paper with something before its first part, and before the first item of parts, by the part's id."""
    first = Item(OPENING, PartKind.OTHER, "", opening, (), (), 1) if opening else None
    parts = tuple(
        replace(part, lead=Item(lead_id(part.id), part.kind, part.title, leads[part.id], (), (), part.line))
        if part.id in leads
        else part
        for part in report.parts
    )
    return replace(report, opening=first, parts=parts)
