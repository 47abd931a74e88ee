"""What earlier ledgers of a unit left open, and how it goes on in the newest one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from macros.domain.ledgers import Entry, Ledger
from macros.domain.yearbook import LedgerLine, Yearbook
from macros.page_text.splitting import split_text
from macros.render.item_names import entry_number
from scripts.changes.next_ledger import open_lines, states, without_carried
from scripts.ledger_sheet.entries import next_id, with_entry


@dataclass(frozen=True)
class OpenEntry:
    """An entry that is not over and does not go on yet (没有办结的事项).

    Attributes:
        line: The entry, and its ledger.
        how: How each of its open measures stands.
    """

    line: LedgerLine
    how: tuple[str, ...]

    @property
    def id(self) -> str:
        """How the form names it."""
        return self.line.entry.id

    @property
    def name(self) -> str:
        """What it is called: 2023年第2项."""
        return f"{self.line.ledger.year}年{entry_number(self.line.entry)}"


def find_open(ledger: Ledger, yearbook: Yearbook, today: date) -> list[OpenEntry]:
    """The entries of earlier ledgers that are not over, and that no later entry goes on with.

    Only the unit's newest ledger takes them: what an older one could have taken is past.
    """
    ledgers = yearbook.ledgers_of(ledger.folder)
    if any(one.year > ledger.year for one in ledgers):
        return []
    taken = {entry.repeats for one in (*ledgers, ledger) for entry in one.entries}
    lines = open_lines(yearbook, ledger, ledger.year, today)
    return [OpenEntry(line, tuple(states(line, today))) for line in lines if line.entry.id not in taken]


def carry_over(text: str, ledger: Ledger, chosen: Collection[OpenEntry], yearbook: Yearbook) -> str:
    """A ledger's page with an entry more for each that goes on, its measures still to be written.

    Args:
        text: The page.
        ledger: What it says.
        chosen: What goes on.
        yearbook: All pages, none of whose ids is given again.
    """
    for one in chosen:
        old = one.line.entry
        # Who may not read the entry as it was may not read it as it goes on.
        audience = ledger.audience if ledger.audience.may_read(old.audience) else old.audience
        entry = Entry(next_id(ledger, yearbook), old.source, old.text, None, (), old.id, audience, ())
        text = with_entry(text, ledger, entry)
        ledger = replace(ledger, entries=(*ledger.entries, entry))
    page = split_text(text)
    return page.changed(front=without_carried(page.front, {one.id for one in chosen}))
