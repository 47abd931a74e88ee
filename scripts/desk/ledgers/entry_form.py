"""The form of a new entry: a problem of the year's paper with the causes and measures of that paper to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from werkzeug.datastructures import MultiDict

from macros.compare.wording import unmarked
from macros.domain.ledgers import Entry, EntrySource, Ledger, LedgerMeasure, MeasureKind
from macros.domain.reports import Item, ItemRef, PartKind, Report
from macros.domain.yearbook import Yearbook
from scripts.desk.work import OpenPage
from scripts.ledger_sheet.entries import next_id, papers_of, parse_ledger
from scripts.ledger_sheet.measures import NEW
from scripts.ledger_sheet.recording import move_date


@dataclass(frozen=True)
class NewEntry:
    """An entry that somebody takes up (要列入台账的事项).

    Attributes:
        page: The ledger's page.
        ledger: What it says.
        problem: The problem that it is about; None where no paper tells of it.
        paper: The paper of the problem; of the year's papers the first where there is none.
        item: The problem in it.
    """

    page: OpenPage
    ledger: Ledger
    problem: ItemRef | None
    paper: Report | None
    item: Item | None

    @property
    def key(self) -> str:
        """Finds the form again."""
        return f"{self.page.path}#{self.problem or ''}"

    @property
    def name(self) -> str:
        """What the form is called."""
        what = f"“{unmarked(self.item.title)}”" if self.item else "一个新的问题"
        return f"把{what}列入{self.ledger.year}年整改台账"

    def offered(self, kind: PartKind) -> list[tuple[str, str]]:
        """What the paper has of a kind: how the form names it, and its words."""
        items = self.paper.items.values() if self.paper else ()
        return [(str(self.paper.ref(item)), item.title) for item in items if self.paper and item.kind is kind]

    def fields(self) -> dict[str, str]:
        """What stands in the fields as long as nobody has typed."""
        text = unmarked(self.item.title) if self.item else ""
        return {"problem": text, "source": str(EntrySource.SELF), "kind": str(MeasureKind.DATED)}

    def make(
        self, told: MultiDict[str, str], yearbook: Yearbook, today: date
    ) -> tuple[Entry | None, Mapping[str, str]]:
        """The entry, and what is wrong with what was typed, by field."""
        text = told.get("problem", "").strip()
        if not text:
            return None, {"problem": "写明问题"}
        common = replace(
            NEW,
            kind=next((kind for kind in MeasureKind if kind == told.get("kind")), MeasureKind.DATED),
            **{name: told.get(name, "").strip() for name in ("leader", "unit", "helpers", "owner")},  # type: ignore[arg-type]
        )
        if told.get("due", "").strip():
            recorded = move_date(common, {"due": told["due"].strip()}, today, self.ledger.year)
            if recorded.faults:
                return None, recorded.faults
            common = recorded.measure
        entry = Entry(
            id=next_id(self.ledger, yearbook),
            source=next((one for one in EntrySource if one == told.get("source")), EntrySource.SELF),
            text=text,
            problem=self.problem,
            causes=tuple(ItemRef.parse(ref) for ref, _ in self._ticked("cause", PartKind.CAUSE, told)),
            repeats=None,
            audience=self.ledger.audience,
            measures=tuple(self._measures(told, common)),
        )
        return entry, {}

    def _measures(self, told: MultiDict[str, str], common: LedgerMeasure) -> list[LedgerMeasure]:
        chosen = self._ticked("measure", PartKind.MEASURE, told)
        made = [replace(common, item=ItemRef.parse(ref), text=unmarked(title)) for ref, title in chosen]
        own = told.get("text", "").strip()
        return [*made, *([replace(common, text=own)] if own else [])]

    def _ticked(self, name: str, kind: PartKind, told: MultiDict[str, str]) -> list[tuple[str, str]]:
        """Of what was offered what was chosen."""
        return [row for row in self.offered(kind) if row[0] in told.getlist(name)]


def open_entry(page: OpenPage, ref: str, yearbook: Yearbook) -> NewEntry:
    """The form of a page's new entry.

    Args:
        page: The ledger's page.
        ref: The problem; empty, or whatever is none of the year's problems, for one of which no paper tells.
        yearbook: All pages.
    """
    ledger = parse_ledger(page.text, page.path)
    papers = papers_of(ledger, yearbook)
    for paper in papers:
        for item in paper.items.values():
            if str(paper.ref(item)) == ref and item.kind is PartKind.PROBLEM:
                return NewEntry(page, ledger, paper.ref(item), paper, item)
    return NewEntry(page, ledger, None, papers[0] if papers else None, None)
