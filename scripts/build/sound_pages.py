"""Pages in which a check found nothing wrong before are not checked again where all it looks at is as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from macros.findings import Finding
from scripts.build.kept import kept_folder, read_kept, write_kept
from scripts.setup.project import Project


class SoundPages:
    """What was looked at and found sound, by what it is made of.

    Args:
        file: Where it is kept; None where nothing is, and everything is looked at.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._before: frozenset[str] = (read_kept(file) if file else None) or frozenset()
        self._now: set[str] = set()

    @classmethod
    def of(cls, project: Project) -> SoundPages:
        """What a project has kept in mind."""
        return cls(kept_folder(project) / "sound")

    def name(self, made_of: Iterable[str]) -> str:
        """Name what a check looks at, by all of it; empty where nothing is kept."""
        if not self._file:
            return ""
        digest = hashlib.sha256()
        for text in made_of:
            raw = text.encode("utf-8", "surrogatepass")
            digest.update(len(raw).to_bytes(8) + raw)
        return digest.hexdigest()

    def find(self, name: str, look: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
        """Give what a check finds; nothing, without a look, where it found nothing under the same name before."""
        found = () if name in self._before else tuple(look())
        if not found:
            self._now.add(name)
        return found

    def keep(self) -> None:
        """Keep what was found sound now."""
        if self._file and self._now != self._before:
            write_kept(self._file, frozenset(self._now))
