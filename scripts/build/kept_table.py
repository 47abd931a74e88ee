"""A great many things kept by name, of which few change from one build to the next: those alone are written then."""

from __future__ import annotations

from collections.abc import KeysView, Mapping
from pathlib import Path
from typing import Any

from scripts.build.kept import read_kept, write_kept

#: Of so many that have come or gone all are written anew.
_WORTH_WRITING = 1 / 20


class KeptTable:
    """Values by names, each of which says all that its value was made of.

    Args:
        file: Where they are kept; those that have come since stand beside it.

    Attributes:
        values: What was kept, some of it perhaps wanted by nobody any more.
    """

    def __init__(self, file: Path) -> None:
        self._file, self._beside = file, file.with_name(f"{file.name}-since")
        kept: dict[Any, Any] = read_kept(file) or {}
        since: dict[Any, Any] = read_kept(self._beside) or {}
        self.values = kept | since
        self._kept: KeysView[Any] = kept.keys()
        self._since: KeysView[Any] = since.keys()

    def keep(self, values: Mapping[Any, Any]) -> None:
        """Keep these values, and of others no more than a small part."""
        since = {name: value for name, value in values.items() if name not in self._kept}
        if len(since) + len(self._kept - values.keys()) > len(values) * _WORTH_WRITING:
            write_kept(self._file, values)
            self._kept, since = values.keys(), {}
        if since.keys() != self._since:
            write_kept(self._beside, since)
            self._since = since.keys()
