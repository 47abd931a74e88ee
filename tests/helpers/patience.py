"""Bounds that the program sets to waiting, far out of the way: how fast a machine is decides nothing."""

from __future__ import annotations

from scripts.changes import git_record
from scripts.desk import running
from scripts.intake import guard
from scripts.intake.readers import legacy
from tests.helpers.waiting import PATIENCE_SECONDS


def be_patient() -> None:
    """From now on whatever works is waited for; a test that looks at a bound sets its own."""
    guard._START_LIMIT_SECONDS = PATIENCE_SECONDS
    guard.Reader.__init__.__kwdefaults__.update(time_limit=PATIENCE_SECONDS, office_time_limit=PATIENCE_SECONDS)
    for module, bound in (
        (legacy, "TIME_LIMIT_SECONDS"),
        (git_record, "_PATIENCE_SECONDS"),
        (running, "_PATIENCE_SECONDS"),
    ):
        assert hasattr(module, bound)
        setattr(module, bound, PATIENCE_SECONDS)
