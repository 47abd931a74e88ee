"""The ledger entries that are about one problem, year after year, as their `repeats` tell."""

from __future__ import annotations

from macros.domain.reports import ItemRef
from macros.domain.yearbook import LedgerLine, Yearbook


def entries_about(problem: ItemRef, yearbook: Yearbook) -> tuple[LedgerLine, ...]:
    """The entries about a problem and, forwards and backwards, all that repeat each other.

    Returns:
        The entries in order of year and id; empty where no ledger has the problem.
    """
    found: dict[tuple[str, str], LedgerLine] = {}
    waiting = [line for line in yearbook.lines_of(problem) if line.entry.problem == problem]
    while waiting:
        line = waiting.pop()
        if found.setdefault((line.ledger.key, line.entry.id), line) is not line:
            continue
        earlier = yearbook.entry(line.ledger, line.entry.repeats) if line.entry.repeats else None
        waiting += [*([earlier] if earlier else []), *yearbook.repeats_of(line)]
    return tuple(sorted(found.values(), key=lambda line: (line.ledger.year, line.entry.id)))
