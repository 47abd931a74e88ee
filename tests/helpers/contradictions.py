"""Looks for anything computed of a yearbook that says otherwise than people have said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, product

from macros.compare.alignment import align_years
from macros.compare.confirmed import Confirmed, find_comeback, find_confirmed
from macros.compare.follow_through import Gap, follow_through
from macros.compare.item_rows import ItemRow, ItemStanding
from macros.compare.novelty import compare_on_the_whole
from macros.compare.pack_history import trace_problem
from macros.compare.promises import Outcome, list_promises
from macros.compare.recurrence import find_chains, suggest_chains
from macros.compare.returns import list_problems
from macros.compare.suggestions import suggest_answers, suggest_repeats
from macros.domain.joins import is_decided, is_refused, results_of, same_items
from macros.domain.reports import ItemRef, PartKind, Report
from macros.domain.yearbook import Yearbook

_NEW = {ItemStanding.NEW, ItemStanding.MAYBE_NEW}
_GONE = {ItemStanding.GONE, ItemStanding.MAYBE_GONE}


def find_contradictions(yearbook: Yearbook, today: date) -> list[str]:
    """All of them, in words."""
    found = [*_of_suggestions(yearbook), *_of_packs(yearbook, today), *_of_comebacks(yearbook)]
    for folder in yearbook.units:
        found += [*_of_chains(yearbook, folder, today), *_of_cohorts(yearbook, folder, today)]
    for report in yearbook.reports.values():
        found += _of_follow_through(report, yearbook, today)
    papers = sorted(yearbook.reports.values(), key=lambda report: report.as_of)
    for old, new in combinations(papers, 2):
        if (old.folder, old.series, old.person) == (new.folder, new.series, new.person) and old.as_of < new.as_of:
            found += _of_comparison(old, new, yearbook)
    return found


def _year(ref: ItemRef, yearbook: Yearbook) -> int:
    return yearbook.reports[ref.report].year


def _later(ref: ItemRef, yearbook: Yearbook) -> list[ItemRef]:
    """The same in later years, by the word of people."""
    own = _year(ref, yearbook)
    return [other for other in same_items(ref, yearbook) if _year(other, yearbook) > own]


def _of_comparison(old: Report, new: Report, yearbook: Yearbook) -> Iterator[str]:
    told, rows = f"{old.key}-{new.key}", align_years(old, new, yearbook)
    sides = [[item.id for row in rows for item in row.old], [item.id for row in rows for item in row.new]]
    if sorted(sides[0]) != sorted(old.passages) or sorted(sides[1]) != sorted(new.passages):
        yield f"{told}: not every item stands in one row"
    confirmed = find_confirmed(old, new, yearbook)
    yield from (f"{told}: {fault}" for fault in _of_joins(confirmed, rows))
    yield from (f"{told}: {fault}" for row in rows for fault in _of_refusals(confirmed, row))
    called_new = [item for row in rows if row.standing in _NEW for item in row.new]
    for item in (*called_new, *compare_on_the_whole(old, new, yearbook).added):
        if any(_year(one, yearbook) < new.year for one in same_items(new.ref(item), yearbook)):
            yield f"{told}: {item.id} is new though told of in earlier years"


def _of_joins(confirmed: Confirmed, rows: Sequence[ItemRow]) -> Iterator[str]:
    row_of_old = {item.id: row for row in rows for item in row.old}
    row_of_new = {item.id: row for row in rows for item in row.new}
    for (old, new), join in confirmed.joined.items():
        if join.relation.is_one_item and row_of_old[old] is not row_of_new[new]:
            yield f"{old} and {new} are apart though joined"
        if row_of_old[old].standing in _GONE or row_of_new[new].standing in _NEW:
            yield f"{old} is gone, or {new} is new, though they are joined"


def _of_refusals(confirmed: Confirmed, row: ItemRow) -> Iterator[str]:
    # What people have joined stands in one row, and with it whatever they joined to any of it.
    told = {name for pair, join in confirmed.joined.items() if join.relation.is_one_item for name in enumerate(pair)}
    mentioned = {*((0, item.id) for item in row.old), *((1, item.id) for item in row.new)}
    pairs = {(old.id, new.id) for old, new in product(row.old, row.new)}
    if pairs & confirmed.refused and not mentioned <= told:
        yield f"{pairs & confirmed.refused} in one row though refused"
    if len(row.old) == 1 and any((row.old[0].id, one.item.id) in confirmed.refused for one in row.new_candidates):
        yield f"a candidate of {row.old[0].id} was refused"
    if len(row.new) == 1 and any((one.item.id, row.new[0].id) in confirmed.refused for one in row.old_candidates):
        yield f"a candidate of {row.new[0].id} was refused"


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
        for item in report.items.values():
            back = find_comeback(report, item, yearbook)
            years = {_year(ref, yearbook) for ref in same_items(report.ref(item), yearbook)}
            if back and any(back.year < year < report.year for year in years):
                yield f"back since {back.year} though told between: {report.ref(item)}"


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
        if ref and _later(ref, yearbook) and not problem.met[-1].is_yes:
            yield f"not said to have returned: {ref}"
    for promise in list_promises(yearbook, folder, today):
        ref = promise.item.report.ref(promise.item.item) if promise.item else None
        if ref and results_of(ref, yearbook) and promise.now in {Outcome.SILENT, Outcome.LASTING_SILENT}:
            yield f"promise without a word though answered: {ref}"
