"""Several papers that were handed in: looked through one after another, and those that are clear written together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace

from scripts.desk.desk import Desk
from scripts.desk.drafts import Draft
from scripts.desk.page_order import page_order
from scripts.desk.reading_beside import Turns
from scripts.desk.receiving.looking import Look, NoSuchPaperError, find_upload, look_at
from scripts.desk.uploads import Upload
from scripts.setup.console import Console
from scripts.setup.project import Project

#: The page of the desk on which a paper is decided of; its drafts are the papers that wait.
PAPER = "receiving.paper"
TITLE = "看交上来的来稿"


@dataclass(frozen=True)
class Waiting:
    """A paper that waits, and how it stands; `look` is None where nobody has looked since it was last changed."""

    draft: Draft
    look: Look | None

    @property
    def is_clear(self) -> bool:
        """Whether it can be written as it is."""
        return self.look is not None and self.look.state == "清楚"

    @property
    def order(self) -> tuple[int, str]:
        """Where it stands among the others: by the year that it is of, as far as anybody has looked."""
        facts = self.look.facts if self.look else None
        return page_order(f"{facts.year}年　{self.draft.title}" if facts and facts.year else self.draft.title)


def list_papers(desk: Desk) -> list[Draft]:
    """The papers that wait."""
    return [draft for draft in desk.drafts.list() if draft.screen == PAPER]


def list_uploads(desk: Desk) -> list[Upload]:
    """The files of the papers that wait, as far as they are there; none of them is forgotten from now on for a time."""
    found = []
    for draft in list_papers(desk):
        with suppress(NoSuchPaperError):
            found.append(find_upload(desk, draft.page)[0])
    return found


def list_waiting(desk: Desk) -> list[Waiting]:
    """The papers that wait, each as it stood when all were looked through last; the newest year first, then by name."""
    job = desk.jobs.last(TITLE)
    looks = {look.page: look for look in (job.result if job else None) or ()}
    waiting = [Waiting(draft, _still(looks.get(draft.page), draft)) for draft in list_papers(desk)]
    return sorted(waiting, key=lambda one: one.order)


def look_through(project: Project, pages: Sequence[str], console: Console) -> list[Look]:
    """Look at papers one after another, as the work of a job.

    Args:
        project: Whose papers they are.
        pages: Finds each of them.
        console: Where it is told how far it is.
    """
    looks, taken = list[Look](), set[str]()
    turns = Turns(console, pages)
    with closing(Desk.of(project, turns.tell)) as desk:
        for page in turns:
            draft = desk.drafts.find(PAPER, page)
            try:
                look = look_at(desk, page, draft.fields if draft else {}, frozenset(taken))
            except NoSuchPaperError as gone:
                console.say(str(gone))
                continue
            console.say(f"{look.upload.name}：{look.state}")
            taken |= {look.made.done.key} if look.made else set()
            looks.append(look)
    return [replace(look, rivals=rivals) for look, rivals in zip(looks, _rivals(looks), strict=True)]


def _rivals(looks: Sequence[Look]) -> list[int]:
    """How many others would go to the same page."""
    keys = Counter(look.made.done.key for look in looks if look.made)
    return [keys[look.made.done.key] - 1 if look.made else 0 for look in looks]


def _still(look: Look | None, draft: Draft) -> Look | None:
    return look if look and dict(look.form.fields) == dict(draft.fields) else None
