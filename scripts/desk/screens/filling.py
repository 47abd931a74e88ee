"""A superior's blank form: handed in, each of its places shown with what fills it, filled, taken, and brought back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from flask import Response, redirect, render_template, request, send_file, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound

from macros.corpus import today
from macros.domain.forms import RowOf
from scripts.desk.desk import the_desk
from scripts.desk.form_choices import chosen, list_choices
from scripts.desk.ledgers.excel import likely_target, list_targets
from scripts.desk.proposals import Proposal
from scripts.desk.screen import Screen
from scripts.desk.uploads import Upload
from scripts.forms.comparing import FormChange
from scripts.forms.faults import FormError
from scripts.forms.filling import Filled, Look, fill_form, look_at, look_back
from scripts.forms.form import read_form
from scripts.forms.mappings import plan_keeping
from scripts.forms.tracing import trace_file

_FORM = "filling.form"
SCREEN = Screen("filling", "填表", "把上级发来的空表交上来，用台账、总结和指标填好，填不了的列出来。")


@SCREEN.get("/")
def show(fault: str = "", back_fault: str = "", changes: Sequence[FormChange] | None = None) -> str:
    """Where a blank form is handed in, and a filled one brought back."""
    return render_template(
        "filling.html",
        screen=SCREEN,
        targets=list_targets(the_desk().work.yearbook, ""),
        forms=the_desk().work.yearbook.forms,
        fault=fault,
        back_fault=back_fault,
        changes=changes,
    )


@SCREEN.post("/")
def hand_in() -> Response | tuple[str, int]:
    """Keep a form, and lead to what fills it."""
    handed = request.files.get("form")
    if not handed or not handed.filename:
        return show("选上级发来的空表，Excel（.xlsx）或 Word（.docx）。"), 400
    upload = the_desk().uploads.keep(handed)
    targets = list_targets(the_desk().work.yearbook, "")
    target = request.form.get("target") or likely_target(_titles(upload), upload.name, targets)
    return _to(url_for(_FORM, page=upload.key, target=target))


@SCREEN.get("/form")
def form() -> str | tuple[str, int]:
    """What each place of a form is filled with, as it was left."""
    upload = _uploaded(request.args.get("page", ""))
    draft = the_desk().drafts.find(_FORM, upload.key)
    told = {**request.args.to_dict(), **dict(draft.fields.items() if draft else ())}
    return _show_form(upload, told)


@SCREEN.post("/form")
def act() -> Response | str | tuple[str, int]:
    """Fill the form, or keep what fills it, under a name."""
    desk, told = the_desk(), request.form.to_dict()
    upload = _uploaded(told.get("draft-page", ""))
    if told.get("do") == "look":
        # What was chosen for another year or mapping would stand above what this one says.
        desk.drafts.drop(_FORM, upload.key)
        return _to(url_for(_FORM, page=upload.key, target=told.get("target"), mapping=told.get("mapping")))
    try:
        look = _look(upload, told)
        look = look.with_proposed(chosen(look, told))
        if told.get("do") == "keep":
            return _keep(look, upload, told)
        if look.year_differs and told.get("other_year") != str(look.known.year):
            return _show_form(upload, told, f"{look.year_differs}。换年度再看一遍；确实照填的，在下面打钩。"), 400
        filled = fill_form(look, upload.name, marked="clean" not in told, inside="inside" in told)
    except FormError as error:
        return _show_form(upload, told, str(error)), 400
    out = Path(f"{upload.file.stem}（{look.known.year}年）{upload.file.suffix}")
    kept = {name: _kept(name, content) for name, content in
            ((out.name, filled.content), (trace_file(out).name, filled.trace))}  # fmt: skip
    return _show_filled(upload, look, filled, kept)


@SCREEN.post("/done")
def put_away() -> Response:
    """Put a form away that is filled."""
    key = request.form.get("page", "")
    the_desk().drafts.drop(_FORM, key)
    the_desk().uploads.drop(key)
    return _to(url_for("filling.show"))


@SCREEN.get("/out")
def take() -> Response:
    """A file that was made."""
    upload = the_desk().uploads.find(request.args.get("file", ""))
    if upload is None:
        raise NotFound
    return send_file(upload.file.resolve(), as_attachment=True, download_name=upload.name)


@SCREEN.post("/back")
def bring_back() -> str | tuple[str, int]:
    """Tell what people have changed in a filled form."""
    desk = the_desk()
    handed, sources = request.files.get("filled"), request.files.get("sources")
    if not handed or not handed.filename or not sources or not sources.filename:
        return show(back_fault="填好的表和它的来源清单都要选。"), 400
    form, trace = desk.uploads.keep(handed), desk.uploads.keep(sources)
    try:
        changes = look_back(form.file, None, trace.file)
    except FormError as error:
        return show(back_fault=str(error)), 400
    finally:
        desk.uploads.drop(form.key)
        desk.uploads.drop(trace.key)
    return show(changes=changes)


def _uploaded(key: str) -> Upload:
    upload = the_desk().uploads.find(key)
    if upload is None:
        raise FormError("这张表已经不在工作台上了。改法：回到“填表”，再交一次。")
    return upload


def _titles(upload: Upload) -> list[str]:
    """What stands at the top of a form; of one that cannot be read it is told on its own page."""
    try:
        return read_form(upload.file).titles
    except FormError:
        return []


def _look(upload: Upload, told: Mapping[str, str]) -> Look:
    year, _, folder = told.get("target", "").partition(":")
    if not year.isdecimal():
        raise FormError("看不出是哪一年的表。改法：在下面选一个年度，再按“再看一遍”。")
    return look_at(upload.file, the_desk().work.yearbook, int(year), folder, today(), told.get("mapping", ""))


def _show_form(upload: Upload, told: Mapping[str, str], fault: str = "") -> str:
    yearbook = the_desk().work.yearbook
    look, choices = None, {}
    try:
        look = _look(upload, told)
        choices = list_choices(look)
        look = look.with_proposed(chosen(look, told))
    except FormError as error:
        fault = fault or str(error)
    return render_template(
        "filling_form.html",
        screen=SCREEN,
        upload=upload,
        told=told,
        look=look,
        choices=choices,
        each=list(RowOf),
        targets=list_targets(yearbook, ""),
        forms=yearbook.forms,
        fault=fault,
    )


def _keep(look: Look, upload: Upload, told: Mapping[str, str]) -> Response | tuple[str, int]:
    desk, name = the_desk(), told.get("name", "").strip()
    if not name:
        return _show_form(upload, told, "留下对应要起个名称，如“市纪委季度表”。"), 400
    changes = plan_keeping(desk.project.docs, look.proposed.as_mapping(name), look.known.yearbook.forms)
    here = url_for(_FORM, page=upload.key, target=told.get("target"))
    lines = [f"{one.at}　{one.says}：{one.words}" for one in look.proposed.fields]
    return desk.proposals.show(Proposal(changes, back=here, then=here, told=(f"对应“{name}”", *lines)))


def _kept(name: str, content: bytes) -> str:
    """Keep a file that was made until it is taken, and give what finds it."""
    return the_desk().uploads.keep(FileStorage(io.BytesIO(content), filename=name)).key


def _show_filled(upload: Upload, look: Look, filled: Filled, kept: Mapping[str, str]) -> str:
    return render_template(
        "filling_done.html",
        screen=SCREEN,
        upload=upload,
        look=look,
        filled=filled,
        counts=filled.counts,
        waiting=list(filled.waiting()),
        kept=kept,
        target=f"{look.known.year}:{look.known.folder}",
    )


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]
