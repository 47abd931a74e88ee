"""Ends what takes too long: a text may be made so that any reading of it is slow."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from scripts.intake.manuscript import IntakeError

SECONDS = 30


@contextmanager
def deadline(seconds: int = SECONDS) -> Iterator[None]:
    """Raise an error in the midst of what takes longer, where the platform has timers (not Windows).

    Args:
        seconds: How long it may take.

    Raises:
        IntakeError: It took longer.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signum: int, _frame: FrameType | None) -> None:
        raise IntakeError(
            f"整理这份来稿超过 {seconds} 秒，已停止，没有写入。改法：分成几个文件，或删去不是正文的部分。"
        )

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
