"""The check of all pages, which goes on behind those that are looked at."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from macros.findings import Finding


@dataclass(frozen=True)
class Checked:
    """What a check found, and after which change it looked."""

    change: int
    faults: tuple[Finding, ...]


@dataclass
class CheckBehind:
    """Checks in a thread of its own, again and again, as often as that is wanted.

    Attributes:
        find: Finds all faults.
        last: What the last check found; None where none is done yet.
        fault: What came up instead of an end; None where nothing did.
    """

    find: Callable[[], Iterable[Finding]]
    last: Checked | None = None
    fault: Exception | None = None
    _wanted: int = 0
    _is_wanted: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        threading.Thread(target=self._go_on, daemon=True).start()

    def want(self, change: int) -> None:
        """Check once more after a change, unless that was asked for already."""
        if change > self._wanted:
            self._wanted = change
            self._is_wanted.set()

    def _go_on(self) -> None:
        while self._is_wanted.wait():
            self._is_wanted.clear()
            change = self._wanted
            try:
                self.last = Checked(change, tuple(self.find()))
            except Exception as error:
                self.fault = error
