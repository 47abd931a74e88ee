"""督办单 as files: all slips in one PDF or Word file, or a PDF each in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from macros.compare.due import DueList
from macros.errors import SiteError
from scripts.changes.writing import write_all
from scripts.paper.blocks import Paper
from scripts.paper.faces import load_faces
from scripts.paper.pdf import Press
from scripts.paper.printing import FONTS
from scripts.paper.selection import Form, file_name
from scripts.paper.slips import Slip, slip_paper
from scripts.paper.word.document import Tools, write_docx
from scripts.setup.console import Console
from scripts.setup.project import Project


class SlipError(SiteError):
    """There is nothing to make slips of, or nowhere to put them."""

    meaning = "没有做督办单：没有要督办的，或者文件没有地方放"
    remedy = "没有要督办的，用 --within 往后多看几天；文件照提示换一个名称或位置"


def make_slips(
    slips: Sequence[Slip], found: DueList, form: Form, project: Project, console: Console, reply_by: date | None = None
) -> bytes:
    """The slips as one file.

    Args:
        slips: At least one.
        found: What they were found in.
        form: PDF or Word.
        project: Whose.
        console: Where it is told which face stands in for which, and what could not be set.
        reply_by: By when an answer is wanted.

    Raises:
        SiteError: They cannot be set.
    """
    paper = slip_paper(slips, found, reply_by)
    if form is Form.WORD:
        return write_docx(paper, Tools(project.folder, _no_note, found.day, console.say))
    return _pdf(_press(project, found, console), paper, console)


def write_slips(
    slips: Sequence[Slip], found: DueList, out: Path, project: Project, console: Console, reply_by: date | None = None
) -> None:
    """Write the slips: into a `.pdf` or `.docx` file all of them, into a folder a PDF each; all or nothing.

    Args:
        slips: The slips.
        found: What they were found in.
        out: The file, or the folder, which is made.
        project: Whose.
        console: Where to tell what was done.
        reply_by: By when an answer is wanted.

    Raises:
        SiteError: There is no slip, the place is none for it, or it cannot be set or written.
    """
    if not slips:
        raise SlipError(
            f"截至 {found.day}，往后 {found.within} 天，没有要督办的。"
            "改法：用 --within 往后多看几天，或者换一个 --post。"
        )
    forms = {form.ending: form for form in Form}
    form = forms.get(out.suffix.lower())
    if form and out.is_dir():
        raise SlipError(f"{out} 是文件夹。改法：在 --out 后面换一个文件名。")
    if form is None and out.suffix and not out.is_dir():
        raise SlipError(f"{out.name} 不是能做的文件。改法：--out 后面写以 .pdf 或 .docx 结尾的文件，或者写文件夹。")
    if form:
        files = {out: make_slips(slips, found, form, project, console, reply_by)}
    else:
        press = _press(project, found, console)
        files = {}
        for slip in slips:
            files[_free(out / f"{file_name(slip.name)}.pdf", files)] = _pdf(
                press, slip_paper([slip], found, reply_by), console
            )
    if form is None:
        out.mkdir(parents=True, exist_ok=True)
    write_all(files)
    console.say(f"已写入 {out}：督办单 {len(slips)} 张。")


def _press(project: Project, found: DueList, console: Console) -> Press:
    faces = load_faces(FONTS)
    for line in faces.stand_ins():
        console.say(f"字体：{line}")
    return Press(project.folder, faces, found.day)


def _pdf(press: Press, paper: Paper, console: Console) -> bytes:
    pdf = press.set(paper, _no_note)
    for remark in pdf.remarks:
        console.say(remark)
    return pdf.content


def _no_note(_: str) -> str:
    return ""


def _free(file: Path, taken: dict[Path, bytes]) -> Path:
    number, free = 1, file
    while free in taken:
        number += 1
        free = file.with_stem(f"{file.stem}（{number}）")
    return free
