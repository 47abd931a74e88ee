"""Checks that a report's links lead to the edition that was in force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.citations.find import find_candidates
from macros.citations.lexicon import Lexicon
from macros.domain.reports import Citation, Report
from macros.errors import ErrorKind
from macros.findings import Finding


def find_wrong_editions(report: Report, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield each link from a report to an edition that did not apply at its date.

    A link pinned with `{ .fixed }` is the clerk's decision and is left alone;
    a link to the regulation itself names no edition and cannot be wrong. Nor is
    one to an older or a newer work wrong that the paper names by its own title.
    One that leads to no page that can be read is told where links are looked at.

    Args:
        report: The report.
        lexicon: The names.

    Yields:
        One error per link, in order of line.
    """
    citations = [citation for item in report.passages.values() for citation in item.citations]
    known = (citation for citation in citations if _is_known(citation, lexicon))
    wrong = [citation for citation in known if not _applied(citation, report, lexicon)]
    named = {key for citation in wrong if (key := _named(citation, report, lexicon))}
    for citation in wrong:
        work = lexicon.regulations[citation.regulation]
        edition, applied = work.by_id[citation.edition or ""], work.in_force_on(report.as_of)
        if edition.key in named:
            continue
        expected = f"{applied.edition.name}（{report.as_of} 时有效）" if applied else f"{report.as_of} 时尚无版本"
        yield Finding(
            ErrorKind.WRONG_EDITION, f"docs/{report.path}", citation.line, citation.text, edition.name, expected
        )


def _is_known(citation: Citation, lexicon: Lexicon) -> bool:
    work = lexicon.regulations.get(citation.regulation)
    return work is not None and (citation.edition is None or citation.edition in work.by_id)


def _applied(citation: Citation, report: Report, lexicon: Lexicon) -> bool:
    applied = lexicon.regulations[citation.regulation].in_force_on(report.as_of)
    right = applied.edition.id if applied else None
    return citation.edition is None or citation.fixed or citation.edition in {right, _year_in(citation.text)}


def _named(citation: Citation, report: Report, lexicon: Lexicon) -> str | None:
    """The key of the edition that the words of a link name as their own."""
    work = lexicon.regulations[citation.regulation]
    names = (candidate.name for candidate in find_candidates(citation.text, lexicon, []))
    found = (name.edition_on(work, report.as_of) for name in names if name and name.targets == (work.id,))
    return next((edition.key for edition in found if edition), None)


def _year_in(text: str) -> str | None:
    """The year that a citation gives in brackets: such a one names its edition itself."""
    match = re.search(r"[（(](\d{4})", text)
    return match[1] if match else None
