"""Files that were handed in, read in the reader's bounded process, each of them once.

No request waits for what takes long: a job reads it and keeps what it has
read beside the file, and whoever asks then finds it there.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from pathlib import Path

import scripts.intake
from scripts.build.kept import digest_of_files, read_kept, write_kept
from scripts.desk.uploads import Upload
from scripts.intake.detect import may_need_office
from scripts.intake.guard import Reader
from scripts.intake.manuscript import IntakeError, Manuscript, ScanFoundError
from scripts.intake.scans.engine import is_installed

#: So many texts are kept in memory; any other is read again.
_KEPT = 60
#: After so long without a file the process that reads is ended; the next file begins another.
_IDLE_SECONDS = 60.0
#: A PDF of so many bytes, some hundred pages of text, takes two seconds.
_LARGE_BYTES = 500_000
#: Where beside a file stands what was read in it; no file that was handed in has such a name.
_FOLDER = ".read"


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
        tell: Told how far a scan is read. Whoever hears it may wait; without it what takes long is not read.
        idle: Seconds without a file after which the process that reads is ended.
    """

    def __init__(self, tell: Callable[[str], object] | None = None, idle: float = _IDLE_SECONDS) -> None:
        self._lock, self._tell, self._idle = threading.Lock(), tell, idle
        self._ending: threading.Timer | None = None
        self._reader = Reader(scans=tell is not None, tell=lambda read: tell(str(read)) if tell else None)
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
                self._read[key] = _take_kept(upload, rejected) or self._read_now(upload, rejected)
                while len(self._read) > _KEPT:
                    self._read.popitem(last=False)
            return self._read[key]

    def close(self) -> None:
        """End the process that reads."""
        if self._ending:
            self._ending.cancel()
        self._reader.close()

    def _read_now(self, upload: Upload, rejected: frozenset[int]) -> Manuscript:
        if self._tell is None and _takes_long(upload.file):
            raise TakesLongError(upload, rejected)
        try:
            read = self._reader.read(upload.file, rejected)
        except ScanFoundError:
            if self._tell is None and is_installed():
                raise TakesLongError(upload, rejected) from None
            raise
        except IntakeError as error:
            self._keep(upload, rejected, error)
            raise
        finally:
            self._end_later()
        self._keep(upload, rejected, read)
        return read

    def _keep(self, upload: Upload, rejected: frozenset[int], read: Manuscript | IntakeError) -> None:
        """Keep what a job has read for the desk that began it."""
        if self._tell:
            write_kept(_kept_file(upload, rejected), read)

    def _end_later(self) -> None:
        if self._ending:
            self._ending.cancel()
        self._ending = threading.Timer(self._idle, self._end)
        self._ending.daemon = True
        self._ending.start()

    def _end(self) -> None:
        with self._lock:
            self._reader.close()


def is_kept(upload: Upload, rejected: frozenset[int]) -> bool:
    """Whether what a job has read of a file is there for the desk."""
    return _kept_file(upload, rejected).is_file()


def _take_kept(upload: Upload, rejected: frozenset[int]) -> Manuscript | None:
    """What a job has read; that it could not is told once, and then it may be tried again."""
    file = _kept_file(upload, rejected)
    kept = read_kept(file)
    if isinstance(kept, IntakeError):
        file.unlink(missing_ok=True)
        raise kept
    return kept if isinstance(kept, Manuscript) else None


def _kept_file(upload: Upload, rejected: frozenset[int]) -> Path:
    name = hashlib.sha256(f"{_reader_digest().hex()} {sorted(rejected)}".encode()).hexdigest()
    return upload.file.parent / _FOLDER / name


@cache
def _reader_digest() -> bytes:
    """The program that reads: what another one has read is read again."""
    return digest_of_files([Path(scripts.intake.__file__).parent])


def _takes_long(file: Path) -> bool:
    """Whether it is known before it is opened that reading takes more than a moment."""
    return may_need_office(file) or file.stat().st_size > _LARGE_BYTES
