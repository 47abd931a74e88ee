"""The steps of `export_docx.py`: find the page, read it, write it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from macros.corpus import load_yearbook, today
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors, SiteError
from scripts.bootstrap import say
from scripts.pipeline import DOCS, SITE
from scripts.press.article import read_paper, read_title
from scripts.press.blocks import Bullets, Figure, Paper, Paragraph, Picture, Role, Table, Terms, WritingLines
from scripts.press.notes import Notes
from scripts.press.word.document import Tools, write_docx
from scripts.press.word.own import read_own_page
from scripts.writing import write_whole

_PACKS = "study"
_BUILD = "改法：先运行 python3 scripts/site.py build，再导出。"
_CONTENT = (Bullets, Figure, Picture, Table, Terms, WritingLines)


class ExportError(SiteError):
    """There is nothing to be exported, or nowhere to put it; one Chinese line."""

    meaning = "没有导出 Word 文件：没有这份报告或资料包，站点里的这一页不是最新的，或者文件没有地方放"
    remedy = "照提示写名称或文件，先生成站点"


def export_docx(options: argparse.Namespace) -> None:
    """Write the Word file that the command line asks for.

    Raises:
        SiteError: There is no such page, nothing on it, or the file cannot be written.
    """
    _require_place(options.out)
    yearbook = _load_yearbook()
    path = _report(options.report, yearbook) if options.report else _pack(options.pack)
    page = path.removesuffix(".md") + ".html"
    _require_built(DOCS / path, SITE / page)
    paper = read_paper(SITE, page, _unit(path, yearbook))
    _require_content(paper, path)
    own = read_own_page((DOCS / path).read_text(encoding="utf-8-sig"), path) if options.report else None
    notes = Notes(yearbook, today(), lambda address: read_title(SITE, address))
    tools = Tools(SITE, lambda target: notes.of(target, page), today(), say)
    write_whole(options.out, write_docx(paper, tools, own, text_only=options.text_only))
    hint = (
        "在 Word 里改好以后，用 import_report.py --update 导回。" if own else "打开后在目录上点右键“更新域”，得到页码。"
    )
    say(f"已写入 {options.out}。{hint}")


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


def _load_yearbook() -> Yearbook:
    try:
        return load_yearbook(DOCS)
    except ContentErrors as errors:
        raise ExportError(f"页面有错误，没有导出。先改正下面各处，再运行一次：\n{errors}") from errors


def _report(key: str, yearbook: Yearbook) -> str:
    if key in yearbook.reports:
        return yearbook.reports[key].path
    raise ExportError(f"没有报告 {key}。改法：{_choice(yearbook.reports)}。")


def _pack(name: str) -> str:
    names = [file.stem for file in (DOCS / _PACKS).glob("*.md") if file.stem != "index"]
    if name in names:
        return f"{_PACKS}/{name}.md"
    raise ExportError(f"没有学习资料包 {name}。改法：{_choice(names)}。")


def _choice(names: Iterable[str]) -> str:
    listed = "、".join(sorted(names))
    return f"可以写 {listed}" if listed else "现在一个也没有，先建立再导出"


def _require_built(source: Path, page: Path) -> None:
    """The built page is there, and not older than what it was built from."""
    if not page.is_file():
        raise ExportError(f"站点里还没有 {page.relative_to(SITE).as_posix()}。{_BUILD}")
    if page.stat().st_mtime < source.stat().st_mtime:
        raise ExportError(f"docs/{source.relative_to(DOCS).as_posix()} 在站点生成以后又改过。{_BUILD}")


def _unit(path: str, yearbook: Yearbook) -> str:
    """Whose paper it is; a pack is of the unit whose papers stand on top."""
    report = next((report for report in yearbook.reports.values() if report.path == path), None)
    if report:
        return report.unit
    return yearbook.units[""].name if "" in yearbook.units else ""


def _require_content(paper: Paper, path: str) -> None:
    """A pack that holds nothing but its cover and headings is nobody's paper."""
    for block in paper.blocks:
        if isinstance(block, _CONTENT) or (isinstance(block, Paragraph) and block.role is Role.BODY):
            return
    raise ExportError(f"docs/{path} 是空的，没有可以导出的内容。改法：先写好这一页，再生成和导出。")
