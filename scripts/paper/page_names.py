"""The pages that can go on paper, by the names that people call them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.corpus.pages import find_files
from macros.domain.yearbook import Yearbook
from macros.errors import SiteError
from scripts.build.content_checks import load_pages
from scripts.paper.notes import page_of

_STUDY = "study"
#: The theme makes it, of no page under docs.
_NOT_FOUND = "404.html"


class NoSuchPageError(SiteError):
    """What is to be printed is not on the site."""

    meaning = "要打印的报告、学习资料包或页面不存在；没有写文件"
    remedy = "照提示列出的名称改"


@dataclass(frozen=True)
class PageNames:
    """What pages are called (页面的名称).

    Attributes:
        yearbook: All pages of data.
        pages: Paths of the pages that the site has, or will have.
    """

    yearbook: Yearbook
    pages: frozenset[str]

    @classmethod
    def of_docs(cls, docs: Path) -> PageNames:
        """Those of the site that the pages under docs make.

        Raises:
            ContentErrors: The pages cannot be read.
        """
        made = {page_of(path) for path in find_files(docs) if path.endswith(".md")}
        return cls(load_pages(docs).yearbook, frozenset({*made, _NOT_FOUND}))

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
            if page in self.pages:
                return page
        top = stem.partition("/")[0]
        near = sorted(page for page in self.pages if page.rpartition("/")[0] == top)
        hint = f"，{top}/ 里有 {_listed(near)}" if near else ""
        raise NoSuchPageError(f"站点里没有页面 {path}{hint}。改法：写 docs 里的路径，如 reports/2023.md。")

    @cached_property
    def packs(self) -> list[str]:
        """Pages of the packs."""
        return sorted(page for page in self.pages if page.startswith(f"{_STUDY}/") and page != f"{_STUDY}/index.html")

    @property
    def all(self) -> list[str]:
        """Pages of every report that the site shows and of every pack."""
        reports = (page_of(report.path) for report in self.yearbook.reports.values())
        return [*(page for page in reports if page in self.pages), *self.packs]


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    return "、".join(found[:30]) + ("……" if len(found) > 30 else "") if found else "（还没有）"
