"""What was computed of pages is not computed again where all that it was computed of is as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from macros.corpus import read_digests, today
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from scripts.build.kept_table import KeptTable
from scripts.build.page_digests import PageDigests

_T = TypeVar("_T")


class KeptResults:
    """Results by all that they were computed of.

    Args:
        yearbook: What the pages say of which they are computed, as they were read last.
        file: Where they are kept; None where nothing is, and everything is computed.
    """

    def __init__(self, yearbook: Yearbook, file: Path | None = None) -> None:
        self._yearbook, self._table = yearbook, KeptTable(file) if file else None
        self._now: dict[bytes, Any] = {}

    @cached_property
    def digests(self) -> PageDigests:
        """What the pages hold."""
        return PageDigests(read_digests(), self._yearbook)

    def get(self, made_of: Iterable[str | bytes], compute: Callable[[], _T]) -> _T:
        """What a function gives, be it now or before.

        Args:
            made_of: What is computed, and all that it is computed of; asked for only where anything is kept.
            compute: Computes it; what it gives is written down, and never changes.
        """
        if not self._table:
            return compute()
        name = _name(made_of)
        self._now[name] = self._table.values[name] if name in self._table.values else compute()
        found: _T = self._now[name]
        return found

    def of_unit(self, name: str, folder: str, compute: Callable[[], _T]) -> _T:
        """What a function gives of a unit on this day: of its papers, of those joined to them, and of the register."""
        return self.get(self._unit_is_made_of(name, folder), compute)

    def _unit_is_made_of(self, name: str, folder: str) -> Iterator[str | bytes]:
        yield from (name, folder, today().isoformat(), self.digests.circle(folder))

    def remember(self, name: str, report: Report, find: Callable[[], Any]) -> Any:
        """What a function finds in a paper; see `Remember`."""
        return self.get(self._found_are_made_of(name, report), find)

    def _found_are_made_of(self, name: str, report: Report) -> Iterator[str | bytes]:
        yield from (name, report.path, self.digests[report.path], self.digests.register)

    def keep(self) -> None:
        """Keep what was asked for this time, and of what was not no more than a small part."""
        if self._table:
            self._table.keep(self._now)


def _name(made_of: Iterable[str | bytes]) -> bytes:
    digest = hashlib.sha256()
    for part in made_of:
        raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8) + raw)
    return digest.digest()
