"""What the pages of docs/compare/ set side by side."""

from __future__ import annotations

from dataclasses import dataclass

from macros.domain.regulations import Edition
from macros.domain.reports import Report


@dataclass(frozen=True)
class Comparison:
    """A page that sets two papers of one unit and series side by side (对照页); `path` is under docs."""

    path: str
    old: Report
    new: Report


@dataclass(frozen=True)
class EditionsPage:
    """A page that sets two editions of a regulation side by side (版本对照页); `path` is under docs."""

    path: str
    old: Edition
    new: Edition


@dataclass(frozen=True)
class OtherPage:
    """A page of docs/compare/ that is neither of these (其他对照); `path` is under docs."""

    path: str
    title: str
