"""The register of regulations: texts and packs that come in, what is lacking, facts that are confirmed."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Response, flash, redirect, render_template, request, send_file, url_for
from werkzeug.exceptions import NotFound

from macros.compare.proof import count_work
from macros.corpus.pages import page_kind
from macros.errors import SiteError
from macros.page_text.splitting import split_text
from scripts.changes.naming import name_places
from scripts.desk.desk import Desk, the_desk
from scripts.desk.drafts import Draft
from scripts.desk.page_form.head import read_front
from scripts.desk.proposals import Proposal
from scripts.desk.reading_beside import read_beside
from scripts.desk.readings import TakesLongError
from scripts.desk.regulations.facts import Confirmed, list_facts, read_confirmed
from scripts.desk.regulations.lacking import list_lacking
from scripts.desk.regulations.practice_pages import PAGES
from scripts.desk.regulations.texts import DOUBTED, KINDS, look_at_text, plan_text
from scripts.desk.regulations.together import TITLE, Together, look_through, plan_together
from scripts.desk.regulations.words_form import LISTS, WordList, find_faults, show_rows, write_rows
from scripts.desk.screen import Screen
from scripts.desk.told_console import ToldConsole
from scripts.register.archive import read_pack, write_pack
from scripts.register.exporting import make_pack
from scripts.register.page_text import read_split
from scripts.register.updating import OlderPackError, UpdatePlan, UpdateRequest, plan_update

_TEXT, _PACK, _FACTS = "regulations.text", "regulations.pack", "regulations.facts"
_WORDS = "regulations.words"
#: The paths that stand behind the names of pages.
_PATHS = re.compile(r"（docs/[^）]*）")


def _waiting(desk: Desk) -> str:
    count = len(_drafts(desk))
    return f"{count} 份还没有写入" if count else ""


SCREEN = Screen(
    "regulations", "法规", "选法规全文或者法规资料包，看清楚读成了什么，再写入；核对过的事项也在这里确认。", _waiting
)
SCREEN.register_blueprint(PAGES)


@SCREEN.get("/")
def show(fault: str = "") -> Response | str:
    """What can be handed in, what waits, what is lacking, and the register."""
    desk = the_desk()
    if (sent := desk.uploads.find(request.args.get("upload", ""))) and not fault:
        desk.drafts.drop("receiving.paper", sent.key)
        desk.drafts.keep(Draft(_TEXT, sent.key, f"法规“{sent.name}”", "", {}))
        return _to(_TEXT, page=sent.key)
    book, found = desk.work.yearbook, _found(desk)
    works = [(work, count_work(work)) for work in book.regulations.values()]
    return render_template(
        "regulations.html",
        screen=SCREEN,
        waiting=_drafts(desk),
        looked=desk.jobs.last(TITLE),
        rows=found.rows if found else {},
        clear=len(found.clear) if found and found.is_fresh(desk.project) else 0,
        works=works,
        checked=book.checked_as_of,
        lacking=list_lacking(book),
        practice=_there(desk, "concepts", "duties"),
        lists=_there(desk, "usages", "phrases"),
        name_of=desk.work.survey().name,
        fault=fault,
    )


@SCREEN.post("/")
def receive() -> Response | tuple[Response | str, int]:
    """Take files in; a pack is known by its ending."""
    desk = the_desk()
    files = [file for file in request.files.getlist("texts") if file.filename]
    if not files:
        return show("还没有选文件。点“选择文件”，选法规全文（Word、PDF、网页、文本）或者法规资料包。"), 400
    uploads = [desk.uploads.keep(file) for file in files]
    for upload in uploads:
        is_pack = upload.file.suffix.lower() == ".zip"
        screen, what = (_PACK, "法规资料包") if is_pack else (_TEXT, "法规")
        desk.drafts.keep(Draft(screen, upload.key, f"{what}“{upload.name}”", "", {}))
    return _to(screen, page=upload.key) if len(uploads) == 1 else look_all()


@SCREEN.post("/look")
def look_all() -> Response:
    """Look through all texts that wait."""
    desk = the_desk()
    keys = [draft.page for draft in reversed(_drafts(desk)) if draft.screen == _TEXT]
    if not keys or desk.jobs.running:
        return _to("regulations.show")
    here = url_for("regulations.show")
    job = desk.jobs.start(TITLE, look_through, desk.project, keys, then=here, opens=here)
    return redirect(url_for("job.show", number=job.number), 303)  # type: ignore[return-value]


@SCREEN.post("/together")
def write_together() -> Response:
    """Show what would be written of all texts that are clear."""
    desk, found = the_desk(), _found(the_desk())
    if found is None or not found.clear or not found.is_fresh(desk.project):
        flash("看过以后页面又改过，再看一遍各是什么，再一起写入。")
        return _to("regulations.show")
    here = url_for("regulations.show")
    drafts = tuple((_TEXT, key) for key in found.clear)
    return desk.proposals.show(Proposal(plan_together(desk, found), back=here, then=here, drafts=drafts))


@SCREEN.get("/text")
def text() -> str:
    """What a text becomes."""
    desk, page = the_desk(), request.args.get("page", "")
    look, works = look_at_text(desk, page, _fields(desk, _TEXT, page)), desk.work.yearbook.regulations
    return render_template(
        "regulations_text.html", screen=SCREEN, look=look, doubted=DOUBTED, kinds=KINDS, works=works.values()
    )


@SCREEN.post("/text")
def decide() -> Response:
    """Take down what was said of a text, and do what was asked."""
    desk, page = the_desk(), request.form.get("draft-page", "")
    if request.form.get("act") == "away":
        return _put_away(desk, _TEXT, page)
    look = look_at_text(desk, page, _fields(desk, _TEXT, page))
    if request.form.get("act") != "in" or look.planned is None or look.faults or look.stops or look.is_there:
        return _to(_TEXT, page=page)
    place = look.planned.place
    then = url_for(_FACTS, page=f"regulations/{place.regulation}/{place.edition}.md")
    back = url_for(_TEXT, page=page)
    return desk.proposals.show(Proposal(plan_text(desk, look), back=back, then=then, draft=(_TEXT, page)))


@SCREEN.errorhandler(TakesLongError)
def read_first(error: TakesLongError) -> Response:
    """A scan, or a large file, is read by a job before its page opens."""
    return read_beside(the_desk(), error, url_for(_TEXT, page=error.upload.key), url_for("regulations.show"))


@SCREEN.get("/pack")
def pack() -> str:
    """What a pack would change, fact by fact; or why it is refused whole."""
    desk, page = the_desk(), request.args.get("page", "")
    told: list[str] = []
    plan, fault, is_older = None, "", False
    try:
        plan, told = _plan_pack(desk, page)
    except OlderPackError as error:
        fault, is_older = str(error).partition("改法")[0], True
    except SiteError as error:
        fault = _for_clerk(desk, str(error))
    return render_template(
        "regulations_pack.html",
        screen=SCREEN,
        page=page,
        values=_fields(desk, _PACK, page),
        plan=plan,
        told=told,
        fault=fault,
        is_older=is_older,
        tell=lambda line: _for_clerk(desk, line),
    )


@SCREEN.post("/pack")
def use_pack() -> Response:
    """Take down how a pack is used, and show what would be written."""
    desk, page = the_desk(), request.form.get("draft-page", "")
    match request.form.get("act"):
        case "away":
            return _put_away(desk, _PACK, page)
        case "in":
            plan, _ = _plan_pack(desk, page)
            if plan.changes:
                back, then = url_for(_PACK, page=page), url_for("regulations.show")
                return desk.proposals.show(Proposal(plan.changes, back=back, then=then, draft=(_PACK, page)))
    return _to(_PACK, page=page)


@SCREEN.get("/facts")
def facts() -> str:
    """The facts of an edition, each with whether it is proven."""
    page = request.args.get("page", "")
    draft = the_desk().drafts.find(_FACTS, page)
    return _show_facts(page, draft.fields if draft else {}, Confirmed())


@SCREEN.post("/facts")
def confirm() -> Response | tuple[str, int]:
    """Show what the page would say with what was confirmed."""
    desk, page = the_desk(), request.form.get("draft-page", "")
    begun, own = _edition(desk, page)
    form = read_confirmed(own, request.form)
    if form.fields is None:
        return _show_facts(page, request.form, form), 400
    written = own.with_fields(form.fields).text()
    changes = desk.work.plan(f"确认{own.name}的事项", {page: written}, {page: begun})
    here = url_for(_FACTS, page=page)
    return desk.proposals.show(Proposal(changes, back=here, then=here, draft=(_FACTS, page)))


@SCREEN.get("/words")
def words() -> str:
    """A list of words as a form, as it was left."""
    page = request.args.get("page", "")
    draft = the_desk().drafts.find(_WORDS, page)
    return _show_words(page, draft.fields if draft else {}, draft.begun if draft else "", {})


@SCREEN.post("/words")
def keep_words() -> Response | tuple[str, int]:
    """Show what the list would say."""
    desk, page, begun = the_desk(), request.form.get("draft-page", ""), request.form.get("draft-begun", "")
    listed, opened = _word_list(page), desk.work.reopen(page, begun)
    split = split_text(opened.text)
    written = read_front(split.front) or {}
    rows = show_rows(listed, written, request.form)
    if faults := find_faults(listed, rows):
        return _show_words(page, request.form, begun, faults), 400
    text = split.changed(front=write_rows(listed, split.front, written, rows))
    changes = desk.work.plan(f"修改{opened.name.strip('「」')}", {page: text}, {page: begun})
    here = url_for(_WORDS, page=page)
    return desk.proposals.show(Proposal(changes, back=here, then=here, draft=(_WORDS, page)))


@SCREEN.post("/make")
def make() -> Response:
    """Make a pack of the register, or of some regulations, to hand on."""
    made, _ = make_pack(the_desk().project.docs, request.form.getlist("work"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "pack.zip")
        write_pack(file, made)
        content = io.BytesIO(file.read_bytes())
    name = f"法规资料包 {made.manifest.made_on.isoformat()}.zip"
    return send_file(content, "application/zip", as_attachment=True, download_name=name)


def _plan_pack(desk: Desk, page: str) -> tuple[UpdatePlan, list[str]]:
    upload, values = desk.uploads.find(page), _fields(desk, _PACK, page)
    if upload is None:
        raise NotFound
    asked = UpdateRequest(upload.file, older=bool(values.get("older")), only_regulations=bool(values.get("only")))
    console = ToldConsole()
    return plan_update(desk.project.docs, read_pack(upload.file), asked, console), console.said


def _show_facts(page: str, values: Mapping[str, str], form: Confirmed) -> str:
    desk = the_desk()
    begun, own = _edition(desk, page)
    today = datetime.now().astimezone().date()
    return render_template(
        "regulations_facts.html",
        screen=SCREEN,
        page=page,
        begun=begun,
        name=own.name,
        shown=list_facts(own),
        values=values,
        form=form,
        today=today,
    )


def _show_words(page: str, typed: Mapping[str, str], begun: str, faults: Mapping[str, str]) -> str:
    listed, opened = _word_list(page), the_desk().work.reopen(page, begun)
    written = read_front(split_text(opened.text).front) or {}
    return render_template(
        "regulations_words.html",
        screen=SCREEN,
        page=page,
        name=opened.name.strip("「」"),
        begun=opened.begun,
        columns=listed.columns,
        rows=show_rows(listed, written, typed),
        faults=faults,
    )


def _word_list(page: str) -> WordList:
    if (listed := LISTS.get(page_kind(page))) is None:
        raise NotFound
    return listed


def _edition(desk: Desk, page: str) -> tuple[str, Any]:
    """An edition's page, with the digest by which it is known what it held."""
    opened = desk.work.open(page)
    if page.removesuffix(".md").partition("/")[2] not in desk.work.yearbook.editions:
        raise NotFound
    return opened.begun, read_split(desk.project.docs, page)


def _found(desk: Desk) -> Together | None:
    """What came of looking through the texts last; None where one of those that were clear is another since."""
    job, waiting = desk.jobs.last(TITLE), {draft.page: draft for draft in _drafts(desk)}
    if job is None or not isinstance(found := job.result, Together):
        return None
    still = {key: row for key, row in found.rows.items() if key in waiting and waiting[key].when < job.begun_at}
    # What one of them writes may stand upon another: those that are clear are written all or none.
    return replace(found, rows=still, stamp=found.stamp if still.keys() >= {*found.clear} else "")


def _drafts(desk: Desk) -> list[Draft]:
    return [draft for draft in desk.drafts.list() if draft.screen in {_TEXT, _PACK}]


def _fields(desk: Desk, screen: str, page: str) -> Mapping[str, str]:
    draft = desk.drafts.find(screen, page)
    return draft.fields if draft else {}


def _put_away(desk: Desk, screen: str, page: str) -> Response:
    desk.drafts.drop(screen, page)
    desk.uploads.drop(page)
    flash("不放了，页面没有改动。")
    return _to("regulations.show")


def _for_clerk(desk: Desk, line: str) -> str:
    return _PATHS.sub("", name_places(desk.project.docs, line))


def _there(desk: Desk, *names: str) -> list[str]:
    """The pages of the register under these names that there are."""
    return [path for name in names if (desk.work.docs / (path := f"regulations/{name}.md")).exists()]


def _to(screen: str, page: str | None = None) -> Response:
    return redirect(url_for(screen, page=page), 303)  # type: ignore[return-value]
