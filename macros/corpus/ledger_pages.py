"""Ledger pages to the domain."""

from __future__ import annotations

from macros.corpus.findings import Findings
from macros.corpus.ledger_schema import EntryFields, LedgerFields, MeasureFields
from macros.corpus.pages import SourcePage
from macros.corpus.report_pages import own_words
from macros.corpus.signing_checks import check_signed
from macros.corpus.titles import check_year
from macros.corpus.validation import read_data_page
from macros.domain.corrections import PaperCorrection
from macros.domain.ledgers import Closure, Due, Entry, Event, Ledger, LedgerMeasure, Status, StatusPhrase, order_events
from macros.domain.reports import Audience
from macros.domain.signatures import Signature
from macros.errors import ErrorKind


def read_ledger(page: SourcePage, findings: Findings) -> Ledger | None:
    """Make the ledger of a page; None where its front matter is at fault."""
    title, fields = read_data_page(LedgerFields, page, findings)
    if fields is None:
        return None
    check_year(page, fields.year, findings)
    for number, phrase in enumerate(fields.meanings):
        if phrase.says in {other.says for other in fields.meanings[:number]}:
            line = page.front_matter.line_of(("meanings", number, "says"))
            findings.add(ErrorKind.FIELD_REPEATED, page.path, line, field="meanings.says", found=f"“{phrase.says}”")
    seen: set[str] = set()
    for number, entry in enumerate(fields.entries):
        if entry.id in seen:
            line = page.front_matter.line_of(("entries", number, "id"))
            findings.add(ErrorKind.DUPLICATE_ID, page.path, line, field="entries.id", found=f"“{entry.id}”")
        seen.add(entry.id)
        for place, measure in enumerate(entry.measures):
            _check_record(
                measure, page, ("entries", number, "measures", place), f"{entry.id} 第{place + 1}条措施", findings
            )
    ledger = Ledger(
        key=page.key,
        title=title,
        year=fields.year,
        unit=fields.unit,
        audience=fields.audience,
        sample=fields.sample,
        entries=tuple(_entry(entry, fields.audience) for entry in fields.entries),
        meanings=tuple(StatusPhrase(**dict(phrase)) for phrase in fields.meanings),
        signed=tuple(Signature(**dict(row)) for row in fields.signed),
        corrections=tuple(
            PaperCorrection(**{**dict(row), "audience": row.audience or ""}) for row in fields.corrections
        ),
        text=own_words(page),
    )
    check_signed(ledger.signed, page, findings)
    return ledger


def _check_record(
    measure: MeasureFields, page: SourcePage, location: tuple[str | int, ...], name: str, findings: Findings
) -> None:
    for number, event in enumerate(measure.history):
        if event.on and event.recorded_on and event.recorded_on.last < event.on.first:
            line = page.front_matter.line_of((*location, "history", number))
            detail = f"{event.on} 的事记录于 {event.recorded_on}"
            findings.add(ErrorKind.LEDGER_RECORD, page.path, line, field=name, detail=detail)
    ended = {Status.CLOSED, Status.ENDED}
    if measure.closure and measure.closure.on and not any(event.status in ended for event in measure.history):
        line = page.front_matter.line_of((*location, "closure"))
        detail = "写了销号日期，办理记录里却没有已销号或终止"
        findings.add(ErrorKind.LEDGER_RECORD, page.path, line, field=name, detail=detail)


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
        helpers=fields.helpers,
        owner=fields.owner,
        due=tuple(Due(**dict(due)) for due in fields.due),
        next_check=fields.next_check,
        history=order_events(Event(**dict(event)) for event in fields.history),
        closure=Closure(**dict(fields.closure)) if fields.closure else None,
    )
