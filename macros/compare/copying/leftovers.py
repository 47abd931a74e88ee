"""Everything that may have been left in a paper from the one that it was made of."""

from __future__ import annotations

from collections.abc import Iterator

from macros.compare.copying.check import CopyCheck
from macros.compare.copying.leftover import Leftover
from macros.compare.copying.meetings import find_meetings
from macros.compare.copying.old_times import find_old_times
from macros.compare.copying.others_names import find_others_names
from macros.domain.yearbook import Yearbook


def find_leftovers(check: CopyCheck, yearbook: Yearbook) -> tuple[Leftover, ...]:
    """Find them; what the clerk lets stand is not among them.

    Args:
        check: A paper with what it has from others.
        yearbook: All pages.

    Returns:
        Each of them once, in the order of the passages in which they stand.
    """
    places = {name: place for place, name in enumerate(check.report.passages)}
    return tuple(sorted(_find(check, yearbook), key=lambda leftover: places[leftover.item.id]))


def _find(check: CopyCheck, yearbook: Yearbook) -> Iterator[Leftover]:
    found = [*find_others_names(check, yearbook), *find_old_times(check), *find_meetings(check.report)]
    yield from (leftover for leftover in dict.fromkeys(found) if leftover.words not in check.report.allowed)
