"""What people have confirmed of two papers' items: fact, before anything is computed of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from macros.compare.selection import written_before
from macros.domain.chains import find_chain
from macros.domain.joins import (
    OWN_WORD,
    Join,
    Relation,
    earlier_items,
    is_earlier,
    ledger_word,
    lines_about,
    repeated_lines,
)
from macros.domain.ledgers import Entry, Ledger
from macros.domain.reports import Item, ItemRef, Report
from macros.domain.yearbook import LedgerLine, Yearbook

#: Ids of an item of the earlier and of the later paper.
Pair = tuple[str, str]


@dataclass(frozen=True)
class Comeback:
    """An item that is back after years in which nobody told of it (再次出现).

    Attributes:
        year: The last year before in which it was told of.
        paper: The paper that told of it; a ledger where no paper did.
        anchor: The place on its page.
        by: Where a person said that it is the same, in words for readers.
    """

    year: int
    paper: Report | Ledger
    anchor: str
    by: str

    @property
    def words(self) -> str:
        """How it is told: 再次出现（2021年）."""
        return f"再次出现（{self.year}年）"


@dataclass(frozen=True)
class Confirmed:
    """What is known of two papers without any computing (由人确认的).

    Attributes:
        joined: Items that belong together, with how and by whose word; several may name one item. An answer leaves
            both what they are, the others `is_one_item`.
        refused: Items that are not one, whatever their words: by the word of the later paper, or because people tell
            of one in other years and leave out that of the other paper.
        comebacks: Of items of the later paper that are joined to none of the earlier one, when they were last told of.
        told_again: In which year, after the later paper, items of the earlier one are told of that are joined to none
            of the later one.
    """

    joined: Mapping[Pair, Join]
    refused: frozenset[Pair]
    comebacks: Mapping[str, Comeback] = field(default_factory=dict)
    told_again: Mapping[str, int] = field(default_factory=dict)

    def partners(self, item: str, *, new: bool) -> dict[str, Join]:
        """What an item is joined to in the other paper, by id; `new` tells in which paper it stands."""
        own, other = (1, 0) if new else (0, 1)
        return {pair[other]: join for pair, join in self.joined.items() if pair[own] == item}


NOTHING_CONFIRMED = Confirmed({}, frozenset())


def find_confirmed(old: Report, new: Report, yearbook: Yearbook) -> Confirmed:
    """Find what people have said of the items of two papers.

    By `repeats` of the ledgers and `continues` of papers items are the same,
    over years between too. Measures of which two entries that repeat each
    other have but one each have the same purpose; where the later paper says
    that they are not the same, they are not joined. An answer joins a measure
    to what came of it.

    Args:
        old: The earlier paper.
        new: A later paper of the same unit.
        yearbook: All pages.

    Returns:
        What they said, by the ids of the items.
    """
    refused = {(said.of.item, said.item) for said in new.continues if said.of.report == old.key and not said.sure}
    told = yearbook.keep("joins", lambda: _by_papers(yearbook)).get((old.key, new.key), {})
    joined = {pair: join for pair, join in told.items() if pair not in refused or join.relation is Relation.ANSWER}
    same = [pair for pair, join in joined.items() if join.relation.is_one_item]
    comebacks = {
        item.id: back
        for item in new.passages.values()
        if not any(item.id == one for _, one in same)
        if (back := _last_told(new.year, new.ref(item), yearbook))
    }
    told_again = {
        item.id: year
        for item in old.passages.values()
        if not any(item.id == one for one, _ in same)
        if (year := _next_told(old, new, item, yearbook))
    }
    absent = {(item, one) for one, back in comebacks.items() if back.year < old.year for item in old.passages}
    absent |= {(one, item) for one in told_again for item in new.passages}
    return Confirmed(joined, frozenset(refused | absent), comebacks, told_again)


def _next_told(old: Report, new: Report, item: Item, yearbook: Yearbook) -> int | None:
    """The year after the later paper in which an item is told of again; None where it is told of before, or never."""
    years = find_chain(old.ref(item), yearbook).years(yearbook)
    following = min((year for year in years if year > old.year), default=None)
    return following if following and following > new.year else None


def find_comeback(report: Report, item: Item, yearbook: Yearbook) -> Comeback | None:
    """Find when an item was last told of before it was gone and came back; None where it was never gone.

    Gone is what neither the paper nor the ledger of a year tells of, as far as
    the year has one: of a year of which nothing is kept nobody can say so.

    Args:
        report: The paper of the item.
        item: The item.
        yearbook: All pages.

    Returns:
        Its last telling before the gap.
    """
    before = written_before(report, yearbook)
    back = _last_told(report.year, report.ref(item), yearbook)
    return back if back and _is_gap(back.year, report, [before] if before else [], yearbook) else None


def find_entry_comeback(line: LedgerLine, yearbook: Yearbook) -> Comeback | None:
    """The same of a ledger's entry."""
    ledger = line.ledger
    back = _last_told(ledger.year, line, yearbook)
    return back if back and _is_gap(back.year, ledger, yearbook.written_of(ledger.folder), yearbook) else None


def _last_told(year: int, one: ItemRef | LedgerLine, yearbook: Yearbook) -> Comeback | None:
    """The last telling of something in the years before one."""
    chain = find_chain(one, yearbook)
    told: dict[int, tuple[Report | Ledger, str]] = {
        line.ledger.year: (line.ledger, line.entry.anchor) for line in reversed(chain.lines)
    }
    papers = {item: yearbook.reports[item.report] for item in reversed(chain.items)}
    told |= {paper.year: (paper, item.item) for item, paper in papers.items()}
    last = max((other for other in told if other < year), default=None)
    return Comeback(last, *told[last], by=_by_whom(one, last, yearbook)) if last else None


def _by_whom(one: ItemRef | LedgerLine, year: int, yearbook: Yearbook) -> str:
    """Who joined something to what a year told of it, or else to what went before."""
    joins = earlier_items(yearbook).get(one, {}) if isinstance(one, ItemRef) else {}
    for join in sorted(joins.values(), key=lambda join: yearbook.reports[join.old.report].year != year):
        return join.by
    lines = lines_about(one, yearbook) if isinstance(one, ItemRef) else (one,)
    return ledger_word(lines) or OWN_WORD


def _is_gap(year: int, paper: Report | Ledger, papers: Iterable[Report], yearbook: Yearbook) -> bool:
    """Whether anything is kept of a year between one and that of a paper, and nothing of it is withheld."""
    if not yearbook.shows_all_ledgers(paper.folder):
        return False
    between: list[Report | Ledger] = [*papers, *yearbook.ledgers_of(paper.folder)]
    return any(year < kept.year < paper.year for kept in between)


def _by_papers(yearbook: Yearbook) -> dict[tuple[str, str], dict[Pair, Join]]:
    found: dict[tuple[str, str], dict[Pair, Join]] = defaultdict(dict)
    for join in _joins(yearbook):
        found[join.old.report, join.new.report].setdefault((join.old.item, join.new.item), join)
    return found


def _joins(yearbook: Yearbook) -> Iterator[Join]:
    """Yield all joins, the closest relation of two items first."""
    for earlier in earlier_items(yearbook).values():
        yield from earlier.values()
    for _, ledger in sorted(yearbook.ledgers.items()):
        for entry in ledger.entries:
            yield from _of_one_purpose(LedgerLine(ledger, entry), yearbook)
    for _, report in sorted(yearbook.reports.items()):
        for ref, answer in report.answers.items():
            yield Join(ref, ItemRef(report.key, answer), Relation.ANSWER, OWN_WORD)


def _of_one_purpose(line: LedgerLine, yearbook: Yearbook) -> Iterator[Join]:
    new = _only_measure(line.entry)
    for earlier in repeated_lines(line, yearbook) if new else ():
        old = _only_measure(earlier.entry)
        if old and new and is_earlier(old, new, yearbook):
            yield Join(old, new, Relation.SAME_PURPOSE, ledger_word([line]))


def _only_measure(entry: Entry) -> ItemRef | None:
    named = {measure.item for measure in entry.measures if measure.item}
    return named.pop() if len(named) == 1 else None
