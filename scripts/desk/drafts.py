"""What was typed and is not written yet: kept on the disk at once, right or wrong, until it is written or put away."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping, Sequence
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
        after: The mark of the draft that was there when the form was opened, empty for none; None where nobody knows.
    """

    screen: str
    page: str
    title: str
    begun: str
    fields: Mapping[str, str]
    visit: str = ""
    serial: int = 0
    kept_at: str = ""
    after: str | None = None

    @property
    def mark(self) -> str:
        """Tells this edit from every other."""
        return f"{self.visit}:{self.serial}"

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

        What was typed meanwhile in another window, and is not what this grew from, stands beside it from then on.

        Raises:
            WriteError: It cannot be written.
        """
        with self._lock:
            file = self._file(draft.screen, draft.page)
            there = _read(file)
            if there and draft.visit and there.visit == draft.visit and there.serial >= draft.serial > 0:
                return
            if there and there.visit != draft.visit and draft.after is not None and there.mark != draft.after:
                file.replace(self._beside(there))
            self._folder.mkdir(parents=True, exist_ok=True)
            told = vars(draft) | {
                "fields": list(MultiDict(draft.fields).items(multi=True)),
                "kept_at": datetime.now().astimezone().isoformat(timespec="microseconds"),
            }
            write_whole(file, json.dumps(told).encode())
            # This window's own, which another one had put there.
            self._beside(draft).unlink(missing_ok=True)

    def find(self, screen: str, page: str) -> Draft | None:
        """The draft of a form as it was typed last; None where there is none."""
        return _read(self._file(screen, page)) or next(iter(self.others(screen, page)), None)

    def others(self, screen: str, page: str) -> Sequence[Draft]:
        """What was typed into a form in other windows and is in none that was typed later, the newest first."""
        return _newest(self._folder.glob(f"{self._file(screen, page).stem}-*.json"))

    def drop(self, screen: str, page: str, kept_before: str = "") -> None:
        """Put a draft away, since it was written or is not wanted.

        Args:
            screen: The form.
            page: Likewise.
            kept_before: One that was kept later stays, since more was typed in it; empty for any.
        """
        with self._lock:
            there = self.find(screen, page)
            if there and (not kept_before or there.kept_at < kept_before):
                self._forget(there)

    def drop_other(self, draft: Draft) -> None:
        """Put away what was typed in another window."""
        self._beside(draft).unlink(missing_ok=True)

    def _forget(self, draft: Draft) -> None:
        file = self._file(draft.screen, draft.page)
        (file if file.exists() else self._beside(draft)).unlink(missing_ok=True)

    def list(self) -> list[Draft]:
        """All drafts, the newest first."""
        return _newest(self._folder.glob("*.json") if self._folder.is_dir() else ())

    def _file(self, screen: str, page: str) -> Path:
        # What a form says is no name of a file.
        return self._folder / f"{sha256(json.dumps([screen, page]).encode()).hexdigest()[:32]}.json"

    def _beside(self, draft: Draft) -> Path:
        file = self._file(draft.screen, draft.page)
        return file.with_stem(f"{file.stem}-{sha256(draft.visit.encode()).hexdigest()[:16]}")


def _newest(files: Iterable[Path]) -> list[Draft]:
    return sorted(filter(None, map(_read, files)), key=lambda draft: draft.kept_at, reverse=True)


def _read(file: Path) -> Draft | None:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return Draft(**told | {"fields": MultiDict(map(tuple, told["fields"]))})
    except (OSError, ValueError, TypeError, LookupError):
        # It was put away just now, or somebody else wrote it.
        return None
