"""Files that were handed in, read in the reader's bounded process, each of them once."""

from __future__ import annotations

import threading
from collections import OrderedDict

from scripts.desk.uploads import Upload
from scripts.intake.guard import Reader
from scripts.intake.manuscript import Manuscript

#: So many texts are kept; any other is read again.
_KEPT = 60
#: After so long without a file the process that reads is ended; the next file begins another.
_IDLE_SECONDS = 60.0


class Readings:
    """The texts of files that were handed in.

    Args:
        idle: Seconds without a file after which the process that reads is ended.
    """

    def __init__(self, idle: float = _IDLE_SECONDS) -> None:
        self._lock, self._idle = threading.Lock(), idle
        self._ending: threading.Timer | None = None
        self._reader = Reader()
        self._read: OrderedDict[str, Manuscript] = OrderedDict()

    def read(self, upload: Upload, rejected: frozenset[int] = frozenset()) -> Manuscript:
        """The text of a file; the next one waits until it is read.

        Args:
            upload: The file.
            rejected: The numbers of the tracked changes in it that do not hold.

        Raises:
            IntakeError: It cannot be read; its text says why.
        """
        key = f"{upload.key} {sorted(rejected)}" if rejected else upload.key
        with self._lock:
            if key not in self._read:
                try:
                    self._read[key] = self._reader.read(upload.file, rejected)
                finally:
                    self._end_later()
                while len(self._read) > _KEPT:
                    self._read.popitem(last=False)
            return self._read[key]

    def knows(self, key: str) -> bool:
        """Whether the file of a key was read, and need not be waited for."""
        return key in self._read

    def close(self) -> None:
        """End the process that reads."""
        if self._ending:
            self._ending.cancel()
        self._reader.close()

    def _end_later(self) -> None:
        if self._ending:
            self._ending.cancel()
        self._ending = threading.Timer(self._idle, self._end)
        self._ending.daemon = True
        self._ending.start()

    def _end(self) -> None:
        with self._lock:
            self._reader.close()
