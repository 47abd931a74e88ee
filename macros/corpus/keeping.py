"""What has been computed of something that never changes stays with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

_T = TypeVar("_T")


class Keeping:
    """Something that never changes, and what was computed of it before."""

    @cached_property
    def _kept(self) -> dict[str, tuple[object, Any]]:
        return {}

    def keep(self, name: str, compute: Callable[[], _T], given: object = None) -> _T:
        """What a function computes of it, computed again only where it is given something else than the last time.

        Args:
            name: What is computed; whoever asks chooses a name that nobody else has.
            compute: Computes it, of nothing but this and what is given.
            given: Whatever it needs besides, which is compared and therefore never changes either.
        """
        kept = self._kept.get(name)
        if kept is None or not (kept[0] is given or kept[0] == given):
            kept = self._kept[name] = given, compute()
        found: _T = kept[1]
        return found

    def take_over(self, other: Keeping) -> None:
        """Take up what was computed of another that is equal to this, and of nothing else."""
        vars(self)["_kept"] = {name: kept for name, kept in other._kept.items() if kept[0] is None}
