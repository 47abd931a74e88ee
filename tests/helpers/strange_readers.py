"""Readers that misbehave, for the worker process to import."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from scripts.intake.guard import Reader
from scripts.intake.manuscript import IntakeError, Line, Manuscript


def read_strangely(path: Path) -> Manuscript:
    """Do what the file's name says; write the process id beside it."""
    path.with_suffix(".pid").write_text(str(os.getpid()), encoding="utf-8")
    match path.stem:
        case "sleep":
            time.sleep(600)
        case "sleep-with-child":
            with subprocess.Popen(
                [sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True
            ) as child:
                path.with_suffix(".child").write_text(str(child.pid), encoding="utf-8")
                try:
                    child.wait()
                finally:
                    child.kill()
        case "eat":
            return Manuscript(str(len(bytes(2 * 1024**3))), ())
        case "exit":
            os._exit(3)
        case "abort":
            os.abort()
        case "refuse":
            raise IntakeError("不行。改法：换一个。")
        case "overlook":
            raise KeyError("overlooked")
        case "print":
            os.write(2, b"noise of a library\n")
    return Manuscript("txt", (Line(path.stem, 1),))


class StrangeReader(Reader):
    """The worker with such a reader in it."""

    _work = staticmethod(read_strangely)
