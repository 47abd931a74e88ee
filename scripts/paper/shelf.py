"""The pages of a built site that can go on paper, by the names that people call them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.corpus import today
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from macros.errors import SiteError
from scripts.paper.article import read_paper, read_title
from scripts.paper.blocks import (
    Block,
    Code,
    Drawing,
    ItemList,
    Paper,
    PaperTable,
    Para,
    Picture,
    Role,
    Terms,
    WritingLines,
)
from scripts.paper.notes import LinkNotes, page_of

_STUDY = "study"
_CONTENT = (ItemList, Code, Drawing, Picture, PaperTable, Terms, WritingLines)


class NoSuchPageError(SiteError):
    """What is to be printed is not on the site."""

    meaning = "要打印的报告、学习资料包或页面不存在；没有写文件"
    remedy = "照提示列出的名称改"


class EmptyPageError(SiteError):
    """A page holds nothing that anybody would want on paper."""

    meaning = "要打印的页面没有内容；没有写文件"
    remedy = "先写好这一页，再生成站点"


@dataclass(frozen=True)
class Shelf:
    """The pages of a built site that can be printed (可印的页面), with what is known of them.

    Attributes:
        site: Folder of the built site.
        yearbook: All pages of data.
    """

    site: Path
    yearbook: Yearbook

    def report(self, key: str) -> str:
        """The page of a report by its key, such as `2023` or `dongzhen/2023`.

        Raises:
            NoSuchPageError: There is none.
        """
        if found := self.yearbook.reports.get(key.strip("/").removesuffix(".md")):
            return page_of(found.path)
        raise NoSuchPageError(f"没有报告 {key}。改法：写其中之一：{_listed(self.yearbook.reports)}。")

    def pack(self, name: str) -> str:
        """The page of a pack by its name.

        Raises:
            NoSuchPageError: There is none.
        """
        names = {page.removeprefix(f"{_STUDY}/").removesuffix(".html"): page for page in self.packs}
        if found := names.get(name.strip("/").removesuffix(".md")):
            return found
        raise NoSuchPageError(f"没有学习资料包 {name}。改法：写其中之一：{_listed(names)}。")

    def page(self, path: str) -> str:
        """A page by its path on the site or under docs.

        Raises:
            NoSuchPageError: There is none.
        """
        name = path.replace("\\", "/").strip("/").removeprefix("docs/")
        stem = name.removesuffix(".md").removesuffix(".html")
        for page in (f"{stem}.html", f"{stem}/index.html"):
            if ".." not in page.split("/") and (self.site / page).is_file():
                return page
        top = stem.partition("/")[0]
        near = sorted(file.relative_to(self.site).as_posix() for file in (self.site / top).glob("*.html"))
        hint = f"，{top}/ 里有 {_listed(near)}" if near and ".." not in top else ""
        raise NoSuchPageError(f"站点里没有页面 {path}{hint}。改法：写 docs 里的路径，如 reports/2023.md。")

    @property
    def packs(self) -> list[str]:
        """Pages of the packs."""
        files = (self.site / _STUDY).rglob("*.html")
        pages = sorted(file.relative_to(self.site).as_posix() for file in files)
        return [page for page in pages if page != f"{_STUDY}/index.html"]

    @property
    def all(self) -> list[str]:
        """Pages of every report that this site shows and of every pack."""
        reports = (page_of(report.path) for report in self.yearbook.reports.values())
        return [*(page for page in reports if (self.site / page).is_file()), *self.packs]

    def read(self, page: str) -> Paper:
        """The paper that a page is printed as.

        Raises:
            ArticleError: There is no such page, or it has no article.
        """
        return read_paper(self.site, page, self.unit_of(page))

    def require_content(self, page: str) -> None:
        """See that a page holds more than its frame; among all pages of a site one that is just begun may stand.

        Raises:
            ArticleError: There is no such page, or it has no article.
            EmptyPageError: Nothing but headings stands on it.
        """
        if not any(_is_content(block) for block in self.read(page).blocks):
            raise EmptyPageError(f"{page} 除了标题没有内容。改法：先写好这一页，再做。")

    def note_of(self, page: str) -> Callable[[str], str]:
        """Gives the words of the note of a link on a page, by the link's target."""
        return lambda target: self._notes.of(target, page)

    @cached_property
    def _notes(self) -> LinkNotes:
        return LinkNotes(self.yearbook, today(), lambda path: read_title(self.site, path))

    def report_of(self, page: str) -> Report | None:
        """The report that a page is; None for any other page."""
        return self._reports.get(page)

    def unit_of(self, page: str) -> str:
        """Whose page it is: the report's unit, else that of the folder, else that of the top folder."""
        if report := self.report_of(page):
            return report.unit
        folder = "/".join(page.split("/")[1:-1])
        units = {report.folder: report.unit for report in self.yearbook.reports.values()}
        return units.get(folder) or units.get("", "")

    @cached_property
    def _reports(self) -> dict[str, Report]:
        return {page_of(report.path): report for report in self.yearbook.reports.values()}


def _is_content(block: Block) -> bool:
    """Whether a block is more than the frame of a page."""
    return isinstance(block, _CONTENT) or (isinstance(block, Para) and block.role is Role.BODY)


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    return "、".join(found[:30]) + ("……" if len(found) > 30 else "") if found else "（还没有）"
