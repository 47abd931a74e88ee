"""How pages look, in figures: their height, what is blank beside the text, where a phone begins to tell something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Route

#: Kinds of pages, and where one of each stands: of several the last one by name, which is the newest.
KINDS = {
    "首页": "index.html",
    "年度总结（目录）": "reports/index.html",
    "年度总结": "reports/[0-9][0-9][0-9][0-9].html",
    "台账（各年）": "ledger/index.html",
    "台账": "ledger/[0-9]*.html",
    "对照（各年）": "compare/index.html",
    "两年对照": "compare/[0-9]*.html",
    "指标、提法和引用": "compare/figures.html",
    "核对": "compare/checks.html",
    "承诺兑现": "compare/promises.html",
    "两版对照": "compare/[a-z]*-[0-9]*.html",
    "法规（目录）": "regulations/index.html",
    "法规": "regulations/[a-z]*/index.html",
    "版本": "regulations/[a-z]*/[0-9]*.html",
    "概念": "regulations/concepts.html",
    "规定动作": "regulations/duties.html",
    "学习资料包": "study/[0-9a-z]*.html",
    "手册": "handbook/reading.html",
    "检索": "search.html",
    "历年措施": "measures.html",
    "没有的页": "404.html",
}
WIDE, NARROW = 1440, 390
_HEIGHT = 900
#: As a server would give it: the page of addresses that are not there names its style sheets from the root.
_SITE = "http://site.invalid/"
# What stands before the content; the names that are addresses; the rows in which the right edge of all words is taken.
_LOOK = """() => {
  const article = document.querySelector("article"), words = article.innerText;
  const before = ".yb-path, h1, .yb-head, .yb-banner, .yb-note, .yb-side, p:empty";
  const first = [...article.children].find(child => child.offsetHeight && !child.matches(before));
  const rights = {}, row = 8;
  const take = (box, fits = () => true) => {
    if (box.width < 2 || box.height < 2) return;
    for (let y = Math.floor(box.top / row); y < box.bottom / row; y++) {
      if (fits(y)) rights[y] = Math.max(rights[y] || 0, box.right);
    }
  };
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    if (!walker.currentNode.data.trim()) continue;
    range.selectNodeContents(walker.currentNode);
    [...range.getClientRects()].forEach(box => take(box));
  }
  article.querySelectorAll("svg, img, input, select, button").forEach(part => take(part.getBoundingClientRect()));
  // The contents, where they stand at the right of what they are of.
  const contents = document.querySelector(".yb-toc:last-of-type");
  if (contents) [...contents.querySelectorAll("a")].forEach(a => take(a.getBoundingClientRect(), row => row in rights));
  const blank = Object.values(rights).map(right => 1 - Math.min(right, innerWidth) / innerWidth);
  const links = [...article.querySelectorAll("a")].filter(a => a.getClientRects().length && a.textContent.trim());
  const ids = /(?:[a-z]+\\/)?20\\d\\d(?:-[a-z]+)?#[a-z][\\w-]*|台账 20\\d\\d-\\d\\d/g;
  const paths = /(?:docs|reports|ledger|regulations|study|compare)\\/[\\w./-]*|[\\w-]+\\.(?:md|html)(?![\\w])/g;
  return {
    height: document.documentElement.scrollHeight,
    blank: blank.length ? blank.reduce((sum, part) => sum + part, 0) / blank.length : 0,
    first: first ? Math.round(first.getBoundingClientRect().top) : 0,
    colours: new Set(links.map(a => getComputedStyle(a).color)).size,
    ids: (words.match(ids) || []).length + links.filter(a => /^20\\d\\d-\\d{2,3}$/.test(a.textContent.trim())).length,
    paths: (words.match(paths) || []).length,
  };
}"""


@dataclass(frozen=True)
class PageLook:
    """The figures of one page.

    Attributes:
        kind: What kind of page it is.
        path: Its address in the site.
        height: In CSS pixels, in a wide window and on a phone.
        blank: The share of a wide window that is blank right of words and pictures, over the rows that hold some.
        first: Where the content begins on a phone, in CSS pixels from the top.
        colours: How many colours links have.
        ids: How often an id is shown as a name; of the handbook, which teaches them, as of any other.
        paths: How often a path or a file's name is shown.
    """

    kind: str
    path: str
    height: tuple[int, int]
    blank: float
    first: int
    colours: int
    ids: int
    paths: int

    @property
    def words(self) -> str:
        """The figures in a line."""
        return (
            f"{self.kind} {self.path}：高 {self.height[0]}、{self.height[1]}；右边空白 {self.blank:.0%}；"
            f"手机上从 {self.first} 起；链接颜色 {self.colours}；编号 {self.ids}；路径 {self.paths}"
        )


def find_kinds(site: Path, kinds: Mapping[str, str] = KINDS) -> Iterator[tuple[str, str]]:
    """Yield each kind that a site has a page of, with the address of the newest one."""
    for kind, pattern in kinds.items():
        if found := sorted(site.glob(pattern)):
            yield kind, found[-1].relative_to(site).as_posix()


def measure_looks(site: Path, pages: Sequence[tuple[str, str]], browser: Browser) -> Iterator[PageLook]:
    """Open each page in a wide window and on a phone.

    Args:
        site: The built site.
        pages: Kinds and addresses.
        browser: A browser that has been started.

    Yields:
        The figures of each page.
    """

    def answer(route: Route) -> None:
        route.fulfill(path=site / urlsplit(route.request.url).path.lstrip("/"))

    tabs = [browser.new_page(viewport={"width": width, "height": _HEIGHT}) for width in (WIDE, NARROW)]
    for tab in tabs:
        tab.route(f"{_SITE}**", answer)
    for kind, path in pages:
        wide, narrow = (_look(tab, path) for tab in tabs)
        yield PageLook(
            kind,
            path,
            (wide["height"], narrow["height"]),
            wide["blank"],
            narrow["first"],
            wide["colours"],
            wide["ids"],
            wide["paths"],
        )


def _look(tab: Any, path: str) -> dict[str, Any]:
    tab.goto(_SITE + path)
    tab.wait_for_load_state("networkidle")
    found: dict[str, Any] = tab.evaluate(_LOOK)
    return found
