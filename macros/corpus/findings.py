"""Collects the faults of a run, so that all of them are told at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from macros.errors import ContentErrors
from macros.findings import Finding, Kind


@dataclass
class Findings:
    """Content errors found so far, for paths relative to the docs folder."""

    errors: list[Finding] = field(default_factory=list)

    def add(
        self,
        kind: Kind,
        path: str,
        line: int = 1,
        *,
        field: str = "",
        found: str = "",
        expected: str = "",
        detail: str = "",
    ) -> None:
        """Record one fault; `path` is relative to docs, `line` counts from 1."""
        self.errors.append(Finding(kind, f"docs/{path}", line, field, found, expected, detail))

    def replay(self, errors: Iterable[Finding]) -> None:
        """Record faults again that were found before."""
        self.errors += errors

    def raise_if_any(self) -> None:
        """End the run when anything was found.

        Raises:
            ContentErrors: There is at least one fault.
        """
        if self.errors:
            raise ContentErrors(self.errors)
