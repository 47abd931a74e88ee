"""Between the office and its county: papers are handed over as a file, and gathered with those of others."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from flask import Response, render_template, request, send_file, url_for
from werkzeug.datastructures import MultiDict

from macros.domain.paths import is_unit_folder
from macros.domain.reports import Audience
from macros.errors import SiteError
from scripts.changes.naming import name_places, name_report
from scripts.county.gathering import GatherOrder, look_at_hand_overs
from scripts.county.handing_over import HandOverOrder, make_hand_over
from scripts.county.planning import GatherPlan
from scripts.desk.desk import Desk, the_desk
from scripts.desk.desk_words import without_options
from scripts.desk.proposals import Proposal
from scripts.desk.screen import Screen
from scripts.desk.told_console import ToldConsole

SCREEN = Screen("county", "上报和汇总", "把本单位的材料做成上报包，交给县里；县里把各单位的上报包收进来。")

_HOW = "只用小写字母、数字和连字符，如 dongzhen"
#: What is said of hand-overs that are taken, beside the files.
_ASKED = ("folder", "renamed", "county", "county_code")


@dataclass(frozen=True)
class _HowTaken:
    """How hand-overs are to be taken, as it stands in the form (怎样收)."""

    folder: str
    renamed: bool
    county: str
    code: str

    @classmethod
    def of(cls, form: MultiDict[str, str]) -> Self:
        folder, county, code = (form.get(field, "").strip() for field in ("folder", "county", "county_code"))
        return cls(folder, bool(form.get("renamed")), county, code)

    @property
    def fault(self) -> str:
        """What is wrong with it; empty where nothing is."""
        if not is_unit_folder(self.folder):
            return f"“{self.folder}”不能作文件夹的名称：{_HOW}。"
        if self.renamed and not self.folder:
            return "单位改了名称的，写上它原来的文件夹。"
        if bool(self.county) != bool(self.code):
            return "县名和县的代号要一起写。"
        if self.code and (not is_unit_folder(self.code) or "-" in self.code):
            return f"“{self.code}”不能作县的代号：只用小写字母和数字，如 jia。"
        return ""

    def order(self, files: tuple[Path, ...], back: Path) -> GatherOrder:
        return GatherOrder(files, self.folder, self.renamed, (self.code, self.county), back)


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
def show(fault: str = "", *, gathers: bool = False) -> str:
    """What can be made, and what can be handed in; `gathers` is whether what is told is of the latter."""
    book, folder = the_desk().work.yearbook, _unit()
    papers = [report for report in book.reports.values() if report.folder == folder]
    return render_template(
        "county.html",
        screen=SCREEN,
        audiences=list(Audience),
        units=list(book.units.values()),
        unit=folder,
        papers=sorted(papers, key=lambda report: (-report.year, report.key)),
        name=name_report,
        asked=request.form,
        left=request.form.getlist("without"),
        fault=fault,
        gathers=gathers,
    )


@SCREEN.post("/hand-over")
def hand_over() -> Response | tuple[str, int]:
    """Make the file, to be kept where the clerk wants it."""
    desk, code = the_desk(), request.form.get("code", "").strip()
    if request.form.get("audience") not in list(Audience) or not is_unit_folder(code):
        return show(f"选好交给谁看；代号{_HOW}，可以不写。"), 400
    without = tuple(request.form.getlist("without"))
    order = HandOverOrder(Audience(request.form["audience"]), _unit(), code, without)
    try:
        made = make_hand_over(desk.project, order, ToldConsole())
    except SiteError as error:
        return show(_for_clerk(desk, str(error))), 400
    name = f"{made.manifest.unit}上报包 {made.manifest.made_on.isoformat()}.zip"
    return send_file(io.BytesIO(made.as_zip()), "application/zip", as_attachment=True, download_name=name)


@SCREEN.post("/look")
def look() -> str | tuple[str, int]:
    """Take hand-overs in, and show what they would bring."""
    desk = the_desk()
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        return show("还没有选文件。点“选择文件”，选各单位的上报包（.zip），可以一次选几个。", gathers=True), 400
    if fault := _HowTaken.of(request.form).fault:
        return show(fault, gathers=True), 400
    keys = [desk.uploads.keep(file).key for file in files]
    found = _look(desk, keys)
    names = {key: upload.name for key in keys if (upload := desk.uploads.find(key))}
    asked = {field: value for field in _ASKED if (value := request.form.get(field, "").strip())}
    return render_template("county_look.html", screen=SCREEN, found=found, keys=names, asked=asked)


@SCREEN.post("/back")
def back() -> Response | tuple[str, int]:
    """What is to be sent back of one hand-over, as a file."""
    name, found = request.form.get("name", ""), _look(the_desk(), request.form.getlist("upload"))
    if name not in found.backs:
        return show("没有要退回的：上报包已经不在这里，请再选一次。", gathers=True), 400
    content = io.BytesIO(found.backs[name].encode("utf-8-sig"))
    return send_file(content, "text/plain", as_attachment=True, download_name=name)


@SCREEN.post("/gather")
def gather() -> Response | tuple[str, int]:
    """Show what would be written of those that are sound."""
    desk = the_desk()
    found = _look(desk, request.form.getlist("upload"))
    if found.plan is None or not found.plan.changes:
        return show("没有可以汇总的：上报包已经不在这里，请再选一次。", gathers=True), 400
    here = url_for("county.show")
    return desk.proposals.show(Proposal(found.plan.changes, back=here, then=here, told=found.said))


def _unit() -> str:
    """The folder of the unit that hands over: the one that was chosen, else the office's where it has papers."""
    book, office = the_desk().work.yearbook, the_desk().work.office
    return request.values.get("unit", office.folder if office and office.folder in book.units else book.folder_of(""))


def _look(desk: Desk, keys: list[str]) -> _Look:
    uploads = [upload for key in keys if (upload := desk.uploads.find(key))]
    console = ToldConsole()
    with tempfile.TemporaryDirectory() as back:
        order = _HowTaken.of(request.form).order(tuple(upload.file for upload in uploads), Path(back))
        try:
            plan = look_at_hand_overs(desk.project, order, console) if uploads else None
        except SiteError as error:
            plan = None
            console.say(str(error))
        backs = {file.name: file.read_text(encoding="utf-8-sig") for file in sorted(Path(back).glob("*.txt"))}
    # Where the file lies is of no use here: it stands below.
    said = (_for_clerk(desk, line.partition("，写在 ")[0]) for line in console.said)
    return _Look(plan, tuple(said), backs)


def _for_clerk(desk: Desk, told: str) -> str:
    return without_options(name_places(desk.project.docs, told))
