"""Several official texts that were handed in: looked through one upon the other, the clear ones written together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from macros.errors import SiteError
from scripts.changes.change_set import ChangeSet
from scripts.desk.desk import Desk
from scripts.desk.reading_beside import Turns
from scripts.desk.regulations.texts import TextLook, linked_reports, look_at_text
from scripts.desk.told_faults import tell_fault
from scripts.intake.official_text.registering import Desk as Holdings
from scripts.intake.official_text.telling_registration import describe_becoming
from scripts.publishing.news import stamp_of
from scripts.setup.console import Console
from scripts.setup.project import Project

#: The page of the desk on which a text is decided of; its drafts are the texts that wait.
TEXT = "regulations.text"
TITLE = "看交上来的法规"


@dataclass(frozen=True)
class LookedText:
    """A text that waits, as it stood when all were looked through (一份法规).

    Attributes:
        told: What it becomes; empty where that cannot be told.
        why: Why it has to be looked at by itself; empty where it is clear.
    """

    told: str
    why: str = ""


@dataclass(frozen=True)
class Together:
    """What came of looking through texts (几份法规).

    Attributes:
        rows: Each text by its key.
        pages: What those that are clear would write, the later ones upon the earlier.
        stamp: The pages upon which that was planned, as `stamp_of` gives it.
    """

    rows: Mapping[str, LookedText]
    pages: Mapping[str, str]
    stamp: str

    @property
    def clear(self) -> list[str]:
        """The keys of the texts that can be written as they are."""
        return [key for key, row in self.rows.items() if not row.why]

    def is_fresh(self, project: Project) -> bool:
        """Whether the pages are still those upon which it was planned."""
        return self.stamp == stamp_of(project)


def look_through(project: Project, keys: Sequence[str], console: Console) -> Together:
    """Look at texts one after another, as the work of a job.

    Args:
        project: Whose register they come into.
        keys: Find each of them.
        console: Where it is told how far it is.
    """
    rows, pages = dict[str, LookedText](), dict[str, str]()
    stamp, editions = stamp_of(project), dict[tuple[str, str], str]()
    turns = Turns(console, keys)
    with closing(Desk.of(project, turns.tell)) as desk:
        holdings = Holdings.of(project.docs)
        for key in turns:
            draft = desk.drafts.find(TEXT, key)
            try:
                look = look_at_text(desk, key, draft.fields if draft else {}, holdings)
            except SiteError as error:
                rows[key] = LookedText("", str(error))
                continue
            why = _why_alone(desk, look, pages, editions)
            told = f"《{look.planned.facts.title}》　{describe_becoming(look.planned)}" if look.planned else ""
            rows[key] = LookedText(told, why)
            if not why and look.planned:
                place = look.planned.place
                editions[place.regulation, place.edition] = look.upload.name
                pages |= look.planned.pages
                holdings = Holdings.of(project.docs, pages)
    return Together(rows, pages, stamp)


def plan_together(desk: Desk, found: Together) -> ChangeSet:
    """What is written of the texts that are clear, with the links of reports that are due with them."""
    pages = {**found.pages, **dict(linked_reports(desk, found.pages))}
    return desk.work.plan(f"登记法规 {len(found.clear)} 份", pages)


def _why_alone(desk: Desk, look: TextLook, pages: Mapping[str, str], editions: Mapping[tuple[str, str], str]) -> str:
    if look.planned is None:
        return next(iter(look.faults.values()), "") or look.told.partition("\n")[0] or "读不出是哪一部"
    if look.is_there:
        return "已经在这里，不用再写"
    place = look.planned.place
    if other := editions.get((place.regulation, place.edition)):
        return f"与“{other}”是同一版，文字不全相同，核对以后只留一份"
    if look.stops or look.faults:
        return [*look.stops, *look.faults.values()][0]
    changes = ChangeSet.plan(desk.project.docs, "", {**pages, **look.planned.pages})
    return next((tell_fault(fault, changes.site).words for fault in desk.work.find_faults(changes)), "")
