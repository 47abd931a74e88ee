"""The pages of a built site that can go on paper, with what is known of them."""

from __future__ import annotations

from collections.abc import Callable
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
from scripts.paper.page_names import PageNames
from scripts.paper.word.own import OwnPage, read_own_page

_CONTENT = (ItemList, Code, Drawing, Picture, PaperTable, Terms, WritingLines)


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

    @cached_property
    def names(self) -> PageNames:
        """What the pages of the site are called."""
        files = (file.relative_to(self.site).as_posix() for file in self.site.rglob("*.html"))
        return PageNames(self.yearbook, frozenset(files))

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

    def own_page_of(self, page: str, docs: Path) -> OwnPage | None:
        """The page under docs of a report, by which its own words are known; None for any other page."""
        report = self.report_of(page)
        return read_own_page((docs / report.path).read_text(encoding="utf-8-sig"), report.path) if report else None

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
