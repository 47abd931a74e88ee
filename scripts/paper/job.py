"""One run of the command that prints pages: what was asked for, read, printed, written."""

from __future__ import annotations

import time
from argparse import Namespace
from pathlib import Path

from macros.corpus import load_yearbook
from macros.domain.reports import Report
from scripts.build import pipeline
from scripts.changes.writing import WriteError, write_all
from scripts.paper.archiving import record_of
from scripts.paper.catalogue import NAME, Record, with_records
from scripts.paper.letter import Letter, completed, remarks_on_head
from scripts.paper.page_names import PageNames
from scripts.paper.pdf import Pdf
from scripts.paper.printing import Printer
from scripts.paper.shelf import Shelf
from scripts.setup.console import Console
from scripts.setup.project import Project

_OTHER_FILES = frozenset({".doc", ".docx", ".htm", ".html", ".md", ".odt", ".txt", ".wps", ".zip"})


def print_to_pdf(options: Namespace, project: Project, console: Console) -> None:
    """Print pages of the site, which is built first where it is missing or stale.

    Args:
        options: What the command was given.
        project: Whose site.
        console: Where to tell what is done.

    Raises:
        SiteError: Something is not there, cannot be set or cannot be written.
    """
    _require_place(options.out)
    if not options.all:
        _named(PageNames.of_docs(project.docs), options)
    pipeline.refresh(project, console)
    print_pages(Shelf(project.preview, load_yearbook(project.docs)), options, console)


def _require_place(out: Path) -> None:
    """A file of another kind was not meant as a folder; told before any work is done."""
    if out.suffix.lower() in _OTHER_FILES and not out.is_dir():
        hint = "；Word 文件用 python3 scripts/site.py docx 导出" if out.suffix.lower() == ".docx" else ""
        raise WriteError(f"{out.name} 不是 PDF 文件的名称。改法：--out 后面写以 .pdf 结尾的文件，或者写文件夹{hint}。")


def print_pages(shelf: Shelf, options: Namespace, console: Console) -> None:
    """Print pages of a built site; nothing is written before all of them are set.

    Raises:
        SiteError: Something is not there, cannot be set or cannot be written.
    """
    pages = _pages(shelf, options)
    files = _files(pages, options.out, many=options.all)
    started = time.monotonic()
    printer = Printer(shelf)
    for line in printer.faces.stand_ins():
        console.say(f"字体：{line}")
    done = {page: _print(printer, page, options, console) for page in pages}
    contents = {file: done[page].content for page, file in files.items()}
    folder = options.out if options.out not in contents else options.out.parent
    if options.archive:
        records = [_record(shelf, page, file.relative_to(folder), done[page], options) for page, file in files.items()]
        contents[folder / NAME] = with_records(folder / NAME, records)
    write_all(contents)
    for page, file in files.items():
        kept = f"，{'、'.join(done[page].standards)}" if done[page].standards else ""
        console.say(f"{file}：{done[page].pages} 页{kept}。")
    if options.archive:
        console.say(f"已登记在 {folder / NAME}。")
    total = sum(pdf.pages for pdf in done.values())
    console.say(f"共 {len(done)} 个文件，{total} 页（{time.monotonic() - started:.1f} 秒）。")


def _pages(shelf: Shelf, options: Namespace) -> list[str]:
    if options.all:
        return shelf.names.all
    page = _named(shelf.names, options)
    shelf.require_content(page)
    return [page]


def _named(names: PageNames, options: Namespace) -> str:
    """The one page that was asked for."""
    if options.report:
        return names.report(options.report)
    return names.pack(options.pack) if options.pack else names.page(options.page)


def _files(pages: list[str], out: Path, *, many: bool) -> dict[str, Path]:
    """Where each page's file goes; a place that ends in `.pdf` is a file, any other a folder."""
    if out.suffix.lower() != ".pdf" or out.is_dir():
        return {page: out / Path(page).with_suffix(".pdf") if many else out / _name(page) for page in pages}
    if many:
        raise WriteError(f"{out} 是一个文件，--all 要写几个文件。改法：在 --out 后面写文件夹。")
    return dict.fromkeys(pages, out)


def _name(page: str) -> str:
    """A file's name by itself: an index is called by its folder."""
    path = Path(page)
    return (path.parent.name if path.stem == "index" and path.parent.name else path.stem) + ".pdf"


def _print(printer: Printer, page: str, options: Namespace, console: Console) -> Pdf:
    remarks: list[str] = []
    if options.kind:
        head = _letter(printer.shelf.report_of(page), options)
        remarks = remarks_on_head(head)
        pdf = printer.print_report(page, head, options.title, archive=options.archive)
    else:
        pdf = printer.print(page, archive=options.archive)
    for remark in [*remarks, *pdf.remarks]:
        console.say(f"{page}：{remark}")
    return pdf


def _letter(report: Report | None, options: Namespace) -> Letter:
    written = Letter(
        mark=options.mark,
        number=options.number,
        signer=options.signer,
        to=options.to,
        signature=options.signature,
        date=options.date,
        attachments=tuple(options.attach),
        copy=options.copy,
        printed_by=options.printed_by,
        printed_on=options.printed_on,
    )
    return completed(written, report)


def _record(shelf: Shelf, page: str, file: Path, pdf: Pdf, options: Namespace) -> Record:
    return record_of(shelf, page, file, pdf, number=options.number, title=options.title, keep=options.keep)
