"""An entry as the texts of a sheet's cells: what is exported, and what an unchanged cell still says."""

from __future__ import annotations

from collections.abc import Callable

from macros.domain.ledger_columns import Column
from macros.domain.ledgers import Closure, Entry, Ledger, LedgerMeasure
from macros.domain.reports import ItemRef
from scripts.ledger_sheet.notation import due_text, evidence_text, history_text, refs_text, status_text

#: Gives the title of an item; empty where there is none.
Titles = Callable[[ItemRef], str]


def entry_texts(entry: Entry, ledger: Ledger, titles: Titles) -> dict[Column, str]:
    """The texts of the cells that say something of the whole entry."""
    return {
        Column.ID: entry.id,
        Column.SOURCE: str(entry.source),
        Column.PROBLEM: entry.text,
        Column.PROBLEM_REF: str(entry.problem or ""),
        Column.CAUSES: refs_text(entry.causes, titles),
        Column.REPEATS: entry.repeats or "",
        Column.AUDIENCE: "" if entry.audience is ledger.audience else str(entry.audience),
    }


def measure_texts(measure: LedgerMeasure) -> dict[Column, str]:
    """The texts of the cells of one measure."""
    closure = measure.closure or Closure()
    return {
        Column.MEASURE: measure.text,
        Column.ITEM: str(measure.item or ""),
        Column.GOAL: measure.goal,
        Column.KIND: str(measure.kind),
        Column.LEADER: measure.leader,
        Column.UNIT: measure.unit,
        Column.HELPERS: measure.helpers,
        Column.OWNER: measure.owner,
        Column.DUE: due_text(measure.due),
        Column.NEXT_CHECK: str(measure.next_check or ""),
        Column.HISTORY: history_text(measure.history),
        Column.STATUS: status_text(measure),
        Column.EVIDENCE: evidence_text(measure),
        Column.REQUESTED: closure.requested,
        Column.VERIFIED: closure.verified_by,
        Column.APPROVED: closure.approved_by,
        Column.CLOSED_ON: str(closure.on or ""),
    }
