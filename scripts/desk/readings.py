"""Files that were handed in, read in the reader's bounded process, each of them once.

No request waits for what takes long: a job reads it and keeps what it has
read, and whoever asks then finds it there.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from scripts.build.kept import read_kept, write_kept
from scripts.desk.uploads import Upload
from scripts.intake.detect import may_need_office
from scripts.intake.guard import Reader
from scripts.intake.kept_readings import KeptReadings
from scripts.intake.manuscript import IntakeError, Manuscript, ScanFoundError
from scripts.intake.scans.engine import is_installed

#: So many texts are kept in memory; any other is read again.
_KEPT = 60
#: After so long without a file the process that reads is ended; the next file begins another.
_IDLE_SECONDS = 60.0
#: A PDF of so many bytes, some hundred pages of text, takes two seconds.
_LARGE_BYTES = 500_000
#: Where beside a file stands why a job could not read it; no file that was handed in has such a name.
_FOLDER = ".refused"


class TakesLongError(Exception):
    """A file is asked for that nobody has read yet, and to read it takes long.

    Attributes:
        upload: The file.
        rejected: The tracked changes that do not hold, as for `Readings.read`.
    """

    def __init__(self, upload: Upload, rejected: frozenset[int]) -> None:
        super().__init__(upload.name)
        self.upload, self.rejected = upload, rejected


class Readings:
    """The texts of files that were handed in.

    Args:
        kept: Where the texts are that were read.
        tell: Told how far a scan is read. Whoever hears it may wait; without it what takes long is not read.
        idle: Seconds without a file after which the process that reads is ended.
    """

    def __init__(
        self, kept: KeptReadings, tell: Callable[[str], object] | None = None, idle: float = _IDLE_SECONDS
    ) -> None:
        self._lock, self._kept, self._tell, self._idle = threading.Lock(), kept, tell, idle
        self._ending: threading.Timer | None = None
        self._reader = Reader(scans=tell is not None, tell=lambda read: tell(str(read)) if tell else None, kept=kept)
        self._read: OrderedDict[str, Manuscript] = OrderedDict()

    def read(self, upload: Upload, rejected: frozenset[int] = frozenset()) -> Manuscript:
        """The text of a file; the next one waits until it is read.

        Args:
            upload: The file.
            rejected: The numbers of the tracked changes in it that do not hold.

        Raises:
            IntakeError: It cannot be read; its text says why.
            TakesLongError: It has to be read by a job first.
        """
        key = f"{upload.key} {sorted(rejected)}" if rejected else upload.key
        with self._lock:
            if key not in self._read:
                self._read[key] = self._read_now(upload, rejected)
                while len(self._read) > _KEPT:
                    self._read.popitem(last=False)
            return self._read[key]

    def close(self) -> None:
        """End the process that reads."""
        if self._ending:
            self._ending.cancel()
        self._reader.close()

    def has(self, upload: Upload, rejected: frozenset[int]) -> bool:
        """Whether what a job has read of a file is there for the desk, or why it could not."""
        return _refusal_file(upload, rejected).is_file() or self._find_kept(upload, rejected) is not None

    def _find_kept(self, upload: Upload, rejected: frozenset[int]) -> Manuscript | None:
        return self._kept.find(self._kept.name_of(upload.file, rejected))

    def _read_now(self, upload: Upload, rejected: frozenset[int]) -> Manuscript:
        if self._tell is None:
            _tell_refusal(upload, rejected)
            if _takes_long(upload.file):
                if known := self._find_kept(upload, rejected):
                    return known
                raise TakesLongError(upload, rejected)
        try:
            return self._reader.read(upload.file, rejected)
        except IntakeError as error:
            if self._tell is None and isinstance(error, ScanFoundError) and is_installed():
                raise TakesLongError(upload, rejected) from None
            if self._tell:
                write_kept(_refusal_file(upload, rejected), error)
            raise
        finally:
            self._end_later()

    def _end_later(self) -> None:
        if self._ending:
            self._ending.cancel()
        self._ending = threading.Timer(self._idle, self._end)
        self._ending.daemon = True
        self._ending.start()

    def _end(self) -> None:
        with self._lock:
            self._reader.close()


def _tell_refusal(upload: Upload, rejected: frozenset[int]) -> None:
    """Raise why a job could not read a file: it is told once, and then it may be tried again."""
    file = _refusal_file(upload, rejected)
    kept = read_kept(file)
    if isinstance(kept, IntakeError):
        file.unlink(missing_ok=True)
        raise kept


def _refusal_file(upload: Upload, rejected: frozenset[int]) -> Path:
    name = "-".join(map(str, sorted(rejected))) or "all"
    return upload.file.parent / _FOLDER / name


def _takes_long(file: Path) -> bool:
    """Whether it is known before it is opened that reading takes more than a moment."""
    return may_need_office(file) or file.stat().st_size > _LARGE_BYTES
