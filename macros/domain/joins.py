"""Which items of several years people have said to be the same: by `repeats` of a ledger and `continues` of a paper.

What goes on from an item goes on from all that this one goes on from: 2021
and 2023 are joined where 2022 lies between them, and where the problem was
gone in 2022. Two that both go on from a third are the same as each other,
unless one of them goes on from another item of the other's paper: then the
third was parted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from macros.domain.reports import ItemRef, PartKind
from macros.domain.yearbook import LedgerLine, ReportItem, Yearbook


class Relation(Enum):
    """In which way a person has joined two items (关系)."""

    SAME_PROBLEM = "同一问题"
    CONTINUED = "接续"
    SAME_PURPOSE = "针对同一问题"
    ANSWER = "回应"

    @property
    def is_one_item(self) -> bool:
        """Whether the later item is what became of the earlier; a measure and what answers it are two."""
        return self is not Relation.ANSWER


@dataclass(frozen=True)
class Join:
    """Two items of different papers that a person has joined (由人确认的对应).

    Attributes:
        old: The item of the earlier paper.
        new: The item of the later paper.
        relation: What the one is to the other.
        by: Where a person said so, in words for readers: 2023年台账第2项, 本单位确认.
    """

    old: ItemRef
    new: ItemRef
    relation: Relation
    by: str


#: Of each item those to which it is joined.
_Joins = dict[ItemRef, dict[ItemRef, Join]]
#: Where it was said in a paper's own front matter.
OWN_WORD = "本单位确认"


def earlier_items(yearbook: Yearbook) -> Mapping[ItemRef, Mapping[ItemRef, Join]]:
    """For each item the earlier ones that are the same by what people said, however many years lie between."""
    return yearbook.keep("earlier items", lambda: _with_siblings(_close(yearbook), yearbook))


def same_items(ref: ItemRef, yearbook: Yearbook) -> Mapping[ItemRef, Join]:
    """The earlier and the later items that are the same as one by what people said, each with how it is joined."""
    return yearbook.keep("same items", lambda: _both_ways(earlier_items(yearbook))).get(ref, {})


def is_refused(one: ItemRef, other: ItemRef, yearbook: Yearbook) -> bool:
    """Whether a person has said of two items that they are not the same."""
    return frozenset({one, other}) in yearbook.keep("refused items", lambda: frozenset(_refused(yearbook)))


def is_decided(one: ItemRef, other: ItemRef, yearbook: Yearbook) -> bool:
    """Whether people have said of two items that they are the same, or that they are not: nothing is to be computed."""
    return other in same_items(one, yearbook) or is_refused(one, other, yearbook)


def results_of(measure: ItemRef, yearbook: Yearbook) -> tuple[ReportItem, ...]:
    """The items of later papers that tell what came of a measure, oldest first: its answers, and work that goes on.

    A later measure that goes on from it is no result: it is promised once more.
    """
    report = yearbook.reports[measure.report]
    answers = yearbook.answers_to(report).get(measure, ())
    known = {answer.ref for answer in answers}
    later = [ref for ref, join in same_items(measure, yearbook).items() if join.old == measure and ref not in known]
    work = [place for place in map(yearbook.place_of, later) if place.item.kind is PartKind.WORK]
    return tuple(sorted([*answers, *work], key=lambda place: place.report.as_of))


def lines_about(problem: ItemRef, yearbook: Yearbook) -> tuple[LedgerLine, ...]:
    """The entries whose problem an item is."""
    return tuple(line for line in yearbook.lines_of(problem) if line.entry.problem == problem)


def repeated_lines(line: LedgerLine, yearbook: Yearbook) -> Iterator[LedgerLine]:
    """Yield the entries that one repeats: that which it names, that which this one names, and so on."""
    seen = {line.entry.id}
    while (earlier := yearbook.entry(line.ledger, line.entry.repeats or "")) and earlier.entry.id not in seen:
        seen.add(earlier.entry.id)
        yield earlier
        line = earlier


def ledger_word(lines: Iterable[LedgerLine]) -> str:
    """By which of some entries it is said that they repeat others: 2023年台账第2项; empty where none says so."""
    return next((f"{line.ledger.year}年台账第{line.entry.number}项" for line in lines if line.entry.repeats), "")


def is_earlier(old: ItemRef, new: ItemRef, yearbook: Yearbook) -> bool:
    """Whether both items are there, and the one's paper ends before the other's."""
    before, after = yearbook.reports.get(old.report), yearbook.reports.get(new.report)
    if before is None or after is None or old.item not in before.passages or new.item not in after.passages:
        # While a page has a fault, what rests on it is looked at all the same.
        return False
    return before.as_of < after.as_of


def _close(yearbook: Yearbook) -> _Joins:
    found: _Joins = {}
    told = [join for join in _told(yearbook) if is_earlier(join.old, join.new, yearbook)]
    # In order of time, so that all is known of an item before others go on from it.
    for join in sorted(told, key=lambda join: yearbook.reports[join.new.report].as_of):
        own = found.setdefault(join.new, {})
        own.setdefault(join.old, join)
        for older in found.get(join.old, ()):
            own.setdefault(older, replace(join, old=older))
    return found


def _with_siblings(lineage: _Joins, yearbook: Yearbook) -> _Joins:
    """The same with those that go on from one thing without going on from each other."""
    papers = {new: {old.report for old in joins} for new, joins in lineage.items()}
    heirs = {(old, new.report) for new, joins in lineage.items() for old in joins}
    found = {new: {**joins} for new, joins in lineage.items()}
    for family in _families(lineage, yearbook):
        for new in family:
            for old in family:
                parted = (
                    old.report in papers.get(new, ()) or (old, new.report) in heirs or is_refused(old, new, yearbook)
                )
                if not parted and is_earlier(old, new, yearbook):
                    found.setdefault(new, {}).setdefault(old, Join(old, new, *_how(new, lineage, yearbook)))
    return found


def _families(lineage: _Joins, yearbook: Yearbook) -> Iterator[list[ItemRef]]:
    """Yield items that go on from one thing: an item, or an entry of a ledger that names none."""
    found: dict[ItemRef | tuple[str, str], list[ItemRef]] = defaultdict(list)
    problems = {entry.problem for ledger in yearbook.ledgers.values() for entry in ledger.entries if entry.problem}
    for item in sorted({*lineage, *problems}):
        lines = [line for one in (item, *lineage.get(item, ())) for line in lines_about(one, yearbook)]
        entries = [(line.ledger.folder, one.entry.id) for line in lines for one in repeated_lines(line, yearbook)]
        for origin in {*lineage.get(item, ()), *entries}:
            found[origin].append(item)
    yield from (family for family in found.values() if len(family) > 1)


def _how(new: ItemRef, lineage: _Joins, yearbook: Yearbook) -> tuple[Relation, str]:
    """In which way an item is joined to all that went before it."""
    for join in lineage.get(new, {}).values():
        return join.relation, join.by
    return Relation.SAME_PROBLEM, ledger_word(lines_about(new, yearbook))


def _both_ways(earlier: Mapping[ItemRef, Mapping[ItemRef, Join]]) -> _Joins:
    found: _Joins = defaultdict(dict)
    for new, joins in earlier.items():
        for old, join in joins.items():
            found[new][old] = found[old][new] = join
    return found


def _refused(yearbook: Yearbook) -> Iterator[frozenset[ItemRef]]:
    for report in yearbook.reports.values():
        for said in report.continues:
            if not said.sure:
                yield frozenset({said.of, ItemRef(report.key, said.item)})


def _told(yearbook: Yearbook) -> Iterator[Join]:
    """Yield what was said outright; of a ledger's entries also where one between two names no item."""
    for _, ledger in sorted(yearbook.ledgers.items()):
        for entry in ledger.entries:
            for earlier in repeated_lines(LedgerLine(ledger, entry), yearbook) if entry.problem else ():
                if earlier.entry.problem and entry.problem:
                    word = ledger_word([LedgerLine(ledger, entry)])
                    yield Join(earlier.entry.problem, entry.problem, Relation.SAME_PROBLEM, word)
    for _, report in sorted(yearbook.reports.items()):
        for said in report.continues:
            if said.sure:
                yield Join(said.of, ItemRef(report.key, said.item), Relation.CONTINUED, OWN_WORD)
