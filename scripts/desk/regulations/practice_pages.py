"""Concepts and yearly duties at the desk: the list of each, and the form of one."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, current_app, render_template, request, url_for
from werkzeug.exceptions import NotFound

from macros.corpus.pages import page_kind
from macros.page_text.splitting import split_text
from scripts.desk.desk import the_desk
from scripts.desk.page_form.head import read_front
from scripts.desk.proposals import Proposal
from scripts.desk.regulations.practice import (
    PRACTICE,
    SERIES,
    Practice,
    find_rows,
    list_provisions,
    name_row,
    show_row,
)
from scripts.desk.regulations.practice_typed import read_row, write_row
from scripts.desk.work import OpenPage

PAGES = Blueprint("practice", __name__, url_prefix="/practice")
_ROW = "regulations.practice.row"
_NEW = "new"


@PAGES.get("/")
def show() -> str:
    """The rows of a page, each with what it says."""
    path = request.args.get("page", "")
    page, practice = the_desk().work.open(path), _practice(path)
    rows = find_rows(practice, read_front(split_text(page.text).front) or {})
    named = [(name_row(practice, row), str(row.get("says") or ""), f"{path}#{at}") for at, row in enumerate(rows)]
    return render_template(
        "practice.html",
        screen=current_app.blueprints["regulations"],
        name=page.name.strip("「」"),
        practice=practice,
        rows=named,
        new=f"{path}#{_NEW}",
    )


@PAGES.get("/one")
def row() -> str:
    """The form of one, as it was left."""
    key = request.args.get("page", "")
    draft = the_desk().drafts.find(_ROW, key)
    return _show(key, draft.fields if draft else {}, draft.begun if draft else "", {})


@PAGES.post("/one")
def keep() -> Response | tuple[str, int]:
    """Show what the page would say."""
    desk, key, begun = the_desk(), request.form.get("draft-page", ""), request.form.get("draft-begun", "")
    practice, opened, at, rows = _open(key, begun)
    old = rows[at] if at < len(rows) else {}
    typed = {name: value.strip().replace("\r\n", "\n") for name, value in request.form.items()}
    row, faults = read_row(practice, old, typed, desk.work.yearbook)
    if request.form.get("act") == "out":
        row, faults = {}, {}
    if faults:
        return _show(key, request.form, begun, faults), 400
    is_same = bool(row) and show_row(practice, row, desk.work.yearbook) == show_row(practice, old, desk.work.yearbook)
    split = split_text(opened.text)
    front = split.front if is_same else write_row(practice, split.front, at, row or None)
    task = f"{'改' if old and row else '加' if row else '去掉'}{practice.one}“{name_row(practice, row or old)}”"
    changes = desk.work.plan(task, {opened.path: split.changed(front=front)}, {opened.path: opened.begun})
    back, then = url_for(_ROW, page=key), url_for("regulations.practice.show", page=opened.path)
    return desk.proposals.show(Proposal(changes, back=back, then=then, draft=(_ROW, key)))


def _show(key: str, typed: Mapping[str, str], begun: str, faults: Mapping[str, str]) -> str:
    practice, opened, at, rows = _open(key, begun)
    yearbook, old = the_desk().work.yearbook, rows[at] if at < len(rows) else {}
    return render_template(
        "practice_row.html",
        screen=current_app.blueprints["regulations"],
        practice=practice,
        key=key,
        path=opened.path,
        list_name=opened.name.strip("「」"),
        name=name_row(practice, old) or f"新的{practice.one}",
        is_new=not old,
        begun=opened.begun,
        values={**show_row(practice, old, yearbook), **typed},
        provisions=list_provisions(yearbook),
        series=SERIES,
        faults=faults,
    )


def _open(key: str, begun: str) -> tuple[Practice, OpenPage, int, list[dict[str, object]]]:
    """What a key names: its page as it was opened, and the place of a row there, behind the last for a new one."""
    path, _, place = key.partition("#")
    practice, opened = _practice(path), the_desk().work.reopen(path, begun)
    rows = find_rows(practice, read_front(split_text(opened.text).front) or {})
    if place != _NEW and not (place.isascii() and place.isdecimal() and int(place) < len(rows)):
        raise NotFound
    return practice, opened, len(rows) if place == _NEW else int(place), rows


def _practice(path: str) -> Practice:
    if (practice := PRACTICE.get(page_kind(path))) is None:
        raise NotFound
    return practice
