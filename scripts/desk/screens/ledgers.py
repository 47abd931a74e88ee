"""The ledgers: the sheet of each year, and the forms by which something is recorded of a measure."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, redirect, render_template, request, url_for

from macros.corpus import today
from macros.domain.ledgers import UNDATED, EntrySource, Ledger, MeasureKind
from scripts.desk.desk import Desk, the_desk
from scripts.desk.ledgers.measure_form import TASKS, MeasureAtWork, MeasurePlace, open_measure
from scripts.desk.ledgers.sheet import count_waiting, show_rows, tell_differences, tell_waiting
from scripts.desk.proposals import Proposal
from scripts.desk.screen import Screen
from scripts.ledger_sheet.entries import begin_ledger, parse_ledger, with_entry, years_without_ledger
from scripts.ledger_sheet.recording import STATUS_RULES

_MEASURE = "ledgers.measure"


def _waiting(desk: Desk) -> str:
    return tell_waiting(desk.work.yearbook, today())


SCREEN = Screen("ledgers", "台账", "选一个年度的台账，一条一条地更新；逾期的、临期的、没有佐证的在前。", _waiting)


@SCREEN.get("/")
def show() -> str:
    """The ledgers of all years, and the years that have none."""
    yearbook = the_desk().work.yearbook
    ledgers = sorted(yearbook.ledgers.values(), key=lambda one: (one.folder, -one.year))
    return render_template(
        "ledgers.html",
        screen=SCREEN,
        ledgers=[(ledger, count_waiting(ledger, today())) for ledger in ledgers],
        without=years_without_ledger(yearbook),
    )


@SCREEN.post("/")
def begin() -> Response:
    """Begin the ledger of a year from its paper."""
    desk = the_desk()
    report = desk.work.yearbook.reports.get(request.form.get("report", ""))
    if report is None:
        return _to(url_for("ledgers.show"))
    path, text = begin_ledger(report)
    changes = desk.work.plan(f"建{report.unit}{report.year}年整改台账", {path: text})
    return desk.proposals.show(Proposal(changes, url_for("ledgers.show"), url_for("ledgers.sheet", page=path)))


@SCREEN.get("/sheet")
def sheet() -> str:
    """One year's measures, a row each."""
    page = the_desk().work.open(request.args.get("page", ""))
    ledger = parse_ledger(page.text, page.path)
    scale, rows = show_rows(ledger, today())
    return render_template(
        "ledger_sheet.html",
        screen=SCREEN,
        page=page,
        ledger=ledger,
        rows=rows,
        scale=scale,
        counts=count_waiting(ledger, today()),
        place=lambda row: MeasurePlace(page.path, row.line.entry.id, row.line.number),
    )


@SCREEN.get("/measure")
def measure() -> str:
    """The forms of one measure, as they were last filled in."""
    desk, place = the_desk(), MeasurePlace.parse(request.args.get("page", ""))
    draft = desk.drafts.find(_MEASURE, str(place))
    page = desk.work.reopen(place.path, draft.begun) if draft else desk.work.open(place.path)
    return _show_measure(open_measure(place, page), draft.fields if draft else {})


@SCREEN.post("/measure")
def record() -> Response | str:
    """Plan what was asked, or tell at its field what is wrong."""
    desk, place = the_desk(), MeasurePlace.parse(request.form.get("draft-page", ""))
    at_work = open_measure(place, desk.work.reopen(place.path, request.form.get("draft-begun", "")))
    told = {name: value.strip() for name, value in request.form.items()}
    act = told.get("act") if told.get("act") in TASKS else "words"
    entry, faults = at_work.after(act or "words", told, today())
    if faults:
        return _show_measure(at_work, told, faults)
    task = f"{TASKS[act or 'words']}：{at_work.name}"
    text = with_entry(at_work.page.text, at_work.ledger, entry)
    after = parse_ledger(text, place.path)
    return desk.proposals.show(
        Proposal(
            desk.work.plan(task, {place.path: text}, {place.path: at_work.page.begun}),
            back=url_for(_MEASURE, page=place),
            then=url_for("ledgers.sheet", page=place.path),
            draft=(_MEASURE, str(place)),
            told=tell_differences(at_work.ledger, after),
        )
    )


def _show_measure(at_work: MeasureAtWork, told: Mapping[str, str], faults: Mapping[str, str] | None = None) -> str:
    measure = at_work.measure
    status = measure.status_on(today()) if measure else None
    return render_template(
        "ledger_measure.html",
        screen=SCREEN,
        at_work=at_work,
        measure=measure,
        entry=at_work.entry,
        status=status,
        marks=measure.marks_on(today(), at_work.ledger.year) if measure else (),
        told={**at_work.fields(), "on": str(today()), **told},
        faults=faults or {},
        rules=STATUS_RULES,
        kinds=list(MeasureKind),
        sources=list(EntrySource),
        undated=UNDATED,
        others=_entries_beside(at_work),
    )


def _entries_beside(at_work: MeasureAtWork) -> list[tuple[Ledger, object]]:
    """The entries of the unit that this one may be the same problem as, the newest ledger first."""
    ledgers = reversed(the_desk().work.yearbook.ledgers_of(at_work.ledger.folder))
    return [(one, entry) for one in ledgers for entry in one.entries if entry.id != at_work.entry.id]


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]
