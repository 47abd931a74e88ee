"""Looks for anything computed of a yearbook that says otherwise than people have said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.compare.cohorts import Met
from macros.compare.confirmed import find_comeback
from macros.compare.follow_through import Gap, follow_through
from macros.compare.pack_history import trace_problem
from macros.compare.promises import Outcome, list_promises
from macros.compare.recurrence import find_chains, suggest_chains
from macros.compare.returns import list_problems
from macros.compare.suggestions import suggest_answers, suggest_repeats
from macros.domain.joins import is_decided, is_refused, results_of, same_items
from macros.domain.reports import ItemRef, PartKind, Report
from macros.domain.yearbook import Yearbook


def find_contradictions(yearbook: Yearbook, today: date) -> list[str]:
    """All of them, in words."""
    found = [*_of_suggestions(yearbook), *_of_packs(yearbook, today), *_of_comebacks(yearbook)]
    for folder in yearbook.units:
        found += [*_of_chains(yearbook, folder, today), *_of_cohorts(yearbook, folder, today)]
    for report in yearbook.reports.values():
        found += _of_follow_through(report, yearbook, today)
    return found


def _year(ref: ItemRef, yearbook: Yearbook) -> int:
    return yearbook.reports[ref.report].year


def _later(ref: ItemRef, yearbook: Yearbook) -> list[ItemRef]:
    """The same in later years, by the word of people."""
    own = _year(ref, yearbook)
    return [other for other in same_items(ref, yearbook) if _year(other, yearbook) > own]


def _of_suggestions(yearbook: Yearbook) -> Iterator[str]:
    suggested = [(row.old, row.new) for folder in yearbook.units for row in suggest_chains(yearbook, folder)]
    for report in yearbook.reports.values():
        for row in (*suggest_repeats(report, yearbook), *suggest_answers(report, yearbook)):
            own = row.place.report.ref(row.place.item)
            suggested += [(other.place.report.ref(other.place.item), own) for other in row.candidates]
    for old, new in suggested:
        if is_decided(old, new, yearbook):
            yield f"suggested though decided: {old} {new}"


def _of_follow_through(report: Report, yearbook: Yearbook, today: date) -> Iterator[str]:
    gaps = [
        (gap.gap, str(gap.item.report.ref(gap.item.item)))
        for gap in follow_through(report, yearbook, today).gaps
        if gap.item
    ]
    for item in report.items.values():
        ref = report.ref(item)
        if results_of(ref, yearbook) and (Gap.NOT_REPORTED, str(ref)) in gaps:
            yield f"silent though answered: {ref}"
        if item.kind is PartKind.PROBLEM and _later(ref, yearbook) and (Gap.BACK_AGAIN, str(ref)) not in gaps:
            yield f"not back in follow-through: {ref}"


def _of_comebacks(yearbook: Yearbook) -> Iterator[str]:
    for report in yearbook.reports.values():
        before = yearbook.neighbours(report)[0]
        for item in report.items.values():
            back = find_comeback(report, item, yearbook)
            years = {_year(ref, yearbook) for ref in same_items(report.ref(item), yearbook)}
            if back and any(back.year < year < report.year for year in years):
                yield f"back since {back.year} though told between: {report.ref(item)}"
            if before and before.year not in years and any(year < before.year for year in years) and not back:
                lines = [
                    line for chain in find_chains(yearbook, report.folder, date(2100, 1, 1)) for line in chain.lines
                ]
                if not any(line.ledger.year == before.year for line in lines):
                    yield f"not said to be back: {report.ref(item)}"


def _of_packs(yearbook: Yearbook, today: date) -> Iterator[str]:
    for report in yearbook.reports.values():
        for item in report.items.values():
            ref = report.ref(item)
            if item.kind is not PartKind.PROBLEM:
                continue
            stops = [
                (stop.problem.report.ref(stop.problem.item), stop.score)
                for stop in trace_problem(ref, yearbook, today).stops
                if stop.problem
            ]
            told = {other for other, score in stops if score is None}
            if missing := same_items(ref, yearbook).keys() - told:
                yield f"history of {ref} lacks {missing}"
            guessed = [other for other, score in stops if score is not None]
            if any(is_refused(ref, other, yearbook) for other in guessed):
                yield f"history of {ref} guesses what is refused"


def _of_chains(yearbook: Yearbook, folder: str, today: date) -> Iterator[str]:
    chains = [{line.entry.problem for line in chain.lines} for chain in find_chains(yearbook, folder, today)]
    listed = {ref for ledger in yearbook.ledgers_of(folder) for entry in ledger.entries if (ref := entry.problem)}
    for ref in listed:
        for other in listed & same_items(ref, yearbook).keys():
            if not any({ref, other} <= chain for chain in chains):
                yield f"in no chain together: {ref} {other}"


def _of_cohorts(yearbook: Yearbook, folder: str, today: date) -> Iterator[str]:
    for problem in list_problems(yearbook, folder, today):
        ref = problem.item.report.ref(problem.item.item) if problem.item else None
        if ref and _later(ref, yearbook) and problem.met[-1] is not Met.YES:
            yield f"not said to have returned: {ref}"
    for promise in list_promises(yearbook, folder, today):
        ref = promise.item.report.ref(promise.item.item) if promise.item else None
        if ref and results_of(ref, yearbook) and promise.now in {Outcome.SILENT, Outcome.LASTING_SILENT}:
            yield f"promise without a word though answered: {ref}"
