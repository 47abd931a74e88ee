"""Checks what a Word file says of the page that it was exported from, before anything is made of it.

Such a file comes from outside like any other: its front matter must be what a
report's may be, its ids those that a report has, its links such as a page may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from macros.corpus.link_checks import is_allowed_address
from macros.corpus.load import parse_report
from macros.domain.paths import resolve
from macros.domain.reports import PartKind, Report
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors
from macros.page_text.attributes import allowed_attributes
from macros.page_text.headings import write_heading
from macros.page_text.link_grammar import is_plain_address
from macros.page_text.splitting import join_page, plain_lines
from macros.page_text.title_ids import title_id
from scripts.changes.carriage import Carriage
from scripts.intake.manuscript import IntakeError, printable
from scripts.intake.page_head import REPORT_PATH

_ITEM = re.compile(r"[wpcmo][1-9][0-9]{0,3}")
_PART = re.compile(rf"({'|'.join(kind.class_name for kind in PartKind)})(?:-(?:[2-9]|[1-9][0-9]))?")
_AGAIN = "改法：从站点重新导出；或者在 Word 里把正文复制到新文档，按普通来稿导入。"


@dataclass(frozen=True)
class Carried:
    """The page that a file was exported from (随文件带回的页面).

    Attributes:
        key: The report's key.
        front: Lines of its front matter.
        report: What they say, with the page's headings and no text.
        places: Ids of its headings, by bookmark.
        links: Address and attribute list of its links, by what they lead to in the file.
        refused: Addresses that no page may hold, or that lead to nothing here.
    """

    key: str
    front: tuple[str, ...]
    report: Report
    places: dict[str, str]
    links: dict[str, tuple[str, str]]
    refused: tuple[str, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Ids that the page had."""
        return frozenset(self.places.values())


def check_carriage(carriage: Carriage, yearbook: Yearbook) -> Carried:
    """Check what a file carries.

    Args:
        carriage: As it stands in the file.
        yearbook: The site, for what links may lead to.

    Raises:
        IntakeError: Its path or its front matter is none of a report.
    """
    match = REPORT_PATH.fullmatch(carriage.path)
    if match is None:
        raise IntakeError(f"Word 文件里带的页面路径“{printable(carriage.path)}”不是报告的位置，没有导入。{_AGAIN}")
    places = {bookmark: name for bookmark, name in carriage.places if is_heading_id(name, match[1])}
    allowed = {
        name: (address, attributes)
        for name, address, attributes in carriage.links
        if is_allowed_link(address, attributes, carriage.path, yearbook)
    }
    return Carried(
        key=match[1],
        front=_front_lines(carriage),
        report=_read_front(_front_lines(carriage), match[1], places.values()),
        places=places,
        links=allowed,
        refused=tuple(address for name, address, _ in carriage.links if name not in allowed),
    )


def without_old_links(carried: Carried, path: str) -> Carried:
    """What still holds where the file has become another paper: links outside, and those that were fixed by hand.

    The others were due at the day of the paper that it was, and are written anew.

    Args:
        carried: What the file carries.
        path: The other paper's path under docs.
    """
    as_deep = path.count("/") == carried.key.count("/") + 1
    links = {
        name: (address, attributes)
        for name, (address, attributes) in carried.links.items()
        if address.startswith("https://") or (as_deep and ".fixed" in attributes)
    }
    return replace(carried, links=links)


def is_heading_id(name: str, key: str) -> bool:
    """Whether an id is one that a heading of a report may have."""
    return bool(_ITEM.fullmatch(name) or _PART.fullmatch(name)) or name == title_id("report", key)


def is_allowed_link(address: str, attributes: str, path: str, yearbook: Yearbook) -> bool:
    """Whether a page may hold a link; into the register only where its page is there."""
    outside = address.startswith("https://")
    known = is_plain_address(address) and is_allowed_address(address)
    if not known or (not outside and set(address) & set("%?")):
        return False
    if not allowed_attributes(attributes, of_link=True):
        return False
    target = resolve(address.partition("#")[0], path)
    return outside or not target.startswith("regulations/") or target in _register(yearbook)


def part_kind(name: str) -> PartKind | None:
    """The kind that the id of a part tells; None where it is no part's."""
    match = _PART.fullmatch(name)
    return next((kind for kind in PartKind if match and kind.class_name == match[1]), None)


def _register(yearbook: Yearbook) -> frozenset[str]:
    pages = [work.path for work in yearbook.regulations.values()]
    pages += [edition.path for edition in yearbook.editions.values()]
    pages += [rule.path for rule in yearbook.local_rules.values()]
    return frozenset([*pages, *(f"regulations/{name}.md" for name in ("index", "concepts", "duties", "usages"))])


def _front_lines(carriage: Carriage) -> tuple[str, ...]:
    return tuple(plain_lines(carriage.front.strip("\r\n")))


def _read_front(front: Iterable[str], key: str, ids: Iterable[str]) -> Report:
    """Read the front matter as that of a page with its headings alone."""
    body = [write_heading(1, "标题", title_id("report", key)), ""]
    for name in ids:
        kind = part_kind(name)
        body += [write_heading(2, "部分", name, [kind.class_name]), ""] if kind else []
        body += [write_heading(3, "条目", name), ""] if _ITEM.fullmatch(name) else []
    try:
        return parse_report(join_page(front, body), f"reports/{key}.md")
    except ContentErrors as errors:
        first, *more = str(errors).split("\n")
        rest = f"（另有 {len(more)} 处）" if more else ""
        raise IntakeError(f"Word 文件里带的页首信息不能用，没有导入：{first}{rest} {_AGAIN}") from errors
