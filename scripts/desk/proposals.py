"""Changes that are planned, shown on a page of their own, and wait until the clerk says yes."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from flask import Response, redirect, url_for

from scripts.changes.change_set import ChangeSet

#: So many wait at most; the oldest is forgotten, and can be planned anew from its draft.
_MOST = 50


@dataclass(frozen=True)
class Proposal:
    """A change set that waits for a yes (待写入的改动).

    Attributes:
        changes: What would be written.
        back: The address at which the clerk goes on working where it is not yet right.
        then: Where he is led once it is written.
        draft: Screen and page of the draft that is done with then; None where there is none.
        drafts: Further drafts that are done with then, as where several papers are written together.
        when_written: What is done once it is written, such as to remember what it was made from.
        told: What changes, in words, where the lines of the pages would tell it less well.
        despite_faults: Whether he may have it although the site would have faults, as where something is taken back.
    """

    changes: ChangeSet
    back: str
    then: str
    draft: tuple[str, str] | None = None
    drafts: tuple[tuple[str, str], ...] = ()
    when_written: Callable[[], None] = lambda: None
    told: tuple[str, ...] = ()
    despite_faults: bool = False
    #: What is typed into its drafts later is not part of it.
    made_at: str = field(default_factory=lambda: datetime.now().astimezone().isoformat(timespec="microseconds"))


class Proposals:
    """What waits, each under a key that nobody guesses."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, Proposal] = {}
        self._written: dict[str, int] = {}

    def show(self, proposal: Proposal) -> Response:
        """Keep it, and lead to the page that shows it."""
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._waiting[key] = proposal
            for old in list(self._waiting)[:-_MOST]:
                del self._waiting[old]
        return redirect(url_for("proposal.show", key=key), 303)  # type: ignore[return-value]

    def find(self, key: str) -> Proposal | None:
        """The one of a key; None where it is not there any more."""
        return self._waiting.get(key)

    def written(self, key: str, number: int) -> None:
        """Remember of one that it was written, and by which number that can be taken back."""
        with self._lock:
            self._waiting.pop(key, None)
            self._written[key] = number
            for old in list(self._written)[:-_MOST]:
                del self._written[old]

    def number_of(self, key: str) -> int | None:
        """By which number one that was written can be taken back; None where none of that key was."""
        return self._written.get(key)

    def drop(self, key: str) -> None:
        """Forget one."""
        with self._lock:
            self._waiting.pop(key, None)
