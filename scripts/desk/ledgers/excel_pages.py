"""A ledger to and from Excel at the desk: a sheet is handed in and looked at; a ledger is taken out as one."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request, send_file, url_for

from macros.corpus import today
from macros.domain.ledgers import EntrySource
from scripts.desk.desk import the_desk
from scripts.desk.ledgers.excel import SheetLook, for_form, likely_target, list_targets, look_at_sheet, said_of_words
from scripts.desk.ledgers.sheet import with_numbers
from scripts.desk.proposals import Proposal
from scripts.desk.uploads import Upload
from scripts.ledger_sheet.entries import parse_ledger
from scripts.ledger_sheet.faults import group_lines
from scripts.ledger_sheet.importing import titles_of
from scripts.ledger_sheet.workbook import make_workbook

EXCEL = Blueprint("excel", __name__, url_prefix="/excel")


@EXCEL.get("/")
def show() -> str:
    """Where a sheet is handed in, and looked at again."""
    desk, told = the_desk(), request.args.to_dict()
    upload = desk.uploads.find(told.get("book", ""))
    look = look_at_sheet(desk.project.docs, upload, told) if upload and told.get("target") else SheetLook()
    return _show_excel(upload, told, look)


@EXCEL.post("/")
def bring_in() -> Response | str:
    """Show what a sheet would change, or what is wrong with it at its cells."""
    desk = the_desk()
    told = {name: value.strip() for name, value in request.form.items()}
    handed = request.files.get("file")
    upload = desk.uploads.keep(handed) if handed and handed.filename else desk.uploads.find(told.get("book", ""))
    if upload is None:
        return _show_excel(None, told, SheetLook(faults={"file": "选一张 Excel 表（.xlsx）"}))
    look = look_at_sheet(desk.project.docs, upload, told)
    if look.plan is None:
        return _show_excel(upload, told, look)
    plan = look.plan
    page = plan.changes.after.get(plan.path)
    entries = parse_ledger(page.decode(), plan.path).entries if page else ()
    lines = (*plan.differences, *(f"注意：{for_form(notice)}" for notice in group_lines(plan.notices)))
    again: dict[str, Any] = {name: value for name, value in told.items() if name not in {"csrf", "file"}} | {
        "book": upload.key
    }
    return desk.proposals.show(
        Proposal(
            plan.changes,
            back=url_for("ledgers.excel.show", **again),
            then=url_for("ledgers.sheet", page=plan.path),
            draft=("receiving.paper", upload.key),
            told=tuple(with_numbers(lines, entries)),
        )
    )


@EXCEL.get("/out")
def take_out() -> Response:
    """A ledger as an Excel sheet."""
    desk = the_desk()
    page = desk.work.open(request.args.get("page", ""))
    ledger = parse_ledger(page.text, page.path)
    book = make_workbook(ledger, titles_of(desk.work.yearbook), today())
    name = f"{ledger.unit}{ledger.year}年整改台账.xlsx"
    return send_file(io.BytesIO(book), as_attachment=True, download_name=name)


def _show_excel(upload: Upload | None, told: Mapping[str, str], look: SheetLook) -> str:
    targets = list_targets(the_desk().work.yearbook)
    target = told.get("target") or likely_target((), upload.name if upload else "", targets)
    return render_template(
        "ledger_excel.html",
        screen=current_app.blueprints["ledgers"],
        upload=upload,
        told={**told, "target": target},
        look=look,
        said=said_of_words(told),
        faults=look.faults,
        targets=targets,
        sources=list(EntrySource),
    )
