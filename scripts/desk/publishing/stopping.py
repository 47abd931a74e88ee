"""What stops a publish, as the clerk is told of it before he begins one."""

from __future__ import annotations

from typing import Any

from macros.corpus import Source
from scripts.build.content_checks import describe_mixture
from scripts.build.settings_checks import find_setting_faults
from scripts.desk.desk import Desk
from scripts.desk.told_faults import tell_fault
from scripts.publishing.scanned_papers import find_unread_papers


def find_stopping(desk: Desk) -> dict[str, Any]:
    """What a template is told.

    Returns:
        Faults, each with the page at which it is mended, and samples beside papers, which stop every publish; and
        scans that were not held against their pictures, which stop the one of whoever may read them.
    """
    site, settings = Source(desk.project.docs), find_setting_faults(desk.project.folder)
    faults = [tell_fault(fault, site) for fault in (*desk.work.survey().faults, *settings)]
    book = desk.work.yearbook
    unread = [told for _, told in find_unread_papers(book.reports.values())]
    return {"faults": faults, "is_mixed": bool(describe_mixture(book)), "unread": unread}
