"""A page as a Word file: find it, read it, write it."""

from __future__ import annotations

import argparse
from pathlib import Path

from macros.corpus import load_yearbook, today
from macros.errors import SiteError
from scripts.build import pipeline
from scripts.changes.writing import write_whole
from scripts.paper.page_names import PageNames
from scripts.paper.shelf import Shelf
from scripts.paper.word.document import Tools, write_docx
from scripts.setup.console import Console
from scripts.setup.project import Project


class ExportError(SiteError):
    """There is nowhere to put the file; one Chinese line."""

    meaning = "没有导出 Word 文件：文件没有地方放"
    remedy = "照提示写一个 .docx 文件名，文件夹要已经有"


def export_docx(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Write the Word file that the command line asks for; the site is built first where it is missing or stale.

    Raises:
        SiteError: There is no such page, nothing on it, or the file cannot be written.
    """
    _require_place(options.out)
    names = PageNames.of_docs(project.docs)
    page = names.report(options.report) if options.report else names.pack(options.pack)
    pipeline.refresh(project, console)
    shelf = Shelf(project.preview, load_yearbook(project.docs))
    shelf.require_content(page)
    own = shelf.own_page_of(page, project.docs)
    tools = Tools(shelf.site, shelf.note_of(page), today(), console.say)
    write_whole(options.out, write_docx(shelf.read(page), tools, own, text_only=not options.computed))
    hint = (
        "在 Word 里改好以后，用 python3 scripts/site.py import 文件 --update 导回。"
        if own
        else "打开后在目录上点右键“更新域”，得到页码。"
    )
    console.say(f"已写入 {options.out}。{hint}")


def _require_place(out: Path) -> None:
    """A file can be written there; told before any work is done."""
    try:
        is_folder = out.is_dir()
    except (OSError, ValueError) as error:
        raise ExportError(f"{out.name[:20]}… 不能用作文件名。改法：换一个短的文件名。") from error
    if is_folder:
        raise ExportError(f"{out} 是文件夹。改法：在 --out 后面写文件名，如 {out / '总结.docx'}。")
    if out.suffix.lower() != ".docx":
        raise ExportError(f"{out.name} 不是 Word 文件的名称。改法：--out 后面的文件名以 .docx 结尾。")
    if not out.parent.is_dir():
        raise ExportError(f"没有文件夹 {out.parent}。改法：先建立这个文件夹，或者换一个位置。")
