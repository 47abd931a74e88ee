"""The desk as a program for web servers: its screens, its looks, and what it says when something is wrong."""

from __future__ import annotations

import secrets

from flask import Flask, Response, render_template, request, send_from_directory
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from macros.corpus import Source
from macros.errors import ContentErrors, SiteError
from scripts.changes.naming import name_places
from scripts.desk.desk import Desk, put_desk, the_desk
from scripts.desk.drafts import Draft
from scripts.desk.jobs import JobRunningError
from scripts.desk.running import prove
from scripts.desk.safety import protect
from scripts.desk.screens import (
    county,
    due,
    editing,
    filling,
    history,
    home,
    job,
    ledgers,
    next_year,
    office,
    packs,
    printing,
    proofreading,
    proposal,
    publishing,
    receiving,
    regulations,
    signing,
    source,
)
from scripts.desk.told_faults import ToldFault, tell_fault
from scripts.setup.project import ROOT
from scripts.setup.unforeseen import describe_unforeseen

#: The tasks, in the order of the tabs and of the tiles.
TASKS = (
    receiving.SCREEN,
    editing.SCREEN,
    ledgers.SCREEN,
    filling.SCREEN,
    due.SCREEN,
    proofreading.SCREEN,
    next_year.SCREEN,
    packs.SCREEN,
    printing.SCREEN,
    regulations.SCREEN,
    signing.SCREEN,
    publishing.SCREEN,
    county.SCREEN,
    history.SCREEN,
)
_ASSETS = ROOT / "overrides" / "assets"
#: Fields of a form by which its draft is kept; all begin alike, so that no field of a screen is taken for one.
_DRAFT = "draft-"
_TOLD = {
    400: "这份表单没有填完整，或者不是从工作台的页面上来的。请退回上一页，再做一次。",
    401: "请从启动时的那个窗口里写的地址打开工作台：双击启动文件，浏览器会自己打开。关了再开过的，旧的页面就不能用了。",
    403: "这一步不是从工作台的页面上来的，没有照办。请退回上一页，刷新以后再做一次。",
    404: "工作台没有这一页。",
    405: "这一页不能这样打开。",
    413: "交上来的文件太大，没有收下。请分几次交，或者把文件里的图片压小。",
}


def make_desk(desk: Desk, token: str, port: int) -> Flask:
    """Make the application.

    Args:
        desk: What its screens work on.
        token: What opens it; new with each start.
        port: Where it is served.
    """
    app = Flask(__name__)
    put_desk(app.extensions, desk)
    protect(app, token, port)
    app.add_url_rule("/assets/<path:path>", "assets", lambda path: send_from_directory(_ASSETS, path))
    app.add_url_rule("/drafts", "keep_draft", _kept, methods=["POST"])
    app.add_url_rule("/proof", "proof", lambda: _as_text(prove(desk.project, token, request.args.get("of", ""))))
    app.before_request(_keep_draft)
    for screen in (home.SCREEN, proposal.SCREEN, job.SCREEN, source.SCREEN, office.SCREEN, *TASKS):
        app.register_blueprint(screen)
    app.register_error_handler(Exception, _tell_unforeseen)
    app.register_error_handler(SiteError, _tell_fault)
    app.register_error_handler(HTTPException, _tell_refusal)
    app.jinja_env.globals.update(tasks=TASKS, draft_fields=_draft_fields)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    return app


def _keep_draft() -> None:
    """Keep what a form holds before anything is done with it."""
    form = request.form
    if not form.get(_DRAFT + "screen"):
        return
    own = {name.removeprefix(_DRAFT): value for name, value in form.items() if name.startswith(_DRAFT)}
    fields = [pair for pair in form.items(multi=True) if not pair[0].startswith(_DRAFT) and pair[0] != "csrf"]
    serial = own.get("serial", "")
    the_desk().drafts.keep(
        Draft(
            screen=own["screen"],
            page=own.get("page", ""),
            title=own.get("title", ""),
            begun=own.get("begun", ""),
            fields=MultiDict(fields),
            visit=own.get("visit", ""),
            serial=int(serial) if serial.isdecimal() else 0,
            after=own.get("after"),
        )
    )


def _kept() -> Response:
    """The script's own way to keep a draft: it is kept already."""
    return Response(status=204)


def _as_text(words: str) -> Response:
    return Response(words, mimetype="text/plain")


def _draft_fields(screen: str, page: str, title: str, begun: str = "") -> Markup:
    """What a form must hold for its draft to be kept, as `Draft` names it; its script fills in the rest."""
    there = the_desk().drafts.find(screen, page)
    fields = {"screen": screen, "page": page, "title": title, "begun": begun, "serial": ""}
    fields |= {"visit": secrets.token_urlsafe(9), "after": there.mark if there else ""}
    line = Markup('<input type="hidden" name="{}" value="{}">')
    return Markup("").join(line.format(_DRAFT + name, value) for name, value in fields.items())


def _tell_fault(error: SiteError) -> tuple[str, int]:
    docs, faults = the_desk().project.docs, list[ToldFault]()
    if isinstance(error, ContentErrors):
        faults = [tell_fault(fault, Source(docs)) for fault in error.errors]
    lines = [] if faults else name_places(docs, str(error)).splitlines()
    running = the_desk().jobs.running if isinstance(error, JobRunningError) else None
    return render_template("fault.html", title="没有做成", lines=lines, faults=faults, running=running), 409


def _tell_refusal(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    return render_template("fault.html", title="打不开", lines=[_TOLD.get(code, "工作台做不了这件事。")]), code


def _tell_unforeseen(error: Exception) -> tuple[str, int]:
    told = describe_unforeseen(error, "desk", the_desk().project.work)
    return render_template("fault.html", title="程序出错", lines=[told]), 500
