"""What several pages show of all papers: searched for once, also where several processes make the pages."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from pathlib import Path

from macros.citations.linking import list_unresolved
from macros.compare.duties import find_all_records
from macros.corpus import current_yearbook
from macros.domain.reports import Item, Report
from macros.domain.yearbook import Yearbook
from macros.errors import SiteError
from macros.render.overview import MOST_UNRESOLVED


def find_unresolved(yearbook: Yearbook) -> list[tuple[Report, Item, str, str]]:
    """As many citations without a link as a page shows, and one more where there are more; see `list_unresolved`."""
    return yearbook.keep("unresolved", lambda: list(islice(list_unresolved(yearbook), MOST_UNRESOLVED + 1)))


def search_papers(docs: Path) -> None:
    """Search the papers for all of it, before the work on the pages is shared out."""
    # What is wrong with a page is told where it is made.
    with suppress(SiteError):
        yearbook = current_yearbook(docs)
        find_unresolved(yearbook)
        find_all_records(yearbook)
