"""Where the site is published to, and how: kept as chosen, for the next time."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.domain.reports import Audience
from scripts.changes.writing import write_whole
from scripts.publishing.publishing import PublishOrder

#: So many releases stay where nobody says how many.
KEEP = 5


@dataclass(frozen=True)
class Place:
    """A folder that is published to, as the clerk has chosen (发布到的地方).

    Attributes:
        folder: The destination.
        audience: For whom.
        keep: How many releases stay.
        copy: Whether to do without links.
        files: Kinds of files that reports and packs offer.
        computed: Whether Word files among them hold what the site computes.
    """

    folder: Path
    audience: Audience
    keep: int = KEEP
    copy: bool = False
    files: tuple[str, ...] = ()
    computed: bool = False

    @property
    def key(self) -> str:
        """Finds it again; stands in forms."""
        return hashlib.sha256(str(self.folder).encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def order(self) -> PublishOrder:
        """What is asked of a publish."""
        return PublishOrder(self.audience, self.keep, copy=self.copy)


class Places:
    """The places of a project, kept in one file.

    Args:
        file: Where.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()

    def every(self) -> list[Place]:
        """All of them, those of the widest audience first."""
        places = self._read()
        return sorted(places, key=lambda place: (list(Audience).index(place.audience), str(place.folder)))

    def find(self, key: str) -> Place | None:
        """The one of a key; None where it is not kept."""
        return next((place for place in self._read() if place.key == key), None)

    def keep(self, place: Place) -> None:
        """Keep one, in the place of what was chosen for its folder before."""
        with self._lock:
            self._write([*(other for other in self._read() if other.key != place.key), place])

    def drop(self, key: str) -> None:
        """Keep one no longer; its folder stays as it is."""
        with self._lock:
            self._write([place for place in self._read() if place.key != key])

    def _read(self) -> list[Place]:
        try:
            return [_place(told) for told in json.loads(self._file.read_text(encoding="utf-8"))]
        except (OSError, ValueError, TypeError, LookupError):
            # There is none yet, or somebody else wrote it; it can be chosen again.
            return []

    def _write(self, places: list[Place]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        told = [vars(place) | {"folder": str(place.folder), "audience": str(place.audience)} for place in places]
        write_whole(self._file, json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "surrogateescape"))


def _place(told: dict[str, Any]) -> Place:
    return Place(
        folder=Path(str(told["folder"])),
        audience=Audience(told["audience"]),
        keep=int(told["keep"]),
        copy=bool(told["copy"]),
        files=tuple(kind for kind in ("pdf", "docx") if kind in told["files"]),
        computed=bool(told["computed"]),
    )
