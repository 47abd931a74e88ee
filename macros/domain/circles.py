"""Units whose papers speak of each other, and what of the yearbook the pages of their papers rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from macros.domain.yearbook import Yearbook


def circle_of(yearbook: Yearbook, folder: str) -> frozenset[str]:
    """The folders of a unit and of all that are joined to it by items that papers and ledgers name, step by step."""
    return yearbook.keep("circles", lambda: _find_circles(yearbook)).get(folder, frozenset({folder}))


def papers_around(yearbook: Yearbook, folder: str) -> Yearbook:
    """The yearbook as if no papers were in it but those of a unit's circle; the register is all there.

    A paper's page is made of this: what another unit writes changes nothing on it.
    """
    circle = circle_of(yearbook, folder)
    return yearbook.keep(("around", circle), lambda: _only(yearbook, circle))


def _only(yearbook: Yearbook, circle: frozenset[str]) -> Yearbook:
    around = replace(
        yearbook,
        reports={key: report for key, report in yearbook.reports.items() if report.folder in circle},
        ledgers={key: ledger for key, ledger in yearbook.ledgers.items() if ledger.folder in circle},
        comparisons=tuple(row for row in yearbook.comparisons if row.new.folder in circle),
        other_pages=(),
        packs={},
    )
    # The register is the same, and what is computed of it.
    vars(around).update({name: getattr(yearbook, name) for name in ("register", "editions", "set_words")})
    return around


def _find_circles(yearbook: Yearbook) -> dict[str, frozenset[str]]:
    circles = {folder: frozenset({folder}) for folder in yearbook.units}
    for one, other in _neighbours(yearbook):
        if circles[one] is not circles[other]:
            joined = circles[one] | circles[other]
            circles |= dict.fromkeys(joined, joined)
    return circles


def _neighbours(yearbook: Yearbook) -> Iterator[tuple[str, str]]:
    """Yield two folders for each item of the one that is named in the other."""
    named = [
        *((report.folder, ref) for report in yearbook.reports.values() for ref in report.answers),
        *((report.folder, said.of) for report in yearbook.reports.values() for said in report.continues),
        *((ledger.folder, ref) for ledger in yearbook.ledgers.values() for row in ledger.entries for ref in row.refs),
    ]
    for folder, ref in named:
        # While a page has a fault, what rests on it is looked at all the same.
        if ref.report in yearbook.reports:
            yield folder, yearbook.reports[ref.report].folder
