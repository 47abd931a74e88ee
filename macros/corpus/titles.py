"""Checks that every data page needs: its title, and ids used once."""

from __future__ import annotations

import re

from macros.corpus.findings import Findings
from macros.corpus.pages import SourcePage
from macros.domain.reports import is_lead_id
from macros.errors import ErrorKind
from macros.page_text.attributes import allowed_attributes
from macros.page_text.headings import Heading, looks_like_heading, parse_title, write_heading
from macros.page_text.title_ids import is_title_id

#: Anchors that the Markdown seam adds to data pages, so no source may hold them.
COMPUTED_ANCHORS = frozenset({"facts", "editions", "citations", "cited-by"})
COMPUTED_PREFIXES = ("cited-by-", "e-", "yb-", "__")


def _is_computed(name: str) -> bool:
    return name in COMPUTED_ANCHORS or name.startswith(COMPUTED_PREFIXES) or is_lead_id(name)


def read_title(page: SourcePage, findings: Findings, wanted: str = "") -> str:
    """The page's title; a missing or wrongly named one is a fault, `wanted` being the id where it has none by its path.

    The id is how the Markdown seam knows a data page, and it stands before
    anything else, so that no text of the page can come before it.
    """
    number, line = next(((n, line) for n, line in page.numbered_lines() if line.strip()), (page.first_line, ""))
    wanted, title = wanted or page.title_id, parse_title(line)
    if title is None:
        shown = f"“{line.strip()[:40]}”" if line else ""
        expected = f"“{write_heading(1, '标题', wanted)}”"
        findings.add(ErrorKind.TITLE_MISSING, page.path, number, found=shown, expected=expected)
        return ""
    words, name = title
    if name != wanted:
        findings.add(ErrorKind.TITLE_ID, page.path, number, found=f"#{name}", expected=f"#{wanted}")
    return words


def check_impostor(page: SourcePage, findings: Findings) -> None:
    """A free page must not carry the title of a data page, whose computed parts it would get."""
    for heading in page.headings:
        if heading.level == 1 and is_title_id(heading.id):
            findings.add(ErrorKind.TITLE_ID, page.path, heading.line, found=f"#{heading.id}", expected="别的标识")


def check_headings(page: SourcePage, findings: Findings) -> None:
    """Every heading above the fourth level has an id, and no id stands twice."""
    seen: set[str] = set()
    for heading in page.headings:
        _check_heading(heading, page, findings)
    for number, text in page.numbered_lines():
        if looks_like_heading(text):
            findings.add(ErrorKind.HEADING_FORM, page.path, number, found=f"“{text.strip()[:40]}”")
    for name, line in page.anchors():
        if _is_computed(name):
            findings.add(
                ErrorKind.HEADING_ID_FORM, page.path, line, found=f"#{name}", expected="别的标识，这个由站点使用"
            )
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


def check_year(page: SourcePage, year: int, findings: Findings) -> None:
    """The year in a paper's file name is the year that it is of."""
    named = re.match(r"(?:19|20|21)[0-9]{2}", page.key.rpartition("/")[2])
    if named and int(named[0]) != year:
        line = page.front_matter.line_of(("year",))
        findings.add(ErrorKind.PERIOD, page.path, line, field="year", found=str(year), expected=named[0])
