"""What falls due and what is overdue, by the posts that answer for it; each row leads to the measure's form."""

from __future__ import annotations

import io
from datetime import date

from flask import Response, render_template, request, send_file
from werkzeug.exceptions import NotFound

from macros.compare.due import OVERDUE, TODAY
from macros.render.due_words import undated_words
from scripts.desk.desk import Desk, the_desk
from scripts.desk.due_dates import ROW, due_of
from scripts.desk.screen import Screen
from scripts.paper.selection import Form, file_name
from scripts.paper.slip_files import make_slips
from scripts.paper.slips import SlipFor, find_slips
from scripts.setup.console import Console


def _waiting(desk: Desk) -> str:
    found = due_of(desk)
    told = [(found.count(OVERDUE), "逾期"), (found.count(TODAY), "今天到期")]
    words = [f"{number} 条{name}" for number, name in told if number]
    soon = sum(line.left > 0 for line in found.lines)
    return "，".join([*words, *([f"{soon} 条 {found.within} 天内到期"] if soon else [])])


SCREEN = Screen("due", "到期与督办", "看什么要到期、什么逾期了，各是谁的，做督办单。", _waiting)


@SCREEN.get("/")
def show() -> str:
    """All that waits for a date, by post."""
    desk = the_desk()
    yearbook = desk.work.yearbook
    folder = yearbook.folder_of(request.args.get("unit", ""))
    units = {ledger.folder: ledger.unit for ledger in yearbook.ledgers.values()}
    return render_template(
        "due.html",
        screen=SCREEN,
        found=due_of(desk, folder),
        folder=folder,
        units=sorted(units.items()) if len(units) > 1 else [],
        reply=str(_reply_by() or ""),
        undated_words=undated_words,
        **ROW,
    )


@SCREEN.get("/slips")
def slips() -> Response:
    """The 督办单 of one post, of one entry, or of all posts, as a file."""
    desk, told = the_desk(), request.args
    found = due_of(desk, desk.work.yearbook.folder_of(told.get("unit", "")))
    form = Form.WORD if told.get("form") == Form.WORD else Form.PDF
    if told.get("post"):
        own = found.of_post(told["post"])
        chosen = find_slips(own) if own else []
    elif told.get("entry"):
        chosen = [slip for slip in find_slips(found, SlipFor.ENTRY) if slip.entry == told["entry"]]
    else:
        chosen = find_slips(found)
    if not chosen:
        raise NotFound
    made = make_slips(chosen, found, form, desk.project, Console(quiet=True), _reply_by())
    name = file_name(chosen[0].name if len(chosen) == 1 else f"督办单 {found.day}")
    return send_file(io.BytesIO(made), as_attachment=True, download_name=f"{name}{form.ending}")


def _reply_by() -> date | None:
    """By when an answer is wanted, as the clerk has chosen."""
    try:
        return date.fromisoformat(request.args.get("reply", ""))
    except ValueError:
        return None
