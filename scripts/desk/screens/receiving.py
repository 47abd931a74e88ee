"""Papers that come in: handed in, looked at beside their source, decided of, and put on their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from flask import Response, flash, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound

from macros.domain.reports import Audience, PartKind, Series, fold_name
from macros.page_text.splitting import split_text
from scripts.changes.change_set import ChangeSet
from scripts.desk.desk import Desk, the_desk
from scripts.desk.drafts import Draft
from scripts.desk.page_order import SORTED_BY
from scripts.desk.proposals import Proposal
from scripts.desk.reading_beside import read_beside
from scripts.desk.readings import TakesLongError
from scripts.desk.receiving.looking import Look, find_upload, look_at
from scripts.desk.receiving.scan_reader import INSTALLING, install_reader
from scripts.desk.receiving.together import PAPER, TITLE, list_papers, list_uploads, list_waiting, look_through
from scripts.desk.receiving.view import show_left_out, show_paper
from scripts.desk.screen import Screen
from scripts.desk.work import ShownChange, show_changes
from scripts.intake.page_making import Made, remember


def _waiting(desk: Desk) -> str:
    count = len(list_papers(desk))
    return f"{count} 份来稿还没有放进来" if count else ""


SCREEN = Screen("receiving", "收件", "选文件，看清楚读成了什么，改好，放进来。", _waiting)


@SCREEN.get("/")
def show(fault: str = "") -> str:
    """Where files are handed in, and those that wait, each with how it stands."""
    waiting = list_waiting(the_desk())
    missing = {fact for one in waiting if one.look for fact in one.look.missing}
    return render_template(
        "receiving.html",
        screen=SCREEN,
        waiting=waiting,
        missing=missing,
        office=the_desk().work.office,
        audiences=list(Audience),
        sorted_by=SORTED_BY,
        fault=fault,
    )


@SCREEN.post("/")
def receive() -> Response | tuple[str, int]:
    """Take files in; one alone is looked at right away, several are looked through."""
    desk = the_desk()
    files = [file for file in request.files.getlist("papers") if file.filename]
    if not files:
        return show("还没有选文件。点“选择文件”，选 Word、WPS、PDF、OFD、文本或扫描件，可以一次选几个。"), 400
    pages = [_hand_in(desk, file) for file in files]
    return look_all() if len(pages) > 1 else _to(url_for(PAPER, page=pages[0]))


@SCREEN.post("/look")
def look_all() -> Response:
    """Look through all that wait; what they do not say, and is said here for all of them, is put into their forms."""
    desk = the_desk()
    for one in list_waiting(desk):
        said = {fact: value for fact in (one.look.missing if one.look else ()) if (value := request.form.get(fact))}
        if said:
            desk.drafts.keep(replace(one.draft, fields={**one.draft.fields, **said}, visit="", serial=0))
    running = desk.jobs.running
    if running is None:
        pages = [draft.page for draft in list_papers(desk)]
        here = url_for("receiving.show")
        job = desk.jobs.start(TITLE, look_through, desk.project, pages, then=here, opens=here)
        return _to(url_for("job.show", number=job.number))
    told = Markup('“{}”还在做，做完以后再点“看看各是什么”。<a href="{}">看它做到哪里</a>')
    flash(told.format(running.title, url_for("job.show", number=running.number)))
    return _to(url_for("receiving.show"))


@SCREEN.post("/together")
def put_in_together() -> Response:
    """Plan the pages of all papers that are clear, as one change."""
    desk = the_desk()
    looks = [one.look for one in list_waiting(desk) if one.is_clear and one.look]
    made = [look.made for look in looks if look.made]
    if not made or any(one.file.exists() for one in made):
        # Somebody has put one of them in since; what is clear now is seen when they are looked through again.
        flash("站点在这期间改过，再看一遍，再一起放进来。")
        return _to(url_for("receiving.show"))
    pages = {path: text for one in made for path, text in one.changes(desk.project.docs).items()}
    changes = desk.work.plan(f"放进来 {len(made)} 份", pages)
    here = url_for("receiving.show")
    drafts = tuple((PAPER, look.page) for look in looks)
    written = partial(_remember_all, made, desk.project.docs)
    return desk.proposals.show(Proposal(changes, back=here, then=here, drafts=drafts, when_written=written))


@SCREEN.get("/paper")
def paper() -> str:
    """A paper beside its source, as it was last decided of."""
    page = request.args.get("page", "")
    return _show(look_at(the_desk(), page, _fields(the_desk(), page)))


@SCREEN.post("/paper")
def decide() -> Response | str:
    """Take down what was decided, and do what was asked."""
    desk, page = the_desk(), request.form.get("draft-page", "")
    match request.form.get("act"):
        case "away":
            return _put_away(desk, page)
        case "apart":
            return _take_apart(desk, page)
        case "in":
            return _put_in(desk, page)
        case "reader":
            job = desk.jobs.start(INSTALLING, install_reader, then=url_for(PAPER, page=page))
            return _to(url_for("job.show", number=job.number))
    return _to(url_for(PAPER, page=page, _anchor=request.form.get("near", "")))


@SCREEN.errorhandler(TakesLongError)
def read_first(error: TakesLongError) -> Response:
    """A scan, or a large file, is read by a job before its page opens."""
    page = request.args.get("page") or request.form.get("draft-page", "")
    return read_beside(the_desk(), error, url_for(PAPER, page=page), url_for("receiving.show"))


@SCREEN.get("/strip")
def strip() -> Response:
    """The strip of a scan on which a doubtful place stands."""
    desk = the_desk()
    upload, _ = find_upload(desk, request.args.get("page", ""))
    scan, number = desk.readings.read(upload).scan, request.args.get("number", 0, type=int)
    if scan is None or not 1 <= number <= len(scan.doubts):
        raise NotFound
    return Response(scan.doubts[number - 1].picture, mimetype="image/png")


@SCREEN.get("/picture")
def picture() -> Response:
    """A picture of a paper."""
    desk = the_desk()
    upload, _ = find_upload(desk, request.args.get("page", ""))
    pictures, number = desk.readings.read(upload).pictures, request.args.get("number", 0, type=int)
    if not 1 <= number <= len(pictures):
        raise NotFound
    return Response(pictures[number - 1].content, mimetype=pictures[number - 1].mime)


def _put_in(desk: Desk, page: str) -> Response | str:
    look = look_at(desk, page, _fields(desk, page))
    made = look.made
    if (
        made is None
        or look.form.faults
        or look.stops
        or look.open_clashes
        or look.open_changes
        or look.waits_for_year
        or (look.scan and look.scan.open)
        or (look.other and not look.form.get("rewritten"))
    ):
        return _show(look, asked=True)
    back, then = url_for(PAPER, page=page), url_for("receiving.show")
    written = partial(remember, made, desk.project.docs)
    draft = (PAPER, page)
    return desk.proposals.show(Proposal(_plan(desk, look), back=back, then=then, draft=draft, when_written=written))


def _plan(desk: Desk, look: Look) -> ChangeSet:
    pages = look.made.changes(desk.project.docs) if look.made else {}
    title = look.made.done.draft.title if look.made else ""
    return desk.work.plan(f"{'用新稿更新' if look.is_there else '放进来'}“{title}”", pages)


def _show_news(changes: ChangeSet) -> list[ShownChange]:
    """What a newer text changes in the words of its page; what the file says beside them is told when it is written."""
    before, after = (
        {path: "\n".join(split_text((content or b"").decode()).body).encode() for path, content in pages.items()}
        for pages in (changes.before, changes.after)
    )
    return [shown for shown in show_changes(replace(changes, before=before, after=after)) if shown.lines]


def _take_apart(desk: Desk, page: str) -> Response:
    """Each paper of a file becomes one that waits."""
    look = look_at(desk, page, _fields(desk, page))
    decided = {name: value for name, value in look.form.fields.items() if name.startswith("change")}
    for number in range(1, look.apart + 1):
        title = f"来稿“{look.upload.name}”第 {number} 份"
        desk.drafts.keep(Draft(PAPER, f"{page}.{number}", title, "", decided))
    desk.drafts.drop(PAPER, page)
    return look_all()


def _put_away(desk: Desk, page: str) -> Response:
    upload, _ = find_upload(desk, page)
    desk.drafts.drop(PAPER, page)
    flash(f"“{upload.name}”不放进来了。")
    return _to(url_for("receiving.show"))


def _show(look: Look, *, asked: bool = False) -> str:
    """A paper as it stands; `asked` is whether it was to be put in, and something stands against that."""
    done = look.made.done if look.made else None
    kept = look.form.choices.figures or frozenset()
    return render_template(
        "receiving_paper.html",
        screen=SCREEN,
        look=look,
        asked=asked,
        news=_show_news(_plan(the_desk(), look)) if look.is_there else [],
        done=done,
        blocks=show_paper(done, the_desk().work.yearbook) if done else [],
        left_out=show_left_out(done) if done else [],
        kept=kept,
        fold=fold_name,
        kinds=list(PartKind),
        series=list(Series),
        audiences=list(Audience),
    )


def _hand_in(desk: Desk, file: FileStorage) -> str:
    """Keep a file as a paper that waits; the same one handed in again is the one that waits already."""
    waiting = list_uploads(desk)
    upload = desk.uploads.keep(file)
    content = upload.file.read_bytes()
    for there in waiting:
        if there.name == upload.name and there.file.read_bytes() == content:
            desk.uploads.drop(upload.key)
            return there.key
    desk.drafts.keep(Draft(PAPER, upload.key, f"来稿“{upload.name}”", "", {}))
    return upload.key


def _remember_all(made: Iterable[Made], docs: Path) -> None:
    for one in made:
        remember(one, docs)


def _fields(desk: Desk, page: str) -> Mapping[str, str]:
    draft = desk.drafts.find(PAPER, page)
    return draft.fields if draft else {}


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]
