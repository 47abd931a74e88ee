"""What is published, for whom and where to: what is new to them, what stops it, how it is taken back."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from macros.domain.reports import Audience
from macros.errors import SiteError
from scripts.changes.samples import plan_clearance
from scripts.desk.desk import Desk, the_desk
from scripts.desk.jobs import Job
from scripts.desk.page_order import SORTED_BY, page_order
from scripts.desk.proposals import Proposal
from scripts.desk.publishing import long_work
from scripts.desk.publishing.form import PlaceForm, default_folder, read_form, values_of
from scripts.desk.publishing.places import KEEP, Place, Places
from scripts.desk.publishing.stopping import find_stopping
from scripts.desk.screen import Screen
from scripts.desk.told_console import ToldConsole
from scripts.publishing import withdrawal
from scripts.publishing.news import News, find_news, stamp_of
from scripts.publishing.standing import Standing, list_withdrawable, read_standing

_SCREEN = "publishing.show"
_PLACE = "publishing.place"


def _places(desk: Desk) -> Places:
    return Places(desk.project.work / "desk" / "places.json")


def _waiting(desk: Desk) -> str:
    # Their folders may be far away, and are not asked.
    known = dict.fromkeys(f"给{place.audience}" for place in _places(desk).every())
    return f"常用：{'、'.join(known)}" if known else ""


SCREEN = Screen("publishing", "发布", "选给谁看、放到哪里，看清这次有什么变动，再发布；可以退回上一次。", _waiting)


@SCREEN.get("/")
def show() -> str:
    """The places that were published to, and the form for another."""
    desk = the_desk()
    known, draft = _places(desk).find(request.args.get("page", "")), desk.drafts.find(_SCREEN, "")
    return _list(PlaceForm(values_of(known) if known else draft.fields if draft else {}))


@SCREEN.post("/")
def choose() -> Response | tuple[str, int]:
    """Take down for whom and where to."""
    desk = the_desk()
    form = read_form(desk.project, request.form)
    if form.place is None:
        return _list(form), 400
    _places(desk).keep(form.place)
    desk.drafts.drop(_SCREEN, "")
    return _to(form.place)


@SCREEN.get("/place")
def place() -> str:
    """One place: what its readers see, what is new to them, what can be done."""
    desk, at = the_desk(), _asked()
    try:
        standing, trouble = read_standing(at.folder, desk.project.docs), ""
    except SiteError as error:
        standing, trouble = None, str(error)
    looked = desk.jobs.last(_looking(at))
    return render_template(
        "publishing_place.html",
        screen=SCREEN,
        place=at,
        standing=standing,
        trouble=trouble,
        looked=looked,
        is_fresh=_is_fresh(desk, looked, standing),
        verified=_verified(desk, at, standing),
        **find_stopping(desk),
    )


@SCREEN.post("/look")
def look() -> Response:
    """Find out what is new to the readers."""
    desk, at = the_desk(), _asked()
    return _start(at, _looking(at), find_news, desk.project, at.folder, at.order)


@SCREEN.post("/publish")
def publish() -> Response:
    """Publish what was looked at; what was changed since is looked at first."""
    desk, at = the_desk(), _asked()
    looked = desk.jobs.last(_looking(at))
    if looked is None or not _is_fresh(desk, looked, read_standing(at.folder, desk.project.docs)):
        flash("看过以后页面又改过，或者已经发布过。没有发布，先再看一遍有什么变动。")
        return _to(at)
    why, by = (request.form.get(name, "").strip() for name in ("why", "by"))
    if looked.result.silent and not (why and by):
        flash("读者看过的页面改了，还没有写为什么改、谁更正的。没有发布，写好再发布。")
        return _to(at)
    return _start(at, _publishing(at), long_work.publish_there, desk.project, at, why, by)


@SCREEN.post("/verify")
def verify() -> Response:
    """Hold what readers see against its list."""
    at = _asked()
    return _start(at, _verifying(at), long_work.verify_there, at)


@SCREEN.get("/back")
def ask_back() -> str:
    """Ask before readers see what they saw before."""
    at = _asked()
    standing = read_standing(at.folder, the_desk().project.docs)
    return render_template("publishing_back.html", screen=SCREEN, place=at, standing=standing)


@SCREEN.post("/back")
def go_back() -> Response:
    """Let readers see what they saw before."""
    at = _asked()
    return _start(at, _going_back(at), long_work.go_back_there, at)


@SCREEN.get("/withdraw")
def ask_withdraw() -> str:
    """The pages that can be taken out, and what that means."""
    at = _asked()
    pages = sorted(list_withdrawable(at.folder), key=lambda page: page_order(page[1]))
    return render_template("publishing_withdraw.html", screen=SCREEN, place=at, pages=pages, sorted_by=SORTED_BY)


@SCREEN.post("/withdraw")
def withdraw() -> Response:
    """Take a page out for good."""
    desk, at, what = the_desk(), _asked(), request.form.get("what", "")
    if what not in dict(list_withdrawable(at.folder)):
        flash("还没有选要撤下哪一页。从列出的页面里选一页。")
        return redirect(url_for("publishing.ask_withdraw", page=at.key), 303)  # type: ignore[return-value]
    return _start(at, _withdrawing(at), long_work.withdraw_there, desk.project, at, what)


@SCREEN.post("/readmit")
def readmit() -> Response:
    """Let a page come back with the next publish."""
    at, what = _asked(), request.form.get("what", "")
    withdrawal.readmit(at.folder, what, ToldConsole())
    flash("已取消撤下，下一次发布会再有这一页。")
    return _to(at)


@SCREEN.post("/forget")
def forget() -> Response:
    """List a place no longer; what stands there stays."""
    at = _asked()
    _places(the_desk()).drop(at.key)
    flash(f"不再列出 {at.folder}，那里的站点没有动。")
    return redirect(url_for(_SCREEN), 303)  # type: ignore[return-value]


@SCREEN.post("/samples")
def clear_samples() -> Response:
    """Show what would go with the samples, beside which nothing is published."""
    plan, here = plan_clearance(the_desk().project.docs), url_for(_SCREEN)
    return the_desk().proposals.show(Proposal(plan.changes, back=here, then=here))


def _list(form: PlaceForm) -> str:
    desk = the_desk()
    return render_template(
        "publishing.html",
        screen=SCREEN,
        places=[(place, _told(place, desk)) for place in _places(desk).every()],
        form=form,
        audiences=list(Audience),
        usual=default_folder(desk.project, ""),
        keep=KEEP,
        **find_stopping(desk),
    )


def _told(place: Place, desk: Desk) -> str:
    """How a place stands, in a line."""
    try:
        standing = read_standing(place.folder, desk.project.docs)
    except SiteError as error:
        return str(error)
    if standing is None:
        return "还没有发布过" if place.folder.parent.is_dir() else "现在找不到这个文件夹，共享、U 盘先连上、插好"
    return standing.told or "没有完整的发布"


def _is_fresh(desk: Desk, looked: Job | None, standing: Standing | None) -> bool:
    """Whether what was looked at is what a publish would bring now."""
    if looked is None or not isinstance(news := looked.result, News):
        return False
    return news.stamp == stamp_of(desk.project) and news.number == (standing.number if standing else 0)


def _verified(desk: Desk, at: Place, standing: Standing | None) -> Job | None:
    """The last job that has verified what readers see now."""
    titles = (_publishing(at), _verifying(at), _going_back(at), _withdrawing(at))
    jobs = [job for title in titles if (job := desk.jobs.last(title))]
    known = [job for job in jobs if standing and job.result.number == standing.number]
    return max(known, key=lambda job: job.number, default=None)


def _asked() -> Place:
    at = _places(the_desk()).find(request.values.get("page", ""))
    if at is None:
        raise NotFound
    return at


def _looking(at: Place) -> str:
    return f"看看发布给{at.audience}会有什么变动（{at.folder}）"


def _publishing(at: Place) -> str:
    return f"发布给{at.audience}看的站点（{at.folder}）"


def _verifying(at: Place) -> str:
    return f"核对给{at.audience}看的站点（{at.folder}）"


def _going_back(at: Place) -> str:
    return f"退回给{at.audience}看的站点（{at.folder}）"


def _withdrawing(at: Place) -> str:
    return f"从给{at.audience}看的站点撤下一页（{at.folder}）"


def _start(at: Place, title: str, work: Any, *arguments: Any) -> Response:
    job = the_desk().jobs.start(title, work, *arguments, then=url_for(_PLACE, page=at.key))
    return redirect(url_for("job.show", number=job.number), 303)  # type: ignore[return-value]


def _to(at: Place) -> Response:
    return redirect(url_for(_PLACE, page=at.key), 303)  # type: ignore[return-value]
