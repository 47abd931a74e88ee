"""What stops every publish, wherever to, as the clerk is told of it."""

from __future__ import annotations

from typing import Any

from macros.corpus import Source
from scripts.build.content_checks import describe_mixture
from scripts.build.settings_checks import find_setting_faults
from scripts.desk.desk import Desk
from scripts.desk.told_faults import tell_fault


def find_stopping(desk: Desk) -> dict[str, Any]:
    """What a template is told: faults, each with the page at which it is mended, and samples beside papers."""
    site, settings = Source(desk.project.docs), find_setting_faults(desk.project.folder)
    faults = [tell_fault(fault, site) for fault in (*desk.work.survey().faults, *settings)]
    return {"faults": faults, "is_mixed": bool(describe_mixture(desk.work.yearbook))}
