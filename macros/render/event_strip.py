"""What was recorded of a measure and when it is due, as a strip of time; all strips of a table have one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from macros.compare.ledger_view import MeasureLine, MeasureStanding
from macros.domain.dates import PartialDate
from macros.domain.ledgers import Event, Status
from macros.render.chart_text import fixed
from macros.render.environment import render

#: Pixels; the pads leave room for half a dot at both ends.
WIDTH, _PAD, _LEAST_DAYS = 180, 8, 60
#: Years between two figures of the scale, and how far apart these must stand.
_STEPS, _APART = (1, 2, 5, 10, 20), 38


@dataclass(frozen=True)
class StripScale:
    """From which day to which the strips of a table reach.

    Attributes:
        first: The first day that any of them tells.
        last: The last one, at least the day for which they are told.
        today: That day.
    """

    first: date
    last: date
    today: date

    @classmethod
    def over(cls, lines: Sequence[MeasureLine], today: date) -> StripScale:
        """The scale on which everything has its place that the lines tell of known days."""
        days = [today, *(day for line in lines for day in _days(line))]
        return cls(min(*days, max(days) - timedelta(days=_LEAST_DAYS)), max(days), today)

    def axis(self) -> str:
        """The years above the strips, as an SVG."""
        step = next((step for step in _STEPS if step * 365 * self._scale >= _APART), _STEPS[-1])
        starts = [date(year, 1, 1) for year in range(self.first.year + 1, self.last.year + 1) if year % step == 0]
        apart = [day for day in starts if self._place(day) - _PAD >= _APART]
        marks = [{"x": self._place(day), "year": day.year} for day in (self.first, *apart)]
        span = f"{self.first.year}年至{self.last.year}年" if self.first.year < self.last.year else f"{self.last.year}年"
        return render("charts/event_axis", width=WIDTH, marks=marks, label=f"横轴是时间，{span}")

    def strip(self, line: MeasureLine) -> str:
        """One measure's strip.

        Args:
            line: The measure, as of the day of the scale.

        Returns:
            An SVG; empty where neither an event nor a date is told whose day is known.
        """
        dues = list(_dues(line))
        events = [event for event in line.history if event.on]
        if not dues and not events:
            return ""
        late = line.standing is MeasureStanding.OVERDUE and line.deadline
        begins = [event.on.first for event in events if event.on]
        is_over = line.standing is MeasureStanding.CLOSED
        return render(
            "charts/event_strip",
            width=WIDTH,
            label="；".join(_words(line)),
            today=self._place(self.today),
            line=(self._place(begins[0]), self._place(begins[-1] if is_over else self.today)) if begins else None,
            late=(self._place(late), self._place(self.today)) if late else None,
            dues=[{"x": self._place(day.last), "moved": moved, "told": told} for told, day, moved in dues],
            events=[
                {"x": self._place(event.on.first), "look": _look(event.status), "told": _told(event)}
                for event in events
                if event.on
            ],
        )

    @property
    def _scale(self) -> float:
        return (WIDTH - 2 * _PAD) / (self.last - self.first).days

    def _place(self, day: date) -> float:
        return fixed(_PAD + (day - self.first).days * self._scale)


def _days(line: MeasureLine) -> Iterator[date]:
    yield from (event.on.first for event in line.history if event.on)
    yield from (day.last for _, day, _ in _dues(line))


def _dues(line: MeasureLine) -> Iterator[tuple[str, PartialDate, bool]]:
    """Each date by which something is to be done, in words, and whether it was moved since."""
    if line.measure is None:
        return
    for due in line.measure.due:
        moved = due is not line.measure.due[-1]
        yield f"{'原期限' if moved else '期限'} {due.on}", due.on, moved
    if line.measure.next_check:
        yield f"下次检查 {line.measure.next_check}", line.measure.next_check, False


def _told(event: Event) -> str:
    return f"{event.day} {event.status}"


def _words(line: MeasureLine) -> Iterator[str]:
    yield from (_told(event) for event in line.history)
    yield from (told for told, _, _ in _dues(line))
    if line.standing is MeasureStanding.OVERDUE:
        yield str(line.standing.value)


def _look(status: Status) -> str:
    """How a status looks: over, come back, or on the way."""
    return "done" if status.closed else "back" if status is Status.RETURNED else "way"
