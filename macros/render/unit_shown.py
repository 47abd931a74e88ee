"""Whose papers an overview shows, where a site holds those of several units and none is the site's own."""

from __future__ import annotations

from macros.domain.yearbook import Yearbook
from macros.render.environment import render
from macros.render.links import Links

#: Whose papers an overview lists where nobody else has any.
THIS_SITE = "本站"
#: So many others are named; of more the page of all units tells.
_MOST_NAMED = 12
_UNITS = "units/index.md"


def unit_shown(yearbook: Yearbook, folder: str, links: Links) -> str:
    """The line above such an overview: the unit that it shows, and the ways to the others.

    Args:
        yearbook: All pages of data.
        folder: The unit's folder.
        links: Addresses from the page.

    Returns:
        Empty where nobody could be mistaken: the site has one unit, or papers in the top folder, whose site it is.
    """
    units = yearbook.units
    if len(units) < 2 or "" in units:
        return ""
    others = [unit for unit in units.values() if unit.folder != folder]
    is_listed = len(others) > _MOST_NAMED and _UNITS in yearbook.unit_pages
    return render(
        "unit_shown",
        shown=units[folder].name,
        others=[(unit.name, _newest(yearbook, unit.folder)) for unit in others[:_MOST_NAMED]],
        more=len(others) - _MOST_NAMED,
        all_units=links.to(_UNITS) if is_listed else "",
        links=links,
    )


def whose_papers(yearbook: Yearbook, folder: str) -> str:
    """Whose papers an overview of a unit lists, for what it says where there is nothing: the unit's among several."""
    units = yearbook.units
    return units[folder].name if len(units) > 1 and folder in units else THIS_SITE


def _newest(yearbook: Yearbook, folder: str) -> str:
    """The page of a unit's newest paper, else of its newest ledger."""
    papers = next((papers for papers in yearbook.years if papers[0].folder == folder), ())
    return papers[0].path if papers else yearbook.ledgers_of(folder)[-1].path
