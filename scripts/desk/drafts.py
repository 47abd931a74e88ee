"""What was typed and is not written yet: kept on the disk at once, right or wrong, until it is written or put away."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from werkzeug.datastructures import MultiDict

from scripts.changes.writing import write_whole


@dataclass(frozen=True)
class Draft:
    """The fields of a form as they were last typed (草稿).

    Attributes:
        screen: The page of the desk that shows the form, by the name that `url_for` knows.
        page: What that page takes as `page`: the path of a page, or what else it tells its forms apart by.
        title: What the clerk knows it by.
        begun: The digest of the page that it began from; empty where there was none.
        fields: What stands in each field; of one that is there several times, `every` gives all.
        visit: The opening of the form in a browser that this was typed in.
        serial: Counts up with every edit of a visit.
        kept_at: When it was kept, on the office's own clock.
    """

    screen: str
    page: str
    title: str
    begun: str
    fields: Mapping[str, str]
    visit: str = ""
    serial: int = 0
    kept_at: str = ""

    def every(self, name: str) -> list[str]:
        """All values of a field."""
        return MultiDict(self.fields).getlist(name)

    @property
    def when(self) -> datetime:
        """When it was kept."""
        return datetime.fromisoformat(self.kept_at)


class Drafts:
    """The drafts of a desk, a file each, which holds the whole of one edit or of the next at every moment."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def keep(self, draft: Draft) -> None:
        """Have it on the disk; what comes late, after a newer edit of the same visit, is older and is left.

        Raises:
            WriteError: It cannot be written.
        """
        with self._lock:
            there = self.find(draft.screen, draft.page)
            if there and draft.visit and there.visit == draft.visit and there.serial >= draft.serial:
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            told = vars(draft) | {
                "fields": list(MultiDict(draft.fields).items(multi=True)),
                "kept_at": datetime.now().astimezone().isoformat(timespec="seconds"),
            }
            write_whole(self._file(draft.screen, draft.page), json.dumps(told).encode())

    def find(self, screen: str, page: str) -> Draft | None:
        """The draft of a form; None where there is none."""
        return _read(self._file(screen, page))

    def drop(self, screen: str, page: str) -> None:
        """Put a draft away, since it was written or is not wanted."""
        with self._lock:
            self._file(screen, page).unlink(missing_ok=True)

    def list(self) -> list[Draft]:
        """All drafts, the newest first."""
        files = self._folder.glob("*.json") if self._folder.is_dir() else ()
        return sorted(filter(None, map(_read, files)), key=lambda draft: draft.kept_at, reverse=True)

    def _file(self, screen: str, page: str) -> Path:
        # What a form says is no name of a file.
        return self._folder / f"{sha256(json.dumps([screen, page]).encode()).hexdigest()[:32]}.json"


def _read(file: Path) -> Draft | None:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return Draft(**told | {"fields": MultiDict(map(tuple, told["fields"]))})
    except (OSError, ValueError, TypeError, LookupError):
        # It was put away just now, or somebody else wrote it.
        return None
