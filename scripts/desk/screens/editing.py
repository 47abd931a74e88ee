"""A page that is changed item by item: its list, its form, the page beside it as it will look."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from macros.corpus.pages import PageKind, page_kind
from macros.domain.reports import PartKind
from macros.errors import ErrorKind
from scripts.changes.correcting import CorrectionError
from scripts.desk.desk import Desk, the_desk
from scripts.desk.page_form import steps
from scripts.desk.page_form.editing import Editing, NotAFormError
from scripts.desk.page_form.form import ITEM, PART
from scripts.desk.page_form.head import FIELDS, INDICATOR
from scripts.desk.page_form.listing import list_pages
from scripts.desk.page_form.looking import find_slips
from scripts.desk.proposals import Proposal
from scripts.desk.screen import Screen

_SCREEN = "editing.show"
#: The looks of what a page shows, by its kind.
_STYLES = {
    PageKind.REGULATION: ("register", "edition", "charts"),
    PageKind.EDITION: ("register", "edition", "charts"),
    PageKind.FREE: ("overview", "matrix", "compare", "pairs", "charts", "ledger", "pack"),
}


def _waiting(desk: Desk) -> str:
    begun = sum(draft.screen == _SCREEN for draft in desk.drafts.list())
    return f"{begun} 页没有改完" if begun else ""


SCREEN = Screen("editing", "改", "选一页，一条一条地改；每一次输入都随时记下，看过差别再写入。", _waiting)


@SCREEN.get("/")
def show() -> Response | str:
    """The pages that can be changed, or one of them as a form."""
    path = request.args.get("page")
    if path is None:
        return _list()
    try:
        edited = Editing.open(the_desk(), path)
    except NotAFormError:
        return redirect(url_for("source.show", page=path), 303)  # type: ignore[return-value]
    while edited.has_rival:
        if clashes := edited.merged().clashes:
            return render_template("editing_both.html", screen=SCREEN, edited=edited, clashes=clashes)
        edited.merge(frozenset())
        flash("这一页在别处也改过，和这里改的不在一处，已经合在一起。")
    return render_template("editing_form.html", **_seen(edited))


@SCREEN.post("/")
def act() -> Response | str:
    """Do what a button of the form says; what is typed is kept already."""
    edited = Editing.sent(the_desk(), request.form)
    step, _, key = request.form.get("do", "look").partition(":")
    if edited.has_rival:
        return _back(edited)
    if step == "plan":
        return _plan(edited)
    if step == "drop" and (question := edited.ask_before_dropping(key)):
        return render_template("editing_sure.html", screen=SCREEN, edited=edited, key=key, question=question)
    if step == "link":
        flash(edited.link())
    else:
        key = _do(edited, step, key)
    return _back(edited, key)


@SCREEN.post("/look")
def look() -> str:
    """What is seen of the form as it is typed, for its script."""
    return render_template("editing_looked.html", **_seen(Editing.sent(the_desk(), request.form)))


@SCREEN.post("/drop")
def drop() -> Response:
    """Take an item out, after what names it was told."""
    edited = _opened()
    return _back(edited, _do(edited, "drop", request.form.get("key", "")))


@SCREEN.post("/merge")
def merge() -> Response:
    """Go on with what was chosen of two."""
    edited = _opened()
    chosen = {name.removeprefix("choose-"): value for name, value in request.form.items() if name.startswith("choose-")}
    edited.merge(frozenset(key for key, value in chosen.items() if value == "theirs"))
    return _back(edited)


@SCREEN.get("/away")
def ask_away() -> str:
    """Ask before what was typed is put away."""
    return render_template("editing_away.html", screen=SCREEN, edited=Editing.open(the_desk(), _asked("page")))


@SCREEN.post("/away")
def put_away() -> Response:
    """Put away what was typed."""
    edited = _opened()
    the_desk().drafts.drop(_SCREEN, edited.path)
    flash("改到一半的已经放弃，页面没有改动。")
    return redirect(url_for(_SCREEN, page=edited.path), 303)  # type: ignore[return-value]


def _list() -> str:
    desk = the_desk()
    begun = {draft.page for draft in desk.drafts.list() if draft.screen == _SCREEN}
    return render_template("editing_list.html", screen=SCREEN, groups=list_pages(desk.work), begun=begun)


def _plan(edited: Editing) -> Response:
    if slips := find_slips(edited.form):
        flash("还没有写全，写在各处旁边，改好再看差别。")
        return _back(edited, next(iter(slips)))
    if any(fault.kind is ErrorKind.CITATION for fault in edited.find_faults()):
        flash(edited.link())
    if faults := edited.find_faults():
        flash(f"还有 {len(faults)} 处错误，写在各处旁边，改好再看差别。")
        return _back(edited, edited.place_of(faults[0]))
    here = url_for(_SCREEN, page=edited.path)
    try:
        changes = edited.plan()
    except CorrectionError as error:
        flash(str(error))
        return redirect(here, 303)  # type: ignore[return-value]
    proposal = Proposal(changes, back=here, then=url_for(_SCREEN), draft=(_SCREEN, edited.path))
    return the_desk().proposals.show(proposal)


def _do(edited: Editing, step: str, key: str) -> str:
    """Take a step; give the key of the section that the clerk is at then."""
    form, at = edited.form, key
    match step:
        case "up" | "down":
            form = steps.move(form, key, up=step == "up")
        case "move":
            form = steps.move_to(form, key, request.form.get(f"{key}-to", ""))
        case "item":
            form, at = steps.add(form, key, ITEM)
        case "part":
            form, at = steps.add(form, key, PART)
        case "split":
            form, at = steps.part(form, key, request.form.get(f"{key}-from", 0, type=int))
        case "join":
            form, at = steps.join(form, key)
        case "drop":
            form, at = steps.drop(form, key)
    if form is not edited.form:
        edited.keep(form)
    return at


def _back(edited: Editing, key: str = "") -> Response:
    here = url_for(_SCREEN, page=edited.path, _anchor=f"f-{key}" if key else None)
    return redirect(here, 303)  # type: ignore[return-value]


def _seen(edited: Editing) -> dict[str, object]:
    return {
        "screen": SCREEN,
        "edited": edited,
        "form": edited.form,
        "look": edited.look(),
        "kinds": list(PartKind),
        "fields": FIELDS.get(edited.form.kind, ()) if edited.form.front else (),
        "beside": _beside(edited.path),
        "columns": INDICATOR,
        "styles": _STYLES.get(page_kind(edited.path), ("record",)),
        "is_report": page_kind(edited.path) is PageKind.REPORT,
    }


def _beside(path: str) -> tuple[str, str] | None:
    """Where what is no text of a page is changed: its address, and what is changed there."""
    if path in {pack.path for pack in the_desk().work.yearbook.packs.values()}:
        return url_for("packs.edit", page=path), "放进来的材料、讨论题、日期在“学习资料”里改"
    if page_kind(path) is PageKind.EDITION:
        return url_for("regulations.facts", page=path), "文号、日期、条数在“法规”里核对、确认"
    return None


def _opened() -> Editing:
    return Editing.open(the_desk(), request.form.get("page") or _asked("page"))


def _asked(name: str) -> str:
    if not (value := request.values.get(name)):
        raise BadRequest
    return value
