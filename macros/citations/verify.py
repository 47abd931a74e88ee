"""Checks that a report's links lead to the edition that was in force."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from macros.domain.regulations import Regulation
from macros.domain.reports import Report
from macros.errors import ErrorKind
from macros.findings import Finding


def find_wrong_editions(report: Report, regulations: Mapping[str, Regulation]) -> Iterator[Finding]:
    """Yield each link from a report to an edition that did not apply at its date.

    A link pinned with `{ .fixed }` is the clerk's decision and is left alone;
    a link to the regulation itself names no edition and cannot be wrong.

    Args:
        report: The report.
        regulations: All regulations by id.

    Yields:
        One error per link, in order of line.
    """
    for item in report.items.values():
        for citation in item.citations:
            work = regulations[citation.regulation]
            applied = work.in_force_on(report.as_of)
            right = applied.edition.id if applied else None
            if citation.edition is None or citation.fixed or citation.edition in {right, _year_in(citation.text)}:
                continue
            expected = f"{applied.edition.name}（{report.as_of} 时有效）" if applied else f"{report.as_of} 时尚无版本"
            yield Finding(
                ErrorKind.WRONG_EDITION,
                f"docs/{report.path}",
                citation.line,
                citation.text,
                work.by_id[citation.edition].name,
                expected,
            )


def _year_in(text: str) -> str | None:
    """The year that a citation gives in brackets: such a one names its edition itself."""
    match = re.search(r"[（(](\d{4})", text)
    return match[1] if match else None
