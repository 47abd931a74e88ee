"""Checks that every data page needs: its title, and ids used once."""

from __future__ import annotations

from macros.corpus.findings import Findings
from macros.corpus.markup import Heading, allowed_attributes, looks_like_heading
from macros.corpus.pages import SourcePage
from macros.errors import ErrorKind


def read_title(page: SourcePage, findings: Findings) -> str:
    """The page's title; a missing or wrongly named one is a fault.

    The id is how the Markdown seam knows a data page, and it stands before
    anything else, so that no text of the page can come before it.
    """
    first = next(((n, line) for n, line in page.numbered_lines() if line.strip()), (page.first_line, ""))
    title = page.headings[0] if page.headings else None
    expected = f"“# 标题 {{ #{page.title_id} }}”"
    if title is None or title.level != 1 or title.line != first[0] or not title.id:
        shown = f"“{first[1].strip()[:40]}”" if first[1] else ""
        findings.add(ErrorKind.TITLE_MISSING, page.path, first[0], found=shown, expected=expected)
        return ""
    if title.id != page.title_id:
        findings.add(ErrorKind.TITLE_ID, page.path, title.line, found=f"#{title.id}", expected=f"#{page.title_id}")
    return title.text


def check_headings(page: SourcePage, findings: Findings) -> None:
    """Every heading above the fourth level has an id, and no id stands twice."""
    seen: set[str] = set()
    for heading in page.headings:
        _check_heading(heading, page, findings)
    for number, text in page.numbered_lines():
        if looks_like_heading(text):
            findings.add(ErrorKind.HEADING_FORM, page.path, number, found=f"“{text.strip()[:40]}”")
    for name, line in page.anchors():
        if name in seen:
            findings.add(ErrorKind.HEADING_ID_REPEATED, page.path, line, found=f"#{name}")
        seen.add(name)


def _check_heading(heading: Heading, page: SourcePage, findings: Findings) -> None:
    if not allowed_attributes(heading.attributes):
        findings.add(
            ErrorKind.ATTRIBUTE_LIST, page.path, heading.line, field=heading.text, found=f"“{heading.attributes}”"
        )
    elif not heading.id and 1 < heading.level < 4:
        findings.add(ErrorKind.HEADING_ID_MISSING, page.path, heading.line, field=heading.text)
    if heading.level == 1 and heading is not page.headings[0]:
        findings.add(
            ErrorKind.TITLE_MISSING,
            page.path,
            heading.line,
            found=f"第二个一级标题“{heading.text}”",
            expected="一页只有一个一级标题",
        )
