"""Several pages as PDF or Word files, named as an office calls them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from macros.corpus import load_yearbook, today
from scripts.build import pipeline
from scripts.changes.writing import write_all
from scripts.paper.archiving import record_of
from scripts.paper.built_article import ArticleError
from scripts.paper.catalogue import NAME, Record, with_records
from scripts.paper.letter import Letter, completed, remarks_on_head
from scripts.paper.notes import page_of
from scripts.paper.pdf import Pdf
from scripts.paper.printing import Printer
from scripts.paper.shelf import EmptyPageError, Shelf
from scripts.paper.word.document import Tools, write_docx
from scripts.setup.console import Console
from scripts.setup.project import Project

#: What no system has in a file's name.
_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
#: So many characters of a title make a name, which every system can keep.
_LONGEST = 60


class Form(StrEnum):
    """What a page is made as."""

    PDF = "PDF"
    WORD = "Word"
    REPORT = "报告"

    @property
    def ending(self) -> str:
        """How the names of such files end."""
        return ".docx" if self is Form.WORD else ".pdf"


@dataclass(frozen=True)
class Wanted:
    """What files are made as (做成什么).

    Attributes:
        form: What they are made as; 报告 of reports alone.
        letter: Of a 报告 its head and foot; what is empty is taken from the report.
        title: Of a 报告 its title, where it is not that of the page.
        archive: Whether PDF files are made to be kept for long, and listed beside.
        keep: How long they are kept.
        computed: Whether Word files of reports hold what the site has computed beside their words.
    """

    form: Form
    letter: Letter = field(default_factory=Letter)
    title: str = ""
    archive: bool = False
    keep: str = ""
    computed: bool = False


def make_files(project: Project, pages: Mapping[str, str], wanted: Wanted, folder: Path, console: Console) -> list[str]:
    """Make a file of each page; the site is built first where it is missing or stale.

    Args:
        project: Whose pages.
        pages: What each is called, by path under docs; one on which there is nothing is told and left out.
        wanted: What they are made as.
        folder: Where the files go, all of them or none; it is made.
        console: Where it is told how far it is.

    Returns:
        The names of the files.

    Raises:
        SiteError: A page cannot be set, or the files cannot be written.
    """
    console.say("先看站点是不是最新的，不是的重新生成，要等一会儿。")
    # What is found on the way is told elsewhere; here it would be taken for something about the files.
    pipeline.refresh(project, Console(quiet=True))
    shelf = Shelf(project.preview, load_yearbook(project.docs))
    printer = Printer(shelf) if wanted.form is not Form.WORD else None
    files: dict[Path, bytes] = {}
    records: list[Record] = []
    for number, (path, name) in enumerate(pages.items(), 1):
        console.show_progress(f"{number}/{len(pages)}　{name}")
        page = page_of(path)
        try:
            shelf.require_content(page)
        except (ArticleError, EmptyPageError):
            console.say(f"{name}：除了标题还没有可以打印的内容，没有做。")
            continue
        file = _free(folder / f"{file_name(name)}{wanted.form.ending}", files)
        if printer:
            pdf = _print(printer, page, wanted)
            files[file], told = pdf.content, f"{pdf.pages} 页"
            given = {"number": wanted.letter.number, "title": wanted.title, "keep": wanted.keep}
            records.append(record_of(shelf, page, Path(file.name), pdf, **given))
            for remark in pdf.remarks:
                console.say(f"{name}：{remark}")
        else:
            tools = Tools(shelf.site, shelf.note_of(page), today(), console.say)
            own = shelf.own_page_of(page, project.docs)
            files[file] = write_docx(shelf.read(page), tools, own, text_only=not wanted.computed)
            told = "做好了"
        console.say(f"{name}：{told}")
    if files and wanted.archive:
        files[folder / NAME] = with_records(folder / NAME, records)
    if files:
        folder.mkdir(parents=True, exist_ok=True)
        write_all(files)
    return [file.name for file in files]


def _print(printer: Printer, page: str, wanted: Wanted) -> Pdf:
    if wanted.form is not Form.REPORT:
        return printer.print(page, archive=wanted.archive)
    head = completed(wanted.letter, printer.shelf.report_of(page))
    pdf = printer.print_report(page, head, wanted.title, archive=wanted.archive)
    return replace(pdf, remarks=(*remarks_on_head(head), *pdf.remarks))


def file_name(name: str) -> str:
    """A page's name as a file can bear it."""
    return _NO_NAME.sub("_", name).strip(" .")[:_LONGEST].rstrip(" .") or "页面"


def _free(file: Path, taken: Mapping[Path, bytes]) -> Path:
    """The same name, or with a number where two pages are called alike."""
    number, free = 1, file
    while free in taken:
        number += 1
        free = file.with_stem(f"{file.stem}（{number}）")
    return free
