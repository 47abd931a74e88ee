"""The pages that can be changed as forms, by whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.corpus import stamp_pages
from macros.corpus.pages import PageKind, page_kind
from scripts.changes.naming import name_of_page, name_report
from scripts.desk.page_form.head import FIELDS
from scripts.desk.work import Work

_GROUPS = {PageKind.LOCAL: "本地制度", PageKind.REGULATION: "法规", PageKind.EDITION: "法规的各个版本"}
_ORDER = {
    kind: place
    for place, kind in enumerate(
        (PageKind.REPORT, PageKind.LOCAL, PageKind.FREE, PageKind.REGULATION, PageKind.EDITION)
    )
}


@dataclass(frozen=True)
class Listed:
    """A page that can be changed.

    Attributes:
        path: Its path under docs.
        name: What an office calls it.
        group: Whose it is, or what kind of page.
        order: Its place in the group.
    """

    path: str
    name: str
    group: str
    order: tuple[str, ...]


def list_pages(work: Work) -> dict[str, list[Listed]]:
    """The pages group by group, the newest first."""
    groups: dict[str, list[Listed]] = {}
    for page in sorted(_pages(work), key=lambda page: page.order, reverse=True):
        groups.setdefault(page.group, []).append(page)
    # Last comes what is no paper of a unit.
    return dict(sorted(groups.items(), key=lambda group: _ORDER.get(page_kind(group[1][0].path), len(_ORDER))))


def _pages(work: Work) -> Iterator[Listed]:
    reports = {report.path: report for report in work.yearbook.reports.values()}
    docs = work.docs
    for path, _ in stamp_pages(docs):
        if not has_form(path, docs):
            continue
        if report := reports.get(path):
            yield Listed(path, name_report(report).strip("「」"), report.unit, (str(report.as_of), path))
        else:
            yield Listed(path, name_of_page(docs, path).strip("「」").removeprefix("docs/"), _group(path), (path,))


def has_form(path: str, docs: Path) -> bool:
    """Whether a page is changed in a form: not the handbook, which is the program's, nor what is markup itself."""
    if page_kind(path) not in FIELDS or not path.endswith(".md") or path.startswith("handbook/"):
        return False
    if page_kind(path) is not PageKind.FREE:
        return True
    lines = (docs / path).read_text(encoding="utf-8", errors="replace").splitlines()
    return not any(line.lstrip().startswith("<") for line in lines)


def _group(path: str) -> str:
    if page_kind(path) is PageKind.FREE:
        return "学习资料" if path.startswith("study/") else "其他页面"
    return _GROUPS.get(page_kind(path), "有错误的")
