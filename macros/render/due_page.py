"""What falls due, by the posts that answer for it: the fragment of one macro, and its short form."""

from __future__ import annotations

from macros.compare.due import OVERDUE, DueBand, DueLine, DueList
from macros.render.calendar_names import DUE_PAGE
from macros.render.due_words import measure_name, undated_words
from macros.render.environment import render
from macros.render.event_strip import StripScale
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.unit_shown import THIS_SITE

#: Up to so many days before it a date wants attention.
_NEAR_DAYS = 10


def due_list(found: DueList, links: Links, whose: str = THIS_SITE, *, tells_duties: bool = True) -> str:
    """All that waits for a date, by post, then what has none, then the yearly duties of which nothing is recorded.

    Args:
        found: What `macros.compare.due.find_due` gives.
        links: Addresses as seen from the page.
        whose: Whose measures they are, where there is none.
        tells_duties: Whether the readers may be told what no paper records.
    """
    lines = [row.line for row in (*found.lines, *found.passed)]
    return render(
        "due_list",
        found=found,
        notice=sample_notice([*(line.ledger for line in lines), *(line.ledger for line in found.undated)]),
        is_empty=not (lines or found.undated or found.later),
        groups=[(row.post, f"due-{number}", row.rows) for number, row in enumerate(found.posts, 1)],
        passed=[(row, "") for row in found.passed],
        whose=whose,
        across=links.page == DUE_PAGE,
        links=links,
        scale=StripScale.over(lines, found.day),
        tells_duties=tells_duties,
        calendars={"": "全部", **found.everybody} if links.has_calendars else {},
        measure_name=measure_name,
        undated_words=undated_words,
        tone=tone,
        tile_tone=_tile_tone,
    )


def tone(line: DueLine) -> str:
    """How a date is coloured beside its words: over, near, or plain."""
    if line.left < 0:
        return "plain" if line.is_check else "over"
    return "near" if line.left <= _NEAR_DAYS else "plain"


def _tile_tone(band: DueBand) -> str:
    if band == OVERDUE:
        return "problem"
    return "warn" if band.most <= _NEAR_DAYS else ""
