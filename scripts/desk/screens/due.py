"""What falls due and what is overdue, by the posts that answer for it; each row leads to the measure's form."""

from __future__ import annotations

from flask import render_template, request

from macros.compare.due import OVERDUE, TODAY
from macros.render.due_words import undated_words
from scripts.desk.desk import Desk, the_desk
from scripts.desk.due_dates import ROW, due_of
from scripts.desk.screen import Screen


def _waiting(desk: Desk) -> str:
    found = due_of(desk)
    told = [(found.count(OVERDUE), "逾期"), (found.count(TODAY), "今天到期")]
    words = [f"{number} 条{name}" for number, name in told if number]
    soon = sum(line.left > 0 for line in found.lines)
    return "，".join([*words, *([f"{soon} 条 {found.within} 天内到期"] if soon else [])])


SCREEN = Screen("due", "督办", "看什么要到期、什么逾期了，各是谁的。", _waiting)


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
        undated_words=undated_words,
        **ROW,
    )
