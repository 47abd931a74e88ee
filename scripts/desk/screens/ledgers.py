"""The ledgers: the sheet of each year, and the forms by which something is recorded of a measure."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from macros.corpus import today
from macros.domain.ledgers import Entry, EntrySource, Ledger, MeasureKind
from macros.domain.reports import ItemRef, PartKind
from scripts.changes.confirming import Verdict, plan_confirmation
from scripts.desk.desk import Desk, the_desk
from scripts.desk.ledgers.carried import carry_over, find_open
from scripts.desk.ledgers.entry_form import NewEntry, open_entry
from scripts.desk.ledgers.excel_pages import EXCEL
from scripts.desk.ledgers.likely import find_promises, find_questions
from scripts.desk.ledgers.measure_form import TASKS, MeasureAtWork, MeasurePlace, open_measure
from scripts.desk.ledgers.sheet import count_waiting, show_rows, tell_differences, tell_waiting
from scripts.desk.proposals import Proposal
from scripts.desk.screen import Screen
from scripts.ledger_sheet.entries import begin_ledger, open_problems, parse_ledger, with_entry, years_without_ledger
from scripts.ledger_sheet.recording import STATUS_RULES

_MEASURE, _ENTRY = "ledgers.measure", "ledgers.entry"


def _waiting(desk: Desk) -> str:
    return tell_waiting(desk.work.yearbook, today())


SCREEN = Screen("ledgers", "台账", "选一个年度的台账，一条一条地更新；逾期的、临期的、没有佐证的在前。", _waiting)
SCREEN.register_blueprint(EXCEL)


@SCREEN.get("/")
def show() -> str | Response:
    """The ledgers of all years, and the years that have none; other screens lead to one of them, or hand a sheet on."""
    if request.args.get("upload"):
        return _to(url_for("ledgers.excel.show", book=request.args["upload"]))
    if request.args.get("page"):
        return _to(url_for("ledgers.sheet", page=request.args["page"]))
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
    axis, rows = show_rows(ledger, today())
    return render_template(
        "ledger_sheet.html",
        screen=SCREEN,
        page=page,
        ledger=ledger,
        rows=rows,
        axis=axis,
        counts=count_waiting(ledger, today()),
        problems=open_problems(ledger, the_desk().work.yearbook),
        left=find_open(ledger, the_desk().work.yearbook, today()),
        place=lambda row: MeasurePlace(page.path, row.line.entry.id, row.line.number),
    )


@SCREEN.post("/carry")
def carry() -> Response:
    """Plan the entries by which open ones of earlier years go on in this one."""
    desk = the_desk()
    page = desk.work.open(request.form.get("page", ""))
    ledger, here = parse_ledger(page.text, page.path), url_for("ledgers.sheet", page=page.path)
    # A row's own button says that row, whatever is ticked.
    names = {request.form["one"]} if request.form.get("one") else set(request.form.getlist("entry"))
    chosen = [one for one in find_open(ledger, desk.work.yearbook, today()) if one.id in names]
    if not chosen:
        flash("还没有勾要转的。勾上，再按一次。")
        return _to(here)
    text = carry_over(page.text, ledger, chosen, desk.work.yearbook)
    task = f"把没有办结的 {len(chosen)} 项转到{ledger.year}年整改台账"
    told = tell_differences(ledger, parse_ledger(text, page.path))
    changes = desk.work.plan(task, {page.path: text}, {page.path: page.begun})
    return desk.proposals.show(Proposal(changes, back=here, then=here, told=told))


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


@SCREEN.get("/entry")
def entry() -> str:
    """The form of a new entry, as it was last filled in."""
    desk = the_desk()
    new = _open_entry(desk, request.args.get("page", ""))
    draft = desk.drafts.find(_ENTRY, new.key)
    return _show_entry(new, MultiDict(draft.fields) if draft else MultiDict(new.fields()))


@SCREEN.post("/entry")
def take_up() -> Response | str:
    """Plan the new entry, or tell at its field what is wrong."""
    desk = the_desk()
    new = _open_entry(desk, request.form.get("draft-page", ""))
    made, faults = new.make(request.form, desk.work.yearbook, today())
    if made is None:
        return _show_entry(new, request.form, faults)
    text = with_entry(new.page.text, new.ledger, made)
    return desk.proposals.show(
        Proposal(
            desk.work.plan(new.name, {new.page.path: text}, {new.page.path: new.page.begun}),
            back=url_for(_ENTRY, page=new.key),
            then=url_for("ledgers.sheet", page=new.page.path),
            draft=(_ENTRY, new.key),
            told=tell_differences(new.ledger, parse_ledger(text, new.page.path)),
        )
    )


@SCREEN.get("/likely")
def likely() -> str:
    """What may belong together, to be confirmed or refused."""
    desk = the_desk()
    page = desk.work.open(request.args.get("page", ""))
    ledger = parse_ledger(page.text, page.path)
    asked = find_questions(ledger, desk.work.yearbook)
    return render_template(
        "ledger_likely.html",
        screen=SCREEN,
        page=page,
        ledger=ledger,
        questions=asked,
        promises=find_promises(ledger, desk.work.yearbook, today()),
        no=Verdict.NO,
        answer=Verdict.ANSWER,
    )


@SCREEN.post("/likely")
def confirm() -> Response:
    """Write down at once what was said of two passages that were shown."""
    desk, page = the_desk(), request.form.get("page", "")
    if not request.form.get("other"):
        flash("还没有选结果写在哪一条。选上，再按一次。")
        return _to(url_for("ledgers.likely", page=page))
    try:
        one, other = (ItemRef.parse(request.form.get(name, "")) for name in ("one", "other"))
        said = Verdict(request.form.get("verdict"))
    except ValueError:
        raise BadRequest from None
    plan = plan_confirmation(desk.project.docs, one, other, said)
    back = url_for("ledgers.likely", page=page)
    if desk.work.find_faults(plan.changes):
        return desk.proposals.show(Proposal(plan.changes, back, back))
    if plan.changes:
        desk.work.write(plan.changes)
    flash(f"已写明：{plan.words}。点错了的，在“改过什么”里退回。")
    return _to(back)


def _open_entry(desk: Desk, key: str) -> NewEntry:
    path, _, ref = key.partition("#")
    return open_entry(desk.work.open(path), ref, desk.work.yearbook)


def _show_entry(new: NewEntry, told: MultiDict[str, str], faults: Mapping[str, str] | None = None) -> str:
    return render_template(
        "ledger_entry.html",
        screen=SCREEN,
        new=new,
        told=told,
        causes=new.offered(PartKind.CAUSE),
        measures=new.offered(PartKind.MEASURE),
        faults=faults or {},
        kinds=list(MeasureKind),
        sources=list(EntrySource),
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
        others=_entries_beside(at_work),
    )


def _entries_beside(at_work: MeasureAtWork) -> list[tuple[Ledger, Entry]]:
    """The entries of the unit that this one may be the same problem as, the newest ledger first."""
    ledgers = reversed(the_desk().work.yearbook.ledgers_of(at_work.ledger.folder))
    return [(one, entry) for one in ledgers for entry in one.entries if entry.id != at_work.entry.id]


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]
