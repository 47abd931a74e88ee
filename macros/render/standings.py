"""How measures stand, as the parts of a bar."""

from __future__ import annotations

from collections.abc import Mapping

from macros.compare.ledger_view import MeasureStanding
from macros.render.stacked_bars import BarPart

_TONES = {
    MeasureStanding.CLOSED: "good",
    MeasureStanding.LASTING: "muted",
    MeasureStanding.OPEN: "plain",
    MeasureStanding.DUE_SOON: "warn",
    MeasureStanding.OVERDUE: "problem",
}


def standing_parts(counts: Mapping[MeasureStanding, int]) -> tuple[BarPart, ...]:
    """The parts in order: what is over first, what presses most last, in the same tone wherever it is drawn."""
    return tuple(BarPart(standing.value, counts.get(standing, 0), tone) for standing, tone in _TONES.items())
