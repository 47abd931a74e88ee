"""Ledger pages to the domain."""

from __future__ import annotations

from macros.corpus.findings import Findings
from macros.corpus.pages import SourcePage
from macros.corpus.schema import EntryFields, LedgerFields, MeasureFields
from macros.corpus.titles import check_headings, read_title
from macros.corpus.validation import validate
from macros.domain.ledgers import Closure, Due, Entry, Event, Ledger, LedgerMeasure
from macros.domain.reports import Audience
from macros.errors import ErrorKind


def read_ledger(page: SourcePage, findings: Findings) -> Ledger | None:
    """Make the ledger of a page; None where its front matter is at fault."""
    title = read_title(page, findings)
    check_headings(page, findings)
    fields = validate(LedgerFields, page.front_matter, page.path, findings)
    if fields is None:
        return None
    seen: set[str] = set()
    for number, entry in enumerate(fields.entries):
        if entry.id in seen:
            line = page.front_matter.line_of(("entries", number, "id"))
            findings.add(ErrorKind.DUPLICATE_ID, page.path, line, field="entries.id", found=f"“{entry.id}”")
        seen.add(entry.id)
    return Ledger(
        key=page.key,
        title=title,
        year=fields.year,
        unit=fields.unit,
        audience=fields.audience,
        sample=fields.sample,
        entries=tuple(_entry(entry, fields.audience) for entry in fields.entries),
    )


def _entry(fields: EntryFields, audience: Audience) -> Entry:
    return Entry(
        id=fields.id,
        source=fields.source,
        text=fields.text,
        problem=fields.problem,
        causes=tuple(fields.causes),
        repeats=fields.repeats,
        audience=fields.audience or audience,
        measures=tuple(_measure(measure) for measure in fields.measures),
    )


def _measure(fields: MeasureFields) -> LedgerMeasure:
    return LedgerMeasure(
        item=fields.item,
        text=fields.text,
        goal=fields.goal,
        kind=fields.kind,
        leader=fields.leader,
        unit=fields.unit,
        owner=fields.owner,
        due=tuple(Due(**dict(due)) for due in fields.due),
        next_check=fields.next_check,
        history=tuple(sorted((Event(**dict(event)) for event in fields.history), key=lambda event: event.on.first)),
        closure=Closure(**dict(fields.closure)) if fields.closure else None,
    )
