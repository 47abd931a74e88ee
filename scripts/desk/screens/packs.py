"""Study packs: put together by ticking, ordered by moving, written as a page of the site."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound

from macros.corpus import today
from macros.domain.reports import Audience
from scripts.changes.change_set import ChangeSet
from scripts.changes.pack_page import read_pack_page, write_pack
from scripts.desk.desk import Desk, the_desk
from scripts.desk.packing.faults import tell_faults
from scripts.desk.packing.form import PackForm
from scripts.desk.packing.materials import Choice, Row, describe, list_articles, list_choices, put_in, read_row
from scripts.desk.packing.paper import paper_style, render_paper
from scripts.desk.proposals import Proposal
from scripts.desk.screen import Screen

_EDIT = "packs.edit"
#: What the form of a pack is opened by that has no page yet.
_NEW = "new"

SCREEN = Screen("packs", "学习资料", "打钩选材料，排好先后，编成一份可以打印的学习资料包。")


@SCREEN.get("/")
def show() -> str:
    """The packs that are there."""
    packs = sorted(the_desk().work.yearbook.packs.values(), key=lambda pack: pack.key, reverse=True)
    return render_template("packs.html", screen=SCREEN, packs=packs, new=_NEW)


@SCREEN.get("/edit")
def edit() -> str:
    """One pack as it was left."""
    return _show(request.args.get("page", _NEW))


@SCREEN.post("/edit")
def act() -> Response | str | tuple[str, int]:
    """Do what a button says; what is typed is kept already."""
    desk, page = the_desk(), request.form.get("draft-page")
    draft = desk.drafts.find(_EDIT, page) if page else None
    if not page or draft is None:
        raise BadRequest
    step, _, at = request.form.get("do", "").partition(":")
    form = PackForm.of_draft(draft)
    # Whatever is ticked goes in with any button: nothing that was chosen is lost on the way.
    rows = put_in(form.rows, filter(None, map(read_row, request.form.getlist("add"))))
    rows = _moved(rows, step, int(at) if at.isdecimal() else 0)
    form = replace(form, rows=tuple(rows))
    desk.drafts.keep(form.as_draft(draft, [json.dumps(row, ensure_ascii=False) for row in rows]))
    if step in {"plan", "paper"} and form.faults():
        return _show(page, asked=True), 400
    if step == "plan":
        path, changes = _changes(desk, page, form, draft.begun)
        text = (changes.after.get(path) or b"").decode()
        if told := tell_faults(desk.work.find_faults(changes), path, text, form.rows, desk.work.yearbook):
            return _show(page, told=told), 400
        return _propose(desk, page, changes)
    if step == "paper":
        return _to(url_for("packs.paper", page=page))
    if step == "away":
        desk.drafts.drop(_EDIT, page)
        flash("改到一半的不要了，页面没有改动。")
        return _to(url_for("packs.show"))
    law = at if step == "law" else None
    return _to(url_for(_EDIT, page=page, law=law, _anchor="articles" if law else "rows"))


def _moved(rows: list[Row], step: str, at: int) -> list[Row]:
    if at >= len(rows):
        return rows
    if step == "drop":
        del rows[at]
    elif step == "up" and at:
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
    elif step == "down" and at + 1 < len(rows):
        rows[at + 1], rows[at] = rows[at], rows[at + 1]
    return rows


@SCREEN.get("/paper")
def paper() -> str | tuple[str, int]:
    """A pack as it will be on paper, as it was left in its form."""
    desk, page = the_desk(), request.args.get("page", _NEW)
    draft = desk.drafts.find(_EDIT, page)
    if draft is None and page == _NEW:
        raise NotFound
    form = PackForm.of_draft(draft) if draft else PackForm.of_page(read_pack_page(desk.work.open(page).text))
    if form.faults():
        return _show(page, asked=True), 400
    path, changes = _changes(desk, page, form, draft.begun if draft else "")
    article = render_paper(changes, path)
    return render_template("packs_paper.html", screen=SCREEN, page=page, title=form.texts["title"], article=article)


@SCREEN.get("/paper.css")
def style() -> Response:
    """The look of print, on a screen."""
    return Response(paper_style(), mimetype="text/css")


def _propose(desk: Desk, page: str, changes: ChangeSet) -> Response:
    back = url_for(_EDIT, page=page)
    return desk.proposals.show(Proposal(changes, back=back, then=url_for("packs.show"), draft=(_EDIT, page)))


def _changes(desk: Desk, page: str, form: PackForm, begun: str) -> tuple[str, ChangeSet]:
    """Where a pack is written, and what would be."""
    if page == _NEW:
        path, opened, before = _free(desk), {}, ""
    else:
        path, opened, before = page, {page: begun}, desk.work.text_as_begun(begun) or desk.work.open(page).text
    pack = form.page()
    task = f"{'编' if page == _NEW else '改'}学习资料包“{pack.title}”"
    return path, desk.work.plan(task, {path: write_pack(pack, path, before)}, opened)


def _free(desk: Desk) -> str:
    """A page that is not there yet, called by the day."""
    names = (f"study/{today()}{f'-{number}' if number > 1 else ''}.md" for number in range(1, 1000))
    return next(path for path in names if not (desk.work.docs / path).exists())


def _show(page: str, *, asked: bool = False, told: Mapping[str, str] | None = None) -> str:
    """The form; `asked` is whether it was to be written, and something stands against that; `told` says what."""
    desk = the_desk()
    yearbook, draft = desk.work.yearbook, desk.drafts.find(_EDIT, page)
    opened = None if page == _NEW else desk.work.open(page)
    there = PackForm.of_page(read_pack_page(opened.text) if opened else None)
    form = PackForm.of_draft(draft) if draft else there
    law = request.args.get("law", "")
    return render_template(
        "packs_edit.html",
        screen=SCREEN,
        page=page,
        title=form.texts["title"] or "新的学习资料包",
        begun=(draft.begun if draft else "") or (opened.begun if opened else ""),
        form=form,
        rows=[Choice(row, describe(row, yearbook)) for row in form.rows],
        faults=told or (form.faults() if asked else {}),
        audiences=list(Audience),
        choices=list_choices(yearbook),
        laws=sorted(yearbook.regulations.values(), key=lambda one: one.title),
        law=law,
        articles=list_articles(yearbook, law) if law in yearbook.regulations else [],
    )


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]
