"""A text that takes too long ends with one line."""

from __future__ import annotations

import signal
import time

import pytest

from scripts.intake.deadline import deadline
from scripts.intake.manuscript import IntakeError


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this platform has no timers")
@pytest.mark.slow
def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(IntakeError, match="已停止"), deadline(1):
        time.sleep(20)


def test_what_ends_in_time_leaves_no_timer() -> None:
    with deadline(5):
        pass
    if hasattr(signal, "getitimer"):
        assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
