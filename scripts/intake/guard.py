"""Reads files in a process of its own, so that no file can hang, crash or starve the importer."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from scripts.intake.detect import may_need_office, read_file
from scripts.intake.kept_readings import KeptReadings
from scripts.intake.manuscript import IntakeError, Manuscript, ScanFoundError
from scripts.intake.readers.legacy import end_tree
from scripts.intake.scans.engine import is_installed
from scripts.intake.scans.work import PagesRead, read_scan

TIME_LIMIT_SECONDS = 30.0
OFFICE_TIME_LIMIT_SECONDS = 90.0
MEMORY_BYTES = 1024**3
#: For each of the sixty pages that a scan has at most, which takes some seconds where nothing else runs.
SCAN_TIME_LIMIT_SECONDS = 300.0
#: What reads pictures reserves more than it takes.
SCAN_MEMORY_BYTES = 6 * 1024**3
_START_LIMIT_SECONDS = 60.0
_GRACE_SECONDS = 5.0
_OTHER_FORM = "改法：用 WPS 或 Word 打开，另存为 .docx，再导入；仍不行的，复制正文到新文档"
_SCANNED_ANEW = "改法：关掉别的程序再试；仍不行的，按 300 dpi 重新扫描，页数多的分成几份；有 Word 原稿的，用原稿"


class Reader:
    """Reads files one after another in a worker process, within bounds of time and memory (读取).

    Scans are read by a worker of their own, with other bounds, where what
    reads pictures is installed. The worker starts with the first file, serves all that follow, and is
    replaced when it hangs, crashes or runs out of memory. Use it as a context
    manager: on leaving, also by Ctrl-C, the worker and what it started end.

    Args:
        time_limit: Seconds for a file, not counting the start of the worker; where the worker tells of
            pages, for each of them.
        office_time_limit: Seconds for a file that LibreOffice has to convert.
        memory: Bytes that the worker may take, where the platform can bound it (not Windows).
        scans: Whether scans are read, which takes long.
        tell: Told how far a scan is read.
        kept: Where the texts are that were read before, so that none of them is read again; None to read all.
    """

    #: What the worker calls; a module-level function, so that the worker can import it.
    _work: Callable[..., Manuscript] = staticmethod(read_file)
    #: What to do with a file that it cannot read.
    _remedy = _OTHER_FORM
    #: What the limit of time is for, in an office's words.
    _part = "这个文件"
    #: Whether it tells how far it is, to what it is called with as `tell`.
    _tells = False

    def __init__(
        self,
        *,
        time_limit: float = TIME_LIMIT_SECONDS,
        office_time_limit: float = OFFICE_TIME_LIMIT_SECONDS,
        memory: int = MEMORY_BYTES,
        scans: bool = True,
        tell: Callable[[PagesRead], object] = lambda _: None,
        kept: KeptReadings | None = None,
    ) -> None:
        self._time_limit = time_limit
        self._office_time_limit = office_time_limit
        self._memory = memory
        self._reads_scans = scans
        self._tell = tell
        self._kept = kept
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._scans: Reader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path, rejected: frozenset[int] = frozenset()) -> Manuscript:
        """Read one file.

        Args:
            path: The file.
            rejected: The numbers of the tracked changes that do not hold, where it has such.

        Returns:
            Its text.

        Raises:
            ScanFoundError: It is a scan, and such are not read, or what reads pictures is not installed.
            IntakeError: The file cannot be read, or reading it took too long, too much memory, or crashed.
        """
        if self._kept is None:
            return self._read(path, rejected)
        name = self._kept.name_of(path, rejected)
        if known := self._kept.find(name):
            return known
        read = self._read(path, rejected)
        # Another file may have taken its place while it was read.
        if name == self._kept.name_of(path, rejected):
            self._kept.keep(name, read)
        return read

    def _read(self, path: Path, rejected: frozenset[int]) -> Manuscript:
        limit = self._office_time_limit if may_need_office(path) else self._time_limit
        try:
            answer = self._ask(path, rejected, limit)
        except BaseException:
            self.close()
            raise
        if isinstance(answer, Manuscript):
            return answer
        if isinstance(answer, ScanFoundError):
            return self._read_scan(path, answer)
        raise IntakeError(answer)

    def _read_scan(self, path: Path, found: ScanFoundError) -> Manuscript:
        if not self._reads_scans or not is_installed():
            raise found
        self._scans = self._scans or _ScanReader(
            time_limit=SCAN_TIME_LIMIT_SECONDS, memory=SCAN_MEMORY_BYTES, tell=self._tell
        )
        return self._scans.read(path)

    def close(self) -> None:
        """End the worker and what it has started; a later `read` starts another."""
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if process is not None:
            _end(process)
        if pipe is not None:
            pipe.close()
        scans, self._scans = self._scans, None
        if scans is not None:
            scans.close()

    def _ask(self, path: Path, rejected: frozenset[int], limit: float) -> Manuscript | ScanFoundError | str:
        pipe = self._started()
        try:
            pipe.send((path, rejected) if rejected else (path,))
            until = time.monotonic() + limit
            while True:
                if not pipe.poll(max(0.0, until - time.monotonic())):
                    raise IntakeError(f"读{self._part}超过 {limit:.0f} 秒，已停止。{self._remedy}。")
                answer: PagesRead | Manuscript | ScanFoundError | str | None = pipe.recv()
                if not isinstance(answer, PagesRead):
                    break
                self._tell(answer)
                until = time.monotonic() + limit
        except (EOFError, OSError) as exc:
            raise IntakeError(f"读这个文件时程序中断，文件可能已损坏。{self._remedy}。") from exc
        if answer is None:
            raise IntakeError(f"读这个文件要的内存超过 {self._memory / 1024**3:.0f} GB，已停止。{self._remedy}。")
        return answer

    def _started(self) -> Connection:
        """The pipe to a worker that lives; it is started where there is none."""
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self.close()
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, self._work, self._memory, self._remedy, self._tells), daemon=True
        )
        self._process.start()
        theirs.close()
        try:
            ready = self._pipe.poll(_START_LIMIT_SECONDS) and self._pipe.recv()
        except (EOFError, OSError):
            ready = False
        if not ready:
            raise IntakeError("读取文件的进程启动不了。改法：关闭其他程序后再试。")
        return self._pipe


class _ScanReader(Reader):
    """The worker that reads pictures."""

    _work = staticmethod(read_scan)
    _remedy = _SCANNED_ANEW
    _part = "其中一页"
    _tells = True


def _end(process: SpawnProcess) -> None:
    if process.pid is not None and sys.platform == "win32" and process.is_alive():
        end_tree(process.pid)
    # Asked first, so that the worker can end a LibreOffice that it waits for.
    process.terminate()
    process.join(_GRACE_SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
    process.close()


def _serve(
    pipe: Connection,
    work: Callable[..., Manuscript],
    memory: int,
    remedy: str,
    tells: bool,  # noqa: FBT001 - by place, to another process
) -> None:
    """Answer paths with manuscripts or error texts, or None for want of memory, until the pipe closes."""
    work = partial(work, tell=pipe.send) if tells else work
    # Ctrl-C reaches every process of the terminal; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    _silence()
    _bound_memory(memory)
    with suppress(EOFError, OSError):
        pipe.send("ready")
        while True:
            answer = _answer(work, pipe.recv(), remedy)
            pipe.send(answer)
            if answer is None:
                return


def _answer(
    work: Callable[..., Manuscript], asked: tuple[Path | frozenset[int], ...], remedy: str
) -> Manuscript | ScanFoundError | str | None:
    try:
        return work(*asked)
    except ScanFoundError as found:
        return found
    except IntakeError as error:
        return str(error)
    except MemoryError:
        return None
    except Exception:
        # The last line of defence: whatever a reader has overlooked is one line here, never a traceback.
        return f"文件读不出来，可能已损坏。{remedy}。"


def _leave(signum: int, _frame: object) -> None:
    raise SystemExit(128 + signum)


def _silence() -> None:
    """Keep what libraries print about a broken file from the user's screen."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _bound_memory(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    # Some systems know the limit and do not let it be set.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
