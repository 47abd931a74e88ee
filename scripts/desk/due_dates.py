"""What falls due, as the screens of the desk show it."""

from __future__ import annotations

from macros.compare.due import DueList, find_due
from macros.corpus import read_posts, today
from macros.render.due_page import tone
from macros.render.due_words import date_words, measure_name
from scripts.desk.desk import Desk
from scripts.desk.ledgers.measure_form import place_of
from scripts.paper.slips import entry_key

#: What a template needs to show a row.
ROW = {"date_words": date_words, "measure_name": measure_name, "tone": tone, "place": place_of, "entry_key": entry_key}


def due_of(desk: Desk, folder: str | None = None) -> DueList:
    """What falls due today and soon after.

    Args:
        desk: The desk.
        folder: The unit's folder; that of the unit that the site holds where none is given.

    Raises:
        SiteError: The office's settings cannot be read.
    """
    yearbook = desk.work.yearbook
    chosen = yearbook.folder_of("") if folder is None else folder
    return find_due(yearbook, chosen, today(), same=read_posts(desk.project.docs))
