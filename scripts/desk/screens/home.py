"""The first page of the desk: the tasks, what waits at each, and what was begun and is not written yet."""

from __future__ import annotations

from flask import Response, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.routing import BuildError

from macros.compare.due import DueList
from macros.corpus import Source
from macros.errors import SiteError
from scripts.desk.desk import Desk, the_desk
from scripts.desk.drafts import Draft
from scripts.desk.due_dates import ROW, due_of
from scripts.desk.screen import Screen
from scripts.desk.told_faults import tell_fault

#: So many measures that fall due stand on the first page.
_MOST_DUE = 7

SCREEN = Screen("home", "工作台", "选一件事来做；没有写完的都在下面，随时接着写。")
SCREEN.url_prefix = ""


@SCREEN.get("/")
def show() -> str:
    """The tasks as tiles."""
    desk = the_desk()
    return render_template(
        "home.html",
        screen=SCREEN,
        desk=desk,
        office=desk.work.office,
        has_papers=bool(desk.work.yearbook.reports),
        drafts=[(draft, _address(draft)) for draft in desk.drafts.list()],
        faults=[tell_fault(fault, Source(desk.project.docs)) for fault in desk.work.survey().faults],
        waiting=_waiting,
        due=_due(desk),
        most=_MOST_DUE,
        **ROW,
    )


@SCREEN.post("/drafts/away")
def put_away() -> Response:
    """Put away a draft that is not wanted."""
    screen, page = request.form.get("screen"), request.form.get("page")
    if screen is None or page is None:
        raise BadRequest
    the_desk().drafts.drop(screen, page)
    return redirect(url_for("home.show"), 303)  # type: ignore[return-value]


def _due(desk: Desk) -> DueList | None:
    """What falls due; what cannot be looked at stops nobody from opening the desk."""
    try:
        return due_of(desk)
    except SiteError:
        return None


def _waiting(screen: Screen, desk: Desk) -> str:
    """What waits at a task; what cannot be looked at stops nobody from opening the desk."""
    try:
        return screen.waiting(desk)
    except SiteError:
        return "现在看不了，点开看原因"


def _address(draft: Draft) -> str:
    """Where a draft goes on; empty where its screen is not there any more."""
    try:
        return url_for(draft.screen, page=draft.page)
    except BuildError:
        return ""
