"""Between the office and its county: papers are handed over as a file, and gathered with those of others."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

from flask import Response, render_template, request, send_file, url_for

from macros.domain.paths import is_unit_folder
from macros.domain.reports import Audience
from macros.errors import SiteError
from scripts.changes.naming import name_places
from scripts.county.gathering import GatherOrder, look_at_hand_overs
from scripts.county.handing_over import HandOverOrder, make_hand_over
from scripts.county.planning import GatherPlan
from scripts.desk.desk import Desk, the_desk
from scripts.desk.proposals import Proposal
from scripts.desk.screen import Screen
from scripts.desk.told_console import ToldConsole

SCREEN = Screen("county", "上报和汇总", "把本单位的材料做成上报包，交给县里；县里把各单位的上报包收进来。")


@dataclass(frozen=True)
class _Look:
    """What came of looking at hand-overs (看过的上报包).

    Attributes:
        plan: What would be written; None where nothing can be.
        said: What was told.
        backs: What is to be sent back, each by the name of its file.
    """

    plan: GatherPlan | None
    said: tuple[str, ...]
    backs: dict[str, str]


@SCREEN.get("/")
def show(fault: str = "") -> str:
    """What can be made, and what can be handed in."""
    return render_template("county.html", screen=SCREEN, audiences=list(Audience), fault=fault)


@SCREEN.post("/hand-over")
def hand_over() -> Response | tuple[str, int]:
    """Make the file, to be kept where the clerk wants it."""
    desk, code = the_desk(), request.form.get("code", "").strip()
    if request.form.get("audience") not in list(Audience) or not is_unit_folder(code):
        return show("选好交给谁看；代号只用小写字母、数字和连字符，可以不写。"), 400
    order = HandOverOrder(Audience(request.form["audience"]), code=code)
    try:
        made = make_hand_over(desk.project, order, ToldConsole())
    except SiteError as error:
        return show(name_places(desk.project.docs, str(error))), 400
    name = f"{made.manifest.unit}上报包 {made.manifest.made_on.isoformat()}.zip"
    return send_file(io.BytesIO(made.as_zip()), "application/zip", as_attachment=True, download_name=name)


@SCREEN.post("/look")
def look() -> str | tuple[str, int]:
    """Take hand-overs in, and show what they would bring."""
    desk = the_desk()
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        return show("还没有选文件。点“选择文件”，选各单位的上报包（.zip），可以一次选几个。"), 400
    keys = [desk.uploads.keep(file).key for file in files]
    found = _look(desk, keys)
    names = {key: upload.name for key in keys if (upload := desk.uploads.find(key))}
    return render_template("county_look.html", screen=SCREEN, found=found, keys=names)


@SCREEN.post("/back")
def back() -> Response | tuple[str, int]:
    """What is to be sent back of one hand-over, as a file."""
    name, found = request.form.get("name", ""), _look(the_desk(), request.form.getlist("upload"))
    if name not in found.backs:
        return show("没有要退回的：上报包已经不在这里，请再选一次。"), 400
    content = io.BytesIO(found.backs[name].encode("utf-8-sig"))
    return send_file(content, "text/plain", as_attachment=True, download_name=name)


@SCREEN.post("/gather")
def gather() -> Response | tuple[str, int]:
    """Show what would be written of those that are sound."""
    desk = the_desk()
    found = _look(desk, request.form.getlist("upload"))
    if found.plan is None or not found.plan.changes:
        return show("没有可以汇总的：上报包已经不在这里，请再选一次。"), 400
    here = url_for("county.show")
    return desk.proposals.show(Proposal(found.plan.changes, back=here, then=here, told=found.said))


def _look(desk: Desk, keys: list[str]) -> _Look:
    uploads = [upload for key in keys if (upload := desk.uploads.find(key))]
    console = ToldConsole()
    with tempfile.TemporaryDirectory() as folder:
        order = GatherOrder(tuple(upload.file for upload in uploads), back=Path(folder))
        try:
            plan = look_at_hand_overs(desk.project, order, console) if uploads else None
        except SiteError as error:
            plan = None
            console.say(name_places(desk.project.docs, str(error)))
        backs = {file.name: file.read_text(encoding="utf-8-sig") for file in sorted(Path(folder).glob("*.txt"))}
    # Where the file lies is of no use here: it stands below.
    said = (line.partition("，写在 ")[0] for line in console.said)
    return _Look(plan, tuple(said), backs)
