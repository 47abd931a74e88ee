"""One problem through all years, as people have told it: the items of papers and the entries of ledgers about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.domain.joins import lines_about, same_items
from macros.domain.reports import ItemRef
from macros.domain.yearbook import LedgerLine, ReportItem, Yearbook


@dataclass(frozen=True)
class Telling:
    """A place that tells of it (记载).

    Attributes:
        year: The year of the paper; of an entry that names no item that of its ledger.
        line: The ledger's entry; None where only a paper tells.
        item: The item of the paper; None where the entry names none.
    """

    year: int
    line: LedgerLine | None
    item: ReportItem | None


@dataclass(frozen=True)
class Chain:
    """What is told of one thing, in whatever year (同一问题的记载); `lines` are in order of year and id."""

    items: tuple[ItemRef, ...]
    lines: tuple[LedgerLine, ...]

    def years(self, yearbook: Yearbook) -> set[int]:
        """The years of the papers and ledgers that tell of it."""
        return {yearbook.reports[ref.report].year for ref in self.items} | {line.ledger.year for line in self.lines}

    def tellings(self, yearbook: Yearbook) -> list[Telling]:
        """All places that tell of it, the entries first, in order of year."""
        listed = {line.entry.problem for line in self.lines}
        found = [_telling(line.entry.problem, line, yearbook) for line in self.lines]
        found += [_telling(ref, None, yearbook) for ref in self.items if ref not in listed]
        return sorted(found, key=lambda telling: telling.year)


def find_chain(told: ItemRef | LedgerLine, yearbook: Yearbook) -> Chain:
    """Find all that people have said to be the same as an item or an entry, backwards and forwards, with itself."""
    items: dict[ItemRef, None] = {}
    lines: dict[str, LedgerLine] = {}
    waiting = [told]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ItemRef):
            if one not in items:
                items[one] = None
                waiting += [*same_items(one, yearbook), *lines_about(one, yearbook)]
        elif one.entry.id not in lines:
            lines[one.entry.id] = one
            waiting += _beside(one, yearbook)
    ordered = sorted(lines.values(), key=lambda line: (line.ledger.year, line.entry.id))
    return Chain(tuple(sorted(items)), tuple(ordered))


def entries_about(problem: ItemRef, yearbook: Yearbook) -> tuple[LedgerLine, ...]:
    """The entries about a problem in all years; empty where no ledger has it."""
    return find_chain(problem, yearbook).lines


def entry_chains(folder: str, yearbook: Yearbook) -> tuple[tuple[LedgerLine, ...], ...]:
    """The entries of a unit, those about one problem together, in order of time."""
    return yearbook.keep(("entry chains", folder), lambda: tuple(_chains(folder, yearbook)))


def _telling(ref: ItemRef | None, line: LedgerLine | None, yearbook: Yearbook) -> Telling:
    item = yearbook.place_of(ref) if ref else None
    return Telling(item.report.year if item else line.ledger.year if line else 0, line, item)


def _chains(folder: str, yearbook: Yearbook) -> Iterator[tuple[LedgerLine, ...]]:
    seen: set[str] = set()
    for ledger in yearbook.ledgers_of(folder):
        for entry in ledger.entries:
            if entry.id not in seen:
                chain = find_chain(LedgerLine(ledger, entry), yearbook).lines
                seen |= {line.entry.id for line in chain}
                yield chain


def _beside(line: LedgerLine, yearbook: Yearbook) -> Iterator[ItemRef | LedgerLine]:
    if line.entry.problem:
        yield line.entry.problem
    if line.entry.repeats and (earlier := yearbook.entry(line.ledger, line.entry.repeats)):
        yield earlier
    yield from yearbook.repeats_of(line)
