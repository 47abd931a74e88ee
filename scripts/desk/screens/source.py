"""The text of a page as it stands in its file, for who asks for it; it goes back into the form."""

from __future__ import annotations

from flask import Response, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from macros.corpus.findings import Findings
from macros.corpus.pages import parse_page
from macros.page_text.splitting import normal_text
from scripts.desk.desk import the_desk
from scripts.desk.page_form.editing import Editing, NotAFormError, take_apart
from scripts.desk.screen import Screen

SCREEN = Screen("source", "原文", "改页面文件里的原文，改好回到逐条改的表单，一样先看差别再写入。")
_SCREEN = "source.show"


@SCREEN.get("/")
def show() -> Response | str:
    """The text, as it was left."""
    path = request.args.get("page")
    if path is None:
        return redirect(url_for("editing.show"), 303)  # type: ignore[return-value]
    desk = the_desk()
    page, draft = desk.work.open(path), desk.drafts.find(_SCREEN, path)
    text = draft.fields.get("text", "") if draft else _text(path, page.text)
    return _form(path, page.name, text, page.begun, line=request.args.get("line", 0, type=int))


@SCREEN.post("/")
def take() -> Response | str:
    """Take the text apart, and go on with its form."""
    path, text = request.form.get("draft-page"), normal_text(request.form.get("text", ""))
    if path is None:
        raise BadRequest
    desk = the_desk()
    page = desk.work.open(path)
    try:
        form = take_apart(path, text)
    except NotAFormError:
        return _form(path, page.name, text, page.begun, told=_faults(path, text))
    try:
        edited = Editing.open(desk, path)
    except NotAFormError:
        edited = Editing(desk, path, page.name.strip("「」"), page.begun, form, None)
    edited.take(text)
    desk.drafts.drop(_SCREEN, path)
    return redirect(url_for("editing.show", page=path), 303)  # type: ignore[return-value]


def _text(path: str, stands: str) -> str:
    """The text with what is typed in the form."""
    try:
        return Editing.open(the_desk(), path).written.text
    except NotAFormError:
        return stands


def _form(path: str, name: str, text: str, begun: str, told: tuple[str, ...] = (), line: int = 0) -> str:
    return render_template(
        "source.html", screen=SCREEN, path=path, name=name.strip("「」"), text=text, begun=begun, told=told, line=line
    )


def _faults(path: str, text: str) -> tuple[str, ...]:
    findings = Findings()
    parse_page(text, path, findings)
    return tuple(
        f"第 {one.line} 行：{'，'.join(filter(None, (one.kind.title, one.found, one.detail)))}。改法：{one.remedy}。"
        for one in findings.errors
    )
