"""What is wrong, on the pages of the preview, for as long as it is: at its place on its own page, else on top."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from macros.corpus.pages import SourcePage
from macros.findings import Finding
from macros.render.environment import render
from scripts.build.after_build.policy import POLICY

#: The head of what stands on top of pages.
UNBUILT = "页面有错误，没有重新生成；现在看到的是上一次的站点。"
UNSOUND = "页面有错误，改好以前不能生成站点，也不能发布。"
AS_IT_WAS = "这一页有错误，现在看到的是它出错以前的样子。"
UNMADE = "这一页现在做不出来。"
_BODY = re.compile(rb"<body\b[^>]*>")
_HEADING = rb"<(h[1-6])\b[^>]*\bid=\"%s\".*?</\1>"
#: So many lines are shown; the rest stands where the preview was started.
_MOST = 50


def put_on_top(page: bytes, head: str, lines: Sequence[str]) -> bytes:
    """A page with lines on top that say what is wrong; as it is where there are none."""
    begin = _BODY.search(page) if lines else None
    if not begin:
        return page
    notice = render("preview_notice", head=head, lines=lines[:_MOST], more=len(lines[_MOST:]))
    return _put(page, begin.end(), notice)


def put_at_places(html: bytes, page: SourcePage | None, faults: Iterable[Finding]) -> tuple[bytes, list[Finding]]:
    """Put what is wrong with a page under the headings under which it stands.

    Args:
        html: The page as it is shown.
        page: The same as it is written.
        faults: What is wrong with it.

    Returns:
        The page, and the faults that are told on it; the others stand in front
        of its first heading, or under one that is not shown.
    """
    told, at = [], dict[str, list[Finding]]()
    for fault in faults:
        at.setdefault(_heading_of(page, fault.line), []).append(fault)
    for heading, found in at.items():
        place = re.search(_HEADING % re.escape(heading.encode()), html, re.DOTALL) if heading else None
        if place:
            html = _put(html, place.end(), render("preview_fault", lines=[str(fault) for fault in found]))
            told += found
    return html, told


def tell_on_no_page(told: str) -> bytes:
    """A page in place of one that could not be made, with the reason."""
    return put_on_top(no_page(), UNMADE, told.splitlines())


def no_page() -> bytes:
    """What stands in place of a page that could not be made."""
    return render("preview_unmade", policy=POLICY).encode()


def _heading_of(page: SourcePage | None, line: int) -> str:
    """The id of the heading under which a line stands."""
    above = [heading for heading in page.headings if heading.line <= line] if page else []
    return above[-1].id if above else ""


def _put(page: bytes, place: int, notice: str) -> bytes:
    return page[:place] + notice.encode() + page[place:]
