"""What was changed: every change that can be taken back, what became of each page, and the way back."""

from __future__ import annotations

from flask import Response, render_template, url_for
from werkzeug.exceptions import NotFound

from scripts.changes import journal
from scripts.changes.change_set import ChangeSet
from scripts.changes.journal import Change, UndoError
from scripts.desk.desk import Desk, the_desk
from scripts.desk.proposals import Proposal
from scripts.desk.screen import Screen
from scripts.desk.work import show_changes


def _waiting(desk: Desk) -> str:
    changes = journal.read_changes(desk.project)
    return f"最近一次：{changes[-1].made_at:%m-%d}　{changes[-1].task}" if changes else ""


SCREEN = Screen("history", "改过什么", "看每一次改了哪些页、哪几处；改错了的，退回那一次。", _waiting)


@SCREEN.get("/")
def show() -> str:
    """The changes, the newest first."""
    desk = the_desk()
    made = [(change, show_changes(_as_set(desk, change))) for change in reversed(journal.read_changes(desk.project))]
    return render_template("history.html", screen=SCREEN, made=made, kept=journal.KEPT)


@SCREEN.get("/<int:number>")
def one(number: int) -> str:
    """One change with all its lines."""
    return _one(number)


@SCREEN.post("/<int:number>/back")
def take_back(number: int) -> Response | tuple[str, int]:
    """Show what would be put back; or which later change of the same page is to go back first."""
    desk = the_desk()
    try:
        changes = journal.plan_undo(desk.project, number)
    except UndoError as error:
        if not error.path:
            raise
        return _one(number, error), 409
    here = url_for("history.one", number=number)
    return desk.proposals.show(Proposal(changes, back=here, then=url_for("history.show"), despite_faults=True))


def _one(number: int, refused: UndoError | None = None) -> str:
    desk = the_desk()
    change = next((change for change in journal.read_changes(desk.project) if change.number == number), None)
    if change is None:
        raise NotFound
    shown = show_changes(_as_set(desk, change))
    page = next((one.name for one in shown if refused and one.path == refused.path), "")
    return render_template("history_one.html", screen=SCREEN, change=change, shown=shown, refused=refused, page=page)


def _as_set(desk: Desk, change: Change) -> ChangeSet:
    return ChangeSet(desk.project.docs, change.task, change.before, change.after)
