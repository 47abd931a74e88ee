"""What several pages show of all papers: searched for once, also where several processes make the pages."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from macros.citations.linking import list_unresolved
from macros.compare.duties import find_all_records
from macros.compare.sharing.of_site import share_texts
from macros.compare.sharing.pipeline import Shared
from macros.domain.remembering import Remember, find_anew
from macros.domain.reports import Item, Report
from macros.domain.yearbook import Yearbook
from macros.render.overview import MOST_UNRESOLVED


def find_unresolved(yearbook: Yearbook, remember: Remember = find_anew) -> list[tuple[Report, Item, str, str]]:
    """As many citations without a link as a page shows, and one more where there are more; see `list_unresolved`."""
    return yearbook.keep("unresolved", lambda: list(islice(list_unresolved(yearbook, remember), MOST_UNRESOLVED + 1)))


def search_papers(yearbook: Yearbook, remember: Remember) -> None:
    """Search the papers for all of it, before the yearbook goes to whoever makes the pages.

    Args:
        yearbook: All pages.
        remember: Knows what was found in a paper before.
    """
    find_unresolved(yearbook, remember)
    find_all_records(yearbook, remember)


def search_units(
    yearbook: Yearbook, remember: Remember = find_anew, found: Callable[[], Shared | None] = lambda: None
) -> Shared | None:
    """Search for what units have from one another, which takes longer; None where there is but one.

    Args:
        yearbook: All pages.
        remember: Knows what was found in a paper before.
        found: Gives what was found elsewhere already; None where nothing was.
    """
    return share_texts(yearbook, remember, found) if len(yearbook.units) > 1 else None
