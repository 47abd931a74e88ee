"""Problems that come back: the chains that the ledgers tell, and those that the wording suggests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from macros.compare.suggestions import LIKELY, suggest_repeats
from macros.domain.chains import entry_chains
from macros.domain.dates import PartialDate
from macros.domain.ledgers import LedgerMeasure, Status
from macros.domain.reports import ItemRef
from macros.domain.yearbook import LedgerLine, Yearbook


@dataclass(frozen=True)
class ProblemChain:
    """One problem through the years (问题的延续).

    Attributes:
        lines: Its entries, one after the other in time, the first one first.
        is_open: Whether a measure of the last year's entries is not yet over, or one of them has none.
        is_lasting: Whether all that is left of it are measures that stand for good (长期坚持).
        since: When it was first told of: the first past event of its first entry, else that entry's year.
        until: The day up to which it has been open: the last closing, or the day asked about; None where it is over
            and nobody knows since when.
    """

    lines: tuple[LedgerLine, ...]
    is_open: bool
    is_lasting: bool
    since: PartialDate
    until: PartialDate | None

    @property
    def years(self) -> tuple[int, ...]:
        """The years whose ledgers have it."""
        return tuple(dict.fromkeys(line.ledger.year for line in self.lines))

    @property
    def months(self) -> int:
        """For how many months it has been open, whole ones, as far as the dates tell."""
        if self.until is None:
            return 0
        first, last = self.since.first, self.until.first
        return max(0, (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day))


@dataclass(frozen=True)
class SuggestedChain:
    """Two problems of different years that read alike, while nobody says so (推算).

    Attributes:
        old: The problem of the earlier year.
        new: The problem of the later year.
        score: How close they are, 0 to 1.
        old_sentence: Its sentence that is closest to the later one; `new_sentence` likewise.
    """

    old: ItemRef
    new: ItemRef
    score: float
    old_sentence: str
    new_sentence: str


def find_chains(yearbook: Yearbook, folder: str, today: date) -> tuple[ProblemChain, ...]:
    """The problems that more than one entry of a unit's ledgers tell of, by their `repeats` and by what papers say.

    Args:
        yearbook: All pages.
        folder: The unit's folder.
        today: The day as of which a chain is open or not.

    Returns:
        Chains of two entries and more: open ones first, of these the longest first.
    """
    chains = [_chain(lines, today) for lines in entry_chains(folder, yearbook) if _is_told_again(lines)]
    return tuple(
        sorted(chains, key=lambda chain: (not chain.is_open, -len(chain.years), -chain.months, chain.lines[0].entry.id))
    )


def _is_told_again(lines: tuple[LedgerLine, ...]) -> bool:
    # Two entries of one year about one problem are one telling of it, unless one says that it repeats the other.
    return len({line.ledger.year for line in lines}) > 1 or any(line.entry.repeats for line in lines)


def _chain(lines: tuple[LedgerLine, ...], today: date) -> ProblemChain:
    # A problem may go on in several entries of one year.
    last = [line.entry.measures for line in lines if line.ledger.year == lines[-1].ledger.year]
    statuses = [[measure.status_on(today) for measure in measures] for measures in last]
    is_open = any(not row or any(not s.closed and s is not Status.STANDING for s in row) for row in statuses)
    is_lasting = not is_open and any(Status.STANDING in row for row in statuses)
    events = [event.on for measure in lines[0].entry.measures for event in measure.history_until(today) if event.on]
    since = min(events, key=lambda day: day.first, default=PartialDate(lines[0].ledger.year))
    now = PartialDate(today.year, today.month, today.day)
    until = now if is_open or is_lasting else _closed_on([m for measures in last for m in measures], today)
    return ProblemChain(lines, is_open, is_lasting, since, until)


def _closed_on(measures: list[LedgerMeasure], today: date) -> PartialDate | None:
    """The day of the last closing; None where the day of any is unknown."""
    closings = [[e.on for e in measure.history_until(today) if e.status.closed][-1:] for measure in measures]
    days = [day for found in closings for day in found]
    known = [day for day in days if day]
    return max(known, key=lambda day: day.first) if known and len(known) == len(days) else None


def suggest_chains(yearbook: Yearbook, folder: str) -> tuple[SuggestedChain, ...]:
    """The earlier problem that a later one most likely is, of those of which nobody says it; of all series of a unit.

    Only for the clerk to confirm: nothing else counts them.
    """
    return yearbook.keep(("suggested chains", folder), lambda: tuple(_suggest_chains(yearbook, folder)))


def _suggest_chains(yearbook: Yearbook, folder: str) -> Iterator[SuggestedChain]:
    papers = [report for report in yearbook.reports.values() if report.folder == folder and report.written]
    for report in sorted(papers, key=lambda report: (report.as_of, report.key)):
        for found in suggest_repeats(report, yearbook):
            best = found.candidates[0]
            if best.score >= LIKELY:
                yield SuggestedChain(best.place.ref, found.place.ref, best.score, best.sentence, found.sentence)
