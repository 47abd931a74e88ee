"""Pages as PDF or Word files: chosen by ticking, made while one looks on, taken from here."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from flask import Response, flash, redirect, render_template, request, send_file, url_for
from werkzeug.exceptions import NotFound

from macros.corpus import stamp_pages
from macros.corpus.pages import PageKind, page_kind
from scripts.desk.desk import the_desk
from scripts.desk.page_order import SORTED_BY, page_order
from scripts.desk.printed import find_batch, list_batches, new_batch, put_away
from scripts.desk.screen import Screen
from scripts.paper.letter import Letter
from scripts.paper.selection import Form, Wanted, make_files

_TITLE = "做打印用的文件"
_GROUPS = {
    PageKind.REPORT: "总结和报告",
    PageKind.LEDGER: "整改台账",
    PageKind.REGULATION: "法规",
    PageKind.EDITION: "法规的各个版本",
    PageKind.LOCAL: "本地制度",
}
_BY_FOLDER = {"study": "学习资料", "compare": "各年对照", "handbook": "手册"}
_ORDER = (*_GROUPS.values(), *_BY_FOLDER.values())

#: Head and foot of a 报告, with what each is called and what to write.
_LETTER = (
    ("title", "题名", "不写就是页面的标题"),
    ("mark", "发文机关标志", "不写就是报告的单位"),
    ("number", "发文字号", "如 X委报〔2024〕1号"),
    ("signer", "签发人", ""),
    ("to", "主送机关", ""),
    ("signature", "署名", "不写就是报告的单位"),
    ("date", "成文日期", "如 2024年1月5日；不写就是报告写明的"),
    ("copy", "抄送机关", ""),
    ("printed_by", "印发机关", ""),
    ("printed_on", "印发日期", "如 2024年1月6日"),
)
_ATTACHMENTS = "attachments"
_KEPT_FOR = ("永久", "30年", "10年")
_SAID = {
    Form.PDF: "PDF（直接打印）",
    Form.WORD: "Word（还要改；总结和报告改好以后可以再收件）",
    Form.REPORT: "报告（加版头、版记上报，PDF；一次选一份）",
}

SCREEN = Screen("printing", "打印", "选页面，做成 PDF 或 Word 文件，或者上报的报告，下载了去打印、发送、归档。")


@SCREEN.get("/")
def show(fault: str = "") -> str:
    """The pages, and what was made."""
    desk = the_desk()
    return render_template(
        "printing.html",
        screen=SCREEN,
        groups=_groups(),
        forms=_SAID,
        sorted_by=SORTED_BY,
        letter=_LETTER,
        kept_for=_KEPT_FOR,
        told={"form": str(Form.PDF), **request.form},
        ticked={*request.values.getlist("page")},
        batches=list_batches(_folder()),
        fault=fault,
        running=desk.jobs.running if fault else None,
    )


@SCREEN.post("/")
def make() -> Response | tuple[str, int]:
    """Begin to make the files."""
    desk = the_desk()
    names = {path: name for group in _groups().values() for path, name in group}
    pages = {path: names[path] for path in request.form.getlist("page") if path in names}
    form = next((one for one in Form if one.value == request.form.get("form")), Form.PDF)
    wanted = _wanted(form)
    if not pages:
        return show("还没有选页面。在要打印的前面打钩，可以选几页。"), 400
    if form is Form.REPORT and (len(pages) > 1 or page_kind(next(iter(pages))) is not PageKind.REPORT):
        return show("做成上报的报告，只选一份总结或报告。"), 400
    if wanted.archive and form is Form.WORD:
        return show("归档的做成 PDF 或者报告；Word 文件不能归档。"), 400
    if faults := len(desk.work.survey().faults):
        return show(f"页面有 {faults} 处错误，改好才能做。错误列在“校对”的最前面。"), 400
    if desk.jobs.running:
        return show("另一件事还在做，做完以后再做这一件；打的钩都在。"), 400
    here = url_for("printing.show", _anchor="made")
    job = desk.jobs.start(_TITLE, make_files, desk.project, pages, wanted, new_batch(_folder()), then=here)
    return _to(url_for("job.show", number=job.number))


@SCREEN.get("/made/<batch>/<int:number>")
def take(batch: str, number: int) -> Response:
    """One of the files that were made."""
    found = find_batch(_folder(), batch)
    if found is None or number >= len(found.files):
        raise NotFound
    return send_file(found.files[number].resolve(), as_attachment=True, download_name=found.files[number].name)


@SCREEN.get("/made/<batch>/all")
def take_all(batch: str) -> Response:
    """All files that were made at one time, as one."""
    found = find_batch(_folder(), batch)
    if found is None:
        raise NotFound
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file in found.files:
            archive.write(file, file.name)
    packed.seek(0)
    return send_file(packed, as_attachment=True, download_name=f"打印文件{found.when:%Y-%m-%d %H%M}.zip")


@SCREEN.post("/away")
def away() -> Response:
    """Put away what was made at one time."""
    put_away(_folder(), request.form.get("batch", ""))
    flash("做好的文件删去了，页面没有改动，要用可以再做。")
    return _to(url_for("printing.show"))


def _wanted(form: Form) -> Wanted:
    """What was asked for; what is written for a 报告 alone is left out of any other."""
    told = {name: " ".join(request.form.get(name, "").split()) for name, _, _ in _LETTER} if form is Form.REPORT else {}
    title = told.pop("title", "")
    lines = map(str.strip, request.form.get(_ATTACHMENTS, "").splitlines()) if told else ()
    head = Letter(attachments=tuple(filter(None, lines)), **told)
    keep = request.form.get("keep", "")
    archive = "archive" in request.form
    return Wanted(form, head, title, archive=archive, keep=keep if archive and keep in _KEPT_FOR else "")


def _folder() -> Path:
    return the_desk().project.work / "desk" / "printed"


def _groups() -> dict[str, list[tuple[str, str]]]:
    """The pages by what they are, each by path and name."""
    work = the_desk().work
    survey = work.survey()
    groups: dict[str, list[tuple[str, str]]] = {group: [] for group in _ORDER}
    for path, _ in stamp_pages(work.docs):
        if path.endswith(".md"):
            groups.setdefault(_group(path), []).append((path, survey.name(path)))
    return {group: sorted(pages, key=lambda page: page_order(page[1])) for group, pages in groups.items() if pages}


def _group(path: str) -> str:
    return _GROUPS.get(page_kind(path)) or _BY_FOLDER.get(path.partition("/")[0], "其他")


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]
