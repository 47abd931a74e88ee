"""The pages that can be changed as forms, by whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.corpus import stamp_pages
from macros.corpus.pages import PageKind, page_kind
from scripts.changes.naming import name_of_page, name_report
from scripts.desk.page_form.head import FIELDS
from scripts.desk.work import Work


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
    return dict(sorted(groups.items(), key=lambda group: page_kind(group[1][0].path) is not PageKind.REPORT))


def _pages(work: Work) -> Iterator[Listed]:
    reports = {report.path: report for report in work.yearbook.reports.values()}
    docs = work.docs
    for path, _ in stamp_pages(docs):
        if page_kind(path) not in FIELDS or not path.endswith(".md"):
            continue
        if report := reports.get(path):
            yield Listed(path, name_report(report).strip("「」"), report.unit, (str(report.as_of), path))
        else:
            group = "本地制度" if page_kind(path) is PageKind.LOCAL else "有错误的"
            yield Listed(path, name_of_page(docs, path).strip("「」").removeprefix("docs/"), group, (path,))
