"""Papers that were read from scans do not go out before each doubtful place was held against the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.domain.reports import Report
from macros.errors import SiteError
from scripts.changes.naming import name_report
from scripts.publishing.sight import Sight


class UnreadError(SiteError):
    """Papers hold places that a scan was read at, and that nobody has looked at; the text says how many.

    Attributes:
        papers: Paths of those papers.
    """

    meaning = "没有发布：有材料是扫描识别的，还有没把握的地方没有对照原件看过；读者看到的没有改动"
    remedy = "把校对单填好，再导入一次；或者在工作台的“收件”里对照图片逐处看过，再发布，见[扫描件](scans.md)"

    def __init__(self, text: str, papers: Iterable[str] = ()) -> None:
        super().__init__(text)
        self.papers = tuple(papers)


def require_read(sight: Sight) -> None:
    """See that readers get no text of a scan that was not held against it.

    Args:
        sight: What they would see.

    Raises:
        UnreadError: Doubtful places were not looked at.
    """
    reports = sight.corpus.yearbook.reports.values()
    unread = dict(find_unread_papers(one for one in reports if one.path in sight.pages))
    if unread:
        raise UnreadError(
            f"有 {len(unread)} 份材料是扫描识别的，没有校对完，没有发布：{'；'.join(unread.values())}。"
            "改法：把校对单填好，加 --update 再导入一次；或者在工作台的“收件”里对照图片逐处看过，再发布。",
            unread,
        )


def find_unread_papers(reports: Iterable[Report]) -> Iterator[tuple[str, str]]:
    """Yield the path of each paper with places that nobody has looked at, and how many, in the order of the paths."""
    for one in sorted(reports, key=lambda one: one.path):
        if one.scanned and one.scanned.left:
            yield one.path, f"{name_report(one)}还有 {one.scanned.left} 处"
